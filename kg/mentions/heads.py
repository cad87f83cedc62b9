"""Heads, which kinds of names end in (有限公司, 产业园, 座谈会), and whether what ends in one is a name or a common noun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick_rs

from kg import ontology
from kg.mentions.node import Node
from kg.mentions.scene import Scene
from kg.mentions.words import frequency, word_set

EVENTS = frozenset({"Meeting", "Ceremony", "Signing", "Activity"})
DIVISIONS = frozenset({"Province", "Prefecture", "County", "Township", "Village"})
PLACES = DIVISIONS | {"Country"}
TEAMS = frozenset({"Delegation", "WorkTeam"})
RULING = frozenset({"Government", "PartyCommittee", "PeoplesCongress", "Cppcc"})
STATE = RULING | {"Department"}
_HOLDING_REACH = 6
_COMMON_KINDS = frozenset({"Institution", "Venue", "Park", "Organization", "Region"})
_WORKS = frozenset({"Project", "Route", "Venue", "Region"})  # what only a work of that name can be of
_OWNERS = frozenset({"Venue", "Park", "CooperationZone", "Zone", "Enterprise", "Institution"})
_RARE = 100
_QUOTED = re.compile("“[^“”]*”")


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


def is_name(scene: Scene, node: Node, head: Head, start: int) -> bool:
    """Whether the node may stand: it names something, or it is a bare word for an event or a team."""
    if node.generic:
        return head.kind in EVENTS
    quoted = scene.text[node.start - 1 : node.start] == "“" and scene.text[node.end : node.end + 1] == "”"
    if head.use == "quoted" and "”" not in node.name and not quoted:
        return False
    if head.use == "held" and not _is_held(scene, node):
        return False
    if head.kind in TEAMS:
        return any(node.start <= n.start and n.end <= start and not n.generic and n.kind != "Time" for n in scene.nodes)
    if (head.kind in STATE or head.use == "placed") and not any(
        n.start == node.start and n.end <= start and not n.generic and n.kind != "Time" for n in scene.nodes
    ):
        return False
    if node.name.endswith(tuple(ontology.words("no_names"))) or not _has_fit_length(scene, node, head, start):
        return False
    if head.kind in _COMMON_KINDS and _is_common(scene, node, head, start):
        return False
    if head.use == "line" and not _is_line(scene, node, start):
        return False
    if head.kind == "Project" and not _is_project(scene, node, head, start):
        return False
    return len(node.name) > len(head.text) + (head.use == "long")


def _is_held(scene: Scene, node: Node) -> bool:
    """Whether a word before the node tells that it is a meeting: 召开|市委常委会, not 市委常委会|决定."""
    before = scene.text[max(0, node.start - _HOLDING_REACH) : node.start]
    return any(word in before for word in ontology.words("holding"))


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


def _has_fit_length(scene: Scene, node: Node, head: Head, start: int) -> bool:
    """Whether what stands between the place and the head may name something: not one character, before 站 a few."""
    left = max(
        (n.end for n in scene.nodes if n.start == node.start and n.end <= start and n.kind in PLACES),
        default=node.start,
    )
    if head.use == "placed" and len(head.text) == 1:
        return start - left < 4
    return head.use != "long" or start - left != 1


def _is_common(scene: Scene, node: Node, head: Head, start: int) -> bool:
    """定点救治医院, 周边酒店: nothing named, and every word one of the dictionary's."""
    if any(node.start <= n.start and n.end <= start and not n.generic for n in scene.nodes) or "”" in node.name:
        return False
    words = [scene.text[max(s, node.start) : min(e, start)] for s, e in scene.words if node.start < e and s < start]
    if any(word in word_set("superlatives") or _is_count(word) for word in words):
        return True
    if head.use == "site":
        return all(word in word_set("generic") or word in word_set("site_kinds") for word in words)
    return not any(map(_is_proper, words))


def _is_count(word: str) -> bool:
    # 近千个, 六座
    return len(word) > 1 and word[-1] in word_set("unit_measure") and word not in word_set("proper")


def _is_line(scene: Scene, node: Node, start: int) -> bool:
    """陇海铁路, 成都至昆明高铁: places or letters before the head, no common words (免费通行全国收费公路)."""
    if "”" in node.name:
        return True
    places = [n for n in scene.nodes if n.start >= node.start and n.end <= start and n.kind in PLACES]
    words = [(s, e) for s, e in scene.words if node.start < e and s < start]
    if places:
        alone = all(scene.node_starting(s) for s, _ in words) and not any(n.members for n in places)  # 西藏|公路
        return not alone and all(_may_name_line(scene, s, e) for s, e in words)
    return 2 <= start - node.start <= 4 and all(_is_letters(scene.text[s:e]) for s, e in words)


def _is_letters(word: str) -> bool:
    # 昆河 is a word of the dictionary
    if len(word) == 1:
        return word not in word_set("generic")
    rare = word in word_set("proper") and frequency(word) < _RARE
    return len(word) == 2 and rare and word not in word_set("generic")


def _may_name_line(scene: Scene, start: int, end: int) -> bool:
    word = scene.text[start:end]
    if scene.node_starting(start) or word in word_set("from_to"):
        return True
    return end - start < 3 and not any(word in word_set(name) for name in ("generic", "name_left", "counters"))


def _is_project(scene: Scene, node: Node, head: Head, start: int) -> bool:
    """Whether a work has a name of its own and not only a place and a description; “面子工程” is a byword."""
    if _is_quoted(scene, node) and len(node.name) < 6:
        return False
    inside = [n for n in scene.nodes if n.start >= node.start and n.end <= start and not n.generic]
    words = _words_of_its_own(scene, node, start, inside)
    if any(n.kind in EVENTS for n in inside) or any(word in word_set("descriptive") for word in words):
        return False
    bare = not words and any(n.kind not in DIVISIONS for n in inside)
    if "”" in node.name or any(n.kind in _WORKS for n in inside):
        return bare or not words or not all(word in word_set("generic") for word in words)
    if any(n.kind not in {"Country", "Time"} for n in inside):
        return head.use != "long" or bare or not all(word in word_set("generic") for word in words)
    if start - node.start < 2 or _is_plural(scene, node):
        return False
    if start - node.start < 4 and head.use == "long":
        return _is_definite(scene, node)
    if head.use == "site" and not all(word in word_set("generic") or word in word_set("site_kinds") for word in words):
        return True
    phase = any(mark in scene.text[start : node.end] for mark in word_set("order_marks"))
    return phase or any(map(_is_proper, words)) or _is_definite(scene, node)


def _is_proper(word: str) -> bool:
    """Whether a word is a place's or no common one: a single character that is left over."""
    return word in word_set("proper") or (len(word) == 1 and word not in word_set("generic"))


def _words_of_its_own(scene: Scene, node: Node, start: int, inside: list[Node]) -> list[str]:
    """The words before the head that stand in no named thing and in no quotation."""
    cut = [(max(s, node.start), min(e, start)) for s, e in scene.words if node.start < e and s < start]
    quoted = [(m.start() + node.start, m.end() + node.start) for m in _QUOTED.finditer(node.name)]
    taken = [*quoted, *((n.start, n.end) for n in inside)]
    return [scene.text[s:e] for s, e in cut if not any(a <= s and e <= b for a, b in taken)]


def _is_quoted(scene: Scene, node: Node) -> bool:
    return scene.text[node.start - 1 : node.start] == "“" and scene.text[node.end : node.end + 1] == "”"


def _is_plural(scene: Scene, node: Node) -> bool:
    """重点|水毁修复项目, 新能源项目|100个: one kind of many."""
    before = scene.text[scene.word_before(node.start)[0] : node.start] if node.start else ""
    counted = scene.text[node.end : node.end + 1]
    many = before in word_set("descriptive") or before in word_set("many_marks")
    return many or counted.isdigit() or counted in word_set("after_plural")


def _is_definite(scene: Scene, node: Node) -> bool:
    """Whether the sentence singles the work out: 总投资8亿元的|…项目, 投资8亿元建设|…项目, 云岭产业园的|…项目, ——|…工程."""
    before = scene.text[: node.start]
    if before.endswith("——") or node.name.startswith(ontology.words("yields")):
        return True
    built = next((verb for verb in ontology.words("build_verbs") if before.endswith(verb)), "")
    if built:
        clause = max(before.rfind(mark) for mark in "，。；：") + 1
        return any(n.kind == "Enterprise" and clause <= n.start < node.start for n in scene.nodes)
    at = node.start - before.endswith(ontology.words("owner_joints"))
    follows = scene.text[node.end : node.end + 12]
    if before.endswith(ontology.words("owner_joints")[0]) and any(
        len(word) > 1 and word in follows for word in ontology.words("progress")
    ):
        return True
    owner = scene.node_ending(at)
    if owner is not None and owner.kind in _OWNERS and not owner.generic:
        return scene.text.startswith(ontology.words("progress"), node.end) or at < node.start
    return _told_size().search(before) is not None


@lru_cache(maxsize=1)
def _told_size() -> re.Pattern[str]:
    of, sizes = ontology.words("owner_joints")[0], "|".join(ontology.words("size_words"))
    return re.compile(f"(?:{sizes})[^，。；、]{{1,24}}{of}\\Z")
