// Tells times in the reader's zone; without it they are UTC, as the page says.
(() => {
  "use strict";
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone || zone === "UTC") return;
  const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
  const day = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short" });
  const today = day.format(new Date());
  document.querySelectorAll("time[data-local]").forEach((each) => {
    const at = new Date(each.dateTime);
    const on = day.format(at);
    each.textContent = (on === today ? "" : on.replace(",", "") + " ") + clock.format(at);
  });
  document.querySelectorAll("[data-zone]").forEach((each) => (each.textContent = "Times in " + zone));
})();
