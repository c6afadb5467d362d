// Gives a root the style sheet of a module that was loaded on demand. Adopted, because a strict policy of the page stands
// against every other way.

const sheets = new Map();

/** Adopts a style sheet, once in each root. */
export function dress(root, css) {
  if (!sheets.has(css)) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(css, sheet);
  }
  const sheet = sheets.get(css);
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}
