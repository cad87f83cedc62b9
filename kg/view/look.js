"use strict";
// How things look: shapes and colours of classes, styles of lines, and the paper by day and by night.
const Look = (() => {
  const OUTLINES = {
    dot: "M6.5 1a5.5 5.5 0 1 0 .01 0z", square: "M1.5 1.5h10v10h-10z", diamond: "M6.5 .5l6 6-6 6-6-6z",
    triangle: "M6.5 1l6 11h-12z", triangleDown: "M.5 1.5h12l-6 11z", hexagon: "M3.5 1.3h6l3 5.2-3 5.2h-6l-3-5.2z",
    star: "M6.5 .3l1.8 4 4.4.5-3.3 2.9 1 4.3-3.9-2.2-3.9 2.2 1-4.3L.3 4.8l4.4-.5z", box: "M.5 3h12v7h-12z",
  };
  const DASHES = {office: [], event: [1.5, 4], place: [7, 4], work: [], other: [3, 3]};
  const WIDTHS = {work: 1.9};
  const GREY = {shape: "dot", colour: "#8d8d86", rim: "#8d8d86", nightrim: "#8d8d86"};
  const night = matchMedia("(prefers-color-scheme: dark)");
  const changed = [];
  const paths = new Map();
  let kinds = new Map(), inks = new Map();

  const theme = () => document.documentElement.dataset.theme || (night.matches ? "dark" : "light");
  const dark = () => theme() === "dark";
  const of = kind => kinds.get(kind) || GREY;
  const rim = kind => dark() ? of(kind).nightrim : of(kind).rim;

  // the outline of a class for the canvas, 13 by 13
  function path(kind) {
    const {shape} = of(kind);
    if (!paths.has(shape)) paths.set(shape, new Path2D(OUTLINES[shape] || OUTLINES.dot));
    return paths.get(shape);
  }

  // a colour of the style sheet, for what is drawn on the canvas
  function ink(name) {
    if (!inks.has(name)) inks.set(name, getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim());
    return inks.get(name);
  }

  function set(wanted) {
    const before = theme();
    if (wanted === "dark" || wanted === "light") document.documentElement.dataset.theme = wanted;
    else delete document.documentElement.dataset.theme;
    if (theme() !== before) repaint();
  }

  function repaint() {
    inks = new Map();
    for (const path of document.querySelectorAll("svg.shape path")) path.setAttribute("stroke", rim(path.dataset.of));
    changed.forEach(act => act());
  }
  night.addEventListener("change", repaint);
  // paper is white
  let before = null;
  addEventListener("beforeprint", () => { before = document.documentElement.dataset.theme || ""; set("light"); });
  addEventListener("afterprint", () => { if (before !== null) set(before); before = null; });

  function shape(kind) {
    const path = Dom.svg("path", {d: OUTLINES[of(kind).shape] || OUTLINES.dot, fill: of(kind).colour, stroke: rim(kind)});
    path.dataset.of = kind;
    return Dom.svg("svg", {class: "shape", viewBox: "-.5 -.5 14 14", "aria-hidden": "true"}, path);
  }

  const dashes = (family, light) => light ? [2, 4] : DASHES[family] || [];
  const wide = (family, facts) => (WIDTHS[family] || 1) * Math.min(3, 0.8 + 0.3 * Math.log2(1 + facts));
  const line = (family, light) => ink(light ? "line-listed" : "line-" + (family in DASHES ? family : "other"));

  // a sample of a line, for the legend; its colour follows the theme
  const sample = (family, light) => Dom.svg("svg", {class: "line", viewBox: "0 0 22 6", "aria-hidden": "true"},
    Dom.svg("path", {d: "M0 3h22", "stroke-width": 1.5 * (WIDTHS[family] || 1), "stroke-dasharray": dashes(family, light).join(" "),
      style: `stroke: var(--line-${light ? "listed" : family})`}));

  return {
    create(classes) { kinds = new Map(classes.map(look => [look.kind, look])); },
    of, rim, path, ink, set, theme, shape, sample, dashes, wide, line, OUTLINES, onChange: act => changed.push(act),
  };
})();
