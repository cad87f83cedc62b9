"""What of the knowledge stands on the map: entities as nodes, the facts between two of them merged into one link."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.model import Entity
from kg.view.gather import Gathered, Printed, Quote, Told
from kg.view.style import HIDDEN, WENT, cut


@dataclass(frozen=True, slots=True)
class Link:
    """The facts between `source` and `target`, both numbers of entities; `both` when facts go either way."""

    source: int
    target: int
    facts: tuple[int, ...]
    both: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """Entities (those on the map and those of the panel alone), facts, and how they hang together.

    `shown` are the numbers of the entities on the map, `links` join two of them, `neighbours[i]` are those linked to `i`.
    """

    entities: tuple[Entity, ...]
    facts: tuple[Told, ...]
    quotes: tuple[Quote, ...]
    articles: tuple[Printed, ...]
    shown: tuple[int, ...]
    links: tuple[Link, ...]
    neighbours: dict[int, frozenset[int]]


def draw(gathered: Gathered) -> Picture:
    """The picture of all that was gathered."""
    bygone = _bygone(gathered)
    shown = tuple(n for n, entity in enumerate(gathered.entities) if entity.kind not in HIDDEN and n not in bygone)
    links = tuple(_links(_pairs(gathered.facts, frozenset(shown))))
    return Picture(
        gathered.entities,
        gathered.facts,
        gathered.quotes,
        gathered.articles,
        shown,
        links,
        _neighbours(links),
    )


def _bygone(gathered: Gathered) -> set[int]:
    """Divisions that no article speaks of, and that the gazetteer knows as what others were before."""
    before = {fact.subject for fact in gathered.facts if fact.article < 0 and fact.property in WENT}
    told = {end for fact in gathered.facts if fact.article >= 0 for end in fact.ends()}
    return before - told - gathered.named


def _pairs(facts: tuple[Told, ...], shown: frozenset[int]) -> Iterator[tuple[int, int, int]]:
    """For each fact between two nodes of the map (source, target, fact), posts seen through."""
    beyond: dict[int, dict[int, int]] = defaultdict(dict)
    for number, fact in enumerate(facts):
        if fact.property == "postIn" and fact.subject not in shown and fact.object in shown:
            # that a post is of a body is told again with everyone who holds it; once is enough
            beyond[fact.subject].setdefault(fact.object, number)
    for number, fact in enumerate(facts):
        if fact.object < 0 or fact.subject not in shown or fact.subject == fact.object:
            continue
        if fact.object in shown:
            yield fact.subject, fact.object, number
        for body, other in beyond.get(fact.object, {}).items():
            yield fact.subject, body, number
            yield fact.subject, body, other


def _links(pairs: Iterable[tuple[int, int, int]]) -> Iterator[Link]:
    merged: dict[tuple[int, int], dict[int, int]] = {}
    for source, target, number in pairs:
        merged.setdefault((min(source, target), max(source, target)), {}).setdefault(number, source)
    for (low, high), numbers in merged.items():
        sources = set(numbers.values())
        source = next(iter(numbers.values()))
        target = high if source == low else low
        yield Link(source, target, tuple(numbers), len(sources) > 1)


def _neighbours(links: Iterable[Link]) -> dict[int, frozenset[int]]:
    beside: dict[int, set[int]] = defaultdict(set)
    for link in links:
        beside[link.source].add(link.target)
        beside[link.target].add(link.source)
    return {number: frozenset(others) for number, others in beside.items()}


def sublines(picture: Picture) -> dict[int, str]:
    """The short line under some labels: when an event was, which post an official holds (`+1`: and one more), which of
    several places of one name it is.
    """
    dates: dict[int, list[str]] = defaultdict(list)
    posts: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for fact in picture.facts:
        if fact.property in ("startDate", "endDate"):
            dates[fact.subject].append(fact.value)
        elif fact.property == "holds" and fact.object >= 0:
            posts[fact.subject][fact.object] += 1
    lines = {number: _posts([picture.entities[post].name for post in _often(held)]) for number, held in posts.items()}
    return _codes(picture) | lines | {number: _days(values) for number, values in dates.items()}


def _codes(picture: Picture) -> dict[int, str]:
    """Of places of one name and class, the code of each and since and until which year it was so called."""
    named: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number in picture.shown:
        entity = picture.entities[number]
        if entity.code:
            named[entity.kind, entity.name].append(number)
    alike = {number for numbers in named.values() if len(numbers) > 1 for number in numbers}
    years = {fact.subject: f" {fact.valid_from[:4]}–{fact.valid_to[:4]}" for fact in picture.facts if _dated_code(fact)}
    return {number: picture.entities[number].code + years.get(number, "") for number in sorted(alike)}


def _dated_code(fact: Told) -> bool:
    return fact.property == "code" and bool(fact.valid_from or fact.valid_to)


def _often(held: dict[int, int]) -> list[int]:
    """The posts told of most often first; of those told of as often, the first told first."""
    return sorted(held, key=lambda post: -held[post])


def _posts(names: list[str]) -> str:
    return cut(names[0]) + (f" +{len(names) - 1}" if len(names) > 1 else "")


def _days(values: list[str]) -> str:
    """
    >>> _days(["2021-05-06", "2021-05-07"])
    '2021.5.6–5.7'
    """
    first, last = min(values).split("-"), max(values).split("-")
    plain = ".".join(part.lstrip("0") for part in first)
    if first == last:
        return cut(plain)
    rest = last[1:] if first[0] == last[0] else last
    return cut(plain + "–" + ".".join(part.lstrip("0") for part in rest), 24)
