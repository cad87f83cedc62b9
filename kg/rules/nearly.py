"""Which rules nearly fired on a sentence, and what of their patterns it lacks: for those who mend rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.mentions.scene import Scene
from kg.rules.pattern import Pattern, Piece, encode, pieces
from kg.rules.rule import Rule, rules

MOST = 5
_APART = 0.5  # of a piece: that what is there stands together
_HALF = 0.5  # what lacks more of its pattern than it has is not near


@dataclass(frozen=True, slots=True)
class Nearly:
    """A rule that did not fire, the share of its pattern that the sentence lacks, and what that is."""

    rule: str
    lacks: float
    why: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.why}"


def nearest(scenes: Iterable[Scene], fired: Iterable[str]) -> tuple[Nearly, ...]:
    """The rules that lack least of what they ask for, the nearest first; only those of which a word is there."""
    done, best = set(fired), dict[str, Nearly]()
    for scene in scenes:
        text = encode(scene).text
        for rule in rules():
            if rule.id not in done and (not rule.only or scene.sentence.part in rule.only):
                for found in _tried(rule, text):
                    best[rule.id] = min(best.get(rule.id, found), found, key=lambda one: one.lacks)
    near = (one for one in best.values() if one.lacks <= _HALF)
    return tuple(sorted(near, key=lambda one: one.lacks)[:MOST])


def _tried(rule: Rule, text: str) -> Iterator[Nearly]:
    for pattern in rule.when:
        wanted = _pieces(pattern)
        found = _in_order(wanted, text)
        words = [piece for piece in wanted if piece.is_word]
        if not any(piece in found for piece in words):
            continue
        if missing := [piece.written for piece in wanted if piece not in found]:
            yield Nearly(rule.id, len(missing) / len(wanted), f"lacks {' '.join(missing)}")
        elif pattern.regex.search(text):
            kept = [word for word in rule.unless if word in text]
            yield Nearly(
                rule.id, 0.0, f"kept off by {', '.join(kept)}" if kept else "found, but nothing new is told by it"
            )
        else:
            yield Nearly(rule.id, _APART / len(wanted), "all is there, but too far apart or with something between")


@lru_cache(maxsize=4096)
def _pieces(pattern: Pattern) -> tuple[Piece, ...]:
    return tuple(pieces(pattern.text))


def _in_order(wanted: Iterable[Piece], text: str) -> list[Piece]:
    """The pieces that stand in the text one after the other."""
    found, at = [], 0
    for piece in wanted:
        if match := re.compile(piece.source).search(text, at):
            found.append(piece)
            at = match.end()
    return found
