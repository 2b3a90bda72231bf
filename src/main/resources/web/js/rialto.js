// What the pages need beyond HTML: theme, live parts, and nothing that a page cannot do without.
(() => {
  "use strict";
  const root = document.documentElement;

  // Theme: system, then light, then dark; kept in a cookie so that the server draws it right at once.
  const themes = ["system", "light", "dark"];
  const name = (theme) => document.querySelectorAll("[data-theme-toggle]").forEach((b) => {
    b.setAttribute("aria-label", "Theme: " + theme);
    if (b.dataset.themeToggle === "words") b.textContent = "Theme: " + theme;
  });
  const settle = () => {
    const theme = root.dataset.rialtoTheme || root.dataset.bsTheme;
    // The few dark rules Tabler has of its own want "dark" spelled out.
    const dark = theme === "dark" || (theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
    root.dataset.rialtoTheme = theme;
    root.dataset.bsTheme = dark ? "dark" : theme === "system" ? "system" : "light";
    name(theme);
  };
  settle();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", settle);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-toggle]")) return;
    const next = themes[(themes.indexOf(root.dataset.rialtoTheme) + 1) % themes.length];
    document.cookie = "rialto-theme=" + next + ";path=/;max-age=31536000;samesite=lax";
    root.dataset.rialtoTheme = next;
    settle();
  });

  // A zone that nobody has chosen yet is the one this browser lives in.
  document.querySelectorAll("input[data-own-zone]").forEach((field) => {
    if (field.value === "UTC") field.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
  });

  // What is wider than the screen begins at what matters in it: <div data-scroll-to=".cal-now">.
  document.querySelectorAll("[data-scroll-to]").forEach((box) => {
    const what = box.querySelector(box.dataset.scrollTo);
    if (what) box.scrollLeft += what.getBoundingClientRect().left - box.getBoundingClientRect().left - box.clientWidth / 2;
  });

  // Live parts: <div data-live="topic …" data-live-get="/fragment"> is fetched again when its topic changes.
  const LOST_AFTER = 10000;
  let heard = Date.now();
  let source = null;
  let listening = "";
  // Topics of data-live-slow, which everybody's alerts change, wait longer so that a storm is few fetches.
  const SOON = 150;
  const SLOW = 2000;
  const waiting = new Map();
  const parts = () => [...document.querySelectorAll("[data-live]")];
  const words = (text) => (text || "").split(/\s+/).filter(Boolean);
  const topicsOf = (part) => [...words(part.dataset.live), ...words(part.dataset.liveSlow)];
  const typing = (part) => part.matches(":has(form :focus, .held, .moving, .sortable-chosen)");

  const refresh = (part, wait = SOON) => {
    const due = Date.now() + wait;
    const earlier = waiting.get(part);
    if (earlier && earlier.due <= due) return;
    if (earlier) clearTimeout(earlier.timer);
    const timer = setTimeout(() => {
      waiting.delete(part);
      // Nothing is drawn anew under somebody's fingers; once they are done it is.
      if (typing(part)) part.dataset.stale = "";
      // Each part asks for itself: of several that ask in one name htmx keeps the first and the last.
      else if (part.isConnected) htmx.ajax("GET", part.dataset.liveGet, { source: part, target: part, swap: part.dataset.liveSwap || "innerHTML" });
    }, wait);
    waiting.set(part, { due, timer });
  };
  // What was on its way when a finger came down must not take the button from under it.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const part = event.detail.target;
    if (!part.matches("[data-live]")) return;
    // What it told of was removed: the last that was known stands, and nobody asks again.
    if (event.detail.xhr.status === 404) {
      event.detail.isError = false;
      part.removeAttribute("data-live");
    }
    if (!typing(part)) return;
    event.detail.shouldSwap = false;
    part.dataset.stale = "";
  });
  document.addEventListener("focusout", (event) => {
    const part = event.target.closest && event.target.closest("[data-stale]");
    if (!part) return;
    setTimeout(() => {
      if (typing(part)) return;
      delete part.dataset.stale;
      refresh(part);
    }, SOON);
  });
  const alive = () => {
    heard = Date.now();
    if (root.dataset.stream === "lost") {
      delete root.dataset.stream;
      parts().forEach((part) => refresh(part));
    }
  };
  const connect = () => {
    const topics = [...new Set(parts().flatMap(topicsOf))].sort().join(",");
    if (topics === listening && source && source.readyState !== 2) return;
    if (source) source.close();
    listening = topics;
    if (!topics) return;
    source = new EventSource("/live?topics=" + encodeURIComponent(topics));
    source.addEventListener("hello", alive);
    source.addEventListener("beat", alive);
    source.addEventListener("change", (event) => {
      alive();
      parts().forEach((part) => {
        if (event.data === "*" || topicsOf(part).includes(event.data)) refresh(part, words(part.dataset.liveSlow).includes(event.data) ? SLOW : SOON);
      });
    });
  };
  // Small words in a corner are overlooked: a page that shows the past says so across its top.
  const lostLine = document.createElement("div");
  lostLine.className = "lost-line";
  lostLine.setAttribute("role", "status");
  const sayLost = (lost) => {
    if (lost === lostLine.hasChildNodes()) return;
    if (!lost) return lostLine.replaceChildren();
    const reload = document.createElement("a");
    reload.href = location.pathname + location.search;
    reload.textContent = "Reload";
    const since = new Date(heard).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    lostLine.append("Not connected. Shown as of " + since + ", trying again. ", reload);
  };
  const age = () => {
    if (!listening) return;
    const seconds = Math.round((Date.now() - heard) / 1000);
    const lost = Date.now() - heard > LOST_AFTER;
    if (lost) root.dataset.stream = "lost";
    sayLost(lost);
    document.querySelectorAll("[data-age]").forEach((each) => {
      each.toggleAttribute("data-lost", lost);
      each.textContent = lost ? "no news for " + seconds + " s" : "live · " + seconds + " s old";
    });
    if (lost && source && source.readyState === 2) connect();
  };
  document.addEventListener("DOMContentLoaded", () => {
    const bar = document.querySelector(".topbar");
    if (bar) bar.after(lostLine);
    connect();
    setInterval(age, 1000);
  });
  document.addEventListener("htmx:afterSettle", connect);

  // The number of open pages leads the title, so that a tab in the background shows it.
  const title = document.title;
  document.addEventListener("htmx:afterSettle", () => {
    const badge = document.querySelector("[data-badge]");
    const count = badge ? badge.dataset.badge : "0";
    document.title = (count === "0" ? "" : "(" + count + ") ") + title;
  });

  // A form that asks first: <form data-confirm="…">.
  document.addEventListener("submit", (event) => {
    const question = event.target.dataset && event.target.dataset.confirm;
    if (question && !window.confirm(question)) event.preventDefault();
  });
  // What was made for copying: <button data-copy="#id">.
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const from = document.querySelector(button.dataset.copy);
    await navigator.clipboard.writeText((from.value || from.textContent).trim());
    button.textContent = "Copied";
  });
})();
