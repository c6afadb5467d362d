// A timer that people in a room see run, and hear once: at its end. It stops when another page is shown.

/** The timer of the page that is shown. */
export class Timer {
  #page;
  #running;

  /** Another page is shown. */
  moveInto(page) {
    this.#stop();
    this.#page = page;
  }

  /** Starts it from the full time, or stops it. */
  toggle() {
    const box = this.#part("[data-timer]");
    if (!box) return;
    if (this.#running) {
      this.#stop();
      this.#show(Number(box.dataset.timer));
      return;
    }
    const until = performance.now() + Number(box.dataset.timer) * 1000;
    const tick = () => {
      const rest = until - performance.now();
      this.#show(Math.max(0, Math.ceil(rest / 1000)));
      if (rest <= 0) {
        this.#stop();
        this.#tell(box.dataset.over);
      } else {
        // To the next full second by the clock, so that a busy page loses none.
        this.#running = setTimeout(tick, rest % 1000 || 1000);
      }
    };
    this.#tell("");
    tick();
    this.#label();
  }

  #stop() {
    clearTimeout(this.#running);
    this.#running = undefined;
    this.#label();
  }

  #show(seconds) {
    const clock = this.#part("[data-clock]");
    if (clock) clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }

  #label() {
    const button = this.#part("[data-host=timer]");
    if (button) button.textContent = this.#running ? button.dataset.on : button.dataset.off;
  }

  #tell(words) {
    const said = this.#part("[data-timer-said]");
    if (said) said.textContent = words;
  }

  #part(css) {
    return this.#page?.querySelector(css);
  }
}
