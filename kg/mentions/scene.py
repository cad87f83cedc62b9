"""What the finders of one sentence share: its text, word borders, and the nodes found so far."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property

from kg.mentions.node import Node
from kg.mentions.phrases import Found, find_phrases
from kg.mentions.words import cut
from kg.model import Sentence

# phrases of so many characters stand inside other words too: 双循环 in 混双循环赛
_SHORT = 3


@dataclass(slots=False)
class Scene:
    """A sentence being read; offsets of its nodes count characters of `text`, the sentence's folded text.

    `doubts` are heads, as (start, end, kind), before which the grammars have found no name that they believe in.
    """

    sentence: Sentence
    nodes: list[Node] = field(default_factory=list)
    doubts: list[tuple[int, int, str]] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        """The folded text."""
        return self.sentence.folded

    @cached_property
    def words(self) -> list[tuple[int, int]]:
        """The words as (start, end)."""
        return cut(self.text)

    def words_within(self, start: int, end: int) -> list[tuple[int, int]]:
        """The words of `text[start:end]`, which begins and ends at marks, as offsets in it."""
        first, last = bisect_left(self.words, (start, 0)), bisect_left(self.words, (end, 0))
        return [(s - start, e - start) for s, e in self.words[first:last]]

    @cached_property
    def borders(self) -> frozenset[int]:
        """Offsets at which a word begins or ends."""
        return frozenset(p for word in self.words for p in word)

    @cached_property
    def phrases(self) -> list[Found]:
        """The set phrases of the sentence, but none inside the name of a programme, and no short one inside other words."""
        programmes = [n for n in self.nodes if n.kind == "Initiative"]
        return [
            found
            for found in find_phrases(self.text)
            if (found.end - found.start > _SHORT or {found.start, found.end} <= self.borders)
            and not any(n.start <= found.start and found.end <= n.end for n in programmes)
        ]

    @cached_property
    def _word_ends(self) -> dict[int, int]:
        return {end: start for start, end in self.words}

    def word_before(self, position: int) -> tuple[int, int]:
        """The word that ends at `position`, or the part of a word up to there."""
        if (start := self._word_ends.get(position)) is not None:
            return start, position
        return max((start for start, _ in self.words if start < position), default=0), position

    def word_over(self, position: int) -> str:
        """The word that `position` cuts in two; empty at a border."""
        return next((self.text[start:end] for start, end in self.words if start < position < end), "")

    def word_from(self, position: int) -> str:
        """The word that begins at `position` if it is longer than one character, else nothing."""
        return next((self.text[start:end] for start, end in self.words if start == position and end - start > 1), "")

    def node_ending(self, position: int) -> Node | None:
        """The longest node that ends at `position`."""
        return max((n for n in self.nodes if n.end == position), key=lambda n: n.end - n.start, default=None)

    def node_starting(self, position: int) -> Node | None:
        """The longest node that starts at `position`."""
        return max((n for n in self.nodes if n.start == position), key=lambda n: n.end - n.start, default=None)


def bracket_start(text: str, end: int, reach: int = 60) -> int | None:
    """Where the bracket or quotation that closes right before `end` opens; None when none does."""
    pairs = {"”": "“", "》": "《", "）": "（", "’": "‘", "】": "【", "」": "「"}
    opening = pairs.get(text[end - 1 : end])
    if opening is None:
        return None
    depth = 0
    for position in range(end - 1, max(-1, end - reach), -1):
        if text[position] == text[end - 1]:
            depth += 1
        elif text[position] == opening:
            depth -= 1
            if depth == 0:
                return position
    return None


PUNCTUATION = re.compile(r"[，。；：、！？\s（）“”《》—…‘’【】「」|▲●■/]")
