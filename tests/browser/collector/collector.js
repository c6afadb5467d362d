// Gathers what a page reports, for engines whose driver does not hand out the console.
(() => {
  const reports = [];
  const report = (kind, text) => reports.push(`${kind}: ${text}`);

  addEventListener("error", (event) => {
    // A resource that failed to load fires at its element and does not bubble, so it arrives by capture only.
    const target = event.target === window ? null : event.target;
    report("error", target ? `${target.localName} ${target.src ?? target.href ?? ""}` : event.message);
  }, true);
  addEventListener("unhandledrejection", (event) => report("unhandled rejection", event.reason));
  document.addEventListener("securitypolicyviolation", (event) => {
    report("policy violation", `${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
  });
  for (const level of ["error", "warn"]) {
    const original = console[level];
    console[level] = (...words) => {
      report(`console.${level}`, words.map(String).join(" "));
      original.apply(console, words);
    };
  }

  window.takeReports = (origin) => {
    for (const { name } of performance.getEntriesByType("resource")) {
      if (!/^(blob|data):/.test(name) && !name.startsWith(`${origin}/`)) report("foreign request", name);
    }
    performance.clearResourceTimings();
    return reports.splice(0);
  };
})();
