// What is not needed at first lies beside the script, as modules: a page that forbids every connection may still load
// them. The list is all there is; nothing else is ever loaded by name.
export const MODULES = ["export/word", "export/excel", "export/pdf", "export/plain", "keep", "together"];

// A module that could not be loaded stays so under its address; the next try takes another.
let tries = 0;

/** A module by its path without ending, such as `export/word` or `languages/de`. */
export async function loadModule(path) {
  const url = new URL(`${path}.js${tries ? `?${tries}` : ""}`, import.meta.url);
  try {
    return await import(url);
  } catch (cause) {
    tries += 1;
    throw new Error(`the module ${url.pathname} could not be loaded; hint: put it there`, { cause });
  }
}
