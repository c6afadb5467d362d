// A failure leaves the Rust part as JSON text.

/** Does a work, and throws what it throws as an error with a code. */
export function rust(work) {
  try {
    return work();
  } catch (failure) {
    if (typeof failure !== "string") throw failure;
    const { code, message, diagnostics } = JSON.parse(failure);
    throw Object.assign(new Error(message), { code, diagnostics });
  }
}
