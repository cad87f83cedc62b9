"use strict";
// Names found as they are typed: in Chinese, in English, by alias, in pinyin and by initials, those off the map too.
const Search = (() => {
  const {make, button, byId} = Dom, {t} = Words;
  const MOST = 30, SOUNDED = 16;
  let readings = null, folded = null;

  const plain = text => text.toLowerCase();

  // pinyin as it is typed: without tones, blanks and apostrophes
  function typed(text) {
    const apart = plain(text).normalize("NFD").replace(/u\u0308/g, "v").replace(/[\u0300-\u036f]/g, "");
    const letters = apart.replace(/[\s'’-]/g, "").replace(/lyu/g, "lv").replace(/nyu/g, "nv");
    return /^[a-z0-9]+$/.test(letters) ? letters : "";
  }

  // how many characters of the name, from `at` on, the letters spell: by pinyin, by initials or by both; 0 if they do not
  function spelt(name, at, letters) {
    if (at >= name.length) return 0;
    const char = name[at];
    for (const reading of readings.get(char) || [plain(char)]) {
      if (reading.startsWith(letters)) return 1;
      for (const part of [reading, reading[0]]) {
        if (!letters.startsWith(part)) continue;
        const rest = letters.slice(part.length), more = rest ? spelt(name, at + 1, rest) : 0;
        if (!rest || more) return 1 + more;
      }
    }
    return 0;
  }

  function sounds(name, letters) {
    const long = spelt(name, 0, letters);
    if (long) return long === name.length ? 3 : 4;
    if (letters.length < 2 || name.length > SOUNDED) return 9;
    for (let at = 1; at < name.length; at++) if (spelt(name, at, letters)) return 6;
    return 9;
  }

  // 0 for the very name, more for what is like it, 9 for what is not
  function rank(n, wanted, letters) {
    let best = 9;
    for (const name of folded[n]) {
      if (name === wanted) return 0;
      if (name.startsWith(wanted)) best = Math.min(best, 1);
      else if (best > 2 && name.includes(wanted)) best = 2;
      if (letters && best > 2) best = Math.min(best, sounds(name, letters));
    }
    return best;
  }

  async function prepare() {
    if (folded) return;
    const sounds = await Blocks.open("sounds");
    readings = new Map(Object.entries(sounds).map(([char, each]) => [char, each.split(" ")]));
    folded = Array.from({length: Facts.count()}, (_, n) => [Facts.name(n), ...Facts.aliases(n), Facts.english(n)].filter(Boolean).map(plain));
  }

  async function find(text) {
    await prepare();
    const wanted = plain(text.trim()), letters = typed(text), hits = [];
    for (let n = 0; n < folded.length; n++) {
      const how = rank(n, wanted, letters);
      if (how < 9) hits.push([how, n]);
    }
    const weight = n => Facts.of(n).length;
    return hits.sort((a, b) => a[0] - b[0] || weight(b[1]) - weight(a[1]) || a[1] - b[1]).map(hit => hit[1]);
  }

  // a field with a list of suggestions below it; `pick` is told the number of the one chosen
  function attach(query, found, pick) {
    // what stands in the field and was chosen opens no list when the field is gone back to
    let turn = 0, chosen = query.value;
    for (const [name, value] of Object.entries({role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": found.id}))
      query.setAttribute(name, value);
    found.setAttribute("role", "listbox");
    const open = on => { found.hidden = !on; query.setAttribute("aria-expanded", String(on)); };
    async function list() {
      const mine = ++turn, text = query.value.trim();
      if (!text) { found.replaceChildren(); open(false); return; }
      const hits = await find(text);
      if (mine !== turn) return;
      found.replaceChildren(...hits.slice(0, MOST).map(n => {
        const english = Facts.english(n), also = english && Facts.label(n) !== english ? english : "";
        const row = button("", () => { open(false); chosen = query.value; pick(n); }, Look.shape(Facts.kind(n)), make("span", "name", Facts.label(n)),
          make("span", "aside", also || Facts.line(n)), make("span", "kind", Words.label(Facts.kind(n))));
        row.setAttribute("role", "option");
        row.tabIndex = -1;
        const item = make("li", "", row);
        item.setAttribute("role", "presentation");
        return item;
      }));
      if (!hits.length) found.append(make("p", "", t("noSuchName")));
      if (hits.length > MOST) found.append(make("p", "", t("moreNames", {count: Words.count(hits.length - MOST)})));
      open(true);
    }
    query.addEventListener("input", list);
    query.addEventListener("focus", () => { if (query.value !== chosen) list(); });
    query.addEventListener("keydown", async event => {
      if (event.key === "Enter") {
        event.preventDefault();
        await list();
        found.querySelector("button")?.click();
      }
      if (event.key === "ArrowDown") { event.preventDefault(); found.querySelector("button")?.focus(); }
      if (event.key === "Escape" && !found.hidden) { event.stopPropagation(); open(false); }
    });
    found.addEventListener("keydown", event => {
      const step = {ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling"}[event.key];
      if (event.key === "Escape") { event.stopPropagation(); open(false); query.focus(); }
      if (!step) return;
      event.preventDefault();
      const next = document.activeElement.closest("li")[step];
      (next?.querySelector("button") || query).focus();
    });
  }

  // what is touched elsewhere closes a list
  document.addEventListener("pointerdown", event => {
    for (const query of document.querySelectorAll("[aria-expanded=true][aria-controls]")) {
      const found = byId(query.getAttribute("aria-controls"));
      if (query.role !== "combobox" || query.contains(event.target) || found.contains(event.target)) continue;
      found.hidden = true;
      query.setAttribute("aria-expanded", "false");
    }
  });

  return {attach, find};
})();
