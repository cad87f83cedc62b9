"use strict";
// The panel of an entity or of a line: what is told, by property, each with the sentence behind it.
const Panel = (() => {
  const {make, button, byId, groups} = Dom, {t} = Words;
  const PAGE = 30;
  let go = () => {}, leave = () => {};

  function clear() {
    const panel = byId("panel");
    panel.replaceChildren();
    panel.scrollTop = 0;
    return panel;
  }

  function head(...children) {
    const panel = clear(), cross = button("close", () => leave(), "×");
    cross.setAttribute("aria-label", t("close"));
    panel.append(cross, ...children);
    return panel;
  }

  // the name as a link to its panel
  function link(n) {
    return button("link", () => go({show: "entity", n}), Look.shape(Facts.kind(n)), make("span", "name", Facts.label(n)));
  }

  const aside = fact => [fact.order ? t("stop", {order: fact.order}) : "",
    fact.from || fact.to ? `${fact.from || ""}–${fact.to || ""}` : ""].filter(Boolean).join(" ");

  // facts of one property that stand in one sentence are told together
  function block(facts, self) {
    const names = make("div", "names"), seen = new Set();
    for (const fact of facts) {
      const other = fact.object === undefined ? undefined : fact.subject === self ? fact.object : fact.subject;
      const key = other ?? "=" + fact.value;
      if (seen.has(key)) continue;
      seen.add(key);
      const entry = other === undefined ? make("span", "value", fact.value) : link(other), more = aside(fact);
      if (more) entry.append(make("span", "aside", more));
      names.append(entry);
    }
    return make("div", "block", names, Sentences.evidence(facts));
  }

  function pages(box, all, make, first = PAGE) {
    const rest = [...all];
    const more = (most = PAGE) => {
      rest.splice(0, most).forEach(each => box.append(make(each)));
      if (!rest.length) return;
      const next = button("more", () => { next.remove(); more(); }, t("more", {count: Words.count(rest.length)}));
      box.append(next);
    };
    more(first);
    return box;
  }

  function group(key, facts, self) {
    const things = facts[0].object !== undefined;
    const title = make("h2", "", make("span", "", Words.label(key.slice(1))), make("span", "way", things ? key[0] : ""),
      make("span", "count", facts.length > 1 ? Words.count(facts.length) : ""));
    const sentences = [...groups(facts, fact => fact.quote).values()];
    return pages(make("section", "", title), sentences, each => block(each, self));
  }

  const year = day => Number(day.slice(0, 4)) + (Number(day.slice(5, 7) || 1) - 1) / 12 + (Number(day.slice(8, 10) || 1) - 1) / 365;

  // since when and until when, as stated, seen in print, or known by what came after
  function told(term, past) {
    const span = term.first === term.last ? term.first : `${term.first} – ${term.last}`;
    const words = [term.acting ? t("acting") : "", past ? t("former") : "",
      term.start || term.end ? t("stated", {from: term.start, to: term.end}) : "", term.first ? t("seen", {span}) : "",
      term.gone ? t("goneBy", {day: term.gone}) : "", t("articlesIn", {count: term.articles})];
    return Dom.apart(words, " · ");
  }

  function bar(term, low, span) {
    const begin = year(term.start || term.first), end = Math.max(year(term.end || term.last || term.start), begin);
    const line = make("i", "");
    line.style.left = 100 * (begin - low) / span + "%";
    line.style.width = Math.max(1.5, 100 * (end - begin) / span) + "%";
    return make("div", "track", line);
  }

  // who had a post, or which posts someone had: the latest first, then those that are over
  function posts(self) {
    const rows = Facts.tenures(self).map(term => ({term, past: Boolean(term.end || term.gone)}));
    if (!rows.length) return "";
    const since = row => row.term.start || row.term.first;
    rows.sort((a, b) => a.past - b.past || (since(a) < since(b) ? 1 : since(a) > since(b) ? -1 : b.term.articles - a.term.articles));
    const days = rows.flatMap(({term}) => [term.start, term.first, term.last, term.end]).filter(Boolean).map(year);
    const [low, high] = [Math.min(...days), Math.max(...days)];
    const title = make("h2", "", make("span", "", t(rows[0].term.person === self ? "posts" : "holders")), make("span", "count", String(rows.length)));
    return pages(make("section", "posts", title), rows, ({term, past}) => {
      const line = make("div", "tenure" + (past ? " past" : ""), link(term.person === self ? term.post : term.person),
        make("p", "from", ...told(term, past)));
      if (term.succeeds >= 0) line.append(make("p", "from", t("succeeds") + " ", link(term.succeeds)));
      if (high > low && (term.first || term.start)) line.append(bar(term, low, Math.max(high - low, 1 / 12)));
      return line;
    });
  }

  function actions(n) {
    const depth = make("span", "depths", t("around"));
    for (const steps of [1, 2, 3]) {
      const chosen = Filters.state.around === n && Filters.state.depth === steps;
      const one = button("step", () => Filters.set(chosen ? {around: -1} : {around: n, depth: steps}), String(steps));
      one.id = "steps-" + steps;
      one.setAttribute("aria-pressed", String(chosen));
      one.setAttribute("aria-label", t("aroundSteps", {steps}));
      depth.append(one);
    }
    return make("p", "actions", depth, button("path", () => go({show: "path", a: n, b: -1}), t("pathFrom")));
  }

  // beyond: what is told of lines that the map does not draw
  function entity(n, beyond) {
    const also = [...Facts.aliases(n), Facts.english(n), Facts.code(n) && `${Words.label("code")} ${Facts.code(n)}`].filter(Boolean);
    const panel = head(make("span", "chip", Look.shape(Facts.kind(n)), Words.label(Facts.kind(n))), make("h1", "", Facts.name(n)),
      also.length ? make("p", "also", ...Dom.apart(also, "\u3000")) : "", actions(n));
    const facts = [...Facts.of(n)].map(Facts.fact);
    panel.append(beyond, posts(n));
    const order = [...groups(facts, fact => `${fact.subject === n ? "→" : "←"}${fact.property}`)]
      .sort(([a, one], [b, other]) => Number(one[0].object === undefined) - Number(other[0].object === undefined)
        || (a[0] === b[0] ? 0 : a[0] === "→" ? -1 : 1));
    for (const [key, each] of order) panel.append(group(key, each, n));
    if (!facts.length) panel.append(make("p", "hint", t("noFacts")));
  }

  // the facts of a line, or of a step of a path; of each property so many first
  function between(facts, first) {
    return [...groups(facts, fact => fact.property)].map(([property, each]) => {
      const box = make("section", "", make("h2", "", make("span", "", Words.label(property)),
        make("span", "count", each.length > 1 ? Words.count(each.length) : "")));
      return pages(box, each, fact => make("div", "block",
        make("div", "names", link(fact.subject), make("span", "aside", "→"),
          fact.object === undefined ? make("span", "value", fact.value) : link(fact.object)), Sentences.evidence([fact])), first);
    });
  }

  function edge(from, to, numbers) {
    head(make("span", "chip", t("between")), make("h1", "", link(from), make("span", "joint", "—"), link(to)),
      ...between(numbers.map(Facts.fact)));
  }

  return {
    create(acts) { ({go, leave} = acts); }, head, clear, link, pages, between, entity, edge,
  };
})();
