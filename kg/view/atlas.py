"""Provinces and countries as discs at roughly their places on the earth, as in a cartogram: each as large as what belongs to it
needs, none over another, and what is far from all the rest no farther than the order of places asks for.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

from kg.view.homes import Seat
from kg.view.stress import Point

# in the middle of the provinces; from here directions and distances are true
MIDDLE = Seat(108.0, 34.0)
# beyond the country, in radians of the earth, distances shrink
NEAR, SHRINK = 0.36, 0.12
ROUNDS = 160
# the share of the sheet that discs fill before they are moved apart
FULL = 0.3
# of its distance from the middle, so much more does a country stand beyond the rim of the provinces
OUTSIDE = 0.15
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


def discs(seats: Mapping[str, Seat], radii: Mapping[str, float], home: Collection[str] = ()) -> dict[str, Point]:
    """The centres of discs of these radii, near their seats and apart from one another.

    Those of `home` keep the middle to themselves, and all others stand round them.
    """
    inner = sorted(name for name in radii if name in home) or sorted(radii)
    sizes = {name: radius + BETWEEN / 2 for name, radius in radii.items()}
    points = {name: project(seats[name]) for name in radii}
    scale = _scale([points[name] for name in inner], [sizes[name] for name in inner])
    crowd = _Discs([_scaled(points[name], scale, n) for n, name in enumerate(inner)], [sizes[name] for name in inner])
    crowd.gather()
    outer = sorted(set(radii) - set(inner))
    if outer:
        crowd.surround(
            [_scaled(points[name], scale, n) for n, name in enumerate(outer)], [sizes[name] for name in outer]
        )
    return dict(zip([*inner, *outer], crowd.points(), strict=True))


def _scaled(point: Point, scale: float, number: int) -> Point:
    # two of one seat go apart the same way each time
    return (point[0] + 1e-4 * math.cos(number)) * scale, (point[1] + 1e-4 * math.sin(number)) * scale


def _scale(points: Sequence[Point], sizes: Sequence[float]) -> float:
    area = math.pi * sum(size * size for size in sizes)
    wide = max(x for x, _ in points) - min(x for x, _ in points)
    high = max(y for _, y in points) - min(y for _, y in points)
    longer = max(wide, high) or 1.0
    return math.sqrt(area / FULL / (longer * max(wide * high / longer, 0.25 * longer)))


class _Discs:
    """Discs that push one another apart; the first `fixed` of them stay where they are."""

    def __init__(self, points: Sequence[Point], sizes: Sequence[float]) -> None:
        self._xs, self._ys = [x for x, _ in points], [y for _, y in points]
        self._sizes = list(sizes)
        self._fixed = 0

    def points(self) -> list[Point]:
        return list(zip(self._xs, self._ys, strict=True))

    def gather(self) -> None:
        """Draw all to the middle while they push one another apart, so that their order stays and gaps close."""
        self._push()
        for step in range(ROUNDS):
            if step < ROUNDS / 2:
                self._pull(0.03 * (1 - 2 * step / ROUNDS))
            if not self._push() and step >= ROUNDS / 2:
                break

    def surround(self, points: Sequence[Point], sizes: Sequence[float]) -> None:
        """Add others outside of those that are there, each on its side."""
        cx, cy = self._middle()
        rim = max(math.hypot(x - cx, y - cy) + s for x, y, s in zip(self._xs, self._ys, self._sizes, strict=True))
        self._fixed = len(self._xs)
        for (x, y), size in zip(points, sizes, strict=True):
            far = math.hypot(x - cx, y - cy) or 1.0
            out = max(1.0, (rim + size + OUTSIDE * far) / far)
            self._xs.append(cx + (x - cx) * out)
            self._ys.append(cy + (y - cy) * out)
            self._sizes.append(size)
        for _ in range(ROUNDS):
            self._pull(0.006)
            self._push()
        for _ in range(ROUNDS):
            if not self._push():
                break

    def _middle(self) -> Point:
        total = sum(size * size for size in self._sizes)
        cx = sum(x * s * s for x, s in zip(self._xs, self._sizes, strict=True)) / total
        return cx, sum(y * s * s for y, s in zip(self._ys, self._sizes, strict=True)) / total

    def _pull(self, by: float) -> None:
        cx, cy = self._middle()
        for n in range(self._fixed, len(self._xs)):
            self._xs[n] -= by * (self._xs[n] - cx)
            self._ys[n] -= by * (self._ys[n] - cy)

    def _push(self) -> bool:
        xs, ys, sizes, moved = self._xs, self._ys, self._sizes, False
        for i in range(self._fixed, len(xs)):
            for j in range(i):
                dx, dy, least = xs[i] - xs[j], ys[i] - ys[j], sizes[i] + sizes[j]
                if abs(dx) >= least or abs(dy) >= least or (far := math.hypot(dx, dy) or 1e-9) >= least - 0.01:
                    continue
                moved = True
                # the smaller one gives way
                share = 1.0 if j < self._fixed else sizes[j] ** 2 / (sizes[i] ** 2 + sizes[j] ** 2)
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
