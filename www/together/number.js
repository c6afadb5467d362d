// The random number of a result code. It stays with a firm's answers while the page is open, so that the same result
// shown twice is counted once: whoever comes next on this device, or opens another file, has another.

const numbers = new WeakMap();
const BITS = 20;

/** The number of an element's answers, below 2^20. */
export function numberOf({ owner }) {
  if (!numbers.has(owner)) {
    const [drawn] = crypto.getRandomValues(new Uint32Array(1));
    numbers.set(owner, drawn >>> (32 - BITS));
  }
  return numbers.get(owner);
}
