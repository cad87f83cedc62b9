"""Who the parties of an agreement are that is told to be signed at a meeting: those who hold it (两镇召开联席会议。会上续签了《…公约》)."""

from __future__ import annotations

import re
from functools import lru_cache

from kg import ontology
from kg.mentions.heads import EVENTS
from kg.mentions.scene import Scene
from kg.rules.link import Linker

_RULE = "signed-at-meeting"


def add_parties(scene: Scene, linker: Linker) -> None:
    """State who the parties of the sentence's agreements are, where no rule has found any and two hold the meeting before."""
    book, evidence = linker.book, scene.sentence.span
    for node in (n for n in scene.nodes if n.kind == "Agreement" and n.ref and not book.objects(n.ref, "party")):
        holders = _holders(linker, evidence.start) if _signed().search(scene.text, 0, node.start) else []
        if len(holders) == 2:
            for holder in holders:
                book.state(node.ref, "party", holder, evidence, _RULE)
            book.state(holders[0], "cooperatesWith", holders[1], evidence, _RULE)


def _holders(linker: Linker, before: int) -> list[str]:
    """Who holds the last event that is told before the offset."""
    told = [f for f in linker.book.facts.values() if f.property == "organizer" and f.evidence.start < before]
    last = max(told, key=lambda f: f.evidence.start, default=None)
    kind = linker.book.entities[last.subject].kind if last else ""
    return linker.book.objects(last.subject, "organizer") if last and kind in EVENTS else []


@lru_cache(maxsize=1)
def _signed() -> re.Pattern[str]:
    at, sign = "|".join(ontology.words("occasions")), "|".join(ontology.words("sign"))
    return re.compile(f"(?:{at})[^，。；！？]{{0,6}}(?:{sign})\\Z")
