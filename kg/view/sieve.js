"use strict";
// What the conditions leave of facts, lines and entities: one answer for the map, the tables, the paths and what is saved.
const Sieve = (() => {
  const of = (province, n) => n >= 0 && Facts.home(n) === province;

  // whether a line is left: one of its facts that speaks of an end is, and both classes
  function tie(a, b, facts) {
    const {kinds, province} = Filters.state, {subject} = Facts.columns;
    if (kinds.has(Facts.kind(a)) || kinds.has(Facts.kind(b))) return false;
    // that a post is of a body does not say who has it
    return !Filters.sieves() || facts.some(i => (subject[i] === a || subject[i] === b) && Filters.passes(i))
      && (!province || of(province, a) || of(province, b));
  }

  // the entities within so many steps of the one that is looked at; nothing if none is
  function near() {
    const {around, depth} = Filters.state, found = new Set([around]);
    if (around < 0) return null;
    for (let step = 0, rim = [around]; step < depth && rim.length; step++) {
      const next = [];
      for (const n of rim) for (const [other, facts] of Ties.of(n)) {
        if (found.has(other) || !tie(n, other, [...facts])) continue;
        found.add(other);
        next.push(other);
      }
      rim = next;
    }
    return found;
  }

  // the entities of the map that may be shown, and of posts and other records those beside one
  function members(inside) {
    const {kinds} = Filters.state, {subject, object} = Facts.columns, close = near(), found = new Set(), records = new Set();
    for (let n = 0; n < Facts.count(); n++)
      if (Ties.mapped(n) && !kinds.has(Facts.kind(n)) && (!close || close.has(n)) && (!inside || inside(n))) found.add(n);
    for (let i = 0; i < subject.length; i++) {
      if (object[i] < 0 || !Filters.passes(i)) continue;
      if (found.has(subject[i]) && !Ties.mapped(object[i])) records.add(object[i]);
      if (found.has(object[i]) && !Ties.mapped(subject[i])) records.add(subject[i]);
    }
    records.forEach(n => found.add(n));
    return found;
  }

  // a test of facts by number; `inside` tells which entities stand on the part of the map that is open
  function facts(inside = null) {
    const {kinds, around, province} = Filters.state, {subject, object} = Facts.columns;
    const left = kinds.size || around >= 0 || inside ? members(inside) : null;
    return i => Filters.passes(i) && (!province || of(province, subject[i]) || of(province, object[i]))
      && (!left || left.has(subject[i]) && (object[i] < 0 || left.has(object[i])));
  }

  return {tie, near, facts};
})();
