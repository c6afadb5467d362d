// What this browser keeps of the answers, where the visitor asked for it: the text of the assessment
// file, and the place beside it. In localStorage, because that has written before the call returns (a
// phone may end the page right after a touch), tells other windows, and holds a hundred assessments.

const NAME = "reasonable-steps";

/** What is kept of the answers to one questionnaire. */
export class Memory {
  #file;
  #place;
  // What this window last wrote or took. Anything else there is another window's.
  #seen = null;

  constructor(questionnaire) {
    this.#file = `${NAME}/${questionnaire}`;
    this.#place = `${this.#file}/place`;
  }

  /** Whether it belongs to a questionnaire. */
  isOf(questionnaire) {
    return this.#file === `${NAME}/${questionnaire}`;
  }

  /** Whether an event tells of what is kept here. `null` is the name of all. */
  concerns(name) {
    return name === this.#file || name === null;
  }

  /** The file and the place; throws where the browser keeps nothing. */
  read() {
    return { file: localStorage.getItem(this.#file), place: localStorage.getItem(this.#place) ?? "" };
  }

  /** A file that was read is shown now: it is this window's too. */
  took(file) {
    this.#seen = file;
  }

  /** Keeps the file, and says what came of it: `on`, `full` or `elsewhere`. */
  write(file, place, { over = false } = {}) {
    try {
      if (!over && localStorage.getItem(this.#file) !== this.#seen) return "elsewhere";
      if (!file) {
        this.erase();
        return "on";
      }
      localStorage.setItem(this.#file, file);
      this.#seen = file;
      localStorage.setItem(this.#place, place);
      return "on";
    } catch {
      // Most often there is no room left; whatever it is, the answers are not kept.
      return "full";
    }
  }

  /** Removes every trace. */
  erase() {
    localStorage.removeItem(this.#file);
    localStorage.removeItem(this.#place);
    this.#seen = null;
  }
}

/** Why the browser keeps nothing: `framed` or `blocked`. */
export function refusal() {
  return globalThis.origin === "null" && globalThis.parent !== globalThis ? "framed" : "blocked";
}
