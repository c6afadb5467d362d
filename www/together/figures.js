// The figures of others, which the page names. Asked for plainly: the answer to the same request is the same for
// everybody, and nothing of the visitor's is in it.

// The engine reads at most 5 MB and says so; a little more is enough to let it.
const MOST = 5_000_100;
const PATIENCE = 60_000;

/** The text of a benchmark file. */
export async function loadFigures(address, base) {
  let url;
  try {
    url = new URL(address, base);
  } catch (cause) {
    throw failed(address, "this is no address; hint: mend the attribute `benchmark`", cause);
  }
  let response;
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    response = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer", signal });
    if (response.ok) return await (await response.blob()).slice(0, MOST).text();
  } catch (cause) {
    throw failed(url.pathname, "no answer; hint: check the address, and allow it in the page's connect-src", cause);
  }
  throw failed(url.pathname, `HTTP status ${response.status}; hint: check the address`);
}

function failed(what, why, cause) {
  return new Error(`the file ${what} could not be loaded: ${why}`, { cause });
}
