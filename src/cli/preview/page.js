// The page of the preview: shows the widget with the newest usable questionnaire, and what is wrong with the files.
import "/widget/reasonable-steps.js";

const stage = document.getElementById("stage");
const state = document.getElementById("state");
const list = document.getElementById("findings");
let revision = 0;
let usable = 0;

// The element goes on with the answers and the place that it had, and keeps what it shows until the new one works.
function show(address) {
  let element = stage.firstElementChild;
  if (element) {
    element.setAttribute("questionnaire", address);
    return;
  }
  element = document.createElement("reasonable-steps");
  element.setAttribute("questionnaire", address);
  stage.append(element);
}

function part(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

function tell({ folder, findings, usable, revision }) {
  document.getElementById("folder").textContent = folder;
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const notes = [];
  if (findings.length === 0) notes.push("No findings.");
  else notes.push(`Mistakes: ${errors}. Could be better: ${findings.length - errors}.`);
  if (errors && usable) notes.push("Below is the last version that could be used.");
  if (errors && !usable) notes.push("The questionnaire appears here as soon as it can be used.");
  state.textContent = notes.join(" ");
  document.documentElement.dataset.revision = revision;
  list.replaceChildren(
    ...findings.map(({ severity, place, message, hint }) => {
      const item = document.createElement("li");
      item.className = severity;
      item.append(part("strong", severity === "error" ? "Mistake" : "Could be better"), " ");
      if (place) item.append(part("code", place), " ");
      item.append(part("span", message));
      if (hint) item.append(part("em", `What to do: ${hint}`));
      return item;
    }),
  );
}

for (;;) {
  try {
    const response = await fetch(`/changes?after=${revision}`);
    const news = await response.json();
    if (news.usable > usable) show(`/questionnaire.json?${news.usable}`);
    ({ revision, usable } = news);
    tell(news);
  } catch {
    state.textContent = "The command has ended. Start it again, then reload this page.";
    await new Promise((again) => setTimeout(again, 1000));
    // A new command counts anew.
    revision = 0;
    usable = 0;
  }
}
