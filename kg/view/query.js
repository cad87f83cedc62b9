"use strict";
// The SPARQL that gives the facts that are shown, by the names of the vocabulary.
const Query = (() => {
  const text = value => JSON.stringify(value).replace(/[\u007f-\uffff]/g, char => "\\u" + char.charCodeAt(0).toString(16).padStart(4, "0"));
  const ref = n => `<${Facts.iri(n)}>`;
  const among = (name, numbers) => `?${name} IN (${[...new Set(numbers)].sort((a, b) => a - b).map(ref).join(", ")})`;

  function times(lines) {
    const {from, to} = Filters.state;
    if (from) lines.push(`  FILTER(SUBSTR(STR(?date), 1, ${from.length}) >= ${text(from)})`);
    if (to) lines.push(`  FILTER(SUBSTR(STR(?date), 1, ${to.length}) <= ${text(to)})`);
  }

  // facts: the numbers of those shown; bounded: whether some entities are not
  function sparql(told, facts, bounded) {
    const {properties, sure, from, to, paper, province} = Filters.state, lines = [];
    const {subject, object} = Facts.columns;
    lines.push(`  ?fact a yt:Fact ; rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?object ; yt:confidence ?confidence .`);
    // each way from the fact on by itself: a store that joins one inside the other does not come to an end
    const source = "?fact prov:wasDerivedFrom/oa:hasSource", optional = pattern => `OPTIONAL { ${pattern} }`;
    const day = `${source}/yt:published ?date`, sheet = `${source}/yt:inPage/yt:inIssue/yt:ofPaper/rdfs:label ?paper`;
    lines.push(`  ${from || to ? day + " ." : optional(day)}`, `  ${paper ? sheet + " ." : optional(sheet + " FILTER(lang(?paper) = \"zh\")")}`);
    lines.push("  FILTER NOT EXISTS { ?fact yt:outweighed true }");
    const hidden = ["mentions", "usesPhrase", ...properties].map(name => "yt:" + name);
    lines.push(`  FILTER(?property NOT IN (${hidden.join(", ")}))`);
    if (sure) lines.push(`  FILTER(?confidence >= ${sure})`);
    times(lines);
    if (paper) lines.push(`  FILTER(?paper = ${text(paper)}@zh)`);
    // a list in a FILTER is gone through once a fact, where VALUES would be joined with all of them
    if (bounded) {
      lines.push(`  FILTER(${among("subject", facts.map(i => subject[i]))})`);
      lines.push(`  FILTER(isLiteral(?object) || ${among("object", facts.map(i => object[i]).filter(n => n >= 0))})`);
    }
    if (province) {
      const ends = facts.flatMap(i => [subject[i], object[i]]).filter(n => n >= 0 && Facts.home(n) === province);
      lines.push(`  FILTER(${among("subject", ends)} || ${among("object", ends)})`);
    }
    const head = ["yt", "rdf", "rdfs", "prov", "oa"].map(name => `PREFIX ${name}: <${told.prefixes[name]}>`);
    return [...head, "SELECT DISTINCT ?subject ?property ?object ?confidence ?date ?paper WHERE {", ...lines, "}",
      "ORDER BY ?subject ?property ?object ?date"].join("\n") + "\n";
  }

  return {sparql};
})();
