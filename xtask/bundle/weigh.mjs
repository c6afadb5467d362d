// Prints `raw gzip brotli`, a line for each argument: a file, or several joined by `+` that are packed as one.
// In node, because its packers are the C libraries that servers use, and a tenth as slow as any in a debug build.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

for (const files of process.argv.slice(2)) {
  const bytes = Buffer.concat(files.split("+").map((file) => readFileSync(file)));
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 22,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  console.log(bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes, { params }).length);
}
