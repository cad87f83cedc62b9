"""Word borders of a sentence, from jieba, and the word lists as sets."""

from __future__ import annotations

import logging
import marshal
import os
import tempfile
from functools import lru_cache
from pathlib import Path

import jieba

from kg import ontology

jieba.setLogLevel(logging.WARNING)


class _Tokenizer(jieba.Tokenizer):  # type: ignore[misc]
    """jieba's tokenizer, reading its own cache of the dictionary in one go, which takes a third of the time."""

    initialized: bool

    def initialize(self, dictionary: str | None = None) -> None:
        """Load the dictionary from the cache that jieba wrote, if it is there and newer than the dictionary."""
        if self.initialized:
            return
        cache = Path(tempfile.gettempdir()) / "jieba.cache"
        try:
            if cache.stat().st_mtime > os.path.getmtime(Path(jieba.__file__).parent / "dict.txt"):
                self.FREQ, self.total = marshal.loads(cache.read_bytes())
                self.initialized = True
                return
        except (OSError, ValueError, EOFError, TypeError):
            pass  # no cache, or a broken one: jieba makes it anew
        super().initialize(dictionary)


_tokenizer = _Tokenizer()


def cut(text: str) -> list[tuple[int, int]]:
    """The words of `text` as (start, end); together they cover it.

    >>> cut("ab")
    [(0, 2)]
    """
    return [(start, end) for _, start, end in _tokenizer.tokenize(text, HMM=False)]


def words_of(text: str) -> list[str]:
    """The words of `text`."""
    return [text[start:end] for start, end in cut(text)]


def frequency(word: str) -> int:
    """How often the dictionary's corpus has the word; 0 for what is none."""
    _tokenizer.check_initialized()
    return int(_tokenizer.FREQ.get(word) or 0)


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
