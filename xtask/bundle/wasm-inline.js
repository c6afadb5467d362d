// The engine travels inside this file, so that the page may forbid every connection. In hexadecimal: brotli packs
// that to 7 % more than the engine itself, base64 (where no byte repeats as the same letters) to 30 % more.
import hex from "rs:hex";

export async function loadWasm() {
  try {
    return await WebAssembly.compile(decode());
  } catch (cause) {
    throw new Error(
      `the engine did not start: ${cause.message}; hint: a Content-Security-Policy must allow 'wasm-unsafe-eval'`,
      { cause },
    );
  }
}

function decode() {
  // Built in from Chromium 140, Firefox 133 and Safari 18.2.
  if (Uint8Array.fromHex) return Uint8Array.fromHex(hex);
  const bytes = new Uint8Array(hex.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = digit(2 * at) * 16 + digit(2 * at + 1);
  return bytes;
}

function digit(at) {
  const code = hex.charCodeAt(at);
  return code < 58 ? code - 48 : code - 87;
}
