"""Whose a post is: the division, level, branch or body that stands before a title, and the body between."""

from __future__ import annotations

import re
from functools import lru_cache

from kg import ontology
from kg.mentions.abroad import is_abroad
from kg.mentions.heads import DIVISIONS, STATE, head_hits
from kg.mentions.names import left_edge
from kg.mentions.node import Node, PostParts
from kg.mentions.persons import VOUCHED, name_at
from kg.mentions.pronouns import rows as pronouns
from kg.mentions.scene import Scene
from kg.mentions.surnames import has_surname, is_everyday, is_person_and_body, is_surname, names_body
from kg.mentions.titles import Title, titles
from kg.mentions.words import word_set

_HOLDERS = frozenset({
    "Enterprise", "Institution", "Organization", "Department", "Government", "Park", "CooperationZone", "Media",
    "WorkTeam", "Delegation", "PartyCommittee", "PeoplesCongress", "Cppcc", "Venue", "Country", "Region", "Project",
})  # fmt: skip


_BODIES = STATE | {"Institution", "Organization", "Enterprise", "Park", "CooperationZone", "Media", "WorkTeam"}


@lru_cache(maxsize=1)
def _body() -> re.Pattern[str]:
    bodies = ontology.any_of(ontology.words("post_bodies"))
    return re.compile(f"(?:{'|'.join(ontology.words('levels'))})?(?P<body>(?:{bodies})+)")


@lru_cache(maxsize=1)
def _level() -> re.Pattern[str]:
    return re.compile(f"(?:{ontology.any_of(ontology.words('levels'))})")


def take_holder(scene: Scene, at: int, parts: PostParts, title: Title) -> int | None:
    """Fill in division, level, org and body from what ends at `at`; the start of the post, None when it is no post."""
    left = _left(scene, at)
    for start in _starts(scene, left, at):
        if _parse(scene, start, at, parts, title, bare=_is_clear(scene, left, start)):
            parts.opaque = is_abroad(scene, start, parts.org)
            return start
    # 米兰市|市长: the end of a name that no table has
    foreign = left < at and scene.text[at - 1] == title.level
    if left == at or (_is_name(scene, left, at, title) and not foreign):
        parts.level = title.level
    else:
        parts.opaque = True  # something stands before the title that is not understood: no post is read from it
    return at


def _left(scene: Scene, at: int) -> int:
    """Where what may belong to the post begins; 省纪委监委|驻|省财政厅纪检监察组 is one body."""
    joined = next((b for b in ontology.words("joined_bodies") if scene.text.endswith(b, 0, at)), "")
    left = left_edge(scene, at - len(joined), "Post")
    sender = scene.node_ending(left - 1) if scene.text[left - 1 : left] in word_set("stationed") else None
    left = sender.start if sender and sender.kind in STATE else left
    own = next((n for n in scene.nodes if n.end == left and n.finder == "pronoun" and _own().fullmatch(n.name)), None)
    return own.start if own else left  # 我市|领导


def _is_name(scene: Scene, left: int, at: int, title: Title) -> bool:
    # 李强总理: what stands before the title is the name
    starts = (start for start in range(max(left, at - 4), at) if start in scene.borders)
    names = [scene.text[start:at] for start in starts]
    bodies = ontology.words("body_tails")  # 计划处|处长 is nobody called so
    return any(
        n in title.holders
        or is_surname(n)
        or (has_surname(n) and not (is_everyday(n) or names_body(n) or n.endswith(bodies)))
        for n in names
    )


def _starts(scene: Scene, left: int, at: int) -> list[int]:
    positions = {
        left,
        *(b for b in scene.borders if left <= b < at),
        *(n.start for n in scene.nodes if left <= n.start < at),
    }
    return sorted(positions)


def _is_clear(scene: Scene, left: int, start: int) -> bool:
    """Whether nothing stands between `left` and `start` but words: before 市委 an unknown name would make it another city's."""
    if _after_name(scene, start):
        return True
    before = [scene.text[s:e] for s, e in scene.words if left < e and s < start]
    return all(len(word) > 1 or word in word_set("former_marks") for word in before) and (
        start in scene.borders or start == left
    )


def _after_name(scene: Scene, start: int) -> bool:
    """Whether the holder of another post stands right before, joined by a word that the dictionary may cut wrongly.

    自治区党委书记梁言顺|和自治区主席: 顺和 is a word.
    """
    joint = next((word for word in ontology.words("and") if scene.text.endswith(word, 0, start)), "")
    last = max((n.end for n in scene.nodes if n.kind == "Post" and n.end < start), default=None)
    return bool(joint) and last is not None and name_at(scene, last, trust=VOUCHED) == start - len(joint)


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
    for node in scene.nodes:  # 政协|海南省|委员会: the division stands inside
        of = node.parts.division if node.parts and node.start == start and node.end == at else None
        if of is not None and of.start > start and node.parts:
            parts.division, parts.body = of, node.parts.body
            return True
    whole = [n for n in scene.nodes if n.start == start and n.end <= at and n.parts is None]
    if len(whole) > 1:  # of 理工大学|党委 the university is the employer, the committee a body of it
        whole = [n for n in whole if n.kind != "PartyCommittee"] or whole
    for node in sorted(whole, key=lambda n: -n.end):
        if node.name in word_set("own_country") and _parse(scene, node.end, at, parts, title, bare=False):
            return True  # 中国|商务部部长
        if (node.kind in DIVISIONS and node.options) or node.kind in {"Village", "Township"}:
            last = _end_of_chain(scene, node, at)
            if _takes_body(scene, last.end, at, title, parts):
                parts.division = last
                return True
        elif node.kind in _HOLDERS and not node.generic and _takes_body(scene, node.end, at, title, parts):
            parts.org = node
            return True
    return bare and _parse_bare(scene, start, at, parts, title)


def _parse_bare(scene: Scene, start: int, at: int, parts: PostParts, title: Title) -> bool:
    """The same where no name opens what the post begins with: a level, a word that points back, or a body."""
    text = scene.text[start:at]
    for mark in ontology.words("former_within"):
        if text.endswith(mark) and text != mark and at - len(mark) in scene.borders:  # 政法委|原|书记
            parts.former = True
            return _parse_bare(scene, start, at - len(mark), parts, title)
    if (own := _own().match(text)) and _takes_body(scene, start + own.end(), at, title, parts):
        parts.level, parts.own = pronouns()[own[0]]["level"], True
        return True
    if (level := _level().match(text)) and _takes_body(scene, start + level.end(), at, title, parts, needs=True):
        parts.level = level[0]
        return True
    if text in word_set("post_pronouns") and (len(text) > 1 or _opens(scene, start) or start == _left(scene, at)):
        parts.pointed = True  # 公司董事长: of the company named before
        return True
    tails = ontology.words("body_tails")
    if text.startswith(ontology.words("former_marks")):
        return False
    if start == _left(scene, at) and (zone := _zone_body().fullmatch(text)):
        parts.body, parts.zone = text, zone["zone"]
        return True
    named = text.endswith(ontology.words("bodies_of_name")) and text not in word_set("joined_bodies")
    if named and (start > _left(scene, at) or scene.text[start - 1 : start] in word_set("post_opens")):
        return False  # 任验收|委员会|主任 is not understood
    opened = _opens(scene, start) and text.endswith(tails) and 1 < len(text) < 14 and not is_person_and_body(text)
    if _body().fullmatch(text) or text in word_set("joined_bodies") or opened:
        parts.body = text
        return True
    return False


@lru_cache(maxsize=1)
def branches() -> dict[str, str]:
    """The forms of parties and leagues that have branches, with their names before a division."""
    return {row["form"]: row["name"] for row in ontology.table("branches")}


@lru_cache(maxsize=1)
def _branch() -> re.Pattern[str]:
    return re.compile(ontology.any_of(branches()))


def _takes_branch(scene: Scene, start: int, at: int, parts: PostParts) -> bool:
    """民盟|四川省委会, 团|省委: the committee of a branch, which is none of the division's own."""
    bodies = word_set("branch_bodies")
    for node in (n for n in scene.nodes if n.start == start and n.kind in DIVISIONS and n.options):
        body = scene.text[node.end : at]
        if node.finder == "short" and body not in bodies and (level := _level().match(body)):
            body = body[level.end() :]  # 民盟|广西|区|委, of a division that is not said in full
        if body in bodies:
            parts.division, parts.body = node, body
            return True
    level = _level().match(scene.text, start, at)
    if level and scene.text[level.end() : at] in bodies:
        parts.level, parts.body = level[0], scene.text[level.end() : at]
        return True
    return False


@lru_cache(maxsize=1)
def _own() -> re.Pattern[str]:
    forms = (form for form, row in pronouns().items() if row["kind"] == "own")
    return re.compile("|".join(form for form in forms if form.startswith(ontology.words("own_marks"))))


@lru_cache(maxsize=1)
def _zone_body() -> re.Pattern[str]:
    zones = ontology.any_of(r["head"] for r in ontology.table("heads") if r["class"] == "Park")
    bodies = ontology.any_of(ontology.words("zone_bodies"))
    return re.compile(rf"(?P<zone>[\u3400-\u9fff]{{0,8}}?(?:{zones}))(?:{bodies})")


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


@lru_cache(maxsize=1)
def terms() -> re.Pattern[str]:
    """Terms of elected bodies, before the body that they are of."""
    return re.compile(ontology.settings("time")["terms_of_posts"])


def _takes_body(scene: Scene, start: int, at: int, title: Title, parts: PostParts, needs: bool = False) -> bool:
    if (term := terms().match(scene.text, start)) and term.end() <= at:
        parts.term, start = term["last"], term.end()  # 湖南省|第十四届|人大常委会
    text = scene.text[start:at]
    for mark in (*ontology.words("former_marks"), *ontology.words("present_marks")):
        if text.endswith(mark):  # 法国|前|总理
            parts.former, text = mark in word_set("former_marks"), text.removesuffix(mark)
    for mark in ontology.words("former_within"):
        # 县委原书记, 省政协原党组书记, but not 国际原子能机构
        if mark in text and start + text.find(mark) + len(mark) in scene.borders:
            parts.former, text = True, text.replace(mark, "", 1)
    if text == "":
        return not needs or title.use == "leaders" or title.text in word_set("title_after_level")
    if text in word_set("joined_bodies"):
        parts.body = text
        return True
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
        or (needs and 2 < len(text) < 14 and text.endswith(ontology.words("whole_body_heads")))
    ):
        return False
    parts.body = text
    return True


def _is_one_body(text: str) -> bool:
    """Whether no other post, mark or list stands in what should be one body (副市长李大江|代表 is none)."""
    joints = (*ontology.words("post_joint"), "，", "。", "、")
    if len(text) > 24 or any(j in text for j in joints):
        return False
    for body in ontology.words("titles_in_bodies"):  # 发展和改革|委员会
        text = text.replace(body, "")
    return not any(t in text for t in titles() if len(t) > 1)
