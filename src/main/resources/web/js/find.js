// Ctrl K: the search page as a dialog. Without this file its link leads to the same page.
(() => {
  "use strict";
  const PAUSE = 120;
  let dialog = null;
  let input = null;
  let results = null;
  let pause = 0;
  let asked = 0;

  const links = () => [...results.querySelectorAll("a[href]")];
  const mark = (index) => {
    const all = links();
    all.forEach((link, i) => {
      const here = i === index;
      link.closest("li").toggleAttribute("data-here", here);
      link.id = "find-" + i;
      if (here) {
        input.setAttribute("aria-activedescendant", link.id);
        link.scrollIntoView({ block: "nearest" });
      }
    });
    if (!all.length) input.removeAttribute("aria-activedescendant");
  };
  const marked = () => links().findIndex((link) => link.closest("li").hasAttribute("data-here"));

  const ask = async () => {
    const mine = ++asked;
    const answer = await fetch("/search/results?q=" + encodeURIComponent(input.value), { headers: { "HX-Request": "true" } });
    if (mine !== asked) return; // a later question was quicker
    if (answer.status === 401) return location.assign("/sign-in");
    if (!answer.ok) return;
    results.innerHTML = await answer.text();
    mark(0);
  };

  const build = () => {
    dialog = document.createElement("dialog");
    dialog.className = "card find-box";
    dialog.setAttribute("aria-label", "Find anything");
    const form = document.createElement("form");
    form.action = "/search";
    form.className = "card-header";
    input = document.createElement("input");
    input.className = "form-control grow-in";
    input.type = "search";
    input.name = "q";
    input.maxLength = 200;
    input.autocomplete = "off";
    input.placeholder = "Service, team, person, A-12";
    input.setAttribute("aria-label", "Find anything");
    results = document.createElement("div");
    results.setAttribute("aria-live", "polite");
    form.append(input);
    dialog.append(form, results);
    document.body.append(dialog);
    input.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(ask, PAUSE);
    });
    input.addEventListener("keydown", (event) => {
      const all = links();
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (all.length) mark((marked() + (event.key === "ArrowDown" ? 1 : all.length - 1)) % all.length);
      } else if (event.key === "Enter" && all[marked()]) {
        event.preventDefault();
        location.assign(all[marked()].href);
      }
    });
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
  };

  const open = () => {
    if (!dialog) build();
    if (dialog.open) return;
    dialog.showModal();
    input.select();
    ask();
  };

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k" && document.querySelector("[data-find]")) {
      event.preventDefault();
      open();
    }
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-find]") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
})();
