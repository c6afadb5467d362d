// What the room says by itself: of camera, files and clock, of which the engine knows nothing.
import english from "../../languages/trainer/en.json";

const texts = JSON.parse(english);

/** A text by the last word of its key, its places filled. */
export function say(key, places = {}) {
  const filled = (text, [place, value]) => text.replaceAll(`{${place}}`, () => String(value));
  return Object.entries(places).reduce(filled, texts[`trainer.${key}`]);
}
