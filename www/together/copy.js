// Copies what a field holds. The clipboard is there on secure pages alone, and not in every frame; then the text is
// selected, so that the visitor's own keys or touch can copy it.

/** Copies, and tells what came of it in the part of the dialogue that is there for this. */
export async function copy(dialog, name) {
  const field = dialog.querySelector(`#${CSS.escape(name)}`);
  const status = dialog.querySelector("[data-part=copied]");
  const tell = (what) => {
    status.textContent = status.dataset[what];
  };
  try {
    await navigator.clipboard.writeText(field.value);
    tell("done");
  } catch {
    field.focus();
    field.select();
    tell("selected");
  }
}
