"""Set phrases of official language in a text, from `ontology/lexicon/phrases.tsv`: found, counted, never taken for fact."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick_rs

from kg import ontology
from kg.mentions.marks import start_of

_GAP = "…"
_CLAUSE_ENDS = "，。；！？：\n"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A set phrase: `chanted` tells a formula, from which on a clause is an exhortation, from a watchword."""

    name: str
    forms: tuple[str, ...]
    chanted: bool
    english: str


@dataclass(frozen=True, slots=True)
class Found:
    """`text[start:end]` is a form of the phrase; `open` tells that other words stand in its gap."""

    start: int
    end: int
    phrase: Phrase
    open: bool = False


@lru_cache(maxsize=2)
def _load(folder: str) -> tuple[list[tuple[str, Phrase]], ahocorasick_rs.AhoCorasick]:
    """For each pattern what must stand before it in its clause, and its phrase."""
    entries, patterns = [], []
    for phrase in phrases():
        for form in phrase.forms:
            before, _, last = form.rpartition(_GAP)
            entries.append((before, phrase))
            patterns.append(last)
    return entries, ahocorasick_rs.AhoCorasick(patterns)


def phrases() -> Iterator[Phrase]:
    """All phrases of the ontology folder."""
    for row in ontology.table("phrases"):
        forms = (row["name"], *filter(None, row["short"].split("|")))
        yield Phrase(row["name"], forms, row["kind"] == "formula", row["english"])


def find_phrases(text: str) -> list[Found]:
    """The phrases of `text`, none inside a longer one.

    >>> sorted({found.phrase.name for found in find_phrases("践行“两个维护”，奋力谱写三亚高质量发展新篇章")})
    ['两个维护', '奋力谱写新篇章', '高质量发展']
    """
    entries, automaton = _load(os.fspath(ontology.folder()))
    found: list[Found] = []
    for pattern, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        before, phrase = entries[pattern]
        if before:
            start = text.rfind(before, start_of(text, start, _CLAUSE_ENDS), start)
        if start >= 0:
            found.append(Found(start, end, phrase, open=bool(before)))
    longer = [one for one in found if not any(_holds(other, one) for other in found)]
    return sorted(longer, key=lambda one: (one.start, one.end))


def _holds(one: Found, other: Found) -> bool:
    same = (one.start, one.end) == (other.start, other.end)
    return not one.open and not same and one.start <= other.start and other.end <= one.end
