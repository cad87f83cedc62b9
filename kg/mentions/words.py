"""Word borders of a sentence, from jieba, and the word lists as sets."""

from __future__ import annotations

import marshal
import os
import tempfile
from functools import lru_cache
from importlib.util import find_spec
from itertools import accumulate, pairwise
from pathlib import Path

import rjieba

from kg import ontology


@lru_cache(maxsize=1)
def _frequencies() -> dict[str, int]:
    """The words of jieba's dictionary with their frequencies: from our cache if there is one that is newer."""
    dictionary, cache = _dictionary(), Path(tempfile.gettempdir()) / "yutu-words.cache"
    if (known := _cached(cache, dictionary)) is not None:
        return known
    cells = dictionary.read_text("utf-8").split()
    words = dict(zip(cells[0::3], map(int, cells[1::3]), strict=True))
    _keep(cache, marshal.dumps(words))
    return words


def _dictionary() -> Path:
    # importing jieba takes as long as all of our own modules, and only its dictionary is used here
    spec = find_spec("jieba")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "dict.txt"


def _cached(cache: Path, dictionary: Path) -> dict[str, int] | None:
    try:
        if cache.stat().st_mtime > dictionary.stat().st_mtime:
            known: dict[str, int] = marshal.loads(cache.read_bytes())
            return known
    except (OSError, ValueError, EOFError, TypeError):
        cache.unlink(missing_ok=True)  # broken: made anew
    return None


def _keep(cache: Path, content: bytes) -> None:
    # another process may be writing the same: a file of one's own, moved into place
    try:
        handle, name = tempfile.mkstemp(dir=cache.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(name, cache)
    except OSError:
        pass  # no cache then: the next start takes a second longer


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
    return _frequencies().get(word, 0)


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
