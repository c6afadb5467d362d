// What the page says by itself where no markup brings the words.
import english from "../../languages/trainer/en.json";

const texts = JSON.parse(english);

/** A text by the last word of its key. */
export function say(key) {
  return texts[`trainer.${key}`];
}
