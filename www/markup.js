// The one place where text becomes markup, and where the style sheet is made.
import css from "rs:css";
import { ReasonableStepsError } from "./error.js";

// A second policy of the same name throws, so all copies of this module on a page share one.
const shared = Symbol.for("reasonable-steps.trusted-types");

function policy() {
  if (globalThis[shared]) return globalThis[shared];
  const rules = { createHTML: (html) => html };
  if (!globalThis.trustedTypes) return rules;
  try {
    const made = trustedTypes.createPolicy("reasonable-steps", rules);
    Object.defineProperty(globalThis, shared, { value: made });
    return made;
  } catch (cause) {
    const message =
      "the page forbids the Trusted Types policy; hint: allow it with `trusted-types reasonable-steps`";
    throw new ReasonableStepsError("trusted-types", message, [], { cause });
  }
}

let made = 0;

/**
 * Replaces what is inside an element. The engine has escaped every text in `html`. The one letter that
 * HTML drops is shown as its picture.
 */
export function setMarkup(element, html) {
  element.innerHTML = policy().createHTML(html.replaceAll("\0", "\u2400"));
  // In a shadow root, Chromium 156 passes a group of radio buttons by with Tab if none is chosen and
  // an earlier group had its name.
  made++;
  for (const radio of element.querySelectorAll("[type=radio]")) radio.name += `:${made}`;
}

let sheet;

/** The element's style sheet, made once for the whole page. */
export function styleSheet() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  return sheet;
}
