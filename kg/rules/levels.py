"""At which level a zone is recognised, where the text says so: 国家级高新区——云岭高新区, 云岭开发区升级为国家级经开区."""

from __future__ import annotations

import re
from functools import lru_cache

from kg import ontology
from kg.mentions.heads import ZONES
from kg.mentions.node import Node
from kg.mentions.scene import Scene
from kg.model import Literal
from kg.rules.link import Linker


def grade(scene: Scene, linker: Linker) -> None:
    """State the level of each zone of the sentence that it tells."""
    for node in scene.nodes:
        if node.kind in ZONES and node.ref and not node.generic and (level := told_level(scene.text, node)):
            linker.book.state(node.ref, "level", Literal(level, "langString"), scene.sentence.span, "level-of-zone")


def told_level(text: str, node: Node) -> str:
    """The level that stands before the zone's name, with or without its kind, or that it is said to have got."""
    before, after = _before().search(text, 0, node.start), _after().match(text, node.end)
    return before["level"] if before else after["level"] if after else ""


@lru_cache(maxsize=1)
def _before() -> re.Pattern[str]:
    heads = "|".join(re.escape(row["head"]) for row in ontology.table("heads") if row["class"] == "Park")
    return re.compile(f"(?P<level>{ontology.any_of(ontology.words('zone_levels'))})(?:{heads})?[—“]{{0,2}}\\Z")


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    gained, counts, levels = (
        ontology.any_of(ontology.words(name)) for name in ("level_gained", "level_counts", "zone_levels")
    )
    return re.compile(f"”?(?:{gained})(?:{counts})*(?P<level>{levels})")
