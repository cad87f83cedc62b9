"use strict";
// The page as a whole: what is open on it, and what a click or a key does.
const Yutu = (() => {
  const {byId} = Dom, {t} = Words;
  const told = Blocks.read("told"), given = Blocks.read("options");
  const first = {nodes: Blocks.read("nodes"), edges: Blocks.read("edges")};
  Words.create(told);
  Look.create(told.classes);
  Facts.rooms(told.rooms);
  Legend.create();

  let state = {show: "start"};
  const scene = Scene.create({told, given});
  const {network, paint} = scene;

  const groupName = group => group.others ? t(group.abroad ? "abroad" : "others") : Words.code() === "en" && Facts.loaded ? Facts.label(group.entity) : group.label;
  const discs = () => told.groups.map(group => ({...group, label: groupName(group), group: group.kind, line: Words.count(group.count)}));
  function drawFirst() {
    const many = told.groups.length > 0;
    scene.show(many ? discs() : first.nodes, many ? told.between.map((line, id) => ({...line, id, terms: [], facts: [], family: "other"})) : first.edges, {discs: many});
    if (Facts.loaded && Filters.any()) scene.sieve();
    frame();
  }
  function frame() {
    crumbs();
    legend();
    paint.whole();
  }

  function legend() {
    const counts = new Map(), seen = scene.ranked.filter(node => !scene.lone.has(node.id) || scene.withLone || scene.visible(node.id));
    if (scene.overview) for (const look of told.classes) counts.set(look.kind, look.count - look.alone);
    else for (const node of seen) counts.set(node.group, (counts.get(node.group) || 0) + 1);
    Legend.show(told, counts, scene);
  }

  // ---- groups of a large graph
  // draws the group of this number, or the overview; `still` tells whether it is still wanted when it has been unpacked
  async function stage(at, still) {
    const {nodes, edges} = at < 0 ? {} : await Blocks.open("group" + at);
    if (!still()) return;
    if (at < 0) { drawFirst(); return; }
    scene.show(nodes, edges, {group: at, rest: told.groups[at].count - nodes.length});
    scene.sieve();
    frame();
  }
  function crumbs() {
    const box = byId("crumbs"), at = scene.part;
    box.hidden = at < 0;
    if (at < 0) return;
    box.replaceChildren(Dom.button("", () => go({show: "start"}), t("overview")), " › ", groupName(told.groups[at]));
    if (scene.cut > 0) box.append(Dom.make("span", "cut", t("cutHint", {count: Words.count(scene.cut)})));
  }
  const disc = at => ({id: at, kind: told.groups[at].kind, name: groupName(told.groups[at])});

  // the group in which something is to be seen, -1 for the whole
  function part({show, n, from, group}, path) {
    if (show === "group") return group;
    const homes = new Set((path ? path.nodes : show === "entity" ? [n] : show === "edge" ? [from] : []).map(Groups.of).filter(at => at >= 0));
    if (homes.size === 1) return [...homes][0];
    // a post or what has no line is in no group and is read beside any
    return homes.size || path || !["entity", "edge"].includes(show) ? -1 : scene.part;
  }

  // ---- the state: what the panel shows, and `under` a tab what the map shows
  let turn = 0, settled = Promise.resolve();
  const render = (next, move) => (settled = open(next, move));
  async function open(next, move) {
    const mine = ++turn, {focus, path} = aim(next);
    state = next;
    const at = part(focus, path);
    if (at !== scene.part) await stage(at, () => mine === turn);
    if (mine !== turn) return;
    tabs();
    const held = document.activeElement;
    panel(next, path);
    byId("aside").classList.toggle("open", next.show !== "start" && !next.folded);
    keep(held);
    byId("aside").dataset.show = next.show;
    mark(focus, path, move);
  }

  // what the map is to show, with the path if it is one
  function aim(next) {
    const held = next.show === "path" ? next : next.under || next;
    if (held.show !== "path") return {focus: held, path: null};
    const path = Paths.find(held);
    return {focus: path ? held : next.under && next.under !== held ? next.under : held.a >= 0 ? {show: "entity", n: held.a} : {show: "start"}, path};
  }

  function panel(next, path) {
    const {show, n, from, to, group} = next, openGroup = disc => go({show: "group", group: disc});
    if (show === "entity") Panel.entity(n, Overview.beyond(Groups.beyond(n), disc));
    else if (show === "edge") Panel.edge(from, to, Ties.between(from, to));
    else if (show === "between") Overview.between([disc(from), disc(to)], Groups.between(from, to), openGroup);
    else if (show === "filters") Filters.panel();
    else if (show === "path") Paths.panel(next, path);
    else if (show === "matrix") Matrix.panel(next);
    else if (show === "save") Save.panel();
    else if (show === "group") Overview.group(told.groups[group], scene, disc(group).name,
      Overview.others(group, told, groupName, line => go({show: "between", from: line.from, to: line.to})));
    else Overview.start(told, scene, openGroup);
  }

  // where the focus was is drawn anew: it goes to the same again, else to the panel, and if that is shut to the map
  function keep(held) {
    const panel = byId("panel"), heading = panel.querySelector("h1")?.textContent || "";
    if (!panel.contains(document.activeElement) && byId("news").textContent !== heading) byId("news").textContent = heading;
    document.title = [heading, t("brand")].filter(Boolean).join(" · ");
    if (held === document.body || held.isConnected && held.checkVisibility()) return;
    (byId(held.id) || (panel.checkVisibility() ? panel : byId("map"))).focus({preventScroll: true});
  }

  // what the map lights
  function mark({show, n, from, to}, path, move) {
    const marked = path && trail(path.nodes), joined = show === "between" ? scene.overview : show === "edge" && scene.has(from);
    scene.select(show === "entity" ? n : null, joined ? line(from, to)?.id ?? null : null, marked);
    if (show !== "entity" && !marked) paint.free();
    else if (move) centre(marked);
    else if (Dom.narrow.matches && scene.selected !== null) paint.uncover(scene.selected, covered());
  }
  const line = (a, b) => scene.line(scene.beside.get(a)?.get(b));

  // the shapes of a path and the lines between them: entities of the map, in an overview their groups; what is no shape
  // (a post) is passed over, and where no line goes past it there is a bridge
  function trail(entities) {
    const shapes = entities.map(n => scene.overview ? Groups.of(n) : scene.has(n) ? n : -1).filter(n => n >= 0);
    const steps = shapes.slice(1).map((n, at) => [shapes[at], n]).filter(([a, b]) => a !== b);
    return {nodes: new Set(shapes), edges: new Set(steps.flatMap(([a, b]) => line(a, b)?.id ?? [])), bridges: steps.filter(([a, b]) => !line(a, b))};
  }

  function centre(marked) {
    const ids = marked ? [...marked.nodes] : scene.selected === null ? [] : [scene.selected, ...scene.joined(scene.selected)];
    paint.frame(ids.filter(scene.visible), 1.6, paint.motion(), covered());
  }
  // how much of the map the panel may cover: on a phone it grows to this when its sentences are there
  const covered = () => Dom.narrow.matches ? parseFloat(getComputedStyle(byId("panel")).maxHeight) : 0;

  function go(next, {move = true, replace = false} = {}) {
    render(next, move);
    Address.put(next, replace);
  }
  // a tap beside everything closes what is open, last of all the group; on a phone the panel, which lies on the map, and the
  // group stays
  function leave(how) {
    const narrow = Dom.narrow.matches, group = scene.part;
    go(group >= 0 && (narrow || state.show !== "group") ? {show: "group", group, folded: narrow} : {show: "start"}, how);
  }

  // what a tab is opened beside, so that one can come back to it
  function beside() {
    const {show, a, b, under} = state;
    if (show === "path") return a >= 0 && b >= 0 ? {show, a, b} : under;
    return ["start", "filters", "matrix", "save"].includes(show) ? under : state;
  }
  function tabbed(tab) {
    const under = beside(), on = under?.show === "path";
    if (tab === "path") return on ? under : {show: "path", a: under?.show === "entity" ? under.n : -1, b: -1, under};
    if (tab === "facts") return on ? (state.show === "path" && state.under) || {show: "entity", n: under.a} : under || {show: "start"};
    return {show: tab, ...(tab === "matrix" ? {which: "met"} : {}), under};
  }
  function tabs() {
    const tab = {filters: "filters", path: "path", matrix: "matrix", save: "save"}[state.show] || "facts";
    for (const one of byId("tabs").children) {
      one.setAttribute("aria-selected", String(one.dataset.tab === tab));
      if (one.dataset.tab === tab) byId("panel").setAttribute("aria-labelledby", one.id);
      one.onclick = () => { go(tabbed(one.dataset.tab), {move: false}); byId("aside").classList.add("open"); };
    }
    Dom.rove(byId("tabs"));
  }

  // filters have changed: what is open stays open, and what has the focus keeps it
  function refilter() {
    const held = document.activeElement?.id, panel = byId("panel"), down = panel.scrollTop;
    scene.sieve();
    legend();
    render(state, false);
    panel.scrollTop = down;
    if (held) byId(held)?.focus({preventScroll: true});
    Address.put(state, true);
  }

  function follow() {
    const next = Address.read();
    scene.sieve();
    legend();
    render(next, true);
  }

  async function start() {
    drawFirst();
    await Facts.load(told);
    Ties.create(told);
    Address.create(told);
    Filters.create(told, refilter);
    for (const part of [Panel, Paths, Matrix]) part.create({go, leave}, told);
    Save.create(told, scene);
    Search.attach(byId("query"), byId("found"), n => { go({show: "entity", n}); settled.then(() => byId("panel").focus({preventScroll: true})); });
    Keys.create({scene, go, leave, state: () => state, note: () => Address.put(state, true)});
    if (told.groups.length) await Groups.prepare();
    const wanted = Address.read();
    if (Filters.any()) scene.sieve();
    legend();
    await render(told.selected >= 0 && wanted.show === "start" ? {show: "entity", n: told.selected} : wanted, true);
    Overview.heading(told.title);
    addEventListener("popstate", follow);
    addEventListener("hashchange", () => { if (Address.moved()) follow(); });
    Words.onChange(() => { if (scene.overview) drawFirst(); Overview.heading(told.title); legend(); crumbs(); render(state, false); paint.again(); });
    Look.onChange(scene.repaint);
    api.ready = true;
  }

  const api = {network, get nodes() { return scene.nodes; }, get edges() { return scene.edges; }, told, scene, go, ready: false, settled: () => settled, lettering: scene.lettering, state: () => state};
  start();
  return api;
})();
