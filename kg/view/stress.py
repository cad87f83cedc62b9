"""Positions whose distances are those along the links, by stochastic descent on a sparse stress.

After Zheng, Pawar, Goodman, "Graph drawing by stochastic gradient descent" (2018), with distances from a few pivots
only (Ortmann, Klimenta, Brandes 2016), so that the cost grows with the nodes and not with their pairs. No numpy: for
the few hundred nodes of a page its import would cost more than the descent.
"""

from __future__ import annotations

import math
from heapq import heappop, heappush
from random import Random

Adjacency = list[dict[int, float]]
Point = tuple[float, float]
Term = tuple[int, int, float, float]

ROUNDS = 18
GOLDEN = math.pi * (3 - math.sqrt(5))


def spread(near: Adjacency, terms: int) -> list[Point]:
    """A position for each node of one connected graph; `near[i]` maps the neighbours of `i` to wished distances.

    About `terms` pairs are held apart beside those that are linked. The same graph gives the same positions.
    """
    if len(near) == 1:
        return [(0.0, 0.0)]
    pivots, distances = _pivots(near, terms)
    return _descend(_start(near, distances), _terms(near, pivots, distances))


def _pivots(near: Adjacency, terms: int) -> tuple[list[int], list[list[float]]]:
    """Nodes far from one another, and from each the distances to all."""
    count = min(len(near), max(8, terms // len(near)))
    chosen = [max(range(len(near)), key=lambda node: (len(near[node]), -node))]
    distances = [_distances(near, chosen[0])]
    nearest = list(distances[0])
    while len(chosen) < count:
        chosen.append(max(range(len(near)), key=nearest.__getitem__))
        distances.append(_distances(near, chosen[-1]))
        nearest = list(map(min, nearest, distances[-1]))
    return chosen, distances


def _distances(near: Adjacency, source: int) -> list[float]:
    found = [math.inf] * len(near)
    found[source] = 0.0
    heap = [(0.0, source)]
    while heap:
        far, node = heappop(heap)
        if far > found[node]:
            continue
        for other, length in near[node].items():
            if far + length < found[other]:
                found[other] = far + length
                heappush(heap, (far + length, other))
    return found


def _terms(near: Adjacency, pivots: list[int], distances: list[list[float]]) -> list[Term]:
    """(i, j, distance, weight): every link, every pivot with every node, and some siblings round each hub."""
    wished: dict[tuple[int, int], float] = {}
    for pivot, far in zip(pivots, distances, strict=True):
        for node, length in enumerate(far):
            if node != pivot:
                wished[min(pivot, node), max(pivot, node)] = length
    for hub, others in enumerate(near):
        _siblings(wished, list(others.items()))
        for other, length in others.items():
            wished[min(hub, other), max(hub, other)] = length
    return [(i, j, length, 1 / (length * length)) for (i, j), length in wished.items()]


def _siblings(wished: dict[tuple[int, int], float], others: list[tuple[int, float]]) -> None:
    # without these, the leaves of a hub that is no pivot would not know of one another
    for step in (1, 2, 5):
        for place in range(len(others) - step):
            (first, length), (second, more) = others[place], others[place + step]
            wished.setdefault((min(first, second), max(first, second)), 0.8 * (length + more))


def _start(near: Adjacency, distances: list[list[float]]) -> list[Point]:
    """A sunflower round the hub: leaves of one hub begin apart, and no two nodes begin in one point."""
    order = sorted(range(len(near)), key=lambda node: (distances[0][node], node))
    points: list[Point] = [(0.0, 0.0)] * len(near)
    for place, node in enumerate(order):
        radius = distances[0][node] or 1.0
        points[node] = (radius * math.cos(place * GOLDEN), radius * math.sin(place * GOLDEN))
    return points


def _descend(points: list[Point], terms: list[Term]) -> list[Point]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    weights = [weight for *_, weight in terms]
    rate, last = 1 / min(weights), 0.1 / max(weights)
    decay = (last / rate) ** (1 / (ROUNDS - 1))
    Random(7).shuffle(terms)
    for _ in range(ROUNDS):
        _round(xs, ys, terms, rate)
        # to shuffle again costs as much as the round and betters nothing one can see
        terms.reverse()
        rate *= decay
    return list(zip(xs, ys, strict=True))


def _round(xs: list[float], ys: list[float], terms: list[Term], rate: float) -> None:
    for i, j, length, weight in terms:
        dx, dy = xs[i] - xs[j], ys[i] - ys[j]
        now = math.sqrt(dx * dx + dy * dy) or 1e-9
        pull = min(1.0, rate * weight) * (now - length) / (2 * now)
        xs[i] -= pull * dx
        ys[i] -= pull * dy
        xs[j] += pull * dx
        ys[j] += pull * dy
