// Turns what the visitor does into the commands that the markup carries.
import { getAll } from "./exports.js";
import { chooseFile } from "./files.js";

/** Listens on the part of the shadow root that is replaced, until the signal aborts. */
export function listen(element, page, signal) {
  const on = (type, handle) => page.addEventListener(type, handle, { signal });
  on("click", (event) => click(element, page, event));
  on("change", (event) => change(element, event.target));
  on("input", (event) => input(element, event.target));
  on("focusout", (event) => mark(event.target));
  on("keydown", (event) => keydown(element, event));
}

function click(element, page, event) {
  const link = event.target.closest("[data-scroll]");
  if (link) {
    // Inside a shadow root a fragment link moves neither view nor focus.
    event.preventDefault();
    const target = page.querySelector(`#${CSS.escape(link.dataset.scroll)}`);
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: "start" });
    return;
  }
  const host = event.target.closest("button[data-host]")?.dataset.host;
  if (host === "save") element.save();
  if (host === "save-kept") element.saveKept();
  if (host === "take-kept") element.takeKept();
  if (host === "offline") getAll(event.target.closest("li"));
  if (host === "save-protected") element.saveProtected();
  if (host === "print") print();
  if (host === "together") element.together();
  if (host === "export") element.take(event.target.closest("button"));
  const button = event.target.closest("button[data-command]");
  if (!button) return;
  const { command } = button.dataset;
  if (button.matches(".rs-clear")) uncheck(button.closest("fieldset"));
  element.command(command);
}

function uncheck(group) {
  for (const radio of group?.querySelectorAll("input[type=radio]") ?? []) radio.checked = false;
}

function change(element, target) {
  const { host } = target.dataset;
  if (host === "open" || host === "compare") {
    chooseFile(target, (text) => element.openFile(host, text));
    return;
  }
  if (target.type === "checkbox" && target.checked) uncheckOthers(target);
  if (target.matches("input[type=radio][data-command], input[type=checkbox][data-command]")) {
    element.command(target.dataset.command, target.checked ? "on" : "off");
    // A reason typed before, and still there to be read, counts again.
    const reason = "na" in target.dataset && target.closest("fieldset").querySelector(".rs-reason input");
    if (reason?.value) input(element, reason);
  }
}

// "None of these" and the other boxes of its group exclude each other.
function uncheckOthers(target) {
  const none = "none" in target.dataset;
  for (const box of target.closest("fieldset")?.querySelectorAll("input[type=checkbox]") ?? []) {
    if (box !== target && (none || "none" in box.dataset)) box.checked = false;
  }
}

// With every letter, so that nothing typed can be lost.
function input(element, target) {
  const typed = "textarea[data-command], select[data-command], input[data-command]:not([type=radio], [type=checkbox])";
  if (target.matches(typed)) {
    mark(target);
    element.command(target.dataset.command, target.value);
  }
}

// A field that is wrong says so itself; why, says the text that describes it.
function mark(field) {
  const { ariaRequired, value, validity } = field;
  const wrong = (ariaRequired && !value.trim()) || validity?.badInput || validity?.rangeOverflow;
  if (wrong || field.ariaInvalid) field.ariaInvalid = Boolean(wrong);
}

// A digit chooses a level of the question that has the focus.
function keydown(element, event) {
  if (event.key === "Escape" && event.target.closest(".rs-projector")) element.command("go report");
  const typing = event.target.matches("textarea, input:not([type=radio], [type=checkbox])");
  if (typing || event.ctrlKey || event.altKey || event.metaKey || !/^[0-9]$/.test(event.key)) return;
  const question = event.target.closest("[data-question]");
  const level = question?.querySelector(`[data-level="${event.key}"]`);
  if (!level) return;
  event.preventDefault();
  level.focus();
  level.click();
}
