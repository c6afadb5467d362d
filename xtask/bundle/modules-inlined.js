// What is not needed at first lies in this very file: a page from `file://` can load no other. The counterpart of
// `modules-beside.js`.
import { MODULES as INLINED } from "rs:inlined";

export const MODULES = Object.keys(INLINED);

/** A module by its path without ending, such as `export/word`. */
export async function loadModule(path) {
  const module = INLINED[path];
  if (!module) throw new Error(`the module ${path} is not part of this file`);
  return module;
}
