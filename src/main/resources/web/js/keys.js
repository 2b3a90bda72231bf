// Keys: "g" and a letter goes to a place, "/" filters the list, "?" lists them all. A page adds its own with data-key="a" data-key-says="Acknowledge"; what its script does by itself it only names, with data-key-of="Arrows".
(() => {
  "use strict";
  const WAIT = 1200;
  const PLACES = { h: ["/", "Home"], s: ["/services", "Services"], r: ["/run", "Run"], a: ["/alerts", "Alerts"], i: ["/incidents", "Incidents"], c: ["/checks", "Checks"], d: ["/ship", "Ship"], b: ["/plan", "Plan"], o: ["/oncall", "On call"], t: ["/teams", "Teams"], p: ["/people", "People"], w: ["/wall", "Wall"] };
  let going = 0;
  let dialog = null;

  const typing = (target) => target.closest && target.closest("input, textarea, select, [contenteditable]");
  // Opened over a page where nothing had focus, a dialog that closes would keep it, unseen.
  document.addEventListener("close", (event) => {
    if (event.target.contains(document.activeElement)) document.activeElement.blur();
  }, true);
  // "close" comes a moment later: after Escape the very next key is the page's already.
  document.addEventListener("cancel", (event) => {
    const open = event.target;
    if (!(open instanceof HTMLDialogElement)) return;
    event.preventDefault();
    open.close();
    if (open.contains(document.activeElement)) document.activeElement.blur();
  }, true);
  // Who is not signed in has nowhere to go, and a screen on a wall has no keyboard.
  const hasKeys = () => document.body.hasAttribute("data-keys");
  const filter = () => document.querySelector("[data-filter], form[role=search] input[type=search]");
  // What is out of sight takes no key, and is not listed.
  const own = () => [...document.querySelectorAll("[data-key]")].filter((each) => each.checkVisibility());

  const row = (keys, says) => {
    const dt = document.createElement("dt");
    keys.forEach((key) => {
      const kbd = document.createElement("kbd");
      kbd.textContent = key;
      dt.append(kbd, " ");
    });
    const dd = document.createElement("dd");
    dd.textContent = says;
    return [dt, dd];
  };

  const group = (title, rows) => {
    if (!rows.length) return [];
    const head = document.createElement("h3");
    head.className = "card-body keys-head";
    head.textContent = title;
    const facts = document.createElement("dl");
    facts.className = "facts card-body keys m-0";
    facts.append(...rows.flat());
    return [head, facts];
  };

  const list = () => {
    if (!dialog) {
      dialog = document.createElement("dialog");
      dialog.className = "card find-box";
      dialog.setAttribute("aria-labelledby", "keys-title");
      document.body.append(dialog);
      dialog.addEventListener("click", (event) => {
        if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
      });
    }
    const title = document.createElement("h2");
    title.id = "keys-title";
    title.textContent = "Keys";
    const close = document.createElement("button");
    close.type = "button";
    close.className = "btn btn-sm end";
    close.dataset.close = "";
    close.textContent = "Close";
    const head = document.createElement("div");
    head.className = "card-header";
    head.append(title, close);
    const here = [...document.querySelectorAll("[data-key-of]")].map((each) => row(each.dataset.keyOf.split(" "), each.dataset.keySays));
    own().forEach((each) => here.push(row([each.dataset.key], each.dataset.keySays || each.textContent.trim())));
    if (filter()) here.push(row(["/"], filter().dataset.keySays || "Filter this list"));
    const everywhere = [row(["?"], "This list"), row(["Esc"], "Close what is open")];
    if (document.querySelector("[data-find]")) everywhere.unshift(row(["Ctrl", "K"], "Find anything"));
    const places = Object.entries(PLACES).map(([key, [, says]]) => row(["g", key], says));
    dialog.replaceChildren(head, ...group("On this screen", here), ...group("Everywhere", everywhere), ...group("Go to", places));
    if (!dialog.open) dialog.showModal();
  };

  // A key that means something here means nothing else besides.
  const taken = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target) || !hasKeys()) return;
    if (document.querySelector("dialog[open]")) return;
    const went = Date.now() - going < WAIT;
    going = 0;
    if (event.key === "?") {
      taken(event);
      return list();
    }
    if (went && Object.hasOwn(PLACES, event.key)) {
      taken(event);
      return location.assign(PLACES[event.key][0]);
    }
    if (event.key === "g") {
      taken(event);
      going = Date.now();
      return;
    }
    if (event.key === "/" && filter()) {
      taken(event);
      filter().focus();
      return filter().select();
    }
    const mine = own().find((each) => each.dataset.key === event.key);
    if (mine) {
      taken(event);
      mine.click();
    }
  });
})();
