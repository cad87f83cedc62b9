"use strict";
// The sentence behind a fact, with the words marked, and where it stood.
const Sentences = (() => {
  const {make} = Dom, {t} = Words;

  function quotation(quote, ends, values) {
    const inside = make("blockquote"), points = Facts.points(quote.text), cuts = new Set([0, quote.begin, quote.end, points.length]);
    const marks = [...ends].flatMap(end => quote.marks[end] || []);
    for (const value of values) {
      const at = value ? quote.text.indexOf(value) : -1;
      if (at >= 0) marks.push([Facts.points(quote.text.slice(0, at)).length, Facts.points(quote.text.slice(0, at + value.length)).length]);
    }
    marks.forEach(([begin, end]) => cuts.add(begin).add(end));
    const order = [...cuts].filter(cut => cut >= 0 && cut <= points.length).sort((a, b) => a - b);
    order.slice(1).forEach((end, place) => {
      const begin = order[place], text = points.slice(begin, end).join("");
      const marked = marks.some(mark => mark[0] <= begin && end <= mark[1]);
      const around = end <= quote.begin || begin >= quote.end;
      inside.append(make(marked ? "mark" : "span", around ? "around" : "", text));
    });
    return inside;
  }

  const page = number => /^\d+$/.test(number) || /^[A-Z]+\d+$/.test(number) ? t("page", {page: number}) : number;

  function from(article) {
    if (!article) return [];
    const headline = article.masthead ? t("masthead") : article.headline;
    return [article.newspaper, article.date, article.page && page(article.page), headline];
  }

  // how sure, and by which rule, of facts that stand in one sentence
  function certainty(facts) {
    const told = [...new Set(facts.map(fact => t("byRule", {sure: fact.sure.toFixed(2), rule: fact.rule})))];
    return make("p", "rules", ...Dom.apart(told.slice(0, 4), " · "));
  }

  // the sentence of these facts, all of one quote; what no article says is told by the gazetteer, and has none
  function evidence(facts) {
    const number = facts[0].quote;
    if (number < 0) {
      const listed = facts.some(fact => fact.rule.startsWith("gazetteer"));
      return make("div", "evidence", make("p", "from listed", t(listed ? "fromGazetteer" : "noSentence")), certainty(facts));
    }
    const box = make("div", "evidence", make("blockquote", "waiting", "…"));
    const ends = new Set(facts.flatMap(fact => [fact.subject, fact.object]).filter(end => end !== undefined));
    box.ready = Facts.quote(number).then(quote => {
      const values = facts.filter(fact => fact.object === undefined).map(fact => fact.value);
      box.replaceChildren(quotation(quote, ends, values), make("p", "from", ...Dom.apart(from(Facts.article(quote.article)), " · ")), certainty(facts));
    });
    return box;
  }

  return {evidence, from, page};
})();
