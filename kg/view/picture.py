"""What of the knowledge stands on the map: entities as nodes, the facts between two of them merged into one link."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.model import Article, Entity, Fact, Knowledge, Literal
from kg.view.style import HIDDEN, cut

# a thing told of by a record alone is no fact between two things of the map
RECORDS = frozenset({"mentions", "usesPhrase"})
# counted, not drawn: there would be more of them than of all else
COUNTED = frozenset({"Phrase"})


@dataclass(frozen=True, slots=True)
class Link:
    """The facts between `source` and `target`, both indices of entities; `both` when facts go either way."""

    source: int
    target: int
    facts: tuple[int, ...]
    both: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """Entities (those on the map and those of the panel alone), facts, and how they hang together.

    `shown` are the indices of the entities on the map, `links` join two of them, `neighbours[i]` are those linked to
    `i`; `omitted` others would be too many for the map.
    """

    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    articles: tuple[Article, ...]
    index: dict[str, int]
    shown: tuple[int, ...]
    links: tuple[Link, ...]
    neighbours: dict[int, frozenset[int]]
    omitted: int


def draw(knowledge: Knowledge, *, most: int | None = None) -> Picture:
    """The picture of all that `knowledge` says, of no more than the `most` best linked entities on the map.

    Ids without an entity (those of articles, say) get one for the panel.
    """
    facts = tuple(fact for fact in knowledge.facts if fact.property not in RECORDS and not fact.outweighed)
    drawn = (entity for entity in knowledge.entities if entity.kind not in COUNTED)
    entities = (*drawn, *_strangers(knowledge, facts))
    index = {entity.id: number for number, entity in enumerate(entities)}
    every = [number for number, entity in enumerate(entities) if entity.kind not in HIDDEN]
    links = tuple(_links(_pairs(facts, index, frozenset(every))))
    neighbours = _neighbours(links)
    shown = sorted(sorted(every, key=lambda number: -len(neighbours.get(number, ())))[:most])
    if len(shown) < len(every):
        kept = frozenset(shown)
        links = tuple(link for link in links if link.source in kept and link.target in kept)
        neighbours = _neighbours(links)
    return Picture(entities, facts, knowledge.articles, index, tuple(shown), links, neighbours, len(every) - len(shown))


def _strangers(knowledge: Knowledge, facts: Iterable[Fact]) -> list[Entity]:
    known = {entity.id for entity in knowledge.entities}
    headlines = {article.id: article.headline for article in knowledge.articles}
    named = dict.fromkeys(name for fact in facts for name in fact.ends() if name not in known)
    return [
        Entity(name, "Article" if name in headlines else "", headlines.get(name) or name.rpartition("/")[2] or name)
        for name in named
    ]


def is_printed(fact: Fact) -> bool:
    """Whether an article says so; what a gazetteer knows has no evidence."""
    return bool(fact.evidence.article or fact.evidence.text)


def _pairs(facts: tuple[Fact, ...], index: dict[str, int], shown: frozenset[int]) -> Iterator[tuple[int, int, int]]:
    """For each fact between two nodes of the map (source, target, fact), posts seen through."""
    beyond: dict[int, list[tuple[int, int]]] = defaultdict(list)
    ends = [(index[f.subject], None if isinstance(f.object, Literal) else index[f.object]) for f in facts]
    for number, (source, target) in enumerate(ends):
        if target is not None and source not in shown and target in shown and facts[number].property == "postIn":
            beyond[source].append((target, number))
    for number, (source, target) in enumerate(ends):
        if target is None or source not in shown or source == target:
            continue
        if target in shown:
            yield source, target, number
        for body, other in beyond.get(target, ()):
            yield source, body, number
            yield source, body, other


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
    """The short line under some labels: when an event was, which post an official holds (`+1`: and one more)."""
    dates: dict[int, list[str]] = defaultdict(list)
    posts: dict[int, list[str]] = defaultdict(list)
    for fact in picture.facts:
        source = picture.index[fact.subject]
        if fact.property in ("startDate", "endDate") and isinstance(fact.object, Literal):
            dates[source].append(fact.object.value)
        elif fact.property == "holds" and isinstance(fact.object, str):
            posts[source].append(picture.entities[picture.index[fact.object]].name)
    lines = {number: _posts(list(dict.fromkeys(names))) for number, names in posts.items()}
    return lines | {number: _days(values) for number, values in dates.items()}


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
