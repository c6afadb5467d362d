// Starts the engine once for the whole page, calls it, and starts it anew when it stopped.
import { Engine, initSync, __wbg_reset_state as reset } from "rs:glue";
import { loadWasm } from "rs:wasm";
import { ReasonableStepsError } from "./error.js";

let starting;
// Counts the instances: what was made in an earlier one is gone.
let instance = 0;

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
  #instance = instance;
  #engine = new Engine();

  constructor(...texts) {
    this.call("session", ...texts);
  }

  /** Whether another session's failure took this one along, rather than its own. */
  get isStale() {
    return this.#instance !== instance;
  }

  call(method, ...texts) {
    return callEngine(this.#engine, method, ...texts);
  }

  free() {
    if (!this.isStale) this.#engine.free();
  }
}

/** After the engine stopped within this session: a fresh instance, for all that come. */
export function restartEngine(session) {
  if (session.isStale) return;
  instance += 1;
  reset();
}

/** Calls a method. A failure, which leaves the engine as JSON text, becomes an error. */
export function callEngine(engine, method, first = "", second = "", third = "") {
  let answer;
  try {
    answer = engine.call(method, first, second, third);
  } catch (cause) {
    // The engine gives its failures back, so what is thrown is a trap.
    throw new ReasonableStepsError("trap", `the engine stopped: ${cause.message}`, [], { cause });
  }
  const text = answer.slice(1);
  if (answer[0] === "=") return text;
  const { code, message, diagnostics } = JSON.parse(text);
  throw new ReasonableStepsError(code, message, diagnostics);
}
