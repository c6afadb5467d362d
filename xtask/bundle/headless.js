// What stands behind `Assessment`. Loaded by `init()`, so that pages with the element alone do not carry it.
import { Engine, initSync } from "rs:glue";
import { loadWasm } from "rs:wasm";

let starting;

/** Starts the engine once, and gives its class. */
export function start() {
  starting ??= loadWasm().then(
    (module) => {
      initSync({ module });
      return Engine;
    },
    (cause) => {
      starting = undefined;
      throw cause;
    },
  );
  return starting;
}
