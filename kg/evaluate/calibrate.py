"""How sure facts are, measured: of what each rule states the share that readers found right, and how well that foretells.

A share is smoothed, since few facts say little of a rule: it starts from that of the rule's property, that from the
share of all facts, each worth `STRENGTH` facts; likewise with what finders name. What readers leave open counts neither way.
Texts that rules were made with say too much of these rules; texts that were not are those to calibrate with.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg import rdf
from kg.confidence import FACTS, GUESSING, MENTIONS, Key, Shares, rated, wider
from kg.evaluate.result import Judged
from kg.evaluate.telling import edge_of

STRENGTH = 10
_MOST = 0.999  # nothing is certain
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)
LEVELS = (0.0, 0.8, 0.9, 0.95, 0.98)
_HEAD = """\
# How sure facts and mentions are: of the facts that a rule (`source`) states with a property (`of`), and of the entities of a
# class that a finder names, those that readers of texts with gold facts found right, and the share that is taken to be right.
# Rows without a source stand for all of a property or class, or for all facts; `Mention` for all mentions.
# Source: `kg eval FOLDER… --calibrate confidence.tsv`, which writes this file; not to be edited.
source	of	right	found	confidence
"""
Counted = Mapping[Key, tuple[int, int]]


def counted(judged: Iterable[Judged]) -> dict[Key, tuple[int, int]]:
    """How many facts of each rule, and entities of each finder, were right and how many there were; of what is wider too."""
    right, found = Counter[Key](), Counter[Key]()
    for text in judged:
        for key, verdict in (*_facts(text), *_mentions(text)):
            wide: Key | None = key
            while wide:
                found[wide] += 1
                right[wide] += verdict
                wide = wider(wide)
    return {key: (right[key], found[key]) for key in sorted(found, key=_order)}


def _order(key: Key) -> tuple[object, ...]:
    """Facts before mentions, what is wider after what it is made of."""
    source, of = key
    return key == MENTIONS or of[:1].isupper(), key in (FACTS, MENTIONS), not source, of, source


def _facts(text: Judged) -> Iterator[tuple[Key, bool]]:
    for fact in text.knowledge.facts:
        verdict = text.right.get(edge) if (edge := edge_of(fact)) else None
        if verdict is not None:
            yield (fact.rule, fact.property), verdict


def _mentions(text: Judged) -> Iterator[tuple[Key, bool]]:
    for entity in text.knowledge.entities:
        verdict = text.named.get(rdf.iri(entity.id).value)
        if verdict is not None:
            for finder, kind in {(m.finder, m.kind) for m in entity.mentions if m.finder not in GUESSING}:
                yield (finder, kind), verdict


def shares(counts: Counted) -> dict[Key, float]:
    """The smoothed share that is right, by rule and property, finder and class, and of what is wider.

    >>> shares({("", ""): (8, 8)})
    {('', ''): 0.9}
    """
    return {key: min(round(_share(key, counts), 3), _MOST) for key in counts}


def _share(key: Key, counts: Counted) -> float:
    right, found = counts.get(key, (0, 0))
    wide = wider(key)
    return (right + STRENGTH * _share(wide, counts)) / (found + STRENGTH) if wide else (right + 1) / (found + 2)


def table(judged: Iterable[Judged]) -> str:
    """The table from which facts get their confidence, `ontology/confidence.tsv`."""
    counts = counted(judged)
    rows = [(*key, *counts[key], share) for key, share in shares(counts).items()]
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
    """How well confidence foretells what is right: `brier` the mean squared error, `ece` the mean gap between both in a bin.

    `kept` tells for some least confidence how many facts have it, and which share of these is right.
    """

    bins: tuple[Bin, ...]
    kept: tuple[tuple[float, int, float], ...]
    count: int
    brier: float
    ece: float


def reliability(judged: Collection[Judged]) -> Reliability:
    """How well the confidence of each text's facts, measured on all other texts, foretells which of them are right."""
    pairs: list[tuple[float, bool]] = []
    for text in judged:
        pairs += _stated(text, shares(counted(other for other in judged if other is not text)))
    return reliability_of(pairs)


def _stated(text: Judged, known: Shares) -> Iterable[tuple[float, bool]]:
    """The confidence of each fact that gold speaks of, and whether it is right."""
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
    kept = tuple(_kept(least, [right for stated, right in pairs if stated >= least]) for least in LEVELS)
    return Reliability(bins, kept, len(pairs), brier, sum(b.count * abs(b.stated - b.right) for b in bins) / total)


def _kept(least: float, verdicts: list[bool]) -> tuple[float, int, float]:
    return least, len(verdicts), sum(verdicts) / (len(verdicts) or 1)


def _bin(number: int, held: Collection[tuple[float, bool]]) -> Bin:
    stated, right = (sum(column) / len(held) for column in zip(*held, strict=True))
    return Bin(BINS[number], BINS[number + 1], len(held), stated, right)
