// Opens the report of a fictional firm in the widget. A sample is loaded only when asked for.
for (const button of document.querySelectorAll("[data-example]")) {
  button.addEventListener("click", async () => {
    const widget = document.querySelector("reasonable-steps");
    const { default: file } = await import(`./examples/${button.dataset.example}.js`);
    const blank = widget.file() === "";
    widget.command("open", file);
    // With answers in the widget, it asks first whether they may go.
    if (blank) widget.command("go report");
    widget.scrollIntoView({ block: "start" });
  });
}
