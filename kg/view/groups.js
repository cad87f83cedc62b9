"use strict";
// The groups of an overview: who belongs to which, what joins two of them, and what the conditions leave of it.
const Groups = (() => {
  let home = new Map();

  async function prepare() {
    const {group, entity} = await Blocks.open("members");
    home = new Map(entity.map((each, at) => [each, group[at]]));
  }

  // the group of an entity; -1 for what stands in none
  const of = n => home.has(n) ? home.get(n) : -1;
  const key = (one, other) => `${Math.min(one, other)} ${Math.max(one, other)}`;

  // act(a, b, facts) for each two entities that a fact joins and the conditions leave joined
  function joined(act) {
    const {subject} = Facts.columns, near = Sieve.near(), there = n => home.has(n) && (!near || near.has(n));
    for (let i = 0; i < subject.length; i++)
      for (const [a, b, facts] of Ties.pairs(i)) if (there(a) && there(b) && Sieve.tie(a, b, facts)) act(a, b, facts);
  }

  // the facts that join the members of two groups, and how many lines they make
  function between(one, other) {
    const facts = new Set(), lines = new Set();
    joined((a, b, those) => {
      if (key(of(a), of(b)) !== key(one, other)) return;
      those.forEach(i => facts.add(i));
      lines.add(key(a, b));
    });
    return {facts: [...facts].sort((i, j) => i - j), lines: lines.size};
  }

  // of one entity: those beyond its group that it is joined to, by group, the group with most first
  function beyond(n) {
    const out = [...Ties.of(n)].filter(([other, facts]) => of(other) >= 0 && of(other) !== of(n) && Sieve.tie(n, other, [...facts]));
    return [...Dom.groups(out.map(([other]) => other), of)].sort((a, b) => b[1].length - a[1].length || a[0] - b[0]);
  }

  // entities left, how many of them by group, and whether anything is left between two groups, by "one other"; nothing if all are shown
  function count() {
    if (!home.size || !Filters.any()) return null;
    const {kinds} = Filters.state, near = Sieve.near(), seen = new Set(), left = new Map(), lines = new Set();
    const meet = n => { if (!seen.has(n)) { seen.add(n); left.set(of(n), (left.get(of(n)) || 0) + 1); } };
    if (!Filters.sieves()) [...home.keys()].filter(n => !kinds.has(Facts.kind(n)) && (!near || near.has(n))).forEach(meet);
    joined((a, b) => { meet(a); meet(b); lines.add(key(of(a), of(b))); });
    return {left, seen, has: (one, other) => lines.has(key(one, other))};
  }

  return {prepare, of, between, beyond, count};
})();
