"""Short texts read as the body of an article, and what was found told in names."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from kg.lexicon import load
from kg.mentions.article import read_mentions
from kg.mentions.node import Node
from kg.model import Article, Literal, Part, Piece
from kg.rules import Explanation, explain

DAY = dt.date(2021, 5, 7)


@lru_cache(maxsize=1024)
def read(text: str, *, date: dt.date | None = DAY, province: str = "", paper: str = "") -> Explanation:
    """What `kg try` shows of the text."""
    return explain(text, date=date, province=province, paper=paper)


def article(text: str, *, date: dt.date | None = DAY) -> Article:
    """The text as an article with a body and nothing else."""
    return Article(
        "try", "", date, "", "", "", "", text, "try", (Part("body", 0, len(text)),), (Piece(0, 0, len(text)),)
    )


def nodes(text: str, *, date: dt.date | None = DAY) -> list[Node]:
    """The mentions of the text as they are found, before anyone asks whom or what they mean."""
    return [node for scene in read_mentions(article(text, date=date), load()).scenes for node in scene.nodes]


def facts(text: str, *properties: str, date: dt.date | None = DAY, province: str = "") -> set[str]:
    """The facts of these properties, each as `subject property object` in names and values."""
    found = read(text, date=date, province=province)
    names = {e.id: e.name for e in found.entities}
    return {
        f"{names.get(f.subject, f.subject)} {f.property} "
        f"{f.object.value if isinstance(f.object, Literal) else names.get(f.object, f.object)}"
        for f in found.facts
        if not properties or f.property in properties
    }


def posts(text: str, *, province: str = "") -> str:
    """Who holds what, as `NAME POST、POST；NAME POST`; 原 before a post that was held before."""
    held: dict[str, list[str]] = {}
    for told in facts(text, "holds", "formerlyHeld", province=province):
        person, name, post = told.split(maxsplit=2)
        held.setdefault(person, []).append("原" * (name == "formerlyHeld") + post)
    return "；".join(f"{person} {'、'.join(sorted(held[person]))}" for person in sorted(held))


def sorted_posts(wanted: str) -> str:
    """The notation of `posts` in its order, so that a table may be written in the order of the text."""
    people = [one.split(" ", 1) for one in wanted.split("；") if one]
    return "；".join(f"{name} {'、'.join(sorted(held.split('、')))}" for name, held in sorted(people))
