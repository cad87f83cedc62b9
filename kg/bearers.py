"""Who or what bears a name, with what tells namesakes apart: class, posts or place, how often and when it is named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.kinds import BROAD
from kg.model import Named
from kg.questions import NEWS, ask, plain, short
from kg.rdf import YT, iri
from kg.store import Store

MOST = 3
# by what people know a person, a body, a place or an event, the first of these that is told
_PROPERTIES = ("holds", "formerlyHeld", "worksFor", "locatedIn", "partOf", "jurisdiction", "place", "startDate")
_KNOWN = f"""SELECT ?p ?o (SAMPLE(?label) AS ?name) (COUNT(DISTINCT ?record) AS ?n) WHERE {{
  VALUES ?p {{ {" ".join(f"yt:{name}" for name in _PROPERTIES)} }}
  ?record rdf:subject %s ; rdf:predicate ?p ; rdf:object ?o OPTIONAL {{ ?o rdfs:label ?label FILTER(lang(?label) = "zh") }}
}} GROUP BY ?p ?o ORDER BY DESC(?n) ?o"""
_PRINTED = f"""SELECT (SUM(IF({NEWS}, 1, 0)) AS ?n) (MIN(?d) AS ?first) (MAX(?d) AS ?last) WHERE {{
  SELECT DISTINCT ?article ?d WHERE {{ ?article yt:mentions %s OPTIONAL {{ ?article yt:published ?d }} }} }}"""
_ABOUT = """SELECT ?kind ?name WHERE { { %s a ?kind FILTER(STRSTARTS(STR(?kind), STR(yt:))) }
  UNION { %s rdfs:label ?name FILTER(lang(?name) = "zh") } } ORDER BY ?kind ?name"""


@dataclass(frozen=True, slots=True)
class Bearer:
    """One that bears a name; `known` are a few of its posts, or else where it stands, `first` and `last` dates of papers."""

    node: NamedNode
    name: str
    kind: str
    known: tuple[str, ...]
    articles: int
    first: str
    last: str

    @property
    def remark(self) -> str:
        """What tells it from its namesakes, besides its id."""
        when = " – ".join(dict.fromkeys(filter(None, (self.first, self.last))))
        return ", ".join(self.known) or when

    def __str__(self) -> str:
        seen = f"{self.articles:,} {'article' if self.articles == 1 else 'articles'}"
        return "  ".join(filter(None, (self.name, self.kind, seen, self.remark, short(self.node))))


def bearer(store: Store, node: NamedNode) -> Bearer:
    """What the graph tells of an entity at first sight."""
    rows = ask(store, _ABOUT % (node, node), stated=True).texts
    name = next((name for _, name in rows if name), short(node))
    return Bearer(
        node,
        name,
        finest([kind.removeprefix(YT) for kind, _ in rows if kind]),
        _known(store, node),
        *printed(store, node),
    )


def remarks(store: Store, found: Iterable[Named]) -> dict[str, str]:
    """What tells namesakes from each other, by their ids; nothing of those whose name no other has."""
    names: dict[str, list[str]] = {}
    for one in found:
        names.setdefault(one.name, []).append(one.id)
    return {ident: bearer(store, iri(ident)).remark for same in names.values() if len(same) > 1 for ident in same}


def finest(kinds: list[str]) -> str:
    """The class that tells most, of all that an entity is said to be of.

    >>> finest(["Person", "Official"])
    'Official'
    """
    return min(kinds, key=lambda kind: (kind in BROAD, kind), default="")


def printed(store: Store, node: NamedNode) -> tuple[int, str, str]:
    """In how many articles an entity is named, and the dates of the first and last paper that names it."""
    articles, first, last = ask(store, _PRINTED % node, stated=True).texts[0]
    return int(articles), first, last


def _known(store: Store, node: NamedNode) -> tuple[str, ...]:
    """By what it is known: what is told most often of the first property of which anything is."""
    told: dict[str, list[str]] = {}
    for prop, thing, name, _ in ask(store, _KNOWN % node, stated=True).rows:
        told.setdefault(plain(prop).removeprefix(YT), []).append(plain(name) or short(thing))
    return tuple(next((told[name] for name in _PROPERTIES if name in told), [])[:MOST])
