//! How large each file of a report is, and how long it takes to make natively. What its module
//! weighs stands in the table of `cargo xtask build`.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use reasonable_steps::assessment::Assessment;
use reasonable_steps::export::{self, Format};
use reasonable_steps::questionnaire::Questionnaire;
use reasonable_steps::text::{Catalogue, ENGLISH};

const QUESTIONNAIRE: &str = include_str!("../questionnaires/compiled/trade-secrets.en.json");
const FIRM: &str = include_str!("../tests/data/firms/machine-shop.steps.json");

/// How often each file is made; the median counts.
const RUNS: usize = 7;

fn main() {
    let questionnaire = Questionnaire::from_json(QUESTIONNAIRE).0.expect("a questionnaire");
    let assessment = Assessment::from_json(FIRM, &questionnaire).0.expect("an assessment");
    let date = "2026-11-22".parse().expect("a date");
    let page = export::page(&questionnaire, &assessment, &[], date);
    let catalogue = export::catalogue(Catalogue::from_json(ENGLISH).0.expect("a language"));
    let mut table = format!("{:<12}{:>10}{:>12}\n", "file", "kB", "native ms");
    for format in Format::ALL {
        let mut times: Vec<Duration> = Vec::new();
        let mut size = 0;
        for _ in 0..RUNS {
            let start = Instant::now();
            let made = export::make(format, black_box(&page), &catalogue).expect("a file");
            times.push(start.elapsed());
            size = made.len();
        }
        times.sort_unstable();
        let median = times[RUNS / 2].as_secs_f64() * 1000.0;
        let kilobytes = size as f64 / 1000.0;
        let _ = writeln!(table, "{:<12}{kilobytes:>10.1}{median:>12.1}", format.name());
    }
    println!("\nThe machine shop's report, 56 gaps\n{table}");
}
