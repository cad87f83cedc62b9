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
    legend();
    paint.whole();
  }

  function legend() {
    const counts = new Map(), seen = scene.ranked.filter(node => !scene.lone.has(node.id) || scene.withLone || scene.visible(node.id));
    if (scene.overview) for (const look of told.classes) counts.set(look.kind, look.count - look.alone);
    else for (const node of seen) counts.set(node.group, (counts.get(node.group) || 0) + 1);
    Legend.show(told, counts, scene.lone.size, scene.withLone, scene.lined.some(edge => edge.light));
  }

  // ---- groups of a large graph
  async function openGroup(at) {
    const {nodes, edges} = await Blocks.open("group" + at);
    scene.show(nodes, edges, {group: at, left: told.groups[at].count - nodes.length});
    scene.sieve();
    crumbs();
    legend();
    paint.whole();
  }
  function closeGroup() {
    if (scene.overview || !told.groups.length) return;
    drawFirst();
    crumbs();
  }
  function crumbs() {
    const box = byId("crumbs"), at = scene.part;
    box.hidden = at < 0;
    if (at < 0) return;
    box.replaceChildren(Dom.button("", () => go({show: "start"}), t("overview")), " › ", groupName(told.groups[at]));
    if (scene.cut > 0) box.append(Dom.make("span", "cut", t("cutHint", {count: Words.count(scene.cut)})));
  }
  async function bring(n) {
    const at = told.groups.length ? await Groups.of(n) : -1;
    if (at >= 0 && at !== scene.part) await openGroup(at);
  }

  // ---- the state
  let turn = 0, settled = Promise.resolve();
  const render = (next, move) => (settled = open(next, move));
  async function open(next, move) {
    const mine = ++turn;
    state = next;
    if (next.show === "entity" && !scene.has(next.n)) await bring(next.n);
    if (next.show === "edge" && !scene.has(next.from)) await bring(next.from);
    if (next.show === "group" && next.group !== scene.part && told.groups[next.group]) await openGroup(next.group);
    if (next.show === "start") closeGroup();
    if (mine !== turn) return;
    tabs();
    let path = null;
    if (next.show === "entity") Panel.entity(next.n);
    else if (next.show === "edge") Panel.edge(next.from, next.to, line(next.from, next.to)?.facts || []);
    else if (next.show === "filters") Filters.panel();
    else if (next.show === "path") path = Paths.panel(next);
    else if (next.show === "matrix") Matrix.panel(next);
    else if (next.show === "save") Save.panel();
    else if (next.show === "group" && told.groups[next.group]) Overview.group(told.groups[next.group], scene.ranked, {name: groupName(told.groups[next.group]), cut: scene.cut});
    else Overview.start(told, scene, at => go({show: "group", group: at}));
    byId("aside").classList.toggle("open", next.show !== "start" && !next.folded);
    const marked = path && {nodes: new Set(path.nodes), edges: new Set(path.nodes.slice(1).map((n, at) => line(n, path.nodes[at])?.id).filter(id => id !== undefined))};
    const edge = next.show === "edge" ? line(next.from, next.to)?.id ?? null : null;
    scene.select(next.show === "entity" ? next.n : null, edge, marked);
    if (next.show === "entity" || marked) { if (move) centre(marked); } else paint.free();
    byId("aside").dataset.show = next.show;
  }
  const line = (a, b) => { const id = scene.beside.get(a)?.get(b); return id === undefined ? undefined : scene.line(id); };

  function centre(marked) {
    const ids = marked ? [...marked.nodes] : scene.selected === null ? [] : [scene.selected, ...scene.beside.get(scene.selected).keys()];
    paint.frame(ids.filter(scene.visible), 1.6, paint.motion(), Dom.narrow.matches ? byId("panel").offsetHeight : 0);
  }

  function go(next, {move = true, replace = false} = {}) {
    render(next, move);
    Address.put(next, replace);
  }
  // a tap beside everything closes what is open; on a phone the panel too
  const leave = () => go({show: "start"});

  function tabs() {
    const tab = {filters: "filters", path: "path", matrix: "matrix", save: "save"}[state.show] || "facts";
    for (const one of byId("tabs").children) {
      one.setAttribute("aria-selected", String(one.dataset.tab === tab));
      one.onclick = () => { go({facts: {show: "start"}, filters: {show: "filters"}, path: {show: "path", a: state.show === "entity" ? state.n : -1, b: -1},
        matrix: {show: "matrix", which: "met"}, save: {show: "save"}}[one.dataset.tab], {move: false}); byId("aside").classList.add("open"); };
    }
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
    await Facts.load(told, first.nodes);
    Filters.create(told, refilter);
    for (const part of [Panel, Paths, Matrix]) part.create({go, leave});
    Save.create(told, scene);
    Search.attach(byId("query"), byId("found"), n => { byId("query").blur(); go({show: "entity", n}); });
    Keys.create({scene, go, leave, state: () => state, note: () => Address.put(state, true)});
    if (told.groups.length) await Groups.prepare();
    const wanted = Address.read();
    if (Filters.any()) scene.sieve();
    legend();
    await render(told.selected >= 0 && wanted.show === "start" ? {show: "entity", n: told.selected} : wanted, true);
    Overview.heading(told.title);
    addEventListener("popstate", follow);
    addEventListener("hashchange", () => { if (location.hash !== Address.write(state)) follow(); });
    Words.onChange(() => { if (scene.overview) drawFirst(); Overview.heading(told.title); legend(); crumbs(); render(state, false); paint.again(); });
    Look.onChange(scene.repaint);
    api.ready = true;
  }

  const api = {network, get nodes() { return scene.nodes; }, get edges() { return scene.edges; }, told, scene, go, ready: false, settled: () => settled, lettering: scene.lettering, state: () => state};
  start();
  return api;
})();
