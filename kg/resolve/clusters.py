"""Profiles of one name made into persons: from the surest pair down, never against what excludes or an analyst's word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from math import exp, log1p

from kg.resolve.careers import settings
from kg.resolve.likeness import Likeness, bare_likeness, excludes, likeness
from kg.resolve.profiles import Profile, years

_CROWD = 60  # bare sightings that share a companion: a name that stands beside so many says nothing


@dataclass(frozen=True, slots=True)
class Orders:
    """What verdicts say of the references that mean profiles: pairs that are one, pairs that are two."""

    same: frozenset[tuple[int, int]] = frozenset()
    different: frozenset[tuple[int, int]] = frozenset()

    def parts(self, one: Profile, other: Profile) -> bool:
        """Whether an analyst says that they are two."""
        return any(
            (a in one.marks and b in other.marks) or (b in one.marks and a in other.marks) for a, b in self.different
        )

    def joins(self, one: Profile, other: Profile) -> bool:
        """Whether an analyst says that they are one."""
        return any((a in one.marks and b in other.marks) or (b in one.marks and a in other.marks) for a, b in self.same)


@dataclass(slots=True)
class Join:
    """Two profiles that were made one, and why."""

    one: Profile
    other: Profile
    why: Likeness


@dataclass(slots=True)
class Person:
    """A cluster: the profiles with posts or employers, those that only name, and what made them one."""

    known: list[Profile] = field(default_factory=list)
    bare: list[Profile] = field(default_factory=list)
    joins: list[Join] = field(default_factory=list)

    def profiles(self) -> list[Profile]:
        """All profiles in order."""
        return sorted([*self.known, *self.bare], key=lambda p: p.key)

    @property
    def key(self) -> tuple[str, str]:
        """That of the earliest sighting."""
        return min(p.key for p in (*self.known, *self.bare))


@dataclass(frozen=True, slots=True)
class Apart:
    """Two persons that might be one: the likeness, or what speaks against it."""

    one: Person
    other: Person
    why: Likeness
    verdict: str


def persons(found: Sequence[Profile], orders: Orders) -> tuple[list[Person], list[Apart]]:
    """The persons of the profiles, in order of their earliest sightings, and what is told of those kept apart."""
    known = _cores([p for p in found if not p.is_bare], orders)
    edges = _edges(known, orders)
    people = _agglomerated(known, edges, orders)
    loose = _attach([p for p in found if p.is_bare], people, _Doubts(known, people, edges), orders)
    people += _among(loose, orders)
    people = _ordered(people, orders)
    return people, [*_apart(people, known, edges), *_loose(people, orders)]


def _cores(found: Sequence[Profile], orders: Orders) -> list[Profile]:
    """Profiles that tell the same post, which one person at a time holds, at about the same time are one from the start."""
    heads = list(range(len(found)))
    by_post: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for number, profile in enumerate(found):
        for stint in profile.stints.values():
            if stint.office.is_sole:
                by_post[profile.name, stint.office.post, stint.office.seat].append(number)
    limit = settings()["move"]["fades"]
    for numbers in by_post.values():
        for a, b in pairwise(numbers):
            one, other = found[a], found[b]
            near = not (one.last and other.first) or years(other.first - one.last) <= limit
            if near and one.marks == other.marks:
                _unite(heads, a, b)
    return _merged(found, heads)


def _unite(heads: list[int], a: int, b: int) -> None:
    one, other = sorted((_head(heads, a), _head(heads, b)))
    heads[other] = one


def _head(heads: list[int], at: int) -> int:
    while heads[at] != at:
        heads[at] = heads[heads[at]]
        at = heads[at]
    return at


def _merged(found: Sequence[Profile], heads: list[int]) -> list[Profile]:
    cores: dict[int, Profile] = {}
    for number, profile in enumerate(found):
        head = _head(heads, number)
        if head in cores:
            cores[head].take(profile)
        else:
            cores[head] = profile
    return sorted(cores.values(), key=lambda p: p.key)


@dataclass(frozen=True, slots=True)
class _Edge:
    a: int
    b: int
    why: Likeness
    against: str = ""


def _edges(known: Sequence[Profile], orders: Orders) -> list[_Edge]:
    edges = []
    for a, b in combinations(range(len(known)), 2):
        one, other = known[a], known[b]
        if one.name != other.name and not orders.joins(one, other):
            continue  # who has another name is another, unless an analyst says so
        against = "analyst" if orders.parts(one, other) else excludes(one, other)
        edges.append(_Edge(a, b, likeness(one, other), "" if orders.joins(one, other) else against))
    return edges


def _agglomerated(known: Sequence[Profile], edges: Sequence[_Edge], orders: Orders) -> list[Person]:
    groups = {number: [number] for number in range(len(known))}
    home = list(range(len(known)))
    barred = {(e.a, e.b) for e in edges if e.against}
    joins: dict[int, list[Join]] = defaultdict(list)
    told = [(e, Likeness(_SURE, ("analyst",))) for e in edges if orders.joins(known[e.a], known[e.b])]
    weighed = [(e, Likeness(e.why.odds - _rivals(e, edges, barred), e.why.reasons)) for e in edges if not e.against]
    weighed = [(e, why) for e, why in weighed if why.odds >= settings()["thresholds"]["join"]]
    for edge, why in (*told, *sorted(weighed, key=lambda w: (-w[1].odds, w[0].a, w[0].b))):
        one, other = sorted((home[edge.a], home[edge.b]))
        split = any((min(a, b), max(a, b)) in barred for a in groups[one] for b in groups[other])
        if one == other or (split and "analyst" not in why.reasons):
            continue
        for number in groups[other]:
            home[number] = one
        groups[one] += groups.pop(other)
        joins[one] += [*joins.pop(other, []), Join(known[edge.a], known[edge.b], why)]
    return [Person([known[n] for n in sorted(numbers)], [], joins[at]) for at, numbers in sorted(groups.items())]


_SURE = 10.0


def _rivals(edge: _Edge, edges: Sequence[_Edge], barred: set[tuple[int, int]]) -> float:
    """What a third, who could be the same as one of the two but not as the other, takes from the likeness of both."""
    most = -_SURE
    for a, b in ((edge.a, edge.b), (edge.b, edge.a)):
        for other in edges:
            if a in (other.a, other.b) and not other.against:
                third = other.b if other.a == a else other.a
                if (min(third, b), max(third, b)) in barred:
                    most = max(most, other.why.odds)
    return log1p(exp(min(most, 50)))


class _Doubts:
    """How likely two of the persons are two: who may be the same as the likeliest is no rival of his."""

    def __init__(self, known: Sequence[Profile], people: Sequence[Person], edges: Sequence[_Edge]) -> None:
        home = {id(profile): at for at, person in enumerate(people) for profile in person.known}
        self._odds: dict[tuple[int, int], float] = {}
        for edge in edges:
            a, b = sorted((home[id(known[edge.a])], home[id(known[edge.b])]))
            odds = -_SURE if edge.against else edge.why.odds
            self._odds[a, b] = max(odds, self._odds.get((a, b), odds))

    def of(self, one: int, other: int) -> float:
        """The likelihood that the persons with these numbers are two."""
        a, b = sorted((one, other))
        return 1 / (1 + exp(max(min(self._odds.get((a, b), 0.0), 50), -50)))


def _attach(bare: Sequence[Profile], people: Sequence[Person], doubts: _Doubts, orders: Orders) -> list[Profile]:
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
            return Likeness(_SURE * 2, ("analyst",))
        if any(orders.parts(bare, p) for p in person.profiles()):
            return Likeness(-_SURE, ("analyst",))
    if bare.name not in {p.name for p in person.known}:
        return Likeness(-_SURE)
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


def _among(bare: Sequence[Profile], orders: Orders) -> list[Person]:
    """Those who are only named, by paper and company."""
    heads = list(range(len(bare)))
    reasons: dict[tuple[int, int], Likeness] = {}
    for a, b in sorted(_near(bare)):
        if _head(heads, a) != _head(heads, b):
            joined = orders.joins(bare[a], bare[b])
            if bare[a].name != bare[b].name and not joined:
                continue
            why = bare_likeness(bare[b], bare[a])
            if joined or (why.odds >= settings()["thresholds"]["join"] and not orders.parts(bare[a], bare[b])):
                _unite(heads, a, b)
                reasons[a, b] = Likeness(_SURE, ("analyst",)) if joined else why
    people: dict[int, Person] = defaultdict(Person)
    for number, profile in enumerate(bare):
        people[_head(heads, number)].bare.append(profile)
    for (a, b), why in reasons.items():
        people[_head(heads, a)].joins.append(Join(bare[a], bare[b], why))
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


def _ordered(people: Iterable[Person], orders: Orders) -> list[Person]:
    """By their earliest sightings; those whom an analyst calls one are one, whatever they are made of."""
    merged: list[Person] = []
    for person in sorted(people, key=lambda p: p.key):
        for same in [m for m in merged if _told_one(m, person, orders)]:
            merged.remove(same)
            why = Likeness(_SURE, ("analyst",))
            joins = [*same.joins, *person.joins, Join(same.profiles()[0], person.profiles()[0], why)]
            person = Person(same.known + person.known, same.bare + person.bare, joins)
        merged.append(person)
    return sorted(merged, key=lambda p: p.key)


def _told_one(one: Person, other: Person, orders: Orders) -> bool:
    if not orders.same:
        return False
    return any(orders.joins(a, b) for a in one.profiles() if a.marks for b in other.profiles() if b.marks)


def _apart(people: Sequence[Person], known: Sequence[Profile], edges: Sequence[_Edge]) -> Iterator[Apart]:
    """For each two persons with posts, if they are undecided, and for each the likeliest of the others, why they are two."""
    home = {id(profile): at for at, person in enumerate(people) for profile in person.known}
    best: dict[tuple[int, int], tuple[Likeness, str]] = {}
    for edge in edges:
        a, b = sorted((home[id(known[edge.a])], home[id(known[edge.b])]))
        if a != b:
            why, against = best.get((a, b), (edge.why, ""))
            best[a, b] = max(why, edge.why, key=lambda w: w.odds), edge.against or against
    yield from _told(people, best)


def _told(people: Sequence[Person], best: dict[tuple[int, int], tuple[Likeness, str]]) -> Iterator[Apart]:
    nearest: dict[int, tuple[int, int]] = {}
    for pair, (why, _) in sorted(best.items(), key=lambda known: known[0]):
        for at in pair:
            if at not in nearest or why.odds > best[nearest[at]][0].odds:
                nearest[at] = pair
    for (a, b), (why, against) in sorted(best.items(), key=lambda known: known[0]):
        undecided = not against and why.odds >= settings()["thresholds"]["part"]
        if undecided or against == "analyst" or (a, b) in nearest.values():
            if against:
                why = Likeness(min(why.odds, -_SURE / 2), (against, *why.reasons))
            yield Apart(people[a], people[b], why, "undecided" if undecided else "different")


def _loose(people: Sequence[Person], orders: Orders) -> Iterator[Apart]:
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
