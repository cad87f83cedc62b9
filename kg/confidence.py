"""How sure facts and mentions are: the share of what their rule or finder makes that readers found right.

The shares stand in `ontology/confidence.tsv`, which `kg eval --calibrate` writes from texts with gold facts. A rule that
they say little of is taken to be as sure as what states its property, a property likewise as all facts; so are finders and
classes. A fact is less sure where a finder that guesses has named its subject or object, and where it follows from
another (`ontology/derived.tsv`) no surer than that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path

from kg import ontology
from kg.model import Fact, Knowledge, Mention, Span, YutuError
from kg.ontology import OntologyError

NAME = "confidence.tsv"
GUESSING = frozenset({"tagger"})  # finders that say themselves how sure they are of each mention
Key = tuple[str, str]  # a rule and a property, or a finder and a class; "" in front stands for all of them
FACTS, MENTIONS = ("", ""), ("", "Mention")
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
    """The knowledge without the facts and mentions below `least`, and without the entities that only these told of.

    A mention stays, however doubtful, where a fact of its article tells of the entity.
    """
    if not least:
        return knowledge
    facts = tuple(fact for fact in knowledge.facts if fact.confidence >= least)
    told = {(end, fact.evidence.article) for fact in facts for end in fact.ends()}
    known = {end for end, _ in told}
    lost = {end for fact in knowledge.facts if fact.confidence < least for end in fact.ends()} - known
    entities = []
    for entity in knowledge.entities:
        sure = tuple(m for m in entity.mentions if m.confidence >= least or (entity.id, m.span.article) in told)
        untold = entity.id in lost or len(sure) < len(entity.mentions)
        if sure or entity.id in known or not untold:
            entities.append(replace(entity, mentions=sure))
    return Knowledge(knowledge.articles, tuple(entities), facts)


def rated(knowledge: Knowledge, shares: Shares | None = None) -> Knowledge:
    """The knowledge of a page with the confidence of each fact and mention, by default as `confidence.tsv` has it."""
    known, doubts = _shares(ontology.folder()) if shares is None else shares, _Doubts(knowledge)
    facts = tuple(
        replace(fact, confidence=round(share(known, (fact.rule, fact.property)) * doubts.weakest(fact), 3))
        for fact in knowledge.facts
    )
    entities = tuple(
        replace(entity, mentions=tuple(_rated(mention, known) for mention in entity.mentions))
        for entity in knowledge.entities
    )
    return Knowledge(knowledge.articles, entities, _bounded(facts))


def _rated(mention: Mention, shares: Shares) -> Mention:
    sure = share(shares, (mention.finder, mention.kind))
    return mention if mention.finder in GUESSING or sure == mention.confidence else replace(mention, confidence=sure)


def share(shares: Shares, key: Key) -> float:
    """The share of a rule's facts, or a finder's mentions, that is right; where it is not known, that of what is wider."""
    wide: Key | None = key
    while wide and wide not in shares:
        wide = wider(wide)
    return shares[wide] if wide else 1.0


def wider(key: Key) -> Key | None:
    """Of what the facts of a rule, or the mentions of a finder, are a part; nothing for all facts and for all mentions.

    >>> wider(("roster", "holds")), wider(("", "holds")), wider(("", "Park"))
    (('', 'holds'), ('', ''), ('', 'Mention'))
    """
    source, of = key
    if source:
        return "", of
    if key in (FACTS, MENTIONS):
        return None
    return MENTIONS if of[:1].isupper() else FACTS


@lru_cache(maxsize=8)
def _shares(folder: Path) -> Shares:
    rows = ontology.rows(NAME)
    try:
        return {(row["source"], row["of"]): checked(row["confidence"]) for row in rows}
    except (KeyError, ConfidenceError) as error:
        raise OntologyError(f"{folder / NAME}: is not as `kg eval --calibrate` writes it ({error})") from error


class _Doubts:
    """The entities that a guessing finder has mentioned, with how sure each mention is, by article."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._mentions: dict[tuple[str, str], list[tuple[Span, float]]] = defaultdict(list)
        for entity in knowledge.entities:
            if any(mention.finder in GUESSING for mention in entity.mentions):
                for mention in entity.mentions:
                    # what the others find wrongly makes wrong facts, and counts in the shares of their rules
                    sure = mention.confidence if mention.finder in GUESSING else 1.0
                    self._mentions[entity.id, mention.span.article].append((mention.span, sure))

    def weakest(self, fact: Fact) -> float:
        """How sure the least sure of the mentions is that the fact is made of."""
        if not self._mentions:
            return 1.0
        return min(self._surest(end, fact.evidence) for end in fact.ends())

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
        for end in fact.ends():
            known[fact.evidence.article, fact.property, end].append(fact)
    for number, fact, premises in derived:
        told = ([p for end in fact.ends() for p in known[fact.evidence.article, name, end]] for name in premises)
        found[number] = replace(fact, confidence=min(fact.confidence, *(_surest(fact, shared) for shared in told)))
    return tuple(found)


def _surest(fact: Fact, premises: list[Fact]) -> float:
    near = [premise for premise in premises if premise.evidence == fact.evidence]
    return max((premise.confidence for premise in near or premises), default=1.0)


def _premises(rule: str) -> tuple[str, ...]:
    return _premises_in(ontology.folder(), rule)


@lru_cache(maxsize=4096)
def _premises_in(folder: Path, rule: str) -> tuple[str, ...]:
    """The properties of the facts that what this rule states follows from."""
    rows = ontology.rows("derived.tsv")
    return next((tuple(row["from"].split()) for row in rows if fnmatchcase(rule, row["rule"])), ())
