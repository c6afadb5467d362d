// A pile of files, dropped or chosen: all of them in order, those in folders too, without holding up the page.

// The core reads at most 5 MB of a file and says so; a little more is enough to let it.
const LARGEST = 5_000_100;
// Several files go over as one JSON text, which the core reads up to 5 MB too; a letter may take six bytes there.
const HAND = 400_000;
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

async function filesIn(found, files = []) {
  for (const each of found) {
    if (each?.isDirectory) await filesIn(await inside(each), files);
    else if (each?.isFile) files.push(await fileOf(each));
    else if (each) files.push(each);
  }
  return files;
}

// One that the system does not give still has its name, by which it is refused.
function fileOf(entry) {
  return new Promise((resolve) => entry.file(resolve, () => resolve({ name: entry.name })));
}

// A reader gives at most a hundred entries at once, and none at the end. Where the system gives no more of a folder,
// its name stands for the rest and is refused, as that of a file is.
async function inside(folder) {
  const all = [];
  try {
    const reader = folder.createReader();
    for (;;) {
      const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (!some.length) return all;
      all.push(...some);
    }
  } catch {
    return [...all, { name: folder.name }];
  }
}

/**
 * Reads files one after the other. `take(some, done)` gets them in handfuls, as pairs of name and text, and how many
 * that makes; one that the system does not give has no text, and a large one comes alone. After each the page has a
 * turn. Ends early when the signal says so.
 */
export async function readPile(files, take, signal) {
  let hand = [];
  let weight = 0;
  let done = 0;
  let turn = performance.now();
  const give = async () => {
    if (signal.aborted) return;
    take(hand, done);
    [hand, weight] = [[], 0];
    // What was pressed meanwhile happens now.
    await new Promise((resolve) => setTimeout(resolve));
    turn = performance.now();
  };
  for (const file of files) {
    let text = "";
    try {
      text = await file.slice(0, LARGEST).text();
    } catch {
      // Moved away, or a folder in a browser that does not say so: without text it is refused by its name.
    }
    const letters = file.name.length + text.length;
    if (hand.length && weight + letters > HAND) await give();
    if (signal.aborted) return;
    hand.push([file.name, text]);
    weight += letters;
    done += 1;
    if (done === files.length || weight > HAND || performance.now() - turn >= TURN) await give();
  }
}
