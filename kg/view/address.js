"use strict";
// The state of the page in its address, so that a view can be sent to someone: #person/…?from=2021-05&sure=0.9
const Address = (() => {
  // an id keeps its slashes and Han characters, and loses what would part it from the rest
  const safe = text => text.replace(/[%?&=#|\s"<>\\^`{}]|\.\./g, encodeURIComponent).replace(/\.\./g, "%2E%2E");
  const plain = text => { try { return decodeURIComponent(text); } catch { return text; } };
  const JOINT = "..";
  let own = null, stack = [];

  const two = (a, b) => [a, b].map(n => n >= 0 ? safe(Facts.id(n)) : "").join(JOINT);

  function place(state, told) {
    switch (state.show) {
      case "entity": return safe(Facts.id(state.n));
      case "edge": return "edge/" + two(state.from, state.to);
      case "path": return "path/" + two(state.a, state.b);
      case "matrix": return "matrix/" + state.which + (state.a === undefined ? "" : "/" + safe(String(state.a)) + JOINT + safe(String(state.b)));
      case "group": return "group/" + state.group;
      case "filters": case "save": return state.show;
      default: return "";
    }
  }

  function filters() {
    const {kinds, properties, around, depth, sure, from, to, paper, province} = Filters.state;
    const told = {from, to, sure: sure || "", paper, province, hide: [...kinds].join(","), without: [...properties].join(","),
      around: around >= 0 ? Facts.id(around) : "", depth: around >= 0 ? depth : "",
      lang: Words.code() === "en" ? "en" : "", theme: document.documentElement.dataset.theme || ""};
    return Object.entries(told).filter(([, value]) => value !== "").map(([name, value]) => `${name}=${safe(String(value))}`).join("&");
  }

  const write = state => { const query = filters(); return "#" + place(state) + (query ? "?" + query : ""); };

  function put(state, replace) {
    const hash = write(state);
    if (hash === here()) return;
    try {
      if (replace) history.replaceState(null, "", hash); else history.pushState(null, "", hash);
    } catch {
      // a frame without an address of its own, as in a notebook
      own = hash;
    }
  }

  const here = () => own ?? (location.hash || "#");

  function state(text) {
    const at = text.indexOf("/"), head = at < 0 ? text : text.slice(0, at), rest = at < 0 ? "" : text.slice(at + 1);
    const ends = () => rest.split(JOINT).map(each => Facts.number(plain(each)));
    if (head === "edge") { const [from, to] = ends(); return from >= 0 && to >= 0 ? {show: "edge", from, to} : {show: "start"}; }
    if (head === "path") { const [a = -1, b = -1] = ends(); return {show: "path", a, b}; }
    if (head === "matrix") {
      const [which, ...cell] = rest.split("/"), [a, b] = cell.join("/").split(JOINT).map(plain);
      return {show: "matrix", which: which === "visits" ? which : "met", ...(b === undefined ? {} : {a, b})};
    }
    if (head === "group") return {show: "group", group: Number(rest)};
    if (head === "filters" || head === "save") return {show: head};
    const n = text ? Facts.number(plain(text)) : -1;
    return n >= 0 ? {show: "entity", n} : {show: "start"};
  }

  function sieve(query) {
    const told = Object.fromEntries(query.split("&").filter(Boolean).map(pair => [pair.slice(0, pair.indexOf("=")), plain(pair.slice(pair.indexOf("=") + 1))]));
    const many = name => new Set((told[name] || "").split(",").filter(Boolean));
    const sure = Math.min(1, Math.max(0, Number(told.sure) || 0)), day = name => /^\d{4}(-\d\d){0,2}$/.test(told[name] || "") ? told[name] : "";
    Object.assign(Filters.state, {from: day("from"), to: day("to"), sure, paper: told.paper || "", province: told.province || "",
      kinds: many("hide"), properties: many("without"), around: told.around ? Facts.number(told.around) : -1, depth: Number(told.depth) || 1});
    Words.set(told.lang || "zh");
    Look.set(told.theme || "");
  }

  function read() {
    const hash = here().slice(1), at = hash.indexOf("?");
    sieve(at < 0 ? "" : hash.slice(at + 1));
    return state(at < 0 ? hash : hash.slice(0, at));
  }

  return {put, read, write};
})();
