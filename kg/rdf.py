"""Knowledge as RDF: a named graph for each article, holding its facts and, beside each, the record of where it stands.

An article's graph is whole in itself: the article's record, the plain triples, types and labels of all that they name,
and the provenance. So one article can be read, replaced or forgotten by its graph alone. What no article says (the
gazetteer's facts) stands in the graph `BACKGROUND`. Nodes of records have IRIs made by hashing what they record;
there are no blank nodes, and the same knowledge always gives the same bytes.
"""

from __future__ import annotations

import hashlib
import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

import pyoxigraph
from pyoxigraph import Literal as Text
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple

from kg import model
from kg.model import Article, Entity, Fact, Knowledge
from kg.resolve.settled import Record

ID = "https://w3id.org/yutu/id/"
YT = "https://w3id.org/yutu/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
OWL = "http://www.w3.org/2002/07/owl#"
DCTERMS = "http://purl.org/dc/terms/"

PREFIXES = {"yt": YT, "id": ID, "rdf": RDF, "rdfs": RDFS, "xsd": XSD, "skos": SKOS, "prov": PROV, "oa": OA}
PREFIXES |= {"owl": OWL, "dcterms": DCTERMS}

Node = NamedNode | Text


@lru_cache(maxsize=65536)
def iri(local: str) -> NamedNode:
    """The IRI of the entity, article or record with this id; Han characters stay as they are.

    >>> iri("post/a b").value
    'https://w3id.org/yutu/id/post/a%20b'
    """
    return NamedNode(ID + _SAFE.sub(_escape, local))


_SAFE = re.compile(r"[^A-Za-z0-9\-._~!$&'()*+,;=:@/]")


# neither may these, by RFC 3987
_SPECIAL = re.compile("[\ufff0-\uffff\U000e0000-\U000e0fff]")


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    # controls, blanks, private and unassigned characters may not stand in an IRI; a lone surrogate not even in UTF-8
    if char < "\x80" or unicodedata.category(char)[0] in "CZ" or _SPECIAL.match(char):
        return quote(char.encode("utf-8", "replace"), safe="")
    return char


def article_iri(article: str) -> NamedNode:
    """The IRI of the article with this id, which is the name of its graph too."""
    return iri("article/" + article)


BACKGROUND = iri("graph/background")
INFERRED = iri("graph/inferred")


@lru_cache(maxsize=1024)
def _yt(name: str) -> NamedNode:
    return NamedNode(YT + name)


_TYPE, _LABEL, _ALT = NamedNode(RDF + "type"), NamedNode(RDFS + "label"), NamedNode(SKOS + "altLabel")


def quads(knowledge: Knowledge) -> Iterator[Quad]:
    """All that the knowledge says, graph by graph (articles by id, the background last), each graph sorted."""
    by_graph = _facts_by_article(knowledge)
    mentioned = _mentioned(knowledge)
    entities = {entity.id: entity for entity in knowledge.entities}
    media = {name: e for e in knowledge.entities if e.kind == "Media" for name in (*e.aliases, e.name)}
    for article in sorted(knowledge.articles, key=lambda a: a.id):
        view = _View(by_graph.pop(article.id, []), mentioned.pop(article.id, []), entities)
        graph = article_iri(article.id)
        yield from _sorted({*_article(article, media), *_contents(view, article.id)}, graph)
    rest = _View([fact for facts in by_graph.values() for fact in facts], [], entities)
    yield from _sorted(set(_contents(rest, "")), BACKGROUND)


def block_iri(block: str) -> NamedNode:
    """The name of the graph of what the pages of a block tell together."""
    return iri(f"graph/{block}")


def record_quads(block: str, records: Iterable[Record]) -> Iterator[Quad]:
    """What the pages of a block tell together, sorted; each record names the facts that it was concluded from."""
    yield from _sorted({triple for record in records for triple in _record(record)}, block_iri(block))


def _record(record: Record) -> Iterator[Triple]:
    node = iri(record.id)
    if record.kind:
        yield Triple(node, _TYPE, _property(record.kind))
    for name, value in record.values:
        yield Triple(node, _property(name), _object(value))
    for fact in record.facts:
        told = _hash(str(iri(fact.subject)), fact.property, str(iri(fact.object)), fact.article)
        yield Triple(node, NamedNode(PROV + "wasDerivedFrom"), iri(f"fact/{told}"))
    if record.rule:
        yield Triple(node, NamedNode(PROV + "wasGeneratedBy"), iri(f"rule/{record.rule}"))


def _property(name: str) -> NamedNode:
    prefix, colon, rest = name.partition(":")
    return NamedNode(PREFIXES[prefix] + rest) if colon else _yt(name)


def n_quads(quads: Iterable[Quad]) -> bytes:
    """The quads as bytes, each also as one of the default graph."""
    told = list(quads)
    every = itertools.chain(told, (Quad(*quad.triple) for quad in told))
    return pyoxigraph.serialize(every, format=RdfFormat.N_QUADS) or b""


@dataclass(frozen=True)
class _View:
    """What one graph holds: its facts, the ids it mentions, and where to look up any entity."""

    facts: list[Fact]
    mentioned: list[str]
    entities: dict[str, Entity]


def _facts_by_article(knowledge: Knowledge) -> dict[str, list[Fact]]:
    known = {article.id for article in knowledge.articles}
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in knowledge.facts:
        found[fact.evidence.article if fact.evidence.article in known else ""].append(fact)
    return found


def _mentioned(knowledge: Knowledge) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for entity in knowledge.entities:
        for article in sorted({mention.span.article for mention in entity.mentions}):
            found[article].append(entity.id)
    return found


def _sorted(triples: set[Triple], graph: NamedNode) -> Iterator[Quad]:
    for triple in sorted(triples, key=str):
        yield Quad(triple.subject, triple.predicate, triple.object, graph)


def _contents(view: _View, article: str) -> Iterator[Triple]:
    named = dict.fromkeys(view.mentioned)
    for fact in view.facts:
        named[fact.subject] = None
        if isinstance(fact.object, str):
            named[fact.object] = None
    for entity in (view.entities[name] for name in named if name in view.entities):
        yield from _entity(entity)
    if article:
        yield from (Triple(article_iri(article), _yt("mentions"), iri(name)) for name in view.mentioned)
    yield from _facts(view.facts)


def _entity(entity: Entity) -> Iterator[Triple]:
    node = iri(entity.id)
    yield Triple(node, _TYPE, _yt(entity.kind))
    yield Triple(node, _LABEL, _chinese(entity.name))
    for alias in entity.aliases:
        yield Triple(node, _ALT, _chinese(alias))
    if entity.english:
        yield Triple(node, _LABEL, Text(printable(entity.english), language="en"))
    if entity.code:
        yield Triple(node, _yt("code"), Text(entity.code))


def _article(article: Article, media: dict[str, Entity]) -> Iterator[Triple]:
    node = article_iri(article.id)
    yield Triple(node, _TYPE, _yt("Article"))
    if article.headline:
        yield Triple(node, _LABEL, _chinese(article.headline))
    for name in ("headline", "kicker", "byline", "text"):
        if value := getattr(article, name):
            yield Triple(node, _yt(name), _chinese(value))
    if article.date:
        yield Triple(node, _yt("published"), _date(article.date.isoformat()))
    yield from _place_in_print(article, media)


def _place_in_print(article: Article, media: dict[str, Entity]) -> Iterator[Triple]:
    paper = article.newspaper or "unknown"
    issue = "/".join([paper, *([article.date.isoformat()] if article.date else [])])
    # without a page number pages of one issue cannot be told apart but by their files
    page = iri(f"page/{issue}/{article.page or 'in ' + Path(article.source).name}")
    yield Triple(article_iri(article.id), _yt("inPage"), page)
    yield Triple(page, _TYPE, _yt("Page"))
    if article.page:
        yield Triple(page, _yt("pageNumber"), Text(printable(article.page)))
    yield Triple(page, _yt("inIssue"), iri(f"issue/{issue}"))
    yield from _issue(article, iri(f"issue/{issue}"), media)


def _issue(article: Article, issue: NamedNode, media: dict[str, Entity]) -> Iterator[Triple]:
    yield Triple(issue, _TYPE, _yt("Issue"))
    if article.date:
        yield Triple(issue, _yt("published"), _date(article.date.isoformat()))
    if not (name := article.newspaper):
        return
    paper = media.get(name) or Entity(f"organization/{name}", "Media", name)
    yield Triple(issue, _yt("ofPaper"), iri(paper.id))
    # the article itself may not name it
    yield from _entity(paper)


def _facts(facts: list[Fact]) -> Iterator[Triple]:
    records: dict[tuple[str, str, str | model.Literal], list[Fact]] = defaultdict(list)
    for fact in facts:
        records[fact.subject, fact.property, fact.object].append(fact)
    for told in records.values():
        yield from _fact(told)


def _fact(told: list[Fact]) -> Iterator[Triple]:
    """One triple and its record; `told` is the same fact, as often as its article tells it.

    What another page's value outweighs is recorded and not said.
    """
    best = max(told, key=lambda fact: (fact.confidence, -fact.evidence.start, fact.rule, -fact.order))
    subject, predicate, value = iri(best.subject), _yt(best.property), _object(best.object)
    if not best.outweighed:
        yield Triple(subject, predicate, value)
    record = iri(f"fact/{_hash(str(subject), best.property, str(value), best.evidence.article)}")
    yield Triple(record, _TYPE, _yt("Fact"))
    for name, node in (("subject", subject), ("predicate", predicate), ("object", value)):
        yield Triple(record, NamedNode(RDF + name), node)
    yield Triple(record, _yt("confidence"), _decimal(best.confidence))
    if best.outweighed:
        yield Triple(record, _yt("outweighed"), Text(True))
    if best.order:
        yield Triple(record, _yt("stopOrder"), Text(best.order))
    for name, date in (("validFrom", best.valid_from), ("validTo", best.valid_to)):
        if date:
            yield Triple(record, _yt(name), _date(date))
    for fact in told:
        yield from _origin(record, fact)


def _origin(record: NamedNode, fact: Fact) -> Iterator[Triple]:
    if fact.rule:
        yield Triple(record, NamedNode(PROV + "wasGeneratedBy"), iri(f"rule/{fact.rule}"))
    if not (span := fact.evidence).article:
        return
    passage = f"passage/{_hash(span.article, str(span.start), str(span.end))}"
    yield Triple(record, NamedNode(PROV + "wasDerivedFrom"), iri(passage))
    yield Triple(iri(passage), _TYPE, NamedNode(OA + "SpecificResource"))
    yield Triple(iri(passage), NamedNode(OA + "hasSource"), article_iri(span.article))
    quoted = {"exact": Text(printable(span.text))}
    placed = {"start": Text(span.start), "end": Text(span.end)}
    yield from _selector(passage, "quote", "TextQuoteSelector", quoted)
    yield from _selector(passage, "position", "TextPositionSelector", placed)


def _selector(passage: str, name: str, kind: str, values: dict[str, Text]) -> Iterator[Triple]:
    node = iri(f"{passage}/{name}")
    yield Triple(iri(passage), NamedNode(OA + "hasSelector"), node)
    yield Triple(node, _TYPE, NamedNode(OA + kind))
    for property_, value in values.items():
        yield Triple(node, NamedNode(OA + property_), value)


def _object(value: str | model.Literal) -> Node:
    if isinstance(value, str):
        return iri(value)
    if value.type == "langString":
        return _chinese(value.value)
    return Text(printable(value.value), datatype=NamedNode(XSD + value.type))


def _chinese(text: str) -> Text:
    return Text(printable(text), language="zh")


def printable(text: str) -> str:
    """The text as RDF can hold it: one character for one, so that offsets still hold."""
    # it knows no lone surrogates and no NUL
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\ufffd")


def _decimal(number: float) -> Text:
    # in the canonical form, which is how the store gives it back
    return Text(f"{number:.3f}".rstrip("0").rstrip("."), datatype=NamedNode(XSD + "decimal"))


def _date(date: str) -> Text:
    kind = {4: "gYear", 7: "gYearMonth"}.get(len(date), "date")
    return Text(date, datatype=NamedNode(XSD + kind))


def _hash(*parts: str) -> str:
    return hashlib.blake2s("\n".join(parts).encode("utf-8", "replace"), digest_size=8).hexdigest()
