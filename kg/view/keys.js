"use strict";
// Clicks on the map, buttons and keys.
const Keys = (() => {
  const {byId} = Dom, {t} = Words;
  const WAYS = {ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0]};

  function create({scene, go, leave, state, note}) {
    const {network, paint} = scene, map = byId("map");

    function open(id) {
      if (scene.overview) go({show: "group", group: id}); else go({show: "entity", n: id}, {move: false});
    }
    network.on("click", event => {
      const id = event.nodes.length ? event.nodes[0] : paint.nodeAt(event.pointer.DOM), line = event.edges.length ? scene.line(event.edges[0]) : null;
      map.focus({preventScroll: true});
      if (id !== undefined) open(id);
      else if (line) go({show: scene.overview ? "between" : "edge", from: line.from, to: line.to}, {move: false});
      else if (state().show !== "start") leave({move: false});
    });

    // ---- hints
    const tip = byId("tip");
    function hint(text, {x, y}) {
      tip.textContent = text;
      tip.hidden = false;
      tip.style.left = Math.min(x + 14, map.clientWidth - 310) + "px";
      tip.style.top = y + 16 + "px";
    }
    const node = id => scene.ranked.find(each => each.id === id);
    network.on("hoverNode", ({node: id, pointer}) => {
      const it = node(id), texts = scene.overview ? [it.label, t("groupHint", {count: Words.count(it.count)})]
        : [Facts.name(id), Words.label(it.group), it.line];
      hint(texts.filter(Boolean).join(" · "), pointer.DOM);
    });
    network.on("hoverEdge", ({edge, pointer}) => {
      const line = scene.line(edge), text = scene.overview ? t("linesHint", {count: Words.count(line.count)}) : Words.list(line.terms.map(Words.label));
      hint(text + (line.light ? ` (${t("listed")})` : ""), pointer.DOM);
    });
    for (const end of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(end, () => { tip.hidden = true; });

    // ---- buttons
    const zoom = by => network.moveTo({scale: network.getScale() * by, animation: paint.motion()});
    byId("nearer").addEventListener("click", () => zoom(1.4));
    byId("farther").addEventListener("click", () => zoom(1 / 1.4));
    byId("whole").addEventListener("click", () => paint.whole(paint.motion()));
    byId("home").addEventListener("click", () => { go({show: "start"}); paint.whole(paint.motion()); });
    byId("language").addEventListener("click", () => { Words.set(Words.code() === "en" ? "zh" : "en"); note(); });
    byId("theme").addEventListener("click", () => { Look.set(Look.theme() === "dark" ? "light" : "dark"); note(); });
    byId("alone").addEventListener("click", () => {
      scene.showLone(!scene.withLone);
      if (!scene.withLone && state().show === "entity" && scene.lone.has(state().n)) leave();
      Filters.set({});
      if (state().show === "start") paint.whole(paint.motion());
    });
    const physics = byId("physics");
    physics.addEventListener("click", () => {
      const on = physics.getAttribute("aria-pressed") !== "true";
      physics.setAttribute("aria-pressed", String(on));
      paint.move(on);
      network.setOptions({physics: on ? {enabled: true, solver: "forceAtlas2Based", stabilization: false, forceAtlas2Based: {avoidOverlap: 0.4}} : {enabled: false}});
      scene.ground();
      paint.again();
    });
    let breadth = map.clientWidth;
    network.on("resize", () => {
      if (map.clientWidth === breadth) return;
      breadth = map.clientWidth;
      if (scene.selected === null) paint.whole(false);
    });

    byId("skip").addEventListener("click", () => byId("panel").focus());

    // ---- keys
    // the nearest shape on that side
    function beside([dx, dy]) {
      const shown = scene.ranked.filter(each => scene.visible(each.id)), now = state().show === "entity" && scene.has(state().n) ? network.body.nodes[state().n] : null;
      if (!now) return shown[0]?.id;
      let best, least = Infinity;
      for (const {id} of shown) {
        const {x, y} = network.body.nodes[id], along = (x - now.x) * dx + (y - now.y) * dy, across = Math.abs((x - now.x) * dy) + Math.abs((y - now.y) * dx);
        if (along > 1 && along + 2.5 * across < least) { least = along + 2.5 * across; best = id; }
      }
      return best;
    }
    let pointed = 0;
    map.addEventListener("keydown", event => {
      if (event.key in WAYS) {
        event.preventDefault();
        if (event.shiftKey || scene.overview) { const [x, y] = WAYS[event.key], at = network.getViewPosition(), by = 80 / network.getScale(); network.moveTo({position: {x: at.x + x * by, y: at.y + y * by}}); return; }
        const id = beside(WAYS[event.key]);
        if (id !== undefined) go({show: "entity", n: id}, {move: false, replace: true});
      }
      if (event.key === "Enter") { if (scene.overview) open(scene.ranked[pointed++ % scene.ranked.length].id); else byId("panel").focus(); }
      if (event.key === "+" || event.key === "=") zoom(1.4);
      if (event.key === "-") zoom(1 / 1.4);
      if (event.key === "0") paint.whole(paint.motion());
    });
    document.addEventListener("keydown", event => {
      const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (event.key === "/" && !typing) { event.preventDefault(); byId("query").focus(); }
      if (event.key === "Escape" && state().show !== "start") { leave(); map.focus({preventScroll: true}); }
    });
  }

  return {create};
})();
