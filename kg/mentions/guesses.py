"""Where lexicon and grammars are silent: names of persons that no title vouches for, and names that the grammars doubt.

Only clauses that may hold one are shown to the tagger. Its word is taken where it is sure and the name has the form of one;
what other finders have read, it does not change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.mentions.node import Node
from kg.mentions.persons import before_verb, name_at
from kg.mentions.scene import PUNCTUATION, Scene
from kg.mentions.surnames import has_surname, is_plain, is_surname, is_weak, surname_beginnings
from kg.mentions.tagger import tag
from kg.mentions.weigh import is_silent, unread
from kg.mentions.words import frequency, word_set

_SURE = 0.9  # less sure names are taken for none: a wrong person is worse than a missed one
_SUREST = 0.99  # a guess is never certain
_RARE = 60  # a word that the dictionary has more often is no name
_UNUSUAL = 300  # a word that may be a given name: 沈|志军
_FREQUENT = 90_000  # nor a character that is a word (大, 的) part of one
_CLAUSE = re.compile(r"[^，。；！？]+[，。；！？]*")


@dataclass(slots=True)
class Guesses:
    """What the tagger knows of a sentence beyond the other finders: `names` of persons by probability, `nodes` of the rest."""

    names: dict[str, float] = field(default_factory=dict)
    nodes: list[Node] = field(default_factory=list)


def guess(scene: Scene, known: frozenset[str]) -> Guesses:
    """The names in `scene` that lexicon and grammars do not know and the tagger is sure of; `known` persons are looked for later."""
    guesses, free = Guesses(), unread(scene)
    for name in known:
        for match in re.finditer(re.escape(name), scene.text) if name in scene.text else ():
            free[match.start() : match.end()] = bytes(len(name))
    for first, last in _clauses(scene, free):
        for start, end, kind, probability in tag(scene.text[first:last], scene.words_within(first, last)):
            start, end, sure = first + start, first + end, min(round(probability, 3), _SUREST)
            end = start + len(scene.text[start:end].rstrip())  # a column's blanks are no part of a name
            end -= end - start > 2 and before_verb(scene, end - 1)
            if kind != "PER":
                guesses.nodes += _doubted(scene, start, end, sure)
            elif sure >= _SURE and all(free[start:end]) and _is_full_name(scene.text[start:end]):
                guesses.names[scene.text[start:end]] = sure
    return guesses


def _clauses(scene: Scene, free: bytearray) -> Iterator[tuple[int, int]]:
    """The clauses in which there may be something to be guessed."""
    spots = list(_starts(scene, free)) + [start for start, _, _ in scene.doubts]
    for clause in _CLAUSE.finditer(scene.text) if spots else ():
        if any(clause.start() <= at < clause.end() for at in spots):
            yield clause.span()


def _is_full_name(name: str) -> bool:
    return has_surname(name) and name not in word_set("hardly_names") and not is_plain(name)


def _doubted(scene: Scene, start: int, end: int, sure: float) -> Iterator[Node]:
    """The node that a grammar has doubted and the tagger is sure of, as far as the tagger says."""
    name = scene.text[start:end]
    kind = next((kind for head, stop, kind in scene.doubts if stop == end and start < head), "")
    if not kind or sure < _SURE or not is_silent(scene, start, end):
        return
    if kind != "Village" or not frequency(name):  # 地球村 is a word, and so is the 村 of 中关村
        yield Node(start, end, kind, name, "tagger", confidence=sure)


def _starts(scene: Scene, free: bytearray) -> Iterator[int]:
    """Where a person's name may begin: at a surname before a character or two, or at a rare word that opens with one."""
    text = scene.text
    for (start, end), (_, after) in zip(scene.words, [*scene.words[1:], (0, 0)], strict=True):
        if text[start] not in surname_beginnings() or not free[start] or end - start == 2:
            continue
        alone = end - start == 1
        # 和, 向 are surnames too: what stands after them must be what follows names
        if (_may_split if alone else _may_be_whole)(text, start, end, after) and (
            not is_weak(text[start]) or name_at(scene, start) is not None
        ):
            yield start


def _may_split(text: str, start: int, end: int, after: int) -> bool:
    """Whether a surname that is a word by itself may stand before the rest of a name: 沈|砚秋, but hardly 沈|的."""
    rest = text[end:after]
    if not (is_surname(text[start]) or is_surname(text[start : start + 2])) or not rest.isalpha():
        return False
    if is_weak(text[start]) and start and not PUNCTUATION.match(text[start - 1]):
        return False
    return frequency(rest) <= (_FREQUENT if len(rest) == 1 else _UNUSUAL) and len(rest) < 3


def _may_be_whole(text: str, start: int, end: int, after: int) -> bool:
    return has_surname(text[start:end]) and frequency(text[start:end]) <= _RARE
