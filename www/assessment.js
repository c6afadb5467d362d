// The headless API: an assessment without a screen.
import builtIn from "rs:questionnaire";
import { engine, startEngine } from "./engine.js";
import { call } from "./error.js";

/** Starts the engine; await it once before the first `new Assessment`. */
export function init() {
  return startEngine();
}

const asText = (value) => (typeof value === "string" ? value : JSON.stringify(value));

/** An assessment of a questionnaire: its profile and answers, and the report that follows. */
export class Assessment {
  #inner;

  /** `questionnaire`: compiled JSON, as text or parsed; the built-in one if left out. */
  constructor(questionnaire = builtIn, { mode = "express" } = {}) {
    const { EngineAssessment } = engine();
    this.#inner =
      questionnaire instanceof EngineAssessment
        ? questionnaire
        : call(() => new EngineAssessment(asText(questionnaire), mode));
  }

  /** An assessment from the text of its file. */
  static fromFile(file, questionnaire = builtIn) {
    const { EngineAssessment } = engine();
    return new Assessment(call(() => EngineAssessment.fromFile(file, asText(questionnaire))));
  }

  /** Sets what is known about the firm: `{ staff: ["yes"], tools: [] }`. All of it, or nothing. */
  setProfile(profile) {
    call(() => this.#inner.setProfile(JSON.stringify(profile)));
  }

  /** Answers a question: a level, or `{ level | dontKnow | notApplicable, note, evidence }`. */
  answer(question, answer) {
    const given = typeof answer === "number" ? { level: answer } : (answer ?? {});
    call(() => this.#inner.answer(String(question), JSON.stringify(given)));
  }

  /** What is asked, and which of it applies. */
  outline() {
    return JSON.parse(call(() => this.#inner.outline()));
  }

  /** The report as of a day. `JSON.stringify` of it gives the command's bytes. */
  report({ date = today() } = {}) {
    return JSON.parse(call(() => this.#inner.report(date)));
  }

  /** The text of the assessment file. */
  toFile({ date = "" } = {}) {
    return call(() => this.#inner.toFile(date));
  }
}

/** Today where the visitor is, as 2026-11-22. */
export function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
