"""Bodies of a jurisdiction, named (湖南省委) or meant (省委), and documents in 《》."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from kg import ontology
from kg.mentions.heads import DIVISIONS, head_hits
from kg.mentions.node import Node, PostParts
from kg.mentions.scene import Scene
from kg.mentions.words import word_set

_TITLE = re.compile(r"《[^《》]{2,60}》")
_EDITION = re.compile(r"(?:（[^（）]*）)+\Z")  # （2021—2025年）, （草案）（征求意见稿）
_BRIEF = 8  # characters of a department's name in a list
_BODY_KINDS = frozenset({"Department", "Institution", "Government", "Organization"})


@lru_cache(maxsize=1)
def body_rows() -> dict[str, dict[str, str]]:
    """jurisdiction_bodies.tsv by form."""
    return {row["form"]: row for row in ontology.table("jurisdiction_bodies")}


@lru_cache(maxsize=1)
def _body() -> re.Pattern[str]:
    forms = ontology.any_of(body_rows())
    return re.compile(f"(?:{forms})(?!{'|'.join(ontology.words('not_after_body'))})")


@lru_cache(maxsize=1)
def _level() -> re.Pattern[str]:
    return re.compile(f"(?:{ontology.any_of(ontology.words('body_levels'))})")


def find_bodies(scene: Scene) -> None:
    """Add nodes for party, state and mass bodies after a division's name or after a word for its level."""
    for division in [n for n in scene.nodes if n.kind in DIVISIONS]:
        if match := _body().match(scene.text, division.end):
            _add(scene, division.start, match, PostParts("", division=division, body=match[0]))
        _committee(scene, division)
    for match in _level().finditer(scene.text):
        if any(n.start <= match.start() < n.end for n in scene.nodes if n.kind in DIVISIONS):
            continue
        if not _opens(scene, match.start()):
            continue
        if body := _body().match(scene.text, match.end()):
            _add(scene, match.start(), body, PostParts("", level=match[0], body=body[0]))
        else:
            _departments(scene, match)


def _committee(scene: Scene, division: Node) -> None:
    """政协|西藏自治区|第十届委员会: the conference's committee of a division, in its full form."""
    opening = next((w for w in ontology.words("conference") if scene.text.endswith(w, 0, division.start)), "")
    term = _term().match(scene.text, division.end)
    closing = (
        next((w for w in ontology.words("conference_ends") if scene.text.startswith(w, term.end())), "") if term else ""
    )
    if not (opening and closing and term):
        return
    start, end = division.start - len(opening), term.end() + len(closing)
    parts = PostParts("", division=division, body=ontology.words("conference")[0])
    scene.nodes.append(
        Node(start, end, body_rows()[parts.body]["class"], scene.text[start:end], "grammar", parts=parts)
    )


@lru_cache(maxsize=1)
def _term() -> re.Pattern[str]:
    return re.compile(f"(?:{ontology.settings('time')['term']})?")


def _opens(scene: Scene, at: int) -> bool:
    """Whether a level word may stand for a division here: after a mark or a word, not after the rest of an unknown name."""
    if _after_mark(scene, at) or any(n.end == at for n in scene.nodes):
        return True
    start, end = scene.word_before(at)
    return at in scene.borders and (end - start > 1 or scene.text[start:end] in word_set("name_left"))


def _after_mark(scene: Scene, at: int) -> bool:
    return at == 0 or not 0x4E00 <= ord(scene.text[at - 1]) <= 0x9FFF


def _add(scene: Scene, start: int, body: re.Match[str], parts: PostParts) -> None:
    kind = body_rows()[body[0]]["class"]
    scene.nodes.append(Node(start, body.end(), kind, scene.text[start : body.end()], "grammar", parts=parts))


def _departments(scene: Scene, level: re.Match[str]) -> None:
    """省|农业农村厅: a level and the nearest head of a body right after it."""
    for stop, kind in _ends(scene, level.end()):
        parts = PostParts("", level=level[0], body=scene.text[level.end() : stop])
        scene.nodes.append(Node(level.start(), stop, kind, scene.text[level.start() : stop], "grammar", parts=parts))


def _ends(scene: Scene, at: int) -> Iterator[tuple[int, str]]:
    """Where the name of a body that begins at `at` may end, with its class."""
    rest = scene.text[at : at + 22]
    for start, end, head in sorted(head_hits(rest), key=lambda hit: hit[1]):
        if head.kind not in _BODY_KINDS or start > 14 or re.search(r"[，。、；：\s（）“”]", rest[:end]):
            continue
        if start and any(w in word_set("name_left") for w in _words(scene, at, at + start)):
            break
        if at + end not in scene.borders and len(head.text) < 3:
            continue
        if (start and head.text in word_set("whole_body_heads")) or start == 0 or len(head.text) > 2:
            yield at + end, head.kind


def find_listed_bodies(scene: Scene) -> None:
    """Add nodes for what is listed after a department of a level or place and is of the same: 县交通局、水务局、扶贫办."""
    found = [n for n in scene.nodes if n.kind == "Department"]
    while found:
        last = found.pop()
        at, whose = last.end + 1, _whose(scene, last)
        if scene.text[last.end : at] not in ontology.words("list_marks") or whose is None:
            continue
        stop = next((end for end, kind in _ends(scene, at) if kind == "Department" and end - at <= _BRIEF), 0)
        if stop and scene.node_starting(at) is None:
            parts = replace(whose, body=scene.text[at:stop])
            scene.nodes.append(Node(at, stop, "Department", scene.text[at:stop], "grammar", parts=parts))
            found.append(scene.nodes[-1])


def _whose(scene: Scene, body: Node) -> PostParts | None:
    """The level or division of which the body is; None where its name tells of neither."""
    if body.parts is not None:
        return body.parts if body.parts.level or body.parts.division else None
    division = next(
        (n for n in scene.nodes if n.start == body.start and n.end < body.end and n.kind in DIVISIONS), None
    )
    return PostParts("", division=division) if division is not None and not division.members else None


def _words(scene: Scene, start: int, end: int) -> list[str]:
    return [scene.text[s:e] for s, e in scene.words if start <= s and e <= end]


def find_documents(scene: Scene) -> None:
    """Add a node for each 《…》 that is called by what documents are called; others are no names of documents."""
    for match in _TITLE.finditer(scene.text):
        inside = match[0][1:-1]
        plain = without_edition(inside)
        kind = next((k for k, heads in _document_heads() if plain.endswith(heads)), "")
        media = scene.text[match.end() - 2] in word_set("paper_ends")
        if kind or media:
            scene.nodes.append(Node(match.start(), match.end(), kind or "Media", inside, "quoted"))


def without_edition(title: str) -> str:
    """The title of a document without what tells its years or its state.

    >>> without_edition("X（2021—2025年）（草案）")
    'X'
    """
    return _EDITION.sub("", title)


@lru_cache(maxsize=1)
def _document_heads() -> list[tuple[str, tuple[str, ...]]]:
    return [(kind, ontology.words(f"document_{kind}")) for kind in ("Agreement", "Policy", "Document")]
