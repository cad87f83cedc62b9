"""What networks are made of: where something is told, who is who, in which province what lies, and how ties add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import networkx
from pyoxigraph import NamedNode

from kg import catalogue
from kg.kinds import BROAD
from kg.questions import ask
from kg.rows import local
from kg.store import Store

PRINTED = """OPTIONAL { ?source yt:published ?published } BIND(COALESCE(STR(?published), "") AS ?printed)"""
_PRESENT = """
SELECT DISTINCT ?event ?who ?role ?passage ?day ?printed ?source ?sentence WHERE {
  VALUES ?role { yt:participant yt:speaker yt:chair }
  ?record rdf:predicate ?role ; rdf:subject ?event ; rdf:object ?who ; prov:wasDerivedFrom ?passage .
  ?passage oa:hasSource ?source ; oa:hasSelector/oa:exact ?sentence .
  OPTIONAL { ?event yt:startDate ?start } BIND(COALESCE(STR(?start), "") AS ?day)
  OPTIONAL { ?event yt:scheduled ?announced } FILTER(!COALESCE(?announced, false))
  OPTIONAL { ?source yt:published ?published } BIND(COALESCE(STR(?published), "") AS ?printed)
} ORDER BY ?event ?who ?role ?printed ?source ?sentence
"""
_NAMES = """SELECT ?node ?name ?class WHERE {
  ?node rdfs:label ?name ; a ?class FILTER(lang(?name) = "zh" && ?class NOT IN (yt:Article, yt:Phrase)) }"""
_LIES = """SELECT ?x ?above WHERE { ?x yt:locatedIn|yt:partOf|yt:jurisdiction|yt:postIn|yt:represents ?above }"""
_CODES = "SELECT ?x ?code WHERE { ?x yt:code ?code ; a ?class FILTER(?class NOT IN (yt:Country, yt:Phrase)) }"


@dataclass(frozen=True, slots=True)
class Told:
    """Where something is told, and of which day it is."""

    day: str
    article: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Presence:
    """Someone at an event, as one sentence tells it."""

    event: str
    who: str
    role: str
    passage: str
    told: Told


class Named:
    """The names and classes of a store's nodes."""

    def __init__(self, store: Store) -> None:
        found: dict[str, tuple[str, bool, str]] = {}
        for node, name, kind in ask(store, _NAMES, stated=True).texts:
            its = kind.rpartition("#")[2]
            told = (name, its in BROAD, its)
            found[node] = min(found.get(node, told), told)
        self._known = {ident(iri): (name, kind) for iri, (name, _, kind) in found.items()}

    def is_a(self, node: str, kinds: str) -> bool:
        """Whether it is of one of these classes."""
        return self._known.get(node, ("", ""))[1] in kinds.split()

    def label(self, node: str) -> str:
        """Its name, or its id."""
        return self._known.get(node, (node, ""))[0]

    def of(self, kind: str) -> list[str]:
        """All of one class."""
        return sorted(node for node, (_, its) in self._known.items() if its == kind)

    def add(self, graph: networkx.Graph[str], node: str, **more: object) -> None:
        """Put the node into a network."""
        label, kind = self._known.get(node, (node, ""))
        graph.add_node(node, label=label, kind=kind, **more)


class Provinces:
    """In which provinces the nodes of a store lie: divisions by their code, all else by where it lies, is or serves."""

    def __init__(self, store: Store) -> None:
        self._above: dict[str, set[str]] = defaultdict(set)
        for lower, upper in ask(store, _LIES, stated=True).texts:
            self._above[ident(lower)].add(ident(upper))
        self._by_code: dict[str, frozenset[str]] = {}
        for division, code in ask(store, _CODES, stated=True).texts:
            if len(code) == 6 and code.isdecimal() and not code.startswith("00"):
                self._by_code[ident(division)] = frozenset({f"division/{code[:2]}0000"})
        self._found: dict[str, frozenset[str]] = {}

    def of(self, node: str) -> frozenset[str]:
        """Its provinces: mostly one, none for what is of the whole country, several for what spans some.

        >>> Provinces(Store.of(())).of("division/110105")
        frozenset()
        """
        if node not in self._found:
            self._found[node] = frozenset().union(*self._upwards(node))
        return self._found[node]

    def _upwards(self, node: str) -> Iterator[frozenset[str]]:
        """The provinces by code of it or of what it lies in; what lies in itself by a roundabout way adds nothing."""
        seen, ahead = {node}, [node]
        while ahead:
            here = ahead.pop()
            if here in self._by_code:
                yield self._by_code[here]
                continue
            new = self._above.get(here, set()) - seen
            seen |= new
            ahead.extend(new)


def every_presence(store: Store) -> Iterator[Presence]:
    """All who took part in events that were not only announced."""
    for event, who, role, passage, day, *where in ask(store, _PRESENT, stated=True).texts:
        yield Presence(ident(event), ident(who), role.rpartition("#")[2], passage, told(*where, day=day))


def told(printed: str, source: str, sentence: str, *, day: str = "") -> Told:
    """Where it is told, of the day that is told or else that of the paper."""
    return Told(day or printed, ident(source).removeprefix("article/"), sentence)


def ident(iri: str) -> str:
    """The id of an IRI; nothing for nothing."""
    return local(NamedNode(iri)) if iri else ""


def tie(graph: networkx.Graph[str], one: str, two: str, told: Told, weight: float, count: str = "events") -> None:
    """Add to the edge from `one` to `two`; what is told last is its evidence."""
    if not graph.has_edge(one, two):
        graph.add_edge(one, two, weight=0.0, first=told.day, last="", evidence="", article="")
    edge = graph.edges[one, two]
    edge["weight"] += weight
    # a second article on the same tells nothing new, but may be the later one
    if weight:
        edge[count] = edge.get(count, 0) + 1
    edge["first"] = min(filter(None, (edge["first"], told.day)), default="")
    if told.day >= edge["last"]:
        edge.update(last=told.day, evidence=told.sentence, article=told.article)


def when(told: Told) -> tuple[str, str, str]:
    return told.day, told.article, told.sentence


def within(day: str, since: str, until: str) -> bool:
    """Whether a day, as fine as it is told, may lie between two: what has none lies in no time that is bounded.

    Raises `CatalogueError` for a bound that is neither empty nor a date (2021, 2021-05 or 2021-05-08).

    >>> within("2021-05", "2021-05-08", "2021"), within("", "", ""), within("", "2021", "")
    (True, True, False)
    """
    for bound in filter(None, (since, until)):
        catalogue.day(bound)
    if not day:
        return not since and not until
    return day >= since[: len(day)] and (not until or day[: len(until)] <= until)
