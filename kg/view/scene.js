"use strict";
// What stands on the map just now, the whole or one group of it: vis-network draws shapes and lines where the page says.
const Scene = (() => {
  const {byId} = Dom;
  const GREAT = 16;
  // of more lines than these dashes take too long to draw; they are thinner instead
  const MANY = 1500, THIN = 0.6;

  function create({told, given}) {
    let nodes = new vis.DataSet(), edges = new vis.DataSet();
    const onMap = new Set(told.classes.map(look => look.kind));
    let ranked = [], lined = [], lines = new Map(), beside = new Map(), lone = new Set(), great = new Set(), hidden = new Map();
    let regions = [], selected = null, chosen = null, marked = null, withLone = false, overview = false, part = -1, cut = 0, left = null;

    const network = new vis.Network(byId("map"), {nodes, edges}, {
      physics: given.physics, layout: given.layout,
      nodes: {borderWidth: 1.2, borderWidthSelected: 2.5, chosen: true, font: {size: 1, color: "#00000000"}},
      edges: {smooth: false, font: {size: 1, color: "#00000000"}, selectionWidth: 1.2, hoverWidth: 0.6,
        arrows: {to: {scaleFactor: Paint.HEAD}}, arrowStrikethrough: false},
      interaction: {hover: true, multiselect: false, selectConnectedEdges: false, zoomSpeed: 0.7, keyboard: false},
    });

    // the map itself has the focus, and what vis-network makes in it has no name to be read
    byId("map").firstElementChild.tabIndex = -1;

    const kindOf = node => node.group;
    const degree = id => (beside.get(id) || {size: 0}).size;
    const colours = (kind, disc) => {
      const {colour} = Look.of(kind), border = Look.rim(kind), ink = Look.ink("ink");
      return {background: disc ? colour + "b8" : colour, border, highlight: {background: colour, border: ink}, hover: {background: colour, border: ink}};
    };
    const paper = () => ({
      groups: Object.fromEntries([...onMap].map(kind => {
        const {shape} = Look.of(kind);
        return [kind, {shape: shape === "box" ? "square" : shape, color: colours(kind)}];
      })),
    });
    const drawn = (edge, many) => {
      const base = {id: edge.id, from: edge.from, to: edge.to, facts: edge.facts, family: edge.family, light: edge.light, terms: edge.terms};
      const colour = Look.line(edge.family, edge.light), accent = Look.ink("accent");
      return {...base, color: {color: colour, highlight: accent, hover: accent}, dashes: many ? false : dashed(edge),
        width: (many ? THIN : 1) * (edge.count ? Math.min(9, 0.6 + 0.5 * Math.sqrt(edge.count)) : Look.wide(edge.family, (edge.facts || []).length)),
        ...(edge.arrows && !many ? {arrows: edge.arrows} : {})};
    };
    const dashed = edge => { if (edge.count) return false; const dashes = Look.dashes(edge.family, edge.light); return dashes.length ? dashes : false; };

    // ---- what is there
    function show(given, links, {discs = false, group = -1, beyond = 0, stretch = true} = {}) {
      const linked = new Set(links.flatMap(edge => [edge.from, edge.to])), many = links.length > MANY;
      const placed = stretch ? Fit.stretch(given, linked, room()) : given;
      network.setOptions({...paper(), interaction: {hideEdgesOnDrag: many, hideEdgesOnZoom: many}});
      [overview, part, cut, left] = [discs, group, beyond, null];
      beside = new Map(placed.map(node => [node.id, new Map()]));
      for (const edge of links) { beside.get(edge.from).set(edge.to, edge.id); beside.get(edge.to).set(edge.from, edge.id); }
      lone = new Set(linked.size && !discs ? placed.map(node => node.id).filter(id => !linked.has(id)) : []);
      withLone = !lone.size || discs;
      ranked = placed.slice().sort((a, b) => (b.count || 0) - (a.count || 0) || degree(b.id) - degree(a.id) || (a.id < b.id ? -1 : 1));
      great = new Set(ranked.slice(0, GREAT).filter(node => discs || degree(node.id) >= 6).map(node => node.id));
      lines = new Map(links.map(edge => [edge.id, edge]));
      lined = links.map(edge => ({...edge, rank: degree(edge.from) + degree(edge.to)})).sort((a, b) => a.rank - b.rank || a.id - b.id);
      [selected, chosen, marked] = [null, null, null];
      hidden = new Map(placed.map(node => [node.id, lone.has(node.id) && !withLone]));
      nodes = new vis.DataSet(placed.map(node => ({id: node.id, x: node.x, y: node.y, size: node.size, group: node.group, hidden: hidden.get(node.id),
        ...(discs ? {shape: "dot", color: colours(node.group, true)} : {})})));
      edges = new vis.DataSet(links.map(edge => drawn(edge, many)));
      network.setData({nodes, edges});
      ground();
    }

    function ground() {
      const seen = ranked.filter(node => !lone.has(node.id) && visible(node.id));
      regions = overview ? [] : Ground.regions(seen, id => network.body.nodes[id] || {x: 0, y: 0});
    }

    const visible = id => hidden.get(id) === false;

    // ---- what of it is to be seen
    const passing = () => new Set(lined.filter(edge => Sieve.tie(edge.from, edge.to, edge.facts)).map(edge => edge.id));

    // of an overview: groups of which nothing is left go, the others tell how many are
    function count() {
      const counted = Groups.count();
      left = counted?.seen ?? null;
      for (const node of ranked) {
        const many = counted ? counted.left.get(node.id) || 0 : node.count;
        node.line = Words.count(many);
        hidden.set(node.id, !many);
      }
      const gone = edge => counted && !counted.has(edge.from, edge.to);
      nodes.update(ranked.map(node => ({id: node.id, hidden: hidden.get(node.id)})));
      edges.update(lined.map(edge => ({id: edge.id, hidden: Boolean(gone(edge) || !visible(edge.from) || !visible(edge.to))})));
      paint.again();
    }

    function sieve() {
      if (overview) { count(); return; }
      const pass = passing(), sieved = Filters.sieves(), {kinds} = Filters.state, around = Sieve.near();
      const tied = new Set(lined.filter(edge => pass.has(edge.id)).flatMap(edge => [edge.from, edge.to]));
      const seen = node => !kinds.has(kindOf(node)) && (!around || around.has(node.id))
        && (sieved ? tied.has(node.id) : withLone || !lone.has(node.id) || node.id === selected);
      const changed = ranked.filter(node => hidden.get(node.id) !== !seen(node));
      for (const node of changed) hidden.set(node.id, !seen(node));
      nodes.update(changed.map(node => ({id: node.id, hidden: hidden.get(node.id)})));
      const veiled = lined.map(edge => ({id: edge.id, hidden: !(pass.has(edge.id) && visible(edge.from) && visible(edge.to))}));
      edges.update(veiled.filter(edge => Boolean(edges.get(edge.id).hidden) !== edge.hidden));
      ground();
      paint.again();
    }

    // the numbers of the facts that are shown, those in the panel alone too
    function facts() {
      const shows = Sieve.facts(part < 0 ? null : n => beside.has(n));
      return [...Facts.columns.subject.keys()].filter(shows);
    }

    // how many of each class are to be seen; of an overview, in its groups
    function drawnOf() {
      const found = new Map(told.classes.map(look => [look.kind, overview && !left ? look.count - look.alone : 0]));
      const kinds = overview ? [...left || []].map(Facts.kind) : ranked.filter(node => visible(node.id)).map(kindOf);
      for (const kind of kinds) found.set(kind, found.get(kind) + 1);
      return found;
    }

    const bounded = () => Filters.state.kinds.size > 0 || Filters.state.around >= 0 || part >= 0;

    const entities = () => ranked.filter(node => visible(node.id)).map(node => overview
      ? {name: node.label, count: node.count, x: node.x, y: node.y}
      : {iri: Facts.iri(node.id), name: Facts.name(node.id), class: Facts.kind(node.id), x: network.body.nodes[node.id].x, y: network.body.nodes[node.id].y});

    // ---- where it is seen
    function room() {
      const box = byId("map"), wide = !Dom.narrow.matches;
      const left = wide ? byId("side").offsetWidth + 28 : 6, right = wide ? 12 : 6;
      const top = wide ? 14 : 8, bottom = wide ? 14 : byId("tools").offsetHeight + 18;
      return {left, right, top, bottom, x: box.clientWidth - left - right, y: box.clientHeight - top - bottom};
    }

    const scene = {
      network, get nodes() { return nodes; }, get edges() { return edges; }, room, show, sieve, facts, bounded, drawnOf, entities, visible, degree,
      get ranked() { return ranked; }, get lined() { return lined; }, get lone() { return lone; }, get great() { return great; },
      get beside() { return beside; }, get regions() { return regions; }, get overview() { return overview; }, get part() { return part; },
      get cut() { return cut; }, get selected() { return selected; }, get chosen() { return chosen; }, get marked() { return marked; },
      get withLone() { return withLone; }, get many() { return lined.length > MANY; },
      line: id => lines.get(id),
      has: n => beside.has(n) && !overview,
      select(n, edge = null, path = null) {
        [selected, chosen, marked] = [n !== null && scene.has(n) ? n : null, edge, path];
        network.unselectAll();
        if (selected !== null) network.selectNodes([selected], false);
        if (edge !== null) network.selectEdges([edge]);
        if (lone.size && !withLone) sieve();
        paint.again();
      },
      showLone(on) { withLone = on; sieve(); },
      ground,
      repaint() {
        network.setOptions(paper());
        if (overview) nodes.update(ranked.map(node => ({id: node.id, color: colours(node.group, true)})));
        edges.update(lined.map(edge => { const {color, dashes} = drawn(edge, scene.many); return {id: edge.id, color, dashes}; }));
        paint.again();
      },
    };
    const paint = Paint.create(scene);
    return Object.assign(scene, {paint, snapshot: paint.snapshot, lettering: paint.lettering});
  }

  return {create};
})();
