"use strict";
// What is painted round and over the network: ground, veil and lettering; and how the view is framed.
const Paint = (() => {
  const {byId} = Dom;
  const CLOSE = 1.15, CROWD = 400, BRIDGE = [2, 6];

  function create(scene) {
    const {network} = scene;
    let letters = null, small = new Map(), moving = false, rim = null, sheet = null;
    const motion = () => Dom.still.matches ? false : {duration: 350, easingFunction: "easeInOutQuad"};

    // what is not to pale: what was chosen, and what is beside it
    function lit() {
      if (scene.marked) return scene.marked.nodes;
      if (scene.chosen !== null) { const {from, to} = scene.line(scene.chosen); return new Set([from, to]); }
      return scene.selected === null ? null : new Set([scene.selected, ...scene.joined(scene.selected)]);
    }
    const near = edge => scene.marked ? scene.marked.edges.has(edge.id)
      : scene.chosen !== null ? edge.id === scene.chosen : edge.from === scene.selected || edge.to === scene.selected;
    // of a path: steps that no line of the map goes
    const bridges = () => (scene.marked ? scene.marked.bridges : []).filter(ends => ends.every(scene.visible));
    const crowded = () => scene.ranked.length - scene.lone.size > CROWD;
    const name = node => !scene.overview && Words.code() === "en" && Facts.loaded && Facts.english(node.id).slice(0, 24) || node.label;

    const place = node => { const {x, y} = network.body.nodes[node.id]; return {x, y, size: node.size, kind: node.group}; };

    function entry(node) {
      const {x, y} = network.body.nodes[node.id], strong = scene.great.has(node.id) || node.id === scene.selected;
      return {id: node.id, x, y, size: node.size, label: name(node), line: node.line || "", strong, tight: Dom.narrow.matches, kind: node.group};
    }

    function arrange(context, scale) {
      const few = lit(), shown = scene.ranked.filter(node => scene.visible(node.id)), first = few ? shown.filter(node => few.has(node.id)) : shown;
      if (few) first.sort((a, b) => (b.id === scene.selected) - (a.id === scene.selected));
      const named = scene.overview || scale < 0.75 && !few ? []
        : scene.lined.filter(edge => !edge.light && (!few || near(edge)) && scene.drawn(edge));
      const ends = named.map(edge => {
        const a = network.body.nodes[edge.from], b = network.body.nodes[edge.to], words = edge.terms.map(Words.label);
        return {id: edge.id, label: Words.list(words.slice(0, 3)) + (words.length > 3 ? "…" : ""), x1: a.x, y1: a.y, x2: b.x, y2: b.y};
      });
      const most = scale < 0.3 ? byId("map").clientWidth * byId("map").clientHeight / 6500 : Infinity;
      const places = crowded() && !few ? Ground.names(scene.regions, scale, true).map(each => each.box) : [];
      return Lettering.arrange(context, first.map(entry), ends, scale, most, rim, places);
    }

    const ends = () => {
      const box = byId("map");
      return [network.DOMtoCanvas({x: 0, y: 0}), network.DOMtoCanvas({x: box.clientWidth, y: box.clientHeight})];
    };

    function over(context) {
      const few = lit(), scale = network.getScale();
      if (!letters || letters.scale !== scale || moving) {
        letters = arrange(context, scale);
        small = Lettering.enlarged(scene.ranked.filter(node => scene.visible(node.id)).map(place), scale);
      }
      Lettering.fill(context, small);
      if (few) {
        Ground.veil(context, ...ends());
        const strong = scene.marked || scene.chosen !== null, thin = Math.min(scale, 1);
        for (const edge of scene.lined.filter(edge => near(edge) && scene.drawn(edge))) {
          stroke(context, edge.from, edge.to, {colour: strong ? Look.ink("accent") : Look.line(edge.family, edge.light),
            dashes: Dress.dashes(edge), width: broad(edge, strong) / thin});
        }
        for (const [from, to] of bridges()) stroke(context, from, to, {colour: Look.ink("accent"), dashes: BRIDGE, width: 2.4 / thin});
        for (const id of few) if (network.body.nodes[id] && scene.visible(id)) network.body.nodes[id].draw(context)?.drawExternalLabel?.();
        ring(context, scale);
      }
      if (crowded() && !few) Ground.letter(context, Ground.names(scene.regions, scale, true), scale, true);
      Lettering.paint(context, letters);
    }

    // of a line that is lit, in pixels of the screen
    const broad = (edge, strong) => strong ? 2.4 : 1.2 * Look.wide(edge.family, edge.facts.length);

    function stroke(context, from, to, {colour, dashes, width}) {
      const a = network.body.nodes[from], b = network.body.nodes[to];
      context.save();
      [context.strokeStyle, context.lineWidth] = [colour, width];
      context.setLineDash(dashes);
      context.beginPath();
      context.moveTo(a.x, a.y);
      context.lineTo(b.x, b.y);
      context.stroke();
      context.restore();
    }

    // a ring marks what was found
    function ring(context, scale) {
      if (scene.selected === null) return;
      const {x, y} = network.body.nodes[scene.selected], size = scene.nodes.get(scene.selected).size;
      context.strokeStyle = Look.ink("accent");
      context.lineWidth = 2.5 / scale;
      context.beginPath();
      context.arc(x, y, size + 6 / Math.min(scale, 1), 0, 2 * Math.PI);
      context.stroke();
    }

    network.on("beforeDrawing", context => {
      const scale = network.getScale();
      Ground.paint(context, scene.regions);
      if (!crowded()) Ground.letter(context, Ground.names(scene.regions, scale, false), scale, false);
    });
    network.on("afterDrawing", over);
    const again = () => { letters = null; network.redraw(); };
    network.on("dragging", event => { if (event.nodes.length) letters = null; });
    for (const change of ["dragEnd", "stabilized"]) network.on(change, event => { if (change === "stabilized" || event.nodes.length) { scene.ground(); again(); } });

    // ---- framing
    function frame(ids, most, animation, low = 0) {
      const there = ids.filter(id => network.body.nodes[id]);
      if (!there.length) return;
      const free = scene.room(), context = byId("map").querySelector("canvas").getContext("2d");
      const below = Math.max(free.bottom, low + 8), high = free.y + free.bottom - below, by = new Map(scene.ranked.map(node => [node.id, node]));
      const shapes = there.map(id => {
        const {x, y} = network.body.nodes[id], node = by.get(id);
        return Fit.shape(context, {x, y, size: node.size, label: node.label, line: node.line}, free.x);
      });
      const {scale, position, rim: edge} = Fit.view(shapes, free.x, high, most);
      rim = edge;
      letters = null;
      network.moveTo({position, scale, offset: {x: (free.left - free.right) / 2, y: (free.top - below) / 2}, animation});
    }
    function whole(animation = false) {
      frame(scene.ranked.map(node => node.id).filter(scene.visible), CLOSE, animation);
      sheet = rim;
    }
    // brings a shape out from under what covers the foot of the map
    function uncover(id, low) {
      const {y} = network.body.nodes[id], free = byId("map").clientHeight - low, {y: now} = network.canvasToDOM(network.body.nodes[id]);
      if (now > 40 && now < free - 40) return;
      network.moveTo({position: {x: network.getViewPosition().x, y}, offset: {x: 0, y: -low / 2}, animation: motion()});
    }
    const free = () => { rim = sheet; };
    // zooming and dragging lead beyond the first frame
    network.on("zoom", () => { rim = null; });
    network.on("dragStart", () => { rim = null; });

    // a click on a name is a click on its shape
    function nodeAt({x, y}) {
      const scale = network.getScale(), at = network.DOMtoCanvas({x, y});
      const box = (letters ? letters.letters : []).find(each => at.x * scale >= each.x && at.x * scale <= each.x + each.w
        && at.y * scale >= each.y && at.y * scale <= each.y + each.h);
      return box ? box.node.id : undefined;
    }

    // ---- all that is in sight, in pixels of the screen
    const dom = (x, y) => network.canvasToDOM({x, y});
    const at = id => { const {x, y} = network.body.nodes[id]; return dom(x, y); };
    const shapes = (few, scale) => {
      const seen = scene.ranked.filter(node => scene.visible(node.id)), least = Lettering.least(seen.length);
      return seen.map(node => ({...at(node.id), r: Math.max(least, node.size * scale), kind: node.group, disc: scene.overview,
        pale: Boolean(few && !few.has(node.id)), ring: node.id === scene.selected})).sort((a, b) => b.pale - a.pale);
    };

    function strokes(few, scale) {
      const ends = (from, to) => { const [a, b] = [at(from), at(to)]; return {x1: a.x, y1: a.y, x2: b.x, y2: b.y}; };
      const found = scene.lined.filter(scene.drawn).map(line => {
        const beside = few && near(line), strong = beside && (scene.marked || scene.chosen !== null), {width, arrows} = scene.edges.get(line.id);
        // dashes shorter than a pixel look like a line
        const dashes = (scene.many && !beside) || scale < 0.5 ? [] : Dress.dashes(line);
        return {...ends(line.from, line.to), colour: strong ? Look.ink("accent") : Look.line(line.family, line.light), pale: Boolean(few && !beside),
          dashes: dashes.map(each => each * scale), width: beside ? broad(line, strong) * Math.max(scale, 1) : width * Math.max(0.4, scale),
          head: arrows && !beside ? {back: network.body.nodes[line.to].options.size * scale, long: (15 * Dress.HEAD + 3 * width) * scale} : null};
      });
      const over = bridges().map(([from, to]) => ({...ends(from, to), colour: Look.ink("accent"), dashes: BRIDGE, pale: false, width: 2.4, head: null}));
      return [...found.sort((a, b) => b.pale - a.pale), ...over];
    }

    function lettered(origin) {
      const {letters: names, names: lines} = letters || {letters: [], names: []}, soft = {size: 11, weight: 400, colour: Look.ink("soft")};
      return [...lines.map(({x, y, w, edge}) => ({...soft, text: edge.label, x: origin.x + x + w / 2, y: origin.y + y + 7})), ...names.flatMap(each => {
        const x = origin.x + each.x + each.w / 2, y = origin.y + each.y, first = {text: each.text, x, y: y + 8, size: 13, weight: each.weight, colour: Look.ink("ink")};
        return each.lines === 2 ? [first, {...soft, text: each.node.line, x, y: y + 23}] : [first];
      })];
    }

    function snapshot() {
      const box = byId("map"), scale = network.getScale(), few = lit(), origin = dom(0, 0);
      const grounds = scene.regions.map(({outline}) => outline.map(([x, y]) => dom(x, y)));
      const regions = crowded() && few ? [] : Ground.names(scene.regions, scale, crowded()).map(each => ({...each, strong: crowded(), x: each.x + origin.x, y: each.y + origin.y}));
      return {wide: box.clientWidth, high: box.clientHeight, grounds, margin: Ground.MARGIN * scale, pale: Boolean(few), regions,
        lines: strokes(few, scale), nodes: shapes(few, scale), names: lettered(origin)};
    }

    return {again, frame, uncover, move: on => { moving = on; }, whole, free, nodeAt, snapshot, motion, lettering: () => letters};
  }

  return {create};
})();
