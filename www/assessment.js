// The headless API: an assessment without a screen.
import builtIn from "rs:questionnaire";
import { Inner, startEngine } from "./engine.js";

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
    this.#inner =
      questionnaire instanceof Inner
        ? questionnaire
        : new Inner("assessment", asText(questionnaire), mode);
  }

  /** An assessment from the text of its file. */
  static fromFile(file, questionnaire = builtIn) {
    return new Assessment(new Inner("assessmentFromFile", file, asText(questionnaire)));
  }

  /** Sets what is known about the firm: `{ staff: ["yes"], tools: [] }`. All of it, or nothing. */
  setProfile(profile) {
    this.#inner.call("setProfile", JSON.stringify(profile));
  }

  /** Answers a question: a level, or `{ level | dontKnow | notApplicable, note, evidence }`. */
  answer(question, answer) {
    const given = typeof answer === "number" ? { level: answer } : (answer ?? {});
    this.#inner.call("answer", String(question), JSON.stringify(given));
  }

  /** What is asked, and which of it applies. */
  outline() {
    return JSON.parse(this.#inner.call("outline"));
  }

  /** The report as of a day. `JSON.stringify` of it gives the command's bytes. */
  report({ date = today() } = {}) {
    return JSON.parse(this.#inner.call("report", date));
  }

  /** The text of the assessment file. */
  toFile({ date = "" } = {}) {
    return this.#inner.call("toFile", date);
  }
}

/** Today where the visitor is, as 2026-11-22. */
export function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
