"""What events are called: a name taken apart, so that it can be held against another."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kg import ontology
from kg.mentions.heads import head_hits, longest_head
from kg.rules.sessions import alike
from kg.rules.usual import short_body

CANNOT_BE = "other-event"
_TELLING = 3  # characters that tell something
_SPECIFIC = 4  # characters that set an event apart from all others of a day
_LIKE, _NEAR, _ALIEN = 0.6, 0.5, 0.1  # shares of two names


@dataclass(frozen=True, slots=True)
class Called:
    """The name of an event without marks, what of it tells the event from others, its numbers, years and sides.

    `sides` are who met whom, where the name says just that.
    """

    plain: str
    unnumbered: str
    rest: str
    numbers: tuple[str, ...]
    years: frozenset[str]
    sides: tuple[str, ...] = ()
    series: bool = False
    own: bool = False
    head: str = ""
    form: str = ""
    parts: frozenset[str] = frozenset()

    @property
    def tells(self) -> int:
        """How much the name tells, to choose the best of several."""
        return len(self.rest) + 2 * len(self.numbers)


@lru_cache(maxsize=65536)
def called(name: str) -> Called:
    """The name taken apart.

    >>> one = called("第六届山海协作座谈会")
    >>> (one.rest, sorted(one.numbers))
    ('山海协作', ['六届'])
    """
    told = settings()
    plain = re.sub(told["marks"], "", short_body(name))
    head = _head(plain)
    unnumbered = re.sub(told["counted"], "", plain)
    rest = unnumbered.removesuffix("" if head in told["fairs"].split() else head)
    rest = re.sub(f"{told['year']}|{'|'.join(told['common'].split())}", "", rest)
    return Called(
        plain,
        unnumbered,
        rest,
        tuple(sorted(re.findall(told["counted"], plain))),
        frozenset(re.findall(told["year"], plain)),
        _sides(re.sub(told["marks"], "", name)),
        any(word in plain for word in told["series"].split()),
        bool(re.search(told["own"], plain)),
        head,
        max(re.findall(told["forms"], plain), key=len, default=""),
        frozenset(re.findall(told["parts"], plain)),
    )


def _head(name: str) -> str:
    """What kind of event the name ends in (座谈会); nothing where it is told by a clause."""
    return longest_head(name) if any(end == len(name) for _, end, _ in head_hits(name)) else ""


def settings() -> Any:
    """What is known of events told twice."""
    return ontology.settings("same_event")


def _sides(name: str) -> tuple[str, ...]:
    return next((found.groups() for form in _meetings() if (found := form.fullmatch(name))), ())


@lru_cache(maxsize=1)
def _meetings() -> list[re.Pattern[str]]:
    templates = {row.partition("=")[2] for row in ontology.words("meeting_names")}
    return [re.compile(re.sub(r"\{\w+\}", "(.{2,})", template)) for template in sorted(templates, key=len)]


def _may_be_one(one: Called, other: Called) -> bool:
    """Whether the numbers, years and forms of two names may be of one event."""
    few, more = map(Counter, sorted((one.numbers, other.numbers), key=len))
    # 十四届全国人大二次会议主席团第一次会议 is a part of 十四届全国人大二次会议
    part = bool(few) and any(number.endswith(tuple(settings()["sittings"])) for number in more - few)
    # who took part in a session may be received besides
    part = part or (bool(one.sides) != bool(other.sides) and bool(more))
    years = one.years <= other.years or other.years <= one.years
    return few <= more and years and not part and _forms_fit(one, other)


def _forms_fit(one: Called, other: Called) -> bool:
    if one.parts != other.parts:
        return False
    if one.form and other.form:
        return one.form == other.form
    # 预备会议 is not 第一次会议
    return one.form == other.form or not (one.numbers if other.form else other.numbers)


@lru_cache(maxsize=65536)
def held_together(name: str, another: str) -> str:
    """What two names say to whether they are of one event: the id of the evidence, nothing, or that they cannot be.

    >>> held_together("浙江·福建两省山海协作座谈会", "山海协作座谈会")
    'like-name'
    >>> held_together("第六次会议", "第七次会议") == CANNOT_BE
    True
    """
    one, other = called(name), called(another)
    if not _may_be_one(one, other):
        return CANNOT_BE
    if one.plain == other.plain:
        return _same(one)
    if one.numbers == other.numbers and _is_edition(one) and _is_edition(other):
        return "same-edition" if _is_one_session(one, other) else CANNOT_BE
    if not one.rest or not other.rest:
        return "bare-name" if one.head == other.head else "other-head" if one.head and other.head else ""
    share = _share(one.rest, other.rest)
    if alike(one.plain, other.plain) and share >= _NEAR:
        return "like-name"
    if share >= _NEAR:
        return "near-name"
    return "other-name" if share < _ALIEN and min(len(one.rest), len(other.rest)) >= _TELLING else ""


def _is_one_session(one: Called, other: Called) -> bool:
    """Whether two names with the same numbers are of one body's session, more or less in full.

    >>> _is_one_session(called("全国政协十四届常委会第九次会议"), called("十四届全国人大常委会第九次会议"))
    False
    """
    few, more = sorted((name.unnumbered for name in (one, other)), key=len)
    rest = iter(more)
    within = all(character in rest for character in few)  # 全国人大 in 全国人民代表大会
    ends_alike = few[-1:] == more[-1:]  # a fair and its forum do not
    return Counter(few) <= Counter(more) and ((within and ends_alike) or alike(one.plain, other.plain))


def _uniques(name: Called) -> set[str]:
    return {number for number in name.numbers if re.search(settings()["unique"], number)}


def _same(name: Called) -> str:
    if _is_edition(name):
        return "same-edition"
    if name.series:
        return "same-series"
    if name.own or len(name.rest) < _SPECIFIC:
        return "same-short-name" if name.rest else "bare-name"
    return "same-name"


def _is_edition(name: Called) -> bool:
    """Whether there is but one event of the name, by its number or year."""
    own = name.own or name.series
    return bool(_uniques(name)) or (bool(name.numbers or name.years) and len(name.rest) >= _TELLING and not own)


def _share(one: str, other: str) -> float:
    """The share of the shorter name's pairs of characters that the other has."""
    pairs = [{text[i : i + 2] for i in range(len(text) - 1)} for text in (one, other)]
    least = min(map(len, pairs))
    return len(pairs[0] & pairs[1]) / least if least else float(one in other or other in one)
