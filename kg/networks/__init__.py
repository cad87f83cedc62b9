"""Networks in the graph, as networkx has them: who was where with whom, which province deals with which.

Each is a projection of the facts. Nodes are entity ids with `label` and `kind`; an edge has its `weight`, the `first`
and `last` day of what it stands for, and the `evidence`, a sentence, and the `article` of the last of these (for
persons that no one sentence names, two of each, parted by `people.APART`). Events that
are only announced count for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import networkx

from kg.model import YutuError
from kg.networks.people import events, order, people, posts
from kg.networks.provinces import TIES, provinces, undirected
from kg.networks.told import Provinces, within
from kg.store import Store


class NetworkError(YutuError):
    """There is no such network, or none by such ties."""


KINDS: dict[str, Callable[..., networkx.Graph[str]]] = {
    "people": people,
    "provinces": provinces,
    "posts": posts,
    "events": events,
    "order": order,
}


def project(
    store: Store, kind: str, *, since: str = "", until: str = "", ties: Sequence[str] = ()
) -> networkx.Graph[str]:
    """The network of this kind, of what happened from the day `since` to `until` (2021, 2021-05 or 2021-05-08).

    `people` are tied by events they both took part in, `provinces` by visits, zones, agreements and cooperation or by
    those of them in `ties`, `posts` join persons to their posts, `events` persons to events, and in `order` an edge
    leads from who is named first in a list to who follows. Raises `NetworkError` for what is none of these, and
    `CatalogueError` for what is no date.
    """
    if kind == "facts":
        raise NetworkError(f"the network of facts is whole; a time and ties are for {', '.join(KINDS)}")
    if kind not in KINDS:
        raise NetworkError(f"there is no network {kind!r}; there are facts, {', '.join(KINDS)}")
    if odd := [tie for tie in ties if tie not in TIES]:
        raise NetworkError(f"provinces are not tied by {odd[0]!r}; they are by {', '.join(TIES)}")
    if ties and kind != "provinces":
        raise NetworkError(f"ties are for provinces; {kind} has one kind of tie")
    within("", since, until)  # a bound that is no date is said, also where nothing is told
    if kind == "provinces":
        return provinces(store, since=since, until=until, ties=ties or TIES)
    return KINDS[kind](store, since=since, until=until)


__all__ = [
    "KINDS",
    "TIES",
    "NetworkError",
    "Provinces",
    "events",
    "order",
    "people",
    "posts",
    "project",
    "provinces",
    "undirected",
    "within",
]
