// <reasonable-steps>: shadow root, attributes, lifecycle. What is shown is the engine's matter.
import { today } from "./assessment.js";
import { AttributesElement } from "./attributes.js";
import { Session, restartEngine, startEngine } from "./engine.js";
import { takeAway } from "./exports.js";
import { ReasonableStepsError, detail } from "./error.js";
import { save, saveFile } from "./files.js";
import { focusNear, focusOn } from "./focus.js";
import { startHistory } from "./history.js";
import { listen } from "./input.js";
import { Kept } from "./kept.js";
import { loadModule } from "rs:modules";
import { setMarkup, styleSheet } from "./markup.js";
import { Memory, refusal } from "./memory.js";
import { language, ownQuestionnaire } from "./sources.js";
import { showFailure } from "./failure.js";

// What a file that a passphrase protects starts with; `is_protected` in src/assessment/protected.rs says the same.
const PROTECTED = /^\s*(eyJ|\{\s*"(protected|encrypted_key|iv|ciphertext|tag|recipients|unprotected|header|aad)")/;

/** The widget. */
export class ReasonableStepsElement extends AttributesElement {
  #session;
  #page;
  #live;
  #place = "";
  #connection;
  // The newest start; a slower one before it is given up.
  #started;
  #history;
  #lastFile = "";
  #kept = new Kept();
  #memory;
  // What the engine last said of it.
  #remembers = "off";
  #recovering = false;
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

  /** A compiled questionnaire, as text or parsed. Wins over attribute and child. */
  get questionnaireData() {
    return this.#questionnaireData;
  }
  set questionnaireData(data) {
    this.#questionnaireData = data;
    if (this.#connection) this.#start();
  }

  connectedCallback() {
    super.connectedCallback();
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    listen(this, this.#page, signal);
    addEventListener("beforeunload", (event) => this.#askBeforeLoss(event), { signal });
    addEventListener("storage", (event) => this.#followOtherWindow(event), { signal });
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
    else if (name === "share" && this.#session) this.command(this.#sharing());
    else this.#start();
  }

  /** Does what the markup says. Used by the element's own listeners. */
  command(command, value = "", isMade = false) {
    const opens = this.#kept.follow(command, !this.#lastFile, isMade);
    this.#guard(() => {
      if (this.#session.isStale) this.#startAfresh();
      this.#show(this.#apply(command, value));
    });
    if (opens) this.#kept.file = this.#lastFile;
  }

  /** Stays the same while the answers are the same firm's. Used by what is kept beside them. */
  get owner() {
    return this.#kept.owner;
  }

  /** Offers the answers as a download. Used by the element's own listeners. */
  save() {
    saveFile(this.file());
    this.#kept.file = this.#lastFile;
  }

  /** Offers what the browser remembers as a download. Used by the element's own listeners. */
  saveKept() {
    const { file } = this.#memory.read();
    // Erased meanwhile: then there is nothing to save.
    if (file) saveFile(file);
  }

  /** Shows what another window remembers. Used by the element's own listeners. */
  takeKept() {
    const { file, place } = this.#memory.read();
    // Erased meanwhile: then nothing stands against these.
    if (file === null) this.command("remember");
    else this.command(`remembered ${place}`, file);
  }

  /** Offers them as a file that a passphrase protects. Used by the element's own listeners. */
  async saveProtected() {
    const text = this.file();
    const made = await this.#protect("saveProtected", text);
    if (!made) return;
    saveFile(made);
    this.#kept.file = text;
  }

  /** What is in a chosen file; asks for its passphrase where it has one. Nothing where the visitor gave up. */
  async unlocked(text) {
    return PROTECTED.test(text) ? this.#protect("openProtected", text) : text;
  }

  /** Opens a chosen file, or compares with it. */
  async openFile(command, text) {
    const opened = await this.unlocked(text);
    if (opened !== undefined) this.command(command, opened);
  }

  /** Shows answers that were made here and are in no file yet. */
  handOver(text) {
    this.command("open", text, true);
  }

  async #protect(work, text) {
    const { language } = this.#texts;
    const { signal } = this.#connection;
    this.#tellUnloaded(false);
    try {
      const module = await loadModule("keep");
      return await module[work]({ root: this.shadowRoot, language, text, signal });
    } catch (error) {
      this.#dispatch("error", detail({ code: "keep", message: error.message }));
      // Shown as it is, a locked file is refused with the reason.
      if (work === "openProtected") return text;
      this.#tellUnloaded(true);
    }
  }

  // Whether a module could not be loaded.
  #tellUnloaded(is) {
    const place = this.#page.querySelector("[data-unprotected]");
    if (place) place.textContent = is ? place.dataset.unprotected : "";
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
      this.#dispatch("error", detail(error, "export"));
    }
  }

  /** Opens what is done with others, or fills its place on the report. Used by the element's own listeners. */
  async together(place) {
    const given = { ...this.#texts, signal: this.#connection.signal, listen, save, setMarkup, today };
    this.#tellUnloaded(false);
    try {
      const { together } = await loadModule("together");
      await together(this, place, given);
    } catch (error) {
      this.#dispatch("error", detail(error, "together"));
      this.#tellUnloaded(true);
    }
  }

  /** The text of the assessment file; blank while there is nothing to save. */
  file() {
    const gone = !this.#session || this.#session.isStale;
    return gone ? this.#lastFile : this.#session.call("file");
  }

  #askBeforeLoss(event) {
    const kept = this.#remembers === "on" || this.#lastFile === this.#kept.file;
    if (this.#lastFile && !kept) event.preventDefault();
  }

  #apply(command, value = "") {
    return this.#session.call("apply", command, value, today());
  }

  #sharing() {
    return `share ${this.share || "nothing"}`;
  }

  async #start() {
    const start = {};
    this.#started = start;
    const isOver = () => this.#started !== start || !this.#connection;
    try {
      await startEngine();
      const texts = await this.#language();
      const own = await ownQuestionnaire(this);
      if (isOver()) return;
      const before = this.#session && this.file();
      const mode = this.getAttribute("mode") ?? "";
      const made = { questionnaire: own ?? texts.questionnaire, language: texts.interface };
      const session = new Session(made.questionnaire, made.language, mode);
      // Only now: what is shown stays until the new one has proved usable.
      this.#session?.free();
      this.#session = session;
      this.#texts = made;
      this.#guard(() => {
        this.#apply(this.#sharing());
        const same = before && this.#memory.isOf(session.call("questionnaire"));
        this.#show(same ? this.#resumed(before) : this.#remembered(), { focus: false });
        this.#startHistory();
      });
      if (this.#session) this.#dispatch("ready", {});
    } catch (error) {
      if (!isOver()) this.#fail(error);
    }
  }

  // The same answers in a new session: after a change of language, or a fresh start of the engine.
  #resumed(file) {
    this.#apply(`memory ${this.#remembers}`);
    return this.#session.call("resume", file, this.#place, today());
  }

  // The first page, or where the visitor stopped, if this browser remembers that.
  #remembered() {
    this.#memory = new Memory(this.#session.call("questionnaire"));
    this.#remembers = "off";
    try {
      const { file, place } = this.#memory.read();
      if (file) this.#apply(`remembered ${place}`, file);
      this.#memory.took(file);
    } catch (error) {
      if (error instanceof ReasonableStepsError) throw error;
      this.#apply(`memory ${refusal()}`);
    }
    return this.#session.call("show", today());
  }

  // Keeps what is shown, where that is wanted, and says when it can't be kept.
  #remember(state) {
    const before = this.#remembers;
    this.#remembers = state;
    if (state === "on" || state === "full") {
      // Chosen by the visitor, after being told that something else is there.
      const over = before === "elsewhere" && state === "on";
      const now = this.#memory.write(this.#lastFile, this.#place, { over });
      if (now !== state) this.command(`memory ${now}`);
    } else if (state === "off" && before !== "off") {
      this.#memory.erase();
    }
  }

  // Every change is kept at once, so what another window wrote continues what is shown here.
  #followOtherWindow({ key }) {
    if (this.#remembers !== "on" || !this.#memory.concerns(key)) return;
    // What is there now: the event may be older.
    const { file } = this.#memory.read();
    if (file === null) {
      this.command("memory off");
      return;
    }
    this.#guard(() => {
      if (this.#session.isStale) this.#startAfresh();
      const { memory } = JSON.parse(this.#apply(`remembered ${this.#place}`, file));
      this.#memory.took(file);
      // Nothing is news in a window that nobody looks at, but for what can't be read.
      if (memory === "on") this.#apply("dismiss");
      // Not written again: two windows of different versions would never come to rest.
      this.#show(this.#session.call("show", today()), { focus: false, keep: false });
    });
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
    this.#history?.stop();
    this.#history = this.history
      ? startHistory(this.#place, (place) => this.command(`go ${place}`), this.#connection.signal)
      : undefined;
  }

  #show(text, { focus = true, keep = true } = {}) {
    const update = JSON.parse(text);
    if (update.page !== null) setMarkup(this.#page, update.page);
    for (const [slot, html] of update.slots) {
      const place = this.#page.querySelector(`[data-slot="${slot}"]`);
      const focused = place?.contains(this.shadowRoot.activeElement);
      if (place) setMarkup(place, html);
      if (focused) focusNear(place);
    }
    const moved = update.place !== this.#place;
    this.#place = update.place;
    this.#lastFile = this.file();
    if (update.say) this.#live.textContent = update.say;
    if (focus && update.focus) focusOn(this, this.#page, update.focus, moved);
    if (moved) this.#history?.moved(update.place);
    // Last, for a listener of the page may call back into this element.
    const { answered, asked, percent } = update;
    this.#dispatch("progress", { place: update.place, answered, asked, percent });
    if (moved && update.place === "report") this.#dispatch("complete", update.score ?? {});
    const place = update.page !== null && this.#page.querySelector("[data-take=together]");
    if (place && (this.benchmark || this.contribute)) this.together(place);
    if (keep) this.#remember(update.memory);
    else this.#remembers = update.memory;
  }

  #guard(work) {
    try {
      work();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error) {
    if (error.code === "trap" && this.#session && this.#recover(error)) return;
    // The engine refused one thing and goes on: the page is as it was. Markup that the page refuses
    // is another matter: nothing can be shown then.
    const refusal = error instanceof ReasonableStepsError && !["trap", "trusted-types"].includes(error.code);
    const refused = refusal && this.#session;
    if (!refused) {
      this.#session = undefined;
      showFailure(this.#page, error, this.#lastFile);
    }
    this.#dispatch("error", detail(error));
  }

  // False where the fresh instance stops too.
  #recover(error) {
    if (this.#recovering) return false;
    this.#recovering = true;
    try {
      restartEngine(this.#session);
      this.#startAfresh();
      this.#show(this.#apply("recovered"));
      this.#dispatch("error", detail(error));
      return true;
    } catch {
      return false;
    } finally {
      this.#recovering = false;
    }
  }

  // The newest file is kept outside the engine, so a fresh instance goes on with it.
  #startAfresh() {
    const { questionnaire, language } = this.#texts;
    this.#session = new Session(questionnaire, language, this.mode);
    this.#apply(this.#sharing());
    const file = this.#lastFile;
    this.#show(file ? this.#resumed(file) : this.#session.call("show", today()), { focus: false });
  }

  #dispatch(name, detail) {
    const options = { bubbles: true, composed: true, detail };
    this.dispatchEvent(new CustomEvent(`reasonable-steps-${name}`, options));
  }
}
