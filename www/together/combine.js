// The dialogue in which a team combines its files. What is shown is the core's matter; here files are read, commands go
// in, and what changed goes on the page. Closed and opened again, it goes on where it was.
import { focusNear, focusOn } from "../focus.js";
import { isOpen, openDialog } from "./dialog.js";
import { rust } from "./rust.js";

// The core reads at most 5 MB and says so; a little more is enough to let it.
const MOST = 5_000_100;

// By element: the session, what it was made of, and whether what it holds is in a file.
const teams = new WeakMap();

/** Opens the dialogue. `report(error)` tells the page around. */
export function combine(visit, { Combine, combineWindow }, report) {
  const { element, texts, signal, setMarkup, save, listen, today } = visit;
  const root = element.shadowRoot;
  if (isOpen(root) || signal.aborted) return;
  const language = JSON.stringify(texts);
  const team = teamOf(visit, language, Combine);
  const { session } = team;
  askBeforeLoss(visit, team);
  const handlers = {
    handOver: () => {
      attempt(() => {
        team.handed = session.finish(today());
        dialog.close();
        element.handOver(team.handed);
      });
    },
  };
  const dialog = openDialog({
    ...{ root, signal, setMarkup, handlers, label: texts["together.combine"] },
    ...{ language: texts.language, direction: texts.direction },
  });
  dialog.element.classList.add("rs-wide");
  dialog.show(rust(() => combineWindow(language)));
  const part = (name) => dialog.element.querySelector(`[data-part=${name}]`);
  const page = part("page");

  const attempt = (work) => {
    part("trouble").textContent = "";
    try {
      return rust(work);
    } catch (error) {
      part("trouble").textContent = `${texts["together.failed"]} ${error.message}`;
      report(error);
    }
  };
  let place = "";
  const show = (text) => {
    const update = JSON.parse(text);
    if (update.page !== null) setMarkup(page, update.page);
    for (const [slot, html] of update.slots) {
      const at = page.querySelector(`[data-slot="${slot}"]`);
      const focused = at?.contains(root.activeElement);
      if (at) setMarkup(at, html);
      if (focused) focusNear(at);
    }
    const moved = update.place !== place;
    place = update.place;
    if (moved) dialog.element.scrollTop = 0;
    if (update.say) part("live").textContent = update.say;
    if (update.focus) focusOn(dialog.element, page, update.focus, moved);
    part("one").hidden = place !== "finish" || !update.ready;
    return update;
  };
  const command = (words, value = "") => {
    team.kept = false;
    return attempt(() => show(session.apply(words, value, today())));
  };

  let reading = Promise.resolve();
  const add = (files) => {
    reading = reading.then(async () => {
      let people = -1;
      for (const file of files) {
        const text = await element.unlocked(await file.slice(0, MOST).text());
        if (!dialog.element.open) return;
        // The visitor gave up the passphrase.
        if (text === undefined) continue;
        const update = command(`file ${file.name}`, text);
        // Full, and told so: no more of them is read.
        if (!update || (update.people === people && people >= 50)) return;
        people = update.people;
      }
    }).catch((error) => attempt(() => {
      throw error;
    }));
  };

  // The same as on the element's own page: commands of buttons and fields, and digits for levels.
  listen({ command }, page, signal);
  page.addEventListener("change", ({ target }) => {
    if (target.dataset.host !== "add-files") return;
    const files = [...target.files];
    target.value = "";
    add(files);
  });
  page.addEventListener("click", ({ target }) => {
    if (!target.closest("[data-host=save-combined]")) return;
    attempt(() => {
      save(session.finish(today()), `reasonable-steps-${today()}.steps.json`, "application/json");
      team.kept = true;
    });
  });
  dialog.element.addEventListener("dragover", (event) => event.preventDefault());
  dialog.element.addEventListener("drop", (event) => {
    event.preventDefault();
    add([...event.dataTransfer.files]);
  });
  attempt(() => show(session.show(today())));
}

function teamOf({ element, questionnaire }, language, Combine) {
  const known = teams.get(element);
  if (known?.questionnaire === questionnaire && known.language === language) return known;
  const team = { session: rust(() => new Combine(questionnaire, language)), questionnaire, language, kept: false };
  teams.set(element, team);
  // Erased with the answers: the next one on this device must not find it.
  element.addEventListener("reasonable-steps-progress", () => {
    const file = element.file();
    if (!file) teams.delete(element);
    // From here on the element itself asks before they are lost.
    if (file === team.handed) team.kept = true;
  });
  return team;
}

// Anew each time the element comes to a page.
function askBeforeLoss({ element, signal }, team) {
  if (team.signal === signal) return;
  team.signal = signal;
  const isLost = () => teams.get(element) === team && team.session.hasFiles() && !team.kept;
  addEventListener("beforeunload", (event) => isLost() && event.preventDefault(), { signal });
}
