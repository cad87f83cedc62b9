"""Where everything stands on the map: near what it is linked to, and with room for its label.

Each connected piece is laid out by itself (`stress`), turned to lie wide, moved apart until no two boxes overlap, and
the pieces are packed side by side, those of one node below all others. No chance is involved: the same graph gives the same map.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import accumulate

from kg.view.apart import Box, apart
from kg.view.stress import Adjacency, Point, spread

# a sheet this much wider than high
WIDE = 1.3
MARGIN = 24.0
# the share of the area that boxes fill; by eye, as are the next: how evenly, and more so the more nodes there are
DENSITY = 0.42
EVEN, MOST_EVEN, CROWD = 0.5, 0.95, 3000


def place(boxes: Sequence[Box], links: Iterable[tuple[int, int]]) -> list[Point]:
    """The centre of each of `boxes` (width, height), so that none overlaps another; `links` join their numbers."""
    beside: list[list[int]] = [[] for _ in boxes]
    for first, second in links:
        beside[first].append(second)
        beside[second].append(first)
    pieces = [(piece, _lay(piece, boxes, beside)) for piece in _pieces(beside)]
    return _pack(pieces, boxes)


def _pieces(beside: list[list[int]]) -> list[list[int]]:
    """The connected pieces, the largest first."""
    seen: set[int] = set()
    pieces = []
    for start in range(len(beside)):
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


def _lay(piece: list[int], boxes: Sequence[Box], beside: list[list[int]]) -> list[Point]:
    sizes = [boxes[node] for node in piece]
    points = _thin(_turn(spread(_lengths(piece, sizes, beside))), sizes)
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


def _lengths(piece: list[int], sizes: list[Box], beside: list[list[int]]) -> Adjacency:
    """Wished lengths of links: a node stands as far from a hub as the boxes round that hub need room."""
    number = {node: place for place, node in enumerate(piece)}
    near = [[number[other] for other in beside[node]] for node in piece]
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
