"""Whether a graph keeps the shapes of `ontology/shapes.ttl`: what a build's summary and `kg check` tell.

The shapes are standard SHACL, so that any SHACL engine can run them; `kg.shapes` makes queries of them, which the store
answers in a fraction of the time that going from node to node takes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice

import pyoxigraph
from pyoxigraph import Quad, QuerySolution, Triple

from kg import ontology, reach, shapes
from kg.axioms import select
from kg.questions import Term, plain, short
from kg.reach import Path, Walk
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
    """What a check found: `results` shape by shape, `counts` by severity, also of those beyond `KEPT`.

    `checked` is how many nodes were looked at, where it was not all.
    """

    results: tuple[Result, ...]
    counts: dict[str, int] = field(hash=False)
    checked: int | None = None

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


def check(store: Store, changed: Collection[Triple] | None = None) -> Report:
    """Hold what is stated (the default graph) against the shapes of the ontology folder in use.

    Where the triples are given that came to the default graph or went from it, only nodes are looked at of which a
    shape might say something else than before; a constraint whose reach cannot be told is held against all.
    Raises `ShapeError` when the shapes cannot be read or use SHACL that is not known here.
    """
    checks = shapes.load(ontology.folder())
    if changed is None:
        return _report(_found(store.inner, checks))
    near = [each for each in checks if reach.paths(each.query) is not None and reach.paths(each.target) is not None]
    part = _Part(store.inner, changed, near)
    found = _found(part.inner, near, part.nodes), _found(store.inner, [each for each in checks if each not in near])
    return replace(_report(chain.from_iterable(found)), checked=len(set().union(*part.nodes.values())))


def _report(found: Iterable[tuple[Check, Iterator[QuerySolution]]]) -> Report:
    counts: Counter[str] = Counter()
    results: list[Result] = []
    for check, rows in found:
        told = [_result(check, row) for row in islice(rows, KEPT)]
        results += sorted(told, key=lambda result: (str(result.focus), str(result.value)))
        counts[check.severity] += len(told) + sum(1 for _ in rows)
    return Report(tuple(results), dict(+counts))


def _found(
    inner: pyoxigraph.Store, checks: Iterable[Check], nodes: dict[Check, set[Term]] | None = None
) -> Iterator[tuple[Check, Iterator[QuerySolution]]]:
    """What each constraint finds, of these nodes only if they are given."""
    probes: dict[str, bool] = {"": True}
    for each in checks:
        if nodes is not None and not nodes[each]:
            continue
        if each.probe not in probes:
            probes[each.probe] = bool(inner.query(each.probe))
        if probes[each.probe]:
            yield each, (row for row in select(inner, each.query) if nodes is None or row["this"] in nodes[each])


def _result(check: Check, row: QuerySolution) -> Result:
    messages = {language: _filled(text, row) for language, text in check.messages.items()}
    return Result(check.severity, row["this"], check.shape, check.path, row["value"], messages)


class _Part:
    """The part of a graph that some constraints see from the nodes that a change touches: `nodes` are those of each."""

    def __init__(self, whole: pyoxigraph.Store, changed: Collection[Triple], checks: Collection[Check]) -> None:
        self.inner = pyoxigraph.Store()
        walk = Walk(whole, changed)
        touched = {check: walk.touched(_paths(check.query)) for check in checks}
        self._take(walk.triples(set().union(*touched.values()), {p for c in checks for p in _paths(c.target)}))
        targets = {query: {row["this"] for row in select(self.inner, query)} for query in {c.target for c in checks}}
        self.nodes = {check: nodes & targets[check.target] for check, nodes in touched.items()}
        for check, nodes in self.nodes.items():
            self._take(walk.triples(nodes, _paths(check.query)))

    def _take(self, triples: Iterable[Triple]) -> None:
        self.inner.extend(Quad(*triple) for triple in triples)


def _paths(query: str) -> frozenset[Path]:
    return reach.paths(query) or frozenset()


def _filled(message: str, row: QuerySolution) -> str:
    """The message with {?name} replaced by what the query found for it."""
    return re.sub(r"\{[?$](\w+)\}", lambda match: plain(row[match[1]]), message)


def _line(result: Result, language: str) -> str:
    message = result.messages.get(language) or next(iter(result.messages.values()), "")
    value = "" if result.value in (None, result.focus) else f" ({short(result.value)})"
    text = f"{result.severity}: {short(result.focus)}: {message}{value} [{result.shape}]"
    # texts of pages may hold what a terminal would obey
    safe = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text[:400])
    return safe if len(text) <= 400 else safe + "…"
