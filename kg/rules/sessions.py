"""Whether two names are of one event."""

from __future__ import annotations

import re

from kg import ontology
from kg.mentions.words import word_set
from kg.rules.usual import short_body


def alike(one: str, other: str) -> bool:
    """Whether two names may be of one event: one is part of the other, or they share how they begin and end."""
    one, other = sorted((one, other), key=len)
    short, long = sorted((_plain(one), _plain(other)), key=len)
    if not _numbers(one) <= _numbers(other):
        return False  # 第五届…大会, 第七届…大会
    if short in long and long.endswith(short[-2:]):
        return True  # but of a session and its press conference each is one
    if _numbers(one) and _numbers(one) == _numbers(other) and _tail(short, long) > 3:
        return True  # 全国政协十三届…第二十二次会议, 政协第十三届…第二十二次会议
    tail = _tail(short, long)
    rest = short[:-tail] if tail else short
    return tail >= 3 and bool(rest) and _is_subsequence(rest, long[:-tail])


def _tail(short: str, long: str) -> int:
    """How many characters two names share at their ends."""
    return next((n for n in range(len(short), 1, -1) if long.endswith(short[-n:])), 0)


def same_but_number(one: str, other: str) -> bool:
    """Whether two names are of sessions of one series."""
    bare = [re.sub(ontology.settings("time")["number"], "", name) for name in (one, other)]
    return bare[0] == bare[1] and one != other


def _numbers(name: str) -> set[str]:
    return set(re.findall(ontology.settings("time")["number"], name))


def _plain(name: str) -> str:
    return "".join(c for c in short_body(name) if c not in "“”《》·—－- " and c not in word_set("name_filler"))


def _is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(c in rest for c in short)
