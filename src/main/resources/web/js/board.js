// The board by mouse and by keys. Each move goes to the address its form without scripts goes to; the server computes the rank.
(() => {
  "use strict";
  const board = () => document.querySelector("[data-board]");
  if (!board()) return;
  let held = null; // { card, from, next }: what is in the hand, and where it was
  let dialog = null;

  const say = (words) => {
    document.querySelector("[data-says]").textContent = words;
  };
  const key = (card) => card.dataset.item;
  const mine = (card) => card.hasAttribute("data-mine");
  const column = (cell) => {
    const heads = [...board().querySelectorAll(".lane-head > span")];
    const cells = [...cell.parentElement.querySelectorAll(".cell")];
    return heads.length ? heads[cells.indexOf(cell) + 1].firstChild.textContent.trim() : "the backlog";
  };
  const place = (card) => {
    const all = [...card.parentElement.querySelectorAll(".item")];
    return column(card.parentElement) + ", " + (all.indexOf(card) + 1) + " of " + all.length;
  };
  const find = (name) => document.getElementById("item-" + name);

  // Dragging leaves empty style attributes behind; htmx would copy them, and the policy forbids that.
  const tidy = () => board().querySelectorAll("[style]").forEach((each) => each.removeAttribute("style"));
  const refresh = async (name) => {
    tidy();
    await htmx.ajax("GET", board().dataset.liveGet, { target: board(), swap: "innerHTML" });
    const card = name && find(name);
    if (card) card.focus();
  };
  const send = (path, fields) =>
    fetch(path, { method: "POST", headers: { "HX-Request": "true" }, body: new URLSearchParams(fields) });

  // What the server answers: the card as it is now, also when somebody was faster.
  const settle = async (name, answer, done) => {
    if (answer.status === 401) return location.assign("/sign-in");
    if (answer.ok) say(done);
    else if (answer.status === 409) say("Someone was faster. " + (answer.headers.get("X-Rialto-Says") || name + " is shown as it is now."));
    else if (answer.status === 422) say(await answer.text());
    else say("That was not possible: " + answer.status + ".");
    await refresh(name);
  };

  // Until the server has answered, the card stays where it was put: news of others must not draw it where it was.
  const drop = async (card, from, next) => {
    const before = card.previousElementSibling;
    const after = card.nextElementSibling;
    const fields = { version: card.dataset.version, state: card.parentElement.dataset.to };
    if (before) fields.after = key(before);
    else if (after) fields.before = key(after);
    const words = key(card) + " is in " + place(card) + ".";
    card.classList.add("moving");
    const answer = await send("/items/" + key(card) + "/move", fields).catch(() => null);
    card.classList.remove("moving");
    if (answer) return settle(key(card), answer, words);
    from.insertBefore(card, next);
    card.focus();
    say("Rialto could not be reached. " + key(card) + " is back in " + place(card) + ".");
  };

  // Keys ------------------------------------------------------------------------------------
  const cellsOf = (cell) => [...cell.parentElement.querySelectorAll(":scope > .cell")];
  const allLanes = () => [...board().querySelectorAll(".lane:not(.lane-head), .backlog")];
  const beside = (card, by) => {
    const cells = cellsOf(card.parentElement);
    const row = [...card.parentElement.querySelectorAll(".item")].indexOf(card);
    for (let i = cells.indexOf(card.parentElement) + by; cells[i]; i += by) {
      const there = cells[i].querySelectorAll(".item");
      if (there.length) return there[Math.min(row, there.length - 1)];
    }
    return null;
  };
  const above = (card, by) => {
    const next = by < 0 ? card.previousElementSibling : card.nextElementSibling;
    if (next) return next;
    const lanes = allLanes();
    const index = cellsOf(card.parentElement).indexOf(card.parentElement);
    for (let i = lanes.indexOf(card.closest(".lane, .backlog")) + by; lanes[i]; i += by) {
      const there = lanes[i].querySelectorAll(":scope > .cell")[index].querySelectorAll(".item");
      if (there.length) return there[by < 0 ? there.length - 1 : 0];
    }
    return null;
  };

  const pick = (card) => {
    if (!mine(card)) return say("Only members of its team move " + key(card) + ".");
    held = { card, from: card.parentElement, next: card.nextElementSibling };
    card.classList.add("held");
    say(key(card) + " picked up in " + place(card) + ". Arrows move it, space puts it down, escape puts it back.");
  };
  const carry = (card, name) => {
    const cells = cellsOf(card.parentElement);
    const at = cells.indexOf(card.parentElement);
    if (name === "ArrowLeft" && cells[at - 1]) cells[at - 1].append(card);
    else if (name === "ArrowRight" && cells[at + 1]) cells[at + 1].append(card);
    else if (name === "ArrowUp" && card.previousElementSibling) card.previousElementSibling.before(card);
    else if (name === "ArrowDown" && card.nextElementSibling) card.nextElementSibling.after(card);
    card.focus();
    say(place(card));
  };
  const letGo = () => {
    held.card.classList.remove("held");
    const was = held;
    held = null;
    return was;
  };

  const ask = (card) => {
    if (!mine(card)) return say("Only members of its team say what holds " + key(card) + " up.");
    if (!dialog) {
      dialog = document.createElement("dialog");
      dialog.className = "card find-box";
      dialog.setAttribute("aria-labelledby", "block-title");
      dialog.innerHTML =
        '<form class="card-body stack-tight" method="dialog"><h2 id="block-title"></h2><label class="form-label" for="block-reason">What holds it up?</label><input class="form-control" id="block-reason" maxlength="200" autocomplete="off" required><p class="wrong" role="alert"></p><p class="acts"><button class="btn btn-primary">Blocked</button><button class="btn" type="button" data-close>Leave</button></p></form>';
      document.body.append(dialog);
      dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
      dialog.addEventListener("close", () => {
        const back = find(dialog.dataset.of);
        if (back) back.focus();
      });
      dialog.querySelector("form").addEventListener("submit", async (event) => {
        event.preventDefault();
        const name = dialog.dataset.of;
        const reason = dialog.querySelector("input").value;
        const answer = await send("/items/" + name + "/block", { version: dialog.dataset.version, reason });
        if (answer.status === 409 || answer.status === 422) {
          // What was typed stays; the next try is made on what is there now.
          const text = answer.status === 422 ? await answer.text() : "Someone was faster. " + (answer.headers.get("X-Rialto-Says") || "") + " Look at the card, and send it again.";
          dialog.querySelector(".wrong").textContent = text;
          await refresh();
          if (find(name)) dialog.dataset.version = find(name).dataset.version;
          return dialog.querySelector("input").focus();
        }
        dialog.querySelector("input").value = "";
        dialog.close();
        await settle(name, answer, name + " is blocked: " + reason);
      });
    }
    dialog.dataset.of = key(card);
    dialog.dataset.version = card.dataset.version;
    dialog.querySelector("h2").textContent = key(card);
    dialog.querySelector(".wrong").textContent = "";
    dialog.showModal();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("dialog[open]") || event.target.closest("input, textarea, select")) return;
    const card = event.target.closest(".item");
    if (!card || event.target !== card) {
      if (!card && event.key.startsWith("Arrow") && event.target === document.body) {
        const first = board().querySelector(".item");
        if (first) {
          event.preventDefault();
          first.focus();
        }
      }
      return;
    }
    if (held && held.card === card) {
      if (event.key.startsWith("Arrow")) {
        event.preventDefault();
        carry(card, event.key);
      } else if (event.key === " ") {
        event.preventDefault();
        const was = letGo();
        drop(card, was.from, was.next);
      } else if (event.key === "Escape") {
        event.preventDefault();
        const was = letGo();
        was.from.insertBefore(card, was.next);
        card.focus();
        say(key(card) + " is back in " + place(card) + ".");
        refresh(key(card));
      }
      return;
    }
    const to = { ArrowLeft: () => beside(card, -1), ArrowRight: () => beside(card, 1), ArrowUp: () => above(card, -1), ArrowDown: () => above(card, 1) }[event.key];
    if (to) {
      event.preventDefault();
      const next = to();
      if (next) next.focus();
    } else if (event.key === " ") {
      event.preventDefault();
      pick(card);
    } else if (event.key === "Enter") {
      const link = card.querySelector("p a");
      if (link) location.assign(link.href);
    } else if (event.key === "m") {
      event.preventDefault();
      send("/items/" + key(card) + "/assignee", { version: card.dataset.version, who: "me" }).then((answer) => settle(key(card), answer, key(card) + " is yours."));
    } else if (event.key === "b") {
      event.preventDefault();
      ask(card);
    }
  });
  document.addEventListener("focusout", (event) => {
    // A card that loses its holder on the way goes back, rather than hang in the air.
    if (held && event.target === held.card && event.relatedTarget && event.relatedTarget !== held.card) {
      const was = letGo();
      was.from.insertBefore(was.card, was.next);
    }
  });

  // The button on a card: the same move without leaving the page.
  document.addEventListener("click", async (event) => {
    const on = event.target.closest(".item .on");
    if (!on) return;
    event.preventDefault();
    const card = on.closest(".item");
    const answer = await send(on.getAttribute("formaction"), {});
    await settle(key(card), answer, on.getAttribute("aria-label") + ".");
  });

  // Mouse and touch ---------------------------------------------------------------------------
  let next = null; // what stood below the card that is dragged
  const drag = () => {
    allLanes().forEach((lane, index) => {
      lane.querySelectorAll(":scope > .cell").forEach((cell) => {
        if (cell.dataset.drag) return;
        cell.dataset.drag = "yes";
        Sortable.create(cell, {
          group: "lane-" + index,
          draggable: ".item[data-mine]",
          delay: 180,
          delayOnTouchOnly: true,
          onStart: (event) => {
            next = event.item.nextElementSibling;
          },
          onEnd: (event) => {
            setTimeout(tidy, 0);
            if (event.from !== event.to || event.oldIndex !== event.newIndex) drop(event.item, event.from, next);
          },
        });
      });
    });
  };
  drag();
  document.addEventListener("htmx:afterSettle", drag);
})();
