"use strict";
// The legend: classes by shape and colour, lines by style; a click on one hides or shows it.
const Legend = (() => {
  const {make, button, byId} = Dom, {t} = Words;

  function create() {
    const fold = byId("fold");
    fold.addEventListener("click", () => {
      fold.setAttribute("aria-expanded", String(fold.getAttribute("aria-expanded") !== "true"));
      Dom.rove(byId("keys"));
    });
    if (Dom.narrow.matches) fold.setAttribute("aria-expanded", "false");
  }

  // a click hides a class; one with the shift key held hides all others
  function row(kind, count, drawn, kinds) {
    const shown = Words.count(count), hidden = Filters.state.kinds.has(kind);
    const one = button("", event => {
      const others = kinds.filter(each => each !== kind);
      if (event.shiftKey) Filters.set({kinds: new Set(others.every(each => Filters.state.kinds.has(each)) ? [] : others)});
      else Filters.toggle("kinds", kind, hidden);
    }, Look.shape(kind), make("span", "", Words.label(kind)), make("span", "count", drawn === count || hidden ? shown : `${Words.count(drawn)} / ${shown}`));
    one.id = "kind-" + kind;
    one.dataset.kind = kind;
    one.setAttribute("aria-pressed", String(!hidden));
    return make("li", "", one);
  }

  function line({family, properties}) {
    const on = !properties.every(name => Filters.state.properties.has(name));
    const one = button("", () => Filters.toggle("properties", properties, !on), Look.sample(family), make("span", "", t("family-" + family)));
    one.id = "family-" + family;
    one.dataset.family = family;
    one.title = Words.list(properties.map(Words.label));
    one.setAttribute("aria-pressed", String(on));
    return make("li", "", one);
  }

  // counts: how many of each class are on the map, of which the conditions may leave fewer
  function show(told, counts, scene) {
    const drawn = scene.drawnOf(), lone = scene.lone.size;
    const kinds = told.classes.map(look => look.kind).filter(kind => counts.get(kind) || Filters.state.kinds.has(kind));
    byId("classes").replaceChildren(...kinds.map(kind => row(kind, counts.get(kind) || 0, drawn.get(kind), kinds)));
    byId("families").replaceChildren(...told.families.map(line));
    byId("listed").hidden = !scene.lined.some(edge => edge.light);
    byId("listed").firstElementChild.replaceChildren(Look.sample("place", true));
    byId("weight").textContent = t(scene.overview ? "weightGroups" : "weight") + (scene.many ? t("plainLines") : "");
    byId("alone").textContent = t("alone", {count: Words.count(lone)});
    byId("alone").hidden = !lone;
    byId("alone").setAttribute("aria-pressed", String(scene.withLone));
    Dom.rove(byId("keys"));
  }

  return {create, show};
})();
