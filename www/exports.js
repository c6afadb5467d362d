// Takes the report away as a file. What makes it lies in modules beside this script, each loaded
// when such a file is asked for: as a module, because the page may forbid every connection.
import { today } from "./assessment.js";
import { Inner } from "./engine.js";
import { save } from "./files.js";

const MODULES = { docx: "word", xlsx: "excel", pdf: "pdf" };

// A module that could not be loaded stays so under its address; the next try takes another.
let tries = 0;

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
  const name = MODULES[format] ?? "plain";
  const url = new URL(`export/${name}.js${tries ? `?${tries}` : ""}`, import.meta.url);
  try {
    const { makeFile } = await import(url).catch((cause) => {
      tries += 1;
      throw new Error(`the module ${url.pathname} could not be loaded; hint: put it there`, { cause });
    });
    return await makeFile({ questionnaire, file, earlier, language, format, day });
  } catch (error) {
    if (format !== "json") throw error;
    // The engine that runs already can make this one.
    const inner = new Inner("assessmentFromFile", file, questionnaire);
    const bytes = inner.call("report", day);
    inner.free();
    return { bytes, name: `reasonable-steps-report-${day}.json`, type: "application/json" };
  }
}
