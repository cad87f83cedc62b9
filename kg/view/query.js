"use strict";
// The SPARQL that gives the facts that are shown, by the names of the vocabulary.
const Query = (() => {
  const text = value => JSON.stringify(value).replace(/[\u007f-\uffff]/g, char => "\\u" + char.charCodeAt(0).toString(16).padStart(4, "0"));
  const ref = n => `<${Facts.iri(n)}>`;
  const list = numbers => [...numbers].sort((a, b) => a - b).map(ref).join(" ");

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
    const dated = from || to, open = dated || paper ? ["", ""] : ["OPTIONAL { ", " }"];
    lines.push(`  ${open[0]}?fact prov:wasDerivedFrom/oa:hasSource ?article .`,
      `  ${dated ? "?article yt:published ?date ." : "OPTIONAL { ?article yt:published ?date }"}`,
      `  ${paper ? "?article yt:inPage/yt:inIssue/yt:ofPaper/rdfs:label ?paper ." : "OPTIONAL { ?article yt:inPage/yt:inIssue/yt:ofPaper/rdfs:label ?paper FILTER(lang(?paper) = \"zh\") }"}${open[1]}`);
    const hidden = ["mentions", "usesPhrase", ...properties].map(name => "yt:" + name);
    lines.push(`  FILTER(?property NOT IN (${hidden.join(", ")}))`);
    if (sure) lines.push(`  FILTER(?confidence >= ${sure})`);
    times(lines);
    if (paper) lines.push(`  FILTER(?paper = ${text(paper)}@zh)`);
    if (bounded) {
      const things = new Set(facts.map(i => object[i]).filter(n => n >= 0));
      lines.push(`  VALUES ?subject { ${list(new Set(facts.map(i => subject[i])))} }`);
      lines.push(`  FILTER(isLiteral(?object) || ?object IN (${[...things].sort((a, b) => a - b).map(ref).join(", ") || "<>"}))`);
    }
    if (province) {
      const ends = facts.flatMap(i => [subject[i], object[i]]).filter(n => n >= 0 && Facts.home(n) === province);
      lines.push(`  VALUES ?one { ${list(new Set(ends))} }`, "  FILTER(?subject = ?one || ?object = ?one)");
    }
    const head = ["yt", "rdf", "rdfs", "prov", "oa"].map(name => `PREFIX ${name}: <${told.prefixes[name]}>`);
    return [...head, "SELECT DISTINCT ?subject ?property ?object ?confidence ?date ?paper WHERE {", ...lines, "}",
      "ORDER BY ?subject ?property ?object ?date"].join("\n") + "\n";
  }

  return {sparql};
})();
