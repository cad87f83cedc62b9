"""Whether a graph keeps the shapes of `ontology/shapes.ttl`: what a build's summary and `kg check` tell.

The shapes are standard SHACL, so that any SHACL engine can run them; `kg.shapes` makes queries of them, which the store
answers in a fraction of the time that going from node to node takes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pyoxigraph

from kg import ontology, shapes
from kg.axioms import select
from kg.questions import Term, plain, short
from kg.shapes import SEVERITIES, Check
from kg.store import Store

KEPT = 1000  # results of one constraint; those beyond are only counted


@dataclass(frozen=True)
class Result:
    """One node that breaks one constraint: `value` is the value to blame, where there is one.

    `severity` is Violation, Warning or Info; `path` is written as in SPARQL; `messages` are by language.
    """

    severity: str
    focus: Term
    shape: str
    path: str
    value: Term | None
    messages: dict[str, str] = field(hash=False)


@dataclass(frozen=True)
class Report:
    """What a check found: `results` shape by shape, `counts` by severity, also of those beyond `KEPT`."""

    results: tuple[Result, ...]
    counts: dict[str, int] = field(hash=False)

    @property
    def conforms(self) -> bool:
        """Whether there is no violation; a warning is none."""
        return not self.counts.get(SEVERITIES[0])

    def lines(self, language: str = "en", *, most: int = 20) -> list[str]:
        """The results as lines to print, the gravest first: `most` of each severity, and a line for those beyond."""
        told: list[str] = []
        for severity in SEVERITIES:
            chosen = [result for result in self.results if result.severity == severity][:most]
            told += [_line(result, language) for result in chosen]
            if more := self.counts.get(severity, 0) - len(chosen):
                told.append(f"{severity}: and {more:,} more")
        return told


def check(store: Store) -> Report:
    """Hold what is stated (the default graph) against the shapes of the ontology folder in use.

    Raises `ShapeError` when the shapes cannot be read or use SHACL that is not known here.
    """
    results: list[Result] = []
    counts: Counter[str] = Counter()
    probes: dict[str, bool] = {"": True}
    for each in shapes.load(ontology.folder()):
        if each.probe not in probes:
            probes[each.probe] = bool(store.inner.query(each.probe))
        found = list(_run(store, each, counts)) if probes[each.probe] else []
        results += sorted(found, key=lambda result: (str(result.focus), str(result.value)))
    return Report(tuple(results), dict(counts))


def _run(store: Store, each: Check, counts: Counter[str]) -> Iterator[Result]:
    for place, row in enumerate(select(store.inner, each.query)):
        counts[each.severity] += 1
        if place < KEPT:
            messages = {language: _filled(text, row) for language, text in each.messages.items()}
            yield Result(each.severity, row["this"], each.shape, each.path, row["value"], messages)


def _filled(message: str, row: pyoxigraph.QuerySolution) -> str:
    """The message with {?name} replaced by what the query found for it."""
    return re.sub(r"\{[?$](\w+)\}", lambda match: plain(row[match[1]]), message)


def _line(result: Result, language: str) -> str:
    message = result.messages.get(language) or next(iter(result.messages.values()), "")
    value = "" if result.value in (None, result.focus) else f" ({short(result.value)})"
    text = f"{result.severity}: {short(result.focus)}: {message}{value} [{result.shape}]"
    # texts of pages may hold what a terminal would obey
    safe = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text[:400])
    return safe if len(text) <= 400 else safe + "…"
