"""How many articles, entities and facts a graph states, and of which classes and properties: the latter counted once, then followed."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Triple

from kg.kinds import ROOM, SETTLED
from kg.questions import NEWS, ask
from kg.rdf import RDF, YT
from kg.store import Change, Store

_KINDS = "SELECT ?name (COUNT(?thing) AS ?n) { ?thing a ?name } GROUP BY ?name"
_FACTS = "SELECT ?name (COUNT(?fact) AS ?n) { ?fact rdf:predicate ?name } GROUP BY ?name"
_TYPE, _PREDICATE = NamedNode(RDF + "type"), NamedNode(RDF + "predicate")
_ENTITIES = {YT + name for name in ROOM}
_SETTLED = {YT + name for name in SETTLED}
_ARTICLES = f"""SELECT (COUNT(DISTINCT ?article) AS ?n) (MIN(?d) AS ?first) (MAX(?d) AS ?last) WHERE {{
  ?article a yt:Article FILTER({NEWS}) OPTIONAL {{ ?article yt:published ?d }} }}"""
# one thing may be told to be of two classes
_THINGS = f"SELECT (COUNT(DISTINCT ?thing) AS ?n) {{ VALUES ?kind {{ {' '.join(f'<{kind}>' for kind in sorted(_ENTITIES))} }} ?thing a ?kind }}"
_STATED = "SELECT (COUNT(?fact) AS ?n) { ?fact a yt:Fact }"


@dataclass(frozen=True, slots=True)
class Size:
    """How many articles (without the records of mastheads), entities and facts a graph states.

    `first` and `last` are the dates of its first and last paper, empty where none has one.
    """

    articles: int
    entities: int
    facts: int
    first: str = ""
    last: str = ""


def size(store: Store) -> Size:
    """What every line and picture says of how large a graph is."""
    ((articles, first, last),), ((entities,),), ((facts,),) = (
        ask(store, query, stated=True).texts for query in (_ARTICLES, _THINGS, _STATED)
    )
    return Size(int(articles), int(entities), int(facts), first, last)


@dataclass(frozen=True)
class Tally:
    """Entities by class and facts by property, by their IRIs."""

    kinds: Counter[str] = field(default_factory=Counter)
    facts: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, store: Store) -> Tally:
        """What the store states."""
        return cls(
            *(Counter({n: int(count) for n, count in ask(store, q, stated=True).texts}) for q in (_KINDS, _FACTS))
        )

    def after(self, change: Change) -> Tally:
        """What is stated after a change."""
        kinds, facts = Counter(self.kinds), Counter(self.facts)
        for triples, one in ((change.came, 1), (change.went, -1)):
            for triple in triples:
                if counted := _counted(triple):
                    (kinds if triple.predicate == _TYPE else facts)[counted] += one
        return Tally(+kinds, +facts)

    @property
    def entities(self) -> list[tuple[str, int]]:
        """Classes of what articles speak of, with the numbers of their entities, the largest first."""
        return _sorted({kind: count for kind, count in self.kinds.items() if kind in _ENTITIES})

    @property
    def settled(self) -> list[tuple[str, int]]:
        """Classes of what all pages tell together (tenures, decisions on identity), with their numbers, the largest first."""
        return _sorted({kind: count for kind, count in self.kinds.items() if kind in _SETTLED})

    @property
    def properties(self) -> list[tuple[str, int]]:
        """Properties with the numbers of their facts, the largest first."""
        return _sorted(self.facts)

    def dumps(self) -> str:
        """The tally as JSON."""
        return json.dumps([self.kinds, self.facts], sort_keys=True)

    @classmethod
    def loads(cls, text: str) -> Tally:
        """The tally that `dumps` wrote, or an empty one of nothing."""
        kinds, facts = json.loads(text or "[{}, {}]")
        return cls(Counter(kinds), Counter(facts))


def _counted(triple: Triple) -> str:
    named = triple.predicate in (_TYPE, _PREDICATE) and isinstance(triple.object, NamedNode)
    return triple.object.value if named else ""  # type: ignore[union-attr]


def _sorted(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))
