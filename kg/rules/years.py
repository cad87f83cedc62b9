"""Of which year a sentence tells, for divisions that came and went."""

from __future__ import annotations

from kg import ontology
from kg.mentions.node import Node
from kg.mentions.scene import Scene

_CLOSES = frozenset("；。！？")


def past_year(node: Node, scene: Scene, year: int) -> int | None:
    """The year before `year` of which the sentence tells at `node`, by the date before it; None if it tells of the present.

    A date from which something goes on (2005年以来) tells of the present.
    """
    times = [n for n in scene.nodes if n.kind == "Time" and n.date and n.end <= node.start]
    last = max(times, key=lambda n: n.end, default=None)
    if last is None or last.date is None or _CLOSES & {*scene.text[last.end : node.start]}:
        return None
    if scene.text.startswith(ontology.words("since_marks"), last.end):
        return None
    told = int((last.date.end or last.date.start)[:4])
    return told if told < year else None


def is_bygone(node: Node, scene: Scene) -> bool:
    """Whether the text says that the place is no more, or was so: 原|章丘市, 撤销|章丘市."""
    return scene.text.endswith(ontology.words("bygone_marks"), 0, node.start)
