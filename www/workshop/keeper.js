// What the room holds, outside the engine: as text, and for as long as this tab is open, so that neither a page loaded
// again by mistake nor a stopped engine loses it. Gone with the tab.

const NAME = "reasonable-steps-room";

/** The newest text of the room. */
export class Keeper {
  text = "";
  #results = 0;

  /** Whether there is something that would be lost. */
  get holds() {
    return this.#results > 0;
  }

  /** What was there before the page was loaded again. */
  read() {
    try {
      return sessionStorage.getItem(NAME) ?? "";
    } catch {
      return "";
    }
  }

  /** Keeps the newest. */
  keep(text, results) {
    this.text = text;
    this.#results = results;
    try {
      if (results) sessionStorage.setItem(NAME, text);
      else sessionStorage.removeItem(NAME);
    } catch {
      // Full, or forbidden: then the browser asks before the page is left, which is all that can be done.
    }
  }
}
