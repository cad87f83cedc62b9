"""What an evaluation gives: counts of right, found and wanted by class and property, and what differs, one by one."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from kg.built import Edge
from kg.model import Knowledge

Counts = dict[str, Counter[str]]


@dataclass(frozen=True, slots=True)
class Difference:
    """A miss (`sign` "-") or a false find ("+") of an entity (`kind` "E"), event ("EV"), relation ("R") or label ("L").

    `group` is the class or property, `text` names it. `quote` is the sentence of a false find, with the rule that found it
    and how sure it was; of a miss it is the sentence that names the most of it, which `perhaps` tells it, if not all.
    """

    sign: str
    kind: str
    group: str
    text: str
    source: str = ""
    quote: str = ""
    perhaps: bool = False
    rule: str = ""
    confidence: float | None = None

    @property
    def line(self) -> str:
        """The difference on one line."""
        return f"{self.sign} {self.kind} {self.text if self.kind in ('EV', 'R') else f'{self.group} {self.text}'}"

    @property
    def key(self) -> tuple[str, str, str, str]:
        """By which it is known in another run: what it is of which text."""
        return self.source, self.kind, self.group, self.text


@dataclass(frozen=True, slots=True)
class Judged:
    """What a text says, and of the triples and the nodes that gold speaks of whether they are right."""

    source: str
    knowledge: Knowledge
    right: dict[Edge, bool]
    named: dict[str, bool] = field(default_factory=dict)


@dataclass
class Result:
    """Counts of right, found and wanted in named tables (`entity`, `relation`; `reading`), and what differs."""

    tables: dict[str, Counts] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Counter)))
    differences: list[Difference] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)
    note: str = ""

    def __add__(self, other: Result) -> Result:
        note = self.note if self.note == other.note else self.note or other.note
        total = Result(differences=self.differences + other.differences, judged=self.judged + other.judged, note=note)
        for one in (self, other):
            for table, by_name in one.tables.items():
                for name, counts in by_name.items():
                    total.tables[table][name].update(counts)
        return total

    @property
    def notes(self) -> list[str]:
        """What differs, a line each."""
        return [difference.line for difference in self.differences]

    def figures(self) -> dict[str, dict[str, Any]]:
        """For each table precision, recall and F1, and under `TABLE_counts` the counts, `all` first, then by name."""
        result: dict[str, dict[str, Any]] = {}
        for table, by_name in self.tables.items():
            everything: Counter[str] = sum(by_name.values(), Counter())
            result[table] = {"all": ratio(everything), **{name: ratio(c) for name, c in sorted(by_name.items())}}
            result[f"{table}_counts"] = {
                "all": dict(everything),
                **{name: dict(c) for name, c in sorted(by_name.items())},
            }
        return result


def ratio(counts: Counter[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of counts of right, found and wanted; 0 where nothing was found or wanted."""
    precision = counts["right"] / counts["found"] if counts["found"] else 0.0
    recall = counts["right"] / counts["wanted"] if counts["wanted"] else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0
