"""Of which year a sentence tells, for divisions that came and went."""

from __future__ import annotations

from kg import ontology
from kg.mentions.node import Node
from kg.mentions.scene import Scene

_FIRST = 1981  # the table of divisions begins then
_CLOSES = frozenset("；。！？")


def year_told(node: Node, scene: Scene, year: int) -> int:
    """The year of which the sentence tells at `node`: that of the date before it if it is past, else that of the article.

    A date from which something goes on (2005年以来) tells of the present.
    """
    times = [n for n in scene.nodes if n.kind == "Time" and n.date and n.end <= node.start]
    last = max(times, key=lambda n: n.end, default=None)
    if last is None or last.date is None or _CLOSES & {*scene.text[last.end : node.start]}:
        return year
    if scene.text.startswith(ontology.words("since_marks"), last.end):
        return year
    told = int((last.date.end or last.date.start)[:4])
    return max(told, _FIRST) if told < year else year


def is_bygone(node: Node, scene: Scene) -> bool:
    """Whether the text says that the place is no more, or was so: 原|章丘市, 撤销|章丘市."""
    return scene.text.endswith(ontology.words("bygone_marks"), 0, node.start)
