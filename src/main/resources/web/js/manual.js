// The manual's search: every passage is in one script that is fetched when somebody begins to look. Without it the contents are enough.
(() => {
  "use strict";
  const manual = document.querySelector("[data-manual]");
  const form = manual.querySelector(".manual-find");
  const input = form.querySelector("input");
  const box = form.querySelector(".manual-found");
  const list = form.querySelector("ul");
  const told = form.querySelector("[role=status]");
  const MOST = 8;
  const AROUND = 70;
  let here = -1;
  let asked = null;
  form.hidden = false;

  const load = () => {
    asked ||= new Promise((done) => {
      const script = document.createElement("script");
      script.src = manual.dataset.search;
      script.onload = () => done(window.rialtoManual);
      document.head.append(script);
    });
    return asked;
  };

  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const begins = (text, word) => new RegExp("(^|[^\\p{L}\\p{N}])" + word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"), "u").test(text);

  // A passage has to hold every word; in a title one counts more than in the text, at the beginning of a word more than inside.
  const worth = (passage, words) => {
    let sum = 0;
    for (const word of words) {
      const found = [[passage.title, 12], [passage.heading, 8], [passage.words, 2]]
        .filter(([text]) => text.includes(word))
        .reduce((most, [text, weight]) => Math.max(most, weight * (begins(text, word) ? 2 : 1)), 0);
      if (!found) return 0;
      sum += found;
    }
    return sum - (passage.heading ? 1 : 0) - (passage.p.startsWith("adr/") || passage.p === "changelog" ? 6 : 0);
  };

  const around = (text, word) => {
    const at = plain(text).indexOf(word);
    const from = at <= AROUND / 2 ? 0 : text.lastIndexOf(" ", at - AROUND / 2) + 1;
    return (from > 0 ? "… " : "") + text.slice(from, from + 2 * AROUND).trim() + (from + 2 * AROUND < text.length ? " …" : "");
  };

  const row = (passage, words, index) => {
    const item = document.createElement("li");
    item.setAttribute("role", "presentation");
    const link = document.createElement("a");
    link.id = "manual-found-" + index;
    link.setAttribute("role", "option");
    const page = passage.p || (manual.dataset.suffix ? "index" : "");
    link.href = manual.dataset.manual + page + manual.dataset.suffix + (passage.a ? "#" + passage.a : "");
    link.tabIndex = -1;
    const title = document.createElement("strong");
    title.textContent = passage.h ? passage.t + " · " + passage.h : passage.t;
    const text = document.createElement("span");
    text.textContent = around(passage.x, words[0]);
    link.append(title, text);
    item.append(link);
    return item;
  };

  const choose = (index) => {
    const rows = [...list.children].filter((each) => each.firstElementChild);
    here = rows.length ? (index + rows.length) % rows.length : -1;
    rows.forEach((each, at) => {
      each.toggleAttribute("data-here", at === here);
      each.firstElementChild.setAttribute("aria-selected", at === here);
    });
    if (here >= 0) {
      input.setAttribute("aria-activedescendant", rows[here].firstElementChild.id);
      rows[here].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };

  const close = () => {
    box.hidden = true;
    input.setAttribute("aria-expanded", "false");
    list.replaceChildren();
    choose(0);
  };

  const look = async () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    if (!words.length) return close();
    const passages = await load();
    if (words.join() !== plain(input.value).split(/\s+/).filter(Boolean).join()) return;
    passages.forEach((each) => {
      each.title ??= plain(each.t);
      each.heading ??= plain(each.h);
      each.words ??= plain(each.x);
    });
    const found = passages
      .map((passage) => [worth(passage, words), passage])
      .filter(([sum]) => sum > 0)
      .sort((a, b) => b[0] - a[0])
      .slice(0, MOST);
    list.replaceChildren(...found.map(([, passage], index) => row(passage, words, index)));
    told.textContent = found.length ? found.length + " found" : "Nothing found";
    if (!found.length) {
      const none = document.createElement("li");
      none.className = "quiet";
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      none.textContent = "Nothing in the manual has all of these words.";
      list.append(none);
    }
    box.hidden = false;
    input.setAttribute("aria-expanded", "true");
    choose(found.length ? 0 : -1);
  };

  input.addEventListener("focus", load, { once: true });
  input.addEventListener("input", look);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!box.hidden) choose(here + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Escape") close();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const link = list.children[here] && list.children[here].querySelector("a");
    if (link && !box.hidden) {
      location.assign(link.href);
      close();
    }
  });
  document.addEventListener("click", (event) => {
    if (!form.contains(event.target) || event.target.closest("a")) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    event.preventDefault();
    input.focus();
  });

  // A line that was made for pasting is copied by a button, where the browser allows it.
  if (navigator.clipboard) {
    manual.querySelectorAll("pre").forEach((pre) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-sm copy";
      button.textContent = "Copy";
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(pre.textContent.trim());
        button.textContent = "Copied";
      });
      const box = document.createElement("div");
      box.className = "copied";
      pre.replaceWith(box);
      box.append(pre, button);
    });
  }

  // The heading that is being read is marked in the list beside it.
  const jumps = new Map([...manual.querySelectorAll(".manual-jumps a")].map((each) => [each.hash.slice(1), each]));
  if (jumps.size) {
    const headings = [...jumps.keys()].map((id) => document.getElementById(decodeURIComponent(id))).filter(Boolean);
    const mark = () => {
      const above = headings.filter((each) => each.getBoundingClientRect().top < 120).pop() || headings[0];
      jumps.forEach((link, id) => link.toggleAttribute("data-here", decodeURIComponent(id) === above.id));
    };
    let due = 0;
    document.addEventListener("scroll", () => {
      due ||= requestAnimationFrame(() => {
        due = 0;
        mark();
      });
    }, { passive: true });
    mark();
  }
})();
