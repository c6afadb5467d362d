// Files that the visitor saves and opens. They never leave the device.
import { today } from "./assessment.js";

/** Offers a text as a download. */
export function saveFile(text) {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `reasonable-steps-${today()}.steps.json`;
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
