"""Which sentence tells: of what was found the one that the graph names, of what was missed the one that names most of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from kg import rdf
from kg.built import Edge
from kg.gold import clean
from kg.model import Fact, Knowledge, Literal, Span
from kg.text import sentences


class Told(NamedTuple):
    """The sentence of something found, the rule that found it, and how sure it is."""

    quote: str = ""
    rule: str = ""
    confidence: float | None = None


def edge_of(fact: Fact) -> Edge | None:
    """The triple of a fact by the IRIs of its ends; none where its object is a value."""
    if isinstance(fact.object, Literal):
        return None
    return rdf.iri(fact.subject).value, fact.property, rdf.iri(fact.object).value


class Telling:
    """The sentences of some knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._sentences = [s.span for article in knowledge.articles for s in sentences(article)]
        self._cleaned = [clean(span.text) for span in self._sentences]
        self._facts: dict[Edge, Fact] = {}
        self._first: dict[str, Fact] = {}
        for fact in knowledge.facts:
            if edge := edge_of(fact):
                self._facts.setdefault(edge, fact)
            self._first.setdefault(rdf.iri(fact.subject).value, fact)
        self._mentions = {rdf.iri(e.id).value: e.mentions[0] for e in knowledge.entities if e.mentions}

    def of_edge(self, edge: Edge) -> Told:
        """Where a relation is told."""
        fact = self._facts.get(edge)
        return Told(fact.evidence.text, fact.rule, fact.confidence) if fact else Told()

    def of_node(self, node: str) -> Told:
        """Where an entity is first named, else where a fact of it is told."""
        if mention := self._mentions.get(node):
            return Told(self._around(mention.span), mention.finder, mention.confidence)
        fact = self._first.get(node)
        return Told(fact.evidence.text, fact.rule, fact.confidence) if fact else Told()

    def _around(self, span: Span) -> str:
        holding = (s for s in self._sentences if s.article == span.article and s.start <= span.start < s.end)
        return next(holding, span).text

    def naming(self, names: list[set[str]], around: Collection[str] = ()) -> tuple[str, bool]:
        """The sentence with the most of the things of these names, then of those `around` them; whether it has all.

        Names are as `clean` leaves them. Where no sentence has any, it is empty.
        """
        best, quote = (0, 0), ""
        for span, text in zip(self._sentences, self._cleaned, strict=True):
            held = sum(any(name in text for name in forms) for forms in names), sum(name in text for name in around)
            if held > best:
                best, quote = held, span.text
        return quote, bool(quote) and best[0] == len(names) and not around
