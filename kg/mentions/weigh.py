"""How what several finders say of one sentence becomes one reading of it.

Each finder sees what those before it have found: documents in 《》, listed names, times, bodies, names by their heads, posts,
people. Of two that overlap, the longer name counts, and what stands inside it is kept there; of two that cross, the longer.
The tagger comes last and only fills what the others leave open: it takes nothing from them, and what they have read as a post,
a person, a time or an event is no part of its names.
"""

from __future__ import annotations

from kg.mentions.heads import EVENTS
from kg.mentions.node import Node
from kg.mentions.scene import Scene

_CLOSED = EVENTS | {"Post", "People", "Time"}


def settle_divisions(scene: Scene) -> None:
    """Drop divisions that cross a longer listed name (长沙 beside 省长), keep those inside it."""
    scene.nodes = [
        n
        for n in scene.nodes
        if not any(
            (o.start < n.start < o.end < n.end or n.start < o.start < n.end < o.end)
            and o.end - o.start >= n.end - n.start
            for o in scene.nodes
            if o is not n
        )
    ]


def settle(scene: Scene) -> None:
    """Keep the longest of overlapping nodes on top, put those inside under it, drop those that only cross."""
    kept: list[Node] = []
    for node in sorted(scene.nodes, key=lambda n: (n.start - n.end, n.start, n.kind)):
        over = next((k for k in kept if k.start < node.end and node.start < k.end), None)
        if over is None:
            kept.append(node)
        elif over.start <= node.start and node.end <= over.end and (over.start, over.end) != (node.start, node.end):
            _tuck(over, node)
    scene.nodes = sorted(kept, key=lambda n: n.start)


def _tuck(over: Node, node: Node) -> None:
    if over.kind == "People" and any(m.start < node.end and node.start < m.end for m in over.members):
        return
    for inner in over.inner:
        if inner is node:
            return
        if inner.start <= node.start and node.end <= inner.end:
            if (inner.start, inner.end) != (node.start, node.end):
                _tuck(inner, node)
            return
        if inner.start < node.end and node.start < inner.end:
            return
    over.inner.append(node)
    over.inner.sort(key=lambda n: n.start)


def is_silent(scene: Scene, start: int, end: int) -> bool:
    """Whether all finders so far have nothing to say of `text[start:end]` as a whole: at most parts of it are read, as names."""
    return not any(_speaks(node, start, end) for node in scene.nodes if node.start < end and start < node.end)


def _speaks(node: Node, start: int, end: int) -> bool:
    inside = start <= node.start and node.end <= end and node.end - node.start < end - start
    return not inside or node.kind in _CLOSED


def unread(scene: Scene) -> bytearray:
    """For each character 1 where no finder has read anything."""
    free = bytearray(b"\1") * len(scene.text)
    for node in scene.nodes:
        free[node.start : node.end] = bytes(node.end - node.start)
    return free
