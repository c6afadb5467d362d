// Worksheets: the questionnaire on paper, for a room without devices.
import { save } from "../files.js";
import { loadModule } from "rs:modules";
import { madeOf } from "./made.js";

/** Makes the button work. */
export function offerWorksheets() {
  const box = document.querySelector("[data-worksheet]");
  const value = (name) => box.querySelector(`[name=${name}]:checked`).value;
  const said = box.querySelector("[role=status]");
  box.querySelector("button").addEventListener("click", async () => {
    said.textContent = "";
    try {
      const module = await loadModule("workshop");
      await module.startEngine();
      const [mode, paper] = [value("mode"), value("paper")];
      const page = module.makeWorksheet(await madeOf(), mode, paper);
      save(page, `reasonable-steps-worksheet-${mode}-${paper}.html`, "text/html");
      said.textContent = said.dataset.done;
    } catch (error) {
      said.textContent = `${said.dataset.failed} ${error.message}`;
    }
  });
}
