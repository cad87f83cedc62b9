"use strict";
// All that is told, by number: entities, facts, articles, and the sentences, which are opened a sheet at a time.
const Facts = (() => {
  let entities = null, facts = null, articles = null, terms = null, touching = null, starts = null, numbers = null, sheet = 400;
  let base = "";
  // offsets count characters, JavaScript counts halves of some
  const points = text => Array.from(text);

  // where in `touching` the facts of each entity stand
  function index() {
    const count = entities.name.length, {subject, object} = facts, total = subject.length;
    starts = new Uint32Array(count + 1);
    for (let i = 0; i < total; i++) {
      starts[subject[i] + 1]++;
      if (object[i] >= 0 && object[i] !== subject[i]) starts[object[i] + 1]++;
    }
    for (let n = 0; n < count; n++) starts[n + 1] += starts[n];
    const next = starts.slice();
    touching = new Uint32Array(starts[count]);
    for (let i = 0; i < total; i++) {
      touching[next[subject[i]]++] = i;
      if (object[i] >= 0 && object[i] !== subject[i]) touching[next[object[i]]++] = i;
    }
  }

  async function load(told) {
    sheet = told.sheet;
    base = told.base;
    [entities, facts, articles, terms] = await Promise.all(["entities", "facts", "articles", "tenures"].map(Blocks.open));
    index();
  }

  const ROOMS = {};
  // the usual id is that of the room of the class, and the name
  function room(kind) { return ROOMS[kind] || "thing"; }

  function id(n) { return entities.id[n] ?? `${room(kind(n))}/${entities.name[n]}`; }
  function iri(n) { return entities.iri[n] ?? base + id(n); }
  const kind = n => entities.kinds[entities.kind[n]];
  const english = n => entities.english[n] || "";

  function number(ident) {
    if (!numbers) numbers = new Map(entities.name.map((_, n) => [id(n), n]));
    return numbers.has(ident) ? numbers.get(ident) : -1;
  }

  function fact(i) {
    const [from, to, order] = facts.more[i] || ["", "", 0], thing = facts.object[i];
    return {i, property: property(i), subject: facts.subject[i], object: thing < 0 ? undefined : thing, value: facts.value[i],
      quote: facts.quote[i], article: facts.article[i], rule: facts.rules[facts.rule[i]], sure: facts.sure[i] / 1000, from, to, order};
  }
  // the tenures of a person, or in a post
  function tenures(n) {
    const rows = terms.person.map((person, i) => i).filter(i => terms.person[i] === n || terms.post[i] === n);
    return rows.map(i => ({person: terms.person[i], post: terms.post[i], articles: terms.articles[i], acting: terms.acting.includes(i),
      succeeds: terms.succeeds[i], first: terms.firstSeen[i], last: terms.lastSeen[i], start: terms.start[i], end: terms.end[i],
      gone: terms.goneBy[i]}));
  }
  const property = i => facts.properties[facts.property[i]];

  function article(a) {
    if (a < 0) return null;
    return {a, id: articles.id[a], newspaper: articles.papers[articles.paper[a]], date: articles.date[a], page: articles.page[a],
      headline: articles.headline[a], masthead: articles.mastheads.includes(a)};
  }

  async function quote(q) {
    const rows = await Blocks.open("quotes" + Math.floor(q / sheet)), [article, text, begin, end, marks] = rows[q % sheet];
    return {article, text, begin, end, marks};
  }

  return {
    load, points, id, iri, number, fact, property, tenures, article, quote, kind, english,
    get columns() { return facts; },
    get articles() { return articles; },
    get entities() { return entities; },
    get loaded() { return touching !== null; },
    rooms: given => Object.assign(ROOMS, given),
    of: n => touching.subarray(starts[n], starts[n + 1]),
    count: () => entities.name.length,
    name: n => entities.name[n],
    label: n => (Words.code() === "en" && entities.english[n]) || entities.name[n],
    line: n => entities.line[n] || "",
    aliases: n => entities.aliases[n] || [],
    code: n => entities.code[n] || "",
    home: n => entities.homes[entities.home[n]] || "",
    date: i => facts.article[i] < 0 ? "" : articles.date[facts.article[i]],
    paper: i => facts.article[i] < 0 ? "" : articles.papers[articles.paper[facts.article[i]]],
  };
})();
