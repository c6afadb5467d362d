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

/** Calls the engine; its failures, which leave it as JSON text, become errors. */
export function call(work) {
  try {
    return work();
  } catch (failure) {
    if (typeof failure !== "string") throw failure;
    const { code, message, diagnostics } = JSON.parse(failure);
    throw new ReasonableStepsError(code, message, diagnostics);
  }
}
