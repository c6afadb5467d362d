// Whose answers the page holds, and what of them the visitor has in a file.

/** Follows the commands by which other answers take the place of these. */
export class Kept {
  /** The file as the visitor has it: saved or opened. */
  file = "";
  /** Another object once the answers may be another firm's. */
  owner = {};
  // Whether what is to be opened was made here and is in no file yet.
  #isMade = false;
  #before = ["", {}];

  /** True where the command opens the visitor's own file. Where there are answers, opening asks first. */
  follow(command, isEmpty, isMade) {
    if (command === "open") this.#isMade = isMade;
    const opens = command === "confirm-open" || (command === "open" && isEmpty);
    if (command === "undo") [this.file, this.owner] = this.#before;
    else if (opens || /^(confirm-|remembered)/.test(command)) {
      this.#before = [this.file, this.owner];
      if (!opens || !this.#isMade) this.owner = {};
    }
    return opens && !this.#isMade;
  }
}
