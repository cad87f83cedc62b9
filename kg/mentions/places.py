"""Divisions and other listed names in a sentence: which forms stand there as words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from kg import ontology
from kg.lexicon import Division, Hit, Lexicon, Listed
from kg.mentions.heads import DIVISIONS
from kg.mentions.node import Node
from kg.mentions.scene import Scene
from kg.mentions.surnames import is_everyday
from kg.mentions.words import word_set

_LONG, _LONGEST = 5, 8  # characters of a village's name, and of one rendered from another tongue
_NEW = 2015  # where a new area became a division later than this, the name is the area's


def find_listed(
    scene: Scene,
    lexicon: Lexicon,
    signs: Mapping[str, Division] = MappingProxyType({}),
    year: int = dt.MAXYEAR,
) -> None:
    """Add a node for each listed form that stands in the sentence as a word of its own.

    `signs` are characters that stand for the paper's own cities, from `city_signs`; `year` is that of the article.
    """
    others_own = ontology.words("forces_of_others")  # 革命卫队|陆军 is nobody's of the list
    hits = [hit for hit in lexicon.hits(scene.text) if _stands(scene, hit)]
    for hit in [hit for hit in hits if not scene.text.endswith(others_own, 0, hit.start)]:
        others = [e for e in hit.entries if not isinstance(e, Division)]
        text = scene.text[hit.start : hit.end]
        divisions = tuple(
            e for e in hit.entries if isinstance(e, Division) and not (others and _is_area(e, text, year))
        )
        if divisions:
            full = any(d.name == text for d in divisions)
            scene.nodes.append(
                Node(hit.start, hit.end, divisions[0].kind, text, "full" if full else "short", options=divisions)
            )
        elif others and not (others[0].kind == "Venue" and _is_local(scene, hit.start)):
            node = Node(hit.start, hit.end, others[0].kind, others[0].name, "lexicon")
            scene.nodes.append(node)
    _drop_shorter(scene)
    _drop_areas_elsewhere(scene, lexicon)
    _abbreviations(scene, lexicon.divisions)
    _city_signs(scene, lexicon.divisions, signs)
    _villages(scene)


def _is_area(division: Division, form: str, year: int) -> bool:
    """Whether a name that is an area's too is the area's: before it became a division, and in short (柳江) after that."""
    return division.start >= _NEW and not (division.name == form and division.valid_in(year))


def _drop_shorter(scene: Scene) -> None:
    """高沙窝镇 is not the town of 沙窝 elsewhere."""
    ends: dict[int, int] = {}
    for node in scene.nodes:
        if node.finder == "full":
            ends[node.end] = min(node.start, ends.get(node.end, node.start))
    scene.nodes = [n for n in scene.nodes if n.finder != "full" or n.start == ends[n.end]]


def _drop_areas_elsewhere(scene: Scene, lexicon: Lexicon) -> None:
    """揭阳滨海新区 is a zone of Jieyang: the district of that name lies in another city."""
    tails = ontology.words("area_tails")
    for node in [n for n in scene.nodes if n.finder == "full" and n.name.endswith(tails)]:
        before = scene.node_ending(node.start)
        above = {a.code for d in node.options for a in lexicon.ancestors(d.code)}
        if before is not None and before.options and not any(d.code in above for d in before.options):
            scene.nodes.remove(node)


def _is_local(scene: Scene, start: int) -> bool:
    # 市|人民大会堂 is not the one in Beijing
    return scene.text[start - 1 : start] in word_set("body_levels") and start - 1 in scene.borders


def _stands(scene: Scene, hit: Hit) -> bool:
    """Whether the form is a word here: 湖南|省长 is not 湖南省|长."""
    town = hit.full and isinstance(hit.entries[0], Division) and hit.entries[0].kind == "Township"
    if hit.end - hit.start > 3 or (hit.full and hit.end - hit.start == 3):
        # 湖南|乡村 is not 湖南乡
        common = scene.text[hit.end - 1 : hit.end + 1] in word_set("village_no_names")
        return not _cut_by_longer_word(scene, hit) and not (town and common)
    if town:
        return hit.start in scene.borders
    # 第八师|师长, which the dictionary cuts elsewhere
    titled = isinstance(hit.entries[0], Listed) and scene.text[hit.end : hit.end + 2] in word_set("titles")
    return hit.start in scene.borders and (hit.end in scene.borders or titled or _has_name_tail(scene, hit))


def _cut_by_longer_word(scene: Scene, hit: Hit) -> bool:
    # a form that begins inside one word and ends inside another stands there by chance
    if hit.start in scene.borders or any(n.end == hit.start for n in scene.nodes):
        return False
    return not any(start < hit.start and hit.end < end for start, end in scene.words)


def _has_name_tail(scene: Scene, hit: Hit) -> bool:
    # 望城经开区 may be cut 望城经|开区: a level word or a head right after the form makes it a name
    return _tail().match(scene.text, hit.end) is not None


@lru_cache(maxsize=1)
def _tail() -> re.Pattern[str]:
    heads = [row["head"] for row in ontology.table("heads")]
    return re.compile(ontology.any_of((*ontology.words("levels"), *heads)))


@lru_cache(maxsize=1)
def _signs() -> tuple[dict[str, tuple[str, ...]], frozenset[str], re.Pattern[str]]:
    rows = {
        row["form"]: row for row in reversed(ontology.table("abbreviations"))
    }  # of two of one form the first counts
    codes = {form: tuple(row["codes"].split()) for form, row in rows.items()}
    strong = frozenset(form for form, row in rows.items() if row["kind"] == "province" and len(form) == 1)
    single = "".join(form for form, row in rows.items() if len(form) == 1 and row["kind"] != "city")
    fixed = [form for form in codes if len(form) > 1]
    run = "|".join((*sorted(map(re.escape, fixed), key=len, reverse=True), f"[{single}]{{2,}}"))
    lead = "|".join(ontology.words("before_abbreviation"))
    return (
        codes,
        strong,
        re.compile(f"(?P<run>{run})|(?<={lead})(?P<one>[{single}])" if lead else f"(?P<run>{run})(?P<one>)"),
    )


def _abbreviations(scene: Scene, divisions: Mapping[str, Division]) -> None:
    """湘赣, 京津冀, 来赣: letters that stand for provinces, where they cannot be part of another word."""
    codes, strong, pattern = _signs()
    for match in pattern.finditer(scene.text):
        form = match[0]
        if not _may_be_signs(scene, match, form, strong):
            continue
        if form in codes and len(form) > 1:
            node = Node(match.start(), match.end(), "Province", form, "abbreviation")
            node.members = [
                _sign(match.start(), match.end(), divisions[c], divisions[c].name)
                for c in codes[form]
                if c in divisions
            ]
            scene.nodes.append(node)
            continue
        node = Node(match.start(), match.end(), "Province", form, "abbreviation")
        node.members = [
            _sign(match.start() + i, match.start() + i + 1, divisions[codes[sign][0]], sign)
            for i, sign in enumerate(form)
        ]
        scene.nodes.append(node if len(form) > 1 else node.members[0])


def city_signs(home: tuple[Division, ...]) -> dict[str, Division]:
    """The characters that stand for the paper's own city or county after 来, 在, 赴: 潍 in a paper of 潍坊."""
    _, strong, _ = _signs()
    found: dict[str, Division] = {}
    for division in home:
        if division.kind in {"Prefecture", "County"} and division.short:
            for char in division.short[0]:
                if char not in strong:
                    found.setdefault(char, division)
    return found


@lru_cache(maxsize=1)
def _listed_cities() -> dict[str, str]:
    return {row["form"]: row["codes"] for row in ontology.table("abbreviations") if row["kind"] == "city"}


@lru_cache(maxsize=256)
def _after_going(signs: str) -> re.Pattern[str]:
    # the sign first: it is rarer than the word before it
    return re.compile(f"[{signs}](?<=(?:{'|'.join(ontology.words('before_abbreviation'))}).)")


def _city_signs(scene: Scene, divisions: Mapping[str, Division], own: Mapping[str, Division]) -> None:
    """来潍考察, 在蓉举行: one character for a city, after a word of going or being there."""
    listed = _listed_cities()
    for match in _after_going("".join((*listed, *own))).finditer(scene.text):
        city = own.get(match[0]) or divisions.get(listed.get(match[0], ""))
        taken = any(n.start < match.end() and match.start() - 1 < n.end for n in scene.nodes)
        if city and not taken and match.end() in scene.borders and {match.start(), match.start() - 1} & scene.borders:
            scene.nodes.append(_sign(match.start(), match.end(), city, match[0]))


def _may_be_signs(scene: Scene, match: re.Match[str], form: str, strong: frozenset[str]) -> bool:
    lone = len(form) == 1 and match.start() - 1 in scene.borders
    if not (match.start() in scene.borders or lone) or any(
        n.start < match.end() and match.start() < n.end and n.finder not in {"quoted", "lexicon"} for n in scene.nodes
    ):
        return False
    if len(form) == 1:
        # 在京举行, 在京开幕 are words of the dictionary
        held = scene.text.startswith(tuple(ontology.words("held")), match.end())
        return form in strong and (match.end() in scene.borders or held)
    fixed = form in _signs()[0]
    return match.end() in scene.borders and (
        fixed or all(s in strong for s in form) or sum(s in strong for s in form) > 1 < len(form) - 1
    )


def _sign(start: int, end: int, division: Division, form: str) -> Node:
    return Node(start, end, division.kind, form, "abbreviation", options=(division,))


@lru_cache(maxsize=1)
def _village_pattern() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(ontology.words('village_heads'))})")


def _villages(scene: Scene) -> None:
    """Villages and unlisted townships: a name of one to four characters before 村, 社区, 镇."""
    for match in _village_pattern().finditer(scene.text):
        doubled = scene.text.startswith(match[0], match.end())  # 油坊坳村|村主任
        if match.end() not in scene.borders and match[0] in word_set("village_heads_weak") and not doubled:
            continue
        start = _name_start(scene, match.start())
        name = scene.text[start : match.end()]
        if any(n.finder == "lexicon" and n.start <= start and match.end() <= n.end for n in scene.nodes):
            continue
        kind = "Township" if match[0] in word_set("township_heads") else "Village"
        if not (_has_fit_length(scene, start, match.start()) and _may_be_village(scene, start, match.start(), name)):
            if kind == "Village" and start < match.start() - 1:
                scene.doubts.append((match.start(), match.end(), kind))
        elif not any(n.end == match.end() and n.kind in DIVISIONS for n in scene.nodes):
            scene.nodes.append(Node(start, match.end(), kind, name, "grammar"))


def _has_fit_length(scene: Scene, start: int, end: int) -> bool:
    """Whether a village's name is as long as names are, or one rendered from another tongue (欧吐拉艾日克|村)."""
    rendered = all(e - s == 1 or not is_everyday(scene.text[s:e]) for s, e in scene.words if start <= s < end)
    return 2 <= end - start <= (_LONGEST if rendered and _after_place(scene, start) else _LONG)


def _after_place(scene: Scene, start: int) -> bool:
    placed = any(n.end == start and n.kind in {"Township", "County"} for n in scene.nodes)
    return placed or scene.text[start - 1 : start] in word_set("stationed")


def _name_start(scene: Scene, end: int) -> int:
    """Where a short name that ends at `end` begins: after a division, a mark, or a word that is never part of a name."""
    start = end
    while start > 0 and end - start <= _LONGEST:
        # 云岭镇|集贤村: what ends right before 村 is its name, though a county is called so too
        if any(n.end == start and n.kind in DIVISIONS and (n.finder == "full" or start < end) for n in scene.nodes):
            break
        word_start, _ = scene.word_before(start)
        word_start = max(
            (n.end for n in scene.nodes if word_start < n.end < start and n.kind in DIVISIONS), default=word_start
        )
        word = scene.text[word_start:start]
        if not re.match(r"[\u4e00-\u9fff]+$", word) or word in word_set("levels"):
            break
        if word in word_set("name_left") and not _begins_placed(scene, word_start):
            break
        start = word_start
    return _with_namesake(scene, start, end)


def _with_namesake(scene: Scene, start: int, end: int) -> int:
    """云岭镇|集贤村: a county's short name right before 村 is the village's own after another division."""
    namesake = scene.node_ending(end) if start == end else None
    if namesake is None or namesake.finder != "short":
        return start
    under = any(n.end == namesake.start and n.kind in DIVISIONS for n in scene.nodes)
    return namesake.start if under else start


def _may_be_village(scene: Scene, start: int, end: int, name: str) -> bool:
    """Whether the name is no common noun: right after a division almost anything goes, elsewhere no everyday word."""
    barred = name[0] in word_set("village_not_start") and not _begins_placed(scene, start)
    if barred or name.endswith(ontology.words("village_no_names")):
        return False
    if _after_place(scene, start):
        return True
    if _is_generic(scene, start, end):
        return False
    return any(n.end == start and n.kind in DIVISIONS for n in scene.nodes) or not is_everyday(scene.text[start:end])


def _begins_placed(scene: Scene, start: int) -> bool:
    """德保县|那造村: whether what elsewhere begins no name does so here, right after a division."""
    placed = any(n.end == start and n.kind in DIVISIONS for n in scene.nodes)
    return placed and scene.text[start] in word_set("village_start_placed")


def _is_generic(scene: Scene, start: int, end: int) -> bool:
    words = [scene.text[s : min(e, end)] for s, e in scene.words if start <= s < end]
    return all(word in word_set("generic") for word in words)
