"""What the command prints on a terminal: tables, bounded and with nothing in them taken for markup."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg import columns
from kg.model import Entity, Fact, Literal, Mention

if TYPE_CHECKING:
    from rich.progress import Progress

    from kg.build import BuildReport
    from kg.catalogue import Question
    from kg.check import Report
    from kg.questions import Answer
    from kg.rules import Explanation
    from kg.search import Found
    from kg.tally import Size, Tally
    from kg.verify import Verification

CELL, ROWS, MOST_CHECKED = 200, 1000, 10


def safe(text: object, length: int = CELL) -> Text:
    """Text from outside for a terminal: on one line, cut, without control characters and markup."""
    plain = "".join(char if char.isprintable() else " " for char in str(text))
    return Text(plain if len(plain) <= length else plain[: length - 1] + "…")


class Bar:
    """A progress bar on a terminal, with rate and remaining time, nothing elsewhere; shown from the first page on."""

    def __init__(self) -> None:
        self._progress: Progress | None = None
        self._console = Console(stderr=True)
        self._begun = (0, 0.0)

    def __enter__(self) -> Bar:
        return self

    def __call__(self, done: int, total: int) -> None:
        if total < 2 or not self._console.is_terminal:
            return
        if self._progress is None:
            self._progress = self._started(done, total)
        seconds = time.monotonic() - self._begun[1]
        rate = (done - self._begun[0]) / seconds if seconds > 0 else 0.0
        self._progress.update(self._progress.task_ids[0], completed=done, total=total, rate=rate)
        if done >= total:
            # its thread must not run when processes are forked that write
            self._progress.stop()
            self._console.print(f"{done:,} pages; writing the graph")

    def _started(self, done: int, total: int) -> Progress:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        # begun only now: nor when processes are forked that read
        rate = TextColumn("{task.fields[rate]:.1f} pages/s")
        left = TimeRemainingColumn(elapsed_when_finished=True)
        progress = Progress(BarColumn(), MofNCompleteColumn(), rate, left, console=self._console, transient=True)
        progress.start()
        progress.add_task("reading", total=total, rate=0.0)
        self._begun = done, time.monotonic()
        return progress

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._progress:
            self._progress.stop()


def summary(size: Size, tally: Tally, report: BuildReport, checked: Report, out: Path) -> None:
    """How a build went, and what the graph now holds: entities by class, facts by property, what pages tell together."""
    table = _table("", "")
    table.columns[1].justify = "right"
    table.add_row("pages", f"{report.pages:,}")
    if report.unchanged:
        table.add_row("  unchanged", f"{report.unchanged:,}")
    if report.problems:
        table.add_row("left out", f"{len(report.problems):,}")
    table.add_row("articles", f"{size.articles:,}")
    table.add_section()
    _counted(table, "entities", size.entities, tally.entities)
    _counted(table, "facts", size.facts, tally.properties)
    for kind, count in tally.settled:
        table.add_row(_local(kind), f"{count:,}")
    for severity, count in checked.counts.items():
        table.add_row(severity, f"{count:,}")
    table.add_row("seconds", f"{report.seconds:.1f}")
    console = Console()
    console.print(table)
    if checked.checked is not None:
        told = (
            f"held against the shapes: {checked.checked:,} nodes that this build touched; `kg check {out}` checks all"
        )
        console.print(Text(told), soft_wrap=True)
    for line in checked.lines()[:MOST_CHECKED]:
        console.print(safe(line), soft_wrap=True)
    files = "graph.html to look at, graph.trig to pass on, " if (out / "graph.html").is_file() else ""
    console.print(Text(f"{out}: {files}`kg ask {out} …` to ask"), soft_wrap=True)


def _counted(table: Table, name: str, total: int, counts: list[tuple[str, int]]) -> None:
    """The total with its parts below; a thing of two classes is one, but stands in both."""
    table.add_row(name, f"{total:,}")
    for kind, count in counts:
        table.add_row(_local(kind, indent=2), f"{count:,}")
    table.add_section()


def _local(iri: str, indent: int = 0) -> Text:
    return safe(" " * indent + iri.rpartition("#")[2])


def line(text: str) -> str:
    """One line for a terminal, without control characters."""
    return safe(text, 1000).plain


def verified(result: Verification) -> None:
    """How many quotes stand where their records say, and a line for each that does not."""
    for text in result.problems[:ROWS]:
        print(line(text))
    print(f"{result.found:,} of {result.passages:,} quotes stand where their records say")
    if result.unread:
        print(f"{result.unread:,} more are of articles that none of these pages has")


def found(found: Found, remarks: Mapping[str, str]) -> None:
    """What matches some words: names, those of namesakes with a remark, headlines, sentences with paper and date."""
    for match in found.names:
        name, ident = match.named.name, match.named.id
        other = f" ({match.form})" if match.form != name else ""
        told = (name + other, match.named.kind, f"{match.articles:,}", remarks.get(ident, ""), f"id:{ident}")
        print(line("  ".join(filter(None, told))))
    for title in found.headlines:
        print(line(f"{title.newspaper} {title.date} {title.page}  {title.headline}  id:article/{title.article}"))
    for passage in found.sentences:
        print(
            line(
                f"{passage.newspaper} {passage.date} {passage.page}  {passage.headline} [{passage.start}–{passage.end}]"
            )
        )
        print(line(f"    {passage.text}"))


def questions(every: Iterable[Question]) -> None:
    """The named questions, in both languages, with what each asks for."""
    for question in every:
        print(f"{question.usage}\n    {question.zh}\n    {question.en}")


def _table(*heads: str) -> Table:
    table = Table(show_header=any(heads))
    for head in heads:
        table.add_column(safe(head), overflow="fold")
    return table


def answer(answer: Answer) -> None:
    """An answer as a table, or as records where its columns do not fit; a word for ASK."""
    from kg.questions import short

    console = Console()
    if answer.truth is not None:
        console.print("yes" if answer.truth else "no")
        return
    heads, rows = answer.table
    kept, shown = columns.readable(heads, rows[:ROWS])
    if rows:
        console.print(columns.laid_out(kept, [[safe(short(term)) for term in row] for row in shown], console.width))
    print(_counted_rows(len(rows), [head for head in heads if head not in kept]))


def _counted_rows(count: int, left: list[str]) -> str:
    told = [
        f"{count:,} {'row' if count == 1 else 'rows'}",
        f"the first {ROWS:,} are shown; --format csv gives all" if count > ROWS else "",
        f"--format csv gives {', '.join(left)} too" if left and count else "",
    ]
    return "; ".join(filter(None, told))


def explanation(found: Explanation) -> None:
    """What the rules make of a sentence: mentions, facts, rules that fired, that a mood held back and that nearly did."""
    console = Console()
    names = {entity.id: entity for entity in found.entities}
    console.print(_mentions(found.mentions))
    console.print(_facts(found.facts, names))
    for head, lines in (
        ("fired", found.fired),
        ("held back", found.held),
        ("nearly fired", [str(one) for one in found.near]),
    ):
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
