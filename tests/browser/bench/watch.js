// Runs before anything of a page. Notes when its first question has been painted; the widget is sent straight to
// its first area. The same for both pages: a frame finds the question, so that frame paints it, and the next frame
// begins after that.
(() => {
  const question = () => {
    const widget = document.querySelector("reasonable-steps");
    return (widget ? widget.shadowRoot : document)?.querySelector("fieldset legend");
  };
  let ready;
  let went;
  document.addEventListener("reasonable-steps-ready", ({ target }) => {
    ready = performance.now();
    target.command("go domain:governance");
    went = performance.now();
  });
  const frame = () => new Promise(requestAnimationFrame);
  const watch = async () => {
    do await frame(); while (!question());
    await frame();
    const painted = performance.now();
    const loaded = performance.getEntriesByType("resource").map((entry) => entry.responseEnd);
    return { painted, ready, loaded: Math.max(...loaded), went };
  };
  window.firstQuestion = watch();
})();
