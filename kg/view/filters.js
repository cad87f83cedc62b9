"use strict";
// What of the graph is shown: by class, property, confidence, time, paper, province, and distance from one entity.
const Filters = (() => {
  const {make, button, groups} = Dom, {t} = Words;
  const FAR = 4;
  const NONE = {sure: 0, from: "", to: "", paper: "", province: "", around: -1, depth: 1};
  const state = {...NONE, kinds: new Set(), properties: new Set()};
  let told = null, changed = () => {};

  // whether the fact itself meets the conditions; Sieve tells those of its ends too
  function passes(i) {
    const columns = Facts.columns;
    if (state.properties.size && state.properties.has(Facts.property(i))) return false;
    if (columns.sure[i] < state.sure * 1000) return false;
    if (!state.from && !state.to && !state.paper) return true;
    if (columns.article[i] < 0) return false;
    const day = Facts.date(i);
    if ((state.from || state.to) && !day) return false;
    if (state.from && day.slice(0, state.from.length) < state.from || state.to && day.slice(0, state.to.length) > state.to) return false;
    return !state.paper || Facts.paper(i) === state.paper;
  }

  // whether facts are sieved at all
  const sieves = () => Boolean(state.properties.size || state.sure || state.from || state.to || state.paper || state.province);
  const any = () => sieves() || state.kinds.size > 0 || state.around >= 0;

  function set(wanted) {
    Object.assign(state, wanted);
    changed();
  }
  const reset = () => set({...NONE, kinds: new Set(), properties: new Set()});

  function toggle(name, value, on) {
    const next = new Set(state[name]);
    for (const each of [value].flat()) if (on) next.delete(each); else next.add(each);
    set({[name]: next});
  }

  function select(key, values, chosen, pick) {
    const box = make("select", ""), every = [["", t("all")], ...values];
    box.setAttribute("aria-label", t(key));
    for (const [value, text] of every) {
      const option = make("option", "", text);
      option.value = value;
      option.selected = value === chosen;
      box.append(option);
    }
    box.id = "filter-" + key;
    box.addEventListener("change", () => pick(box.value));
    return make("label", "field", make("span", "", t(key)), box);
  }

  function sure() {
    const slide = make("input", ""), value = make("output", "", state.sure.toFixed(2));
    Object.assign(slide, {type: "range", min: 0, max: 1, step: 0.01, value: state.sure, id: "filter-sure"});
    slide.setAttribute("aria-label", t("sure"));
    slide.addEventListener("input", () => { value.textContent = Number(slide.value).toFixed(2); });
    slide.addEventListener("change", () => set({sure: Number(slide.value)}));
    return make("label", "field", make("span", "", t("sure")), slide, value);
  }

  function properties() {
    const box = make("section", "properties", make("h2", "", make("span", "", t("properties"))));
    for (const {family, properties} of told.families) {
      const rows = properties.map(name => {
        const check = make("input", "");
        Object.assign(check, {type: "checkbox", checked: !state.properties.has(name)});
        check.id = "property-" + name;
        check.addEventListener("change", () => toggle("properties", name, check.checked));
        return make("label", "check", check, Words.label(name));
      });
      box.append(make("div", "family", make("p", "", Look.sample(family), t("family-" + family)), ...rows));
    }
    return box;
  }

  function provinces() {
    const names = [...new Set(Object.values(Facts.entities.home))].map(home => Facts.entities.homes[home]);
    const found = names.map(home => [home, placeName(home)]);
    return [...new Map(found)].sort(([a], [b]) => (/^\d/.test(b) - /^\d/.test(a)) || (a < b ? -1 : 1));
  }

  // a province is known by its code, a country by its name
  let places = {};
  const placeName = home => Object.hasOwn(places, home) ? places[home][Words.code() === "en" && places[home][1] ? 1 : 0] : home;

  function panel() {
    const box = Panel.head(make("h1", "", t("tabFilters")), make("p", "hint", t("filtersHint")));
    box.append(Time.panel(state, set), sure());
    const papers = Facts.articles.papers.filter(Boolean).map(paper => [paper, paper]);
    box.append(select("paper", papers, state.paper, paper => set({paper})),
      select("province", provinces(), state.province, province => set({province})));
    if (state.around >= 0) {
      const steps = select("depth", Array.from({length: FAR}, (_, n) => [String(n + 1), String(n + 1)]), String(state.depth), depth => set(depth ? {depth: Number(depth)} : {around: -1}));
      box.append(make("p", "hint", t("aroundOf", {name: Facts.label(state.around)})), steps);
    }
    const back = button("path reset", reset, t("reset"));
    back.id = "reset";
    box.append(back, properties());
  }

  return {
    FAR, state, passes, sieves, any, set, reset, toggle, panel, placeName,
    create(given, act) { told = given; places = given.places; changed = act; },
  };
})();
