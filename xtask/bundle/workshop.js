// The module that counts the room and makes worksheets. Loaded when either is asked for, and started once.
import { Engine } from "rs:glue";
import { callEngine } from "../../www/engine.js";

export { Session, restartEngine, startEngine } from "../../www/engine.js";

/** A worksheet as the text of a page: in `express` or `full`, for `a4` or `letter`. The engine must have started. */
export function makeWorksheet([questionnaire, language], mode, paper) {
  const engine = new Engine();
  try {
    return callEngine(engine, "worksheet", questionnaire, language, `${mode} ${paper}`);
  } finally {
    engine.free();
  }
}
