// The dialogue of the module: modal, so that nothing behind it changes while it is open, and one at a time.

/**
 * Opens a dialogue over the element. `handlers[name](button)` does what a button with `data-do="name"` says, and a field
 * with `data-on="name"` on every change. `label` names it, where no heading of what is shown does. Gives `show(html)`, `element` and `close()`; `closed` is settled when it is gone.
 */
export function openDialog({ root, language, direction, signal, setMarkup, handlers, label }) {
  const element = document.createElement("dialog");
  element.className = "rs rs-together";
  element.lang = language;
  element.dir = direction;
  if (label) element.setAttribute("aria-label", label);
  else element.setAttribute("aria-labelledby", "rs-together-title");
  let settle;
  const closed = new Promise((resolve) => {
    settle = resolve;
  });
  const close = () => {
    // Gives the focus back to where it was.
    if (element.open) element.close();
    element.remove();
    settle();
  };
  // Escape closes it, and so does the phone's back gesture.
  element.addEventListener("close", close);
  // Taken out of the page with the element: it would come back without its hold on the page.
  signal.addEventListener("abort", close, { once: true });
  element.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-do]");
    if (button?.dataset.do === "close") close();
    else if (button) handlers[button.dataset.do](button);
  });
  element.addEventListener("change", (event) => {
    const { on } = event.target.dataset;
    if (on) handlers[on](event.target);
  });
  root.append(element);
  // What is to be copied is seen whole, however wide the dialogue is.
  let width;
  const fit = () => {
    if (element.clientWidth === width) return;
    width = element.clientWidth;
    for (const area of element.querySelectorAll("textarea[readonly]")) {
      area.style.blockSize = "auto";
      area.style.blockSize = `${area.scrollHeight + 2}px`;
    }
  };
  new ResizeObserver(fit).observe(element);
  const show = (html) => {
    setMarkup(element, html);
    if (!element.open) element.showModal();
    width = undefined;
    fit();
    element.scrollTop = 0;
    element.querySelector("[data-heading]")?.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest" });
  };
  return { element, show, close, closed };
}

/** Whether one is open. */
export function isOpen(root) {
  return root.querySelector("dialog.rs-together") !== null;
}
