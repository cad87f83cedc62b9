"""Word borders of a sentence, from jieba, and the word lists as sets."""

from __future__ import annotations

import logging
import marshal
import os
import tempfile
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path

import jieba
import rjieba

from kg import ontology

jieba.setLogLevel(logging.WARNING)


_DICTIONARY = Path(jieba.__file__).parent / "dict.txt"


class _Tokenizer(jieba.Tokenizer):  # type: ignore[misc]
    """jieba's tokenizer with its dictionary and its cache, both read in one go: a third of the time at each start."""

    initialized: bool
    total: int
    FREQ: dict[str, int]

    def initialize(self, dictionary: str | None = None) -> None:
        """Load the dictionary, from the cache if there is one that is newer."""
        if self.initialized:
            return
        cache = Path(tempfile.gettempdir()) / "jieba.cache"
        self.FREQ, self.total = _cached(cache) or _dictionary()
        self.initialized = True
        if not cache.exists():
            _keep(cache, marshal.dumps((self.FREQ, self.total)))


def _cached(cache: Path) -> tuple[dict[str, int], int] | None:
    try:
        if cache.stat().st_mtime > _DICTIONARY.stat().st_mtime:
            frequencies, total = marshal.loads(cache.read_bytes())
            return frequencies, total
    except (OSError, ValueError, EOFError, TypeError):
        cache.unlink(missing_ok=True)  # broken: made anew
    return None


def _dictionary() -> tuple[dict[str, int], int]:
    """The words of jieba's dictionary with their frequencies, their beginnings with 0, and the sum, as jieba keeps them."""
    cells = _DICTIONARY.read_text("utf-8").split()
    counts = list(map(int, cells[1::3]))
    words = dict(zip(cells[0::3], counts, strict=True))
    beginnings = {word[:end] for word in words for end in range(1, len(word))}
    return words | dict.fromkeys(beginnings - words.keys(), 0), sum(counts)


def _keep(cache: Path, content: bytes) -> None:
    # another process may be writing the same: a file of one's own, moved into place
    try:
        handle, name = tempfile.mkstemp(dir=cache.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(name, cache)
    except OSError:
        pass  # no cache then: the next start takes a second longer


_tokenizer = _Tokenizer()


def cut(text: str) -> list[tuple[int, int]]:
    """The words of `text` as (start, end); together they cover it.

    They are those of `jieba.tokenize(text, HMM=False)`: rjieba cuts alike, with the same dictionary, many times as fast.

    >>> cut("ab c")
    [(0, 2), (2, 3), (3, 4)]
    """
    ends = list(accumulate(map(len, rjieba.cut(text, False)), initial=0))
    return list(pairwise(ends))


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
    if name == "deeds":
        return frozenset(row["deed"] for row in ontology.table("deeds"))
    if name == "verbs":
        return frozenset(row["verb"] for row in ontology.table("verbs"))
    return frozenset(ontology.words(name))
