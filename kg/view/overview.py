"""A graph too large to draw at once, by groups that are opened one at a time: provinces, countries, and communities of the rest."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.view.homes import inland
from kg.view.picture import Picture

# fewer than these are no community that one would look for
FEW = 12
SEED = 7


@dataclass(frozen=True, slots=True)
class Group:
    """Some entities of the map, to be drawn together; `place` is their province or country, `head` who stands for them.

    `others` tells that they have nothing in common but that they belong nowhere else, `abroad` that
    they belong to countries of which little is told.
    """

    members: tuple[int, ...]
    place: str
    head: int
    others: bool = False
    abroad: bool = False


def groups(picture: Picture, anchors: Mapping[int, str], most: int) -> list[Group]:
    """Everything that has a line, in groups of about `most` at most, the largest first."""
    by_place: dict[str, list[int]] = defaultdict(list)
    for number in picture.shown:
        if number in picture.neighbours:
            by_place[anchors.get(number, "")].append(number)
    provinces = inland(by_place)
    small = [place for place, members in by_place.items() if place and place not in provinces and len(members) < FEW]
    abroad = sorted(number for place in small for number in by_place.pop(place))
    found = [group for place, members in by_place.items() for group in _split(picture, place, members, most)]
    found += [Group(tuple(abroad[at : at + most]), "", abroad[at], True, True) for at in range(0, len(abroad), most)]
    return sorted(found, key=lambda group: (group.others, -len(group.members), group.members))


def _split(picture: Picture, place: str, members: list[int], most: int) -> Iterable[Group]:
    if place and len(members) <= most:
        return [_group(picture, place, members)]
    large: list[list[int]] = []
    small: list[list[int]] = []
    for community in _communities(picture, members):
        (large if len(community) >= FEW else small).append(sorted(community))
    rest = sorted(number for community in small for number in community)
    parts = [_group(picture, place, community) for community in large]
    return parts + [Group(tuple(rest[at : at + most]), place, rest[at], True) for at in range(0, len(rest), most)]


def _group(picture: Picture, place: str, members: list[int]) -> Group:
    head = max(members, key=lambda number: (len(picture.neighbours[number]), -number))
    named = [number for number in members if place and is_place(picture, number, place)]
    return Group(tuple(members), place, named[0] if named else head)


def is_place(picture: Picture, number: int, place: str) -> bool:
    """Whether the entity is the province of this code, or the country of this name, itself."""
    entity = picture.entities[number]
    return entity.code == place if entity.code else entity.kind == "Country" and entity.name == place


def _communities(picture: Picture, members: list[int]) -> list[set[int]]:
    # it takes longer to load than a small map to draw
    import networkx

    inside = set(members)
    graph: networkx.Graph[int] = networkx.Graph()
    graph.add_nodes_from(members)
    for link in picture.links:
        if link.source in inside and link.target in inside:
            graph.add_edge(link.source, link.target, weight=1 + math.log(len(link.facts)))
    found: list[set[int]] = networkx.community.louvain_communities(graph, seed=SEED)
    return sorted(found, key=lambda community: (-len(community), min(community)))
