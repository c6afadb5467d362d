// The attributes of <reasonable-steps>, each of them a property too. What they do is the element's matter.

// Importing must work where there is no DOM.
const Base = globalThis.HTMLElement ?? class {};

// The attributes that hold a text, and what they are where they are absent; reasonable-steps.d.ts says what each means.
const TEXTS = { questionnaire: "", mode: "express", share: "", benchmark: "", contribute: "" };

/** Has `questionnaire`, `lang`, `mode`, `history`, `share`, `benchmark` and `contribute`. */
export class AttributesElement extends Base {
  static observedAttributes = ["lang", ...Object.keys(TEXTS)];

  /** Whether the browser's back button walks through the questionnaire. */
  get history() {
    return this.hasAttribute("history");
  }
  set history(on) {
    this.toggleAttribute("history", Boolean(on));
  }

  connectedCallback() {
    // A property that was set before the element was defined hides the accessor of its class.
    for (const name of Object.keys(this)) {
      if (!(name in this.constructor.prototype)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
  }
}

for (const [name, absent] of Object.entries(TEXTS)) {
  Object.defineProperty(AttributesElement.prototype, name, {
    get() {
      return this.getAttribute(name) ?? absent;
    },
    set(value) {
      if (value === null || value === undefined || value === "") this.removeAttribute(name);
      else this.setAttribute(name, value);
    },
    configurable: true,
    enumerable: true,
  });
}
