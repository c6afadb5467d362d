// A pile of files, dropped or chosen: all of them in order, folders too, without holding up the page.

// The core reads at most 5 MB of a file and says so; a little more is enough to let it.
const LARGEST = 5_000_100;
// How long the page may be busy with files before it gets a turn, in milliseconds.
const TURN = 40;

/** The files of a drop, those in folders included. Must be called before the event has ended. */
export function dropped(transfer) {
  const entries = [];
  for (const item of transfer.items ?? []) {
    if (item.kind !== "file") continue;
    entries.push(item.webkitGetAsEntry?.() ?? item.getAsFile());
  }
  return filesOf(entries);
}

async function* filesOf(entries) {
  for (const entry of entries) {
    if (!entry) continue;
    if (entry instanceof File) yield entry;
    else if (entry.isFile) yield await new Promise((resolve, reject) => entry.file(resolve, reject));
    else if (entry.isDirectory) yield* filesOf(await inside(entry));
  }
}

// A reader gives at most a hundred entries at once, and none at the end.
async function inside(folder) {
  const reader = folder.createReader();
  const all = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return all;
    all.push(...some);
  }
}

/**
 * Reads files one after the other. `take(some)` gets them in handfuls, as pairs of name and text; one that the system
 * does not give has no text. After each the page has a turn. Ends early when the signal says so.
 */
export async function readPile(files, take, signal) {
  let hand = [];
  let weight = 0;
  let turn = performance.now();
  const giveTurn = async () => {
    if (hand.length) take(hand);
    hand = [];
    weight = 0;
    // What was pressed meanwhile happens now.
    await new Promise((resolve) => setTimeout(resolve));
    turn = performance.now();
  };
  for await (const file of files) {
    if (signal.aborted) return;
    let text = "";
    try {
      text = await file.slice(0, LARGEST).text();
    } catch {
      // Moved away, or a folder in a browser that does not say so: without text it is refused with its name.
    }
    hand.push([file.name, text]);
    weight += text.length;
    if (weight > LARGEST || performance.now() - turn > TURN) await giveTurn();
  }
  if (!signal.aborted) await giveTurn();
}
