"""What the finders of one sentence share: its text, word borders, and the nodes found so far."""

from __future__ import annotations

import re
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
    """A sentence being read; offsets of its nodes count characters of `text`, the sentence's folded text."""

    sentence: Sentence
    nodes: list[Node] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        """The folded text."""
        return self.sentence.folded

    @cached_property
    def words(self) -> list[tuple[int, int]]:
        """The words as (start, end)."""
        return cut(self.text)

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

    def settle_divisions(self) -> None:
        """Drop divisions that cross a longer listed name (长沙 beside 省长), keep those inside it."""
        self.nodes = [
            n
            for n in self.nodes
            if not any(
                (o.start < n.start < o.end < n.end or n.start < o.start < n.end < o.end)
                and o.end - o.start >= n.end - n.start
                for o in self.nodes
                if o is not n
            )
        ]

    def settle(self) -> None:
        """Keep the longest of overlapping nodes on top, put those inside under it, drop those that only cross."""
        kept: list[Node] = []
        for node in sorted(self.nodes, key=lambda n: (n.start - n.end, n.start, n.kind)):
            over = next((k for k in kept if k.start < node.end and node.start < k.end), None)
            if over is None:
                kept.append(node)
            elif over.start <= node.start and node.end <= over.end and (over.start, over.end) != (node.start, node.end):
                _tuck(over, node)
        self.nodes = sorted(kept, key=lambda n: n.start)


def _tuck(over: Node, node: Node) -> None:
    if over.kind == "People" and any(m.start < node.end and node.start < m.end for m in over.members):
        return
    for inner in over.inner:
        if inner is node:
            return
        if inner.start <= node.start and node.end <= inner.end:
            if (inner.start, inner.end) != (node.start, node.end):
                _tuck(inner, node)
            return
        if inner.start < node.end and node.start < inner.end:
            return
    over.inner.append(node)
    over.inner.sort(key=lambda n: n.start)


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
