"use strict";
// How shapes and lines are handed to vis-network: their form, colours, dashes and breadth.
const Dress = (() => {
  // the heads of arrows, as a share of vis-network's, and the lines where there are very many
  const HEAD = 0.38, THIN = 0.6;
  const UNSEEN = {size: 1, color: "#00000000"};
  // the lettering is our own
  const OPTIONS = {
    nodes: {borderWidth: 1.2, borderWidthSelected: 2.5, chosen: true, font: UNSEEN},
    edges: {smooth: false, font: UNSEEN, selectionWidth: 1.2, hoverWidth: 0.6, arrows: {to: {scaleFactor: HEAD}}, arrowStrikethrough: false},
    interaction: {hover: true, multiselect: false, selectConnectedEdges: false, zoomSpeed: 0.7, keyboard: false},
  };

  function colours(kind, disc) {
    const {colour} = Look.of(kind), border = Look.rim(kind), ink = Look.ink("ink");
    return {background: disc ? colour + "b8" : colour, border, highlight: {background: colour, border: ink}, hover: {background: colour, border: ink}};
  }

  const classes = kinds => ({
    groups: Object.fromEntries(kinds.map(kind => {
      const {shape} = Look.of(kind);
      return [kind, {shape: shape === "box" ? "square" : shape, color: colours(kind)}];
    })),
  });

  // vis-network takes the form of the class again at every change that does not say it
  const disc = ({id, group}, more) => ({id, ...more, shape: "dot", color: colours(group, true)});
  const node = ({id, x, y, size, group}, hidden, round) => ({id, x, y, size, group, hidden, ...(round ? disc({id, group}) : {})});

  // the lines of an overview, which have a count, are of all families
  const dashes = edge => edge.count ? [] : Look.dashes(edge.family, edge.light);
  const width = edge => edge.count ? Math.min(6, 0.4 + 0.25 * Math.sqrt(edge.count)) : Look.wide(edge.family, edge.facts.length);

  // many: whether there are so many that dashes would take too long to draw; they are thinner instead
  function edge(line, many) {
    const {id, from, to, facts, family, light, terms} = line, accent = Look.ink("accent"), broken = many ? [] : dashes(line);
    return {id, from, to, facts, family, light, terms, width: width(line) * (many ? THIN : 1), dashes: broken.length ? broken : false,
      color: {color: Look.line(family, light), highlight: accent, hover: accent},
      ...(line.arrows && !many ? {arrows: line.arrows} : {})};
  }

  return {HEAD, OPTIONS, classes, disc, node, edge, dashes};
})();
