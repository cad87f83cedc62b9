"use strict";
// What joins two entities of the map, on whichever part of it they stand: facts between them, and those through a post,
// which is no shape. As kg/view/picture.py draws lines.
const Ties = (() => {
  let kinds = new Set(), aside = new Set(), bodies = null;
  const mapped = n => n >= 0 && kinds.has(Facts.kind(n)) && !aside.has(n);

  // of each post the bodies that it is of, each with the first fact that says so
  function beyond(post) {
    if (bodies) return bodies.get(post) || new Map();
    bodies = new Map();
    const {subject, object} = Facts.columns;
    for (let i = 0; i < subject.length; i++) {
      if (Facts.property(i) !== "postIn" || mapped(subject[i]) || !mapped(object[i])) continue;
      if (!bodies.has(subject[i])) bodies.set(subject[i], new Map());
      if (!bodies.get(subject[i]).has(object[i])) bodies.get(subject[i]).set(object[i], i);
    }
    return beyond(post);
  }

  // the pairs that fact `i` joins, each with the facts that say so
  function pairs(i) {
    const a = Facts.columns.subject[i], b = Facts.columns.object[i];
    if (b < 0 || a === b || !mapped(a)) return [];
    return mapped(b) ? [[a, b, [i]]] : [...beyond(b)].filter(([body]) => body !== a).map(([body, other]) => [a, body, [i, other]]);
  }

  // those who have the post of fact `i`, if it is the one by which lines go on to its body
  function holders(i, body) {
    const {subject, object} = Facts.columns, post = subject[i];
    if (beyond(post).get(body) !== i) return [];
    return [...Facts.of(post)].filter(j => object[j] === post && mapped(subject[j]) && subject[j] !== body).map(j => [subject[j], [j, i]]);
  }

  // all that is joined to `n`, each with the facts that say so
  function of(n) {
    const {subject, object} = Facts.columns, found = new Map();
    const add = ([other, facts]) => { if (!found.has(other)) found.set(other, new Set()); facts.forEach(i => found.get(other).add(i)); };
    for (const i of Facts.of(n)) {
      const other = subject[i] === n ? object[i] : subject[i];
      if (other === n || other < 0) continue;
      if (mapped(other)) add([other, [i]]);
      else if (subject[i] === n) pairs(i).forEach(([, body, facts]) => add([body, facts]));
      else holders(i, n).forEach(add);
    }
    return found;
  }

  return {
    create(told) { kinds = new Set(told.classes.map(look => look.kind)); aside = new Set(told.aside); },
    mapped, pairs, of, between: (a, b) => [...(of(a).get(b) || [])].sort((i, j) => i - j),
  };
})();
