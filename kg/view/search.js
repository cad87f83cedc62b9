"use strict";
// The search box: names in any language and by any alias, the best linked first, those off the map too.
const Search = (() => {
  function create({told, degree, look, label, select, clear}) {
    const query = document.getElementById("query"), found = document.getElementById("found"), box = document.getElementById("search");
    const plain = text => text.toLowerCase();
    const order = told.entities.map((_, number) => number).sort((a, b) => degree(b) - degree(a) || a - b);
    function list() {
      const wanted = plain(query.value.trim());
      found.replaceChildren();
      found.hidden = !wanted;
      if (!wanted) return;
      const names = number => {
        const {name, aliases = [], english = ""} = told.entities[number];
        return [name, ...aliases, english];
      };
      const hits = order.filter(number => names(number).some(name => plain(name).includes(wanted)));
      hits.sort((a, b) => names(b).some(name => plain(name) === wanted) - names(a).some(name => plain(name) === wanted));
      for (const number of hits.slice(0, 30)) {
        const it = told.entities[number];
        const row = Panel.button("", () => { found.hidden = true; select(number, true); }, Panel.shape(look(it.kind)),
          Panel.make("span", "name", it.name), Panel.make("span", "aside", it.english), Panel.make("span", "kind", label(it.kind)));
        found.append(Panel.make("li", "", row));
      }
      if (!hits.length) found.append(Panel.make("p", "", "没有这个名称"));
    }
    query.addEventListener("input", list);
    query.addEventListener("focus", list);
    query.addEventListener("keydown", event => {
      const first = found.querySelector("button");
      if (event.key === "Enter" && first) first.click();
      if (event.key === "ArrowDown" && first) { event.preventDefault(); first.focus(); }
    });
    found.addEventListener("keydown", event => {
      const step = {ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling"}[event.key];
      if (!step) return;
      event.preventDefault();
      const next = document.activeElement.closest("li")[step];
      (next ? next.querySelector("button") : query).focus();
    });
    document.addEventListener("pointerdown", event => {
      if (!box.contains(event.target)) found.hidden = true;
    });
    document.addEventListener("keydown", event => {
      if (event.key !== "Escape") return;
      if (found.hidden) clear();
      found.hidden = true;
    });
  }

  return {create};
})();
