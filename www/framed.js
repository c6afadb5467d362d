// The one file as the guest of another page, in a frame that gives it an origin of its own. It tells that page its
// height and nothing else. A frame without new windows would lose the answers to a click on a link, so links become
// text to copy.
const SMALLEST = 640;

// A click selects the whole address.
const STYLE = ".rs-address { -webkit-user-select: all; user-select: all; overflow-wrap: anywhere; }";

const element = document.querySelector("reasonable-steps");

if (window.parent === window) {
  // In a frame the browser's back button belongs to the page around it.
  element.setAttribute("history", "");
} else {
  document.documentElement.classList.add("framed");
  new ResizeObserver(tellHeight).observe(document.body);
  customElements.whenDefined("reasonable-steps").then(() => {
    const root = element.shadowRoot;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets.push(sheet);
    new MutationObserver(() => writeOut(root)).observe(root, { childList: true, subtree: true });
    writeOut(root);
  });
  let place;
  element.addEventListener("reasonable-steps-progress", ({ detail }) => {
    if (place && detail.place !== place) showTop();
    place = detail.place;
  });
}

function tellHeight() {
  // What covers the window, as the slide does, has no height of its own.
  const height = Math.max(SMALLEST, Math.ceil(document.body.offsetHeight));
  // To whichever page it is: a frame with an origin of its own can't know, and a height is no secret.
  window.parent.postMessage({ type: "reasonable-steps-height", height }, "*");
}

// The page around the frame scrolls, not the frame: it is asked to only where the new heading is out of sight.
function showTop() {
  element.shadowRoot.querySelector("[data-heading]")?.scrollIntoView({ block: "nearest" });
}

function writeOut(root) {
  for (const link of root.querySelectorAll("a[href]:not([data-scroll])")) {
    const address = document.createElement("span");
    address.className = "rs-address";
    address.textContent = link.getAttribute("href").replace(/^mailto:/i, "");
    const text = document.createElement("span");
    // It opens no new tab here, so it must not say so.
    link.querySelector(".rs-hidden")?.remove();
    text.append(...link.childNodes, " (", address, ")");
    link.replaceWith(text);
  }
}
