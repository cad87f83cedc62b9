"use strict";
// What lies under and over the network: provinces as tinted ground with their names, and the veil over what is not meant.
const Ground = (() => {
  const FEW = 3, MARGIN = 34;

  const cross = (o, a, b) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);

  // the outline of the points, in order
  function hull(points) {
    const order = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]), half = list => {
      const side = [];
      for (const point of list) {
        while (side.length > 1 && cross(side.at(-2), side.at(-1), point) <= 0) side.pop();
        side.push(point);
      }
      return side.slice(0, -1);
    };
    return order.length < 3 ? order : [...half(order), ...half(order.reverse())];
  }

  // nodes that stand far from the rest of their province do not stretch its ground
  function core(points) {
    const middle = axis => points.map(point => point[axis]).sort((a, b) => a - b)[points.length >> 1], at = [middle(0), middle(1)];
    const far = points.map(point => Math.hypot(point[0] - at[0], point[1] - at[1])), usual = far.slice().sort((a, b) => a - b)[points.length >> 1];
    return points.filter((_, n) => far[n] <= 3.2 * usual + 60);
  }

  // of each province or country with some nodes: its outline and its middle
  function regions(nodes, position) {
    const found = [];
    for (const [place, members] of Dom.groups(nodes.filter(node => node.place), node => node.place)) {
      if (members.length < FEW) continue;
      const points = core(members.map(node => { const {x, y} = position(node.id); return [x, y]; }));
      const xs = points.map(point => point[0]), ys = points.map(point => point[1]);
      found.push({place, count: members.length, outline: hull(points), x: (Math.min(...xs) + Math.max(...xs)) / 2,
        y: (Math.min(...ys) + Math.max(...ys)) / 2, wide: Math.max(...xs) - Math.min(...xs)});
    }
    return found.length > 1 ? found.sort((a, b) => b.count - a.count) : [];
  }

  function paint(context, found) {
    context.save();
    context.lineJoin = context.lineCap = "round";
    context.fillStyle = context.strokeStyle = Look.ink("region");
    context.lineWidth = 2 * MARGIN;
    for (const {outline} of found) {
      context.beginPath();
      outline.forEach(([x, y], n) => n ? context.lineTo(x, y) : context.moveTo(x, y));
      context.closePath();
      context.fill();
      context.stroke();
    }
    context.restore();
  }

  // names of provinces, in letters as large as their ground; those that would run into another are left out. On a crowded
  // map they are small and stand above the shapes, else large and under them.
  function names(found, scale, crowded) {
    const boxes = [];
    return found.flatMap(region => {
      const wide = region.wide * scale, high = crowded ? Math.max(12, Math.min(17, wide / 7)) : Math.max(11, Math.min(54, wide / 5));
      const text = Filters.placeName(region.place), w = text.length * high * (/^[ -~]+$/.test(text) ? 0.8 : 1.25);
      const x = region.x * scale, y = region.y * scale + high * 0.35, box = {x: x - w / 2, y: y - high, w, h: high * 1.3};
      if (boxes.some(o => box.x < o.x + o.w && o.x < box.x + w && box.y < o.y + o.h && o.y < box.y + box.h)) return [];
      boxes.push(box);
      return [{x, y, text, size: high, box}];
    });
  }

  function letter(context, lines, scale, crowded) {
    context.save();
    context.scale(1 / scale, 1 / scale);
    context.textAlign = "center";
    context.textBaseline = "alphabetic";
    context.lineJoin = "round";
    context.fillStyle = Look.ink(crowded ? "accent" : "region-name");
    context.strokeStyle = Look.ink("halo");
    context.lineWidth = 4;
    for (const {x, y, text, size} of lines) {
      context.font = `700 ${size}px ${Look.ink("serif")}`;
      context.letterSpacing = size / 4 + "px";
      if (crowded) context.strokeText(text, x, y);
      context.fillText(text, x, y);
    }
    context.restore();
  }

  // `corner` and `far` are the ends of the view on the map
  function veil(context, corner, far) {
    context.fillStyle = Look.ink("veil");
    context.fillRect(corner.x, corner.y, far.x - corner.x, far.y - corner.y);
  }

  return {MARGIN, regions, paint, letter, names, veil};
})();
