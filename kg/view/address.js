"use strict";
// The state of the page in its address, so that a view can be sent to someone: #person/…?from=2021-05&sure=0.9
const Address = (() => {
  // an id keeps its slashes and Han characters, and loses what would part it from the rest
  const safe = text => text.replace(/[%?&=#|\s"<>\\^`{}]|\.\./g, encodeURIComponent).replace(/\.\./g, "%2E%2E");
  const plain = text => { try { return decodeURIComponent(text); } catch { return text; } };
  const JOINT = "..";
  const TABS = ["filters", "path", "matrix", "save"];
  let told = null, own = null, seen = "";

  const ident = n => n >= 0 ? safe(Facts.id(n)) : "";
  const two = (a, b) => ident(a) + JOINT + ident(b);
  // who met whom are entities; provinces are known by their codes, countries by their names
  const cell = ({which, a, b}) => a === undefined ? "" : "/" + (which === "met" ? two(a, b) : safe(a) + JOINT + safe(b));

  function place(state) {
    switch (state.show) {
      case "entity": return ident(state.n);
      case "edge": return "edge/" + two(state.from, state.to);
      case "path": return "path/" + two(state.a, state.b);
      case "matrix": return "matrix/" + state.which + cell(state);
      case "group": return "group/" + state.group;
      case "between": return "between/" + state.from + JOINT + state.to;
      case "filters": case "save": return state.show;
      default: return "";
    }
  }

  // what the map shows beside a tab, and the conditions
  function query(state) {
    const {kinds, properties, around, depth, sure, from, to, paper, province} = Filters.state;
    const said = {at: state.under ? place(state.under) : "", from, to, sure: sure || "", paper, province, hide: [...kinds].join(","), without: [...properties].join(","),
      around: around >= 0 ? Facts.id(around) : "", depth: around >= 0 ? depth : "",
      lang: Words.code() === "en" ? "en" : "", theme: document.documentElement.dataset.theme || ""};
    return Object.entries(said).filter(([, value]) => value !== "").map(([name, value]) => `${name}=${safe(String(value))}`).join("&");
  }

  function write(state) { const more = query(state); return "#" + place(state) + (more ? "?" + more : ""); }

  // as the browser writes it, which encodes Han characters
  const written = hash => new URL(hash, location.href).hash || "#";
  const here = () => own ?? (location.hash || "#");

  function put(state, replace) {
    const hash = write(state);
    seen = written(hash);
    if (seen === here()) return;
    try {
      if (replace) history.replaceState(null, "", hash); else history.pushState(null, "", hash);
    } catch {
      // a frame without an address of its own, as in a notebook
      own = seen;
    }
  }

  // ---- what an address says: of what anyone may have written in it, only what this page knows
  const ends = rest => { const [a, b] = rest.split(JOINT).map(each => Facts.number(plain(each))); return [a ?? -1, b ?? -1]; };
  const group = text => /^\d{1,6}$/.test(text) && Number(text) < told.groups.length ? Number(text) : -1;

  function matrix(rest) {
    const [which, ...more] = rest.split("/"), pair = more.join("/");
    if (which !== "visits") {
      const [a, b] = ends(pair);
      return {show: "matrix", which: "met", ...(a >= 0 && b >= 0 ? {a, b} : {})};
    }
    const [a, b] = pair.split(JOINT).map(plain), known = home => Facts.entities.homes.includes(home);
    return {show: "matrix", which, ...(known(a) && known(b) ? {a, b} : {})};
  }

  function state(text) {
    const at = text.indexOf("/"), head = at < 0 ? text : text.slice(0, at), rest = at < 0 ? "" : text.slice(at + 1), start = {show: "start"};
    if (head === "edge") { const [from, to] = ends(rest); return from >= 0 && to >= 0 ? {show: "edge", from, to} : start; }
    if (head === "path") { const [a, b] = ends(rest); return {show: "path", a, b}; }
    if (head === "matrix") return matrix(rest);
    if (head === "group") return group(rest) >= 0 ? {show: "group", group: group(rest)} : start;
    if (head === "between") { const [from, to] = rest.split(JOINT).map(group); return from >= 0 && to >= 0 && from !== to ? {show: "between", from, to} : start; }
    if (head === "filters" || head === "save") return {show: head};
    const n = text ? Facts.number(plain(text)) : -1;
    return n >= 0 ? {show: "entity", n} : start;
  }

  // what a tab stands beside; a path beside no other
  function under(tab, text) {
    const beside = state(text);
    const fit = TABS.includes(beside.show) ? beside.show === "path" && tab !== "path" && beside.a >= 0 && beside.b >= 0 : beside.show !== "start";
    return TABS.includes(tab) && fit ? {under: beside} : {};
  }

  const pairs = query => Object.fromEntries(query.split("&").filter(pair => pair.includes("="))
    .map(pair => [pair.slice(0, pair.indexOf("=")), plain(pair.slice(pair.indexOf("=") + 1))]));

  function sieve(said) {
    const one = (name, known) => known.includes(said[name]) ? said[name] : "";
    const many = (name, known) => new Set((said[name] || "").split(",").filter(each => known.includes(each)));
    const sure = Math.min(1, Math.max(0, Number(said.sure) || 0)), day = name => /^\d{4}(-\d\d){0,2}$/.test(said[name] || "") ? said[name] : "";
    const depth = Math.min(Filters.FAR, Math.max(1, Math.trunc(Number(said.depth)) || 1));
    Object.assign(Filters.state, {from: day("from"), to: day("to"), sure, paper: one("paper", Facts.articles.papers), province: one("province", Facts.entities.homes),
      kinds: many("hide", told.classes.map(look => look.kind)), properties: many("without", Facts.columns.properties),
      around: said.around ? Facts.number(said.around) : -1, depth});
    Words.set(said.lang || "zh");
    Look.set(said.theme || "");
  }

  function read() {
    seen = here();
    const hash = seen.slice(1), at = hash.indexOf("?"), said = pairs(at < 0 ? "" : hash.slice(at + 1)), found = state(at < 0 ? hash : hash.slice(0, at));
    sieve(said);
    return {...found, ...under(found.show, said.at || "")};
  }

  // whether the address is another than was last written or read
  const moved = () => here() !== seen;

  return {create: given => { told = given; }, put, read, moved};
})();
