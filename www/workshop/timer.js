// A timer that people in a room see run, and hear once: at its end.

/** Counts down from `seconds`; `show(left)` each second, `end()` once. The signal stops it. */
export function startTimer(seconds, { show, end, signal }) {
  const until = performance.now() + seconds * 1000;
  let shown;
  const tick = () => {
    if (signal.aborted) return;
    const rest = until - performance.now();
    const left = Math.max(0, Math.ceil(rest / 1000));
    if (left !== shown) show(left);
    shown = left;
    if (left === 0) end();
    // To the next full second by the clock, so that a busy page loses none.
    else setTimeout(tick, rest % 1000 || 1000);
  };
  tick();
}

/** 90 as `1:30`. */
export function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
