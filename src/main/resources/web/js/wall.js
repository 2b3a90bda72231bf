// Keeps the wall alive: takes in what changed, tells the age of what is shown, and greys it when nobody says that it is so.
(() => {
  "use strict";
  const root = document.documentElement;
  const wall = document.querySelector("[data-wall]");
  const worst = document.getElementById("wall-worst");
  const rest = document.getElementById("wall-rest");
  const head = document.getElementById("wall-head");
  const ageOf = document.querySelector("[data-wall-age]");
  const clock = document.querySelector("[data-clock]");
  const LOST_AFTER = 10000; // without a word
  const STALE_AFTER = 15; // seconds that what is shown is old
  let heard = Date.now();
  let age = Number(wall.dataset.ageOf);
  let source = null;

  const element = (html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template.content.firstElementChild;
  };

  // Puts the elements of a list in this order and moves none that stands right.
  const arrange = (list, wanted) => {
    let here = list.firstElementChild;
    for (const each of wanted) {
      if (each === here) here = here.nextElementSibling;
      else list.insertBefore(each, here);
    }
    while (here) {
      const next = here.nextElementSibling;
      here.remove();
      here = next;
    }
  };

  const take = (change) => {
    const order = change.all ? [] : [...worst.children, ...rest.children];
    const away = new Set([...change.gone, ...change.tiles.map((t) => t.id)].map((id) => "t" + id));
    const kept = order.filter((each) => !away.has(each.id));
    away.forEach((id) => {
      const each = document.getElementById(id);
      if (each) each.remove();
    });
    // The changed ones come in the new order, each naming the one before it, which stands right by then.
    const after = new Map();
    for (const tile of change.tiles) after.set(tile.after ? "t" + tile.after : "", element(tile.html));
    const wanted = [];
    const put = (each) => {
      wanted.push(each);
      follow(each.id);
    };
    const follow = (id) => {
      let next = after.get(id);
      while (next) {
        after.delete(id);
        wanted.push(next);
        id = next.id;
        next = after.get(id);
      }
    };
    follow("");
    kept.forEach(put);
    arrange(worst, wanted.slice(0, change.large));
    arrange(rest, wanted.slice(change.large));
    wall.className = "wall fit " + change.fit;
    if (head.innerHTML !== change.head) head.innerHTML = change.head;
    const nothing = document.querySelector(".wall-nothing");
    if (nothing && wanted.length) nothing.remove();
    document.title = head.querySelector("h1").textContent + " · Wall";
  };

  const lasts = (since) => {
    const minutes = Math.max(0, Math.floor((Date.now() - since) / 60000));
    if (minutes < 60) return minutes + " min";
    const hours = Math.floor(minutes / 60);
    return hours < 24 ? hours + " h " + String(minutes % 60).padStart(2, "0") + " min" : Math.floor(hours / 24) + " d " + (hours % 24) + " h";
  };

  const tick = () => {
    const silent = Date.now() - heard;
    const old = age + Math.round(silent / 1000);
    const lost = silent > LOST_AFTER;
    const stale = old > STALE_AFTER;
    if (lost || stale) root.dataset.stream = "lost";
    else delete root.dataset.stream;
    ageOf.toggleAttribute("data-lost", lost || stale);
    ageOf.textContent = lost ? "no news for " + Math.round(silent / 1000) + " s" : stale ? "what you see is " + old + " s old" : "live · " + old + " s old";
    if (lost && (!source || source.readyState === 2)) connect();
  };

  const minute = () => {
    clock.textContent = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: clock.dataset.clock }).format(new Date());
    document.querySelectorAll(".wall em time").forEach((each) => {
      each.parentElement.nextElementSibling.textContent = ", " + lasts(Date.parse(each.dateTime));
    });
  };

  const hear = (event) => {
    heard = Date.now();
    const data = JSON.parse(event.data);
    if ("age" in data) age = data.age;
    return data;
  };

  let tried = 0;
  const connect = () => {
    if (Date.now() - tried < 5000) return;
    tried = Date.now();
    if (source) source.close();
    const address = wall.dataset.wall;
    source = new EventSource(address + (address.includes("?") ? "&" : "?") + "mark=" + encodeURIComponent(wall.dataset.mark));
    source.addEventListener("hello", (event) => {
      if (hear(event).build !== wall.dataset.build) location.reload();
    });
    source.addEventListener("beat", (event) => {
      hear(event);
      tick();
    });
    source.addEventListener("tiles", (event) => {
      take(hear(event));
      wall.dataset.mark = event.lastEventId;
      tick();
      minute();
    });
    // This screen is no longer let in: the page says so.
    source.addEventListener("over", () => {
      source.close();
      location.reload();
    });
  };

  // What a reader's hand may open, such as the keys, is dressed when the wall itself has been painted.
  const dress = () => document.querySelectorAll("link[data-later]").forEach((each) => (each.media = "all"));
  requestAnimationFrame(() => setTimeout(dress, 0));

  connect();
  tick();
  setInterval(tick, 1000);
  setInterval(minute, 15000);
})();
