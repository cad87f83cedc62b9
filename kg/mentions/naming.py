"""Whether what ends in a head (有限公司, 产业园, 座谈会) is a name or a common noun."""

from __future__ import annotations

import re
from functools import lru_cache

from kg import ontology
from kg.mentions.heads import DIVISIONS, EVENTS, PLACES, STATE, TEAMS, Head
from kg.mentions.marks import start_of
from kg.mentions.node import Node
from kg.mentions.scene import Scene
from kg.mentions.surnames import has_surname, is_everyday, is_person_and_body
from kg.mentions.words import frequency, word_set

_HOLDING_REACH = 8
_COMMON_KINDS = frozenset({"Institution", "Venue", "Park", "Organization", "Region", "Enterprise"})
_COUNTED_KINDS = _COMMON_KINDS | {"Project", "Route"}
_WORKS = frozenset({"Project", "Route", "Venue", "Region"})  # what only a work of that name can be of
_OWNERS = frozenset({"Venue", "Park", "CooperationZone", "Zone", "Enterprise", "Institution"})
_OWN = frozenset({"Venue", "Park", "Institution"})
_RARE = 100
_QUOTED = re.compile("“[^“”]*”")


def is_name(scene: Scene, node: Node, head: Head, start: int) -> bool:
    """Whether the node may stand: it names something, or it is a bare word for an event or a team."""
    if node.generic:
        node.generic = not is_own(scene, node.start, start, head)
        return head.kind in EVENTS or not node.generic
    if head.use == "quoted" and "”" not in node.name and not _is_quoted(scene, node):
        return False
    if head.use == "held" and not _is_held(scene, node):
        return False
    if is_person_and_body(node.name):
        return False
    if head.text.startswith(ontology.words("joint_verbs")) and _is_done(scene, node, start):
        return False
    if head.kind in TEAMS:
        return any(node.start <= n.start and n.end <= start and not n.generic and n.kind != "Time" for n in scene.nodes)
    if (head.kind in STATE or head.use == "placed") and not any(
        n.start == node.start and n.end <= start and not n.generic and n.kind != "Time" for n in scene.nodes
    ):
        return False
    if node.name.endswith(tuple(ontology.words("no_names"))) or not _has_fit_length(scene, node, head, start):
        return False
    if head.kind in _COUNTED_KINDS and _is_counted(scene, node, start):
        return False
    if head.kind in _COMMON_KINDS and _is_common(scene, node, head, start) and not _is_built(scene, node, start):
        return False
    if head.use == "line" and not _is_line(scene, node, start):
        return False
    if head.kind == "Project" and not _is_project(scene, node, head, start):
        return False
    return len(node.name) > len(head.text) + (head.use == "long")


def _is_done(scene: Scene, node: Node, start: int) -> bool:
    """与某市|共建产业园, 希望两市|共建产业园, 计划|共建产业园: what someone does, means or wishes to do, and no name."""
    before = [scene.text[slice(*scene.word_before(at))] for at in (node.start, start) if at]
    return any(word in word_set("before_joint_verb") for word in before)


def _is_held(scene: Scene, node: Node) -> bool:
    """Whether a word before the node tells that it is a meeting: 召开|市委常委会, not 市委常委会|决定."""
    before = scene.text[max(0, node.start - _HOLDING_REACH) : node.start]
    return any(word in before for word in ontology.words("held_or_attended"))


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


def is_own(scene: Scene, left: int, start: int, head: Head) -> bool:
    """Whether a word for a level is all that stands before the head of a site: in a county's paper 县|会议中心 is that county's."""
    if head.kind not in _OWN or len(head.text) < 3 or scene.text[left:start] not in word_set("body_levels"):
        return False
    before = scene.text[scene.word_before(left)[0] : left] if left else ""
    return {left, start} <= scene.borders and before not in word_set("not_own_after") and not before.isdigit()


def _has_fit_length(scene: Scene, node: Node, head: Head, start: int) -> bool:
    """Whether what stands between the place and the head may name something: not one character, before 站 a few."""
    places = [n for n in scene.nodes if n.start == node.start and n.end <= start and n.kind in PLACES]
    left = max((n.end for n in places), default=node.start)
    if head.use == "placed" and len(head.text) == 1:
        rest = scene.text[left:start]
        return (
            left > node.start and len(rest) < 4 and all(n.kind in DIVISIONS for n in places) and not is_everyday(rest)
        )
    return head.use != "long" or start - left != 1


def _is_common(scene: Scene, node: Node, head: Head, start: int) -> bool:
    """定点救治医院, 周边酒店: nothing named, and every word one of the dictionary's."""
    if any(node.start <= n.start and n.end <= start and not n.generic for n in scene.nodes) or "”" in node.name:
        return False
    words = [scene.text[max(s, node.start) : min(e, start)] for s, e in scene.words if node.start < e and s < start]
    if any(word in word_set("superlatives") for word in words):
        return True
    if head.kind == "Enterprise":
        return all(word in word_set("generic") or (len(word) > 1 and is_everyday(word)) for word in words)
    if head.use == "site":
        # 首都机场 is one word of the dictionary
        whole = (node.start, node.end) in scene.words and start - node.start > 1
        return not any(_may_name_site(word) or (whole and word not in word_set("site_kinds")) for word in words)
    if head.kind == "Region" and len(head.text) == 1:
        return not all(map(_is_proper, words)) or _is_person(scene, node)
    return not any(map(_is_proper, words))


def _is_built(scene: Scene, node: Node, start: int) -> bool:
    """Whether a firm is told to have built just this: 由云岭糖业有限公司投资的|茶树良种繁育基地."""
    before = scene.text[: node.start]
    verb = next((v for v in ontology.words("built_of") if before.endswith(v)), "")
    at = node.start - len(verb)
    return bool(verb) and start - node.start > 1 and any(n.end == at and n.kind == "Enterprise" for n in scene.nodes)


def _is_person(scene: Scene, node: Node) -> bool:
    """乡长|朱胜江 is no river."""
    before = scene.text[scene.word_before(node.start)[0] : node.start] if node.start else ""
    titled = before in word_set("titles") or before in word_set("name_titles") or before in word_set("roles")
    return titled and has_surname(node.name)


def _may_name_site(word: str) -> bool:
    if word in word_set("generic") or word in word_set("site_kinds"):
        return False
    return _is_proper(word) or not is_everyday(word)


def _is_counted(scene: Scene, node: Node, start: int) -> bool:
    """三座|火车站, 十多所|小学, 多个|项目: some of a kind, also after the name of a place."""
    inside = [n for n in scene.nodes if node.start <= n.start and n.end <= start and not n.generic]
    words = _words_of_its_own(scene, node, start, inside)
    return any(word in word_set("counting") for word in words) or _count().search("".join(words)) is not None


@lru_cache(maxsize=1)
def _count() -> re.Pattern[str]:
    return re.compile(f"[0-9{''.join(ontology.words('numerals'))}][{''.join(ontology.words('counters_of_sites'))}]")


def _is_line(scene: Scene, node: Node, start: int) -> bool:
    """陇海铁路, 成都至昆明高铁: places or letters before the head, no common words (免费通行全国收费公路)."""
    if "”" in node.name or ((node.start, node.end) in scene.words and _is_proper(node.name)):
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
    if head.use == "built":
        return start - node.start > 1 and not _is_plural(scene, node) and _is_built_here(scene, node)
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
    if scene.text.startswith(ontology.words("milestones"), node.end):
        return True  # one is begun or finished on a day: 田园综合体项目|开工
    if _is_built(scene, node, node.end):
        return True
    if before.endswith("——") or node.name.startswith(ontology.words("yields")):
        return True
    if before.endswith(ontology.words("build_verbs")):
        return _is_built_here(scene, node)
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


def _is_built_here(scene: Scene, node: Node) -> bool:
    """Whether the clause tells that a firm builds the work or that a sum is put into it: 投资9亿元在眉山建设|乳粉智能工厂."""
    before = scene.text[: node.start]
    if not before.endswith(ontology.words("build_verbs")):
        return False
    clause = start_of(scene.text, node.start, "，。；：")
    firm = any(n.kind == "Enterprise" and clause <= n.start < node.start for n in scene.nodes)
    return firm or _sum().search(before, clause) is not None


@lru_cache(maxsize=1)
def _sum() -> re.Pattern[str]:
    scales, yuan = "".join(ontology.words("scales")), ontology.words("unit_of_money")[0]
    return re.compile(f"(?:{'|'.join(ontology.words('invest_words'))})[0-9.{scales}]+{yuan}")


@lru_cache(maxsize=1)
def _told_size() -> re.Pattern[str]:
    of, sizes = ontology.words("owner_joints")[0], "|".join(ontology.words("size_words"))
    return re.compile(f"(?:{sizes})[^，。；、]{{1,24}}{of}\\Z")
