"""The graph in rows: entities, articles and facts, as tables and pictures of nodes and edges need them.

All is taken from the quads of a store, subject by subject and in the order of their IRIs, so it works for every graph
that was loaded, and only one subject is held in memory at a time. Ids are those of `kg.model`: the part of an IRI
behind `https://w3id.org/yutu/id/`; what stands elsewhere keeps its whole IRI.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Triple

from kg import axioms, rdf
from kg.rdf import ID, INFERRED, OA, PREFIXES, PROV, RDF, RDFS, SKOS, YT
from kg.store import Store

Node = NamedNode | BlankNode
Term = Node | Literal | Triple

_TYPE, _SUBJECT, _ARTICLE = NamedNode(RDF + "type"), NamedNode(RDF + "subject"), NamedNode(YT + "Article")
# nodes that record something of others
_RECORDS = [YT + name for name in ("Fact", "Inference", "Rule", "Issue", "Page", "Sentence")]
_RECORDS += [OA + name for name in ("SpecificResource", "TextQuoteSelector", "TextPositionSelector")]
_NODES = "SELECT DISTINCT ?s { ?s a ?t FILTER(?t NOT IN (" + ", ".join(f"<{kind}>" for kind in _RECORDS) + ")) }"
_OF_ARTICLES = ("headline", "kicker", "byline", "text", "published", "inPage", "mentions")
# they have columns of their own
_NAMES = {RDF + "type", RDFS + "label", SKOS + "altLabel", YT + "code", *(YT + name for name in _OF_ARTICLES)}


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity; the finest of its `kinds` comes first."""

    id: str
    kinds: tuple[str, ...]
    name: str
    english: str
    aliases: tuple[str, ...]
    code: str


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article and where it stood."""

    id: str
    newspaper: str
    published: dt.date | None
    page: str
    headline: str
    kicker: str
    byline: str
    text: str


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact as one passage tells it; `value` is a literal object, `object` an entity, the other one is empty.

    What comes with a record is empty, or `None`, where the graph has none: for what is `inferred`, a sentence and a
    confidence; for a plain triple without any record, all of it.
    """

    subject: str
    property: str
    object: str
    value: str
    confidence: float | None = None
    rules: tuple[str, ...] = ()
    article: str = ""
    published: dt.date | None = None
    sentence: str = ""
    start: int | None = None
    end: int | None = None
    valid_from: str = ""
    valid_to: str = ""
    order: int | None = None
    inferred: bool = False


def local(node: Term) -> str:
    """The id that leads to this node, or its IRI where none does.

    >>> local(rdf.iri("post/a b")), local(NamedNode("http://example.org/a"))
    ('post/a b', 'http://example.org/a')
    """
    value = str(node) if isinstance(node, BlankNode | Triple) else node.value
    if not value.startswith(ID):
        return value
    ident = unquote(value.removeprefix(ID))
    # two IRIs of another maker may be one when unquoted
    return ident if rdf.iri(ident).value == value else value


def term(node: Term) -> str:
    """The name of a class or property: plain for ours, with a prefix or as an IRI for others.

    >>> term(NamedNode(YT + "holds")), term(NamedNode(SKOS + "exactMatch"))
    ('holds', 'skos:exactMatch')
    """
    value = str(node) if isinstance(node, BlankNode | Triple) else node.value
    if value.startswith(YT):
        return value.removeprefix(YT)
    for prefix, namespace in PREFIXES.items():
        if value.startswith(namespace):
            return f"{prefix}:{value.removeprefix(namespace)}"
    return value


_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def in_xml(text: str) -> str:
    """The text with U+FFFD for what XML cannot hold, of the same length.

    >>> in_xml("a\\x01b")
    'a\ufffdb'
    """
    return _NO_XML.sub("\ufffd", text)


class Rows:
    """The rows of a store: of what is stated, and with `inferred` of what follows from it too."""

    def __init__(self, store: Store, *, inferred: bool = False) -> None:
        self._inner = store.inner
        self._graphs: list[NamedNode | DefaultGraph] = [DefaultGraph(), *([INFERRED] if inferred else [])]
        self._published: dict[Term, dt.date | None] = {}

    def entities(self) -> Iterator[EntityRow]:
        """All that the graph speaks of."""
        articles = set(self._articles())
        for node in self._nodes():
            if node not in articles:
                yield self._entity(node)

    def articles(self) -> Iterator[ArticleRow]:
        """The articles from which the graph was made."""
        for node in self._articles():
            about = self._about(node)
            page = self._about(_first(about, YT + "inPage"))
            paper = self._about(_first(self._about(_first(page, YT + "inIssue")), YT + "ofPaper"))
            named = {name: _text(about, YT + name) for name in ("headline", "kicker", "byline", "text")}
            day = _day(_first(about, YT + "published"))
            yield ArticleRow(
                local(node), _names(paper, RDFS + "label")[0], day, _text(page, YT + "pageNumber"), **named
            )

    def mentions(self) -> Iterator[tuple[str, str]]:
        """The articles and the entities that they mention, in pairs."""
        for node in self._articles():
            for entity in self._about(node)[YT + "mentions"]:
                yield local(node), local(entity)

    def facts(self) -> Iterator[FactRow]:
        """What is said of entities and articles: a row for each passage that tells it, the surest first."""
        for node in self._nodes():
            records = self._records(node)
            for graph in self._graphs:
                quads = self._inner.quads_for_pattern(node, None, None, graph)
                for triple in sorted((quad.triple for quad in quads if quad.predicate.value not in _NAMES), key=str):
                    told = records.get((triple.predicate, triple.object), [])
                    rows = [row for record in told for row in self._told(triple, record, graph == INFERRED)]
                    yield from sorted(rows, key=_surest_first) or [_row(triple, graph == INFERRED)]

    def _nodes(self) -> list[Node]:
        return sorted((row[0] for row in self._inner.query(_NODES)), key=str)  # type: ignore[union-attr]

    def _articles(self) -> list[Node]:
        quads = self._inner.quads_for_pattern(None, _TYPE, _ARTICLE, DefaultGraph())
        return sorted((quad.subject for quad in quads), key=str)  # type: ignore[misc]

    def _about(self, node: Term | None) -> dict[str, list[Term]]:
        """What is said of a node: for each property the values, sorted."""
        about: dict[str, list[Term]] = defaultdict(list)
        if isinstance(node, NamedNode | BlankNode):
            for graph in self._graphs:
                for quad in self._inner.quads_for_pattern(node, None, None, graph):
                    about[quad.predicate.value].append(quad.object)
        for values in about.values():
            values.sort(key=str)
        return about

    def _entity(self, node: Node) -> EntityRow:
        about = self._about(node)
        labels = _names(about, RDFS + "label")
        aliases = dict.fromkeys([*labels[1:], *_names(about, SKOS + "altLabel")])
        english = (t.value for t in about[RDFS + "label"] if isinstance(t, Literal) and t.language == "en")
        above = axioms.current().above
        kinds = sorted(about[RDF + "type"], key=lambda kind: (-len(above.get(kind, ())), str(kind)))  # type: ignore[arg-type]
        return EntityRow(
            local(node),
            tuple(dict.fromkeys(map(term, kinds))),
            labels[0] or next(english, "") or local(node),
            next(english, ""),
            tuple(name for name in aliases if name and name != labels[0]),
            _text(about, YT + "code"),
        )

    def _records(self, node: Node) -> dict[tuple[NamedNode, Term], list[dict[str, list[Term]]]]:
        """The records of what is said of a node, by property and object."""
        found: dict[tuple[NamedNode, Term], list[dict[str, list[Term]]]] = defaultdict(list)
        for graph in self._graphs:
            for quad in self._inner.quads_for_pattern(None, _SUBJECT, node, graph):
                about = self._about(quad.subject)
                for property_ in about[RDF + "predicate"]:
                    for value in about[RDF + "object"]:
                        found[property_, value].append(about)  # type: ignore[index]
        return found

    def _told(self, triple: Triple, record: dict[str, list[Term]], inferred: bool) -> Iterator[FactRow]:
        rules = tuple(local(rule).partition("/")[2] or local(rule) for rule in record[PROV + "wasGeneratedBy"])
        of_record = {
            "confidence": _number(_text(record, YT + "confidence")),
            "rules": rules,
            "valid_from": _text(record, YT + "validFrom"),
            "valid_to": _text(record, YT + "validTo"),
            "order": _whole(_text(record, YT + "stopOrder")),
        }
        passages: list[Term | None] = [*record[PROV + "wasDerivedFrom"]]
        for passage in passages or [None]:
            yield _row(triple, inferred, **of_record, **self._passage(passage))

    def _passage(self, node: Term | None) -> dict[str, object]:
        about = self._about(node)
        source = _first(about, OA + "hasSource")
        if source is None:
            return {}
        if source not in self._published:
            self._published[source] = _day(_first(self._about(source), YT + "published"))
        told: dict[str, object] = {"article": local(source), "published": self._published[source]}
        for selector in map(self._about, about[OA + "hasSelector"]):
            if selector[OA + "exact"]:
                told["sentence"] = _text(selector, OA + "exact")
            else:
                told |= {name: _whole(_text(selector, OA + name)) for name in ("start", "end")}
        return told


def _row(triple: Triple, inferred: bool, **told: object) -> FactRow:
    value = triple.object
    ends = ("", value.value) if isinstance(value, Literal) else (local(value), "")
    return FactRow(local(triple.subject), term(triple.predicate), *ends, inferred=inferred, **told)  # type: ignore[arg-type]


def _surest_first(row: FactRow) -> tuple[float, str, int]:
    return -(row.confidence or 0), row.article, row.start or 0


def _first(about: dict[str, list[Term]], name: str) -> Term | None:
    return about[name][0] if about[name] else None


def _text(about: dict[str, list[Term]], name: str) -> str:
    value = _first(about, name)
    return value.value if isinstance(value, Literal) else ""


def _names(about: dict[str, list[Term]], name: str) -> list[str]:
    """The names that are not English, Chinese ones first; one that is empty if there is none."""
    found = [value for value in about[name] if isinstance(value, Literal) and value.language != "en"]
    found.sort(key=lambda value: not (value.language or "").startswith("zh"))
    return [value.value for value in found] or [""]


def _day(value: Term | None) -> dt.date | None:
    text = value.value if isinstance(value, Literal) else ""
    try:
        return dt.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,30})?", text) else None


def _whole(text: str) -> int | None:
    return int(text) if re.fullmatch("[0-9]{1,18}", text) else None
