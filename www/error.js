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

/** What the event `error` tells the page. `other`: the code of an error that brings none. */
export function detail({ code, message, diagnostics = [] }, other = "internal") {
  return { code: code ?? other, message, diagnostics };
}
