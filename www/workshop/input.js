// Turns what the trainer does into the commands that the markup carries: mouse, keyboard, and the clicker, which is a
// keyboard of two keys.

/** Listens on the page of the room, and on the window while the room is shown, until the signal aborts. */
export function listen(room, page, signal) {
  const on = (type, handle) => page.addEventListener(type, handle, { signal });
  on("click", (event) => click(room, page, event));
  on("change", (event) => change(room, event.target));
  on("input", (event) => input(room, event.target));
  on("keydown", (event) => keydownInField(room, page, event));
  const onWindow = (type, handle) =>
    addEventListener(type, (event) => room.isOpen && handle(event), { signal });
  onWindow("keydown", (event) => keydown(room, page, event));
  // A file that misses the page would take its place, and the room be lost.
  onWindow("dragover", (event) => drag(page, event, true));
  onWindow("dragleave", (event) => drag(page, event, event.relatedTarget !== null));
  onWindow("drop", (event) => {
    drag(page, event, false);
    if (event.dataTransfer) room.takeDropped(event.dataTransfer);
  });
}

function drag(page, event, isOver) {
  event.preventDefault();
  page.querySelector("[data-drop]")?.classList.toggle("rs-ws-over", isOver);
}

function click(room, page, event) {
  const button = event.target.closest("button");
  if (!button) return;
  const { command, host, submit } = button.dataset;
  if (host === "camera") room.toggleCamera();
  if (host === "timer") room.toggleTimer();
  if (host === "export") room.export(button);
  if (host === "fullscreen") room.toggleFullscreen();
  if (host === "print") print();
  if (submit) send(room, page, submit);
  if (command) room.command(command);
}

function send(room, page, name) {
  const field = page.querySelector(`[data-field="${name}"]`);
  if (field) room.command(name, field.value);
}

function change(room, target) {
  const { command, host } = target.dataset;
  if (host === "files") {
    const files = [...target.files];
    // The same files may be chosen again.
    target.value = "";
    room.takeFiles(files);
  }
  if (host === "keep") room.keep(target.checked);
  if (command && target.matches("[type=radio], [type=checkbox]")) {
    room.command(command, target.checked ? "on" : "off");
  }
}

function input(room, target) {
  const { command } = target.dataset;
  if (command && !target.matches("[type=radio], [type=checkbox]")) room.command(command, target.value);
}

const HANDS = "input[data-command^=hands]";

function keydownInField(room, page, event) {
  const { key, target } = event;
  if (key === "Enter" && target.dataset.field && !event.shiftKey && !event.isComposing) {
    // As scanners for codes do, which are keyboards too.
    event.preventDefault();
    room.command(target.dataset.field, target.value);
  }
  const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[key];
  if (step && target.matches(HANDS)) {
    const fields = [...page.querySelectorAll(HANDS)];
    const next = fields[fields.indexOf(target) + step];
    event.preventDefault();
    next?.focus();
    next?.select();
  }
}

const ON = ["ArrowRight", "ArrowDown", "PageDown", " "];
const BACK = ["ArrowLeft", "ArrowUp", "PageUp"];
const SCROLLING = ["ArrowDown", "ArrowUp", " "];

function keydown(room, page, event) {
  const { key } = event;
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  const [target] = event.composedPath();
  const field = target.matches?.("input, textarea, select") ? target : undefined;
  if (key === "Escape") {
    escape(room, page, target);
    return;
  }
  if (/^[0-9]$/.test(key) && !field) {
    // The focus moves before the digit arrives, so that it is typed there.
    const fields = [...page.querySelectorAll(HANDS)];
    (fields.find(({ value }) => !value) ?? fields[0])?.focus();
    return;
  }
  // In a field of hands these keys do nothing else.
  const isFree = !field || (field.matches(HANDS) && key.startsWith("Page"));
  const presses = key === " " && target.matches?.("button, summary");
  if (!isFree || presses || event.shiftKey) return;
  const step = ON.includes(key) ? "next" : BACK.includes(key) ? "back" : undefined;
  // Where there is more to read, space and the arrows up and down first go there, as everywhere. The others are those
  // of a clicker, whose user looks at the room: they always turn the page.
  if (!step || (SCROLLING.includes(key) && canScroll(step))) return;
  event.preventDefault();
  room.command(step);
}

function canScroll(step) {
  const { scrollHeight } = document.documentElement;
  return step === "next" ? scrollY + innerHeight < scrollHeight - 2 : scrollY > 2;
}

function escape(room, page, target) {
  const menu = page.querySelector("details[open]:has([data-command^=go])");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (target.matches?.("input, textarea")) {
    target.blur();
  } else if (room.place !== "lobby") {
    room.command("go lobby");
  }
}
