// The style sheet of the room, made once.
import css from "rs:room-css";

let sheet;

/** Goes over the element's own. */
export function roomSheet() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  return sheet;
}
