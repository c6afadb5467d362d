// Files that the visitor saves and opens. They never leave the device.
import { today } from "./assessment.js";

/** Offers the assessment file as a download. */
export function saveFile(text) {
  save(text, `reasonable-steps-${today()}.steps.json`, "application/json");
}

/** Offers a text or bytes as a download. */
export function save(content, name, type) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // WebKit reads the blob after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Reads the file that an input holds, and makes the input ready for the same file again. */
export async function chooseFile(input, use) {
  const [file] = input.files;
  if (!file) return;
  // The engine reads at most 5 MB and says so; a little more is enough to let it.
  const text = await file.slice(0, 5_000_100).text();
  input.value = "";
  use(text);
}
