"""Heads, which kinds of names end in (有限公司, 产业园, 座谈会), and whether what ends in one is a name or a common noun."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick_rs

from kg import ontology
from kg.mentions.node import Node
from kg.mentions.scene import Scene
from kg.mentions.words import word_set

EVENTS = frozenset({"Meeting", "Ceremony", "Signing", "Activity"})
DIVISIONS = frozenset({"Province", "Prefecture", "County", "Township", "Village"})
PLACES = DIVISIONS | {"Country"}
TEAMS = frozenset({"Delegation", "WorkTeam"})
RULING = frozenset({"Government", "PartyCommittee", "PeoplesCongress", "Cppcc"})
STATE = RULING | {"Department"}
_COMMON_KINDS = frozenset({"Institution", "Venue", "Park", "Organization", "Region"})


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


def is_name(scene: Scene, node: Node, head: Head, start: int) -> bool:
    """Whether the node may stand: it names something, or it is a bare word for an event or a team."""
    if node.generic:
        return head.kind in EVENTS
    quoted = scene.text[node.start - 1 : node.start] == "“" and scene.text[node.end : node.end + 1] == "”"
    if head.use == "quoted" and "”" not in node.name and not quoted:
        return False
    if head.kind in TEAMS:
        return any(node.start <= n.start and n.end <= start and not n.generic and n.kind != "Time" for n in scene.nodes)
    if (head.kind in STATE or head.use == "placed") and not any(
        n.start == node.start and n.end <= start and not n.generic and n.kind != "Time" for n in scene.nodes
    ):
        return False
    if node.name.endswith(tuple(ontology.words("no_names"))) or _is_scant(scene, node, head, start):
        return False
    if head.kind in _COMMON_KINDS and _is_common(scene, node, start):
        return False
    if head.use == "line" and not _is_line(scene, node, start):
        return False
    if head.kind == "Project" and head.use == "long" and not _is_project(scene, node, start):
        return False
    return len(node.name) > len(head.text) + (head.use == "long")


def is_generic(scene: Scene, left: int, head: int) -> bool:
    """Whether nothing between `left` and `head` names anything."""
    if left >= head:
        return True
    if any(n.start >= left and n.end <= head and not n.generic for n in scene.nodes):
        return False
    if any(mark in scene.text[left:head] for mark in "“《"):
        return False
    words = [scene.text[max(s, left) : min(e, head)] for s, e in scene.words if left < e and s < head]
    return all(w in word_set("generic") or w.isdigit() for w in words)


def _is_scant(scene: Scene, node: Node, head: Head, start: int) -> bool:
    # 南昌市一江: after the place only one character is left of the name
    left = max(
        (n.end for n in scene.nodes if n.start == node.start and n.end <= start and n.kind in PLACES),
        default=node.start,
    )
    return head.use == "long" and start - left == 1


def _is_common(scene: Scene, node: Node, start: int) -> bool:
    """定点救治医院, 周边酒店: nothing named, and every word one of the dictionary's."""
    if any(node.start <= n.start and n.end <= start and not n.generic for n in scene.nodes) or "”" in node.name:
        return False
    words = [(s, e) for s, e in scene.words if node.start < e and s < start]
    return all(e - s > 1 and scene.text[s:e] not in word_set("proper") for s, e in words)


def _is_line(scene: Scene, node: Node, start: int) -> bool:
    """陇海铁路, 成都至昆明高铁: places or letters before the head, no common words (免费通行全国收费公路)."""
    if "”" in node.name or any(n.start >= node.start and n.end <= start and n.kind in PLACES for n in scene.nodes):
        return all(e - s < 3 or scene.node_starting(s) for s, e in scene.words if node.start <= s and e <= start)
    return start - node.start <= 4 and all(e - s == 1 for s, e in scene.words if node.start < e and s < start)


def _is_project(scene: Scene, node: Node, start: int) -> bool:
    """Whether a work has a name: something named in it, or four characters of its own; “面子工程” is a byword."""
    if (
        scene.text[node.start - 1 : node.start] == "“"
        and scene.text[node.end : node.end + 1] == "”"
        and len(node.name) < 6
    ):
        return False
    inside = [n for n in scene.nodes if n.start >= node.start and n.end <= start and not n.generic]
    if any(n.kind in EVENTS for n in inside):
        return False
    named = bool(inside)
    return named or start - node.start >= 4 or "”" in node.name
