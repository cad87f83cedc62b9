"""Short names that an article gives its firms: told in brackets (以下简称云岭重工), or the beginning of the full name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from kg import ontology
from kg.mentions.heads import PLACES
from kg.mentions.node import Node
from kg.mentions.scene import Scene
from kg.mentions.surnames import is_everyday

_LEAST = 4  # characters of a beginning that may stand for the whole
_NAMED = frozenset({"Enterprise", "Institution", "Organization", "Park", "CooperationZone", "Project"})


@dataclass(slots=True)
class Shorts:
    """The short names of one article: `names` tells the full name and class of each, or None where two begin so."""

    names: dict[str, tuple[str, str] | None] = field(default_factory=dict)

    def find(self, scene: Scene) -> None:
        """Add a node for each short name in the sentence that the sentences before have told of."""
        for short, full in self.names.items():
            if full is None or short not in scene.text:
                continue
            for match in re.finditer(re.escape(short), scene.text):
                _add(scene, match.start(), short, *full)

    def note(self, scene: Scene) -> None:
        """Keep in mind how the firms named in full in the sentence may be called."""
        for node in [n for n in scene.nodes if n.kind in _NAMED and not n.generic and n.finder == "grammar"]:
            if told := _told().match(scene.text, node.end):
                self._keep(told["short"], node)
            elif node.kind == "Enterprise" and (short := _beginning(scene, node)):
                self._keep(short, node)
        for node in scene.nodes:  # （以下简称云岭乳业） is told in the very sentence
            if node.finder == "grammar" and (full := self.names.get(node.name)) is not None:
                node.name, node.kind, node.finder = *full, "lexicon"

    def _keep(self, short: str, node: Node) -> None:
        full = (node.name, node.kind)
        self.names[short] = full if self.names.get(short, full) == full else None


def _add(scene: Scene, start: int, short: str, full: str, kind: str) -> None:
    rest = full[full.find(short) + len(short) :] if short in full else ""
    end = start + len(short)
    while rest and scene.text[end : end + 1] == rest[:1]:  # as far as it goes on like the full name
        end, rest = end + 1, rest[1:]
    whole = bool(short in full) and not rest
    if whole or start not in scene.borders or end not in scene.borders:
        return
    if not any(n.start < end and start < n.end and n.kind not in PLACES for n in scene.nodes):
        scene.nodes.append(Node(start, end, kind, full, "lexicon"))


def _beginning(scene: Scene, node: Node) -> str:
    """The first characters of a firm's own name, without its place; empty where they are common words (城市建设)."""
    if any(n.start == node.start and n.kind == "Country" for n in scene.nodes):
        return ""
    places = (n.end for n in scene.nodes if n.start == node.start and n.end < node.end and n.kind in PLACES)
    start = max(places, default=node.start)
    legal = max((tail for tail in ontology.words("legal_tails") if node.name.endswith(tail)), key=len, default="")
    own = scene.text[start : node.end - len(legal)] if legal else ""
    if len(own) < _LEAST or not own.isalpha():
        return ""
    first = scene.word_from(start)
    return "" if first and is_everyday(first) else own[:_LEAST]


@lru_cache(maxsize=1)
def _told() -> re.Pattern[str]:
    marks = ontology.any_of(ontology.words("called_in_short"))
    return re.compile(f"（(?:{marks})[：:]?[“‘]?(?P<short>[^“”‘’（），。；：]{{2,12}})[”’]?[）；，]")
