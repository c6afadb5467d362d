// Starts the engine once for the whole page, and calls it.
import { Engine, initSync } from "rs:glue";
import { loadWasm } from "rs:wasm";
import { ReasonableStepsError } from "./error.js";

let starting;
let started = false;

/** Starts the engine, or waits for it. After a failure the next call tries again. */
export function startEngine() {
  starting ??= loadWasm()
    .then((module) => {
      initSync({ module });
      started = true;
    })
    .catch((cause) => {
      starting = undefined;
      throw new ReasonableStepsError("engine", cause.message, [], { cause });
    });
  return starting;
}

/** A session or an assessment inside the engine; `src/web/exports.rs` names the methods. */
export class Inner {
  #engine;

  /** `kind`: `session`, `assessment` or `assessmentFromFile`. */
  constructor(kind, ...texts) {
    if (!started) {
      throw new ReasonableStepsError("not-ready", "the engine has not started; hint: await init() first");
    }
    this.#engine = new Engine();
    this.call(kind, ...texts);
  }

  /** Calls a method. A failure, which leaves the engine as JSON text, becomes an error. */
  call(method, first = "", second = "", third = "") {
    const answer = this.#engine.call(method, first, second, third);
    const text = answer.slice(1);
    if (answer[0] === "=") return text;
    const { code, message, diagnostics } = JSON.parse(text);
    throw new ReasonableStepsError(code, message, diagnostics);
  }

  free() {
    this.#engine.free();
  }
}
