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
from kg.mentions.marks import end_of, start_of
from kg.mentions.node import Node
from kg.mentions.scene import Scene
from kg.rules.pattern import CODE, Coded, RuleError, codes_of

TOLD, SCHEDULED, CHANTED = "told", "scheduled", "chanted"
USUAL = (TOLD, SCHEDULED, "nominated")  # what rules state facts of that name no moods
_AHEAD = frozenset({"planned", "wished", "exhorted", CHANTED})
_CLAUSE_ENDS = "，。；！？— \u3000"
_QUOTES = (("“", "”"), ("《", "》"))
_STOP = re.compile("[。；！？—]")
_EVENT = codes_of("Event")
_DATED = re.compile(f"[^，。；！？{_EVENT[1:-1]}]*{_EVENT}{CODE['Time']}")
_CLASS = re.compile(r"\{(\w+)\}")

Moods = list[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Cue:
    """A word, perhaps with classes, that gives `mood` to what it reaches."""

    word: str
    mood: str
    reach: str
    not_after: tuple[str, ...] = ()
    in_names: bool = False

    @property
    def regex(self) -> re.Pattern[str]:
        """Compiled when a sentence first has its first character."""
        return _compiled(self.word)


_FORMULA = Cue("", CHANTED, "clause", in_names=True)


def moods(scene: Scene, coded: Coded, today: str) -> Moods:
    """The stretches (start, end, mood) of the coded sentence that have a mood; `today` is the article's day or empty."""
    past = [at for at, node in coded.nodes.items() if node.kind == "Time" and _is_past(node, today)]
    found = []
    for at, cue in (*_cues(scene, coded), *_formulas(scene, coded)):
        if not (cue.in_names and _names(coded.text, at)):
            start, end = _reached(coded.text, at, cue)
            ends = [day for day in past if at < day < end] if cue.mood in _AHEAD else []
            found.append((start, min(ends, default=end), cue.mood))
    return found


def _is_past(node: Node, today: str) -> bool:
    """Whether a time is a day gone by, or 日前."""
    return node.date is None or (len(node.date.start) == 10 and not node.date.end and node.date.start <= today)


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


def _names(text: str, at: int) -> bool:
    """Whether what begins at `at` is part of an event's name: 召开全面推进…大会, and with a day 助力…大会昨天召开."""
    clause = text[_opened(text, at) : at]
    return any(word in clause for word in ontology.words("held_or_attended")) or _DATED.match(text, at) is not None


def _reached(text: str, at: int, cue: Cue) -> tuple[int, int]:
    if cue.reach == "name":
        return at - 1, at
    start = at if cue.reach in {"clause", "sentence", "all"} else _opened(text, at)
    if cue.reach == "before":
        start = _opened(text, max(start - 1, 0))
    if cue.reach in {"sentence", "all"}:
        stop = (_STOP if cue.reach == "all" else _stop_or_others(os.fspath(ontology.folder()))).search(text, at)
        end = stop.start() if stop else len(text)
    else:
        end = end_of(text, at, _CLAUSE_ENDS)
    return start, _unquoted(text, at, end)


def _unquoted(text: str, at: int, end: int) -> int:
    """The end of what begins at `at`, no later than the quotation that holds it."""
    for opening, closing in _QUOTES:
        close = text.find(closing, at, end)
        if close >= 0 and text.rfind(opening, 0, at) > text.rfind(closing, 0, at):
            end = close
    return end


def _opened(text: str, at: int) -> int:
    return start_of(text, at, _CLAUSE_ENDS)


def _formulas(scene: Scene, coded: Coded) -> Iterator[tuple[int, Cue]]:
    for found in scene.phrases:
        if found.phrase.chanted:
            at = bisect_left(coded.offsets, found.start)
            if at not in coded.nodes and coded.offsets[at : at + 1] == [found.start]:  # else inside a name
                yield at, _FORMULA


@lru_cache(maxsize=2)
def _stop_or_others(folder: str) -> re.Pattern[str]:
    others = "|".join([CODE["People"], CODE["Meeting"], *ontology.words("moves_on")])
    return re.compile(f"{_STOP.pattern}|[，\\s](?={others})|(?={CODE['Time']}，)")


@lru_cache(maxsize=2)
def _by_start(folder: str) -> dict[str, list[Cue]]:
    """The words by their first character, the longest first."""
    result: dict[str, list[Cue]] = {}
    for row in ontology.settings("modality"):
        after = tuple(row.get("not_after", "").split())
        for word in row["words"].split():
            result.setdefault(word[0], []).append(
                Cue(word, row["mood"], row["reach"], after, row.get("in_names", False))
            )
    return {char: sorted(cues, key=lambda cue: -len(_source(cue.word))) for char, cues in result.items()}


def _source(word: str) -> str:
    return _CLASS.sub(lambda match: codes_of(match[1]), word)


@lru_cache(maxsize=4096)
def _compiled(word: str) -> re.Pattern[str]:
    try:
        return re.compile(_source(word))
    except re.error as error:
        raise RuleError(f"modality.yaml: the word {word!r} is malformed: {error}") from error
