// <reasonable-steps>: shadow root, attributes, lifecycle. What is shown is the engine's matter.
import { today } from "./assessment.js";
import { Session, startEngine } from "./engine.js";
import { takeAway } from "./exports.js";
import { ReasonableStepsError } from "./error.js";
import { saveFile } from "./files.js";
import { startHistory } from "./history.js";
import { listen } from "./input.js";
import { loadModule } from "rs:modules";
import { setMarkup, styleSheet } from "./markup.js";
import { language, ownQuestionnaire } from "./sources.js";
import { showFailure } from "./failure.js";

// What a file that a passphrase protects starts with; `is_protected` in src/assessment/protected.rs says the same.
const PROTECTED = /^\s*(eyJ|\{\s*"(protected|encrypted_key|iv|ciphertext|tag|recipients|unprotected|header|aad)")/;

// Importing must work where there is no DOM.
const Base = globalThis.HTMLElement ?? class {};

/** The widget. Attributes: `questionnaire`, `lang`, `mode`, `history`. */
export class ReasonableStepsElement extends Base {
  static observedAttributes = ["questionnaire", "lang", "mode"];

  #session;
  #page;
  #live;
  #place = "";
  #connection;
  #history;
  #lastFile = "";
  // The file as the visitor has it: saved, or just opened.
  #kept = "";
  #questionnaireData;
  // What the session was made of: questionnaire and language.
  #texts;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [styleSheet()];
    // Until the engine answers, what stands between the tags is shown.
    this.#page = document.createElement("div");
    this.#page.append(document.createElement("slot"));
    // Outside the part that is replaced, or screen readers would miss what it says.
    this.#live = document.createElement("p");
    this.#live.setAttribute("role", "status");
    this.#live.className = "rs-live";
    root.append(this.#page, this.#live);
  }

  /** The address of a compiled questionnaire; blank for the built-in one. */
  get questionnaire() {
    return this.getAttribute("questionnaire") ?? "";
  }
  set questionnaire(address) {
    this.#reflect("questionnaire", address);
  }

  /** `express` or `full`. */
  get mode() {
    return this.getAttribute("mode") ?? "express";
  }
  set mode(mode) {
    this.#reflect("mode", mode);
  }

  /** Whether the browser's back button walks through the questionnaire. */
  get history() {
    return this.hasAttribute("history");
  }
  set history(on) {
    this.toggleAttribute("history", Boolean(on));
  }

  /** A compiled questionnaire, as text or parsed. Wins over attribute and child. */
  get questionnaireData() {
    return this.#questionnaireData;
  }
  set questionnaireData(data) {
    this.#questionnaireData = data;
    if (this.#connection) this.#start();
  }

  connectedCallback() {
    for (const name of ["questionnaire", "mode", "lang", "history", "questionnaireData"]) {
      this.#upgrade(name);
    }
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    listen(this, this.#page, signal);
    addEventListener("beforeunload", (event) => this.#askBeforeLoss(event), { signal });
    // Moved within the page: everything is as it was.
    if (this.#session) this.#startHistory();
    else this.#start();
  }

  disconnectedCallback() {
    this.#connection.abort();
    this.#connection = undefined;
  }

  attributeChangedCallback(name, before, after) {
    if (!this.#connection || before === after) return;
    if (name === "mode" && this.#session) this.command(`mode ${this.mode}`);
    else this.#start();
  }

  /** Does what the markup says. Used by the element's own listeners. */
  command(command, value = "") {
    const empty = !this.#lastFile;
    this.#guard(() => this.#show(this.#session.call("apply", command, value, today())));
    // Where there are answers, opening asks first.
    if (command === "confirm-open" || (command === "open" && empty)) this.#kept = this.#lastFile;
  }

  /** Offers the answers as a download. Used by the element's own listeners. */
  save() {
    saveFile(this.file());
    this.#kept = this.#lastFile;
  }

  /** Offers them as a file that a passphrase protects. Used by the element's own listeners. */
  async saveProtected() {
    const text = this.file();
    const made = await this.#protect("saveProtected", text);
    if (!made) return;
    saveFile(made);
    this.#kept = text;
  }

  /** Opens a chosen file, or compares with it; asks for its passphrase first where it has one. */
  async openFile(command, text) {
    const opened = PROTECTED.test(text) ? await this.#protect("openProtected", text) : text;
    if (opened !== undefined) this.command(command, opened);
  }

  async #protect(work, text) {
    const { language } = this.#texts;
    const { signal } = this.#connection;
    const failed = this.#page.querySelector("[data-unprotected]");
    if (failed) failed.hidden = true;
    try {
      const module = await loadModule("keep");
      return await module[work]({ root: this.shadowRoot, language, text, signal });
    } catch (error) {
      this.#dispatch("error", detail({ ...error, code: "keep", message: error.message }));
      // Shown as it is, a locked file is refused with the reason.
      if (work === "openProtected") return text;
      if (failed) failed.hidden = false;
    }
  }

  /** Makes a file of the report. Used by the element's own listeners. */
  async take(button) {
    try {
      await takeAway(this.#page, button, () => ({
        ...this.#texts,
        file: this.file(),
        earlier: this.#session.call("earlier"),
      }));
    } catch (error) {
      this.#dispatch("error", detail({ ...error, code: error.code ?? "export", message: error.message }));
    }
  }

  /** The text of the assessment file. */
  file() {
    return this.#session.call("file");
  }

  #askBeforeLoss(event) {
    if (this.#lastFile && this.#lastFile !== this.#kept) event.preventDefault();
  }

  #reflect(name, value) {
    if (value === null || value === undefined || value === "") this.removeAttribute(name);
    else this.setAttribute(name, value);
  }

  // A property that was set before the element was defined hides the accessor of its class.
  #upgrade(name) {
    if (!Object.hasOwn(this, name)) return;
    const value = this[name];
    delete this[name];
    this[name] = value;
  }

  async #start() {
    const connection = this.#connection;
    try {
      await startEngine();
      const texts = await this.#language();
      const own = await ownQuestionnaire(this);
      if (this.#connection !== connection) return;
      const before = this.#session && this.file();
      const mode = this.getAttribute("mode") ?? "";
      const made = { questionnaire: own ?? texts.questionnaire, language: texts.interface };
      const session = new Session(made.questionnaire, made.language, mode);
      // Only now: what is shown stays until the new one has proved usable.
      this.#session?.free();
      this.#session = session;
      this.#texts = made;
      this.#guard(() => {
        const update = before
          ? session.call("resume", before, this.#place, today())
          : session.call("show", today());
        this.#show(update, { focus: false });
        this.#startHistory();
      });
      if (this.#session) this.#dispatch("ready", {});
    } catch (error) {
      if (this.#connection === connection) this.#fail(error);
    }
  }

  async #language() {
    try {
      return await language(this.getAttribute("lang") ?? "en");
    } catch (error) {
      // English is better than nothing; the host page is told.
      this.#dispatch("error", detail(error));
      return language("en");
    }
  }

  #startHistory() {
    this.#history = this.history
      ? startHistory(this.#place, (place) => this.command(`go ${place}`), this.#connection.signal)
      : undefined;
  }

  #show(text, { focus = true } = {}) {
    const update = JSON.parse(text);
    if (update.page !== null) setMarkup(this.#page, update.page);
    for (const [slot, html] of update.slots) {
      const place = this.#page.querySelector(`[data-slot="${slot}"]`);
      if (place) setMarkup(place, html);
    }
    const moved = update.place !== this.#place;
    this.#place = update.place;
    this.#lastFile = this.file();
    if (focus && update.focus) this.#focus(update.focus, moved);
    if (moved) this.#history?.moved(update.place);
    // Last, for a listener of the page may call back into this element.
    const { answered, asked, percent } = update;
    this.#dispatch("progress", { place: update.place, answered, asked, percent });
    if (moved && update.place === "report") this.#dispatch("complete", {});
  }

  #focus(what, moved) {
    const [kind, question] = what.split(/:(.*)/);
    const inputs = `[data-question="${question}"] input`;
    const selectors = {
      heading: ["[data-heading]"],
      notice: ["[data-notice]"],
      question: [`${inputs}:checked`, inputs],
    }[kind];
    const find = (selector) => this.#page.querySelector(selector);
    const target = find(selectors.find(find));
    target?.focus({ preventScroll: kind === "heading" });
    if (kind === "question") target?.closest("[data-question]").scrollIntoView({ block: "start" });
    else if (moved) this.#scrollToTop();
  }

  // Scrolls only where the visitor has left the top of the widget behind.
  #scrollToTop() {
    if (this.getBoundingClientRect().top < 0) this.scrollIntoView({ block: "start" });
  }

  #guard(work) {
    try {
      work();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error) {
    // The engine refused one thing and goes on: the page is as it was. Markup that the page refuses
    // is another matter: nothing can be shown then.
    const refusal = error instanceof ReasonableStepsError && error.code !== "trusted-types";
    const refused = refusal && this.#session;
    if (!refused) {
      this.#session = undefined;
      showFailure(this.#page, error, this.#lastFile);
    }
    this.#dispatch("error", detail(error));
  }

  #dispatch(name, detail) {
    const options = { bubbles: true, composed: true, detail };
    this.dispatchEvent(new CustomEvent(`reasonable-steps-${name}`, options));
  }
}

function detail({ code = "internal", message, diagnostics = [] }) {
  return { code, message, diagnostics };
}
