// A module that makes files of a report. Loaded when one is asked for, and started once.
import { initSync, makeFile as make } from "rs:glue";
import { loadWasm } from "rs:wasm";

const OFFICE = "application/vnd.openxmlformats-officedocument.";
const TYPES = {
  docx: ["docx", `${OFFICE}wordprocessingml.document`],
  xlsx: ["xlsx", `${OFFICE}spreadsheetml.sheet`],
  pdf: ["pdf", "application/pdf"],
  html: ["html", "text/html"],
  csv: ["csv", "text/csv"],
  markdown: ["md", "text/markdown"],
  json: ["json", "application/json"],
};

let starting;

/** The file as bytes, with the name and the type it should have. */
export async function makeFile({ questionnaire, file, earlier, language, format, day }) {
  starting ??= loadWasm().then((module) => initSync({ module }));
  await starting;
  const [extension, type] = TYPES[format];
  try {
    const bytes = make(questionnaire, file, earlier, language, format, day);
    return { bytes, name: `reasonable-steps-report-${day}.${extension}`, type };
  } catch (failure) {
    // A failure leaves the engine as JSON text.
    if (typeof failure !== "string") throw failure;
    const { code, message, diagnostics } = JSON.parse(failure);
    throw Object.assign(new Error(message), { code, diagnostics });
  }
}
