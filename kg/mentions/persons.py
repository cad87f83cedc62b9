"""Persons: where a name that begins at a place ends, by what it looks like and by what follows."""

from __future__ import annotations

import re
from functools import lru_cache

from kg import ontology
from kg.mentions.heads import EVENTS, PLACES, STATE, TEAMS
from kg.mentions.nobody import is_nobody, opens_next_part, trimmed
from kg.mentions.scene import PUNCTUATION, Scene
from kg.mentions.surnames import (
    elements_end,
    has_surname,
    is_plain,
    is_surname,
    is_weak,
    is_word,
    surname_of,
)
from kg.mentions.titles import titles
from kg.mentions.words import frequency, word_set

_HAN = r"\u3400-\u9fff"
_DOTTED = re.compile(rf"[{_HAN}]{{1,9}}(?:[·•・][{_HAN}]{{1,9}})+")
DOTS = re.compile(r"[·•・]")
_HAN_RUN = re.compile(rf"[{_HAN}]+")
_VERB = 1.5
_EVERYDAY = 800
_KNOWN = 300
_NO_NAMES = EVENTS | TEAMS | STATE | {"Time"}

# what stands before the name: nothing, a title or role by itself, a post told in full
BARE, TITLED, VOUCHED = 0, 1, 2


@lru_cache(maxsize=1)
def _ends() -> re.Pattern[str]:
    words = (*ontology.words("person_end"), *ontology.words("honours"))
    return re.compile(ontology.any_of(words))


@lru_cache(maxsize=8)
def _by_first(known: frozenset[str]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for name in sorted(known, key=len, reverse=True):
        names.setdefault(name[0], []).append(name)
    return names


def known_at(text: str, start: int, known: frozenset[str]) -> str:
    """The longest known name that begins at `start`, or nothing."""
    return next((n for n in _by_first(known).get(text[start : start + 1], ()) if text.startswith(n, start)), "")


@lru_cache(maxsize=1)
def _leaders() -> frozenset[str]:
    """Those who have headed party and state, by names so long that no other name begins with them."""
    return frozenset(name for title in titles().values() for name in title.holders if len(name) > 2)


def name_at(scene: Scene, start: int, *, known: frozenset[str] = frozenset(), trust: int = BARE) -> int | None:
    """Where the person's name that begins at `start` ends; None when no name begins there.

    `trust` tells what stands before it: the fuller the title, the less of a name is asked for.
    """
    end = _name_at(scene, start, known, trust)
    return None if end is None or (trust and is_nobody(scene, start, end)) else end


def _name_at(scene: Scene, start: int, known: frozenset[str], trust: int) -> int | None:
    if dotted := _DOTTED.match(scene.text, start):
        if trust == BARE and scene.text.startswith((*ontology.words("before_name"), *ontology.words("roles")), start):
            return None  # 聘任|巴彦·马木尔
        if (plain := _before_dotted(scene, start, known, trust)) is not None:
            return plain
        end = trimmed(scene, start, _end_of_dotted(scene, start, dotted.end()))
        # 来自中国的|萝谢尔·瓦伦斯基
        return None if any(word in scene.text[start:end] for word in ontology.words("never_in_dotted")) else end
    run = _HAN_RUN.match(scene.text, start)
    if run is None or any(n.start == start and n.kind in _NO_NAMES for n in scene.nodes):
        return None
    if any(n.finder == "full" and n.start < start < n.end and n.options for n in scene.nodes):
        return None  # 市长|沙市: inside the name of a division
    if familiar := known_at(scene.text, start, known) or (known_at(scene.text, start, _leaders()) if trust else ""):
        return start + len(familiar)
    if composed := _composed(scene, start, run.end(), trust):
        return composed
    if scene.text[start + 1 : start + 2] in word_set("not_first_in_given"):
        return None  # 主席|席|就座
    # 副市长任|组长: no name reaches into a post
    limit = min([run.end(), *(n.start for n in scene.nodes if n.kind == "Post" and start < n.start)])
    ends = range(start + 2, min(limit, start + 4) + 1)
    best = max(((_score(scene, start, end, trust), end) for end in ends), default=(0, 0))
    if best[0] > 0:
        return best[1]
    if trust == BARE:
        return None
    return _by_words(scene, start, limit, trust) or (
        _foreign(scene, start, min(limit, start + 7)) if trust == VOUCHED else None
    )


def _composed(scene: Scene, start: int, limit: int, trust: int) -> int | None:
    """A name of elements such as 次仁多吉, 苏雅拉图: the elements, and up to two characters more."""
    inner = elements_end(scene.text, start)
    if inner == start or (trust == BARE and inner - start < 4):
        return None
    ends = range(max(inner, start + 2), min(inner + 2, limit) + 1)
    sure = [end for end in ends if end_strength(scene, end) >= 1]
    sure.sort(key=lambda end: end_strength(scene, end) == _VERB)  # 孟和, if no more of the name follows than a verb
    return next(iter(sure), None) or next(
        (
            end
            for end in (inner, *ends)
            if (trust == VOUCHED or end > inner > start + 2 or inner > start + 3) and _goes_on_with_word(scene, end)
        ),
        None,
    )


def _score(scene: Scene, start: int, end: int, trust: int) -> float:
    """How well the name ends at `end`: by what follows, by the word border, by whether it is a common word."""
    name = scene.text[start:end]
    if not has_surname(name) or name[1:] in word_set("roles"):
        return 0
    if name[-1] in word_set("not_in_given"):
        return 2 if is_comrade(scene, start, end) else 0
    follow = end_strength(scene, end)
    if follow == 0 or _is_doubtful(scene, start, end, trust):
        return 0
    if follow < 1 and ((trust < VOUCHED and is_word(scene.word_over(end))) or _cuts_word(scene, start, end)):
        return 0  # 高级顾|问, 秦棠关|于
    # 书记高度重视, but also 经理安静说: after a title a common word is a name where no mere verb follows
    if len(name) == 2 and is_word(name) and follow < 2:
        joint = scene.text[end] in word_set("after_names")
        if not (joint if trust < VOUCHED else follow != _VERB and (joint or end in scene.borders)):
            return 0
    if len(name) > 2 and _is_swallowed(scene, start, end):
        return 0
    return max(follow + 0.5 * (len(name) == 3) + 0.3 * (end in scene.borders), 0)


def _cuts_word(scene: Scene, start: int, end: int) -> bool:
    """Whether the name would end in a word that is never cut, or is itself the beginning of a longer one."""
    opened = scene.word_from(start)
    return end - start > 2 and (
        scene.word_over(end) in word_set("never_cut") or (len(opened) > end - start and frequency(opened) > 0)
    )


def is_comrade(scene: Scene, start: int, end: int) -> bool:
    """Whether the dictionary lists it as a rare word, as it does well-known names, and 同志 or the like follows: 鹿心社|同志."""
    name = scene.text[start:end]
    rare = len(name) == 3 and scene.word_from(start) == name and 0 < frequency(name) < _KNOWN
    return rare and scene.text.startswith(ontology.words("honorifics"), end)


def _is_doubtful(scene: Scene, start: int, end: int, trust: int) -> bool:
    """Whether it is a word that is hardly ever a name, or a weak surname with what no given name has."""
    name = scene.text[start:end]
    among = bool(word_set("list_marks") & {scene.text[start - 1 : start], scene.text[end : end + 1]})
    if name in word_set("rarely_names"):
        return not (among or scene.text.startswith(ontology.words("attend"), end))
    if name in word_set("hardly_names") or name in word_set("person_end"):
        return not among  # 中国代表|呼吁
    if scene.word_from(start) in word_set("hardly_names"):
        return True  # 何时|能
    return is_weak(name) and (
        (opens_with_word(scene, start, name) and not _stands_apart(scene, name, end, trust))
        or (len(name) > 2 and frequency(name[1:]) > _EVERYDAY)
        or (trust < VOUCHED and any(char in word_set("not_in_given") for char in name[1:]))
    )


def _stands_apart(scene: Scene, name: str, end: int, trust: int) -> bool:
    """祖国梁、 after a full title: a name, though a word begins it, if it surely ends and the rest is no end of words."""
    if trust < VOUCHED or len(name) != 3 or name[-1] in word_set("ends_of_phrases"):
        return False
    return end_strength(scene, end) >= (2 if end in scene.borders else 3)


def _is_swallowed(scene: Scene, start: int, end: int) -> bool:
    """Whether the last characters are no part of the name: 汪墨|在投产仪式上, 边巴|出席, 刘奇|来景德镇."""
    name = scene.text[start:end]
    if opens_next_part(scene, end - 1) or scene.text.startswith(ontology.words("honorifics"), end - 1):
        return True  # 陈希|同志
    if name[-1] in word_set("and_others"):
        return True
    if name[-1] in word_set("before_abbreviation") and any(n.start == end and n.kind in PLACES for n in scene.nodes):
        return True
    # 秦有为|为: what is said twice is once the name's
    once = scene.text[end : end + 1] != name[-1]
    if once and name[-1] in word_set("never_name_end") and end_strength(scene, end - 1) > 0:
        return True
    if has_surname(name[:-1]) and before_verb(scene, end - 1):
        return True
    rest = name[:-2]
    if name[-2:] in word_set("person_end") and (has_surname(rest) or elements_end(rest, 0) == len(rest)):
        return True
    verb = _ends().match(scene.text, end - 1)
    return verb is not None and len(verb[0]) > 1 and has_surname(name[:-1])


def end_strength(scene: Scene, end: int) -> float:
    """How surely a name ends at `end`: 3 at a mark or another mention, 2 before a word that follows names, 1 before a short one."""
    if end >= len(scene.text) or PUNCTUATION.match(scene.text, end) or opens_next_part(scene, end):
        return 3
    if any(n.start == end for n in scene.nodes):
        return 2.5
    if scene.text[end].isdigit():
        return 1
    if before_verb(scene, end):
        return 2
    match = _ends().match(scene.text, end)
    if match is not None and match[0] in word_set("joints_after_name") and not _goes_on(scene, match.end()):
        return 0
    if match is None:
        return _VERB if any(scene.text[end : end + n] in word_set("verbs") for n in (2, 3, 4)) else 0
    if len(match[0]) > 1:
        return 2
    return 1.2 if end in scene.borders else 0.6 if end + 1 in scene.borders else 0


def before_verb(scene: Scene, at: int) -> bool:
    """Whether at `at` a word stands that is never a name's last before what people do: 李明|未出席, 李明|须参加."""
    return scene.text[at : at + 1] in word_set("before_acts") and scene.text.startswith(
        (*ontology.words("attend"), *ontology.words("chair"), *ontology.words("acts")), at + 1
    )


def _goes_on(scene: Scene, at: int) -> bool:
    """Whether after 和, 为, 任 something else follows than a verb or mark: 蔺春和|主持 ends in 和, 蔺春|和王芳 does not."""
    if at >= len(scene.text) or PUNCTUATION.match(scene.text, at):
        return False
    match = _ends().match(scene.text, at)
    return any(n.start == at for n in scene.nodes) or match is None or len(match[0]) < 2


def _before_dotted(scene: Scene, start: int, known: frozenset[str], trust: int) -> int | None:
    """罗文岳致电|亚历山大·林: where a name without a dot ends that stands before the one with dots."""
    dot = DOTS.search(scene.text, start)
    if dot is None or dot.start() - start < 5:
        return None
    if familiar := known_at(scene.text, start, known):
        return start + len(familiar)
    best = max((_score(scene, start, end, trust), end) for end in range(start + 2, start + 4))
    return best[1] if best[0] > 0 else None


def _end_of_dotted(scene: Scene, start: int, limit: int) -> int:
    """Where a name with dots ends: before a word that follows names, at a mark or a mention."""
    last_dot = max(scene.text.rfind(d, start, limit) for d in "·•・")
    for end in range(last_dot + 2, limit + 1):
        strength = end_strength(scene, end)
        short = strength == 0.6 and end_strength(scene, end + 1) >= 2  # 艾力|说，: the cut took the two for one word
        if strength >= 1.2 or short:
            # 买买提|出席, not 买买|提出: where the next character makes an end too, the name goes on
            more = (
                end < limit and scene.text[end] not in word_set("never_name_end") and end_strength(scene, end + 1) >= 2
            )
            return end + 1 if more else end
    return limit


def _by_words(scene: Scene, start: int, limit: int, trust: int) -> int | None:
    """A name by the words after it, of which no list knows: 张以恒|一审, 卞清荷|推着药车."""
    surname = surname_of(scene.text[start : start + 4])
    if not surname:
        return None
    for length in (2, 1):
        end = start + len(surname) + length
        name = scene.text[start:end]
        if end > limit or end not in scene.borders or is_plain(name):
            continue
        given = name[len(surname) :]
        common = opens_with_word(scene, start, name) or (
            length > 1 and (frequency(given) > _EVERYDAY or given in word_set("verbs"))
        )
        if common or (length == 1 and (is_weak(name) or trust < VOUCHED)):
            continue
        if any(n.start < end and start < n.end and n.kind != "Post" for n in scene.nodes):
            return None
        if _goes_on_with_word(scene, end):
            return end
    return None


def opens_with_word(scene: Scene, start: int, name: str) -> bool:
    """Whether a common word begins where the name does, though it is neither the name nor a surname: 战友|冲."""
    word = scene.word_from(start)
    return word != name and frequency(word) > _KNOWN and not is_surname(word)


def _goes_on_with_word(scene: Scene, at: int) -> bool:
    """Whether a word of two characters or more begins at `at`, or a verb of one with what ends verbs (推|着)."""
    words = [scene.text[s:e] for s, e in scene.words if at <= s < at + 2]
    if at not in scene.borders or not words:
        return False
    if len(words[0]) > 1:
        return words[0][-1] not in word_set("foreign_tails")  # not 冯德|莱恩
    return len(words) > 1 and words[1] in word_set("verb_tails")


def _foreign(scene: Scene, start: int, limit: int) -> int | None:
    """A name of another people without a surname of the list: 乌力吉图, 巴雅尔图."""
    for end in range(start + 2, limit + 1):
        if any(n.start < end and start < n.end and n.kind != "Post" and n.end - n.start > 1 for n in scene.nodes):
            return None
        if end_strength(scene, end) >= 1.2:
            end = trimmed(scene, start, end)
            return end if _may_be_foreign(scene, start, end) else None
    return None


def _may_be_foreign(scene: Scene, start: int, end: int) -> bool:
    name = scene.text[start:end]
    words = [scene.text[s:e] for s, e in scene.words if start < e and s < end]
    common = any(len(w) > 1 and is_word(w) and elements_end(w, 0) != len(w) for w in words)
    return not is_plain(name) and not common
