"""Posts: [division or level] [body] title, as in 湖南省委书记, 省人大常委会副主任, 三江新区党工委书记."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick_rs

from kg import ontology
from kg.mentions.heads import DIVISIONS, STATE, head_hits
from kg.mentions.names import left_edge
from kg.mentions.node import Node, PostParts
from kg.mentions.persons import name_at
from kg.mentions.scene import Scene
from kg.mentions.surnames import has_surname, is_surname
from kg.mentions.words import word_set

_HOLDERS = frozenset({
    "Enterprise", "Institution", "Organization", "Department", "Government", "Park", "CooperationZone", "Media",
    "WorkTeam", "Delegation", "PartyCommittee", "PeoplesCongress", "Cppcc", "Venue", "Country", "Region", "Project",
})  # fmt: skip


_BODIES = STATE | {"Institution", "Organization", "Enterprise", "Park", "CooperationZone", "Media", "WorkTeam"}


@dataclass(frozen=True, slots=True)
class Title:
    """A row of titles.tsv."""

    text: str
    level: str
    whole: str
    use: str


@lru_cache(maxsize=1)
def titles() -> dict[str, Title]:
    """The titles by their text."""
    return {r["title"]: Title(r["title"], r["level"], r["whole"], r["use"]) for r in ontology.table("titles")}


@lru_cache(maxsize=1)
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, list[str]]:
    names = list(titles())
    return ahocorasick_rs.AhoCorasick(names), names


@lru_cache(maxsize=1)
def _deputy() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(ontology.words('deputies'))})+$")


@lru_cache(maxsize=1)
def _body() -> re.Pattern[str]:
    bodies = "|".join(sorted(ontology.words("post_bodies"), key=len, reverse=True))
    return re.compile(f"(?:{'|'.join(ontology.words('levels'))})?(?P<body>(?:{bodies})+)")


@lru_cache(maxsize=1)
def _level() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(sorted(ontology.words('levels'), key=len, reverse=True))})")


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
    if scene.text.startswith(ontology.words("not_after_title"), end) and not is_surname(scene.text[end : end + 2]):
        return False
    # 旗|长白乙拉: where a name follows, the dictionary's cut does not count
    return end in scene.borders or (
        start in scene.borders and _titled_division(scene, start) and name_at(scene, end) is not None
    )


def _titled_division(scene: Scene, start: int) -> bool:
    return any(n.end == start and n.kind in DIVISIONS for n in scene.nodes)


def _read(scene: Scene, title_start: int, title: Title) -> Node | None:
    end = title_start + len(title.text)
    before = scene.text[:title_start]
    deputy = _deputy().search(before)
    at = deputy.start() if deputy else title_start
    text = scene.text[at:end]
    parts = PostParts(text, acting=bool(deputy and deputy[0][-1:] in word_set("acting_marks")))
    for qualifier in ontology.words("post_qualifiers"):  # 分管日常工作的副主任
        if scene.text[:at].endswith(qualifier):
            at -= len(qualifier)
    if title.text in word_set("diplomats") and word_set("stationed") & set(scene.text[max(at - 8, 0) : at]):
        return _embassy(scene, at, end, parts)
    start = _take_holder(scene, at, parts, title)
    if start is None:
        return None
    _take_former(scene, start, parts)
    start = _with_term(scene.text, start)
    node = Node(start, end, "Post", scene.text[start:end], "grammar", parts=parts)
    if title.use == "leaders" and not (parts.division or parts.level):
        return None
    node.generic = not (parts.division or parts.level or parts.org or title.whole)
    if (
        title.use == "weak"
        and node.generic
        and not (title.text in word_set("titles_WorkTeam") or _goes_on(scene, start))
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
    parts.body = scene.text[start:at]
    start = sender.start if sender else start
    return Node(start, end, "Post", scene.text[start:end], "grammar", parts=parts, generic=True)


@lru_cache(maxsize=1)
def _term() -> re.Pattern[str]:
    return re.compile(ontology.settings("time")["term"])


def _with_term(text: str, start: int) -> int:
    """第十四届|全国政协委员: where the term begins that stands before the body."""
    terms = (m for at in range(max(start - 6, 0), start) if (m := _term().match(text, at)) and m.end() == start)
    return next((m.start() for m in terms), start)


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


def _take_holder(scene: Scene, at: int, parts: PostParts, title: Title) -> int | None:
    """Fill in division, level, org and body from what ends at `at`; the start of the post, None when it is no post."""
    left = _left(scene, at)
    for start in _starts(scene, left, at):
        if _parse(scene, start, at, parts, title, bare=_is_clear(scene, left, start)):
            return start
    # 米兰市|市长: the end of a name that no table has
    foreign = left < at and scene.text[at - 1] == title.level
    if left == at or (_is_name(scene, left, at) and not foreign):
        parts.level = title.level
    else:
        parts.opaque = True  # something stands before the title that is not understood: no post is read from it
    return at


def _left(scene: Scene, at: int) -> int:
    """Where what may belong to the post begins; 省纪委监委|驻|省财政厅纪检监察组 is one body."""
    left = left_edge(scene, at, "Post")
    sender = scene.node_ending(left - 1) if scene.text[left - 1 : left] in word_set("stationed") else None
    return sender.start if sender and sender.kind in STATE else left


def _is_name(scene: Scene, left: int, at: int) -> bool:
    # 李强总理: what stands before the title is the name
    starts = (start for start in range(max(left, at - 4), at) if start in scene.borders)
    return any(has_surname(scene.text[start:at]) or is_surname(scene.text[start:at]) for start in starts)


def _starts(scene: Scene, left: int, at: int) -> list[int]:
    positions = {
        left,
        *(b for b in scene.borders if left <= b < at),
        *(n.start for n in scene.nodes if left <= n.start < at),
    }
    return sorted(positions)


def _is_clear(scene: Scene, left: int, start: int) -> bool:
    """Whether nothing stands between `left` and `start` but words: before 市委 an unknown name would make it another city's."""
    return all(e - s > 1 for s, e in scene.words if left < e and s < start) and (
        start in scene.borders or start == left
    )


def _parse(scene: Scene, start: int, at: int, parts: PostParts, title: Title, *, bare: bool) -> bool:
    """Whether `text[start:at]` is what a post begins with; fills `parts` when so.

    `bare` tells that a level or body without a name may stand there.
    """
    text = scene.text[start:at]
    if (branch := _branch().match(text)) and _takes_branch(scene, start + branch.end(), at, parts):
        parts.branch = branches()[branch[0]]
        return True
    if title.text in word_set("branch_titles") and _takes_branch(scene, start, at, parts):
        return True  # 致公党中央副主席、|四川省委会主委
    whole = [n for n in scene.nodes if n.start == start and n.end <= at and n.parts is None]
    if len(whole) > 1:  # of 理工大学|党委 the university is the employer, the committee a body of it
        whole = [n for n in whole if n.kind != "PartyCommittee"] or whole
    for node in sorted(whole, key=lambda n: -n.end):
        if (node.kind in DIVISIONS and node.options) or node.kind in {"Village", "Township"}:
            last = _end_of_chain(scene, node, at)
            if _takes_body(scene, last.end, at, title, parts):
                parts.division = last
                return True
        elif node.kind in _HOLDERS and not node.generic and _takes_body(scene, node.end, at, title, parts):
            parts.org = node
            return True
    if not bare:
        return False
    if (level := _level().match(text)) and _takes_body(scene, start + level.end(), at, title, parts, needs=True):
        parts.level = level[0]
        return True
    if text in word_set("post_pronouns") and (len(text) > 1 or _opens(scene, start)):
        parts.pointed = True  # 公司董事长: of the company named before
        return True
    tails = ontology.words("body_tails")
    if text.startswith(ontology.words("former_marks")):
        return False
    if _body().fullmatch(text) or (_opens(scene, start) and text.endswith(tails) and 1 < len(text) < 14):
        parts.body = text
        return True
    return False


@lru_cache(maxsize=1)
def branches() -> dict[str, str]:
    """The forms of parties and leagues that have branches, with their names before a division."""
    return {row["form"]: row["name"] for row in ontology.table("branches")}


@lru_cache(maxsize=1)
def _branch() -> re.Pattern[str]:
    return re.compile("|".join(sorted(branches(), key=len, reverse=True)))


def _takes_branch(scene: Scene, start: int, at: int, parts: PostParts) -> bool:
    """民盟|四川省委会, 团|省委: the committee of a branch, which is none of the division's own."""
    bodies = word_set("branch_bodies")
    for node in (n for n in scene.nodes if n.start == start and n.kind in DIVISIONS and n.options):
        if scene.text[node.end : at] in bodies:
            parts.division, parts.body = node, scene.text[node.end : at]
            return True
    level = _level().match(scene.text, start, at)
    if level and scene.text[level.end() : at] in bodies:
        parts.level, parts.body = level[0], scene.text[level.end() : at]
        return True
    return False


def _opens(scene: Scene, start: int) -> bool:
    return start == 0 or scene.text[start - 1] in "、，；" or scene.text[start - 1] in word_set("post_opens")


def _end_of_chain(scene: Scene, node: Node, at: int) -> Node:
    while following := max(
        (n for n in scene.nodes if n.start == node.end and n.end <= at and n.kind in DIVISIONS),
        key=lambda n: n.end,
        default=None,
    ):
        node = following
    return node


def _takes_body(scene: Scene, start: int, at: int, title: Title, parts: PostParts, needs: bool = False) -> bool:
    text = scene.text[start:at]
    for mark in (*ontology.words("former_marks"), *ontology.words("present_marks")):
        if text.endswith(mark):  # 法国|前|总理
            parts.former, text = mark in word_set("former_marks"), text.removesuffix(mark)
    for mark in ontology.words("former_within"):
        if mark in text:  # 县委原书记, 省政协原党组书记
            parts.former, text = True, text.replace(mark, "", 1)
    if text == "":
        return not needs or title.use == "leaders" or title.text in word_set("title_after_level")
    if match := _body().fullmatch(text):
        parts.body = match["body"]
        return True
    if not _is_one_body(text) or not (
        any(end == len(text) and head.kind in _BODIES for _, end, head in head_hits(text))
        or (
            (not needs or any(mark in text for mark in ontology.words("stationed")))
            and 1 < len(text) < 17
            and text.endswith(ontology.words("body_tails"))
        )
    ):
        return False
    parts.body = text
    return True


def _is_one_body(text: str) -> bool:
    """Whether no other post, mark or list stands in what should be one body (副市长李大江|代表 is none)."""
    joints = (*ontology.words("post_joint"), "，", "。", "、")
    return len(text) <= 24 and not any(j in text for j in joints) and not any(t in text for t in titles() if len(t) > 1)
