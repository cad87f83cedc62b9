"""How the names of a sentence stand in its clauses: what opens one, what is whole, what is one of several."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg import ontology
from kg.mentions.heads import DIVISIONS
from kg.mentions.marks import end_of, start_of
from kg.mentions.measures import words
from kg.mentions.node import Node
from kg.mentions.scene import Scene
from kg.mentions.words import word_set

_MARKS = "，；：。！？（ \u3000"
_SENTENCE_MARKS = "；。！？"


@lru_cache(maxsize=32)
def listed(name: str) -> re.Pattern[str]:
    """Any word of the list `name` of measures.yaml, the longest first."""
    return re.compile(ontology.any_of(words()[name]))


@lru_cache(maxsize=32)
def longer(name: str) -> re.Pattern[str]:
    """Any word of the list `name` but single characters, which stand in too many words."""
    return re.compile(ontology.any_of(w for w in words()[name] if len(w) > 1))


@lru_cache(maxsize=32)
def pattern(name: str) -> re.Pattern[str]:
    """The expression `name` of measures.yaml."""
    return re.compile(words()[name])


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses of one sentence; all offsets count characters of its folded text."""

    scene: Scene

    @property
    def text(self) -> str:
        """The sentence's text."""
        return self.scene.text

    def start(self, at: int) -> int:
        """Where the clause that holds `at` begins."""
        return start_of(self.text, at, _MARKS)

    def opening(self, at: int) -> int:
        """Where the part of the sentence that holds `at` begins, after a full stop or a semicolon."""
        return start_of(self.text, at, _SENTENCE_MARKS)

    def close(self, at: int) -> int:
        """Where the clause that holds `at` ends."""
        return end_of(self.text, at, "，" + _SENTENCE_MARKS)

    def stripped(self, at: int, name: str, *, places: bool = True) -> int:
        """Where the words of the list `name`, times and `places` that stand right before `at` begin."""
        start = self.start(at)
        while at > start:
            node = self.scene.node_ending(at)
            if node is not None and (node.kind == "Time" or (places and node.kind in DIVISIONS)):
                at = node.start
            elif node is None and (
                form := next((f for f in words().get(name, ()) if self.text.endswith(f, start, at)), "")
            ):
                at -= len(form)
            else:
                break
        return max(at, start)

    def loose(self, start: int, end: int) -> list[str]:
        """The words of a stretch that stand in no name."""
        names = [n for n in self.scene.nodes if n.kind != "Time" and not n.generic]
        cut = [(s, e) for s, e in self.scene.words if start <= s < end]
        return [self.text[s:e] for s, e in cut if not any(n.start < e and s < n.end for n in names)]

    def opens(self, node: Node) -> bool:
        """Whether the node is the subject of its clause: nothing but times and places before it, or a 的-phrase."""
        if longer("beside").match(node.name):
            return False  # 北接|武夷山站
        at = self.stripped(node.start, "before_name")
        narrowed = node.kind == "Region" or node.kind in DIVISIONS  # 湖南的|革命老区
        return at == self.start(node.start) or (self.text[at - 1 : at] == words()["of"] and not narrowed)

    def is_object(self, node: Node) -> bool:
        """Whether its clause brings the node up (引进X项目), not where something is or what it is said to be."""
        before = self.text[self.start(node.start) : node.start]
        return not self.is_predicate(node) and not longer("beside").search(before)

    def is_predicate(self, node: Node) -> bool:
        """Whether something else is said to be what the node names: 东河大桥是|首个重点工程."""
        return listed("copula").search(self.text, self.start(node.start), node.start) is not None

    def is_place(self, node: Node) -> bool:
        """Whether the name only tells where: 在X产业园|投资5亿元."""
        at = self.stripped(node.start, "")
        return self.text.endswith(tuple(words()["within"]), self.start(at), at)

    def is_part(self, node: Node) -> bool:
        """Whether only a part of what the node names is told of: X高铁|湖北段."""
        return pattern("part").match(self.text, node.end) is not None

    def is_whole(self, node: Node) -> bool:
        """Whether neither more of the name follows nor something that belongs to it (X高铁|沿线)."""
        if self.is_part(node):
            return False
        following = self.scene.node_starting(node.end)
        if following is not None:
            return following.kind == "Time"
        rest = self.text[node.end : node.end + 1]
        return not rest or rest in _MARKS + "、" or listed("after_name").match(self.text, node.end) is not None

    def goes_on(self, end: int) -> bool:
        """Whether a list goes on after a name: A项目、B项目."""
        return listed("together").match(self.text, end) is not None

    def is_several(self, node: Node) -> bool:
        """Whether the name is one of a list or counted (A项目、B项目, 28个X项目), or a word for some counted before."""
        start = self.start(node.start)
        if node.generic and not node.ref and pattern("several").search(self.text, 0, node.start):
            return True
        counted = any(m.end() == node.start for m in pattern("several").finditer(self.text, start, node.start))
        return counted or self.text.endswith(tuple(words()["together"]), start, node.start)

    def same_topic(self, end: int, start: int) -> bool:
        """Whether every clause from `end` up to the one at `start` says more of the same."""
        return all(self._adds(at + 1) for at in range(end, start - 1) if self.text[at] in _MARKS)

    def _adds(self, at: int) -> bool:
        node = self.scene.node_starting(at)
        if node is not None:
            return node.kind == "Time" or node.generic
        word = next((self.text[s:e] for s, e in self.scene.words if s == at), "")
        lists = (listed(name).match(self.text, at) for name in ("aside", "after_name", "beside"))
        return any(lists) or word in word_set("verbs")
