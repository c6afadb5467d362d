// <workshop-room>: the trainer's page. What is shown and counted is the engine's matter; this connects it with camera,
// files, keys and clock. The newest text of the room is held outside the engine, so nothing is lost when that stops.
import { today } from "../assessment.js";
import { showFailure } from "../failure.js";
import { save } from "../files.js";
import { focusNear } from "../focus.js";
import { loadModule } from "rs:modules";
import { setMarkup, styleSheet } from "../markup.js";
import { Memory } from "../memory.js";
import { listen } from "./input.js";
import { madeOf } from "./made.js";
import { CameraPanel } from "./panel.js";
import { dropped, readPile } from "./pile.js";
import { roomSheet } from "./sheet.js";
import { say } from "./texts.js";
import { Timer } from "./timer.js";

const TYPES = {
  html: "text/html",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv",
  json: "application/json",
};

/** The room. It starts when it is shown for the first time, and closes the camera when it is hidden. */
export class WorkshopRoomElement extends HTMLElement {
  static observedAttributes = ["hidden"];

  #module;
  #session;
  // What the session was made of: questionnaire and language.
  #made;
  #page = document.createElement("div");
  #live = document.createElement("p");
  #camera = new CameraPanel((text) => this.command("scanned", text));
  #timer = new Timer();
  #memory;
  #isKept = false;
  #pile = Promise.resolve();
  #place = "";
  #text = "";
  #results = 0;
  // The text of a room with nothing in it.
  #blank;
  #starting;
  #isRecovering = false;
  #connection;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [styleSheet(), roomSheet()];
    // Outside the part that is replaced, or screen readers would miss what it says.
    this.#live.setAttribute("role", "status");
    this.#live.className = "rs-live";
    root.append(this.#page, this.#live);
  }

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    listen(this, this.#page, signal);
    addEventListener("beforeunload", (event) => this.#askBeforeLoss(event), { signal });
    // A page that is put away must not keep the camera.
    addEventListener("pagehide", () => this.#camera.close(), { signal });
    if (this.isOpen) this.#start();
  }

  disconnectedCallback() {
    this.#connection.abort();
    this.#connection = undefined;
    this.#camera.close();
  }

  attributeChangedCallback() {
    if (!this.#connection) return;
    if (this.isOpen) this.#start();
    else this.#camera.close();
  }

  /** Whether it is shown. */
  get isOpen() {
    return !this.hidden;
  }

  /** Where the trainer is. */
  get place() {
    return this.#place;
  }

  /** Does what the markup says. */
  command(command, value = "") {
    this.#guard(() => this.#show(this.#session.call("apply", command, value, today())));
  }

  toggleCamera() {
    this.#camera.toggle(this.#connection.signal);
  }

  toggleTimer() {
    this.#timer.toggle();
  }

  /** The whole screen for the page, or back. Browsers that have none say so to nobody. */
  toggleFullscreen() {
    const { fullscreenElement, documentElement } = document;
    Promise.resolve(fullscreenElement ? document.exitFullscreen() : documentElement.requestFullscreen?.()).catch(() => {});
  }

  /** Takes the files of a drop. */
  takeDropped(transfer) {
    this.takeFiles(dropped(transfer));
  }

  /** Takes files in; a second pile waits for the first. */
  takeFiles(files) {
    const before = this.#pile;
    this.#pile = (async () => {
      await before;
      try {
        await this.#takePile(await files);
      } catch (error) {
        this.#fail(error);
        const said = this.#part("[data-files-said]");
        if (said) said.textContent = said.dataset.unread;
      }
    })();
  }

  async #takePile(files) {
    // What is said of them stands on this page.
    if (files.length && this.#place !== "lobby") this.command("go lobby");
    let more = "";
    const take = (some, done) => {
      const [[name, text]] = some;
      // As it is, for one alone may be larger than the list that is read.
      if (some.length === 1) this.command(`file${more} ${name}`, text);
      else this.command(`files${more}`, JSON.stringify(some));
      more = "-more";
      const said = this.#part("[data-files-said]");
      if (said) {
        const filled = said.dataset.busy.replace("{done}", String(done)).replace("{count}", String(files.length));
        said.textContent = done < files.length ? filled : "";
      }
    };
    await readPile(files, take, this.#connection.signal);
  }

  /** Hands a file of the room over. */
  export(button) {
    const { format } = button.dataset;
    const tell = (what, name = "") => {
      const said = this.#part("[data-export-said]");
      if (said) said.textContent = said.dataset[what].replace("{name}", () => name);
    };
    tell("busy");
    try {
      const letters = atob(this.#session.call("export", format, today()));
      const name = `reasonable-steps-room-${today()}.${format}`;
      save(Uint8Array.from(letters, (letter) => letter.charCodeAt(0)), name, TYPES[format]);
      tell("done", name);
    } catch (error) {
      this.#fail(error);
      tell("failed");
    }
  }

  /** Keeps the room in this browser from now on, or no more. */
  keep(on) {
    this.#isKept = on;
    this.#tellKept("");
    if (on) this.#remember();
    else this.#memory.erase();
  }

  #remember() {
    const outcome = this.#memory.write(this.#text, this.#place);
    if (outcome === "on") return;
    this.#isKept = false;
    this.#mark();
    this.#tellKept(outcome === "elsewhere" ? say("keep_elsewhere") : this.#part("[data-host=keep]")?.dataset.failed);
  }

  #tellKept(words) {
    const said = this.#part("[data-keep-said]");
    if (said) said.textContent = words;
  }

  #askBeforeLoss(event) {
    const [room] = JSON.parse(this.#text || "[]");
    if (room !== this.#blank && !this.#isKept) event.preventDefault();
  }

  #part(css) {
    return this.#page.querySelector(css);
  }

  #start() {
    this.#starting ??= this.#open().catch((error) => {
      this.#starting = undefined;
      this.#giveUp(error);
    });
  }

  async #open() {
    this.#made = await madeOf();
    this.#module = await loadModule("workshop");
    await this.#module.startEngine();
    this.#session = new this.#module.Session(...this.#made);
    this.#memory = new Memory(`workshop/${JSON.parse(this.#made[0]).id}`);
    [this.#blank] = JSON.parse(this.#session.call("keep"));
    this.#show(this.#session.call("show", today()));
    this.#goOn();
  }

  // With what this browser kept, if it kept a room.
  #goOn() {
    let kept;
    try {
      kept = this.#memory.read().file;
    } catch {
      return;
    }
    if (!kept) return;
    try {
      const restored = this.#session.call("restore", kept, today());
      this.#memory.took(kept);
      this.#isKept = true;
      this.#show(restored);
      const words = this.#part("[data-host=keep]")?.dataset.back;
      this.#tellKept(words?.replace("{count}", String(this.#results)));
    } catch (error) {
      if (error.code === "trap") throw error;
      // It is said to be of no use, so another may take its place.
      this.#memory.took(kept);
      this.#isKept = false;
      this.#mark();
      const words = this.#part("[data-host=keep]")?.dataset.unreadable;
      this.#tellKept(words?.replace("{message}", () => error.message));
    }
  }

  #show(text) {
    const update = JSON.parse(text);
    if (update.page !== null) {
      setMarkup(this.#page, update.page);
      this.#camera.moveInto(this.#page);
      this.#timer.moveInto(this.#page);
      this.#mark();
    }
    for (const [slot, html] of update.slots) {
      const place = this.#part(`[data-slot="${slot}"]`);
      const focused = place?.contains(this.shadowRoot.activeElement);
      if (place) setMarkup(place, html);
      if (focused) focusNear(place);
    }
    const moved = update.place !== this.#place;
    this.#place = update.place;
    this.#results = update.results;
    if (update.say) this.#live.textContent = update.say;
    if (update.focus) this.#focus(update.focus);
    if (moved) scrollTo(0, 0);
    this.#text = this.#session.call("keep");
    if (this.#isKept) this.#remember();
  }

  // What only the browser knows.
  #mark() {
    const keep = this.#part("[data-host=keep]");
    if (keep) keep.checked = this.#isKept;
    const fullscreen = this.#part("[data-host=fullscreen]");
    if (fullscreen) fullscreen.hidden = !document.fullscreenEnabled;
  }

  #focus(what) {
    const [kind, name] = what.split(":");
    const target = this.#part(kind === "field" ? `[data-field="${name}"]` : "[data-heading]");
    target?.focus({ preventScroll: kind === "heading" });
  }

  #guard(work) {
    // Keys may come before the engine has started.
    if (!this.#session) return;
    try {
      work();
    } catch (error) {
      this.#fail(error);
    }
  }

  // The engine refused one thing and goes on; after a trap a fresh one goes on with the newest text.
  #fail(error) {
    if (error.code !== "trap") {
      this.#live.textContent = error.message;
      return;
    }
    if (this.#isRecovering) throw error;
    this.#isRecovering = true;
    try {
      this.#module.restartEngine(this.#session);
      this.#session = new this.#module.Session(...this.#made);
      const text = this.#text;
      this.#show(text ? this.#session.call("restore", text, today()) : this.#session.call("show", today()));
      this.#live.textContent = say("recovered");
    } catch (cause) {
      this.#giveUp(cause);
    } finally {
      this.#isRecovering = false;
    }
  }

  // No file is offered or spoken of: there is none from which a room is restored.
  #giveUp({ code, message, diagnostics }) {
    this.#session = undefined;
    const known = ["questionnaire", "language", "trusted-types"].includes(code);
    showFailure(this.#page, { code: known ? code : "engine", message, diagnostics }, "");
  }
}
