// What the visitor reads when the widget cannot go on. Made without the engine and without
// markup, for either may be what is missing.
import { ENGLISH } from "./sources.js";
import { saveFile } from "./files.js";

const HINTS = {
  engine: "failure.engine",
  questionnaire: "failure.questionnaire",
  language: "failure.language",
  "trusted-types": "failure.trusted-types",
};

/** Shows an error, what to do about it, and the answers so far as a file. */
export function showFailure(page, error, file) {
  const texts = JSON.parse(ENGLISH);
  const box = make("div", "", { class: "rs rs-failure", role: "alert", lang: "en" });
  const fallback = document.createElement("slot");
  const custom = make("slot", "", { name: "error" });
  custom.append(
    make("h2", texts["failure.title"]),
    make("p", texts[HINTS[error.code] ?? "failure.internal"]),
  );
  box.append(custom);
  const details = make("details", "");
  details.append(make("summary", texts["failure.details"]), make("p", error.message));
  const list = make("ul", "");
  for (const finding of (error.diagnostics ?? []).slice(0, 20)) {
    list.append(make("li", `${finding.path ? `${finding.path}: ` : ""}${finding.message}${finding.hint ? `; ${finding.hint}` : ""}`));
  }
  details.append(list);
  box.append(details);
  if (file) {
    const button = make("button", texts["failure.save"], { type: "button", class: "rs-button" });
    button.addEventListener("click", () => saveFile(file));
    box.append(button);
  }
  page.replaceChildren(box, fallback);
}

function make(name, text, attributes = {}) {
  const element = document.createElement(name);
  if (text) element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
