"""Results as plain text: figures as tables, what differs with its sentences, what has changed since another run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from kg.evaluate.calibrate import Reliability
from kg.evaluate.changes import Change
from kg.evaluate.result import Difference, Result
from kg.evaluate.runs import Run

Row = tuple[str, float, float, float, int, int, int]


def rows(result: Result, table: str) -> Iterator[Row]:
    """The rows of a table: name, precision, recall, F1, and how many are right, found and wanted; `all` first."""
    figures = result.figures()
    for name, (precision, recall, f1) in figures[table].items():
        right, found, wanted = (figures[f"{table}_counts"][name].get(key, 0) for key in ("right", "found", "wanted"))
        yield name, precision, recall, f1, right, found, wanted


def report(result: Result) -> str:
    """The figures as tables."""
    lines = []
    for table in result.tables:
        lines.append(f"\n{table:<16} {'P':>6} {'R':>6} {'F1':>6}   right found wanted")
        for name, precision, recall, f1, *counts in rows(result, table):
            right, found, wanted = counts
            lines.append(f"{name:<16} {precision:6.3f} {recall:6.3f} {f1:6.3f}   {right:5} {found:5} {wanted:6}")
    return "\n".join([*lines, *([f"\n{result.note}"] if result.note else [])])


def text(run: Run, changes: Iterable[Change] = (), *, show: bool = False) -> str:
    """A whole run; with `show` also what was missed (-) and what was wrongly found (+), with the sentences."""
    parts = []
    for name, result in run.results.items():
        if len(run.results) > 1:
            parts.append(f"\n# {name}")
        if show:
            parts += differences(result.differences)
        parts.append(report(result))
    return "".join(f"{_plain(part)}\n" for part in (*parts, *(line for change in changes for line in changed(change))))


def _plain(text: str) -> str:
    """Text from outside without what a terminal takes for a command."""
    return "".join(char if char.isprintable() or char in "\n\t" else " " for char in text)


def differences(found: Iterable[Difference]) -> Iterator[str]:
    """What differs, by text: a line for each, its sentence below it."""
    for source, group in groupby(found, lambda difference: difference.source):
        yield f"## {source}"
        for difference in group:
            yield difference.line
            if quote := told(difference):
                yield f"    {quote}"


def told(difference: Difference) -> str:
    """The sentence of a difference, with the rule that found it, or a mark where the sentence may be another."""
    if not difference.quote:
        return ""
    rule = f"  ({difference.rule}, {difference.confidence:g})" if difference.confidence is not None else ""
    return f"{'perhaps ' if difference.perhaps else ''}“{' '.join(difference.quote.split())}”{rule}"


def changed(change: Change) -> Iterator[str]:
    """What has changed of a set, under heads."""
    yield f"\n# {change.name}: {'changed since the saved run' if change else 'as in the saved run'}"
    for table, name, before, now in change.f1:
        old, new = ("   –  " if f1 is None else f"{f1:6.3f}" for f1 in (before, now))
        yield f"{table:<10} {name:<16} F1 {old} → {new}"
    for head, found, _ in heads(change):
        if found:
            yield f"## {head}: {len(found)}"
            yield from (f"{difference.source}: {difference.line[2:]}" for difference in found)


def heads(change: Change) -> tuple[tuple[str, tuple[Difference, ...], bool], ...]:
    """What is newly right and newly wrong of a set, under its heads; whether it is to the better."""
    return (
        ("newly right", change.found, True),
        ("newly missed", change.missed, False),
        ("no longer wrong", change.mended, True),
        ("newly wrong", change.wrong, False),
    )


def reliability(measured: Reliability) -> Iterator[str]:
    """How well confidence foretells what is right, as a table."""
    yield "\nconfidence       facts  stated   right"
    for b in measured.bins:
        yield f"{b.low:.2f}–{b.high:.2f}        {b.count:6} {b.stated:7.3f} {b.right:7.3f}"
    for least, count, right in measured.kept:
        yield f"at least {least:.2f}    {count:6}         {right:7.3f}"
    yield f"{measured.count:,} facts, Brier score {measured.brier:.4f}, calibration error {measured.ece:.4f}"
