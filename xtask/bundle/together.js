// What firms and colleagues do together: result code, contribution, comparison, combining. Loaded when it is asked for,
// and started once.
import { initSync, Combine, Together, combineWindow } from "rs:glue";
import { loadWasm } from "rs:wasm";
import english from "../../languages/together/en.json";
import css from "../../www/together/together.css";
import { dress } from "../../www/dress.js";
import { combine } from "../../www/together/combine.js";
import { copy } from "../../www/together/copy.js";
import { isOpen, openDialog } from "../../www/together/dialog.js";
import { loadFigures } from "../../www/together/figures.js";
import { numberOf } from "../../www/together/number.js";
import { rust } from "../../www/together/rust.js";

let starting;

function start() {
  starting ??= loadWasm().then((module) => initSync({ module }));
  return starting;
}

/**
 * Opens the menu, or fills `place` on the report with what the page's attributes ask for. `given`: what the element
 * lends, `questionnaire` and `language` as texts, `signal`, and its functions `listen`, `save`, `setMarkup`, `today`.
 */
export async function together(element, place, given) {
  await start();
  dress(element.shadowRoot, css);
  const texts = { ...JSON.parse(english), ...JSON.parse(given.language) };
  const visit = { element, texts, ...given };
  if (place) fillPlace(visit, place);
  else openMenu(visit, "menu");
}

function fillPlace(visit, place) {
  withResult(visit, (result) => visit.setMarkup(place, result.notes()));
  place.addEventListener("click", (event) => {
    const name = event.target.closest("button[data-do]")?.dataset.do;
    if (name === "contribution") guarded(visit, () => openMenu(visit, name));
    if (name === "standing") showStanding(visit, place);
  });
  // Asked for once, it is shown each time.
  if (figures.get(visit.element)?.address === visit.element.benchmark) showStanding(visit, place);
  withResult(visit, (result) => {
    if (visit.element.contribute && !result.hasAddress()) tellHost(visit, { code: "contribute", message: BAD_ADDRESS });
  });
}

// The text of the figures that a visitor asked for, by element.
const figures = new WeakMap();

async function showStanding(visit, place) {
  const { element, texts, signal, setMarkup } = visit;
  const part = (name) => place.querySelector(`[data-part=${name}]`);
  const status = part("status");
  const address = element.benchmark;
  if (!status || status.ariaBusy === "true") return;
  status.ariaBusy = "true";
  status.className = "rs-hint";
  status.textContent = texts["together.loading"];
  try {
    const known = figures.get(element);
    const text = known?.address === address ? known.text : await loadFigures(address, element.ownerDocument.baseURI);
    if (signal.aborted) return;
    withResult(visit, (result) => setMarkup(part("standing"), result.standing(text)));
    // What had the focus is gone.
    if (!known) place.querySelector("#rs-standing").focus();
    figures.set(element, { address, text });
  } catch (error) {
    figures.delete(element);
    status.className = "rs-error";
    status.textContent = texts["together.standing_failed"].replace("{message}", () => error.message);
    tellHost(visit, { ...error, code: "benchmark", message: error.message });
  } finally {
    status.ariaBusy = null;
  }
}

const BAD_ADDRESS = "the attribute `contribute` names no address; hint: start it with `mailto:` or `https://`";

function openMenu(visit, first) {
  const { element, texts, signal, setMarkup, save } = visit;
  const root = element.shadowRoot;
  // A second press while the module was on its way.
  if (isOpen(root) || signal.aborted) return;
  const { language, direction } = texts;
  const page = (name) => withResult(visit, (result) => dialog.show(result[name](isClosed())));
  const step = (name) => () => guarded(visit, () => page(name));
  const handlers = {
    menu: step("menu"),
    contents: step("contents"),
    code: step("code"),
    combine: () => {
      dialog.close();
      guarded(visit, () => combine(visit, { Combine, combineWindow }, (error) => tellHost(visit, error)));
    },
    contribution: step("contribution"),
    copy: ({ dataset }) => copy(dialog.element, dataset.field),
    save: () => {
      withResult(visit, (result) => save(result.resultFile(), "reasonable-steps.result.json", "application/json"));
      const status = dialog.element.querySelector("[data-part=saved]");
      status.textContent = status.dataset.done;
    },
  };
  const dialog = openDialog({ root, language, direction, signal, setMarkup, handlers });
  try {
    page(first);
  } catch (error) {
    dialog.close();
    throw error;
  }
}

// The result as it is now; what the engine holds of it goes at once.
function withResult({ element, texts, questionnaire }, use) {
  let result;
  try {
    const { contribute, benchmark } = element;
    const language = JSON.stringify(texts);
    const number = numberOf(element);
    result = rust(() => new Together(questionnaire, language, element.file(), number, contribute, benchmark));
    return rust(() => use(result));
  } finally {
    result?.free();
  }
}

function guarded(visit, work) {
  try {
    work();
  } catch (error) {
    tellHost(visit, error);
  }
}

function tellHost({ element }, { code = "together", message, diagnostics = [] }) {
  const detail = { code, message, diagnostics };
  element.dispatchEvent(new CustomEvent("reasonable-steps-error", { bubbles: true, composed: true, detail }));
}

// The single file in a frame, which opens no link.
function isClosed() {
  return document.documentElement.classList.contains("framed");
}
