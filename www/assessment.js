// The headless API: an assessment without a screen.
import builtIn from "rs:questionnaire";
import { loadModule } from "rs:modules";
import { callEngine } from "./engine.js";
import { ReasonableStepsError } from "./error.js";

let Engine;

/** Loads and starts the engine; await it once before the first `new Assessment`. */
export async function init() {
  try {
    Engine ??= await (await loadModule("headless")).start();
  } catch (cause) {
    throw new ReasonableStepsError("engine", cause.message, [], { cause });
  }
}

const asText = (value) => (typeof value === "string" ? value : JSON.stringify(value));

function made(kind, ...texts) {
  if (!Engine) {
    throw new ReasonableStepsError("not-ready", "the engine has not started; hint: await init() first");
  }
  const engine = new Engine();
  callEngine(engine, kind, ...texts);
  return engine;
}

/** An assessment of a questionnaire: its profile and answers, and the report that follows. */
export class Assessment {
  #engine;

  /** `questionnaire`: compiled JSON, as text or parsed; the built-in one if left out. */
  constructor(questionnaire = builtIn, { mode = "express" } = {}) {
    this.#engine = made("assessment", asText(questionnaire), mode);
  }

  /** An assessment from the text of its file. */
  static fromFile(file, questionnaire = builtIn) {
    const assessment = new Assessment(questionnaire);
    assessment.#engine = made("assessmentFromFile", file, asText(questionnaire));
    return assessment;
  }

  /** Sets what is known about the firm: `{ staff: ["yes"], tools: [] }`. All of it, or nothing. */
  setProfile(profile) {
    callEngine(this.#engine, "setProfile", JSON.stringify(profile));
  }

  /** Answers a question: a level, or `{ level | dontKnow | notApplicable, note, evidence }`. */
  answer(question, answer) {
    const given = typeof answer === "number" ? { level: answer } : (answer ?? {});
    callEngine(this.#engine, "answer", String(question), JSON.stringify(given));
  }

  /** What is asked, and which of it applies. */
  outline() {
    return JSON.parse(callEngine(this.#engine, "outline"));
  }

  /** The report as of a day. `JSON.stringify` of it gives the command's bytes. */
  report({ date = today() } = {}) {
    return JSON.parse(callEngine(this.#engine, "report", date));
  }

  /** The text of the assessment file. */
  toFile({ date = "" } = {}) {
    return callEngine(this.#engine, "toFile", date);
  }
}

/** Today where the visitor is, as 2026-11-22. */
export function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
