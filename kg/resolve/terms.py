"""The times over which one person is seen in one post, each unbroken, as the holdings of the post tell them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from kg import ontology
from kg.mentions.titles import plain_post
from kg.resolve.traces import Holding


@dataclass(frozen=True)
class Term:
    """An unbroken time of a person in a post.

    `seen` are the holdings told in the present, by day; `taken`, `left` those that state when it began or ended; `gone`
    those that speak of it as past. `doubtful` tells that what else is known speaks against it.
    """

    person: str
    seen: tuple[Holding, ...] = ()
    taken: tuple[Holding, ...] = ()
    left: tuple[Holding, ...] = ()
    gone: tuple[Holding, ...] = ()
    doubtful: bool = False

    @cached_property
    def days(self) -> list[str]:
        """The days of papers on which the person is seen in the post."""
        return sorted({h.seen.date for h in self.seen if h.seen.date})

    @cached_property
    def first(self) -> str:
        """The first of these days, or nothing."""
        return self.days[0] if self.days else ""

    @cached_property
    def last(self) -> str:
        """The last of these days, or nothing."""
        return self.days[-1] if self.days else ""

    @cached_property
    def start(self) -> str:
        """When it is told to have begun, as most tell it and as fine as told."""
        return told_most([h.claim.since for h in self.taken])

    @cached_property
    def end(self) -> str:
        """When it is told to have ended, not before it began."""
        return told_most([h.claim.until for h in self.left if self.start <= _after(h.claim.until)])

    @cached_property
    def gone_by(self) -> str:
        """The first day of a paper that speaks of it as past."""
        return min((h.seen.date for h in self.gone if h.seen.date), default="")

    @property
    def begun(self) -> str:
        """The first day or period in which it is known: stated, else seen."""
        return self.start or self.first

    @property
    def over(self) -> str:
        """The last day or period in which it is known: stated, else seen."""
        return self.end or self.last or self.start

    @cached_property
    def takings(self) -> list[Holding]:
        """What tells that the post was taken when the paper came out, not only that it is held."""
        return [h for h in self.seen if h.claim.rule in rules("takes")]

    @cached_property
    def leavings(self) -> list[Holding]:
        """What tells that the post was left when the paper came out, not only that it is a former one."""
        return [h for h in self.gone if h.claim.rule in rules("leaves")]

    def acting(self) -> tuple[bool, str]:
        """Whether it began as an acting one, and the first day on which it is seen no longer to be one."""
        plain = sorted(h.seen.date for h in self.seen if not is_acting(h))
        marked = [h.seen.date for h in self.seen if is_acting(h)]
        if not self.seen:
            return bool(self.gone) and all(map(is_acting, self.gone)), ""
        if not marked or (plain and plain[0] < min(marked)):
            return False, ""
        return True, next((day for day in plain if day > max(marked)), "")


def is_acting(holding: Holding) -> bool:
    """Whether the post is told of as held for the time being (代省长)."""
    return plain_post(holding.claim.object) != holding.claim.object


def told_most(dates: Collection[str]) -> str:
    """The date that most of these agree with: the finest, else the earliest; 2021 agrees with 2021-04.

    >>> told_most(["2021", "2021-04", "2019-01"])
    '2021-04'
    """
    agreeing = {date: sum(date.startswith(other) for other in dates) for date in dates}
    return min(agreeing, key=lambda date: (-agreeing[date], -len(date), date), default="")


def days_between(one: str, other: str) -> int:
    """How many days from one date to the other, at least, each as fine as told; below 0 if the other is before.

    >>> days_between("2021-10-19", "2021-11"), days_between("2021", "2021-05-07")
    (13, 0)
    """
    if one.startswith(other) or other.startswith(one):
        return 0
    if one > other:
        return -days_between(other, one)
    return (_day(other) - _day(one, last=True)).days


def _day(date: str, *, last: bool = False) -> dt.date:
    """The first or last day of a period."""
    year, month, *day = [int(part) for part in date.split("-")] + ([] if "-" in date else [12 if last else 1])
    if day:
        return dt.date(year, month, day[0])
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(1) if last else dt.date(year, month, 1)


def terms(holdings: Iterable[Holding], *, single: bool) -> list[Term]:
    """The terms of all persons in a post, by when they began; of a `single` post that one holds at a time."""
    by_person: dict[str, list[Holding]] = defaultdict(list)
    for holding in sorted(set(holdings), key=_order):
        by_person[holding.person].append(holding)
    whole = {person: _whole(person, told) for person, told in by_person.items()}
    found = [term for person in whole for term in _parts(whole[person], _others(whole, person) if single else {})]
    return sorted(found, key=_when)


def _when(term: Term) -> tuple[str, bool, str, str]:
    """When it began; of two that were first told of on one day the one that was only then taken is the later."""
    return term.begun or term.end or term.gone_by, bool(term.takings), term.over, term.person


def _order(holding: Holding) -> tuple[str, str, str, str, str, float]:
    claim = holding.claim
    return holding.seen.date, claim.article, claim.property, claim.object, claim.since, claim.confidence


_NEVER = "~"  # sorts after every date


def _whole(person: str, told: Sequence[Holding]) -> Term:
    """All that is told of a person in the post."""
    holds = [h for h in told if h.claim.property == "holds"]
    gone = tuple(h for h in told if h.claim.property == "formerlyHeld")
    starts = {h.claim.since for h in told if h.claim.since}
    seen = tuple(h for h in holds if _is_news(h) and not _is_ahead(h, starts))
    taken, left = tuple(h for h in told if h.claim.since), tuple(h for h in told if h.claim.until)
    return Term(person, seen, taken, left, gone)


def _is_news(holding: Holding) -> bool:
    """Whether the paper tells of its own time: not of who took the post years ago, or had left it by then."""
    date, claim = holding.seen.date, holding.claim
    if not date:
        return not claim.since and not claim.until
    if (claim.until and days_between(claim.until, date) > 0) or (claim.since and days_between(date, claim.since) > 0):
        return False
    return not claim.since or days_between(claim.since, date) <= setting("news_days")


def _is_ahead(holding: Holding, starts: Collection[str]) -> bool:
    """Whether somebody is called by a post some weeks before the start that is stated: elected or appointed, and not yet in it."""
    date = holding.seen.date
    if not date or is_acting(holding):
        return False
    return any(0 < days_between(date, start) <= setting("handover_days") for start in starts)


def setting(name: str) -> int:
    """A number of tenures.yaml."""
    return int(ontology.settings("tenures")[name])


def rules(name: str) -> frozenset[str]:
    """The ids of the rules that tenures.yaml lists under this name."""
    return frozenset(ontology.settings("tenures")[name])


def _others(whole: Mapping[str, Term], person: str) -> dict[str, Term]:
    return {other: term for other, term in whole.items() if other != person}


def _parts(whole: Term, others: Mapping[str, Term]) -> Iterator[Term]:
    """The person's terms one by one: a new one begins where another held the post in between."""
    told = _without_tale(whole)
    breaks = [later for earlier, later in pairwise(told.days) if _was_out(told, others, earlier, later)]
    for begin, end in pairwise(["", *breaks, _NEVER]):
        yield _part(told, begin, end)


def _without_tale(whole: Term) -> Term:
    """Without the day on which somebody told of as past before is, once more and never again, told of as if present.

    That is how reports speak of past times: 2002年，习近平任浙江省省长, twenty years on.
    """
    day, before = whole.last, whole.days[-2] if len(whole.days) > 1 else ""
    past = [h.seen.date for h in whole.gone if before <= h.seen.date < day and h.seen.date]
    if not past or any(min(past) < h.claim.since for h in whole.taken):
        return whole
    return replace(whole, seen=tuple(h for h in whole.seen if h.seen.date != day))


def _was_out(whole: Term, others: Mapping[str, Term], earlier: str, later: str) -> bool:
    """Whether the person was out of the post between two days: another is seen in it, or it is told left and taken again."""
    if any(sum(earlier < day < later for day in other.days) > 1 for other in others.values()):
        return True
    changed = any(earlier <= h.seen.date < later for h in whole.leavings)
    if changed and any(earlier <= h.seen.date < later for other in others.values() for h in other.takings):
        return True
    left = [h.seen.date for h in whole.gone if earlier < h.seen.date <= later]
    return bool(left) and any(min(left) < h.claim.since <= later for h in whole.taken)


def _part(whole: Term, begin: str, end: str) -> Term:
    """What is told of the time between two days, the second not included."""
    seen = tuple(h for h in whole.seen if begin <= h.seen.date < end)
    days = [h.seen.date for h in seen if h.seen.date]
    first, last = min(days, default=_NEVER), max(days, default="")
    taken = tuple(h for h in whole.taken if _since(whole, begin) <= _after(h.claim.since) and _not_after(h, first))
    left = tuple(h for h in whole.left if last <= _after(h.claim.until) and h.claim.until < end)
    gone = tuple(h for h in whole.gone if last <= h.seen.date < end)
    once_more = bool(begin) and len(set(days)) < 2 and not taken
    return replace(whole, seen=seen, taken=taken, left=left, gone=gone, doubtful=once_more)


def _not_after(holding: Holding, first: str) -> bool:
    """Whether the stated start fits the first sighting: whoever is to take a post may be called by it some weeks before."""
    since = holding.claim.since
    return since <= first or days_between(first, since) <= setting("handover_days")


def _since(whole: Term, begin: str) -> str:
    """The last day of the part before the one that begins on this day, or nothing."""
    return max((day for day in whole.days if day < begin), default="")


def _after(date: str) -> str:
    """What sorts after every day of the period: 2021-10 is not before 2021-10-19."""
    return date + _NEVER
