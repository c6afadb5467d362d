// Where the focus goes when what had it is replaced.

/** Moves the focus to what an update names: `heading`, `notice` or `question:access.mfa`. */
export function focusOn(element, page, what, moved) {
  const [kind, question] = what.split(/:(.*)/);
  const inputs = `[data-question="${question}"] input`;
  const selectors = {
    heading: ["[data-heading]"],
    notice: ["[data-notice]"],
    question: [`${inputs}:checked`, inputs],
  }[kind];
  const find = (selector) => page.querySelector(selector);
  const target = find(selectors.find(find));
  target?.focus({ preventScroll: kind === "heading" });
  if (kind === "question") target?.closest("[data-question]").scrollIntoView({ block: "start" });
  // Only where the visitor has left the top of the widget behind.
  else if (moved && element.getBoundingClientRect().top < 0) element.scrollIntoView({ block: "start" });
}

/** What was just pressed is gone: the focus goes to what is nearest to it. */
export function focusNear(place) {
  const question = place.closest("[data-question]");
  const near = question?.querySelector("input:checked") ?? place.querySelector("button, input, summary");
  near?.focus({ preventScroll: true });
}
