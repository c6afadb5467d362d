#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| reasonable_steps_fuzz::combine(data));
