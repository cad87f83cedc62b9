"""Sets of labelled sentences: what is found in each sentence alone, held against the labels, span by span.

Three forms are read: a character and its label on each line and an empty line between sentences (`B-LOC I-LOC O`, also
with `M E S`), words with labels (`word/label word/label`), and JSON lines (`{"text": …, "label": {label: {form:
[[first, last]]}}}`). A span is right where both ends and the label are. `ontology/labelled.yaml` says which of our classes
a label means.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from kg import ontology
from kg.evaluate.result import Difference, Result
from kg.mentions.node import Node
from kg.model import Article, YutuError

Label = tuple[int, int, str]
_T = TypeVar("_T")
_COLUMNS = re.compile(r"(\S)[ \t]+([BIMES]-\S+|O)$")
_WORD = re.compile(r"(.*?)/([a-z]{1,4})(?:\s+|$)")
NOTE = (
    "Sets mark places inside names of bodies, or split what we read as one name; posts are "
    "compared by their titles alone. What we leave to the page around a sentence (who is named by a surname, whose paper it is) is missed."
)


class LabelledError(YutuError):
    """A file that is no set of labelled sentences."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence with its labels, (start, end, label) each."""

    text: str
    labels: frozenset[Label]


def read_set(path: Path) -> Iterator[Labelled]:
    """The sentences of a labelled set. Raises `LabelledError` for other files, with the line that is none."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise LabelledError(
            f"{path}: cannot be read ({getattr(error, 'strerror', '') or 'it is not UTF-8'})"
        ) from error
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "")
    reader = _of_json if first.startswith("{") else _of_columns if _COLUMNS.match(first) else _of_words
    try:
        yield from reader(lines)
    except ValueError as error:
        raise LabelledError(f"{path}: is no set of labelled sentences ({str(error)[:100]})") from error


def _of_json(lines: Iterable[str]) -> Iterator[Labelled]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _told(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise ValueError(f"line {number}: {line[:40]!r} has no text with labels") from error


def _told(told: dict[str, Any]) -> Labelled:
    labels = [
        (first, last + 1, label)
        for label, forms in told["label"].items()
        for places in forms.values()
        for first, last in places
    ]
    if not isinstance(told["text"], str) or any(not 0 <= start < end <= len(told["text"]) for start, end, _ in labels):
        raise ValueError("a label lies outside of its text")
    return Labelled(told["text"], frozenset(labels))


def _of_columns(lines: Iterable[str]) -> Iterator[Labelled]:
    chars: list[tuple[str, str]] = []
    for number, line in enumerate([*lines, ""], 1):
        if match := _COLUMNS.match(line):
            chars.append((match[1], match[2]))
        elif line.strip():
            raise ValueError(f"line {number}: {line[:40]!r} is no character with its label")
        elif chars:
            yield Labelled("".join(char for char, _ in chars), frozenset(_spans([tag for _, tag in chars])))
            chars = []


def _spans(tags: list[str]) -> Iterator[Label]:
    """The spans of BIO, BMES or BIOES tags: each begins at B or S, and at a tag of another label than before.

    >>> list(_spans(["B-a", "I-a", "O", "S-a", "B-b", "E-b"]))
    [(0, 2, 'a'), (3, 4, 'a'), (4, 6, 'b')]
    """
    start = 0
    for at, tag in enumerate(tags, 1):
        following = tags[at] if at < len(tags) else "O"
        if following[:1] in "OBS" or following[2:] != tag[2:]:
            if tag != "O":
                yield start, at, tag[2:]
            start = at


def _of_words(lines: Iterable[str]) -> Iterator[Labelled]:
    for number, line in enumerate(lines, 1):
        text, labels = "", set()
        for match in _WORD.finditer(line):
            labels.add((len(text), len(text) + len(match[1]), match[2]))
            text += match[1]
        if line.strip() and not text:
            raise ValueError(
                f"line {number}: {line[:40]!r} is neither words with labels nor a character with its label"
            )
        if text:
            yield Labelled(text, frozenset(label for label in labels if label[2] != "o"))


class Meanings:
    """Which of the labels of a set each of our classes is compared with."""

    def __init__(self, used: Iterable[str]) -> None:
        self.label: dict[str, str] = {}
        labels = set(used)
        for row in ontology.settings("labelled")["types"]:
            for label in [name for name in row["labels"] if name in labels]:
                for kind in row["classes"]:
                    self.label.setdefault(kind, label)
        self.compared = set(self.label.values())
        self.left = sorted(labels - self.compared)

    def of(self, mentions: Iterable[Label]) -> set[Label]:
        """Mentions of our classes under the labels of the set: those that no other holds."""
        known = {(start, end, self.label[kind]) for start, end, kind in mentions if kind in self.label}
        return {one for one in known if not any(_holds(other, one) for other in known)}


def _holds(one: Label, other: Label) -> bool:
    return one[0] <= other[0] and other[1] <= one[1] and one[:2] != other[:2]


def score_set(path: Path, most: int = 0) -> Result:
    """How our reading of each sentence of a labelled set, or of `most` spread evenly over it, stands to its labels."""
    sentences = _spread(list(enumerate(read_set(path), 1)), most)
    meanings = Meanings(label for _, sentence in sentences for *_, label in sentence.labels)
    if not meanings.compared:
        raise LabelledError(
            f"{path}: has no label that labelled.yaml knows ({', '.join(meanings.left)[:100] or 'nor any'})"
        )
    left = f" Not compared: {', '.join(meanings.left)}." if meanings.left else ""
    result = Result(note=f"{len(sentences):,} sentences. {NOTE}{left}")
    for number, sentence in sentences:
        wanted = {label for label in sentence.labels if label[2] in meanings.compared}
        for table, reader in _READERS.items():
            found = meanings.of(reader(sentence.text))
            _count(result.tables[table], wanted, found)
            if table == "reading":
                result.differences += _differences(sentence.text, wanted, found, f"{path.stem}:{number}")
    return result


def _spread(items: list[_T], most: int) -> list[_T]:
    """Of a list `most`, at equal distances; all by default.

    >>> _spread([1, 2, 3, 4, 5], 2)
    [1, 3]
    """
    if not 0 < most < len(items):
        return items
    return [items[number * len(items) // most] for number in range(most)]


def _count(table: dict[str, Counter[str]], wanted: set[Label], found: set[Label]) -> None:
    for name, labels in (("wanted", wanted), ("found", found), ("right", wanted & found)):
        for *_, label in labels:
            table[label][name] += 1


def _differences(text: str, wanted: set[Label], found: set[Label], source: str) -> Iterator[Difference]:
    for sign, labels in (("-", wanted - found), ("+", found - wanted)):
        for start, end, label in sorted(labels):
            yield Difference(sign, "L", label, text[start:end], source, text)


def reading(text: str) -> Iterator[Label]:
    """The mentions that our reading of a text finds, by class; of a post its title alone."""
    from kg.lexicon import load
    from kg.mentions.article import read_mentions
    from kg.rules import explain

    for mention in explain(text).mentions:
        yield mention.span.start, mention.span.end, mention.kind
    article = Article("labelled", "", None, "", "", "", "", text, "")
    for scene in read_mentions(article, load()).scenes:
        for post in _posts(scene.nodes):
            length = len(post.parts.title) if post.parts and post.name.endswith(post.parts.title) else len(post.name)
            end = scene.sentence.span.start + post.end
            yield end - length, end, "Post"


def _posts(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        if node.kind == "Post":
            yield node
        yield from (post for member in node.members for post in member.posts)


def tagged(text: str) -> Iterator[Label]:
    """The names that the trained tagger alone finds in a text, under a class that stands for their kind."""
    from kg.mentions.tagger import tag
    from kg.read.fold import fold

    classes = {"PER": "Person", "LOC": "Region", "ORG": "Organization"}
    for start, end, kind, _ in tag(fold(text)):
        yield start, end, classes[kind]


_READERS: dict[str, Callable[[str], Iterable[Label]]] = {"reading": reading, "tagger": tagged}
