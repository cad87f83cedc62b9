"use strict";
// Lettering of the map. As in an atlas, letters keep their size on the screen; the important names are set first, and a
// name for which there is no room waits until one comes nearer. Hence no two labels ever overlap, at any zoom.
const Lettering = (() => {
  const FAMILY = getComputedStyle(document.documentElement).getPropertyValue("--sans");
  const NAME = 13, LINE = 11, LEAD = 16, CELL = 96, DOT = 3.8, SMALL = 2.6;
  const widths = new Map();

  function measure(context, text, size, weight) {
    const key = weight + size + text;
    let width = widths.get(key);
    if (width === undefined) {
      context.font = `${weight} ${size}px ${FAMILY}`;
      width = context.measureText(text).width;
      widths.set(key, width);
    }
    return width;
  }

  class Sheet {
    constructor() { this.cells = new Map(); }
    * keys(box) {
      for (let i = Math.floor(box.x / CELL); i <= Math.floor((box.x + box.w) / CELL); i++)
        for (let j = Math.floor(box.y / CELL); j <= Math.floor((box.y + box.h) / CELL); j++) yield i * 100003 + j;
    }
    free(box, bold) {
      for (const key of this.keys(box))
        for (const o of this.cells.get(key) || [])
          if (o.of !== box.of && !(bold && o.dot) && box.x < o.x + o.w && o.x < box.x + box.w && box.y < o.y + o.h && o.y < box.y + box.h)
            return false;
      return true;
    }
    put(box) {
      for (const key of this.keys(box)) {
        if (!this.cells.has(key)) this.cells.set(key, []);
        this.cells.get(key).push(box);
      }
    }
  }

  // below, right, left, above: all in pixels of the screen round (x, y), a shape of radius r
  function* spots(x, y, r, w, h) {
    yield [x - w / 2, y + r + 1];
    yield [x + r + 4, y - h / 2];
    yield [x - r - 4 - w, y - h / 2];
    yield [x - w / 2, y - r - h - 1];
  }

  const within = (box, rim) => !rim || box.x >= rim.x && box.y >= rim.y && box.x + box.w <= rim.x + rim.w && box.y + box.h <= rim.y + rim.h;

  function letter(context, sheet, node, scale, letters, rim) {
    const x = node.x * scale, y = node.y * scale, r = node.size * scale;
    const weight = node.strong ? 600 : 400;
    const line = node.line ? measure(context, node.line, LINE, 400) : 0;
    const short = node.label.length > 9 ? node.label.slice(0, 7) + "…" : node.label;
    // a great name may be shortened or cover a small dot, if there is no other room for it
    const tries = [...(node.line ? [[node.label, 2, false]] : []), [node.label, 1, false],
      ...(node.strong || node.tight ? [[short, 1, false]] : []),
      ...(node.strong ? [[node.label, 1, true], [short, 1, true]] : [])];
    for (const [text, lines, bold] of tries) {
      const w = Math.max(measure(context, text, NAME, weight), lines === 2 ? line : 0) + 4, h = LEAD * lines;
      for (const [left, top] of spots(x, y, r, w, h)) {
        const box = {x: left, y: top, w, h, of: node.id, lines, text, node, weight};
        if (!within(box, rim) || !sheet.free(box, bold)) continue;
        sheet.put(box);
        letters.push(box);
        return;
      }
    }
  }

  // nodes: [{id, x, y, size, label, line, strong, tight}] in the order of their importance; `rim`, a box {x, y, w, h} of
  // the map, is the part of it that no name leaves; what else is written stands in boxes `taken`
  function arrange(context, nodes, edges, scale, most, sheetRim, taken) {
    const rim = sheetRim && {x: sheetRim.x * scale, y: sheetRim.y * scale, w: sheetRim.w * scale, h: sheetRim.h * scale};
    const sheet = new Sheet(), letters = [], names = [];
    taken.forEach((box, n) => sheet.put({...box, of: "place" + n}));
    for (const node of nodes) {
      const r = Math.max(node.size * scale, DOT);
      sheet.put({x: node.x * scale - r, y: node.y * scale - r, w: 2 * r, h: 2 * r, of: node.id, dot: r < 8});
    }
    for (const node of nodes) if (letters.length < most) letter(context, sheet, node, scale, letters, rim);
    for (const edge of edges) {
      const w = measure(context, edge.label, LINE, 400) + 6;
      const dx = edge.x2 - edge.x1, dy = edge.y2 - edge.y1;
      if (Math.hypot(dx, dy) * scale < w + 24) continue;
      const x = (edge.x1 + edge.x2) / 2 * scale, y = (edge.y1 + edge.y2) / 2 * scale;
      const box = {x: x - w / 2, y: y - 7, w, h: 14, of: "e" + edge.id, edge};
      if (!within(box, rim) || !sheet.free(box)) continue;
      sheet.put(box);
      names.push(box);
    }
    return {letters, names, scale};
  }

  // how large the smallest shape is drawn, in pixels
  const least = count => count > (Dom.narrow.matches ? 200 : 1200) ? SMALL : DOT;

  // shapes that would be too small to see, a little larger than they are: of each class one outline for all
  function enlarged(nodes, scale) {
    const small = least(nodes.length), by = small / 5.5 / scale, found = new Map();
    for (const {x, y, size, kind} of nodes) {
      if (size * scale >= small) continue;
      if (!found.has(kind)) found.set(kind, new Path2D());
      found.get(kind).addPath(Look.path(kind), new DOMMatrix([by, 0, 0, by, x - 6.5 * by, y - 6.5 * by]));
    }
    return found;
  }

  function fill(context, paths) {
    for (const [kind, path] of paths) {
      context.fillStyle = Look.of(kind).colour;
      context.fill(path);
    }
  }

  function paint(context, {letters, names, scale}) {
    context.save();
    context.scale(1 / scale, 1 / scale);
    context.textBaseline = "middle";
    context.textAlign = "center";
    context.lineJoin = "round";
    for (const box of names) write(context, box.edge.label, box.x + box.w / 2, box.y + 7, LINE, 400, Look.ink("soft"));
    for (const box of letters) {
      const middle = box.x + box.w / 2;
      write(context, box.text, middle, box.y + LEAD / 2, NAME, box.weight, Look.ink("ink"));
      if (box.lines === 2) write(context, box.node.line, middle, box.y + LEAD * 1.5 - 1, LINE, 400, Look.ink("soft"));
    }
    context.restore();
  }

  function write(context, text, x, y, size, weight, colour) {
    context.font = `${weight} ${size}px ${FAMILY}`;
    context.lineWidth = 3;
    context.strokeStyle = Look.ink("halo");
    context.strokeText(text, x, y);
    context.fillStyle = colour;
    context.fillText(text, x, y);
  }

  // half the width of a name, and how far it reaches below its shape
  const half = (context, {label, line = ""}) =>
    Math.max(measure(context, label, NAME, 600), line ? measure(context, line, LINE, 400) : 0) / 2 + 3;
  const below = ({line = ""}) => LEAD * (line ? 2 : 1) + 2;

  return {arrange, least, enlarged, fill, paint, half, below};
})();
