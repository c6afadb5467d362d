// Starts the engine once for the whole page, and calls it.
import { Engine, initSync } from "rs:glue";
import { loadWasm } from "rs:wasm";
import { ReasonableStepsError } from "./error.js";

let starting;

/** Starts the engine, or waits for it. After a failure the next call tries again. */
export function startEngine() {
  starting ??= loadWasm()
    .then((module) => initSync({ module }))
    .catch((cause) => {
      starting = undefined;
      throw new ReasonableStepsError("engine", cause.message, [], { cause });
    });
  return starting;
}

/** A session inside the engine; `src/web/exports.rs` names the methods. */
export class Session {
  #engine = new Engine();

  constructor(...texts) {
    this.call("session", ...texts);
  }

  call(method, ...texts) {
    return callEngine(this.#engine, method, ...texts);
  }

  free() {
    this.#engine.free();
  }
}

/** Calls a method. A failure, which leaves the engine as JSON text, becomes an error. */
export function callEngine(engine, method, first = "", second = "", third = "") {
  const answer = engine.call(method, first, second, third);
  const text = answer.slice(1);
  if (answer[0] === "=") return text;
  const { code, message, diagnostics } = JSON.parse(text);
  throw new ReasonableStepsError(code, message, diagnostics);
}
