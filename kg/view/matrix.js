"use strict";
// Tables beside the map: who was at one event with whom, and who of which province went to which.
const Matrix = (() => {
  const {make, button} = Dom, {t} = Words;
  const MEETS = new Set(["participant", "speaker", "chair", "organizer"]);
  const MOST = 14;
  let go = () => {};

  // key "a b" to the facts that say so
  class Table {
    constructor() { this.cells = new Map(); }
    add(a, b, thing, facts) {
      const key = `${a} ${b}`, cell = this.cells.get(key) || new Map();
      cell.set(thing, [...(cell.get(thing) || []), ...facts]);
      this.cells.set(key, cell);
    }
    cell(a, b) { return this.cells.get(`${a} ${b}`); }
    totals() {
      const found = new Map();
      for (const [key, cell] of this.cells) for (const end of new Set(key.split(" "))) found.set(end, (found.get(end) || 0) + cell.size);
      return [...found].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([end]) => end);
    }
  }

  const isPerson = n => ["Person", "Official", "Journalist"].includes(Facts.kind(n));

  function met() {
    const {subject, object} = Facts.columns, events = new Map(), table = new Table();
    for (let i = 0; i < subject.length; i++) {
      if (object[i] < 0 || !MEETS.has(Facts.property(i)) || !isPerson(object[i]) || !Filters.passes(i)) continue;
      if (!events.has(subject[i])) events.set(subject[i], new Map());
      const there = events.get(subject[i]);
      there.set(object[i], [...(there.get(object[i]) || []), i]);
    }
    for (const [event, there] of events) {
      const people = [...there.keys()].slice(0, 60);
      for (const a of people) for (const b of people) if (a !== b) table.add(a, b, event, [there.get(a)[0], there.get(b)[0]]);
    }
    return {table, name: n => Facts.label(Number(n)), mirrored: true};
  }

  function visits() {
    const {subject, object} = Facts.columns, table = new Table();
    for (let i = 0; i < subject.length; i++) {
      if (object[i] < 0 || Facts.property(i) !== "visited" || !Filters.passes(i)) continue;
      const from = Facts.home(subject[i]), to = Facts.home(object[i]);
      if (from && to && from !== to) table.add(from, to, subject[i], [i]);
    }
    return {table, name: Filters.placeName, mirrored: false};
  }

  function grid({table, name, mirrored}, show) {
    const ends = table.totals().slice(0, MOST), body = make("tbody", ""), head = make("tr", "", make("td", ""));
    const top = Math.max(1, ...[...table.cells.values()].map(cell => cell.size));
    const column = each => make("th", "", make("span", "", name(each)));
    for (const each of ends) head.append(column(each));
    for (const a of ends) {
      const row = make("tr", "", make("th", "", name(a)));
      for (const b of ends) {
        const cell = table.cell(a, b);
        if (!cell) { row.append(make("td", a === b ? "self" : "")); continue; }
        const one = button("cell", () => show(a, b), String(cell.size));
        one.setAttribute("aria-label", `${name(a)} ${mirrored ? "—" : "→"} ${name(b)}: ${cell.size}`);
        one.style.setProperty("--share", String(0.15 + 0.85 * cell.size / top));
        one.classList.toggle("deep", cell.size / top > 0.5);
        row.append(make("td", "", one));
      }
      body.append(row);
    }
    return make("div", "grid", make("table", "", make("thead", "", head), body));
  }

  function panel({which, a, b}) {
    const choose = make("p", "choose", ...["met", "visits"].map(each => {
      const one = button("step", () => go({show: "matrix", which: each}), t("matrix-" + each));
      one.setAttribute("aria-pressed", String(each === which));
      return one;
    }));
    const found = which === "visits" ? visits() : met(), box = Panel.head(make("h1", "", t("tabMatrix")), choose);
    box.append(make("p", "hint", t("matrixHint-" + which)));
    if (!found.table.cells.size) { box.append(make("p", "hint", t("matrixEmpty"))); return; }
    const more = found.table.totals().length - MOST;
    box.append(grid(found, (a, b) => go({show: "matrix", which, a, b})));
    if (more > 0) box.append(make("p", "hint", t("matrixMore", {count: more})));
    const cell = a !== undefined && found.table.cell(a, b);
    if (!cell) return;
    box.append(make("h2", "", make("span", "", `${found.name(a)} ${found.mirrored ? "—" : "→"} ${found.name(b)}`), make("span", "count", String(cell.size))));
    Panel.pages(box, [...cell], ([thing, facts]) => {
      const sentences = Dom.groups(facts.map(Facts.fact), fact => fact.quote);
      return make("div", "block", make("div", "names", Panel.link(thing)), ...[...sentences.values()].map(Sentences.evidence));
    });
  }

  return {create: acts => { ({go} = acts); }, panel};
})();
