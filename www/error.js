// The error that every part of this module throws.

/** A mistake of the caller's or of its input; `code` is a stable word for programs. */
export class ReasonableStepsError extends Error {
  constructor(code, message, diagnostics = [], options) {
    super(message, options);
    this.name = "ReasonableStepsError";
    this.code = code;
    this.diagnostics = diagnostics;
  }
}

/** What the event `error` tells the page. */
export function detail({ code = "internal", message, diagnostics = [] }) {
  return { code, message, diagnostics };
}
