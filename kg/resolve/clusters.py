"""Profiles of one name made into persons: from the surest pair down, never against what excludes or an analyst's word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from math import exp, log1p

from kg.resolve.bare import Doubts, among, attach, undecided
from kg.resolve.careers import parts, settings
from kg.resolve.likeness import Likeness, excludes, likeness
from kg.resolve.people import SURE, Apart, Edge, Join, Orders, Person, head, unite
from kg.resolve.profiles import Profile, years

_FEW = 60  # profiles of which each two are weighed
_HIGH = 6  # the rank from which posts are known beyond a province


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
    for a, b in _worth(known):
        one, other = known[a], known[b]
        told = orders.joins(one, other)
        if one.name != other.name and not told:
            continue  # who has another name is another, unless an analyst says so
        edges.append(Edge(a, b, likeness(one, other), "" if told else _against(one, other, orders)))
    return edges


def _against(one: Profile, other: Profile, orders: Orders) -> str:
    return "analyst" if orders.parts(one, other) else excludes(one, other)


def _worth(known: Sequence[Profile]) -> Iterable[tuple[int, int]]:
    """Pairs of profiles to weigh: all, or where there are many those that share something or stand high."""
    if len(known) <= _FEW:
        return combinations(range(len(known)), 2)
    by: dict[str, list[int]] = defaultdict(list)
    for number, profile in enumerate(known):
        for key in _keys(profile):
            by[key].append(number)
    return sorted({pair for numbers in by.values() for pair in combinations(numbers, 2)})


def _keys(profile: Profile) -> set[str]:
    """What profiles share that may be one person: places, bodies, companions, verdicts; a high rank, another country."""
    keys = {*profile.bodies, *profile.company, *(f"mark {mark // 2}" for mark in profile.marks)}
    for stint in profile.stints.values():
        held = stint.office
        keys |= {held.post, held.body, parts(held.seat).get("Province", "")}
        if held.abroad or held.rank >= _HIGH:
            keys.add("abroad" if held.abroad else "high")
    return keys - {""}


def _agglomerated(known: Sequence[Profile], edges: Sequence[Edge], orders: Orders) -> list[Person]:
    groups = {number: [number] for number in range(len(known))}
    home = list(range(len(known)))
    against = {(e.a, e.b): e.against for e in edges}
    joins: dict[int, list[Join]] = defaultdict(list)

    def excluded(a: int, b: int) -> bool:
        pair = min(a, b), max(a, b)
        if pair not in against:
            against[pair] = _against(known[pair[0]], known[pair[1]], orders)
        return against[pair] != ""

    told = [(e, Likeness(SURE, ("analyst",))) for e in edges if orders.joins(known[e.a], known[e.b])]
    for edge, why in (*told, *sorted(_likely(edges), key=lambda w: (-w[1].odds, w[0].a, w[0].b))):
        one, other = sorted((home[edge.a], home[edge.b]))
        if one == other:
            continue
        if "analyst" not in why.reasons and any(excluded(a, b) for a in groups[one] for b in groups[other]):
            continue
        for number in groups[other]:
            home[number] = one
        groups[one] += groups.pop(other)
        joins[one] += [*joins.pop(other, []), Join(known[edge.a], known[edge.b], why)]
    return [Person([known[n] for n in sorted(numbers)], [], joins[at]) for at, numbers in sorted(groups.items())]


def _likely(edges: Sequence[Edge]) -> list[tuple[Edge, Likeness]]:
    """The pairs that are one unless something else is known, and how likely, less what rivals take from it."""
    least = settings()["thresholds"]["join"]
    barred = {(e.a, e.b) for e in edges if e.against}
    beside: dict[int, dict[int, float]] = defaultdict(dict)
    for edge in edges:
        if not edge.against:
            beside[edge.a][edge.b] = beside[edge.b][edge.a] = edge.why.odds
    likely = [e for e in edges if not e.against and e.why.odds >= least]
    weighed = [(e, Likeness(e.why.odds - _rivals(e, beside, barred), e.why.reasons)) for e in likely]
    return [(edge, why) for edge, why in weighed if why.odds >= least]


def _rivals(edge: Edge, beside: Mapping[int, Mapping[int, float]], barred: set[tuple[int, int]]) -> float:
    """What a third, who could be the same as one of the two but not as the other, takes from the likeness of both."""
    most = -SURE
    for a, b in ((edge.a, edge.b), (edge.b, edge.a)):
        for third, odds in beside[a].items():
            if odds > most and (min(third, b), max(third, b)) in barred:
                most = odds
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
