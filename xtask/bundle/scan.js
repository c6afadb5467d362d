// The module that reads QR codes in pictures of the camera. Loaded when the camera is started for the first time.
import { decode, initSync, __wbg_reset_state as reset } from "rs:glue";
import { loadWasm } from "rs:wasm";

let compiling;
let compiled;

/** Starts the reader; a second call waits for the first. */
export async function start() {
  compiling ??= loadWasm();
  try {
    compiled = await compiling;
  } catch (cause) {
    compiling = undefined;
    throw cause;
  }
  initSync({ module: compiled });
}

/** The text of the code in a picture; blank where there is none. `luma`: the brightness of each pixel. */
export function read(luma, width, height) {
  try {
    return decode(luma, width, height);
  } catch {
    // A picture that its reader stumbles over is one without a code. A fresh instance takes the next.
    reset();
    initSync({ module: compiled });
    return "";
  }
}
