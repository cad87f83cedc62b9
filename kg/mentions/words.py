"""Word borders of a sentence, from jieba, and the word lists as sets."""

from __future__ import annotations

import logging
from functools import lru_cache

import jieba

from kg import ontology

jieba.setLogLevel(logging.WARNING)


def cut(text: str) -> list[tuple[int, int]]:
    """The words of `text` as (start, end); together they cover it.

    >>> cut("ab")
    [(0, 2)]
    """
    return [(start, end) for _, start, end in jieba.tokenize(text, HMM=False)]


@lru_cache(maxsize=64)
def word_set(name: str) -> frozenset[str]:
    """The word list `name` as a set."""
    if name == "titles":
        return frozenset(row["title"] for row in ontology.table("titles"))
    if name == "proper":
        return frozenset(row["word"] for row in ontology.table("proper"))
    if name == "verbs":
        return frozenset(row["verb"] for row in ontology.table("verbs"))
    return frozenset(ontology.words(name))
