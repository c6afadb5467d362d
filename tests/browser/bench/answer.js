// Answers questions as a visitor does, each anew: cleared, a frame later clicked. Everything else is answered, as
// the file says. Gives the time of each click in script, and until the frame after it.
const [questionnaireData, file, places, answers] = arguments;
const frame = () => new Promise(requestAnimationFrame);
const settled = () => new Promise((resolve) => requestIdleCallback(resolve));

const widget = document.createElement("reasonable-steps");
widget.mode = "full";
if (questionnaireData) widget.questionnaireData = questionnaireData;
const ready = new Promise((resolve, reject) => {
  widget.addEventListener("reasonable-steps-ready", resolve);
  widget.addEventListener("reasonable-steps-error", (event) => reject(new Error(JSON.stringify(event.detail))));
});
document.querySelector("reasonable-steps").replaceWith(widget);
await ready;
widget.command("open", file);

let updates = 0;
widget.addEventListener("reasonable-steps-progress", () => updates++);
const script = [];
const shown = [];
for (let round = 0; script.length < answers; round++) {
  for (const place of places) {
    widget.command(`go ${place}`);
    for (const question of widget.shadowRoot.querySelectorAll("[data-question]")) {
      if (script.length >= answers) break;
      question.querySelector(".rs-clear").click();
      const level = question.querySelector(`[data-level="${round % 5}"]`);
      await frame();
      await settled();
      updates = 0;
      const start = performance.now();
      level.click();
      script.push(performance.now() - start);
      if (updates !== 1 || !level.checked) throw new Error(`${level.dataset.command}: ${updates} updates`);
      await frame();
      await frame();
      shown.push(performance.now() - start);
    }
  }
  if (!script.length) throw new Error(`no questions in ${places}`);
}
return { script, shown };
