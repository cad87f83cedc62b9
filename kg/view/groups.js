"use strict";
// The groups of an overview under the filters: how many of each are left, and how many facts join two of them.
const Groups = (() => {
  let home = null;

  async function prepare() {
    if (home) return home;
    const {group, entity} = await Blocks.open("members");
    home = new Map(entity.map((each, at) => [each, group[at]]));
    return home;
  }

  const of = async n => { await prepare(); return home.has(n) ? home.get(n) : -1; };

  // entities left by group, and facts between two groups by "one other"; nothing if all are shown
  function count() {
    if (!home || !Filters.any()) return null;
    const {subject, object} = Facts.columns, {kinds, province} = Filters.state, left = new Map(), lines = new Map(), seen = new Set();
    const at = n => n >= 0 && home.has(n) && !kinds.has(Facts.kind(n)) ? home.get(n) : -1;
    const meet = n => { if (!seen.has(n)) { seen.add(n); left.set(home.get(n), (left.get(home.get(n)) || 0) + 1); } };
    for (let i = 0; i < subject.length; i++) {
      if (!Filters.passes(i)) continue;
      if (province && Facts.home(subject[i]) !== province && (object[i] < 0 || Facts.home(object[i]) !== province)) continue;
      const a = at(subject[i]), b = at(object[i]);
      if (a >= 0) meet(subject[i]);
      if (b >= 0) meet(object[i]);
      if (a < 0 || b < 0 || a === b) continue;
      const key = `${Math.min(a, b)} ${Math.max(a, b)}`;
      lines.set(key, (lines.get(key) || 0) + 1);
    }
    return {left, lines};
  }

  return {prepare, of, count};
})();
