"""Those who are only named: given to the persons that they are likely to be, or put together by paper and company."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from math import exp, log1p

from kg.resolve.careers import settings
from kg.resolve.likeness import Likeness, bare_likeness
from kg.resolve.people import SURE, Apart, Edge, Join, Orders, Person, head, unite
from kg.resolve.profiles import Profile

_CROWD = 60  # bare sightings that share a companion: a name that stands beside so many says nothing
_FEW = 20  # persons of whom each is weighed


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
        return 1 / (1 + exp(max(min(self._odds.get((a, b), -SURE), 50), -50)))


class Known:
    """Persons with posts or employers, each as one profile, and which of them somebody who is only named may be."""

    def __init__(self, people: Sequence[Person], orders: Orders) -> None:
        self.people, self.orders = people, orders
        self.whole = [_whole(person) for person in people]
        self._names = [{profile.name for profile in person.known} for person in people]
        self._by: dict[str, list[int]] = defaultdict(list)
        for number, who in enumerate(self.whole):
            for key in (*who.papers, *who.company):
                self._by[key].append(number)
        self._famous = [number for number, who in enumerate(self.whole) if who.rank >= min(settings()["fame"])]

    def ways(self, bare: Profile, *, rivals: bool) -> list[tuple[int, Likeness]]:
        """How likely the bare profile is each of the persons that come into question, the likeliest first.

        With `rivals` a person of high rank counts less, the less the paper tells of him beside others of the name.
        """
        near = self._near(bare)
        seen = (self.whole[number].papers.get(paper, 0) for number in near for paper in bare.papers)
        most = max(seen, default=0) if rivals else 0
        ways = [(number, self._way(bare, number, most)) for number in near]
        return sorted(ways, key=lambda way: (-way[1].odds, way[0]))

    def _near(self, bare: Profile) -> Iterable[int]:
        if len(self.people) <= _FEW or bare.marks:
            return range(len(self.people))
        shared = {number for key in (*bare.papers, *bare.company) for number in self._by.get(key, ())}
        return sorted(shared | set(self._famous))

    def _way(self, bare: Profile, number: int, most: int) -> Likeness:
        person = self.people[number]
        if bare.marks:
            if any(self.orders.joins(bare, p) for p in person.known):
                return Likeness(SURE * 2, ("analyst",))
            if any(self.orders.parts(bare, p) for p in (*person.known, *person.bare)):
                return Likeness(-SURE, ("analyst",))
        if bare.name not in self._names[number]:
            return Likeness(-SURE)
        return bare_likeness(bare, self.whole[number], most)


def attach(bare: Sequence[Profile], people: Sequence[Person], doubts: Doubts, orders: Orders) -> list[Profile]:
    """Give those who are only named to the persons that they are likely to be; who is left."""
    known = Known(people, orders)
    left = []
    for one in bare:
        ways = known.ways(one, rivals=True)
        at, best = ways[0] if ways else (0, Likeness(-SURE))
        others = sum(exp(min(way.odds, 50)) * doubts.of(at, rival) for rival, way in ways[1:])
        if best.odds - log1p(others) >= settings()["thresholds"]["join"]:
            people[at].bare.append(one)
            people[at].joins.append(Join(people[at].known[0], one, best))
        else:
            left.append(one)
    return left


def _whole(person: Person) -> Profile:
    """All profiles of a person as one, the profiles themselves left as they are."""
    if len(person.known) == 1:
        return person.known[0]
    whole = Profile(list(person.known[0].sightings))
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
    groups = {number: [profile] for number, profile in enumerate(bare)}
    joins: dict[int, list[Join]] = defaultdict(list)
    for a, b in sorted(_near(bare)):
        one, other = sorted((head(heads, a), head(heads, b)))
        if one == other or not (why := _both(bare[a], bare[b], groups[one], groups[other], orders)):
            continue
        unite(heads, one, other)
        groups[one] += groups.pop(other)
        joins[one] += [*joins.pop(other, []), Join(bare[a], bare[b], why)]
    return [Person([], profiles, joins[number]) for number, profiles in groups.items()]


def _both(one: Profile, other: Profile, ours: list[Profile], theirs: list[Profile], orders: Orders) -> Likeness | None:
    """How likely both are one, if they are so likely; never against an analyst's word on any who were joined to them."""
    if orders.joins(one, other):
        return Likeness(SURE, ("analyst",))
    if one.name != other.name or any(orders.parts(a, b) for a in ours if a.marks for b in theirs if b.marks):
        return None
    why = bare_likeness(other, one)
    return why if why.odds >= settings()["thresholds"]["join"] else None


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
    """For each person who is only named, the likeliest of the others, if that is open: of those with posts, or else."""
    known = Known([person for person in people if person.known], orders)
    named = [person for person in people if not person.known]
    told: set[int] = set()
    for person in named:
        for at, why in known.ways(person.bare[0], rivals=False)[:1]:
            if why.odds >= settings()["thresholds"]["part"]:
                told.add(id(person))
                yield _open(person, known.people[at], why)
    yield from _open_among([person for person in named if id(person) not in told], orders)


def _open_among(people: Sequence[Person], orders: Orders) -> Iterator[Apart]:
    """For each of those who are only named the likeliest of the others, each pair once."""
    home = [(at, profile) for at, person in enumerate(people) for profile in person.bare]
    best: dict[int, tuple[Likeness, int]] = {}
    for a, b in sorted(_near([profile for _, profile in home])):
        (one, ours), (other, theirs) = home[a], home[b]
        if one == other or ours.name != theirs.name or orders.parts(ours, theirs):
            continue
        why = bare_likeness(theirs, ours)
        if why.odds >= settings()["thresholds"]["part"]:
            for at, beside in ((one, other), (other, one)):
                best[at] = max(best.get(at, (why, beside)), (why, beside), key=lambda w: w[0].odds)
    pairs = {(min(at, beside), max(at, beside)): why for at, (why, beside) in sorted(best.items())}
    yield from (_open(people[a], people[b], why) for (a, b), why in sorted(pairs.items(), key=lambda pair: pair[0]))


def _open(one: Person, other: Person, why: Likeness) -> Apart:
    first, second = sorted((one, other), key=lambda person: person.key)
    return Apart(first, second, why, "undecided")
