"""Who is who where the program does not decide: pairs for an analyst, with what speaks for one person and for two.

They are read from the graph, where each is a `yt:IdentityDecision` whose verdict is undecided. What the analyst decides goes into
the file `identity.tsv` beside the graph (`kg.resolve.verdicts`), for which `tsv` writes the lines.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg import ontology
from kg.questions import ask
from kg.rdf import ID, iri
from kg.resolve.verdicts import COLUMNS
from kg.store import Store

_PAIRS = """
SELECT ?decision ?one ?other ?confidence WHERE {
  ?decision a yt:IdentityDecision ; yt:verdict "undecided" ; yt:decidesOn ?one , ?other ; yt:confidence ?confidence .
  FILTER(STR(?one) < STR(?other))
} ORDER BY ?decision
"""
_REASONS = """
SELECT ?decision ?reason WHERE { ?decision a yt:IdentityDecision ; yt:verdict "undecided" ; yt:reason ?reason }
ORDER BY ?decision ?reason
"""
_ARTICLES = """
SELECT ?article ?date ?headline ?name WHERE {
  ?article yt:mentions %s . %s rdfs:label ?name FILTER(lang(?name) = "zh")
  OPTIONAL { ?article yt:published ?date } OPTIONAL { ?article yt:headline ?headline }
} ORDER BY ?date ?article
"""
_POSTS = """
SELECT ?post ?property (MIN(?day) AS ?first) (MAX(?day) AS ?last) (SAMPLE(?words) AS ?quote) WHERE {
  VALUES ?property { yt:holds yt:formerlyHeld yt:worksFor yt:serves }
  ?fact rdf:subject %s ; rdf:predicate ?property ; rdf:object/rdfs:label ?post ; prov:wasDerivedFrom ?passage .
  ?passage oa:hasSource ?article ; oa:hasSelector/oa:exact ?words .
  OPTIONAL { ?article yt:published ?date }
  BIND(COALESCE(STR(?date), "") AS ?day) FILTER(lang(?post) = "zh")
} GROUP BY ?post ?property ORDER BY ?first ?post
"""
_NAMESAKES = """
SELECT ?name { ?person a yt:Person ; rdfs:label ?name FILTER(lang(?name) = "zh") }
GROUP BY ?name HAVING(COUNT(DISTINCT ?person) > 1)
"""
_MARKED = "SELECT ?old { ?old dcterms:isReplacedBy %s } ORDER BY ?old"
_TEXT = "SELECT ?text WHERE { %s yt:text ?text }"
_BESIDE = 60  # characters shown on each side of a name in a long sentence
_SENTENCE = re.compile(r"[^。！？\n]*[。！？]?")


@dataclass(frozen=True, slots=True)
class Told:
    """A post, employer or place of a person, with the dates of the first and last paper that tell of it."""

    property: str
    name: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of two persons: what is told of him, in how many articles, and a sentence of one of them.

    `ref` is an id that stays his when older pages tell of another of the name, who then has the plain one.
    """

    id: str
    ref: str
    name: str
    told: tuple[Told, ...]
    first: str
    last: str
    articles: int
    sentence: str
    headline: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two persons who may be one; `confidence` is how likely they are. Reasons are codes of `reasons.tsv`."""

    one: Side
    other: Side
    confidence: float
    reasons: tuple[str, ...] = ()

    @property
    def use(self) -> float:
        """How much a decision would mend: the doubt, and how many articles tell of the one less told of."""
        return self.confidence * (1 - self.confidence) * min(self.one.articles, self.other.articles)

    def speaking(self, way: str) -> tuple[str, ...]:
        """The reasons that speak for one person (`yes`) or for two (`no`)."""
        known = _reasons()
        return tuple(code for code in self.reasons if known.get(code, {}).get("for") == way)


def pairs(store: Store) -> list[Pair]:
    """The undecided pairs of the graph, those first of which a decision mends most."""
    reasons: dict[str, list[str]] = defaultdict(list)
    for decision, reason in ask(store, _REASONS, stated=True).texts:
        reasons[decision].append(reason)
    sides: dict[str, Side] = {}
    found = []
    for decision, one, other, confidence in ask(store, _PAIRS, stated=True).texts:
        for person in (one, other):
            if person not in sides:
                sides[person] = _side(store, person)
        both = sorted((sides[one], sides[other]), key=lambda side: (side.first or "9", side.id))
        found.append(Pair(both[0], both[1], float(confidence), tuple(reasons[decision])))
    return sorted(found, key=lambda pair: (-pair.use, pair.one.id, pair.other.id))


def namesakes(store: Store) -> int:
    """How many names have several persons, open or not."""
    return len(ask(store, _NAMESAKES).texts)


def _side(store: Store, person: str) -> Side:
    node = f"<{person}>"
    articles = ask(store, _ARTICLES % (node, node), stated=True).texts
    posts = ask(store, _POSTS % node, stated=True).texts
    told = tuple(Told(prop.rpartition("#")[2], name, first, last) for name, prop, first, last, _ in posts)
    dates = [date for _, date, _, _ in articles if date]
    ident = person.removeprefix(ID)
    name = articles[0][3] if articles else ident.removeprefix("person/").partition("~")[0]
    quote = next((words for *_, words in posts), "") or _sentence(store, name, [row[0] for row in articles])
    quote = _around(name, quote)
    headline = articles[0][2] if articles else ""
    ref = _reference(store, node, ident, told)
    return Side(ident, ref, name, told, min(dates, default=""), max(dates, default=""), len(articles), quote, headline)


def _reference(store: Store, node: str, ident: str, told: Iterable[Told]) -> str:
    """The person's id with a mark, best that of the post or body told of first."""
    if "~" in ident:
        return ident
    old = [row[0].removeprefix(ID) for row in ask(store, _MARKED % node, stated=True).texts]
    marked = [one for one in old if one.startswith(f"{ident}~")]
    return next((f"{ident}~{t.name}" for t in told if f"{ident}~{t.name}" in marked), min(marked, default=ident))


def _sentence(store: Store, name: str, articles: Iterable[str]) -> str:
    """The first sentence of the first article that names him."""
    for article in articles:
        for (text,) in ask(store, _TEXT % iri(article.removeprefix(ID)), stated=True).texts:
            if found := next((s for s in _SENTENCE.findall(text) if name in s), ""):
                return str(found).strip()
    return ""


def _around(name: str, sentence: str) -> str:
    """The sentence, or of a long one what stands around the name."""
    if len(sentence) <= 2 * _BESIDE:
        return sentence
    at = max(sentence.find(name), 0)
    start, end = max(at - _BESIDE, 0), min(at + _BESIDE, len(sentence))
    return f"{'…' * (start > 0)}{sentence[start:end]}{'…' * (end < len(sentence))}"


def _reasons() -> Mapping[str, Mapping[str, str]]:
    return {row["code"]: row for row in ontology.rows("reasons.tsv")}


def lines(found: Iterable[Pair]) -> Iterator[str]:
    """The pairs as text: both persons with what is told of them, a sentence each, and what speaks for and against."""
    known = _reasons()
    for number, pair in enumerate(found, 1):
        yield f"{number}. {pair.one.name}  {pair.confidence:.2f}"
        for side in (pair.one, pair.other):
            yield f"   {side.id}  ({side.articles}, {_span(side.first, side.last)})"
            yield from (f"      {_property(t.property)} {t.name}  {_span(t.first, t.last)}" for t in side.told)
            yield f"      “{side.sentence}”"
        for sign, way in (("+", "yes"), ("-", "no")):
            if codes := pair.speaking(way):
                yield f"   {sign} {', '.join(' '.join((known[c]['zh'], known[c]['en'])) for c in codes)}"


def _property(name: str) -> str:
    return ontology.labels()[name]["zh"]


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first}–{last}"


def tsv(found: Iterable[Pair]) -> Iterator[str]:
    """The pairs as lines of `identity.tsv`: remarks, until same or different is written in the place of `#undecided`."""
    yield "\t".join(COLUMNS)
    for pair in found:
        yield "\t".join(
            (
                "#undecided",
                pair.one.ref,
                pair.other.ref,
                f"{pair.confidence:.2f} {_note(pair.one)} / {_note(pair.other)}",
            )
        )


def _note(side: Side) -> str:
    told = "、".join(t.name for t in side.told[:3]) or side.headline
    return " ".join(f"{told} {_span(side.first, side.last)}".split())
