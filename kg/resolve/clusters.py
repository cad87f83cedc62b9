"""Profiles of one name made into persons: from the surest pair down, never against what excludes or an analyst's word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from math import exp, log1p

from kg.resolve.bare import Doubts, among, attach, undecided
from kg.resolve.careers import settings
from kg.resolve.likeness import Likeness, excludes, likeness
from kg.resolve.people import SURE, Apart, Edge, Join, Orders, Person, head, unite
from kg.resolve.profiles import Profile, years


def persons(found: Sequence[Profile], orders: Orders) -> tuple[list[Person], list[Apart]]:
    """The persons of the profiles, in order of their earliest sightings, and what is told of those kept apart."""
    known = _cores([p for p in found if not p.is_bare], orders)
    edges = _edges(known, orders)
    people = _agglomerated(known, edges, orders)
    left = attach([p for p in found if p.is_bare], people, Doubts(known, people, edges), orders)
    people += among(left, orders)
    people = _ordered(people, orders)
    return people, [*_apart(people, known, edges), *undecided(people, orders)]


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
                unite(heads, a, b)
    return _merged(found, heads)


def _merged(found: Sequence[Profile], heads: list[int]) -> list[Profile]:
    cores: dict[int, Profile] = {}
    for number, profile in enumerate(found):
        first = head(heads, number)
        if first in cores:
            cores[first].take(profile)
        else:
            cores[first] = profile
    return sorted(cores.values(), key=lambda p: p.key)


def _edges(known: Sequence[Profile], orders: Orders) -> list[Edge]:
    edges = []
    for a, b in combinations(range(len(known)), 2):
        one, other = known[a], known[b]
        if one.name != other.name and not orders.joins(one, other):
            continue  # who has another name is another, unless an analyst says so
        against = "analyst" if orders.parts(one, other) else excludes(one, other)
        edges.append(Edge(a, b, likeness(one, other), "" if orders.joins(one, other) else against))
    return edges


def _agglomerated(known: Sequence[Profile], edges: Sequence[Edge], orders: Orders) -> list[Person]:
    groups = {number: [number] for number in range(len(known))}
    home = list(range(len(known)))
    barred = {(e.a, e.b) for e in edges if e.against}
    joins: dict[int, list[Join]] = defaultdict(list)
    told = [(e, Likeness(SURE, ("analyst",))) for e in edges if orders.joins(known[e.a], known[e.b])]
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


def _rivals(edge: Edge, edges: Sequence[Edge], barred: set[tuple[int, int]]) -> float:
    """What a third, who could be the same as one of the two but not as the other, takes from the likeness of both."""
    most = -SURE
    for a, b in ((edge.a, edge.b), (edge.b, edge.a)):
        for other in edges:
            if a in (other.a, other.b) and not other.against:
                third = other.b if other.a == a else other.a
                if (min(third, b), max(third, b)) in barred:
                    most = max(most, other.why.odds)
    return log1p(exp(min(most, 50)))


def _ordered(people: Iterable[Person], orders: Orders) -> list[Person]:
    """By their earliest sightings; those whom an analyst calls one are one, whatever they are made of."""
    merged: list[Person] = []
    for person in sorted(people, key=lambda p: p.key):
        for same in [m for m in merged if _told_one(m, person, orders)]:
            merged.remove(same)
            why = Likeness(SURE, ("analyst",))
            joins = [*same.joins, *person.joins, Join(same.profiles()[0], person.profiles()[0], why)]
            person = Person(same.known + person.known, same.bare + person.bare, joins)
        merged.append(person)
    return sorted(merged, key=lambda p: p.key)


def _told_one(one: Person, other: Person, orders: Orders) -> bool:
    if not orders.same:
        return False
    return any(orders.joins(a, b) for a in one.profiles() if a.marks for b in other.profiles() if b.marks)


def _apart(people: Sequence[Person], known: Sequence[Profile], edges: Sequence[Edge]) -> Iterator[Apart]:
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
                why = Likeness(min(why.odds, -SURE / 2), (against, *why.reasons))
            yield Apart(people[a], people[b], why, "undecided" if undecided else "different")
