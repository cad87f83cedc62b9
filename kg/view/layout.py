"""Where everything stands on the map: near what it is linked to, and with room for its label.

What belongs to a province stands round it, and the provinces at roughly their places on the earth (`atlas`). All else is
laid out by connected pieces, which are packed side by side below, those of one node last. Each province and piece is laid
out by itself (`stress`) and moved apart until no two boxes overlap. No chance is involved: the same graph gives the same map.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from kg.view import atlas, homes
from kg.view.apart import Box, apart
from kg.view.homes import Seat
from kg.view.stress import Adjacency, Point, spread

# a sheet this much wider than high
WIDE = 1.3
MARGIN = 24.0
MOST_WIDENED = 1.8
# the share of the area that boxes fill; by eye, as are the next: how evenly, and more so the more nodes there are
DENSITY = 0.42
EVEN, MOST_EVEN, CROWD = 0.5, 0.95, 3000
# terms of the descent for a whole map, and for the smallest part of one
TERMS, FEWEST = 7_000, 1_200

Beside = dict[int, list[int]]


def place(
    boxes: Sequence[Box],
    links: Iterable[tuple[int, int]],
    anchors: Sequence[str] = (),
    seats: Mapping[str, Seat] | None = None,
) -> list[Point]:
    """The centre of each of `boxes` (width, height), so that none overlaps another; `links` join their numbers.

    `anchors` names for each the province or country it belongs to, which `seats` has, or is empty.
    """
    beside: Beside = {node: [] for node in range(len(boxes))}
    for first, second in links:
        beside[first].append(second)
        beside[second].append(first)
    grouped = _groups(anchors, beside)
    settled = {node for members in grouped.values() for node in members}
    pieces = [(piece, _lay(piece, boxes, beside)) for piece in _pieces(beside, settled)]
    if grouped:
        pieces.insert(0, _chart(grouped, boxes, beside, seats or {}))
    return _pack(pieces, boxes)


def _groups(anchors: Sequence[str], beside: Beside) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for node, anchor in enumerate(anchors):
        if anchor and beside[node]:
            found[anchor].append(node)
    return found if len(found) > 1 else {}


def _chart(
    groups: Mapping[str, list[int]], boxes: Sequence[Box], beside: Beside, seats: Mapping[str, Seat]
) -> tuple[list[int], list[Point]]:
    """All groups as one piece: each laid out, set at its place on the earth, and turned to those it is linked to."""
    total = sum(map(len, groups.values()))
    laid = {name: _round(members, boxes, beside, total) for name, members in groups.items()}
    radii = {name: _radius(points, [boxes[node] for node in groups[name]]) for name, points in laid.items()}
    centres = atlas.discs(seats, radii, homes.inland(radii))
    home = {node: name for name, members in groups.items() for node in members}
    nodes, points = [], []
    for name, members in groups.items():
        pulls = [_pull(node, name, beside, home, centres) for node in members]
        cx, cy = centres[name]
        nodes += members
        points += [(x + cx, y + cy) for x, y in atlas.faced(laid[name], pulls)]
    return nodes, apart(_widened(points), [boxes[node] for node in nodes])


def _widened(points: list[Point]) -> list[Point]:
    """The points spread to the sides, if they stand higher than a screen: names lie level and gain by it."""
    wide = max(x for x, _ in points) - min(x for x, _ in points)
    high = max(y for _, y in points) - min(y for _, y in points)
    by = min(MOST_WIDENED, max(1.0, WIDE * high / (wide or 1.0)))
    return [(x * by, y / math.sqrt(by)) for x, y in points]


def _pull(node: int, name: str, beside: Beside, home: Mapping[int, str], centres: Mapping[str, Point]) -> Point:
    """The way to the groups that a node is linked to beyond its own."""
    x, y = centres[name]
    ways = [(centres[home[o]][0] - x, centres[home[o]][1] - y) for o in beside[node] if home.get(o, name) != name]
    lengths = [math.hypot(*way) or 1.0 for way in ways]
    return (
        sum(way[0] / length for way, length in zip(ways, lengths, strict=True)),
        sum(way[1] / length for way, length in zip(ways, lengths, strict=True)),
    )


def _round(members: list[int], boxes: Sequence[Box], beside: Beside, total: int) -> list[Point]:
    """One group round its middle: what hangs together by others alone is tied to its best linked node."""
    inside = set(members)
    near = {node: [other for other in beside[node] if other in inside] for node in members}
    hub = max(members, key=lambda node: (len(near[node]), -node))
    for piece in _pieces(near, set()):
        if hub not in piece:
            first = max(piece, key=lambda node: (len(near[node]), -node))
            near[hub].append(first)
            near[first].append(hub)
    points = _lay(members, boxes, near, max(FEWEST, TERMS * len(members) // total))
    cx, cy = (sum(values) / len(points) for values in zip(*points, strict=True))
    return [(x - cx, y - cy) for x, y in points]


def _radius(points: list[Point], sizes: list[Box]) -> float:
    far = max(math.hypot(abs(x) + w / 2, abs(y) + h / 2) for (x, y), (w, h) in zip(points, sizes, strict=True))
    area = sum(w * h for w, h in sizes)
    # a few that stick out do not make it large
    return max(0.8 * far, math.sqrt(area / math.pi))


def _pieces(beside: Beside, without: set[int]) -> list[list[int]]:
    """The connected pieces `without` some nodes, the largest first."""
    seen = set(without)
    pieces = []
    for start in beside:
        if start in seen:
            continue
        piece = [start]
        seen.add(start)
        for node in piece:
            fresh = [other for other in dict.fromkeys(beside[node]) if other not in seen]
            seen.update(fresh)
            piece.extend(fresh)
        pieces.append(piece)
    return sorted(pieces, key=len, reverse=True)


def _lay(piece: list[int], boxes: Sequence[Box], beside: Beside, terms: int = TERMS) -> list[Point]:
    sizes = [boxes[node] for node in piece]
    points = _thin(_turn(spread(_lengths(piece, sizes, beside), terms)), sizes)
    return apart(points, sizes)


def _thin(points: list[Point], sizes: list[Box]) -> list[Point]:
    """The same points, those of the crowded middle farther out and those of the empty rim nearer.

    Each keeps its direction; most of its distance comes from the room that the boxes nearer to the middle need.
    """
    far = [math.hypot(x, y) or 1.0 for x, y in points]
    order = sorted(range(len(points)), key=lambda node: (far[node], node))
    even = min(MOST_EVEN, EVEN + len(points) / CROWD)
    areas = accumulate(sizes[node][0] * sizes[node][1] / DENSITY for node in order)
    wished = {node: math.sqrt(area / math.pi) for node, area in zip(order, areas, strict=True)}
    scale = wished[order[-1]] / far[order[-1]]
    shifts = [even * wished[node] / length + (1 - even) * scale for node, length in enumerate(far)]
    return [(x * shift, y * shift) for (x, y), shift in zip(points, shifts, strict=True)]


def _lengths(piece: list[int], sizes: list[Box], beside: Beside) -> Adjacency:
    """Wished lengths of links: a node stands as far from a hub as the boxes round that hub need room."""
    number = {node: place for place, node in enumerate(piece)}
    near = [[number[other] for other in beside[node] if other in number] for node in piece]
    shares = [width * height / max(1, len(others)) for (width, height), others in zip(sizes, near, strict=True)]
    rooms = [math.sqrt(1.3 * sum(shares[other] for other in others) / math.pi) for others in near]
    lengths: Adjacency = [{} for _ in piece]
    for hub, others in enumerate(near):
        leaves = [other for other in others if len(near[other]) == 1]
        for place, leaf in enumerate(leaves):
            # leaves fill the disc round their hub instead of crowding on its rim
            length = 40 + rooms[hub] * math.sqrt((place + 1) / len(leaves))
            lengths[hub][leaf] = lengths[leaf][hub] = length
        for other in others:
            if other not in lengths[hub]:
                lengths[hub][other] = lengths[other][hub] = 50 + 0.7 * (rooms[hub] + rooms[other])
    return lengths


def _turn(points: list[Point]) -> list[Point]:
    """The same points with their longest direction level, and a little wider than high."""
    count = len(points)
    cx, cy = sum(x for x, _ in points) / count, sum(y for _, y in points) / count
    xx = sum((x - cx) ** 2 for x, _ in points)
    yy = sum((y - cy) ** 2 for _, y in points)
    xy = sum((x - cx) * (y - cy) for x, y in points)
    angle = 0.5 * math.atan2(2 * xy, xx - yy)
    cos, sin = math.cos(angle), math.sin(angle)
    return [(1.1 * ((x - cx) * cos + (y - cy) * sin), 0.9 * ((y - cy) * cos - (x - cx) * sin)) for x, y in points]


def _pack(pieces: list[tuple[list[int], list[Point]]], boxes: Sequence[Box]) -> list[Point]:
    """The pieces in rows, the largest first, on a sheet about as wide as a screen."""
    frames = [_frame(piece, points, boxes) for piece, points in pieces]
    joined = [frame for frame, (piece, _) in zip(frames, pieces, strict=True) if len(piece) > 1] or frames
    area = sum((right - left + MARGIN) * (low - high + MARGIN) for left, high, right, low in joined)
    sheet = max([math.sqrt(WIDE * area)] + [right - left for left, _, right, _ in frames])
    alone = [len(piece) == 1 for piece, _ in pieces]
    order = sorted(range(len(pieces)), key=lambda number: (alone[number], frames[number][1] - frames[number][3]))
    first = next((number for number in order if alone[number]), -1)
    centres: list[Point] = [(0.0, 0.0)] * len(boxes)
    x = y = depth = 0.0
    for number in order:
        left, high, right, low = frames[number]
        if x and (number == first or x + right - left > sheet):
            x, y, depth = 0.0, y + depth + MARGIN, 0.0
        for node, (px, py) in zip(*pieces[number], strict=True):
            centres[node] = (px - left + x, py - high + y)
        x += right - left + MARGIN
        depth = max(depth, low - high)
    return centres


def _frame(piece: list[int], points: list[Point], boxes: Sequence[Box]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the boxes of a piece."""
    return (
        min(x - boxes[node][0] / 2 for node, (x, _) in zip(piece, points, strict=True)),
        min(y - boxes[node][1] / 2 for node, (_, y) in zip(piece, points, strict=True)),
        max(x + boxes[node][0] / 2 for node, (x, _) in zip(piece, points, strict=True)),
        max(y + boxes[node][1] / 2 for node, (_, y) in zip(piece, points, strict=True)),
    )
