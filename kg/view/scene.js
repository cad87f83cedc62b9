"use strict";
// What stands on the map just now, the whole or one group of it: vis-network draws shapes and lines where the page says.
const Scene = (() => {
  const {byId} = Dom;
  const GREAT = 16, MANY = 1500;

  function create({told, given}) {
    let nodes = new vis.DataSet(), edges = new vis.DataSet();
    const kinds = told.classes.map(look => look.kind);
    let ranked = [], lined = [], lines = new Map(), beside = new Map(), lone = new Set(), great = new Set(), hidden = new Map();
    let regions = [], left = null, selected = null, chosen = null, marked = null, withLone = false, overview = false, part = -1, cut = 0, counted = null;

    const network = new vis.Network(byId("map"), {nodes, edges}, {...Dress.OPTIONS, physics: given.physics, layout: given.layout});

    // the map itself has the focus, and what vis-network makes in it has no name to be read
    byId("map").firstElementChild.tabIndex = -1;

    const degree = id => (beside.get(id) || {size: 0}).size;

    // ---- what is there
    function show(given, links, {discs = false, group = -1, rest = 0} = {}) {
      [overview, part, cut, counted] = [discs, group, rest, null];
      const linked = new Set(links.flatMap(edge => [edge.from, edge.to])), many = links.length > MANY, placed = Fit.stretch(given, linked, room());
      network.setOptions({...Dress.classes(kinds), interaction: {hideEdgesOnDrag: many, hideEdgesOnZoom: many}});
      beside = new Map(placed.map(node => [node.id, new Map()]));
      for (const edge of links) { beside.get(edge.from).set(edge.to, edge.id); beside.get(edge.to).set(edge.from, edge.id); }
      lone = new Set(linked.size && !discs ? placed.map(node => node.id).filter(id => !linked.has(id)) : []);
      withLone = !lone.size || discs;
      ranked = placed.slice().sort((a, b) => (b.count || 0) - (a.count || 0) || degree(b.id) - degree(a.id) || (a.id < b.id ? -1 : 1));
      great = new Set(ranked.slice(0, GREAT).filter(node => discs || degree(node.id) >= 6).map(node => node.id));
      lines = new Map(links.map(edge => [edge.id, edge]));
      lined = links.map(edge => ({...edge, rank: degree(edge.from) + degree(edge.to)})).sort((a, b) => a.rank - b.rank || a.id - b.id);
      [selected, chosen, marked, left] = [null, null, null, null];
      hidden = new Map(placed.map(node => [node.id, lone.has(node.id) && !withLone]));
      nodes = new vis.DataSet(placed.map(node => Dress.node(node, hidden.get(node.id), discs)));
      edges = new vis.DataSet(links.map(edge => Dress.edge(edge, many)));
      network.setData({nodes, edges});
      ground();
    }

    function ground() {
      const seen = ranked.filter(node => !lone.has(node.id) && visible(node.id));
      regions = overview ? [] : Ground.regions(seen, id => network.body.nodes[id] || {x: 0, y: 0});
    }

    const visible = id => hidden.get(id) === false;
    const drawn = edge => visible(edge.from) && visible(edge.to) && (!left || left.has(edge.id));
    // those that lines lead to that the conditions leave
    const joined = n => [...beside.get(n)].filter(([, edge]) => drawn(lines.get(edge))).map(([other]) => other);

    // ---- what of it is to be seen
    // of an overview: groups of which nothing is left go, the others tell how many are
    function count() {
      counted = Groups.count();
      for (const node of ranked) {
        const count = counted ? counted.left.get(node.id) || 0 : node.count;
        node.line = Words.count(count);
        hidden.set(node.id, !count);
      }
      left = counted && new Set(lined.filter(edge => counted.has(edge.from, edge.to)).map(edge => edge.id));
      nodes.update(ranked.map(node => Dress.disc(node, {hidden: hidden.get(node.id)})));
      edges.update(lined.map(edge => ({id: edge.id, hidden: !drawn(edge)})));
      paint.again();
    }

    function sieve() {
      if (overview) { count(); return; }
      const sieved = Filters.sieves(), {state} = Filters, around = Sieve.near(), ties = lined.filter(edge => Sieve.tie(edge.from, edge.to, edge.facts));
      left = new Set(ties.map(edge => edge.id));
      const tied = new Set(ties.flatMap(edge => [edge.from, edge.to]));
      const seen = node => !state.kinds.has(node.group) && (!around || around.has(node.id))
        && (sieved ? tied.has(node.id) : withLone || !lone.has(node.id) || node.id === selected);
      const changed = ranked.filter(node => hidden.get(node.id) !== !seen(node));
      for (const node of changed) hidden.set(node.id, !seen(node));
      nodes.update(changed.map(node => ({id: node.id, hidden: hidden.get(node.id)})));
      const veiled = lined.map(edge => ({id: edge.id, hidden: !drawn(edge)}));
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
      const found = new Map(told.classes.map(look => [look.kind, overview && !counted ? look.count - look.alone : 0]));
      const kinds = overview ? [...counted?.seen || []].map(Facts.kind) : ranked.filter(node => visible(node.id)).map(node => node.group);
      for (const kind of kinds) found.set(kind, found.get(kind) + 1);
      return found;
    }

    const bounded = () => Filters.state.kinds.size > 0 || Filters.state.around >= 0 || part >= 0;

    const entities = () => ranked.filter(node => visible(node.id)).map(node => overview
      ? {name: node.label, count: node.count, x: node.x, y: node.y}
      : {iri: Facts.iri(node.id), name: Facts.name(node.id), class: Facts.kind(node.id), x: network.body.nodes[node.id].x, y: network.body.nodes[node.id].y});

    const room = () => Fit.room(part >= 0);

    const scene = {
      network, get nodes() { return nodes; }, get edges() { return edges; }, room, show, sieve, facts, bounded, drawnOf, entities, visible, drawn, joined, degree,
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
        network.setOptions(Dress.classes(kinds));
        if (overview) nodes.update(ranked.map(node => Dress.disc(node)));
        edges.update(lined.map(edge => { const {color, dashes} = Dress.edge(edge, scene.many); return {id: edge.id, color, dashes}; }));
        paint.again();
      },
    };
    const paint = Paint.create(scene);
    return Object.assign(scene, {paint, snapshot: paint.snapshot, lettering: paint.lettering});
  }

  return {create};
})();
