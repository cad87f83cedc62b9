"""How sure facts are, measured: of what each rule states the share that readers found right, and how well that foretells.

A share is smoothed, since few facts say little of a rule: it starts from that of the rule's property, that from the
share of all facts, each worth `STRENGTH` facts. What readers leave open counts neither way.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kg.confidence import Key, Shares, rated
from kg.evaluate.result import Judged
from kg.evaluate.telling import edge_of

STRENGTH = 10
_MOST = 0.999  # nothing is certain
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)
_HEAD = """\
# How sure a fact is: of the facts that a rule states with a property, those that readers of texts with gold facts found
# right, and the share that is taken to be right. A row without a rule stands for the rest of its property, the last for all else.
# Source: `kg eval FOLDER… --calibrate confidence.tsv`, which writes this file; not to be edited.
rule	property	right	found	confidence
"""
Counted = Mapping[Key, tuple[int, int]]


def counted(judged: Iterable[Judged]) -> dict[Key, tuple[int, int]]:
    """For each rule and property, for each property and for all how many facts were right and how many there were."""
    right, found = Counter[Key](), Counter[Key]()
    for text in judged:
        for fact in text.knowledge.facts:
            verdict = text.right.get(edge) if (edge := edge_of(fact)) else None
            if verdict is not None:
                keys = ((fact.rule, fact.property), ("", fact.property), ("", ""))
                found.update(keys)
                right.update(keys if verdict else ())
    return {key: (right[key], found[key]) for key in sorted(found, key=lambda key: (not key[1], not key[0], key))}


def shares(counts: Counted) -> dict[Key, float]:
    """The smoothed share of right facts for each rule and property, each property, and for all.

    >>> shares({("", ""): (8, 8)})
    {('', ''): 0.9}
    """
    right, found = counts.get(("", ""), (0, 0))
    overall = (right + 1) / (found + 2)
    wide = {name: _drawn(counts[rule, name], overall) for rule, name in counts if not rule and name}
    every = {(rule, name): _drawn(counts[rule, name], wide[name]) for rule, name in counts if rule}
    result = every | {("", name): share for name, share in wide.items()} | {("", ""): overall}
    return {key: min(round(share, 3), _MOST) for key, share in result.items()}


def _drawn(counts: tuple[int, int], towards: float) -> float:
    return (counts[0] + STRENGTH * towards) / (counts[1] + STRENGTH)


def table(judged: Iterable[Judged]) -> str:
    """The table from which facts get their confidence, `ontology/confidence.tsv`."""
    counts = counted(judged)
    rows = [(*key, *counts.get(key, (0, 0)), share) for key, share in shares(counts).items()]
    return _HEAD + "".join("\t".join(map(str, row)) + "\n" for row in rows)


@dataclass(frozen=True, slots=True)
class Bin:
    """Facts stated with a confidence from `low` on and below `high`: how many, the mean confidence, the share right."""

    low: float
    high: float
    count: int
    stated: float
    right: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """How well confidence foretells what is right: `brier` the mean squared error, `ece` the mean gap between both in a bin."""

    bins: tuple[Bin, ...]
    count: int
    brier: float
    ece: float


def reliability(judged: Collection[Judged]) -> Reliability:
    """How well the confidence of each text's facts, measured on all other texts, foretells which of them are right."""
    pairs: list[tuple[float, bool]] = []
    for text in judged:
        pairs += stated(text, shares(counted(other for other in judged if other is not text)))
    return reliability_of(pairs)


def stated(text: Judged, known: Shares | None = None) -> Iterable[tuple[float, bool]]:
    """The confidence of each fact that gold speaks of, by default as shipped, and whether it is right."""
    for fact in rated(text.knowledge, known).facts:
        verdict = text.right.get(edge) if (edge := edge_of(fact)) else None
        if verdict is not None:
            yield fact.confidence, verdict


def reliability_of(pairs: Collection[tuple[float, bool]]) -> Reliability:
    """The reliability of pairs of a stated confidence and what came true."""
    by_bin: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for stated, right in pairs:
        by_bin[max(i for i, low in enumerate(BINS[:-1]) if stated >= low)].append((stated, right))
    bins = tuple(_bin(number, held) for number, held in sorted(by_bin.items()))
    total = len(pairs) or 1
    brier = sum((stated - right) ** 2 for stated, right in pairs) / total
    return Reliability(bins, len(pairs), brier, sum(b.count * abs(b.stated - b.right) for b in bins) / total)


def _bin(number: int, held: Collection[tuple[float, bool]]) -> Bin:
    stated, right = (sum(column) / len(held) for column in zip(*held, strict=True))
    return Bin(BINS[number], BINS[number + 1], len(held), stated, right)
