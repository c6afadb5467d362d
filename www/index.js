// The module that pages load: registers <reasonable-steps> and exports the headless API.
export { Assessment, init } from "./assessment.js";
export { ReasonableStepsError } from "./error.js";
export { ReasonableStepsElement } from "./element.js";
import "./define.js";
