"""What becomes of reports that tell one event: its id, its name and dates, and the record of why they were joined."""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kg.model import Literal
from kg.resolve.event_names import called, settings
from kg.resolve.same_event import Case
from kg.resolve.settled import Joined, Record, Stated
from kg.resolve.traces import Happening

RULE = "same-event"
_MANY = 5  # reports of which a name told only once may be misread
_DAY = 10  # characters of a date told to the day
_LEAST, _MOST = 0.8, 0.99
_VAGUE = frozenset({"Event", "Activity"})


def joined_ids(groups: Sequence[Sequence[Happening]]) -> dict[tuple[str, str], str]:
    """For each report of a group the first one's id."""
    return {(each.seen.page, each.ident): group[0].ident for group in groups for each in group}


def joined_teams(groups: Sequence[Sequence[Happening]]) -> dict[str, str]:
    """Delegations that bear one name and take part in one event are one: for each but the first, the first one's id."""
    first: dict[str, str] = {}
    for group in groups:
        named: dict[str, list[str]] = defaultdict(list)
        for team in sorted({_root(first, team) for each in group for team in each.teams}, key=_date):
            named[team.split("/")[1]].append(team)
        first |= {team: one for one, *others in named.values() for team in others}
    return {team: _root(first, team) for team in first}


def _root(first: Mapping[str, str], team: str) -> str:
    while team in first:
        team = first[team]
    return team


def _date(team: str) -> tuple[str, str]:
    return team.rpartition("/")[2], team


def joined_node(group: Sequence[Happening]) -> Joined:
    """What the reports together know of the event: the name that tells most, the finest dates, whether it was held."""
    best = max(_well_named(group), key=lambda each: (called(each.name).tells, _told(each), len(each.name), each.name))
    kinds = Counter(each.kind for each in group)
    kind = max(kinds, key=lambda each: (each not in _VAGUE, kinds[each], each))
    return Joined(kind, best.name, tuple(_values(group)))


def _well_named(group: Sequence[Happening]) -> Sequence[Happening]:
    """The reports whose name for the event another uses too, if many tell of it: of few each may be the one in full."""
    counts = Counter(each.name for each in group)
    known = [each for each in group if counts[each.name] > 1 and called(each.name).tells]
    return known if known and len(group) >= _MANY else group


def _told(happening: Happening) -> int:
    return sum(map(len, (happening.people, happening.places, happening.about, happening.bodies, happening.stops)))


def _values(group: Sequence[Happening]) -> Iterator[tuple[str, str]]:
    start, end = _span(group)
    if any(each.start for each in group):
        yield "startDate", start
    if any(each.end for each in group):
        yield "endDate", end
    if any(each.scheduled for each in group) and not all(each.scheduled for each in group):
        yield "scheduled", ""  # announced by one report, told as held by another


def _span(group: Sequence[Happening]) -> tuple[str, str]:
    """From when and until when: as a report tells it that tells both, else the day announced or first told, and the last."""
    whole = [each for each in group if each.start and each.end]
    if whole:
        spans = Counter((each.start, each.end) for each in whole)
        return max(spans, key=lambda span: (len(span[0]) + len(span[1]), spans[span], -_number(span[0]), span))
    starts, ends = [each.start for each in group if each.start], [each.end for each in group if each.end]
    # while a session goes on each day is told as its day
    announced = Counter(each.start for each in group if each.scheduled and len(each.start) == _DAY)
    fine = max(map(len, starts), default=0)
    days = announced or {day: 0 for day in starts if len(day) == fine}
    start = max(days, key=lambda day: (days[day], -_number(day)), default="")
    end = max((day for day in ends if day[: len(start)] >= start[: len(day)]), key=lambda d: (len(d), d), default="")
    return start, end


def _number(date: str) -> int:
    return int(date.replace("-", "").ljust(8, "0"))


def records_of(group: Sequence[Happening], cases: Sequence[Case]) -> Iterator[Record]:
    """For each report but the first: the decision that it tells the same event, with reasons, and its id given up."""
    first = group[0]
    for each, case in list(zip(group, cases, strict=True))[1:]:
        yield given_up(each.ident, first.ident)
        yield _decision(first, each, case)


def given_up(ident: str, now: str) -> Record:
    """The record that what had one id is now known by another."""
    return Record(ident, "", (("dcterms:isReplacedBy", now), ("owl:sameAs", now)))


def _decision(first: Happening, each: Happening, case: Case) -> Record:
    values: list[tuple[str, str | Literal]] = [
        ("decidesOn", first.ident),
        ("prov:used", each.ident),
        ("verdict", Literal("same")),
        *(("reason", Literal(code)) for code, _ in case.evidence),
        ("confidence", Literal(f"{confidence(case):.3f}", "decimal")),
    ]
    name = hashlib.blake2s(f"{first.ident}\n{each.ident}".encode("utf-8", "replace"), digest_size=8).hexdigest()
    facts = dict.fromkeys(fact for one in (first, each) for fact in _facts(first.ident, one))
    return Record(f"decision/{name}", "IdentityDecision", tuple(values), tuple(facts), RULE)


def _facts(ident: str, happening: Happening) -> Iterator[Stated]:
    """What a report states of the event that is known by the same ids on every page."""
    for name, objects in (("place", happening.places), ("about", happening.about), ("stop", happening.stops)):
        yield from (Stated(ident, name, value, happening.article) for value in objects)


def confidence(case: Case) -> float:
    """How sure it is that two reports are of one event."""
    return _MOST - (_MOST - _LEAST) * math.exp(-(case.score - settings()["enough"]) / 2)
