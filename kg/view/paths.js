"use strict";
// The shortest way between two entities, over facts that are shown, and the sentences of each of its steps.
const Paths = (() => {
  const {make, byId} = Dom, {t} = Words;
  let go = () => {};

  // the entities on the way and the facts of each step; null if there is none
  function shortest(a, b) {
    const before = new Map([[a, null]]), queue = [a], shows = Sieve.facts(), {subject, object} = Facts.columns;
    const beyond = (n, i) => subject[i] === n ? object[i] : subject[i];
    for (let at = 0; at < queue.length && !before.has(b); at++) {
      const n = queue[at];
      for (const i of Facts.of(n)) {
        const other = beyond(n, i);
        if (other < 0 || before.has(other) || !shows(i)) continue;
        before.set(other, n);
        queue.push(other);
      }
    }
    if (!before.has(b)) return null;
    const nodes = [b];
    while (before.get(nodes[0]) !== null) nodes.unshift(before.get(nodes[0]));
    const steps = nodes.slice(1).map((n, at) => [...Facts.of(n)].filter(i => beyond(n, i) === nodes[at] && shows(i)));
    return {nodes, steps};
  }

  // the path that a state asks for; null if there is none, or too little is chosen
  const find = ({a, b}) => a < 0 || b < 0 ? null : shortest(a, b);

  function field(key, n, pick) {
    const query = make("input", ""), found = make("ul", "found"), box = make("div", "pick", make("span", "", t(key)), query, found);
    Object.assign(query, {type: "search", value: n >= 0 ? Facts.label(n) : "", placeholder: t("search"), autocomplete: "off", spellcheck: false});
    query.id = "path-" + key;
    query.setAttribute("aria-label", t(key));
    found.hidden = true;
    found.id = "found-" + key;
    found.setAttribute("aria-label", t(key));
    Search.attach(query, found, pick);
    return box;
  }

  function panel(state, found) {
    const {a, b} = state, box = Panel.head(make("h1", "", t("tabPath")), field("pathA", a, n => go({...state, a: n})),
      field("pathB", b, n => go({...state, b: n})));
    if (a < 0 || b < 0) {
      box.append(make("p", "hint", t("pathHint")));
      byId(a < 0 ? "path-pathA" : "path-pathB").focus({preventScroll: true});
      return;
    }
    if (!found) { box.append(make("p", "hint", t("noPath"))); return; }
    box.append(make("p", "hint", t("pathLength", {count: found.steps.length})));
    found.steps.forEach((facts, at) => {
      const step = make("section", "stride", make("p", "from", t("stride", {number: at + 1})));
      step.append(make("h2", "", Panel.link(found.nodes[at]), make("span", "joint", "—"), Panel.link(found.nodes[at + 1])));
      for (const section of Panel.between(facts.slice(0, 3).map(Facts.fact))) step.append(...section.querySelectorAll(".block"));
      if (facts.length > 3) step.append(make("p", "from", t("more", {count: facts.length - 3})));
      box.append(step);
    });
  }

  return {create: acts => { ({go} = acts); }, panel, find};
})();
