"""Whether two reports tell of one event: what speaks for it and against it, added up.

Two dates, places, numbers of a session or pairs of guests that cannot both be of one event rule it out, and so does one
article that tells both. All else has its weight in `same_event.yaml`: what officials do every day (several guests
received on one day, two meetings on one tour) shares a person and a day and is still not the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.lexicon import load
from kg.resolve.event_names import CANNOT_BE, Called, called, held_together, settings
from kg.resolve.traces import Happening

_KINDS = ({"Meeting", "Activity"}, {"Ceremony", "Activity"}, {"Ceremony", "Signing"})
_SESSION = 20  # days over which one session goes on
_SOON = 3  # days within which an event is reported
_CLEAR = frozenset({"same-edition", "same-name", "like-name"})
_SITES = ("place/", "zone/", "organization/", "project/")
_LEVELS = {2: "same-province", 4: "same-prefecture", 6: "same-county"}


@dataclass(frozen=True, slots=True)
class Case:
    """Two reports held against each other: the ids of the evidence with its weights, and what they add up to."""

    evidence: tuple[tuple[str, float], ...] = ()
    ruled_out: str = ""

    @property
    def score(self) -> float:
        """The sum of the weights."""
        return round(sum(weight for _, weight in self.evidence), 6)

    @property
    def is_one(self) -> bool:
        """Whether it is enough to take them for one."""
        return not self.ruled_out and self.score >= settings()["enough"]


def compare(one: Happening, other: Happening, busy: Mapping[tuple[str, str], int]) -> Case:
    """Hold two reports against each other; `busy` counts the events of a person on a day that one paper tells."""
    name = held_together(one.name, other.name)
    if against := _ruled_out(one, other, name):
        return Case(ruled_out=against)
    weights = settings()["evidence"]
    told = _evidence(one, other, name, busy)
    found = [(ident, weights[ident]["weight"] * share) for ident, share in told if ident and share]
    idents = {ident for ident, _ in found}
    backed = any(weights[ident].get("backs") for ident in idents) or "same-edition" in idents
    if one.seen.paper != other.seen.paper and not backed:
        # 秋冬季森林防火工作会议 is held in many counties on one day
        found.append(("name-alone", weights["name-alone"]["weight"]))
    return Case(tuple(found), "other-place" if "elsewhere" in idents and "same-edition" not in idents else "")


def _ruled_out(one: Happening, other: Happening, name: str) -> str:
    if one.article == other.article:
        return "one-article"
    if one.kind != other.kind and {one.kind, other.kind} not in _KINDS:
        return "other-kind"
    if name == CANNOT_BE:
        return "other-number"
    if _are_calls(one, other) and not _same_sides(one, other, called(one.name), called(other.name)):
        return "other-sides"
    return "" if timing(one, other) != "apart" or _is_session(one, other, name) else "other-day"


def _are_calls(one: Happening, other: Happening) -> bool:
    return bool(called(one.name).sides and called(other.name).sides)


def _is_session(one: Happening, other: Happening, name: str) -> bool:
    """Whether two days are of one session: it is called by its number, and lasts."""
    day, another = _days(one), _days(other)
    near = day is not None and another is not None and abs((day[0] - another[0]).days) <= _SESSION
    return near and name == "same-edition" and {one.kind, other.kind} <= {"Meeting", "Activity"}


def _same_sides(one: Happening, other: Happening, name: Called, called_too: Called) -> bool:
    """Whether those who met are the same: by what they are called, or by the people named."""
    people = {*one.people, *other.people}

    def is_one(mine: str, theirs: str) -> bool:
        if mine in theirs or theirs in mine:
            return True
        # one report names the guest where the other names the delegation
        guest = theirs not in people and _comes(mine, other, called_too)
        return guest or (mine not in people and _comes(theirs, one, name))

    first, second = name.sides
    return any(is_one(first, here) and is_one(second, there) for here, there in _both_ways(called_too.sides))


def _both_ways(sides: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return sides, sides[::-1]


def _comes(side: str, happening: Happening, name: Called) -> bool:
    """Whether who is named on this side takes part in what another report tells, which does not name them as a side."""
    return any(who in side and who not in "".join(name.sides) for who in happening.people)


def _evidence(
    one: Happening, other: Happening, name: str, busy: Mapping[tuple[str, str], int]
) -> Iterator[tuple[str, float]]:
    if one.kind != other.kind:
        yield "other-kind", 1
    name = "same-sides" if _are_calls(one, other) else name
    if one.kind != "Visit":
        yield name, 1
    # on each day of a session others are named
    elsewhere = {"other-people", "other-lead"} if name == "same-edition" else set()
    # what somebody does besides matters only where the name does not say which of it is meant
    busy = {} if name in _CLEAR else busy
    yield from (told for told in _people(one, other, busy) if told[0] not in elsewhere)
    yield from _things(one, other)
    yield _place(one, other), 1
    time = timing(one, other)
    yield ("same-session" if time == "apart" else time), 1


def _people(one: Happening, other: Happening, busy: Mapping[tuple[str, str], int]) -> Iterator[tuple[str, float]]:
    shared = sorted(set(one.people) & set(other.people))
    least = min(len(one.people), len(other.people))
    if shared:
        shares = sorted((1 / max(1, busy.get((who, day_of(one)), 1)) for who in shared), reverse=True)
        yield "same-person", shares[0]
        yield "same-people", min(2.0, sum(shares[1:]))
        if least > 2 and len(shared) * 3 < least:
            yield "few-in-common", 1
    elif least:
        yield "other-people", min(1.0, least / 2)
    if one.leads and other.leads:
        same = set(one.leads) & set(other.leads)
        yield ("same-lead", min(2.0, len(same))) if same else ("other-lead", 1)


def _things(one: Happening, other: Happening) -> Iterator[tuple[str, float]]:
    """Delegations, projects, documents, stops and bodies of both."""
    for mine, theirs, same, differ in (
        (_names(one.teams), _names(other.teams), "same-team", "other-team"),
        (_names(one.about), _names(other.about), "same-about", "other-about"),
    ):
        if mine and theirs:
            yield (same if any(a in b or b in a for a in mine for b in theirs) else differ), 1
    yield "same-stop", min(2, len(set(one.stops) & set(other.stops)))
    yield "same-body", min(2, len(set(one.bodies) & set(other.bodies)))


def _names(idents: tuple[str, ...]) -> list[str]:
    """The names in ids: of `team/湖南省党政代表团/2021-05-08` the second part."""
    return [ident.split("/")[1] for ident in idents]


def _place(one: Happening, other: Happening) -> str:
    """How the places of both fit: the closest that they have in common."""
    if any(place.startswith(_SITES) for place in set(one.places) & set(other.places)):
        return "same-site"
    mine, theirs = ([_upward(code) for code in _codes(each)] for each in (one, other))
    if not mine or not theirs:
        return ""
    common = max((_level(a, b) for a in mine for b in theirs), default=0)
    nested = any(a[0] in b or b[0] in a for a in mine for b in theirs)
    if any(a[0] == b[0] for a in mine for b in theirs):
        return _LEVELS[min(common, 6)]
    return "nested-place" if nested else "elsewhere"


def _codes(happening: Happening) -> list[str]:
    idents = (*happening.places, *happening.areas)
    codes = (ident.split("/")[1] for ident in idents if ident.startswith("division/"))
    return [code for code in codes if code.isdigit()]


@lru_cache(maxsize=16384)
def _upward(code: str) -> tuple[str, ...]:
    """The division and those in which it lies."""
    return (code, *(above.code for above in load().ancestors(code)))


def _level(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many digits the smallest division that holds both is known by."""
    return max((len(code.rstrip("0")) + len(code.rstrip("0")) % 2 for code in one if code in other), default=0)


def timing(one: Happening, other: Happening) -> str:
    """How the times of two reports fit: same-day, same-time, same-month, no-day, far-report or apart."""
    days, others = _days(one), _days(other)
    if days and others:
        if (one.start and one.start == other.start) or (one.end and one.end == other.end):
            return "same-day"
        return "same-time" if days[0] <= others[1] and others[0] <= days[1] else "apart"
    if one.start and other.start:
        fine = min(len(one.start), len(other.start))
        return "same-month" if one.start[:fine] == other.start[:fine] else "apart"
    return _undated(one, other)


def _undated(one: Happening, other: Happening) -> str:
    """Of two, one of which tells no date: whether it was printed soon after the other, or after the day that is told."""
    days, others = (_days(each) or _printed(each) for each in (one, other))
    if days is None or others is None:
        return "far-report"
    soon = dt.timedelta(days=_SOON)
    return "no-day" if days[0] <= others[1] + soon and others[0] <= days[1] + soon else "far-report"


def _printed(happening: Happening) -> tuple[dt.date, dt.date] | None:
    day = _date(happening.seen.date)
    return (day, day) if day else None


def _days(happening: Happening) -> tuple[dt.date, dt.date] | None:
    """The first and the last day, if they are told to the day; of what is told by its last day alone, that."""
    start, end = _date(happening.start or happening.end), _date(happening.end or happening.start)
    return (start, max(start, end)) if start and end else None


@lru_cache(maxsize=4096)
def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def day_of(happening: Happening) -> str:
    """The day of an event, or that of its report."""
    return happening.start or happening.end or happening.seen.date
