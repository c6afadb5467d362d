// Starts the engine once for the whole page.
import start, { EngineAssessment, EngineSession } from "rs:glue";
import { loadWasm } from "rs:wasm";
import { ReasonableStepsError } from "./error.js";

let starting;
let started = false;

/** Starts the engine, or waits for it. After a failure the next call tries again. */
export function startEngine() {
  starting ??= loadWasm()
    .then((module_or_path) => start({ module_or_path }))
    .then(() => {
      started = true;
    })
    .catch((cause) => {
      starting = undefined;
      throw new ReasonableStepsError("engine", cause.message, [], { cause });
    });
  return starting;
}

/** The engine's classes. */
export function engine() {
  if (!started) {
    throw new ReasonableStepsError("not-ready", "the engine has not started; hint: await init() first");
  }
  return { EngineAssessment, EngineSession };
}
