"use strict";
// How the map fills the screen: as large as the room between legend, tools and panel allows, names counted.
const Fit = (() => {
  // the share of the breadth that a name may take on either side of the outermost shapes
  const RIM = 0.09, HEAD = 60;

  function range(values) {
    let low = Infinity, high = -Infinity;
    for (const value of values) { low = Math.min(low, value); high = Math.max(high, value); }
    return [low, high];
  }

  // the map grows to the shape of the room, judged by the nodes that have lines; `wished` is {x, y} in pixels
  function stretch(points, linked, wished) {
    const seen = points.filter(each => linked.has(each.id)), shown = seen.length ? seen : points;
    const [west, east] = range(shown.map(each => each.x)), [north, south] = range(shown.map(each => each.y));
    const by = wished.x * (1 - 2 * RIM) / Math.max(wished.y - HEAD, 1) / ((east - west + 1) / (south - north + 1));
    // names lie level, so they gain by height more than by breadth
    const [across, down] = [Math.min(1.6, Math.max(1, by)), Math.min(2.8, Math.max(1, 1 / by))];
    return points.map(each => ({...each, x: each.x * across, y: each.y * down}));
  }

  function shape(context, {x, y, size, label, line}, breadth) {
    const w = Math.max(size, Math.min(Lettering.half(context, {label, line}), breadth * RIM));
    return {x, y, w, size, below: Lettering.below({line})};
  }

  // where the shapes reach to at this scale, in pixels, with as much of their names as a rim can spare
  function reach(shapes, scale) {
    const [west] = range(shapes.map(each => each.x * scale - each.w));
    const [, east] = range(shapes.map(each => each.x * scale + each.w));
    const [north] = range(shapes.map(each => (each.y - each.size) * scale));
    const [, south] = range(shapes.map(each => (each.y + each.size) * scale + each.below));
    return {west, east, north, south};
  }

  function largest(shapes, wide, high, most) {
    const fits = scale => {
      const {west, east, north, south} = reach(shapes, scale);
      return east - west <= wide && south - north <= high;
    };
    if (fits(most)) return most;
    let low = 0.01, far = most;
    for (let step = 0; step < 20; step++) {
      const middle = (low + far) / 2;
      if (fits(middle)) low = middle; else far = middle;
    }
    return low;
  }

  // the scale, the middle of the view, and the box of the map that is then in sight
  function view(shapes, wide, high, most) {
    const scale = largest(shapes, wide, high, most), {west, east, north, south} = reach(shapes, scale);
    const position = {x: (west + east) / 2 / scale, y: (north + south) / 2 / scale};
    const rim = {x: position.x - wide / 2 / scale, y: position.y - high / 2 / scale, w: wide / scale, h: high / scale};
    return {scale, position, rim};
  }

  // what is free of the map, in pixels; `within` a group the way back to the overview takes some
  function room(within) {
    const box = Dom.byId("map"), size = id => Dom.byId(id).offsetHeight, wide = !Dom.narrow.matches;
    const left = wide ? Dom.byId("side").offsetWidth + 28 : 6, right = wide ? 12 : 6;
    const top = (wide ? 14 : 8) + (within ? size("crumbs") + 8 : 0), bottom = wide ? 14 : size("tools") + 18;
    return {left, right, top, bottom, x: box.clientWidth - left - right, y: box.clientHeight - top - bottom};
  }

  return {room, stretch, shape, view};
})();
