// Types of the module `reasonable-steps`.

/** Starts the engine. Await it once before the first `new Assessment`. */
export function init(): Promise<void>;

/** A mistake of the caller's or of its input. */
export class ReasonableStepsError extends Error {
  /** A stable word: `questionnaire`, `file`, `unknown-question`, `level-out-of-range`, `date` … */
  readonly code: string;
  /** All findings, where a document is at fault. */
  readonly diagnostics: Diagnostic[];
}

export interface Diagnostic {
  severity: "error" | "warning";
  code: string;
  path: string;
  message: string;
  hint: string | null;
}

export type Mode = "express" | "full";

/** What is answered: one of the three, or none of them to take the answer back. */
export interface Answer {
  /** A level of the question's scale, from 0. */
  level?: number;
  dontKnow?: true;
  /** The reason; refused for critical questions. */
  notApplicable?: string;
  note?: string;
  /** Where the proof is kept. Never the secret itself. */
  evidence?: string;
}

/** An assessment without a screen. */
export class Assessment {
  /** `questionnaire`: compiled JSON, as text or parsed; the built-in one if left out. */
  constructor(questionnaire?: string | object, options?: { mode?: Mode });
  /** An assessment from the text of its file. */
  static fromFile(file: string, questionnaire?: string | object): Assessment;
  /** The options that hold, for each profile question. Takes all of it or nothing. */
  setProfile(profile: Record<string, string[]>): void;
  answer(question: string, answer: number | Answer | null): void;
  outline(): Outline;
  /** The report as of a day such as 2026-11-22; today if left out. */
  report(options?: { date?: string }): Report;
  /** The text of the assessment file. */
  toFile(options?: { date?: string }): string;
}

export interface Outline {
  id: string;
  version: string;
  fingerprint: string;
  language: string;
  title: string;
  mode: Mode;
  /** Questions asked. */
  questions: number;
  /** Minutes to read and answer them, computed from the texts. */
  minutes: number;
  profile: { id: string; prompt: string; options: string[]; chosen: string[] | null }[];
  domains: { id: string; title: string; questions: QuestionOutline[] }[];
  /** What was found in the file that the assessment came from. */
  warnings: Diagnostic[];
}

export interface QuestionOutline {
  id: string;
  prompt: string;
  levels: string[];
  critical: boolean;
  notApplicable: boolean;
  asked: boolean;
  answered: boolean;
}

export interface Report {
  format: "reasonable-steps/report";
  formatVersion: 1;
  engine: string;
  date: string;
  language: string;
  title: string;
  questionnaire: {
    id: string;
    version: string;
    title: string;
    /** Who publishes it, if it says so. */
    branding?: { publisher: string; line?: string; link?: string };
    fingerprint: string;
    textsFingerprint: string;
  };
  mode: Mode;
  /** Whose answers it combines, where it combines any. */
  combined?: { people: number; date: string };
  score: Summary;
  domains: DomainLine[];
  lenses: LensLine[];
  weakestDomain: string | null;
  plan: PlanStep[];
  /** What changed since earlier assessments. */
  comparisons: Comparison[];
  /** What is confirmed about the law of the countries that the firm named. */
  sheets: Sheet[];
  notApplicable: { question: string; prompt: string; reason: string }[];
  unanswered: string[];
  unknownQuestions: string[];
  questions: QuestionLine[];
  method: string[];
  disclaimer: string[];
}

export interface Summary {
  /** The score as it is shown, caps applied; null while nothing is answered. */
  shown: string | null;
  /** The same without caps. */
  uncapped: string | null;
  highest: string;
  /** The score as a share of the highest, 0 to 1000. */
  thousandths: number;
  /** Points. */
  earned: number;
  attainable: number;
  /** Points that weight 1 at value 1 gives. */
  pointsPerUnit: number;
  /** Percent of the attainable points, rounded down, without caps. */
  percent: number | null;
  capped: boolean;
  caps: {
    limit: string;
    questions: { id: string; prompt: string; gap: string; dontKnow: boolean }[];
  }[];
  band: Band | null;
  uncappedBand: Band | null;
  withheld: (
    | { reason: "incomplete"; needed: number }
    | { reason: "critical-unanswered"; questions: string[] }
  )[];
  /** Percent of the applicable weight that is answered. */
  completeness: number | null;
  /** Percent of the answered weight that is not "don't know". */
  confidence: number | null;
}

export interface Band {
  id: string;
  /** Its place, from 1. */
  step: number;
  name: string;
  summary: string;
}

interface Points {
  shown: string | null;
  thousandths: number;
  percent: number | null;
  earned: number;
  attainable: number;
}

export interface DomainLine extends Points {
  id: string;
  title: string;
  asked: number;
  answered: number;
  openGaps: number;
}

export interface LensLine extends Points {
  id: string;
  name: string;
}

export interface PlanStep {
  question: string;
  domain: string;
  /** The points of view it belongs to. */
  lenses: string[];
  group: "critical" | "quick-win" | "open" | "later" | "improve";
  open: boolean;
  critical: boolean;
  capsScore: boolean;
  action: string;
  prompt: string;
  gap: string;
  /** From 0; null for "don't know". */
  level: number | null;
  /** The top level of its scale, from 0. */
  top: number;
  levelText: string | null;
  nextStep: string;
  quickWin: string;
  why: string;
  evidence: string;
  caution: string | null;
  sources: { title: string; publisher: string; locator: string; url: string | null }[];
  effort: string;
  effortName: string;
  weight: string;
  /** With two decimals, rounded down. */
  priority: string;
  /** What the firm decided about it. */
  decision: Decision | null;
  /** The score once this and everything before it is done; null for what is put off or no open gap. */
  after: string | null;
}

export interface Decision {
  status: "planned" | "done" | "not-now";
  owner: string;
  /** A day such as 2026-11-22. */
  due: string | null;
  reason: string;
}

/** On the questions that both answer and that still mean the same; everything else is named only. */
export interface Comparison {
  title: string;
  date: string;
  mode: Mode;
  version: string;
  /** Questions that count in both. */
  questions: number;
  /** Their score then and now, without caps. */
  then: string | null;
  now: string | null;
  domains: {
    id: string;
    title: string;
    questions: number;
    then: string | null;
    now: string | null;
    /** As a share of the highest, 0 to 1000. */
    thenThousandths: number;
    nowThousandths: number;
  }[];
  improved: Move[];
  slipped: Move[];
  added: Named[];
  dropped: Named[];
  changed: Named[];
  removed: string[];
}

/** Levels from 0; null for "don't know". */
export interface Move extends Named {
  from: number | null;
  to: number | null;
}

export interface Named {
  question: string;
  prompt: string;
}

export interface Sheet {
  id: string;
  title: string;
  /** The day on which the law was checked. */
  checked: string;
  /** Null where nothing is confirmed: ask local counsel. */
  rows: { name: string; text: string | null }[];
  sources: { title: string; publisher: string; locator: string; url: string | null }[];
}

export interface QuestionLine {
  id: string;
  domain: string;
  prompt: string;
  critical: boolean;
  standing: "level" | "dont-know" | "not-applicable" | "unanswered";
  level: number | null;
  /** The top level of its scale, from 0. */
  top: number;
  levelText: string | null;
  weight: string;
  earned: number;
  attainable: number;
  /** Its share of the attainable points of the whole, 0 to 1000. */
  share: number;
  note: string;
  /** What one could show as proof of the level. */
  proof: string;
  /** `missing`: the top level means proof, and no place is named. */
  proofNeed: "none" | "expected" | "missing";
  /** Where the proof is kept. */
  evidence: string;
}

/** The widget. It registers itself as `<reasonable-steps>` when the module is loaded. */
export class ReasonableStepsElement extends HTMLElement {
  /** The address of a compiled questionnaire; blank for the built-in one. */
  questionnaire: string;
  mode: Mode;
  /** Whether the browser's back button walks through the questionnaire. */
  history: boolean;
  /** `score`: the page learns the score with the report, and the visitor is told so before. */
  share: "" | "score";
  /** A compiled questionnaire, as text or parsed. Wins over attribute and child. */
  questionnaireData: string | object | undefined;
  /** The text of the assessment file; blank while there is nothing to save. */
  file(): string;
}

export interface ProgressDetail {
  place: string;
  answered: number;
  asked: number;
  percent: number;
}

/** Empty unless the element carries `share="score"`. Never an answer, a note or a name. */
export interface CompleteDetail {
  /** The score that is shown, 0 to 100; null where no question is answered. */
  percent?: number | null;
  /** The id of the band; null where too little is answered to name one. */
  band?: string | null;
  domains?: { id: string; percent: number | null }[];
}

export interface ErrorDetail {
  code: string;
  message: string;
  diagnostics: Diagnostic[];
}

declare global {
  interface HTMLElementTagNameMap {
    "reasonable-steps": ReasonableStepsElement;
  }
  interface HTMLElementEventMap {
    "reasonable-steps-ready": CustomEvent<object>;
    "reasonable-steps-progress": CustomEvent<ProgressDetail>;
    "reasonable-steps-complete": CustomEvent<CompleteDetail>;
    "reasonable-steps-error": CustomEvent<ErrorDetail>;
  }
}
