// A pile of files, dropped or chosen: all of them in order, those in folders too, without holding up the page.

// The core reads at most 5 MB of a file and says so; a little more is enough to let it.
const LARGEST = 5_000_100;
// How long the page may be busy with files before it gets a turn, in milliseconds.
const TURN = 40;

/** The files of a drop. Must be called before the event has ended, which empties it. */
export function dropped(transfer) {
  const found = [];
  for (const item of transfer.items ?? []) {
    const entry = item.kind === "file" ? item.webkitGetAsEntry?.() : undefined;
    // WebKitGTK 2.50 makes entries that give no file; only a folder has no other way.
    if (entry?.isDirectory) found.push(entry);
    else if (item.kind === "file") found.push(item.getAsFile());
  }
  return filesIn(found);
}

async function filesIn(found) {
  const files = [];
  for (const each of found) {
    if (each?.isDirectory) files.push(...(await filesIn(await inside(each))));
    else if (each?.isFile) files.push(await fileOf(each));
    else if (each) files.push(each);
  }
  return files;
}

// One that the system does not give still has its name, by which it is refused.
function fileOf(entry) {
  return new Promise((resolve) => entry.file(resolve, () => resolve({ name: entry.name })));
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
 * Reads files one after the other. `take(some, done)` gets them in handfuls, as pairs of name and text, and how many
 * that makes; one that the system does not give has no text. After each the page has a turn. Ends early when the signal
 * says so.
 */
export async function readPile(files, take, signal) {
  let hand = [];
  let weight = 0;
  let done = 0;
  let turn = performance.now();
  for (const file of files) {
    let text = "";
    try {
      text = await file.slice(0, LARGEST).text();
    } catch {
      // Moved away, or a folder in a browser that does not say so: without text it is refused by its name.
    }
    if (signal.aborted) return;
    hand.push([file.name, text]);
    weight += text.length;
    done += 1;
    if (done < files.length && weight < LARGEST && performance.now() - turn < TURN) continue;
    take(hand, done);
    [hand, weight] = [[], 0];
    // What was pressed meanwhile happens now.
    await new Promise((resolve) => setTimeout(resolve));
    turn = performance.now();
  }
}
