"""Boxes moved as little as need be until none overlaps another."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import reduce

from kg.view.stress import Point

Box = tuple[float, float]
Cell = tuple[int, int]

GAP = 8.0
ROUNDS = 12
CELL = 5.0


def apart(points: Sequence[Point], sizes: Sequence[Box]) -> list[Point]:
    """Centres near `points` on which boxes of `sizes` (width, height) do not overlap.

    First all push one another; those that still have no room then go to the nearest free place.
    """
    crowd = _Crowd(points, sizes)
    for _ in range(ROUNDS):
        if not crowd.push():
            return crowd.points()
    return _settle(crowd.points(), sizes)


class _Crowd:
    def __init__(self, points: Sequence[Point], sizes: Sequence[Box]) -> None:
        self._xs, self._ys = [x for x, _ in points], [y for _, y in points]
        self._sizes = [(width + GAP, height + GAP) for width, height in sizes]
        self._cell = max(width for width, _ in self._sizes), max(height for _, height in self._sizes)

    def points(self) -> list[Point]:
        return list(zip(self._xs, self._ys, strict=True))

    def push(self) -> bool:
        """Move every two overlapping boxes apart, half the way each; tells if there were any."""
        grid: dict[Cell, list[int]] = defaultdict(list)
        moved = False
        for node in range(len(self._xs)):
            cell = self._at(self._xs[node], self._ys[node])
            for key in _round(cell):
                for other in grid.get(key, ()):
                    moved |= self._part(node, other)
            grid[cell].append(node)
        return moved

    def _at(self, x: float, y: float) -> Cell:
        return int(x // self._cell[0]), int(y // self._cell[1])

    def _part(self, node: int, other: int) -> bool:
        xs, ys = self._xs, self._ys
        over_x = (self._sizes[node][0] + self._sizes[other][0]) / 2 - abs(xs[node] - xs[other])
        over_y = (self._sizes[node][1] + self._sizes[other][1]) / 2 - abs(ys[node] - ys[other])
        if over_x <= 0.01 or over_y <= 0.01:
            return False
        line, over = (xs, over_x) if over_x < over_y else (ys, over_y)
        step = math.copysign(over / 2 + 0.01, line[node] - line[other])
        line[node] += step
        line[other] -= step
        return True


def _round(cell: Cell) -> Iterator[Cell]:
    column, row = cell
    return ((column + i, row + j) for i in (-1, 0, 1) for j in (-1, 0, 1))


def _settle(points: Sequence[Point], sizes: Sequence[Box]) -> list[Point]:
    """High boxes (large shapes) stay; any that overlaps an earlier one goes to the nearest place with room."""
    sheet = _Sheet(points)
    found = list(points)
    for node in sorted(range(len(points)), key=lambda node: (-sizes[node][1], node)):
        found[node] = sheet.put(points[node], sizes[node])
    return found


class _Sheet:
    """A sheet of squared paper: each row an integer whose bits are the squares taken."""

    def __init__(self, points: Sequence[Point]) -> None:
        xs = [x for x, _ in points]
        across = max(xs) - min(xs) + 1000
        self._left = min(xs) - across / 2
        self._all = (1 << math.ceil(2 * across / CELL)) - 1
        self._rows: dict[int, int] = defaultdict(int)

    def put(self, point: Point, size: Box) -> Point:
        """Take the squares nearest to `point` that have room for a box of `size`, and give its centre there."""
        wide, high = math.ceil((size[0] + GAP) / CELL), math.ceil((size[1] + GAP) / CELL)
        column = round((point[0] - self._left) / CELL - wide / 2)
        column, row = self._nearest(column, round(point[1] / CELL - high / 2), wide, high)
        for each in range(row, row + high):
            self._rows[each] |= ((1 << wide) - 1) << column
        return (column + wide / 2) * CELL + self._left, (row + high / 2) * CELL

    def _nearest(self, column: int, row: int, wide: int, high: int) -> Cell:
        best, far = (column, row), math.inf
        step = 0
        while step < far:
            for each in {row - step, row + step}:
                for spot in _beside(self._room(each, wide, high), column):
                    if (length := math.hypot(spot - column, each - row)) < far:
                        best, far = (spot, each), length
            step += 1
        return best

    def _room(self, row: int, wide: int, high: int) -> int:
        """The columns from which on `wide` squares of `high` rows are free, as bits."""
        free = self._all & ~reduce(int.__or__, (self._rows[each] for each in range(row, row + high)))
        done = 1
        while done < wide:
            more = min(done, wide - done)
            free &= free >> more
            done += more
        return free


def _beside(bits: int, column: int) -> Iterator[int]:
    """The set bits of `bits` nearest to `column` on either side.

    >>> list(_beside(0b100010, 3))
    [5, 1]
    """
    above, below = bits >> column, bits & ((1 << column) - 1)
    if above:
        yield column + (above & -above).bit_length() - 1
    if below:
        yield below.bit_length() - 1
