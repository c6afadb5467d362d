// <workshop-room>: the trainer's page. What is shown and counted is the engine's matter; this connects it with camera,
// files, keys and clock. The newest text of the room is held outside the engine, so nothing is lost when it stops.
import { today } from "../assessment.js";
import { showFailure } from "../failure.js";
import { save } from "../files.js";
import { loadModule } from "rs:modules";
import { setMarkup, styleSheet } from "../markup.js";
import { language, ownQuestionnaire } from "../sources.js";
import { CameraPanel } from "./panel.js";
import { listen } from "./input.js";
import { Keeper } from "./keeper.js";
import { dropped, readPile } from "./pile.js";
import { roomSheet } from "./sheet.js";
import { say } from "./texts.js";
import { TimerPanel } from "./timer.js";

/** The room. It starts when it is shown for the first time, and closes the camera when it is hidden. */
export class WorkshopRoomElement extends HTMLElement {
  static observedAttributes = ["hidden"];

  #module;
  #session;
  #made;
  #page = document.createElement("div");
  #live = document.createElement("p");
  #camera;
  #timer;
  #keeper = new Keeper();
  #pile;
  #place = "";
  #starting;
  #recovering = false;
  #connection;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [styleSheet(), roomSheet()];
    // Outside the part that is replaced, or screen readers would miss what it says.
    this.#live.setAttribute("role", "status");
    this.#live.className = "rs-live";
    root.append(this.#page, this.#live);
    this.#camera = new CameraPanel((text) => this.command("scanned", text));
    this.#timer = new TimerPanel((words) => this.tell(words));
  }

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    listen(this, this.#page, signal);
    addEventListener("beforeunload", (event) => this.#keeper.holds && event.preventDefault(), { signal });
    // A page that is put away must not keep the camera.
    addEventListener("pagehide", () => this.#camera.close(), { signal });
    if (!this.hidden) this.#start();
  }

  disconnectedCallback() {
    this.#connection.abort();
    this.#camera.close();
  }

  attributeChangedCallback() {
    if (!this.#connection) return;
    if (this.hidden) this.#camera.close();
    else this.#start();
  }

  /** Where the room is. */
  get place() {
    return this.#place;
  }

  /** Does what the markup says. */
  command(command, value = "") {
    if (this.#session) this.#guard(() => this.#show(this.#session.call("apply", command, value, today())));
  }

  /** Says something that no markup does. */
  tell(words) {
    // The same words twice are news twice.
    this.#live.textContent = "";
    this.#live.textContent = words;
  }

  /** Opens the camera, or closes it. */
  toggleCamera(button) {
    this.#camera.toggle(button, this.#connection.signal);
  }

  /** Starts or stops the timer. */
  toggleTimer(button) {
    this.#timer.toggle(button, this.#connection.signal);
  }

  /** Takes the files of a drop. */
  takeDropped(transfer) {
    this.takeFiles(dropped(transfer));
  }

  /** Takes files in. A second pile waits for the first. */
  takeFiles(files) {
    const before = this.#pile;
    this.#pile = Promise.resolve(before).then(() => this.#takePile(files));
    return this.#pile;
  }

  async #takePile(files) {
    let done = 0;
    const take = (some) => {
      const command = done ? "files-more" : "files";
      done += some.length;
      this.command(command, JSON.stringify(some));
      this.#progress(say("files_busy", { count: done }));
    };
    try {
      await readPile(files, take, this.#connection.signal);
      this.#progress("");
    } catch (error) {
      this.#fail(error);
    }
  }

  #progress(words) {
    const place = this.#part("files");
    if (place) place.textContent = words;
  }

  /** Hands a file of the room over. */
  export(button) {
    const { format, name, type } = button.dataset;
    this.#guard(() => {
      const letters = atob(this.#session.call("export", format, today()));
      save(Uint8Array.from(letters, (letter) => letter.charCodeAt(0)), name, type);
    });
  }

  #part(name) {
    return this.#page.querySelector(`[data-part="${name}"]`);
  }

  #start() {
    this.#starting ??= this.#open().catch((error) => {
      this.#starting = undefined;
      showFailure(this.#page, error, "");
    });
  }

  async #open() {
    const texts = await language("en");
    const widget = document.querySelector("reasonable-steps");
    const own = widget ? await ownQuestionnaire(widget) : undefined;
    this.#made = [own ?? texts.questionnaire, texts.interface];
    this.#module = await loadModule("workshop");
    await this.#module.startEngine();
    this.#session = new this.#module.Session(...this.#made);
    const kept = this.#keeper.read();
    this.#guard(() => this.#show(kept ? this.#restored(kept) : this.#session.call("show", today())));
  }

  #restored(text) {
    return this.#session.call("restore", text, today());
  }

  #show(text) {
    const update = JSON.parse(text);
    if (update.page !== null) {
      setMarkup(this.#page, update.page);
      this.#camera.moveInto(this.#part("camera"));
      this.#timer.moveInto(this.#part("timer"));
    }
    for (const [slot, html] of update.slots) {
      const place = this.#page.querySelector(`[data-slot="${slot}"]`);
      if (place) setMarkup(place, html);
    }
    const moved = update.place !== this.#place;
    this.#place = update.place;
    if (update.say) this.tell(update.say);
    if (update.focus) this.#focus(update.focus);
    if (moved) scrollTo(0, 0);
    this.#keeper.keep(this.#session.call("keep"), update.results);
  }

  #focus(what) {
    const target = this.#page.querySelector(`[data-${what}]`);
    target?.focus({ preventScroll: what === "heading" });
  }

  #guard(work) {
    try {
      work();
    } catch (error) {
      this.#fail(error);
    }
  }

  // After a trap a fresh engine goes on with the newest text; what it was asked for is not asked again.
  #fail(error) {
    if (error.code !== "trap" || this.#recovering) {
      if (this.#session && error.code !== "trap") this.tell(error.message);
      else showFailure(this.#page, error, this.#keeper.text);
      return;
    }
    this.#recovering = true;
    try {
      this.#module.restartEngine(this.#session);
      this.#session = new this.#module.Session(...this.#made);
      const { text } = this.#keeper;
      this.#show(text ? this.#restored(text) : this.#session.call("show", today()));
      this.tell(say("recovered"));
    } catch (cause) {
      showFailure(this.#page, cause, this.#keeper.text);
    } finally {
      this.#recovering = false;
    }
  }
}
