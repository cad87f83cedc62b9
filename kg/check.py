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
from pyoxigraph import Quad, QuerySolution, Triple, Variable

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
    whole = _Whole(store.inner)
    if changed is None:
        return _report((each, whole.rows(each)) for each in checks)
    part = _Part(store.inner, changed, checks)
    report = _report((each, (part if each in part.nodes else whole).rows(each)) for each in checks)
    return replace(report, checked=len(set().union(*part.nodes.values())))


def _report(found: Iterable[tuple[Check, Iterator[QuerySolution]]]) -> Report:
    counts: Counter[str] = Counter()
    results: list[Result] = []
    for check, rows in found:
        told = [_result(check, row) for row in islice(rows, KEPT)]
        results += sorted(told, key=lambda result: (str(result.focus), str(result.value)))
        counts[check.severity] += len(told) + sum(1 for _ in rows)
    return Report(tuple(results), dict(+counts))


def _result(check: Check, row: QuerySolution) -> Result:
    messages = {language: _filled(text, row) for language, text in check.messages.items()}
    return Result(check.severity, row["this"], check.shape, check.path, row["value"], messages)


class _Whole:
    """All of a graph."""

    def __init__(self, inner: pyoxigraph.Store) -> None:
        self._inner = inner
        self._probes: dict[str, bool] = {"": True}

    def rows(self, check: Check) -> Iterator[QuerySolution]:
        """What breaks the constraint."""
        if check.probe not in self._probes:
            self._probes[check.probe] = bool(self._inner.query(check.probe))
        return select(self._inner, check.query) if self._probes[check.probe] else iter(())


class _Part:
    """What constraints see of a graph from the nodes that a change touches: `nodes` are those of each constraint.

    It is copied, so that the queries for all nodes at once need not go through the whole graph; but where a query goes
    against triples, and there is no telling to how many nodes, the graph is asked of each node.
    """

    def __init__(self, whole: pyoxigraph.Store, changed: Collection[Triple], checks: Iterable[Check]) -> None:
        self._whole, self._copy, self._walk = whole, pyoxigraph.Store(), Walk(whole, changed)
        self._copied = _Whole(self._copy)
        seen = {check: paths for check in checks if (paths := reach.paths(check.query)) is not None}
        touched = {check: self._walk.touched(paths) for check, paths in seen.items()}
        targets = self._targets(touched)
        self.nodes = {check: nodes & targets[check.target] for check, nodes in touched.items()}
        self._singly = {check for check in seen if check.own and any(leg.back for path in seen[check] for leg in path)}
        for check in seen.keys() - self._singly:
            self._take(self.nodes[check], seen[check])

    def rows(self, check: Check) -> Iterator[QuerySolution]:
        """What breaks the constraint."""
        nodes = self.nodes[check]
        if check in self._singly:
            bound = ({Variable("this"): node} for node in sorted(nodes, key=str))
            return chain.from_iterable(select(self._whole, check.query, substitutions=each) for each in bound)
        return (row for row in self._copied.rows(check) if row["this"] in nodes) if nodes else iter(())

    def _targets(self, touched: dict[Check, set[Term]]) -> dict[str, set[Term]]:
        """Which of the nodes that are touched each target finds."""
        queries = {check.target for check in touched}
        self._take(set().union(*touched.values()), {path for query in queries for path in reach.paths(query) or ()})
        return {query: {row["this"] for row in select(self._copy, query)} for query in queries}

    def _take(self, nodes: Collection[Term], paths: Collection[Path]) -> None:
        self._copy.extend(Quad(*triple) for triple in self._walk.triples(nodes, paths))


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
