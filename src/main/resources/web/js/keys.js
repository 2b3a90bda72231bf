// Keys: "g" and a letter goes to a place, "?" lists them all. A page adds its own with data-key="a" data-key-says="Acknowledge".
(() => {
  "use strict";
  const WAIT = 1200;
  const PLACES = { h: ["/", "Home"], s: ["/services", "Services"], r: ["/run", "Run"], b: ["/plan", "Plan"], o: ["/oncall", "On call"], t: ["/teams", "Teams"], p: ["/people", "People"] };
  let going = 0;
  let dialog = null;

  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
  const signedIn = () => document.querySelector("[data-find]");

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
    const facts = document.createElement("dl");
    facts.className = "facts card-body m-0";
    facts.append(...row(["Ctrl", "K"], "Find anything"), ...row(["?"], "This list"), ...row(["Esc"], "Close what is open"));
    Object.entries(PLACES).forEach(([key, [, says]]) => facts.append(...row(["g", key], "Go to " + says)));
    document.querySelectorAll("[data-key]").forEach((each) => facts.append(...row([each.dataset.key], each.dataset.keySays || each.textContent.trim())));
    dialog.replaceChildren(head, facts);
    if (!dialog.open) dialog.showModal();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target) || !signedIn()) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "?") {
      event.preventDefault();
      return list();
    }
    if (Date.now() - going < WAIT && PLACES[event.key]) {
      going = 0;
      return location.assign(PLACES[event.key][0]);
    }
    going = event.key === "g" ? Date.now() : 0;
    const own = [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key === event.key);
    if (own && !going) {
      event.preventDefault();
      own.click();
    }
  });
})();
