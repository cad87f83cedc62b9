"""Provinces and countries as discs at roughly their places on the earth, as in a cartogram: each as large as what belongs to it
needs, none over another, and what is far from all the rest no farther than the order of places asks for.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from kg.view.homes import Seat
from kg.view.stress import Point

# in the middle of the provinces; from here directions and distances are true
MIDDLE = Seat(108.0, 34.0)
# beyond the country, in radians of the earth, distances shrink
NEAR, SHRINK = 0.36, 0.12
ROUNDS = 160
# the share of the sheet that discs fill before they are moved apart
FULL = 0.75
BETWEEN = 26.0


def project(seat: Seat) -> Point:
    """Where `seat` stands on a flat map round the middle of the provinces: x to the east, y to the south, in radians."""
    east, north = math.radians(seat.east - MIDDLE.east), math.radians(seat.north)
    middle = math.radians(MIDDLE.north)
    cosine = math.sin(middle) * math.sin(north) + math.cos(middle) * math.cos(north) * math.cos(east)
    far = math.acos(max(-1.0, min(1.0, cosine)))
    x = math.cos(north) * math.sin(east)
    y = math.cos(middle) * math.sin(north) - math.sin(middle) * math.cos(north) * math.cos(east)
    length = math.hypot(x, y) or 1.0
    shrunk = far if far <= NEAR else NEAR + SHRINK * math.log1p((far - NEAR) / SHRINK)
    return shrunk * x / length, -shrunk * y / length


def discs(seats: Mapping[str, Seat], radii: Mapping[str, float]) -> dict[str, Point]:
    """The centres of discs of these radii, near their seats and apart from one another."""
    names = sorted(radii)
    # two of one seat go apart the same way each time
    points = [project(seats[name]) for name in names]
    points = [(x + 1e-4 * math.cos(n), y + 1e-4 * math.sin(n)) for n, (x, y) in enumerate(points)]
    sizes = [radii[name] + BETWEEN / 2 for name in names]
    scale = _scale(points, sizes)
    return dict(zip(names, _apart([(x * scale, y * scale) for x, y in points], sizes), strict=True))


def _scale(points: Sequence[Point], sizes: Sequence[float]) -> float:
    area = math.pi * sum(size * size for size in sizes)
    wide = max(x for x, _ in points) - min(x for x, _ in points)
    high = max(y for _, y in points) - min(y for _, y in points)
    longer = max(wide, high) or 1.0
    return math.sqrt(area / FULL / (longer * max(wide * high / longer, 0.25 * longer)))


def _apart(points: list[Point], sizes: Sequence[float]) -> list[Point]:
    """The discs pushed apart, and drawn back to the middle of all where there is room."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    total = sum(size * size for size in sizes)
    for step in range(ROUNDS):
        if step < ROUNDS / 2:
            cx = sum(x * s * s for x, s in zip(xs, sizes, strict=True)) / total
            cy = sum(y * s * s for y, s in zip(ys, sizes, strict=True)) / total
            pull = 0.03 * (1 - 2 * step / ROUNDS)
            xs, ys = [x - pull * (x - cx) for x in xs], [y - pull * (y - cy) for y in ys]
        if not _push(xs, ys, sizes) and step >= ROUNDS / 2:
            break
    return list(zip(xs, ys, strict=True))


def _push(xs: list[float], ys: list[float], sizes: Sequence[float]) -> bool:
    moved = False
    for i in range(len(xs)):
        for j in range(i):
            dx, dy, least = xs[i] - xs[j], ys[i] - ys[j], sizes[i] + sizes[j]
            if abs(dx) >= least or abs(dy) >= least or (far := math.hypot(dx, dy) or 1e-9) >= least - 0.01:
                continue
            moved = True
            # the smaller one gives way
            share = sizes[j] ** 2 / (sizes[i] ** 2 + sizes[j] ** 2)
            by = (least - far) / far
            xs[i], ys[i] = xs[i] + dx * by * share, ys[i] + dy * by * share
            xs[j], ys[j] = xs[j] - dx * by * (1 - share), ys[j] - dy * by * (1 - share)
    return moved


def faced(points: Sequence[Point], pulls: Sequence[Point]) -> list[Point]:
    """The points turned about the origin, and mirrored if need be, so that each lies as far as can be the way it is pulled."""
    turned = [_turned(points, pulls), _turned([(-x, y) for x, y in points], pulls)]
    return max(turned, key=lambda found: round(found[0], 6))[1]


def _turned(points: Sequence[Point], pulls: Sequence[Point]) -> tuple[float, list[Point]]:
    along = sum(x * u + y * v for (x, y), (u, v) in zip(points, pulls, strict=True))
    across = sum(x * v - y * u for (x, y), (u, v) in zip(points, pulls, strict=True))
    if not (strength := math.hypot(along, across)):
        return 0.0, list(points)
    cos, sin = along / strength, across / strength
    return strength, [(x * cos - y * sin, x * sin + y * cos) for x, y in points]
