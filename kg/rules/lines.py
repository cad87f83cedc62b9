"""What a line joins: the divisions whose letters, names or listed codes its name holds (渝昆高铁, 宁夏至湖南输电工程)."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from kg import ontology
from kg.lexicon import Division
from kg.mentions.heads import DIVISIONS
from kg.mentions.node import Node
from kg.mentions.words import word_set
from kg.rules.link import Linker


def line_ends(node: Node, linker: Linker) -> list[str]:
    """The ids of the divisions that the line joins; empty where nothing tells."""
    return _joined_ends(node) or _lettered_ends(node, linker) or _listed_ends(node, linker)


def _joined_ends(node: Node) -> list[str]:
    """宁夏至湖南|输电工程: the divisions between which a word or a dash stands."""
    places = [n for n in node.inner if n.kind in DIVISIONS and n.ref]
    found: list[str] = []
    for one, other in pairwise(places):
        if node.name[one.end - node.start : other.start - node.start] in word_set("from_to"):
            found += [one.ref, other.ref]
    return list(dict.fromkeys(found))


def _lettered_ends(node: Node, linker: Linker) -> list[str]:
    """渝昆高铁, 深中通道: the letters before the head stand for places, if the article names one for each."""
    head = max((h for h in word_set("line_heads") if node.name.endswith(h)), key=len, default="")
    letters = node.name[: len(node.name) - len(head)]
    if not head or not 2 <= len(letters) <= 4:
        return []
    found = []
    for letter in letters:
        codes = {d.code for _, d in linker.memory.divisions if _is_letter_of(letter, d)}
        if len(codes) != 1:
            return []
        found.append(f"division/{codes.pop()}")
    return found if len(set(found)) == len(found) else []


def _is_letter_of(letter: str, division: Division) -> bool:
    """Whether a line's name may stand for the division by the letter: a province by its sign, a city by its name's."""
    if letter in word_set("city_signs") and division.code in signs().get(letter, ()):
        return True
    vague = division.kind == "Province" and letter in word_set("vague_letters")  # 广 of 广深 is Guangzhou
    return division.kind in {"Province", "Prefecture"} and not vague and letter in _short(division)


def _short(division: Division) -> str:
    return division.short[0][:2] if division.short else ""


@lru_cache(maxsize=2)
def signs(kind: str = "province") -> dict[str, list[str]]:
    """The divisions that a single letter stands for, by codes: 湘; of kind `weak`, those that are common characters too."""
    rows = ontology.table("abbreviations")
    return {r["form"]: r["codes"].split() for r in rows if r["kind"] == kind and len(r["form"]) == 1}


def _listed_ends(node: Node, linker: Linker) -> list[str]:
    """The divisions that the gazetteer says a line joins, of those that the article names; none where it names but one."""
    if node.finder != "lexicon":
        return []
    named = {d.code for _, d in linker.memory.divisions}
    found = [
        f"division/{code}" for e in linker.lexicon.listed_as(node.name)[:1] for code in e.code.split() if code in named
    ]
    return found if len(found) > 1 else []
