"""What is told of everything, as columns that JSON can hold: entities, facts, sentences, articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pyoxigraph import NamedNode

from kg import axioms, ontology
from kg.kinds import ROOM
from kg.model import Entity
from kg.rdf import ID, YT, iri
from kg.spelling import readings
from kg.view.gather import Printed, Quote, Told
from kg.view.picture import Picture, sublines
from kg.view.style import FAMILIES, OTHERS, rank, style

NAME = 200
ALIASES = 20
# so many sentences are opened at a time
SHEET = 400


class Numbers:
    """Each value once, by its number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def __call__(self, value: str) -> int:
        return self._numbers.setdefault(value, len(self._numbers))

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)


def entities(picture: Picture, homes: Mapping[int, str]) -> dict[str, Any]:
    """Names and classes by number; what few have (aliases, codes) by the numbers of those that have it."""
    kinds, places = Numbers(), Numbers()
    every = picture.entities
    abroad = {row["name"]: row["english"] for row in ontology.table("countries")}
    return {
        "name": [entity.name[:NAME] or entity.id[:NAME] for entity in every],
        "kind": [kinds(entity.kind) for entity in every],
        "kinds": list(kinds),
        "line": sublines(picture),
        "aliases": _some(every, lambda entity: [alias[:NAME] for alias in entity.aliases[:ALIASES]]),
        "code": _some(every, lambda entity: entity.code),
        "english": _some(every, lambda entity: english(entity, abroad)[:NAME]),
        "id": _some(every, lambda entity: "" if entity.id == usual(entity) and len(entity.name) <= NAME else entity.id),
        "iri": _some(every, lambda entity: "" if iri(entity.id).value == ID + entity.id else iri(entity.id).value),
        "home": {number: places(home) for number, home in homes.items()},
        "homes": list(places),
    }


def english(entity: Entity, countries: Mapping[str, str]) -> str:
    """The name in English, of a country by the table of countries where nothing else tells it.

    >>> english(Entity("division/x", "Country", "x"), {"x": "Xland"})
    'Xland'
    """
    return entity.english or (countries.get(entity.name, "") if entity.kind == "Country" else "")


def usual(entity: Entity) -> str:
    """The id that an entity of this class and name has, if nothing speaks against it."""
    return f"{ROOM.get(entity.kind, 'thing')}/{entity.name}"


def _some(every: Iterable[Entity], value: Any) -> dict[int, Any]:
    return {number: told for number, entity in enumerate(every) if (told := value(entity))}


def facts(told: Iterable[Told]) -> dict[str, Any]:
    """Facts by columns; confidence in thousandths; `more` holds what few have: validity and order of stops."""
    rows = list(told)
    properties, rules = Numbers(), Numbers()
    return {
        "property": [properties(fact.property) for fact in rows],
        "properties": list(properties),
        "subject": [fact.subject for fact in rows],
        "object": [fact.object for fact in rows],
        "value": {number: fact.value[:NAME] for number, fact in enumerate(rows) if fact.object < 0},
        "sure": [round(1000 * fact.confidence) for fact in rows],
        "quote": [fact.quote for fact in rows],
        "article": [fact.article for fact in rows],
        "rule": [rules(fact.rule) for fact in rows],
        "rules": list(rules),
        "more": {
            number: [fact.valid_from, fact.valid_to, fact.order]
            for number, fact in enumerate(rows)
            if fact.valid_from or fact.valid_to or fact.order
        },
    }


def articles(printed: Iterable[Printed]) -> dict[str, Any]:
    """Articles by columns."""
    rows = list(printed)
    papers = Numbers()
    return {
        "id": [article.id for article in rows],
        "paper": [papers(article.newspaper[:NAME]) for article in rows],
        "papers": list(papers),
        "date": [article.date for article in rows],
        "page": [article.page[:NAME] for article in rows],
        "headline": [article.headline[:NAME] for article in rows],
        "mastheads": [number for number, article in enumerate(rows) if article.masthead],
    }


def sheets(quotes: tuple[Quote, ...]) -> Iterator[list[Any]]:
    """The sentences, `SHEET` at a time, each as article, text, begin, end and where it names which entity."""
    for start in range(0, len(quotes), SHEET):
        yield [[q.article, q.text, q.begin, q.end, q.marks] for q in quotes[start : start + SHEET]]


def sounds(named: Iterable[Entity]) -> dict[str, str]:
    """How each character of these names may be read, in letters as they are typed."""
    characters = {char for entity in named for name in (entity.name, *entity.aliases[:ALIASES]) for char in name}
    return {char: " ".join(found) for char in sorted(characters) if (found := readings(char))}


def classes(picture: Picture) -> list[dict[str, Any]]:
    """The legend: of each class how many are on the map, and how many of these have no line."""
    count: dict[str, list[int]] = {}
    for number in picture.shown:
        row = count.setdefault(picture.entities[number].kind, [0, 0])
        row[0] += 1
        row[1] += number not in picture.neighbours
    return [
        {"kind": kind, "count": count[kind][0], "alone": count[kind][1], **style(kind).told()}
        for kind in sorted(count, key=lambda kind: (rank(kind), kind))
    ]


def people() -> list[str]:
    """The classes of persons, as the class tree of the ontology has them.

    >>> people()
    ['Person', 'Journalist', 'Official']
    """
    person = NamedNode(YT + "Person")
    return [axioms.local(kind) for kind in (person, *axioms.current().below(person))]


def aside(picture: Picture) -> list[int]:
    """Those of the classes of the legend that are not on the map all the same."""
    drawn, shown = {picture.entities[number].kind for number in picture.shown}, frozenset(picture.shown)
    return [n for n, entity in enumerate(picture.entities) if entity.kind in drawn and n not in shown]


def families(picture: Picture) -> list[dict[str, Any]]:
    """The families of lines, each with those of its properties that are told of."""
    told = {fact.property for fact in picture.facts if fact.object >= 0}
    known = {name for properties in FAMILIES.values() for name in properties}
    rows = {**{name: [p for p in properties if p in told] for name, properties in FAMILIES.items()}}
    rows[OTHERS] = sorted(told - known)
    return [{"family": name, "properties": properties} for name, properties in rows.items() if properties]


def places(homes: Iterable[str]) -> dict[str, list[str]]:
    """The names of these provinces and countries, in Chinese and English."""
    rows = {row["code"]: row for row in ontology.table("divisions")} | {
        row["name"]: row for row in ontology.table("countries")
    }
    return {home: [rows[home]["name"], rows[home]["english"]] for home in sorted(set(homes)) if home in rows}


def texts() -> dict[str, Any]:
    """The words of the page and of the vocabulary, in Chinese and English."""
    words = {row["key"]: [row["zh"], row["en"]] for row in ontology.rows("interface.tsv")}
    return {"words": words, "labels": {term: [row["zh"], row["en"]] for term, row in ontology.labels().items()}}
