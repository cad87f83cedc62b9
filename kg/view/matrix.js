"use strict";
// Tables beside the map: who was at one event with whom, and who of which province went to which.
const Matrix = (() => {
  const {make, button} = Dom, {t} = Words;
  const MEETS = new Set(["participant", "speaker", "chair", "organizer"]);
  const MOST = 14;
  let go = () => {}, people = new Set();

  // ends by how much they had to do with others, the most first
  const ranked = counts => [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([end]) => end);

  // under `key` of `lists`, one more
  function put(lists, key, value) {
    if (!lists.has(key)) lists.set(key, []);
    lists.get(key).push(value);
  }

  // the events that are shown, each with who was there by which facts
  function events() {
    const {subject, object} = Facts.columns, shows = Sieve.facts(), found = new Map();
    for (let i = 0; i < subject.length; i++) {
      if (object[i] < 0 || !MEETS.has(Facts.property(i)) || !people.has(Facts.kind(object[i])) || !shows(i)) continue;
      if (!found.has(subject[i])) found.set(subject[i], new Map());
      put(found.get(subject[i]), object[i], i);
    }
    return found;
  }

  function met() {
    const found = events(), counts = new Map();
    for (const there of found.values()) if (there.size > 1) for (const n of there.keys()) counts.set(n, (counts.get(n) || 0) + there.size - 1);
    const both = (a, b) => [...found].filter(([, there]) => a !== b && there.has(a) && there.has(b));
    return {ends: ranked(counts), name: Facts.label, joint: "—", cell: (a, b) => both(a, b).map(([event, there]) => [event, [...there.get(a), ...there.get(b)]])};
  }

  function visits() {
    const {subject, object} = Facts.columns, shows = Sieve.facts(), cells = new Map(), counts = new Map();
    for (let i = 0; i < subject.length; i++) {
      if (object[i] < 0 || Facts.property(i) !== "visited" || !shows(i)) continue;
      const from = Facts.home(subject[i]), to = Facts.home(object[i]), key = `${from} ${to}`;
      if (!from || !to || from === to) continue;
      if (!cells.has(key)) cells.set(key, new Map());
      if (!cells.get(key).has(subject[i])) for (const end of [from, to]) counts.set(end, (counts.get(end) || 0) + 1);
      put(cells.get(key), subject[i], i);
    }
    return {ends: ranked(counts), name: Filters.placeName, joint: "→", cell: (a, b) => [...(cells.get(`${a} ${b}`) || [])]};
  }

  function grid({ends, name, joint, cell}, show) {
    const few = ends.slice(0, MOST), body = make("tbody", ""), head = make("tr", "", make("td", ""));
    const sizes = few.map(a => few.map(b => cell(a, b).length)), top = Math.max(1, ...sizes.flat());
    for (const each of few) head.append(make("th", "", make("span", "", name(each))));
    few.forEach((a, at) => {
      const row = make("tr", "", make("th", "", name(a)));
      few.forEach((b, to) => {
        const size = sizes[at][to];
        if (!size) { row.append(make("td", a === b ? "self" : "")); return; }
        const one = button("cell", () => show(a, b), String(size));
        one.setAttribute("aria-label", `${name(a)} ${joint} ${name(b)}: ${size}`);
        one.style.setProperty("--share", String(0.15 + 0.85 * size / top));
        one.classList.toggle("deep", size / top > 0.5);
        row.append(make("td", "", one));
      });
      body.append(row);
    });
    return make("div", "grid", make("table", "", make("thead", "", head), body));
  }

  function opened({name, joint, cell}, a, b) {
    const things = cell(a, b);
    if (!things.length) return [];
    const title = make("h2", "", make("span", "", `${name(a)} ${joint} ${name(b)}`), make("span", "count", String(things.length)));
    return [title, Panel.pages(make("section", ""), things, ([thing, facts]) => {
      const sentences = Dom.groups(facts.map(Facts.fact), fact => fact.quote);
      return make("div", "block", make("div", "names", Panel.link(thing)), ...[...sentences.values()].map(Sentences.evidence));
    })];
  }

  function panel(state) {
    const {which, a, b, under} = state;
    const choose = make("p", "choose", ...["met", "visits"].map(each => {
      const one = button("step", () => go({show: "matrix", which: each, under}), t("matrix-" + each));
      one.id = "matrix-" + each;
      one.setAttribute("aria-pressed", String(each === which));
      return one;
    }));
    const found = which === "visits" ? visits() : met(), box = Panel.head(make("h1", "", t("tabMatrix")), choose);
    box.append(make("p", "hint", t("matrixHint-" + which)));
    if (!found.ends.length) { box.append(make("p", "hint", t("matrixEmpty"))); return; }
    box.append(grid(found, (a, b) => go({...state, a, b})));
    if (found.ends.length > MOST) box.append(make("p", "hint", t("matrixMore", {count: found.ends.length - MOST})));
    if (a !== undefined) box.append(...opened(found, a, b));
  }

  return {
    create(acts, told) { ({go} = acts); people = new Set(told.people); },
    panel,
  };
})();
