// The dialogue that asks for a passphrase. Made by calls to the document alone, so that no policy of a page stands
// against it, and modal, so that nothing behind it changes while it is open.

/**
 * Asks, and gives what `answer` made of the passphrase, or `undefined` where the visitor gave up.
 *
 * `answer(passphrase)` may throw an error whose `code` names a text; then the visitor may try again. Without `answer`
 * the dialogue only tells, and `instead` offers another way out, `[label, value]`.
 */
export function ask({ root, texts, signal, title, lead, warning, hint, action, field, watch, answer, instead, details }) {
  return new Promise((resolve) => {
    const say = (key) => texts[`keep.${key}`];
    const dialog = make("dialog", "rs rs-dialog", "", {
      lang: texts.language,
      dir: texts.direction,
      "aria-labelledby": "rs-keep-title",
      "aria-describedby": "rs-keep-text",
    });
    const text = make("div", "", "", { id: "rs-keep-text" });
    text.append(make("p", "", say(lead)));
    if (warning) text.append(make("p", "rs-stop", say(warning)));
    if (details) text.append(make("p", "rs-hint", details));
    dialog.append(make("h2", "rs-h2", say(title), { id: "rs-keep-title" }), text);

    let closed = false;
    const close = (result) => {
      if (closed) return;
      closed = true;
      // Gives the focus back to where it was.
      if (dialog.open) dialog.close();
      dialog.remove();
      resolve(result);
    };
    // Escape closes it, and so does the phone's back gesture.
    dialog.addEventListener("close", () => close());
    // Taken out of the page with the element: it would come back without its hold on the page.
    signal?.addEventListener("abort", () => close(), { once: true });

    const row = make("div", "rs-onward");
    row.append(button(say(answer || instead ? "cancel" : "close"), "", () => close()));
    if (answer) {
      const form = passphraseForm({
        ...{ say, hint, field, watch, answer, close },
        product: texts.product,
        isClosed: () => closed,
      });
      dialog.append(form.element);
      row.append(button(say(action), " rs-go", form.submit));
    } else if (instead) {
      const [label, value] = instead;
      row.append(button(say(label), " rs-go", () => close(value)));
    }
    dialog.append(row);
    root.append(dialog);
    dialog.showModal();
  });
}

function passphraseForm({ say, product, hint, field, watch, answer, close, isClosed }) {
  // A form, because password managers look for one. It is never sent: a sandboxed page may not send any, not even to
  // itself, so that the button and the Enter key do the work.
  const element = make("form", "rs-field");
  element.addEventListener("submit", (event) => event.preventDefault());
  const input = make("input", "rs-input", "", {
    id: "rs-keep-passphrase",
    type: "password",
    autocomplete: field,
    autocapitalize: "none",
    autocorrect: "off",
    spellcheck: "false",
    autofocus: "",
    "aria-describedby": "rs-keep-hint rs-keep-error",
  });
  // What a password manager keeps the passphrase under; Chromium asks for such a field.
  const account = make("input", "", "", { type: "text", autocomplete: "username", value: product, hidden: "" });
  const error = make("p", "rs-error", "", { id: "rs-keep-error" });
  const status = make("p", "rs-hint", "", { role: "status" });
  // Seen once rather than typed twice: a slip is found by looking, also by those who paste from a password manager.
  const show = button(say("show"), "", () => reveal(input.type === "password"));
  show.className = "rs-plain";
  element.append(
    account,
    make("label", "", say("passphrase"), { for: "rs-keep-passphrase" }),
    make("p", "rs-hint", hint ? say(hint) : "", { id: "rs-keep-hint" }),
    error,
    input,
    status,
    show,
  );

  const reveal = (visible) => {
    input.type = visible ? "text" : "password";
    show.textContent = say(visible ? "hide" : "show");
  };
  const tell = (what) => {
    // Only what changed, or a screen reader would speak at every letter.
    if (status.textContent !== what) status.textContent = what;
  };
  const fail = (key) => {
    input.setAttribute("aria-invalid", "true");
    // Read as the field's description where the focus moves to it, and by itself where the focus is there already.
    if (input.matches(":focus")) error.setAttribute("role", "alert");
    else error.removeAttribute("role");
    error.textContent = say(key) ?? say("failed");
    input.focus();
    input.select();
  };
  input.addEventListener("input", () => {
    input.removeAttribute("aria-invalid");
    error.textContent = "";
    if (watch) tell(input.value ? say(watch(input.value)) : "");
  });
  input.addEventListener("keydown", (event) => {
    // Not the Enter that takes a word from an input method.
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    submit();
  });

  let busy = false;
  const submit = async () => {
    if (busy) return;
    busy = true;
    element.setAttribute("aria-busy", "true");
    tell(say("busy"));
    try {
      const result = await answer(input.value);
      close(result);
    } catch (failure) {
      if (isClosed()) return;
      tell("");
      fail(failure.code);
    } finally {
      busy = false;
      element.removeAttribute("aria-busy");
    }
  };
  return { element, submit };
}

function button(text, kind, press) {
  const made = make("button", `rs-button${kind}`, text, { type: "button", part: kind ? "button button-primary" : "button" });
  made.addEventListener("click", press);
  return made;
}

function make(name, className, text = "", attributes = {}) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value ?? "");
  return element;
}
