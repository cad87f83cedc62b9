"use strict";
// Clicks on the map, buttons and keys.
const Keys = (() => {
  const {byId} = Dom, {t} = Words;
  const WAYS = {ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0]};
  const STEP = 80;

  function clicks({scene, go, leave, state}) {
    const {network, paint} = scene;
    network.on("click", event => {
      const id = event.nodes.length ? event.nodes[0] : paint.nodeAt(event.pointer.DOM), line = event.edges.length ? scene.line(event.edges[0]) : null;
      byId("map").focus({preventScroll: true});
      if (id !== undefined) open(scene, go, id);
      else if (line) go({show: scene.overview ? "between" : "edge", from: line.from, to: line.to}, {move: false});
      else if (state().show !== "start") leave({move: false});
    });
  }

  function open(scene, go, id) {
    if (scene.overview) go({show: "group", group: id}); else go({show: "entity", n: id}, {move: false});
  }

  // what a shape or a line is, beside the pointer
  function hints({scene}) {
    const {network} = scene, tip = byId("tip");
    function hint(text, {x, y}) {
      tip.replaceChildren(...[text].flat());
      tip.hidden = false;
      tip.style.left = Math.min(x + 14, byId("map").clientWidth - 310) + "px";
      tip.style.top = y + 16 + "px";
    }
    network.on("hoverNode", ({node: id, pointer}) => {
      const it = scene.ranked.find(each => each.id === id), texts = scene.overview ? [it.label, t("groupHint", {count: Words.count(it.count)})]
        : [Facts.name(id), Words.label(it.group), it.line];
      hint(Dom.apart(texts, " · "), pointer.DOM);
    });
    network.on("hoverEdge", ({edge, pointer}) => {
      const line = scene.line(edge), text = scene.overview ? t("linesHint", {count: Words.count(line.count)}) : Words.list(line.terms.map(Words.label));
      hint(text + (line.light ? ` (${t("listed")})` : ""), pointer.DOM);
    });
    for (const end of ["blurNode", "blurEdge", "dragStart", "zoom", "click"]) network.on(end, () => { tip.hidden = true; });
  }

  const zoom = ({network, paint}, by) => network.moveTo({scale: network.getScale() * by, animation: paint.motion()});

  function buttons({scene, go, leave, state, note}) {
    const {paint} = scene, press = (id, act) => byId(id).addEventListener("click", act);
    press("nearer", () => zoom(scene, 1.4));
    press("farther", () => zoom(scene, 1 / 1.4));
    press("whole", () => paint.whole(paint.motion()));
    press("home", () => { go({show: "start"}); paint.whole(paint.motion()); });
    press("language", () => { Words.set(Words.code() === "en" ? "zh" : "en"); note(); });
    press("theme", () => { Look.set(Look.theme() === "dark" ? "light" : "dark"); note(); });
    press("alone", () => {
      scene.showLone(!scene.withLone);
      if (!scene.withLone && state().show === "entity" && scene.lone.has(state().n)) leave();
      Filters.set({});
      if (state().show === "start") paint.whole(paint.motion());
    });
    press("skip", () => byId("panel").focus());
    press("physics", () => loosen(scene));
  }

  // the shapes move by themselves until it is pressed again
  function loosen({network, paint, ground}) {
    const physics = byId("physics"), on = physics.getAttribute("aria-pressed") !== "true";
    physics.setAttribute("aria-pressed", String(on));
    paint.move(on);
    network.setOptions({physics: on ? {enabled: true, solver: "forceAtlas2Based", stabilization: false, forceAtlas2Based: {avoidOverlap: 0.4}} : {enabled: false}});
    ground();
    paint.again();
  }

  function resize({scene}) {
    const map = byId("map");
    let breadth = map.clientWidth;
    scene.network.on("resize", () => {
      if (map.clientWidth === breadth) return;
      breadth = map.clientWidth;
      if (scene.selected === null) scene.paint.whole(false);
    });
  }

  // the nearest shape on that side of what is open
  function beside(scene, state, [dx, dy]) {
    const {nodes} = scene.network.body, shown = scene.ranked.filter(each => scene.visible(each.id));
    const now = state().show === "entity" && scene.has(state().n) ? nodes[state().n] : null;
    if (!now) return shown[0]?.id;
    let best, least = Infinity;
    for (const {id} of shown) {
      const {x, y} = nodes[id], along = (x - now.x) * dx + (y - now.y) * dy, across = Math.abs((x - now.x) * dy) + Math.abs((y - now.y) * dx);
      if (along > 1 && along + 2.5 * across < least) { least = along + 2.5 * across; best = id; }
    }
    return best;
  }

  function shift({network}, [dx, dy]) {
    const {x, y} = network.getViewPosition(), by = STEP / network.getScale();
    network.moveTo({position: {x: x + dx * by, y: y + dy * by}});
  }

  function keyboard({scene, go, leave, state}) {
    const {paint} = scene, map = byId("map");
    let pointed = 0;
    function arrow(event) {
      event.preventDefault();
      if (event.shiftKey || scene.overview) { shift(scene, WAYS[event.key]); return; }
      const id = beside(scene, state, WAYS[event.key]);
      if (id !== undefined) go({show: "entity", n: id}, {move: false, replace: true});
    }
    map.addEventListener("keydown", event => {
      if (event.key in WAYS) arrow(event);
      if (event.key === "Enter") { if (scene.overview) open(scene, go, scene.ranked[pointed++ % scene.ranked.length].id); else byId("panel").focus(); }
      if (event.key === "+" || event.key === "=") zoom(scene, 1.4);
      if (event.key === "-") zoom(scene, 1 / 1.4);
      if (event.key === "0") paint.whole(paint.motion());
    });
    document.addEventListener("keydown", event => {
      const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (event.key === "/" && !typing) { event.preventDefault(); byId("query").focus(); }
      if (event.key === "Escape" && state().show !== "start") { leave(); map.focus({preventScroll: true}); }
    });
  }

  function create(acts) {
    for (const part of [clicks, hints, buttons, resize, keyboard]) part(acts);
  }

  return {create};
})();
