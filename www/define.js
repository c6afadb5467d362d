// Registers the element. Harmless without a DOM and when loaded twice.
import { ReasonableStepsElement } from "./element.js";

if (globalThis.customElements && !customElements.get("reasonable-steps")) {
  customElements.define("reasonable-steps", ReasonableStepsElement);
}
