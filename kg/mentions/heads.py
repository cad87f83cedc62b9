"""Heads: what kinds of names end in (有限公司, 产业园, 座谈会)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick_rs

from kg import ontology

EVENTS = frozenset({"Meeting", "Ceremony", "Signing", "Activity"})
DIVISIONS = frozenset({"Province", "Prefecture", "County", "Township", "Village"})
PLACES = DIVISIONS | {"Country"}
TEAMS = frozenset({"Delegation", "WorkTeam"})
ZONES = frozenset({"Zone", "Park", "CooperationZone"})
RULING = frozenset({"Government", "PartyCommittee", "PeoplesCongress", "Cppcc"})
STATE = RULING | {"Department"}


@dataclass(frozen=True, slots=True)
class Head:
    """What a kind of name ends in; `use` is `court` for judicial bodies."""

    text: str
    kind: str
    use: str


@lru_cache(maxsize=1)
def _heads() -> tuple[ahocorasick_rs.AhoCorasick, list[Head]]:
    heads = [Head(row["head"], row["class"], row["use"]) for row in ontology.table("heads")]
    return ahocorasick_rs.AhoCorasick([h.text for h in heads], matchkind=ahocorasick_rs.MatchKind.Standard), heads


def head_hits(text: str) -> Iterator[tuple[int, int, Head]]:
    """The heads in `text`, of those with one end only the longest."""
    automaton, heads = _heads()
    longest: dict[int, tuple[int, int, Head]] = {}
    for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        if end not in longest or start < longest[end][0]:
            longest[end] = (start, end, heads[index])
    yield from longest.values()


def longest_head(name: str) -> str:
    """The longest head that `name` ends in, or `name`."""
    ends = [name[start:] for start, end, _ in head_hits(name) if end == len(name)]
    return max(ends, key=len, default=name)
