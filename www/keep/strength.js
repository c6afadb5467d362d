// How hard a passphrase is to guess, as far as that can be said without a dictionary: by its length first, as NIST
// SP 800-63B-4 (section 3.1.1) does, which asks for 15 letters where a passphrase stands alone and never fewer than 8,
// and for no rules about kinds of letters. A file can be tried as often as a thief likes, so nothing below 8 is taken.

const FEWEST = 8;
const GOOD = 15;
// "aaaaaaaaaaaaaaa" and "123123123123123" are long and guessed at once.
const FEWEST_DIFFERENT = 6;

/** `short`, `simple`, `fair` or `good`. */
export function strength(passphrase) {
  const letters = [...passphrase];
  if (letters.length < FEWEST) return "short";
  if (new Set(letters).size < FEWEST_DIFFERENT) return "simple";
  return letters.length < GOOD ? "fair" : "good";
}
