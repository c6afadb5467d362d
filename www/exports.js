// Takes the report away as a file. What makes it lies in modules beside this script, each loaded
// when such a file is asked for: as a module, because the page may forbid every connection.
import { today } from "./assessment.js";
import { loadModule, MODULES } from "rs:modules";
import { save } from "./files.js";

const MAKERS = { docx: "word", xlsx: "excel", pdf: "pdf" };

/** Makes a file and offers it as a download. `given()`: what the session knows, as texts. */
export async function takeAway(page, button, given) {
  if (button.getAttribute("aria-busy") === "true") return;
  const { format } = button.dataset;
  // The page may show another place, and this one again, before the file is made.
  const part = (name) => page.querySelector(`[data-take="${name}"]`);
  const tell = (what) => {
    const status = part("status");
    if (status) status.textContent = what ? status.dataset[what] : "";
  };
  if (part("failed")) part("failed").hidden = true;
  button.setAttribute("aria-busy", "true");
  tell("busy");
  try {
    const file = await make(format, given());
    save(file.bytes, file.name, file.type);
    tell("done");
  } catch (error) {
    tell("");
    const failed = part("failed");
    if (failed) {
      failed.hidden = false;
      failed.querySelector("button")?.focus();
    }
    throw error;
  } finally {
    button.removeAttribute("aria-busy");
  }
}

async function make(format, { questionnaire, file, earlier, language }) {
  const day = today();
  const name = MAKERS[format] ?? "plain";
  const { makeFile } = await loadModule(`export/${name}`);
  return makeFile({ questionnaire, file, earlier, language, format, day });
}

/** Loads every module, so that nothing is left to load: afterwards the network may go. */
export async function getAll(place) {
  const status = place.querySelector("[data-offline]");
  const tell = (what) => {
    status.textContent = status.dataset[what];
  };
  tell("busy");
  try {
    await Promise.all(MODULES.map(loadModule));
    tell("done");
  } catch {
    tell("failed");
  }
}
