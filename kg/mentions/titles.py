"""The titles of posts, as titles.tsv lists them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg import ontology


@dataclass(frozen=True, slots=True)
class Title:
    """A row of titles.tsv."""

    text: str
    level: str
    whole: str
    use: str
    holders: frozenset[str]


@lru_cache(maxsize=1)
def titles() -> dict[str, Title]:
    """The titles by their text."""
    return {
        r["title"]: Title(r["title"], r["level"], r["whole"], r["use"], frozenset(r["holders"].split()))
        for r in ontology.table("titles")
    }
