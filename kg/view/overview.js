"use strict";
// The panel at the start: what the map holds, what it leaves out, and where to begin.
const Overview = (() => {
  const {make, button, byId} = Dom, {t} = Words;
  const LINES = 12, ARTICLES = 60, FIRST = 3;

  function figure(count, unit, hint = "") {
    const box = make("div", "", make("b", "", Words.count(count)), make("span", "", unit));
    if (hint) box.title = hint;
    return box;
  }
  const hint = (key, values) => make("p", "hint", t(key, values));

  function papers() {
    const {papers, date} = Facts.articles, known = papers.filter(Boolean), days = date.filter(Boolean).sort();
    const span = days.length ? days[0] + (days.at(-1) === days[0] ? "" : " – " + days.at(-1)) : "";
    return [Words.list(known.slice(0, 3)) + (known.length > 3 ? t("andMore") : ""), span].filter(Boolean).join("　");
  }

  function heading(title) {
    const from = papers();
    byId("heading").replaceChildren(...Dom.apart([title, from], "\u3000"));
    return title || from || t("brand");
  }

  function list(numbers, count) {
    const all = make("ul", "list");
    for (const n of numbers) {
      const entry = Panel.link(n);
      entry.append(make("span", "count", String(count(n))));
      all.append(make("li", "", entry));
    }
    return all;
  }

  function articles(panel) {
    const rows = make("ul", "articles"), every = Facts.articles.id.map((_, a) => a).filter(a => !Facts.articles.mastheads.includes(a));
    for (const a of every.slice(0, ARTICLES)) {
      const article = Facts.article(a), {newspaper, date, page} = article;
      const from = Dom.apart([newspaper, date, page && Sentences.page(page)], " · ");
      rows.append(make("li", "", article.headline || t("untitled"), make("span", "from", ...from)));
    }
    if (every.length > ARTICLES) rows.append(make("li", "hint", t("moreArticles", {count: Words.count(every.length - ARTICLES)})));
    if (every.length) panel.append(make("h2", "", make("span", "", t("articles"))), rows);
  }

  function groups(discs, open) {
    const all = make("ul", "list");
    for (const disc of discs) all.append(make("li", "", button("link", () => open(disc.id), Look.shape(disc.group),
      make("span", "name", disc.label), make("span", "count", Words.count(disc.count)))));
    return all;
  }

  function start(told, scene, open) {
    const panel = Panel.clear(), {entities, facts} = told.counts, listed = Facts.columns.quote.filter(q => q < 0).length;
    const total = Facts.articles.id.length - Facts.articles.mastheads.length, {ranked, lone, overview} = scene;
    panel.append(make("h1", "", heading(told.title)),
      make("div", "figures", figure(total, t("unitArticles")),
        figure(entities, t("unitEntities"), t("entitiesHint")), figure(facts, t("unitFacts"), t("factsHint"))));
    if (told.groups.length) panel.append(hint("overviewHint", {most: Words.count(told.most), count: told.groups.length}));
    if (told.groups.length && told.lone) panel.append(hint("loneLarge", {count: Words.count(told.lone)}));
    if (listed) panel.append(hint("listedHint", {count: Words.count(listed)}));
    if (lone.size && lone.size < ranked.length) panel.append(hint("loneHint", {count: Words.count(lone.size)}));
    if (told.omitted) panel.append(hint("omittedHint", {count: Words.count(told.omitted)}));
    panel.append(hint("howTo"));
    if (overview) panel.append(make("h2", "", make("span", "", t("groups"))), groups(ranked, open));
    else if (ranked.length) panel.append(make("h2", "", make("span", "", t("bestLinked"))), list(ranked.slice(0, LINES).map(node => node.id), scene.degree));
    articles(panel);
  }

  const link = (disc, act) => button("link", act, Look.shape(disc.kind), make("span", "name", disc.name));

  // the groups that lines of this one lead to, the most lines first
  function others(at, told, name, open) {
    const rows = told.between.filter(line => line.from === at || line.to === at).sort((a, b) => b.count - a.count || a.to - b.to || a.from - b.from);
    if (!rows.length) return [];
    const all = make("ul", "list"), disc = n => ({kind: told.groups[n].kind, name: name(told.groups[n])});
    Panel.pages(all, rows, line => {
      const entry = link(disc(line.from === at ? line.to : line.from), () => open(line));
      entry.append(make("span", "count", Words.count(line.count)));
      return make("li", "", entry);
    }, LINES);
    return [make("h2", "", make("span", "", t("toGroups"))), all];
  }

  // the facts between two groups
  function between(pair, {facts, lines}, open) {
    const joint = make("span", "joint", "—"), [one, other] = pair.map(disc => link(disc, () => open(disc.id)));
    const panel = Panel.head(make("span", "chip", t("betweenGroups")), make("h1", "", one, joint, other),
      make("div", "figures", figure(lines, t("unitLines")), figure(facts.length, t("unitFacts"))));
    panel.append(...Panel.between(facts.map(Facts.fact), FIRST));
  }

  // of an entity: its lines to other groups; rows: each group with the entities there
  function beyond(rows, disc) {
    if (!rows.length) return "";
    const count = rows.reduce((sum, [, entities]) => sum + entities.length, 0);
    const all = rows.map(([at, entities]) => {
      const title = make("summary", "", make("span", "name", disc(at).name), make("span", "count", Words.count(entities.length)));
      const list = make("ul", "list"), one = make("details", "", title, list);
      one.addEventListener("toggle", () => Panel.pages(list, entities, n => make("li", "", Panel.link(n))), {once: true});
      return one;
    });
    return make("section", "beyond", make("h2", "", make("span", "", t("beyond")), make("span", "count", Words.count(count))), ...all);
  }

  // the panel of one group of the overview
  function group(disc, scene, name, others) {
    const panel = Panel.head(make("h1", "", name));
    panel.append(make("div", "figures", figure(disc.count, t("unitEntities"), t("entitiesHint"))));
    if (scene.cut > 0) panel.append(hint("cutHint", {count: Words.count(scene.cut)}));
    panel.append(hint("groupRest"), make("h2", "", make("span", "", t("bestLinked"))),
      list(scene.ranked.slice(0, 40).map(node => node.id), scene.degree), ...others);
  }

  return {heading, start, group, others, between, beyond};
})();
