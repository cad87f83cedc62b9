"""How what a sentence tells stands to what is so: told, scheduled, planned, wished, exhorted, supposed, denied, chanted.

The words that give a mood, and how far it reaches, stand in `ontology/modality.yaml`; formulas in `lexicon/phrases.tsv`.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg import ontology
from kg.mentions.scene import Scene
from kg.rules.pattern import CODE, Coded, RuleError, codes_of

TOLD, SCHEDULED, CHANTED = "told", "scheduled", "chanted"
_CLAUSE_ENDS = "，。；！？ \u3000"
_STOP = re.compile("[。；！？]")
_STOP_OR_OTHERS = re.compile(f"[。；！？]|[，\\s](?={CODE['People']})|(?={CODE['Time']}，)")
_CLASS = re.compile(r"\{(\w+)\}")

Moods = list[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that gives `mood` to what it reaches."""

    regex: re.Pattern[str]
    mood: str
    reach: str
    not_after: tuple[str, ...]


def moods(scene: Scene, coded: Coded) -> Moods:
    """The stretches (start, end, mood) of the coded sentence that have a mood."""
    found = [_reached(coded.text, at, cue) for at, cue in _cues(scene, coded)]
    return found + list(_chanted(scene, coded))


def moods_at(stretches: Moods, places: Iterable[int]) -> frozenset[str]:
    """The moods of what stands at these places of the coded sentence; `told` where there is none.

    >>> sorted(moods_at([(0, 4, "wished"), (3, 9, "denied")], [3, 12]))
    ['denied', 'wished']
    """
    found = frozenset(mood for place in places for start, end, mood in stretches if start <= place < end)
    return found or frozenset({TOLD})


def _cues(scene: Scene, coded: Coded) -> Iterator[tuple[int, Cue]]:
    by_start = _by_start(os.fspath(ontology.folder()))
    for at, char in enumerate(coded.text):
        if char in by_start and coded.offsets[at] in scene.borders:
            for cue in by_start[char]:
                if (match := cue.regex.match(coded.text, at)) and _is_border(scene, coded, match.end()):
                    if not coded.text.endswith(cue.not_after, 0, at):
                        yield at, cue
                    break


def _is_border(scene: Scene, coded: Coded, at: int) -> bool:
    return at >= len(coded.offsets) or coded.offsets[at] in scene.borders


def _reached(text: str, at: int, cue: Cue) -> tuple[int, int, str]:
    start = at if cue.reach in {"clause", "sentence", "all"} else _opened(text, at)
    if cue.reach == "before":
        start = _opened(text, max(start - 1, 0))
    if cue.reach in {"sentence", "all"}:
        stop = (_STOP if cue.reach == "all" else _STOP_OR_OTHERS).search(text, at)
        end = stop.start() if stop else len(text)
    else:
        end = _closed(text, at)
    return start, _unquoted(text, at, end), cue.mood


def _unquoted(text: str, at: int, end: int) -> int:
    """The end of what begins at `at`, no later than the quotation that holds it."""
    close = text.find("”", at, end)
    return close if close >= 0 and text.rfind("“", 0, at) > text.rfind("”", 0, at) else end


def _opened(text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) for mark in _CLAUSE_ENDS) + 1


def _closed(text: str, at: int) -> int:
    return min((end for end in (text.find(mark, at) for mark in _CLAUSE_ENDS) if end >= 0), default=len(text))


def _chanted(scene: Scene, coded: Coded) -> Iterator[tuple[int, int, str]]:
    for found in scene.phrases:
        if found.phrase.chanted:
            at = bisect_left(coded.offsets, found.start)
            if at not in coded.nodes and coded.offsets[at : at + 1] == [found.start]:  # else inside a name
                yield at, _unquoted(coded.text, at, _closed(coded.text, at)), CHANTED


@lru_cache(maxsize=2)
def _by_start(folder: str) -> dict[str, list[Cue]]:
    """The words by their first character, the longest first."""
    result: dict[str, list[Cue]] = {}
    for row in ontology.settings("modality"):
        after = tuple(row.get("not_after", "").split())
        for word in row["words"].split():
            result.setdefault(word[0], []).append(Cue(_compiled(word), row["mood"], row["reach"], after))
    return {char: sorted(cues, key=lambda cue: -len(cue.regex.pattern)) for char, cues in result.items()}


def _compiled(word: str) -> re.Pattern[str]:
    try:
        return re.compile(_CLASS.sub(lambda match: codes_of(match[1]), word))
    except re.error as error:
        raise RuleError(f"modality.yaml: the word {word!r} is malformed: {error}") from error
