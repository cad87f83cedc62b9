"""Measures of what the graph tells: who is seen with whom, who visits whom, who stands between, who is named first.

Each takes a graph, or the network that `graph.to_networkx(kind)` gave (perhaps cut to a part of it), and gives records
that `pandas.DataFrame` takes as they are. The networkx algorithms behind them run on any of its backends: give
`backend="…"`, or set `networkx.config.backend_priority`, and a faster engine that is installed does the work. What that
engine has not, networkx does itself.

What papers print is no sample of what happens. All of this measures what is reported, by these papers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, Protocol, TypeVar

import networkx

from kg.model import YutuError
from kg.networks import undirected

T = TypeVar("T")


class AnalysisError(YutuError):
    """A network that is not of the kind that a measure needs, or a backend that is not there."""


class Networked(Protocol):
    """What gives networks of a kind: a graph."""

    def to_networkx(self, kind: str) -> networkx.Graph[str]:
        """The network of this kind."""
        ...


@dataclass(frozen=True, slots=True)
class Pair:
    """Two persons and how much they are seen together."""

    one: str
    other: str
    one_name: str
    other_name: str
    strength: float
    events: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two provinces and the visits between them: from the one to the other, and back."""

    one: str
    other: str
    one_name: str
    other_name: str
    there: float
    back: float
    reciprocity: float


@dataclass(frozen=True, slots=True)
class Broker:
    """A province and how far it stands between others."""

    id: str
    name: str
    partners: int
    strength: float
    constraint: float | None
    effective_size: float | None
    betweenness: float


@dataclass(frozen=True, slots=True)
class Rank:
    """A person's place in the order of names. Scores compare within a `component` alone."""

    id: str
    name: str
    score: float
    rank: int
    lists: float
    component: int


@dataclass(frozen=True, slots=True)
class Member:
    """A province and the community it belongs to, with the share of its ties that stay inside."""

    id: str
    name: str
    community: int
    inside: float
    modularity: float


def co_attendance(graph: Networked | networkx.Graph[str], *, least: int = 1) -> list[Pair]:
    """Pairs of persons by how strongly they are tied by common events, those with at least `least` of them.

    The strength of a pair is the sum, over the events at which both were, of 1/(n-1), n being the persons at the event:
    a talk of two counts 1, a congress of three hundred 1/299 (Newman 2001, Phys. Rev. E 64, 016132, eq. 2).
    """
    network = _network(graph, "people", directed=False)
    pairs = []
    for first, second, data in network.edges(data=True):
        one, other = sorted((first, second))
        if data.get("events", 1) >= least:
            names = _name(network, one), _name(network, other)
            events, when = int(data.get("events", 1)), (str(data.get("first", "")), str(data.get("last", "")))
            pairs.append(Pair(one, other, *names, float(data["weight"]), events, *when))
    return sorted(pairs, key=lambda pair: (-pair.strength, pair.one, pair.other))


def visit_reciprocity(graph: Networked | networkx.Graph[str]) -> list[Dyad]:
    """Pairs of provinces and how evenly they visit each other, by the number of visits in `visits`.

    A pair's reciprocity is 2 min(w, w') / (w + w'), w and w' being the visits there and back: 1 where each visits as
    often as it is visited, 0 where one alone does. The pairs' mean, weighed by w + w', is the network's reciprocity
    (Squartini, Picciolo, Ruzzenenti and Garlaschelli 2013, Sci. Rep. 3, 2729), which `reciprocity` gives.
    """
    network = _network(graph, "provinces", directed=True)
    dyads = []
    for one, other in sorted({(min(ends), max(ends)) for ends in network.edges() if ends[0] != ends[1]}):
        there, back = (
            float(network.get_edge_data(*ends, {}).get("visits", 0)) for ends in ((one, other), (other, one))
        )
        if there + back:
            names = _name(network, one), _name(network, other)
            dyads.append(Dyad(one, other, *names, there, back, 2 * min(there, back) / (there + back)))
    return sorted(dyads, key=lambda dyad: (-dyad.there - dyad.back, dyad.one, dyad.other))


def reciprocity(graph: Networked | networkx.Graph[str]) -> float:
    """The share of all visits between provinces that are returned: sum of 2 min(w, w') over sum of w + w'; 0 for none."""
    dyads = visit_reciprocity(graph)
    total = sum(dyad.there + dyad.back for dyad in dyads)
    return sum(2 * min(dyad.there, dyad.back) for dyad in dyads) / total if total else 0.0


def brokerage(graph: Networked | networkx.Graph[str], *, backend: str | None = None) -> list[Broker]:
    """Provinces by how far they stand between others, the freest first.

    `constraint` is Burt's: the sum over partners j of (p_ij + sum_q p_iq p_qj)^2, p being the share of a tie in all of a
    province's ties; low for whose partners have little to do with each other, high for who hangs on a few that are
    themselves tied. `effective_size` is the number of partners less what they have in common (Burt 1992, Structural
    Holes, ch. 2). `betweenness` is the share of shortest paths that lead through it, each tie counting as one step
    (Freeman 1977, Sociometry 40). A province without ties has no constraint. A tie weighs the visits both ways and what
    the two share, and `strength` is the sum of a province's ties.
    """
    network = undirected(_network(graph, "provinces"))
    constraint = _run(networkx.constraint, network, backend, weight="weight")
    size = _run(networkx.effective_size, network, backend, weight="weight")
    between = _run(networkx.betweenness_centrality, network, backend)
    strength = dict(network.degree(weight="weight"))
    found = [
        Broker(
            node, _name(network, node), len(network[node]), float(strength[node]),
            _finite(constraint[node]), _finite(size[node]), float(between[node]),
        )
        for node in network
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.constraint is None, one.constraint or 0.0, one.id))


def communities(
    graph: Networked | networkx.Graph[str], *, resolution: float = 1.0, backend: str | None = None
) -> list[Member]:
    """Provinces by the communities that their ties make, the largest community first.

    Communities are those of greatest modularity that Louvain's method finds (Blondel et al. 2008, J. Stat. Mech.
    P10008) from a fixed seed: the same network gives the same. Their `modularity` is Newman's; with a higher
    `resolution` they are smaller. Provinces without ties are left out.
    """
    network = undirected(_network(graph, "provinces"))
    network.remove_nodes_from([node for node in network if not network[node]])
    if not network:
        return []
    settings: dict[str, Any] = {"weight": "weight", "resolution": resolution}
    ordered = _largest_first(_run(networkx.community.louvain_communities, network, backend, seed=1, **settings))
    quality = float(networkx.community.modularity(network, [*map(set, ordered)], **settings))
    return [
        Member(node, _name(network, node), number, _inside(network, node, set(group)), quality)
        for number, group in enumerate(ordered, start=1)
        for node in group
    ]


def protocol_order(graph: Networked | networkx.Graph[str]) -> list[Rank]:
    """Persons by the order in which lists name them, the first named first.

    The score is that of SpringRank (De Bacco, Larremore and Moore 2018, Sci. Adv. 4, eaar8260): an edge from who is
    named before to who is named after is a spring of length one, its weight the spring's strength, and the scores are
    where the springs are at rest: they solve [D_out + D_in - (A + A^T)] s = d_out - d_in. A difference of one is about
    one step. Persons whom no chain of lists joins are of different components, and do not compare; the mean of each
    component is 0.

    Ranks change with posts: ask of a time (`graph.to_networkx("order", since=…, until=…)`). Members of one level are
    often listed by the strokes of their surnames, without a word of it: differences within a level may tell no more.
    """
    network: networkx.DiGraph[str] = networkx.DiGraph(_network(graph, "order", directed=True))
    parts = _largest_first(networkx.weakly_connected_components(network))
    return [rank for number, part in enumerate(parts, start=1) for rank in _ranks(network, part, number)]


def _ranks(network: networkx.DiGraph[str], part: list[str], number: int) -> Iterator[Rank]:
    scores = _springs(network, part)
    for rank, node in enumerate(sorted(part, key=lambda node: (-scores[node], node)), start=1):
        lists = float(network.out_degree(node, weight="weight") + network.in_degree(node, weight="weight"))
        yield Rank(node, _name(network, node), scores[node], rank, lists, number)


def _largest_first(groups: Iterable[Iterable[str]]) -> list[list[str]]:
    return sorted(map(sorted, groups), key=lambda group: (-len(group), group))


def _springs(network: networkx.Graph[str], nodes: list[str]) -> dict[str, float]:
    """The springs of one component at rest, by conjugate gradients, which need no matrix."""
    near: dict[str, dict[str, float]] = {node: {} for node in nodes}
    pull = dict.fromkeys(nodes, 0.0)
    for one in nodes:
        for other, data in network[one].items():
            weight = float(data.get("weight", 1.0))
            near[one][other] = near[one].get(other, 0.0) + weight
            near[other][one] = near[other].get(one, 0.0) + weight
            pull[one] += weight
            pull[other] -= weight
    total = {node: sum(near[node].values()) for node in nodes}

    def applied(values: Mapping[str, float]) -> dict[str, float]:
        return {n: total[n] * values[n] - sum(w * values[m] for m, w in near[n].items()) for n in nodes}

    scores = _solve(applied, pull)
    mean = sum(scores.values()) / len(scores)
    # what is below the precision of the solution would order persons by chance
    return {node: round(score - mean, 6) + 0.0 for node, score in scores.items()}


def _solve(
    applied: Callable[[Mapping[str, float]], dict[str, float]], right: Mapping[str, float], precision: float = 1e-10
) -> dict[str, float]:
    """Where `applied` gives `right`; it stands for a symmetric matrix without negative eigenvalues."""
    found = dict.fromkeys(right, 0.0)
    rest, way = dict(right), dict(right)
    size = start = _square(rest)
    for _ in range(10 * len(right) + 10):
        if size <= precision**2 * start:
            break
        step = applied(way)
        far = size / sum(way[n] * step[n] for n in way)
        found = {n: found[n] + far * way[n] for n in found}
        rest = {n: rest[n] - far * step[n] for n in rest}
        size, before = _square(rest), size
        way = {n: rest[n] + size / before * way[n] for n in way}
    return found


def _square(values: Mapping[str, float]) -> float:
    return sum(value * value for value in values.values())


def _network(graph: Networked | networkx.Graph[str], kind: str, directed: bool | None = None) -> networkx.Graph[str]:
    network = graph if isinstance(graph, networkx.Graph) else graph.to_networkx(kind)
    if network.is_multigraph() or (directed is not None and network.is_directed() != directed):
        raise AnalysisError(f"this measure needs the network that graph.to_networkx({kind!r}) gives")
    return network


def _run(measure: Callable[..., T], network: networkx.Graph[str], backend: str | None, **more: Any) -> T:
    """A measure of networkx, on the backend that is asked for if that has it.

    Raises `AnalysisError` where the backend is not installed.
    """
    try:
        return measure(network, backend=backend, **more) if backend else measure(network, **more)
    except ImportError as error:
        raise AnalysisError(
            f"networkx cannot use the backend {backend!r} ({error}); install it, or leave it out"
        ) from error
    except (NotImplementedError, networkx.NetworkXNotImplemented):
        # each backend has some measures only
        return measure(network, **more)


def _inside(network: networkx.Graph[str], node: str, group: set[str]) -> float:
    weights = {other: data["weight"] for other, data in network[node].items()}
    return float(sum(weight for other, weight in weights.items() if other in group) / sum(weights.values()))


def _name(network: networkx.Graph[str], node: str) -> str:
    return str(network.nodes[node].get("label", node))


def _finite(value: float) -> float | None:
    return float(value) if isfinite(value) else None
