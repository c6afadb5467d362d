// The first page: one door for those who take part, one for who leads. Behind a door the other is out of sight, and the
// browser's back button leads out again.

const NAME = "reasonableStepsDoor";

/** Makes the doors work, and opens the one that was open before the page was loaded again. */
export function openDoors() {
  const doors = document.querySelector("[data-doors]");
  const rooms = new Map();
  for (const room of document.querySelectorAll("[data-behind]")) rooms.set(room.dataset.behind, room);
  const title = document.title;

  const show = (name) => {
    const open = rooms.get(name);
    doors.hidden = Boolean(open);
    for (const room of rooms.values()) room.hidden = room !== open;
    document.querySelector("[data-way-out]").hidden = !open;
    // The room has the whole screen.
    document.querySelector("[data-small-print]").hidden = name === "lead";
    document.title = open?.dataset.title ?? title;
    scrollTo(0, 0);
  };

  for (const button of doors.querySelectorAll("[data-door]")) {
    button.addEventListener("click", () => {
      history.pushState({ [NAME]: button.dataset.door }, "");
      show(button.dataset.door);
      document.querySelector("[data-way-out] button").focus();
    });
  }
  document.querySelector("[data-way-out] button").addEventListener("click", () => {
    // As the back button does; only where this page was opened anew behind a door, there is nothing to go back to.
    history.pushState({}, "");
    show("");
    doors.querySelector("[data-door]").focus();
  });
  addEventListener("popstate", ({ state }) => show(state?.[NAME] ?? ""));
  show(history.state?.[NAME] ?? "");
}
