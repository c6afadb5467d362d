// The camera's place on the page: the picture, what is going on, and the button that closes it. It stays the same
// element while the page around it is replaced.
import { CameraError, openCamera } from "./camera.js";
import { say } from "./texts.js";

/** Owns the video; `found(text)` gets each code. */
export class CameraPanel {
  #found;
  #box = make("div", "ws-camera");
  #video = make("video", "ws-video");
  #status = make("p", "ws-camera-status");
  #button;
  #connection;

  constructor(found) {
    this.#found = found;
    // As `playsinline`, or an iPhone would show the picture on the whole screen.
    Object.assign(this.#video, { muted: true, playsInline: true });
    this.#video.setAttribute("aria-label", say("camera_label"));
    this.#status.setAttribute("role", "status");
    this.#box.append(this.#video, this.#status);
    this.#video.hidden = true;
  }

  /** Puts it where the page has a place for it; closes it where there is none. */
  moveInto(place) {
    if (!place) {
      this.close();
      this.#status.textContent = "";
      return;
    }
    place.append(this.#box);
    this.#button = undefined;
    this.#label();
    // A video that was moved stands still.
    if (this.#connection) this.#video.play().catch(() => {});
  }

  async toggle(button, signal) {
    this.#button = button;
    if (this.#connection) {
      this.close();
      this.#status.textContent = "";
      return;
    }
    const connection = new AbortController();
    this.#connection = connection;
    signal.addEventListener("abort", () => connection.abort(), { signal: connection.signal });
    this.#label();
    this.#status.textContent = say("camera_asking");
    try {
      await openCamera({
        video: this.#video,
        found: (text) => this.#flash(text),
        lost: () => this.#fail(connection, new CameraError("lost")),
        signal: connection.signal,
      });
      if (connection.signal.aborted) return;
      this.#video.hidden = false;
      this.#status.textContent = say("camera_looking");
    } catch (error) {
      this.#fail(connection, error);
    }
  }

  /** Closes the camera; nothing else sees its light then. */
  close() {
    this.#connection?.abort();
    this.#connection = undefined;
    this.#video.hidden = true;
    this.#label();
  }

  #fail(connection, error) {
    if (connection.signal.aborted) return;
    this.close();
    this.#status.textContent = `${say(`camera_${error.code ?? "reader"}`)} ${say("camera_instead")}`;
  }

  // A moment of colour: whoever holds up a phone looks at the picture.
  #flash(text) {
    this.#box.classList.remove("ws-found");
    // Read, so that the browser starts the animation anew.
    this.#box.getBoundingClientRect();
    this.#box.classList.add("ws-found");
    this.#found(text);
  }

  #label() {
    const button = this.#button ?? this.#box.parentElement?.parentElement?.querySelector("[data-host=camera]");
    if (button) button.textContent = say(this.#connection ? "camera_close" : "camera_open");
  }
}

function make(name, className) {
  const element = document.createElement(name);
  element.className = className;
  return element;
}
