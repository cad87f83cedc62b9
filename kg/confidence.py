"""How sure each fact is: the share of what its rule states that readers found right, and how sure its mentions are.

The shares stand in `ontology/confidence.tsv`, which `kg eval --calibrate` writes from texts with gold facts. A rule that
they say little of is taken to be as sure as what states its property, a property likewise as everything. What follows
from another fact (`ontology/derived.tsv`) is no surer than that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path

from kg import ontology
from kg.model import Fact, Knowledge, Literal, Span, YutuError
from kg.ontology import OntologyError

NAME = "confidence.tsv"
Key = tuple[str, str]  # a rule and a property; no rule for all of its property, neither for everything
Shares = Mapping[Key, float]


class ConfidenceError(YutuError):
    """What is no number from 0 to 1."""


def checked(least: float | str) -> float:
    """The least confidence asked for. Raises `ConfidenceError` for what is no number from 0 to 1.

    >>> checked("0.8")
    0.8
    """
    try:
        number = float(least)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise ConfidenceError(f"{least}: a confidence is a number from 0 to 1, such as 0.8")
    return number


def at_least(knowledge: Knowledge, least: float) -> Knowledge:
    """The knowledge without the facts and mentions below `least`, and without the entities that only these told of."""
    if not least:
        return knowledge
    facts = tuple(fact for fact in knowledge.facts if fact.confidence >= least)
    told = {end for fact in facts for end in _ends(fact)}
    lost = {end for fact in knowledge.facts if fact.confidence < least for end in _ends(fact)} - told
    entities = []
    for entity in knowledge.entities:
        sure = tuple(mention for mention in entity.mentions if mention.confidence >= least)
        untold = entity.id in lost or len(sure) < len(entity.mentions)
        if sure or entity.id in told or not untold:
            entities.append(replace(entity, mentions=sure))
    return Knowledge(knowledge.articles, tuple(entities), facts)


def rated(knowledge: Knowledge, shares: Shares | None = None) -> Knowledge:
    """The knowledge of a page with the confidence of each fact, by default as `confidence.tsv` has it."""
    shares, doubts = _shares(ontology.folder()) if shares is None else shares, _Doubts(knowledge)
    facts = tuple(
        replace(fact, confidence=round(share(shares, fact) * doubts.weakest(fact), 3)) for fact in knowledge.facts
    )
    return replace(knowledge, facts=_bounded(facts))


def share(shares: Shares, fact: Fact) -> float:
    """Of what the fact's rule states with its property the share that is right; by default the property's, or all's."""
    keys = ((fact.rule, fact.property), ("", fact.property), ("", ""))
    return next((shares[key] for key in keys if key in shares), 1.0)


@lru_cache(maxsize=8)
def _shares(folder: Path) -> Shares:
    rows = ontology.rows(NAME)
    try:
        return {(row["rule"], row["property"]): checked(row["confidence"]) for row in rows}
    except (KeyError, ConfidenceError) as error:
        raise OntologyError(f"{folder / NAME}: is not as `kg eval --calibrate` writes it ({error})") from error


class _Doubts:
    """Mentions that are not certain, by entity and article."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._mentions: dict[tuple[str, str], list[tuple[Span, float]]] = defaultdict(list)
        for entity in knowledge.entities:
            if any(mention.confidence < 1 for mention in entity.mentions):
                for mention in entity.mentions:
                    self._mentions[entity.id, mention.span.article].append((mention.span, mention.confidence))

    def weakest(self, fact: Fact) -> float:
        """How sure the least sure of the mentions is that the fact is made of."""
        if not self._mentions:
            return 1.0
        return min(self._surest(end, fact.evidence) for end in _ends(fact))

    def _surest(self, entity: str, evidence: Span) -> float:
        known = self._mentions.get((entity, evidence.article), [])
        inside = [sure for span, sure in known if evidence.start <= span.start and span.end <= evidence.end]
        # who is not named in the sentence itself was named before
        return max(inside or [sure for _, sure in known], default=1.0)


def _bounded(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """The facts, those that follow from others no surer than these."""
    derived = [(number, fact, premises) for number, fact in enumerate(facts) if (premises := _premises(fact.rule))]
    if not derived:
        return facts
    found, known = list(facts), defaultdict(list)
    for fact in facts:
        for end in _ends(fact):
            known[fact.evidence.article, fact.property, end].append(fact)
    for number, fact, premises in derived:
        told = ([p for end in _ends(fact) for p in known[fact.evidence.article, name, end]] for name in premises)
        found[number] = replace(fact, confidence=min(fact.confidence, *(_surest(fact, shared) for shared in told)))
    return tuple(found)


def _surest(fact: Fact, premises: list[Fact]) -> float:
    near = [premise for premise in premises if premise.evidence == fact.evidence]
    return max((premise.confidence for premise in near or premises), default=1.0)


def _ends(fact: Fact) -> tuple[str, ...]:
    return (fact.subject,) if isinstance(fact.object, Literal) else (fact.subject, fact.object)


def _premises(rule: str) -> tuple[str, ...]:
    return _premises_in(ontology.folder(), rule)


@lru_cache(maxsize=4096)
def _premises_in(folder: Path, rule: str) -> tuple[str, ...]:
    """The properties of the facts that what this rule states follows from."""
    rows = ontology.rows("derived.tsv")
    return next((tuple(row["from"].split()) for row in rows if fnmatchcase(rule, row["rule"])), ())
