// The engine lies in the page as a block of data that no browser runs: gzip, written as base64. Unpacked when it is
// needed, so that a page with five of them starts with one.
import id from "rs:block";

export async function loadWasm() {
  const block = document.getElementById(id);
  if (!block) throw new Error(`the block ${id} is missing: the file was changed or cut off; hint: get it again`);
  if (!globalThis.DecompressionStream) {
    throw new Error("this browser can't unpack what it needs; hint: a version of 2023 or newer can");
  }
  const letters = atob(block.textContent);
  const packed = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at++) packed[at] = letters.charCodeAt(at);
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new Response(unpacked).arrayBuffer());
}
