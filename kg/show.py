"""What the command prints on a terminal: tables, bounded and with nothing in them taken for markup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.model import Entity, Fact, Literal, Mention

if TYPE_CHECKING:
    from rich.progress import Progress

    from kg.build import BuildReport
    from kg.graph import Graph
    from kg.questions import Answer
    from kg.rules import Explanation

CELL, ROWS = 200, 1000


def safe(text: object, length: int = CELL) -> Text:
    """Text from outside for a terminal: on one line, cut, without control characters and markup."""
    plain = "".join(char if char.isprintable() else " " for char in str(text))
    return Text(plain if len(plain) <= length else plain[: length - 1] + "…")


class Bar:
    """A progress bar on a terminal, nothing elsewhere; shown from the first page on."""

    def __init__(self) -> None:
        self._progress: Progress | None = None

    def __enter__(self) -> Bar:
        return self

    def __call__(self, done: int, total: int) -> None:
        console = Console(stderr=True)
        if total < 2 or not console.is_terminal:
            return
        if self._progress is None:
            from rich.progress import Progress

            # begun only now: its thread must not run when reading processes are forked
            self._progress = Progress(console=console, transient=True)
            self._progress.start()
            self._progress.add_task("reading", total=total)
        self._progress.update(self._progress.task_ids[0], completed=done)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._progress:
            self._progress.stop()


def summary(graph: Graph, report: BuildReport, out: Path) -> None:
    """How a build went: pages, articles, entities by class, facts by property, seconds."""
    table = _table("", "")
    table.columns[1].justify = "right"
    table.add_row("pages", f"{report.pages:,}")
    if report.problems:
        table.add_row("left out", f"{len(report.problems):,}")
    table.add_row("articles", f"{report.articles:,}", end_section=True)
    _counted(table, "entities", (entity.kind for entity in graph.entities))
    _counted(table, "facts", (fact.property for fact in graph.facts))
    table.add_row("seconds", f"{report.seconds:.1f}")
    console = Console()
    console.print(table)
    console.print(Text(f"{out}: graph.html to look at, graph.trig to pass on, `kg ask {out} …` to ask"), soft_wrap=True)


def _counted(table: Table, name: str, values: Iterable[str]) -> None:
    counts = Counter(values)
    table.add_row(name, f"{counts.total():,}")
    for value, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        table.add_row(Text(f"  {value}"), f"{count:,}")
    table.add_section()


def _table(*heads: str) -> Table:
    table = Table(show_header=any(heads))
    for head in heads:
        table.add_column(safe(head), overflow="fold")
    return table


def answer(answer: Answer) -> None:
    """An answer as a table; a word for ASK."""
    from kg.questions import short

    console = Console()
    if answer.truth is not None:
        console.print("yes" if answer.truth else "no")
        return
    heads, rows = answer.table
    table = _table(*heads)
    for row in rows[:ROWS]:
        table.add_row(*(safe(short(term)) for term in row))
    console.print(table)
    cut = f", the first {ROWS:,} are shown; --format csv gives all" if len(rows) > ROWS else ""
    console.print(f"{len(rows):,} {'row' if len(rows) == 1 else 'rows'}{cut}", highlight=False)


def explanation(found: Explanation) -> None:
    """What the rules make of a sentence: mentions, facts, rules that fired and rules that nearly did."""
    console = Console()
    names = {entity.id: entity for entity in found.entities}
    console.print(_mentions(found.mentions))
    console.print(_facts(found.facts, names))
    for head, lines in (("fired", found.fired), ("nearly fired", found.near)):
        console.print(Text(head, style="bold"))
        for line in lines or ("none",):
            console.print(Text("  ") + safe(line), soft_wrap=True)


def _mentions(mentions: Iterable[Mention]) -> Table:
    table = _table("mention", "class", "name", "at", "found by", "confidence")
    for found in sorted(mentions, key=lambda m: (m.span.start, m.span.end)):
        at = f"{found.span.start}–{found.span.end}"
        cells = (found.span.text, found.kind, found.name, at, found.finder, f"{found.confidence:.2f}")
        table.add_row(*map(safe, cells))
    return table


def _facts(facts: Iterable[Fact], names: dict[str, Entity]) -> Table:
    table = _table("subject", "property", "object", "rule", "confidence")
    for fact in facts:
        value = fact.object.value if isinstance(fact.object, Literal) else _name(fact.object, names)
        cells = (_name(fact.subject, names), fact.property, value, fact.rule, f"{fact.confidence:.2f}")
        table.add_row(*map(safe, cells))
    return table


def _name(ident: str, names: dict[str, Entity]) -> str:
    return names[ident].name if ident in names else ident
