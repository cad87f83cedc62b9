"""Words that point back (该市, 双方, 代表团) or to the paper's own division (我省)."""

from __future__ import annotations

import re
from functools import lru_cache

from kg import ontology
from kg.mentions.node import Node
from kg.mentions.scene import Scene
from kg.mentions.words import word_set


@lru_cache(maxsize=1)
def rows() -> dict[str, dict[str, str]]:
    """pronouns.tsv by form."""
    return {row["form"]: row for row in ontology.table("pronouns")}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile(ontology.any_of(rows()))


def find_pronouns(scene: Scene, *, things: bool) -> None:
    """Add a `generic` node for each such word that is no part of a longer name or word.

    Words for `things` (项目, 公司) are common nouns too and are read after all names.
    """
    for match in _pattern().finditer(scene.text):
        if any(n.start < match.end() and match.start() < n.end for n in scene.nodes):
            continue
        row = rows()[match[0]]
        if (row["kind"] == "thing") != things:
            continue
        alone = match.start() in scene.borders and match.end() in scene.borders
        if not alone or (row["kind"] == "thing" and _is_counted(scene.text, match.start())):
            continue
        if row["kind"] == "own" and scene.text[match.end() : match.end() + 1] in word_set("not_after_own"):
            continue
        scene.nodes.append(Node(match.start(), match.end(), _kind(row), match[0], "pronoun", generic=True))


def _kind(row: dict[str, str]) -> str:
    return row["class"] if row["kind"] != "pair" or row["class"] == "Government" else "Pair"


def _is_counted(text: str, start: int) -> bool:
    """Whether a count or a quality stands before it, so that it is a common noun: 28个项目, 重大项目."""
    return start > 0 and text[start - 1] not in "，。；：、（“" and text[start - 1] not in word_set("before_thing")
