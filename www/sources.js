// Where an element's questionnaire and language come from.
import builtIn from "rs:questionnaire";
import english from "rs:interface";
import { loadModule } from "rs:modules";
import { ReasonableStepsError } from "./error.js";

/** The interface in English, for messages that come before the engine. */
export const ENGLISH = english;

/** The texts of a language: `{ interface, questionnaire }`, both JSON text. */
export async function language(tag) {
  const primary = tag.toLowerCase().split("-")[0];
  if (!primary || primary === "en") {
    // Not English proper: a pseudo-language such as en-XA lies beside this file like any other.
    if (!tag.toLowerCase().startsWith("en-x")) return { interface: english, questionnaire: builtIn };
  }
  try {
    return (await loadModule(`languages/${encodeURIComponent(tag)}`)).default;
  } catch (cause) {
    throw new ReasonableStepsError("language", `the language ${tag}: ${cause.message}`, [], { cause });
  }
}

/**
 * The questionnaire that an element names itself, as JSON text: by its property, by a child
 * script, or by its attribute, in this order. `undefined` where it names none.
 */
export async function ownQuestionnaire(element) {
  const data = element.questionnaireData;
  if (data !== undefined) return typeof data === "string" ? data : JSON.stringify(data);
  const script = element.querySelector(':scope > script[type="application/json"]');
  if (script) return script.textContent;
  const address = element.getAttribute("questionnaire");
  return address ? fetchText(new URL(address, element.ownerDocument.baseURI)) : undefined;
}

async function fetchText(url) {
  let response;
  try {
    response = await fetch(url, { credentials: "same-origin" });
  } catch (cause) {
    throw failed(url, "no answer; hint: check the address, and allow it in the page's connect-src", cause);
  }
  if (!response.ok) throw failed(url, `HTTP status ${response.status}; hint: check the address`);
  return response.text();
}

function failed(url, why, cause) {
  const message = `the questionnaire ${url.pathname} could not be loaded: ${why}`;
  return new ReasonableStepsError("questionnaire", message, [], { cause });
}
