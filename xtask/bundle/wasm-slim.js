// The engine lies beside this file. The URL stays a literal, because bundlers of host pages look for exactly that.
export async function loadWasm() {
  const url = new URL("reasonable-steps.wasm", import.meta.url);
  let response;
  try {
    response = await fetch(url);
  } catch (cause) {
    throw failed(url, `no answer (${cause.message}); hint: a Content-Security-Policy must allow it in connect-src`, cause);
  }
  if (!response.ok) {
    throw failed(url, `HTTP status ${response.status}; hint: copy reasonable-steps.wasm beside the script`);
  }
  const type = response.headers.get("content-type") ?? "none";
  try {
    // compileStreaming refuses any other type, and many small hosts don't know this one.
    return type.split(";")[0].trim() === "application/wasm"
      ? await WebAssembly.compileStreaming(response)
      : await WebAssembly.compile(await response.arrayBuffer());
  } catch (cause) {
    throw failed(
      url,
      `${cause.message} (content type ${type}); hint: serve the file unchanged as application/wasm, and allow 'wasm-unsafe-eval'`,
      cause,
    );
  }
}

function failed(url, why, cause) {
  return new Error(`the engine ${url.pathname} could not be loaded: ${why}`, { cause });
}
