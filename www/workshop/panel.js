// The camera's place on the page: the picture, and what is said beside it. The video stays the same element while the
// page around it is replaced.
import { openCamera } from "./camera.js";
import { say } from "./texts.js";

// The words that the markup brings along, by the reason why there is no camera.
const WORDS = { refused: "refused", absent: "absent" };

/** Owns the video; `found(text)` gets each code. */
export class CameraPanel {
  #found;
  #video = document.createElement("video");
  #page;
  #connection;

  constructor(found) {
    this.#found = found;
    // As `playsinline`, or an iPhone would show the picture on the whole screen.
    Object.assign(this.#video, { className: "rs-ws-video", muted: true, playsInline: true, hidden: true });
    this.#video.setAttribute("aria-label", say("camera_label"));
  }

  /** Another page is shown: goes into its place for the camera, or is closed where it has none. */
  moveInto(page) {
    this.#page = page;
    const place = this.#part("[data-camera]");
    if (!place) {
      this.close();
      return;
    }
    place.append(this.#video);
    this.#label();
    // A video that was moved stands still.
    if (this.#connection) this.#video.play().catch(() => {});
  }

  /** Opens the camera, or closes it; `signal` closes it too. */
  async toggle(signal) {
    if (this.#connection) {
      this.close();
      this.#tell("");
      return;
    }
    const connection = new AbortController();
    const own = connection.signal;
    this.#connection = connection;
    signal.addEventListener("abort", () => connection.abort(), { signal: own });
    this.#label();
    this.#tell(this.#part("[data-camera-said]")?.dataset.busy ?? "");
    try {
      await openCamera({
        video: this.#video,
        found: (text) => this.#flash(text),
        lost: () => this.#fail(connection, "failed"),
        signal: own,
      });
      if (own.aborted) return;
      this.#video.hidden = false;
      this.#tell(say("camera_looking"));
    } catch (error) {
      this.#fail(connection, error.code);
    }
  }

  /** Closes the camera: its light goes out. */
  close() {
    this.#connection?.abort();
    this.#connection = undefined;
    this.#video.hidden = true;
    this.#label();
  }

  #fail(connection, code) {
    if (connection.signal.aborted) return;
    this.close();
    const words = this.#part("[data-camera-said]")?.dataset ?? {};
    this.#tell(code === "insecure" ? say("camera_insecure") : words[WORDS[code] ?? "failed"]);
  }

  // A moment of colour: whoever holds up a phone looks at the picture.
  #flash(text) {
    const video = this.#video;
    delete video.dataset.found;
    // Read, so that the browser starts the animation anew.
    video.getBoundingClientRect();
    video.dataset.found = "";
    this.#found(text);
  }

  #label() {
    const button = this.#part("[data-host=camera]");
    if (button) button.textContent = this.#connection ? button.dataset.on : button.dataset.off;
  }

  #tell(words) {
    const said = this.#part("[data-camera-said]");
    if (said) said.textContent = words;
  }

  #part(css) {
    return this.#page?.querySelector(css);
  }
}
