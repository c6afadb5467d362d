// Locks a text with a passphrase and unlocks it, by WebCrypto. What the file looks like, and what is refused before
// anything is computed, is the Rust part's matter (src/assessment/protected.rs).
import { Parts } from "rs:glue";

/** Why a file stays locked. `code` is that of the Rust part, or `wrong` or `damaged`. */
export class LockError extends Error {
  constructor(code, message, cause) {
    super(message, { cause });
    this.code = code;
  }
}

/** Whether the page has WebCrypto: browsers give it to https, files on disk and this very device alone. */
export function hasCrypto() {
  return Boolean(globalThis.crypto?.subtle);
}

/** A text as a protected file. */
export async function lock(text, passphrase) {
  const parts = new Parts(random(16));
  try {
    const iv = random(12);
    const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt"]);
    const wrapping = await wrappingKey(parts, prepared(passphrase), "wrapKey");
    const wrapped = await crypto.subtle.wrapKey("raw", key, wrapping, "AES-KW");
    const sealed = new Uint8Array(await crypto.subtle.encrypt(sealing(iv, parts), key, encode(text)));
    return rust(() => parts.write(new Uint8Array(wrapped), iv, sealed.slice(0, -16), sealed.slice(-16)));
  } finally {
    parts.free();
  }
}

/** A protected file, looked at before its passphrase is asked for. Throws where no passphrase could open it. */
export function locked(file) {
  const parts = rust(() => Parts.read(file));
  return { unlock: (passphrase) => unlock(parts, passphrase), free: () => parts.free() };
}

async function unlock(parts, passphrase) {
  // As typed too, for another program may have taken it so.
  const tries = new Set([prepared(passphrase), passphrase]);
  let key;
  for (const each of tries) key ??= await unwrapped(parts, each);
  if (!key) throw new LockError("wrong", "the passphrase does not open the key");
  try {
    const bytes = await crypto.subtle.decrypt(sealing(parts.iv(), parts), key, parts.sealed());
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    // The key was opened, so the passphrase is right.
    throw new LockError("damaged", "what is inside does not have its seal", cause);
  }
}

async function unwrapped(parts, passphrase) {
  const wrapping = await wrappingKey(parts, passphrase, "unwrapKey");
  try {
    return await crypto.subtle.unwrapKey("raw", parts.encryptedKey(), wrapping, "AES-KW", "AES-GCM", false, ["decrypt"]);
  } catch {
    // AES-KW knows a wrong key by its own check value.
    return undefined;
  }
}

async function wrappingKey(parts, passphrase, usage) {
  const secret = await crypto.subtle.importKey("raw", encode(passphrase), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-512", salt: parts.salt(), iterations: parts.iterations() };
  return crypto.subtle.deriveKey(how, secret, { name: "AES-KW", length: 256 }, false, [usage]);
}

function sealing(iv, parts) {
  return { name: "AES-GCM", iv, additionalData: encode(parts.header()), tagLength: 128 };
}

// Keyboards write the same letter in more than one way; RFC 7518, section 8.9, asks for one (OpaqueString, RFC 8265).
function prepared(passphrase) {
  return passphrase.replace(/\p{Zs}/gu, " ").normalize("NFC");
}

function encode(text) {
  return new TextEncoder().encode(text);
}

function random(length) {
  return crypto.getRandomValues(new Uint8Array(length));
}

// A failure leaves the Rust part as JSON text.
function rust(work) {
  try {
    return work();
  } catch (failure) {
    if (typeof failure !== "string") throw failure;
    const { code, message } = JSON.parse(failure);
    throw new LockError(code, message);
  }
}
