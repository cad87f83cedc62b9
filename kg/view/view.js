"use strict";
// The map: vis-network draws shapes and lines where the page says they stand; lettering, selection, legend and search
// are ours.
const Yutu = (() => {
  const read = id => JSON.parse(document.getElementById(id).textContent);
  const byId = id => document.getElementById(id);
  const told = read("told"), given = read("options");
  // offsets count characters, JavaScript counts halves of some
  told.points = text => Array.from(text);
  const looks = new Map(told.classes.map(look => [look.kind, look]));
  const narrow = matchMedia("(max-width: 820px)");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

  const label = term => Object.hasOwn(told.labels, term) ? told.labels[term] : term;
  for (const look of told.classes) {
    const row = Panel.button("", () => toggle(look.kind), Panel.shape(look),
      Panel.make("span", "", label(look.kind)), Panel.make("span", "count", String(look.count)));
    row.dataset.kind = look.kind;
    row.setAttribute("aria-pressed", "true");
    byId("classes").append(Panel.make("li", "", row));
  }
  const fold = byId("fold");
  fold.addEventListener("click", () =>
    fold.setAttribute("aria-expanded", String(fold.getAttribute("aria-expanded") !== "true")));
  if (narrow.matches) fold.setAttribute("aria-expanded", "false");

  function room() {
    const box = byId("map"), wide = !narrow.matches;
    const left = wide ? byId("side").offsetWidth + 28 : 6, right = wide ? 12 : 6;
    const top = wide ? 14 : 8, bottom = wide ? 14 : byId("tools").offsetHeight + 18;
    return {left, right, top, bottom, x: box.clientWidth - left - right, y: box.clientHeight - top - bottom};
  }
  // an upright screen gets an upright map, and the map grows to the shape of the screen: more room, never less
  const upright = byId("map").clientHeight > byId("map").clientWidth;
  const lines = read("edges"), linked = new Set(lines.flatMap(edge => [edge.from, edge.to]));
  const placed = Fit.stretch(read("nodes").map(node => upright ? {...node, x: node.y, y: node.x} : node), linked, room());
  const lone = new Set(linked.size ? placed.map(node => node.id).filter(id => !linked.has(id)) : []);
  const nodes = new vis.DataSet(placed.map(node => ({...node, hidden: lone.has(node.id)})));
  const edges = new vis.DataSet(lines.map(edge => edge.light
    ? {...edge, dashes: [4, 4], color: {color: "#dfd9c9", highlight: "#9c3b2a", hover: "#a8977c"}} : edge));
  const beside = new Map(nodes.getIds().map(id => [id, new Map()]));
  edges.forEach(edge => {
    beside.get(edge.from).set(edge.to, edge.id);
    beside.get(edge.to).set(edge.from, edge.id);
  });
  const degree = number => (beside.get(number) || {size: 0}).size;
  const ranked = nodes.get().sort((a, b) => degree(b.id) - degree(a.id) || a.id - b.id);
  const great = new Set(ranked.slice(0, 16).filter(node => degree(node.id) >= 6).map(node => node.id));
  const lined = edges.get().map(edge => ({...edge, rank: degree(edge.from) + degree(edge.to)}))
    .sort((a, b) => a.rank - b.rank || a.id - b.id);

  const network = new vis.Network(byId("map"), {nodes, edges}, {
    groups: Object.fromEntries(Object.entries(given.groups).map(([kind, {shape, color}]) =>
      [kind, {shape: shape === "box" ? "square" : shape, color: {background: color, border: "#fffdf8",
        highlight: {background: color, border: "#2b2a27"}, hover: {background: color, border: "#2b2a27"}}}])),
    physics: given.physics,
    layout: given.layout,
    nodes: {borderWidth: 1.5, borderWidthSelected: 2.5, chosen: true, font: {size: 1, color: "#00000000"}},
    edges: {width: 1, selectionWidth: 1.2, hoverWidth: 0.6, smooth: false, font: {size: 1, color: "#00000000"},
      color: {color: "#cdc6b4", highlight: "#9c3b2a", hover: "#a8977c"},
      arrows: {to: {scaleFactor: 0.38}}, arrowStrikethrough: false},
    interaction: {hover: true, hideEdgesOnDrag: given.many, hideEdgesOnZoom: given.many, multiselect: false,
      selectConnectedEdges: false, zoomSpeed: 0.7, keyboard: false},
  });

  // ---- lettering
  const hidden = new Set();
  let selected = null, chosenEdge = null, lettering = null;
  let withLone = !lone.size, rim = null, sheet = null;
  const visible = id => !hidden.has(told.entities[id].kind) && (withLone || !lone.has(id));
  const lit = () => selected === null ? null : new Set([selected, ...(beside.get(selected) || new Map()).keys()]);

  function entry(node) {
    const {x, y} = network.body.nodes[node.id];
    const strong = great.has(node.id) || node.id === selected, {line = "", kind} = told.entities[node.id];
    return {id: node.id, x, y, size: node.size, label: node.label, line, strong, tight: narrow.matches, colour: looks.get(kind).colour};
  }

  function letters(context, scale) {
    const few = lit(), shown = ranked.filter(node => visible(node.id));
    const first = few ? shown.filter(node => few.has(node.id)) : [];
    first.sort((a, b) => (b.id === selected) - (a.id === selected));
    const order = few ? first : shown;
    const named = scale < 0.75 && !few ? [] : lined.filter(edge => edge.label && !edge.light && visible(edge.from) && visible(edge.to)
      && (!few || edge.from === selected || edge.to === selected));
    const ends = named.map(edge => {
      const a = network.body.nodes[edge.from], b = network.body.nodes[edge.to];
      return {id: edge.id, label: edge.label, x1: a.x, y1: a.y, x2: b.x, y2: b.y};
    });
    const most = scale < 0.3 ? byId("map").clientWidth * byId("map").clientHeight / 6500 : Infinity;
    return Lettering.arrange(context, order.map(entry), ends, scale, most, rim);
  }

  // what is not beside the selection pales under a veil, and the rest is drawn again above it
  function veil(context) {
    const few = lit(), corner = network.DOMtoCanvas({x: 0, y: 0});
    const box = byId("map"), far = network.DOMtoCanvas({x: box.clientWidth, y: box.clientHeight});
    context.save();
    context.fillStyle = "#faf8f2c4";
    context.fillRect(corner.x, corner.y, far.x - corner.x, far.y - corner.y);
    context.restore();
    const all = network.body, scale = network.getScale();
    for (const [other, id] of beside.get(selected)) {
      if (!visible(other)) continue;
      const {light} = edges.get(id);
      context.strokeStyle = light ? "#d3cbb6" : "#b9a98a";
      context.setLineDash(light ? [4, 4] : []);
      context.lineWidth = 1.2 / Math.min(scale, 1);
      context.beginPath();
      context.moveTo(all.nodes[selected].x, all.nodes[selected].y);
      context.lineTo(all.nodes[other].x, all.nodes[other].y);
      context.stroke();
      context.setLineDash([]);
      all.edges[id].drawArrows(context);
    }
    const near = ranked.filter(node => few.has(node.id) && visible(node.id));
    for (const {id} of near) all.nodes[id].draw(context);
    Lettering.dot(context, near.map(entry), scale);
  }

  network.on("afterDrawing", context => {
    const scale = network.getScale();
    if (scale < 0.34) Lettering.dot(context, ranked.filter(node => visible(node.id)).map(entry), scale);
    if (selected !== null && beside.has(selected)) veil(context);
    if (!lettering || lettering.scale !== scale) lettering = letters(context, scale);
    Lettering.paint(context, lettering);
  });
  const redraw = () => { lettering = null; network.redraw(); };
  network.on("dragging", event => { if (event.nodes.length) lettering = null; });
  document.fonts.ready.then(redraw);

  // ---- selection
  const panel = Panel.create(told, looks, degree, number => select(number, true));
  let opening = true;
  const motion = () => opening || still ? false : {duration: 350, easingFunction: "easeInOutQuad"};

  // the selection with all that is beside it, clear of legend and panel
  function centre() {
    const scale = network.getScale(), below = narrow.matches ? byId("panel").offsetHeight : 0;
    frame([...lit()].filter(visible), Math.max(scale, 1), motion(), below);
  }

  function select(number, move) {
    selected = beside.has(number) ? number : null;
    chosenEdge = null;
    rim = sheet;
    if (selected !== null) {
      if (lone.has(number) && !withLone) showLone(true);
      if (!visible(number)) toggle(told.entities[number].kind);
      network.selectNodes([number], false);
    } else network.unselectAll();
    panel.entity(number, clear);
    if (move && selected !== null) centre();
    redraw();
  }

  function selectEdge(id) {
    const edge = edges.get(id);
    selected = null;
    chosenEdge = id;
    network.selectEdges([id]);
    panel.edge(edge.from, edge.to, edge.facts, clear);
    redraw();
  }

  function clear() {
    selected = chosenEdge = null;
    rim = sheet;
    network.unselectAll();
    panel.overview(title, ranked.map(node => node.id));
    byId("panel").hidden = narrow.matches;
    redraw();
  }

  // a click on a name is a click on its shape
  function nodeAt({x, y}) {
    const scale = network.getScale(), at = network.DOMtoCanvas({x, y});
    const box = (lettering ? lettering.letters : []).find(each => at.x * scale >= each.x
      && at.x * scale <= each.x + each.w && at.y * scale >= each.y && at.y * scale <= each.y + each.h);
    return box ? box.node.id : undefined;
  }

  network.on("click", event => {
    const number = event.nodes.length ? event.nodes[0] : nodeAt(event.pointer.DOM);
    if (number !== undefined) select(number, false);
    else if (event.edges.length) selectEdge(event.edges[0]);
    else clear();
  });

  const tip = byId("tip");
  function hint(text, {x, y}) {
    tip.textContent = text;
    tip.hidden = false;
    tip.style.left = Math.min(x + 14, byId("map").clientWidth - 310) + "px";
    tip.style.top = y + 16 + "px";
  }
  network.on("hoverNode", ({node, pointer}) => {
    const it = told.entities[node];
    hint([it.name, panel.label(it.kind), it.line].filter(Boolean).join(" · "), pointer.DOM);
  });
  network.on("hoverEdge", ({edge, pointer}) => hint(edges.get(edge).label + (edges.get(edge).light ? "（地名录）" : ""), pointer.DOM));
  for (const end of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(end, () => { tip.hidden = true; });

  // ---- legend
  function toggle(kind) {
    if (!hidden.delete(kind)) hidden.add(kind);
    nodes.update(ranked.filter(node => told.entities[node.id].kind === kind).map(({id}) => ({id, hidden: !visible(id)})));
    edges.update(lined.filter(({from, to}) => told.entities[from].kind === kind || told.entities[to].kind === kind)
      .map(({id, from, to}) => ({id, hidden: !(visible(from) && visible(to))})));
    for (const each of byId("classes").querySelectorAll("button"))
      each.setAttribute("aria-pressed", String(!hidden.has(each.dataset.kind)));
    redraw();
  }

  // the entities without a line stand below the map, and are drawn when asked for
  const loneSwitch = byId("alone");
  function showLone(on) {
    withLone = on;
    nodes.update([...lone].map(id => ({id, hidden: !visible(id)})));
    loneSwitch.setAttribute("aria-pressed", String(on));
    for (const each of byId("classes").querySelectorAll("button")) {
      const {count, alone} = looks.get(each.dataset.kind), drawn = count - (withLone ? 0 : alone);
      each.querySelector(".count").textContent = String(drawn);
      each.parentNode.hidden = !drawn;
    }
    redraw();
  }
  loneSwitch.textContent = `无连线 ${lone.size} 个`;
  loneSwitch.hidden = !lone.size;
  byId("listed").hidden = !lines.some(edge => edge.light);
  loneSwitch.addEventListener("click", () => {
    showLone(!withLone);
    if (!withLone && lone.has(selected)) clear();
    if (selected === null) whole(motion());
  });
  Search.create({told, degree, look: panel.look, label: panel.label, select, clear});

  // ---- the whole
  // these nodes, as large as can be, in the room that legend, tools and panel leave
  function frame(ids, most, animation, panelHeight) {
    if (!ids.length) return;
    const free = room(), context = byId("map").querySelector("canvas").getContext("2d");
    const below = Math.max(free.bottom, panelHeight + 8), high = free.y + free.bottom - below;
    const shapes = ids.map(id => {
      const {x, y} = network.body.nodes[id], {size, label} = nodes.get(id);
      return Fit.shape(context, {x, y, size, label, line: told.entities[id].line}, free.x);
    });
    const {scale, position, rim: edge} = Fit.view(shapes, free.x, high, most);
    rim = edge;
    lettering = null;
    network.moveTo({position, scale, offset: {x: (free.left - free.right) / 2, y: (free.top - below) / 2}, animation});
  }
  function whole(animation) {
    frame(ranked.map(node => node.id).filter(visible), 1.15, animation, 0);
    sheet = rim;
  }
  let breadth = byId("map").clientWidth;
  network.on("resize", () => {
    if (byId("map").clientWidth === breadth) return;
    breadth = byId("map").clientWidth;
    if (selected === null) whole(false);
  });
  const zoom = by => network.moveTo({scale: network.getScale() * by, animation: motion()});
  byId("nearer").addEventListener("click", () => zoom(1.4));
  byId("farther").addEventListener("click", () => zoom(1 / 1.4));
  byId("whole").addEventListener("click", () => whole(motion()));
  byId("home").addEventListener("click", () => { clear(); whole(motion()); });

  const papers = [...new Set(told.articles.map(article => article.newspaper).filter(Boolean))];
  const days = told.articles.map(article => article.date).filter(Boolean).sort();
  const span = days.length ? days[0] + (days.at(-1) === days[0] ? "" : " – " + days.at(-1)) : "";
  const from = [papers.slice(0, 3).join("、") + (papers.length > 3 ? "等" : ""), span].filter(Boolean).join("　");
  const title = told.title || from || "舆图";
  byId("heading").textContent = told.title ? [told.title, from].filter(Boolean).join("　") : from;
  showLone(withLone);
  clear();
  whole(false);
  if (told.selected >= 0) select(told.selected, true);

  opening = false;

  return {network, nodes, edges, told, select, selectEdge, clear, toggle, lettering: () => lettering};
})();
