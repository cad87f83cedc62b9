"""The same event in several reports: host's and guest's paper and the news programme tell one visit, meeting or signing.

All happenings of a month are held against each other, but only those that share a name, or a person or place on a day.
The surest pairs are joined first, and a report joins others only if none of them rules it out, so that no chain of
likenesses brings two events together.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from kg.resolve.event_names import called
from kg.resolve.joined_events import given_up, joined_ids, joined_node, joined_teams, records_of
from kg.resolve.same_event import Case, compare, day_of
from kg.resolve.settled import Settled
from kg.resolve.traces import Happening
from kg.resolve.verdicts import Verdicts

_LONGEST = 20  # days of an event on each of which others may share a person or place with it
_CROWD = 80  # reports that share what is too common to tell anything
_COARSE = (4, 7)  # characters of a year, of a month

Pair = tuple[int, int]


def settle(happenings: Sequence[Happening], verdicts: Verdicts) -> Settled:
    """Which reports of a month tell of one event: ids that hold across pages, what is known of each, and the reasons."""
    told = sorted(happenings, key=_order)
    jury = _Jury(told)
    numbers = jury.groups()
    groups = [[told[number] for number in group] for group in numbers]
    teams = joined_teams(groups)
    ids = {(each.seen.page, team): teams[team] for each in told for team in each.teams if team in teams}
    decided = zip(groups, map(jury.reasons, numbers), strict=True)
    records = [record for group, why in decided for record in records_of(group, why)]
    records += [given_up(team, one) for team, one in sorted(teams.items())]
    nodes = {group[0].ident: joined_node(group) for group in groups}
    return Settled(ids | joined_ids(groups), tuple(records), nodes)


def _order(happening: Happening) -> tuple[str, str, str]:
    """What was seen first is first; what has no date is last."""
    return (happening.seen.date or "~", happening.seen.page, happening.ident)


class _Jury:
    """The reports of a month and what comes of holding them against each other; each is known by its number."""

    def __init__(self, told: Sequence[Happening]) -> None:
        self.told = told
        self._busy = _busy(told)
        self._cases: dict[Pair, Case] = {}

    def case(self, one: int, other: int) -> Case:
        """The two reports held against each other."""
        pair = (min(one, other), max(one, other))
        if pair not in self._cases:
            self._cases[pair] = compare(self.told[pair[0]], self.told[pair[1]], self._busy)
        return self._cases[pair]

    def groups(self) -> list[list[int]]:
        """The reports that tell of one event, in order, where they are several."""
        found: dict[int, list[int]] = {}
        pairs = [pair for pair in _pairs(self.told) if self.case(*pair).is_one]
        for one, other in sorted(pairs, key=lambda pair: (-self.case(*pair).score, pair)):
            mine, theirs = found.get(one, [one]), found.get(other, [other])
            if mine is not theirs and self._agree(mine, theirs):
                found |= dict.fromkeys(group := sorted(mine + theirs), group)
        return sorted({id(group): group for group in found.values()}.values())

    def reasons(self, group: list[int]) -> list[Case]:
        """For each report of a group the case for it that is strongest."""
        others = ([self.case(one, other) for other in group if other != one] for one in group)
        return [max(cases, key=lambda case: (case.score, case.evidence)) for cases in others]

    def _agree(self, mine: list[int], theirs: list[int]) -> bool:
        """Whether nothing rules out that all of these are one."""
        cases = [self.case(one, other) for one in mine for other in theirs]
        return all(not case.ruled_out and case.score > 0 for case in cases)


def _busy(told: Sequence[Happening]) -> Mapping[tuple[str, str], int]:
    """How many events of a person one paper tells on a day, at most."""
    counts = Counter((who, day_of(each), each.seen.paper, each.seen.date) for each in told for who in each.people)
    busy: dict[tuple[str, str], int] = {}
    for (who, day, _, _), count in counts.items():
        busy[who, day] = max(count, busy.get((who, day), 0))
    return busy


def _pairs(told: Sequence[Happening]) -> list[Pair]:
    """The pairs of reports worth a look: those that share something that sets an event apart."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    coarse: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, happening in enumerate(told):
        for key in dict.fromkeys(_keys(happening)):
            index[key].append(number)
        for who in happening.people if len(happening.start) in _COARSE else ():
            coarse["month", who].append(number)
    pairs = {
        pair
        for key, group in index.items()
        if key[0] != "month" and len(group) <= _CROWD
        for pair in combinations(group, 2)
    }
    pairs |= {(min(a, b), max(a, b)) for key, few in coarse.items() for a in few for b in index[key] if a != b}
    return sorted(pairs)


def _keys(happening: Happening) -> Iterator[tuple[str, ...]]:
    name = called(happening.name)
    yield ("name", name.plain)
    if name.rest:
        yield ("rest", name.rest)
    if name.numbers:
        yield ("numbers", *name.numbers)
    for about in happening.about:
        yield ("about", about)
    for who in happening.people:
        yield ("month", who)
    for day in _days(happening):
        for who in happening.people:
            yield ("person", who, day)
        for place in (*happening.places, *happening.areas, *happening.stops, *happening.teams):
            yield ("place", place, day)


def _days(happening: Happening) -> list[str]:
    """The days on which others may be told of it; without a date that of the report and the one before."""
    first, last = day_of(happening), happening.end or day_of(happening)
    try:
        start = dt.date.fromisoformat(first)
        end = dt.date.fromisoformat(last)
    except ValueError:
        return [first]
    if not (happening.start or happening.end):
        start -= dt.timedelta(days=1)
    count = max(0, min(_LONGEST, (end - start).days))
    return [(start + dt.timedelta(days=n)).isoformat() for n in range(count + 1)]
