// The random number of a result code. It stays with an element while the page is open, so that the same result shown
// twice is counted once, and goes with the answers: whoever comes next on this device has another.

const numbers = new WeakMap();
const BITS = 20;

/** The number of an element, below 2^20. */
export function numberOf(element) {
  if (!numbers.has(element)) {
    const [drawn] = crypto.getRandomValues(new Uint32Array(1));
    numbers.set(element, drawn >>> (32 - BITS));
    element.addEventListener("reasonable-steps-progress", () => {
      if (!element.file()) numbers.delete(element);
    });
  }
  return numbers.get(element);
}
