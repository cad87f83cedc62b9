"""Nodes and lines as the page draws them: where they stand, how large they are, what is written at them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.view import atlas, homes
from kg.view.apart import Box
from kg.view.homes import Seat
from kg.view.layout import place
from kg.view.overview import Group
from kg.view.picture import Link, Picture, sublines
from kg.view.style import cut, family, width

FONT, SMALL, LINE = 13.0, 11.0, 16.0
# the disc of a group in the overview
LEAST_DISC, MOST_DISC = 16.0, 64.0


class Sheet:
    """Draws parts of one picture."""

    def __init__(self, picture: Picture, anchors: Mapping[int, str], seats: Mapping[str, Seat]) -> None:
        self._picture = picture
        self._anchors = anchors
        self._seats = seats
        self._lines = sublines(picture)
        self._drawn = {end for link in picture.links for end in (link.source, link.target)}

    def nodes(self, numbers: Sequence[int], links: Sequence[Link], *, charted: bool = True) -> list[dict[str, Any]]:
        """The entities of these numbers, joined by these links; `charted` if provinces are to stand at their places."""
        order = {number: at for at, number in enumerate(numbers)}
        names = {number: self._name(number) for number in numbers}
        sizes = {number: self._size(number) for number in numbers}
        boxes = [_box(names[number], self._lines.get(number, ""), sizes[number]) for number in numbers]
        anchors = [self._anchors.get(number, "") if charted else "" for number in numbers]
        ends = [(order[link.source], order[link.target]) for link in links]
        points = place(boxes, ends, anchors, self._seats)
        return [
            {
                "id": number,
                "label": names[number],
                "group": self._picture.entities[number].kind,
                "size": sizes[number],
                "x": round(x, 1),
                # the box holds the shape above and the lettering below
                "y": round(y - box[1] / 2 + sizes[number], 1),
                **self._more(number),
            }
            for number, (x, y), box in zip(numbers, points, boxes, strict=True)
        ]

    def _name(self, number: int) -> str:
        entity = self._picture.entities[number]
        return cut(entity.name or entity.id)

    def _more(self, number: int) -> dict[str, str]:
        told = {"line": self._lines.get(number, ""), "place": self._anchors.get(number, "")}
        return {key: value for key, value in told.items() if value}

    def _size(self, number: int) -> float:
        return round(min(26.0, 6 + 2.6 * math.sqrt(len(self._picture.neighbours.get(number, ())))), 1)

    def edges(self, links: Iterable[tuple[int, Link]]) -> list[dict[str, Any]]:
        """The links with their numbers as lines: the properties told, the family of most of them, and how many facts."""
        return [self._edge(number, link) for number, link in links]

    def _edge(self, number: int, link: Link) -> dict[str, Any]:
        facts = [self._picture.facts[fact] for fact in link.facts]
        terms = list(dict.fromkeys(fact.property for fact in facts))
        shown = [term for term in terms if term != "postIn"] or terms
        edge: dict[str, Any] = {"id": number, "from": link.source, "to": link.target, "facts": link.facts}
        edge |= {"terms": shown, "family": family(fact.property for fact in facts)}
        if not link.both and "cooperatesWith" not in terms:
            edge["arrows"] = "to"
        if all(fact.quote < 0 for fact in facts):
            edge["light"] = True
        return edge


def _box(name: str, line: str, size: float) -> Box:
    lettering = max(width(name, FONT), width(line, SMALL))
    return max(2 * size, lettering) + 6, 2 * size + LINE * (2 if line else 1) + 6


def discs(picture: Picture, groups: Sequence[Group], seats: Mapping[str, Seat]) -> list[dict[str, Any]]:
    """The groups of an overview: each a disc as large as its members are many, at its place on the earth if it has one."""
    largest = max(len(group.members) for group in groups)
    sizes = [max(LEAST_DISC, MOST_DISC * math.sqrt(len(group.members) / largest)) for group in groups]
    names = [_name(picture, group) for group in groups]
    boxes = [_box(name, "00,000", size) for name, size in zip(names, sizes, strict=True)]
    radii = {str(n): max(box) / 2 for n, (group, box) in enumerate(zip(groups, boxes, strict=True)) if group.place}
    places = {name: groups[int(name)].place for name in radii}
    provinces = homes.inland(places.values())
    inner = {name for name, place in places.items() if place in provinces}
    charted = atlas.discs({name: seats[place] for name, place in places.items()}, radii, inner) if radii else {}
    points = _below(charted, boxes)
    return [
        {
            "id": number,
            "label": names[number],
            "entity": group.head,
            "kind": picture.entities[group.head].kind,
            "place": group.place,
            "others": group.others,
            "abroad": group.abroad,
            "count": len(group.members),
            "size": round(sizes[number], 1),
            "x": round(points[number][0], 1),
            "y": round(points[number][1], 1),
        }
        for number, group in enumerate(groups)
    ]


def _name(picture: Picture, group: Group) -> str:
    entity = picture.entities[group.head]
    return cut(entity.name or entity.id)


def _below(charted: Mapping[str, tuple[float, float]], boxes: Sequence[Box]) -> list[tuple[float, float]]:
    """The places of all: those that are on the map where they are, the others in rows below them."""
    rest = [n for n in range(len(boxes)) if str(n) not in charted]
    placed = place([boxes[n] for n in rest], []) if rest else []
    if charted:
        low = max(y + boxes[int(name)][1] / 2 for name, (_, y) in charted.items()) + LINE
        left = min(x for x, _ in charted.values())
        shift = left - min((x for x, _ in placed), default=0.0), low - min((y for _, y in placed), default=0.0)
        placed = [(x + shift[0], y + shift[1] + LINE) for x, y in placed]
    below = dict(zip(rest, placed, strict=True))
    return [charted[str(n)] if str(n) in charted else below[n] for n in range(len(boxes))]


def between(groups: Sequence[Group], links: Iterable[Link]) -> list[dict[str, Any]]:
    """The lines of an overview: how many links join the members of two groups."""
    home = {number: at for at, group in enumerate(groups) for number in group.members}
    count: dict[tuple[int, int], int] = defaultdict(int)
    for link in links:
        one, other = sorted((home[link.source], home[link.target]))
        if one != other:
            count[one, other] += 1
    return [{"from": one, "to": other, "count": links} for (one, other), links in sorted(count.items())]
