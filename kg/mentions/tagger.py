"""A trained tagger of names: persons, places and bodies where lexicons and grammars know nothing.

A linear-chain CRF over characters, trained by `tools/train_tagger.py`; `ontology/models/` says on what.
"""

from __future__ import annotations

import gzip
import zlib
from functools import lru_cache
from pathlib import Path

import pycrfsuite

from kg import ontology
from kg.lexicon import load
from kg.mentions.surnames import surnames
from kg.mentions.words import cut, word_set
from kg.ontology import OntologyError

Words = list[tuple[int, int]]
MODEL = "models/names.crfsuite.gz"
_SHAPE = {**dict.fromkeys(range(0x30, 0x3A), "0"), **dict.fromkeys([*range(0x41, 0x5B), *range(0x61, 0x7B)], "A")}
_SPOTS = ("S", "BE", "BME")  # where a character stands in a word or name of one, two, three characters


def tag(text: str, words: Words | None = None) -> list[tuple[int, int, str, float]]:
    """The names in a folded text as (start, end, PER | LOC | ORG, probability), from left to right.

    `words` are those of the text if they are known already. The probability is that of the least sure of the name's
    characters. Raises `OntologyError` where the model cannot be read.

    >>> [(start, end, kind) for start, end, kind, _ in tag("村民李小芳说")]
    [(2, 5, 'PER')]
    """
    if not text:
        return []
    model = _model(ontology.folder())
    labels = model.tag(features(text, cut(text) if words is None else words))
    return [
        (start, end, kind, min(model.marginal(labels[at], at) for at in range(start, end)))
        for start, end, kind in spans(labels)
    ]


def spans(labels: list[str]) -> list[tuple[int, int, str]]:
    """The names that labels tell of, one for each character: B-PER M-PER E-PER, S-LOC or O.

    >>> spans(["O", "B-PER", "E-PER", "S-LOC"])
    [(1, 3, 'PER'), (3, 4, 'LOC')]
    """
    start, kind, found = 0, "", []
    for at, label in enumerate(labels):
        spot, _, told = label.partition("-")
        if spot in "BS":
            start, kind = at, told
        elif told != kind:
            kind = ""  # out of order: what was begun does not end
        if spot in "ES" and kind:
            found.append((start, at + 1, kind))
            kind = ""
    return found


class _Model(pycrfsuite.Tagger):  # type: ignore[misc]
    """A tagger that keeps its model: the library reads it where it lies, and does not hold on to it."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.open_inmemory(content)


@lru_cache(maxsize=2)
def _model(folder: Path) -> _Model:
    path = folder / MODEL
    try:
        # the checksum of the compression vouches for it: of a broken model the library would read wild
        return _Model(gzip.decompress(path.read_bytes()))
    except gzip.BadGzipFile as error:
        raise _none(path, error) from error
    except OSError as error:
        raise OntologyError(f"{path}: cannot be read ({error.strerror}); is --ontology a copy of ontology/?") from error
    except (EOFError, ValueError, zlib.error) as error:
        raise _none(path, error) from error


def _none(path: Path, error: Exception) -> OntologyError:
    return OntologyError(f"{path}: is no model ({error}); make it anew with tools/train_tagger.py")


def features(text: str, words: Words) -> list[list[str]]:
    """For each character of a folded text the features that the model knows it by: characters, words, lexicon entries around."""
    chars = f"^^{text.translate(_SHAPE)}$$"
    forms = ["^", *(text[start:end] for start, end in words), "$"]
    spots = [
        (spot, str(min(len(word), 5)), before, word, after)
        for before, word, after in zip(forms, forms[1:], forms[2:], strict=False)
        for spot in _spots(len(word))
    ]
    known = surnames()
    named = ["s" if char in known else "S" for char in text]
    shape, marks = ["^", *(spot[0] for spot in spots), "$"], ["^", *_marks(text, words), "$"]
    around = zip(
        chars, chars[1:], chars[2:], chars[3:], chars[4:], named, spots, shape, shape[2:], marks, marks[1:], marks[2:],
        strict=False,
    )  # fmt: skip
    return [
        [
            "a" + a, "b" + b, "c" + c, "d" + d, "e" + e, "f" + a + b, "g" + b + c, "h" + c + d, "i" + d + e, "j" + b + d,
            "k" + b + c + d, "l" + a + b + c, "m" + c + d + e, s, "p" + p + n, "r" + p + p0 + p1,
            "u" + p + after, "v" + p + before, "w" + p + word, "x" + m, "y" + m0 + m, "z" + m + m1,
        ]
        for a, b, c, d, e, s, (p, n, before, word, after), p0, p1, m0, m, m1 in around
    ]  # fmt: skip


@lru_cache(maxsize=64)
def _spots(length: int) -> str:
    return _SPOTS[length - 1] if length < 4 else f"B{'M' * (length - 2)}E"


def _marks(text: str, words: Words) -> list[str]:
    """For each character the kind of the lexicon entry or listed word that it is part of, and where in it."""
    marks = ["-"] * len(text)
    kinds = _word_kinds()
    for start, end in words:
        if kind := kinds.get(text[start:end]):
            marks[start:end] = [kind + spot for spot in _spots(end - start)]
    for start, end, kind in load().longest(text):
        marks[start:end] = [kind + spot for spot in _spots(end - start)]
    return marks


@lru_cache(maxsize=1)
def _word_kinds() -> dict[str, str]:
    kinds = dict.fromkeys(word_set("proper"), "N") | dict.fromkeys(surnames(), "S")
    kinds |= {row["head"]: "H" + row["class"][0] for row in ontology.table("heads")}
    return kinds | dict.fromkeys(word_set("titles"), "P")
