"""How many entities of each class and facts of each property a graph states: counted once, then followed."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Triple

from kg.questions import ask
from kg.rdf import OA, RDF, YT
from kg.store import Change, Store

_KINDS = "SELECT ?name (COUNT(?thing) AS ?n) { ?thing a ?name } GROUP BY ?name"
_FACTS = "SELECT ?name (COUNT(?fact) AS ?n) { ?fact rdf:predicate ?name } GROUP BY ?name"
_TYPE, _PREDICATE = NamedNode(RDF + "type"), NamedNode(RDF + "predicate")
# they record where other things are told
_RECORDS = {YT + name for name in ("Fact", "Page", "Issue", "Article")}
_RECORDS |= {OA + name for name in ("SpecificResource", "TextQuoteSelector", "TextPositionSelector")}


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
        """Classes with the numbers of their entities, the largest first; without records of where things are told."""
        return _sorted({kind: count for kind, count in self.kinds.items() if kind not in _RECORDS})

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
