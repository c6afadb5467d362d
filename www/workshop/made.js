// What everything on this page is made of.
import { language, ownQuestionnaire } from "../sources.js";

/** Questionnaire and texts, both JSON text: those of the element that participants use. */
export async function madeOf() {
  const texts = await language("en");
  const widget = document.querySelector("reasonable-steps");
  return [(await ownQuestionnaire(widget)) ?? texts.questionnaire, texts.interface];
}
