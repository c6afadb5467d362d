// The module that pages load: registers <reasonable-steps> and exports the headless API.
// First what is text: so ordered, the file packs 0.2 kB smaller than with the engine in the middle.
import "rs:questionnaire";
import "rs:css";
import "rs:interface";
export { Assessment, init } from "./assessment.js";
export { ReasonableStepsError } from "./error.js";
export { ReasonableStepsElement } from "./element.js";
import "./define.js";
