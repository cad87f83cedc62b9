"use strict";
// The shortest way between two entities, over facts that are shown, and the sentences of each of its steps.
const Paths = (() => {
  const {make, byId} = Dom, {t} = Words;
  let go = () => {};

  // the entities on the way and the facts of each step; null if there is none
  function shortest(a, b) {
    const before = new Map([[a, null]]), queue = [a];
    for (let at = 0; at < queue.length && !before.has(b); at++) {
      const n = queue[at];
      for (const i of Facts.of(n)) {
        const {subject, object} = Facts.columns, other = subject[i] === n ? object[i] : subject[i];
        if (other < 0 || before.has(other) || !Filters.passes(i)) continue;
        before.set(other, n);
        queue.push(other);
      }
    }
    if (!before.has(b)) return null;
    const nodes = [b];
    while (before.get(nodes[0]) !== null) nodes.unshift(before.get(nodes[0]));
    const steps = nodes.slice(1).map((n, at) => [...Facts.of(n)].filter(i => {
      const {subject, object} = Facts.columns, other = subject[i] === n ? object[i] : subject[i];
      return other === nodes[at] && Filters.passes(i);
    }));
    return {nodes, steps};
  }

  function field(key, n, pick) {
    const query = make("input", ""), found = make("ul", "found"), box = make("div", "pick", make("span", "", t(key)), query, found);
    Object.assign(query, {type: "search", value: n >= 0 ? Facts.label(n) : "", placeholder: t("search"), autocomplete: "off", spellcheck: false});
    query.id = "path-" + key;
    query.setAttribute("aria-label", t(key));
    found.hidden = true;
    Search.attach(query, found, pick);
    return box;
  }

  function panel({a, b}) {
    const box = Panel.head(make("h1", "", t("tabPath")), field("pathA", a, n => go({show: "path", a: n, b})),
      field("pathB", b, n => go({show: "path", a, b: n})));
    if (a < 0 || b < 0) {
      box.append(make("p", "hint", t("pathHint")));
      byId(a < 0 ? "path-pathA" : "path-pathB").focus({preventScroll: true});
      return null;
    }
    const found = shortest(a, b);
    if (!found) { box.append(make("p", "hint", t("noPath"))); return null; }
    box.append(make("p", "hint", t("pathLength", {count: found.steps.length})));
    found.steps.forEach((facts, at) => {
      const step = make("section", "stride", make("p", "from", t("stride", {number: at + 1})));
      step.append(make("h2", "", Panel.link(found.nodes[at]), make("span", "joint", "—"), Panel.link(found.nodes[at + 1])));
      for (const section of Panel.between(facts.slice(0, 3).map(Facts.fact))) step.append(...section.querySelectorAll(".block"));
      if (facts.length > 3) step.append(make("p", "from", t("more", {count: facts.length - 3})));
      box.append(step);
    });
    return found;
  }

  return {create: acts => { ({go} = acts); }, panel, shortest};
})();
