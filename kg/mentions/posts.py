"""Posts: [division or level] [body] title, as in 湖南省委书记, 省人大常委会副主任, 三江新区党工委书记."""

from __future__ import annotations

import re
from functools import lru_cache

import ahocorasick_rs

from kg import ontology
from kg.mentions.heads import DIVISIONS
from kg.mentions.holders import take_holder, terms
from kg.mentions.node import Node, PostParts
from kg.mentions.persons import TITLED, end_strength, name_at
from kg.mentions.scene import Scene
from kg.mentions.surnames import is_surname
from kg.mentions.titles import Title, titles
from kg.mentions.words import frequency, word_set


@lru_cache(maxsize=1)
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, list[str]]:
    names = list(titles())
    return ahocorasick_rs.AhoCorasick(names), names


@lru_cache(maxsize=1)
def _deputy() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(ontology.words('deputies'))})+$")


_SURE = 1.2  # how sure an end of a name has to be that the dictionary's words speak against
_TERMS = 20  # characters of several terms before a post


def find_posts(scene: Scene) -> None:
    """Add a node of kind Post for each title with what belongs to it, its parts taken apart."""
    automaton, names = _automaton()
    longest: dict[int, tuple[int, int]] = {}
    for index, start, end in automaton.find_matches_as_indexes(scene.text, overlapping=True):
        if end not in longest or start < longest[end][0]:
            longest[end] = (start, len(names[index]))
    inside = [(s, e) for e, (s, _) in longest.items()]
    for end, (start, length) in sorted(longest.items()):
        if any(s <= start and end < e for s, e in inside) or not _stands(scene, start, end):
            continue
        post = _read(scene, start, titles()[scene.text[end - length : end]])
        if post is not None:
            scene.nodes.append(post)


def _stands(scene: Scene, start: int, end: int) -> bool:
    """Whether the title is a word: 省长 is none in 湖南省长沙, 书记 none in 县志书记载."""
    over = [
        n
        for n in scene.nodes
        if n.start < end
        and start < n.end
        and not (n.start <= start and end <= n.end)
        and not (n.finder == "short" and n.kind == "County")
    ]
    if any(n.start >= start for n in over) or any(n.start <= start and end <= n.end for n in scene.nodes):
        return False
    if any(n.end == start + 1 and n.kind in DIVISIONS for n in over) and _is_street(scene.text, start + 1):
        return False
    if scene.text.startswith(ontology.words("not_after_title"), end) and not is_surname(scene.text[end : end + 2]):
        return False
    if end in scene.borders or scene.text.startswith(ontology.words("post_nouns"), end):  # the dictionary has 部长职务
        return True
    said_twice = scene.text[start - 1 : start] == scene.text[start : start + 1]  # 规划处|处长
    sure = said_twice or _titled_division(scene, start)
    if not (sure or start in scene.borders):
        return False
    # 旗|长白音仓: where a name follows, the dictionary's cut does not count
    name_end = name_at(scene, end, trust=TITLED)
    return name_end is not None and (sure or _parts_word(scene, start, end, name_end))


def _parts_word(scene: Scene, start: int, end: int, name_end: int) -> bool:
    """主|任何|三山说, 市|长江|涛出席: a word cut in two by a title and a name that goes on behind it, before what names end at."""
    begin, reach = next((w for w in scene.words if w[0] < end < w[1]), (end, end))
    river = scene.text[begin:reach] in word_set("seldom_cut") and name_end == reach + 1  # 我省|长江|段
    whole = begin <= start  # 轮值|主席国|为此
    return name_end > reach and end_strength(scene, name_end) >= _SURE and not (river or whole)


def _is_street(text: str, at: int) -> bool:
    """芜湖市|长江路, 广州市|长安大道: a word that names a street."""
    tail = re.compile(f".{{0,2}}?(?:{ontology.any_of(ontology.words('street_tails'))})")
    return frequency(text[at : at + 2]) > 0 and tail.match(text, at + 2) is not None


def _titled_division(scene: Scene, start: int) -> bool:
    return any(n.end == start and n.kind in DIVISIONS for n in scene.nodes)


def _read(scene: Scene, title_start: int, title: Title) -> Node | None:
    end = title_start + len(title.text)
    before = scene.text[:title_start]
    deputy = _deputy().search(before)
    at = deputy.start() if deputy else title_start
    text = scene.text[at:end]
    parts = PostParts(text, acting=bool(deputy and deputy[0].endswith(ontology.words("acting_marks"))))
    in_team = ontology.words("team_qualifiers") if title.text in word_set("titles_WorkTeam") else ()
    for qualifier in (*ontology.words("post_qualifiers"), *in_team):  # 分管日常工作的副主任, 工作队员
        if scene.text[:at].endswith(qualifier):
            at -= len(qualifier)
    if number := _holder_number().search(scene.text, 0, at):
        at = number.start()  # 香港特别行政区|第六任|行政长官
    if title.text in word_set("diplomats") and word_set("stationed") & set(scene.text[max(at - 8, 0) : at]):
        return _embassy(scene, at, end, parts)
    start = take_holder(scene, at, parts, title)
    if start is None:
        return None
    _take_former(scene, start, parts)
    start = _take_term(scene.text, start, end, parts)
    node = Node(start, end, "Post", scene.text[start:end], "grammar", parts=parts)
    if title.use == "leaders" and not (parts.division or parts.level):
        return None
    node.generic = not (parts.division or parts.level or parts.org or title.whole)
    if (
        title.use == "weak"
        and node.generic
        and not (parts.pointed or title.text in word_set("titles_WorkTeam") or _goes_on(scene, start))
    ):
        return None
    return node


def _embassy(scene: Scene, at: int, end: int, parts: PostParts) -> Node | None:
    """中国|驻法国|大使, 驻法国大使; nothing for other countries' envoys."""
    host = next((n for n in scene.nodes if n.end == at and n.kind == "Country"), None)
    if host is None or scene.text[host.start - 1 : host.start] not in word_set("stationed"):
        return None
    start = host.start - 1
    sender = scene.node_ending(start)
    if sender is not None and sender.name not in word_set("own_country"):
        return None
    parts.body = ontology.words("own_country")[0] + scene.text[start:at]
    start = sender.start if sender else start
    return Node(start, end, "Post", scene.text[start:end], "grammar", parts=parts, generic=True)


@lru_cache(maxsize=1)
def _holder_number() -> re.Pattern[str]:
    return re.compile(f"(?:{ontology.settings('time')['holder_number']})$")


def _take_term(text: str, start: int, end: int, parts: PostParts) -> int:
    """第十届、十一届|全国政协委员: where the terms begin that stand before the body or in its name; the last is kept."""
    if within := terms().search(text, start, end):
        parts.term = within["last"]
    found = (m for at in range(max(start - _TERMS, 0), start) if (m := terms().match(text, at)) and m.end() == start)
    if (match := next(found, None)) is None:
        return start
    parts.term = match["last"]
    return match.start()


def _goes_on(scene: Scene, start: int) -> bool:
    """Whether the title goes on a list of posts: 副院长、|教授."""
    return scene.text[start - 1 : start] == "、" and any(n.end == start - 1 and n.kind == "Post" for n in scene.nodes)


def before_post(scene: Scene, start: int) -> str:
    """The text before a post, without what says of which party it is: 时任|中共湖南省委书记."""
    before = scene.text[:start]
    return next((before.removesuffix(w) for w in ontology.words("party_prefixes") if before.endswith(w)), before)


def _take_former(scene: Scene, start: int, parts: PostParts) -> None:
    """Whether a word right before the post tells that it is past; the word itself stays outside."""
    before = before_post(scene, start)
    if before.endswith(ontology.words("not_yet_marks")):
        parts.opaque = True
    for mark in ontology.words("former_marks"):
        # 前|江西省省长, but not 目前|江西省省长
        stands = before.endswith(mark) and (len(mark) > 1 or len(before) - 1 in scene.borders)
        if stands and not before.endswith(ontology.words("present_marks")):
            parts.former = True
