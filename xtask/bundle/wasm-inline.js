// The engine travels inside this file, so that the page may forbid every connection. One letter stands for one byte:
// small bytes for printable ASCII, so that nothing needs an escape, and the others for letters that UTF-8 writes in
// two. Brotli packs that to 2 % more than the engine itself; hexadecimal to 7 %, base64 (where the same bytes seldom
// become the same letters) to 30 %.
import letters from "rs:letters";

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
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at++) {
    const code = letters.charCodeAt(at);
    // `#` is 0; the backslash (92) is left out; from 256 on, the array keeps the lower byte.
    bytes[at] = code > 255 ? code : code > 92 ? code - 36 : code - 35;
  }
  return bytes;
}
