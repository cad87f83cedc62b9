"""Persons: names after titles, in lists, and names known from elsewhere in the article."""

from __future__ import annotations

import re
from functools import lru_cache

from kg import ontology
from kg.mentions.heads import PLACES
from kg.mentions.scene import PUNCTUATION, Scene
from kg.mentions.words import frequency, word_set, words_of

_HAN = r"\u3400-\u9fff"
_DOTTED = re.compile(rf"[{_HAN}]{{1,9}}(?:[·•・][{_HAN}]{{1,9}})+")
DOTS = re.compile(r"[·•・]")
_HAN_RUN = re.compile(rf"[{_HAN}]+")
_COMMON = 60
_EVERYDAY = 800
_VERB = 1.5
_NO_NAMES = frozenset(
    {"Delegation", "WorkTeam", "Meeting", "Ceremony", "Signing", "Activity", "Time", "Department", "Government"}
)


@lru_cache(maxsize=1)
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    rows = ontology.table("surnames")
    return (
        frozenset(r["surname"] for r in rows if len(r["surname"]) == 1),
        frozenset(r["surname"] for r in rows if len(r["surname"]) > 1),
    )


@lru_cache(maxsize=1)
def _ends() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, ontology.words("person_end")), key=len, reverse=True)))


@lru_cache(maxsize=1)
def surname_beginnings() -> frozenset[str]:
    """The characters that a surname may begin with."""
    return frozenset(surname[0] for names in _surnames() for surname in names)


def has_surname(name: str) -> bool:
    """Whether `name` begins with a known surname and has the length that goes with it."""
    single, compound = _surnames()
    return (name[:2] in compound and 3 <= len(name) <= 4) or (name[:1] in single and 2 <= len(name) <= 3)


def is_surname(text: str) -> bool:
    """Whether `text` is a surname and nothing more."""
    return any(text in names for names in _surnames())


@lru_cache(maxsize=1)
def _weak() -> frozenset[str]:
    return frozenset(r["surname"] for r in ontology.table("surnames") if r["kind"] == "weak")


def is_weak(name: str) -> bool:
    """Whether the surname is a common word too (于, 向), so that more than its place must speak for a name."""
    return name[:1] in _weak()


@lru_cache(maxsize=8)
def _by_first(known: frozenset[str]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for name in sorted(known, key=len, reverse=True):
        names.setdefault(name[0], []).append(name)
    return names


def known_at(text: str, start: int, known: frozenset[str]) -> str:
    """The longest known name that begins at `start`, or nothing."""
    return next((n for n in _by_first(known).get(text[start : start + 1], ()) if text.startswith(n, start)), "")


def name_at(scene: Scene, start: int, *, known: frozenset[str] = frozenset(), after_title: bool = False) -> int | None:
    """Where the person's name that begins at `start` ends; None when no name begins there.

    `after_title` tells that a title stands right before, so that names without a known surname are believed too.
    """
    if dotted := _DOTTED.match(scene.text, start):
        return _end_of_dotted(scene, start, dotted.end())
    run = _HAN_RUN.match(scene.text, start)
    if run is None or any(n.start == start and n.kind in _NO_NAMES for n in scene.nodes):
        return None
    if any(n.finder == "full" and n.start < start < n.end and n.options for n in scene.nodes):
        return None  # 市长|沙市: inside the name of a division
    limit = min(run.end(), start + 7)
    if familiar := known_at(scene.text, start, known):
        return start + len(familiar)
    best = max(
        ((_score(scene, start, end, trusted=after_title), end) for end in range(start + 2, min(limit, start + 4) + 1)),
        default=(0, 0),
    )
    if best[0] > 0:
        return best[1]
    return _foreign(scene, start, limit) if after_title else None


def _score(scene: Scene, start: int, end: int, *, trusted: bool) -> float:
    """How well the name ends at `end`: by what follows, by the word border, by whether it is a common word."""
    name = scene.text[start:end]
    if not has_surname(name) or name[1:] in word_set("roles"):
        return 0
    follow = end_strength(scene, end)
    if follow == 0:
        return 0
    # 书记高度重视, but also 经理安静说: after a title a common word is a name where no mere verb follows
    trusted = trusted and follow != _VERB
    if (
        not trusted
        and len(name) == 2
        and follow < 2
        and frequency(name) > _COMMON
        and scene.text[end] not in word_set("after_names")
    ):
        return 0
    # 汪墨|在投产仪式上: a word that follows names is hardly the end of one
    verb = _ends().match(scene.text, end - 1)
    swallowed = len(name) > 2 and (
        # 刘奇|来景德镇: on the way to a place
        (name[-1] in word_set("before_abbreviation") and any(n.start == end and n.kind in PLACES for n in scene.nodes))
        or (name[-1] in word_set("never_name_end") and end_strength(scene, end - 1) > 0)
        or (verb is not None and len(verb[0]) > 1 and has_surname(name[:-1]))
    )
    return max(follow + 0.5 * (len(name) == 3) + 0.3 * (end in scene.borders), 0) if not swallowed else 0.0


def end_strength(scene: Scene, end: int) -> float:
    """How surely a name ends at `end`: 3 at a mark or another mention, 2 before a word that follows names, 1 before a short one."""
    if end >= len(scene.text) or PUNCTUATION.match(scene.text, end):
        return 3
    if any(n.start == end for n in scene.nodes):
        return 2.5
    match = _ends().match(scene.text, end)
    if match is not None and match[0] in word_set("joints_after_name") and not _goes_on(scene, match.end()):
        return 0
    if match is None:
        return _VERB if any(scene.text[end : end + n] in word_set("verbs") for n in (2, 3, 4)) else 0
    if len(match[0]) > 1:
        return 2
    return 1.2 if end in scene.borders else 0.6 if end + 1 in scene.borders else 0


def _goes_on(scene: Scene, at: int) -> bool:
    """Whether after 和, 为, 任 something else follows than a verb or mark: 蔺春和|主持 ends in 和, 蔺春|和王芳 does not."""
    if at >= len(scene.text) or PUNCTUATION.match(scene.text, at):
        return False
    match = _ends().match(scene.text, at)
    return any(n.start == at for n in scene.nodes) or match is None or len(match[0]) < 2


def _end_of_dotted(scene: Scene, start: int, limit: int) -> int:
    last_dot = max(scene.text.rfind(d, start, limit) for d in "·•・")
    for end in range(last_dot + 2, limit + 1):
        if end_strength(scene, end) >= 1.2:
            # 买买提|出席, not 买买|提出: where the next character makes an end too, the name goes on
            return end + 1 if end < limit and end_strength(scene, end + 1) >= 2 else end
    return limit


def _foreign(scene: Scene, start: int, limit: int) -> int | None:
    """A name of another people without a surname of the list: 乌力吉图, 巴雅尔图."""
    for end in range(start + 2, limit + 1):
        if any(n.start < end and start < n.end and n.kind != "Post" and n.end - n.start > 1 for n in scene.nodes):
            return None
        if end_strength(scene, end) >= 1.2 and not is_plain(scene.text[start:end]):
            return end
    return None


def is_everyday(text: str) -> bool:
    """Whether a word of `text` is too common to stand in the name of a village."""
    words = words_of(text)
    return any(len(w) > 1 and frequency(w) > _EVERYDAY for w in words) or any(w in word_set("name_left") for w in words)


def is_plain(text: str) -> bool:
    """Whether `text` reads as common words rather than as a name."""
    words = words_of(text)
    if any(w in word_set("not_in_names") for w in words):
        return True
    if has_surname(text) and 0 < frequency(text) < _EVERYDAY:
        return False  # a name that the dictionary lists, such as 王芳
    if words[0] in word_set("never_name_end") or words[0] in word_set("name_left"):
        return True
    common = [w for w in words if len(w) > 1 and frequency(w) > _COMMON]
    if any(frequency(w) > _EVERYDAY for w in common):
        return True
    return all(len(w) > 1 for w in words) or any(
        w in word_set("name_left") or w in word_set("person_end") for w in common
    )
