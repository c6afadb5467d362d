// The module that protects an assessment file by a passphrase. Loaded when one is asked for, and started once.
import { initSync } from "rs:glue";
import { loadWasm } from "rs:wasm";
import english from "../../languages/keep/en.json";
import css from "../../www/keep/keep.css";
import { dress } from "../../www/dress.js";
import { ask } from "../../www/keep/dialog.js";
import { LockError, hasCrypto, lock, locked } from "../../www/keep/lock.js";
import { strength } from "../../www/keep/strength.js";

let starting;

function start() {
  starting ??= loadWasm().then((module) => initSync({ module }));
  return starting;
}

/**
 * Asks for a new passphrase and gives the file to save: protected, or `text` itself where the page has no encryption
 * and the visitor takes that instead. `undefined` where the visitor gave up.
 */
export async function saveProtected({ root, language, text, signal }) {
  if (isAsking(root)) return undefined;
  dress(root, css);
  const texts = textsOf(language);
  if (!hasCrypto()) {
    const instead = ["save_open", text];
    return ask({ root, texts, signal, title: "save", lead: "no_crypto", warning: "no_crypto_save", instead });
  }
  await start();
  const judged = (passphrase) => `strength_${strength(passphrase)}`;
  const answer = (passphrase) => {
    const found = judged(passphrase);
    if (!passphrase) throw new LockError("empty");
    if (found.endsWith("short") || found.endsWith("simple")) throw new LockError(found);
    return lock(text, passphrase);
  };
  const words = { title: "save", lead: "save_text", warning: "save_warning", hint: "save_hint", action: "save_do" };
  return ask({ root, texts, signal, ...words, field: "new-password", watch: judged, answer });
}

/** Asks for the passphrase of a protected file and gives the text inside; `undefined` where the visitor gave up. */
export async function openProtected({ root, language, text, signal }) {
  if (isAsking(root)) return undefined;
  dress(root, css);
  const texts = textsOf(language);
  const tell = (words) => ask({ root, texts, signal, title: "open", ...words });
  if (!hasCrypto()) return tell({ lead: "no_crypto", warning: "no_crypto_open" });
  await start();
  let file;
  try {
    file = locked(text);
  } catch (failure) {
    if (!(failure instanceof LockError)) throw failure;
    // What to do about it stands in the text above.
    const [message] = failure.message.split("; hint: ");
    const details = texts["keep.found"].replace("{message}", () => message);
    return tell({ lead: failure.code, details });
  }
  try {
    const answer = (passphrase) => {
      if (!passphrase) throw new LockError("empty");
      return file.unlock(passphrase);
    };
    return await tell({ lead: "open_text", action: "open_do", field: "current-password", answer });
  } finally {
    file.free();
  }
}

// A second press while the module was on its way.
function isAsking(root) {
  return root.querySelector("dialog.rs-dialog") !== null;
}

/** English, and over it what the page's language says by the same keys. */
function textsOf(language) {
  return { ...JSON.parse(english), ...JSON.parse(language) };
}
