"""Those who are only named: given to the persons that they are likely to be, or put together by paper and company."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from math import exp, log1p

from kg.resolve.careers import settings
from kg.resolve.likeness import Likeness, bare_likeness
from kg.resolve.people import SURE, Apart, Edge, Join, Orders, Person, head, unite
from kg.resolve.profiles import Profile

_CROWD = 60  # bare sightings that share a companion: a name that stands beside so many says nothing


class Doubts:
    """How likely two of the persons are two: who may be the same as the likeliest is no rival of his."""

    def __init__(self, known: Sequence[Profile], people: Sequence[Person], edges: Sequence[Edge]) -> None:
        home = {id(profile): at for at, person in enumerate(people) for profile in person.known}
        self._odds: dict[tuple[int, int], float] = {}
        for edge in edges:
            a, b = sorted((home[id(known[edge.a])], home[id(known[edge.b])]))
            odds = -SURE if edge.against else edge.why.odds
            self._odds[a, b] = max(odds, self._odds.get((a, b), odds))

    def of(self, one: int, other: int) -> float:
        """The likelihood that the persons with these numbers are two."""
        a, b = sorted((one, other))
        return 1 / (1 + exp(max(min(self._odds.get((a, b), 0.0), 50), -50)))


def attach(bare: Sequence[Profile], people: Sequence[Person], doubts: Doubts, orders: Orders) -> list[Profile]:
    """Give those who are only named to the persons that they are likely to be; who is left."""
    whole = [_whole(person) for person in people]
    left = []
    for one in bare:
        most = max((who.papers.get(paper, 0) for who in whole for paper in one.papers), default=0)
        ways = [_way(one, who, person, orders, most) for who, person in zip(whole, people, strict=True)]
        ranked = sorted(enumerate(ways), key=lambda w: (-w[1].odds, w[0]))
        if not ranked:
            left.append(one)
            continue
        at, best = ranked[0]
        others = sum(exp(min(way.odds, 50)) * doubts.of(at, rival) for rival, way in ranked[1:])
        if best.odds - log1p(others) >= settings()["thresholds"]["join"]:
            people[at].bare.append(one)
            people[at].joins.append(Join(people[at].known[0], one, best))
        else:
            left.append(one)
    return left


def _way(bare: Profile, who: Profile, person: Person, orders: Orders, most: int = 0) -> Likeness:
    if bare.marks:
        if any(orders.joins(bare, p) for p in person.known):
            return Likeness(SURE * 2, ("analyst",))
        if any(orders.parts(bare, p) for p in person.profiles()):
            return Likeness(-SURE, ("analyst",))
    if bare.name not in {p.name for p in person.known}:
        return Likeness(-SURE)
    return bare_likeness(bare, who, most)


def _whole(person: Person) -> Profile:
    """All profiles of a person as one, the profiles themselves left as they are."""
    whole = Profile([])
    whole.sightings = list(person.known[0].sightings)
    for profile in person.known:
        whole.stints = whole.stints | profile.stints
        whole.company = whole.company + profile.company
        whole.papers = whole.papers + profile.papers
    days = [day for p in person.known for day in (p.first, p.last) if day]
    whole.first, whole.last = min(days, default=0), max(days, default=0)
    return whole


def among(bare: Sequence[Profile], orders: Orders) -> list[Person]:
    """Those who are only named, by paper and company."""
    heads = list(range(len(bare)))
    reasons: dict[tuple[int, int], Likeness] = {}
    for a, b in sorted(_near(bare)):
        if head(heads, a) != head(heads, b):
            joined = orders.joins(bare[a], bare[b])
            if bare[a].name != bare[b].name and not joined:
                continue
            why = bare_likeness(bare[b], bare[a])
            if joined or (why.odds >= settings()["thresholds"]["join"] and not orders.parts(bare[a], bare[b])):
                unite(heads, a, b)
                reasons[a, b] = Likeness(SURE, ("analyst",)) if joined else why
    people: dict[int, Person] = defaultdict(Person)
    for number, profile in enumerate(bare):
        people[head(heads, number)].bare.append(profile)
    for (a, b), why in reasons.items():
        people[head(heads, a)].joins.append(Join(bare[a], bare[b], why))
    return list(people.values())


def _near(bare: Sequence[Profile]) -> set[tuple[int, int]]:
    """Pairs worth a look: neighbours in time in one paper, those who share a companion, those whom verdicts mean."""
    by: dict[str, list[int]] = defaultdict(list)
    for number, profile in enumerate(bare):
        for paper in profile.papers:
            by[f"paper {paper}"].append(number)
        for companion in profile.company:
            by[companion].append(number)
    told = [n for n, profile in enumerate(bare) if profile.marks]
    pairs = {(a, b) for numbers in by.values() for a, b in pairwise(numbers)}
    for numbers in by.values():
        if len(numbers) <= _CROWD:
            pairs |= set(combinations(numbers, 2))
    return pairs | set(combinations(told, 2))


def undecided(people: Sequence[Person], orders: Orders) -> Iterator[Apart]:
    """For each person who is only named, the likeliest of those with posts, if that is open."""
    known = [person for person in people if person.known]
    whole = [_whole(person) for person in known]
    for person in people:
        if person.known or not known:
            continue
        first = person.bare[0]
        ways = [_way(first, who, other, orders) for who, other in zip(whole, known, strict=True)]
        at = max(range(len(ways)), key=lambda n: (ways[n].odds, -n))
        if ways[at].odds >= settings()["thresholds"]["part"]:
            one, other = sorted((person, known[at]), key=lambda p: p.key)
            yield Apart(one, other, ways[at], "undecided")
