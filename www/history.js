// The browser's back button, for a page of our own. Places are kept in the history's state; the
// address never changes, and never holds an answer.

/** Follows the history until the signal aborts. */
export function startHistory(place, go, signal) {
  let replaying = false;
  history.replaceState({ ...history.state, reasonableSteps: place }, "");
  const follow = ({ state }) => {
    if (!state?.reasonableSteps) return;
    replaying = true;
    go(state.reasonableSteps);
    replaying = false;
  };
  addEventListener("popstate", follow, { signal });
  return {
    moved(place) {
      if (!replaying) history.pushState({ reasonableSteps: place }, "");
    },
    stop: () => removeEventListener("popstate", follow),
  };
}
