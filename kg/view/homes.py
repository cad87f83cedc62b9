"""To which province or country each thing belongs: by what is told of it, or, for its place on the map alone, by its neighbours.

A province is known by its code (`350000`), a country by its name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg import ontology
from kg.model import Entity
from kg.view.gather import Told
from kg.view.picture import Picture
from kg.view.style import FAMILIES

# who is told this belongs where its object does, and in this order the home of a chain is found
OF_PLACES = ("locatedIn", "jurisdiction", "undertakenBy")
OF_BODIES = ("postIn", "represents", "partOf")
OF_PERSONS = ("serves", "stationedIn", "holds", "worksFor")
OF_EVENTS = ("place", "stop", "organizer", "issuer", "party", "visited")
STEPS = (OF_PLACES, OF_BODIES, OF_PERSONS, OF_EVENTS)
# of a country these stand for the whole
CENTRAL = frozenset({"PartyCommittee", "Government", "PeoplesCongress", "Cppcc", "Department"})
ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a province or country is governed from: degrees of longitude and latitude."""

    east: float
    north: float


def seats() -> dict[str, Seat]:
    """The seats of government by province code or country name."""
    return _seats(ontology.folder())


@lru_cache(maxsize=4)
def _seats(folder: Path) -> dict[str, Seat]:
    return {row["place"]: Seat(float(row["east"]), float(row["north"])) for row in ontology.rows("coordinates.tsv")}


def nation() -> str:
    """The country whose provinces have codes."""
    return next(row["name"] for row in ontology.table("countries") if row["english"] == "China")


def inland(places: Iterable[str]) -> set[str]:
    """Those of the places that are provinces, or the country of the provinces itself."""
    return {place for place in places if place.isdecimal() or place == nation()}


def told(entities: Sequence[Entity], facts: Iterable[Told]) -> dict[int, str]:
    """The home of each entity of which just one is told, through chains of what lies in what and belongs to whom."""
    homes = _rooted(entities)
    steps: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for fact in facts:
        if fact.object >= 0:
            steps[fact.property].append((fact.subject, fact.object))
    for properties in STEPS:
        pairs = [pair for name in properties for pair in steps[name]]
        # a chain within one step: a park in a town in a county
        for _ in range(ROUNDS):
            if not (found := _step(homes, pairs, nation() if properties is OF_PLACES else "")):
                break
            homes |= found
    return homes


def _rooted(entities: Sequence[Entity]) -> dict[int, str]:
    known, central = seats(), _central()
    homes = {}
    for number, entity in enumerate(entities):
        if entity.code and (province := entity.code[:2] + "0000") in known:
            homes[number] = province
        elif entity.kind == "Country" and entity.name in known:
            homes[number] = entity.name
        elif entity.kind in CENTRAL and entity.name in central:
            homes[number] = nation()
    return homes


def _central() -> frozenset[str]:
    return frozenset(row["name"] for row in ontology.table("bodies"))


def _step(homes: dict[int, str], pairs: Iterable[tuple[int, int]], wider: str) -> dict[int, str]:
    options: dict[int, set[str]] = defaultdict(set)
    for subject, thing in pairs:
        if subject not in homes and thing in homes:
            options[subject].add(homes[thing])
    # who is told to belong to several belongs to none for sure; what lies in a country and its province, in the province
    least = {number: places if len(places) == 1 else places - {wider} for number, places in options.items()}
    return {number: next(iter(places)) for number, places in least.items() if len(places) == 1}


def guessed(picture: Picture, homes: Mapping[int, str]) -> dict[int, str]:
    """The homes of what is on the map, and for what has none, that of most of its neighbours, if any has one.

    Those that a post or body ties to it count before all others.
    """
    anchors = {number: homes[number] for number in picture.shown if number in homes}
    for weights in (_weights(picture, FAMILIES["office"]), _weights(picture)):
        for _ in range(ROUNDS):
            fresh = {n: place for n in weights if n not in anchors and (place := _most(weights[n], anchors))}
            if not fresh:
                break
            anchors |= fresh
    return anchors


def _weights(picture: Picture, properties: Collection[str] = ()) -> dict[int, dict[int, int]]:
    """How many facts, of these properties if any are named, tie each to each of its neighbours."""
    weights: dict[int, dict[int, int]] = defaultdict(dict)
    for link in picture.links:
        count = sum(not properties or picture.facts[fact].property in properties for fact in link.facts)
        if count:
            weights[link.source][link.target] = weights[link.target][link.source] = count
    return dict(sorted(weights.items()))


def _most(beside: dict[int, int], anchors: dict[int, str]) -> str:
    votes: dict[str, int] = defaultdict(int)
    for other, weight in beside.items():
        if other in anchors:
            votes[anchors[other]] += weight
    return min(votes, key=lambda place: (-votes[place], place)) if votes else ""
