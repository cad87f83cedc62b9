"""Sightings of one name put together by what they tell: few profiles even where there are thousands of sightings."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from kg.lexicon import load
from kg.mentions.titles import titles
from kg.resolve.careers import Office, body_track, office, served_office
from kg.resolve.traces import Claim, Sighting

_UNDATED = "9999"
_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Stint:
    """Somebody in an office, as far as papers show it: `first` and `last` are days since year 1, or 0 where not known.

    Of a `former` office only the day is known (`last`) by which it was left.
    """

    office: Office
    first: int
    last: int
    former: bool = False

    def joined(self, other: Stint) -> Stint:
        """Both times as one."""
        known = [day for day in (self.first, other.first) if day]
        return replace(self, first=min(known, default=0), last=max(self.last, other.last))


@dataclass(slots=True)
class Profile:
    """What sightings of one person tell together; `key` is that of its earliest sighting."""

    sightings: list[Sighting]
    stints: dict[tuple[str, str, bool], Stint] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)  # who employs, with their walk of life
    company: Counter[str] = field(default_factory=Counter)
    papers: Counter[str] = field(default_factory=Counter)
    first: int = 0
    last: int = 0
    marks: frozenset[int] = frozenset()  # which references of verdicts mean it

    @property
    def key(self) -> tuple[str, str]:
        """What profiles are ordered by: date and page of the earliest sighting."""
        return order(self.sightings[0])

    @property
    def name(self) -> str:
        """The name; all sightings of a profile have one."""
        return self.sightings[0].name

    @property
    def is_bare(self) -> bool:
        """Whether no more is told than the name."""
        return not (self.stints or self.bodies)

    @property
    def rank(self) -> int:
        """The highest rank that is told, -1 if none is."""
        return max((s.office.rank for s in self.stints.values()), default=-1)

    def take(self, other: Profile) -> None:
        """Add what is told of `other`, who is the same."""
        self.sightings = sorted([*self.sightings, *other.sightings], key=order)
        for key, stint in other.stints.items():
            self.stints[key] = self.stints[key].joined(stint) if key in self.stints else stint
        self.bodies = self.bodies | other.bodies
        self.company = self.company + other.company
        self.papers = self.papers + other.papers
        days = [day for day in (self.first, other.first) if day]
        self.first, self.last = min(days, default=0), max(self.last, other.last)
        self.marks = self.marks | other.marks


def order(sighting: Sighting) -> tuple[str, str]:
    """The order of sightings: by date, those without one last, and page."""
    return sighting.seen.date or _UNDATED, f"{sighting.seen.page} {sighting.ident}"


@lru_cache(maxsize=65536)
def day(date: str) -> int:
    """The day since year 1 of a date as fine as known, 0 for none.

    >>> day("2024-04-18") - day("2024-04")
    17
    """
    try:
        return dt.date.fromisoformat(f"{date}-01-01"[:10] if len(date) < 10 else date).toordinal()
    except ValueError:
        return 0


def years(days: int) -> float:
    """Days as years."""
    return days / _YEAR


@lru_cache(maxsize=1)
def everywhere() -> frozenset[str]:
    """The heads of party and state, whom papers name beside everyone."""
    return frozenset(name for title in titles().values() for name in title.holders)


@lru_cache(maxsize=4096)
def is_national(paper: str) -> bool:
    """Whether the paper is one of the whole country: it is listed, and under no place."""
    return any(entry.kind == "Media" and not entry.code for entry in load().listed_as(paper))


def profiles(sightings: Iterable[Sighting], marks: dict[tuple[str, str], frozenset[int]]) -> list[Profile]:
    """One profile for all sightings that tell the same, one for each that tells only the name; by their keys.

    `marks` are, by page and id, the references of verdicts that mean a sighting.
    """
    groups: dict[object, list[Sighting]] = defaultdict(list)
    bare: list[Profile] = []
    for one in sorted(sightings, key=order):
        told = frozenset((claim.property, claim.object) for claim in one.claims)
        mark = marks.get((one.seen.page, one.ident), frozenset())
        if told:
            groups[one.name, told, mark].append(one)
        else:
            bare.append(_bare(one, mark))
    return sorted([*(_profile(group, marks) for group in groups.values()), *bare], key=lambda p: p.key)


def _bare(one: Sighting, mark: frozenset[int]) -> Profile:
    at = day(one.seen.date)
    return Profile(
        [one], company=Counter(_circle(one)), papers=Counter([one.seen.paper]), first=at, last=at, marks=mark
    )


def _circle(one: Sighting) -> list[str]:
    return [name for name in one.company if name not in everywhere()]


def _profile(group: Sequence[Sighting], marks: dict[tuple[str, str], frozenset[int]]) -> Profile:
    first = group[0]
    profile = Profile(list(group), marks=marks.get((first.seen.page, first.ident), frozenset()))
    days = [at for one in group if (at := day(one.seen.date))]
    profile.first, profile.last = min(days, default=0), max(days, default=0)
    for one in group:
        profile.company.update(_circle(one))
        profile.papers[one.seen.paper] += 1
    served = frozenset(claim.object for claim in first.claims if claim.property == "serves")
    for claim in first.claims:
        if claim.property in {"holds", "formerlyHeld"}:
            _enter(profile, office(claim.object, served), group, claim)
        elif claim.property == "worksFor":
            profile.bodies[claim.object] = body_track(claim.object)
    seats = {stint.office.seat for stint in profile.stints.values() if not stint.former}
    for place in sorted(served):
        if not _is_among(place, seats):
            _enter(profile, served_office(place), group, Claim("holds", place, ""))
    return profile


def _is_among(place: str, seats: set[str]) -> bool:
    """Whether a post tells of the place already."""
    return served_office(place).seat in seats


def _enter(profile: Profile, held: Office, group: Sequence[Sighting], claim: Claim) -> None:
    former = claim.property == "formerlyHeld"
    same = [c for one in group for c in one.claims if (c.property, c.object) == (claim.property, claim.object)]
    since, until = (
        (
            min((day(v) for v in values if v), default=0)
            for values in zip(*((c.since, c.until) for c in same), strict=True)
        )
        if same
        else (0, 0)
    )
    last = until or profile.last
    stint = Stint(held, since if former else since or profile.first, last, former)
    key = (held.post, held.seat, former)
    profile.stints[key] = profile.stints[key].joined(stint) if key in profile.stints else stint
