"""From pages to a graph: the whole way, and the place to begin reading.

A file becomes a page (`kg.read`), a page becomes knowledge (`kg.rules`: its mentions, entities and facts), which is put on
a shelf (`kg.shelf`). From the shelf the knowledge of all pages is made to fit (`kg.resolve`), becomes quads (`kg.rdf`) and is
published (`kg.publish`). What is found on one page depends on that page alone, so many pages are read side by side, a page
already there is not read again, and one that cannot be read costs a line in the report.
"""

from __future__ import annotations

import datetime as dt
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.confidence import checked
from kg.graph import Graph
from kg.model import YutuError
from kg.pages import NOTHING_SAID, Defaults, Outcome, extract_all, find
from kg.publish import Published, least_of, pages, parts, publish, set_least, source_of
from kg.shelf import Shelf, digest_of, program

_BATCH = 50  # pages read between two times that they are put on the shelf


class BuildError(YutuError):
    """No page could be read, or what was built cannot be written."""


@dataclass(frozen=True)
class BuildReport:
    """How a build went.

    `pages` are those of the files named, `unchanged` of them were there already; `problems` has a line for each file
    left out, `warnings` one for each doubtful page, `notes` what else is worth knowing.
    """

    pages: int
    unchanged: int
    problems: tuple[str, ...]
    warnings: tuple[str, ...]
    notes: tuple[str, ...]
    seconds: float


def build(
    *paths: str | Path,
    out: str | Path | None = None,
    paper: str = "",
    date: dt.date | str | None = None,
    province: str = "",
    min_confidence: float | None = None,
) -> Graph:
    """The graph of these files and folders; with `out` that of all pages built into this folder so far.

    `paper`, `date` (a date, or "2021-05-08") and `province` hold, where given, against what a page says of itself.
    Facts below `min_confidence` are left out, by default those that the folder leaves out already.
    Pages that cannot be read are left out with a warning each, and stand in `Graph.problems`. Raises `BuildError` when
    no page is left.
    """
    try:
        day = dt.date.fromisoformat(date) if isinstance(date, str) and date else date or None
    except ValueError as error:
        raise BuildError(f"{date!r} is no date ({error}); write it as 2024-04-18") from error
    graph, report = build_with_report(paths, out, Defaults(paper, day, province), min_confidence=min_confidence)
    for line in (*report.problems, *report.warnings):
        warnings.warn(line, stacklevel=2)
    return graph


def build_with_report(
    paths: Iterable[str | Path],
    out: str | Path | None = None,
    defaults: Defaults = NOTHING_SAID,
    *,
    only: bool = False,
    min_confidence: float | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[Graph, BuildReport]:
    """The graph of these files and folders, and how it went; `progress(done, total)` is called after each page.

    In the folder `out` they join the pages built into it before, or with `only` take their place. What is below
    `min_confidence` is left out of the graph but kept on the shelf, so that another build may take it in.
    """
    started = time.perf_counter()
    least = None if min_confidence is None else checked(min_confidence)
    folder = _writable(Path(out)) if out else None
    files, problems = find(paths)
    with Shelf.create(folder) if folder else Shelf.in_memory() as shelf:
        run = _Run(shelf, defaults, problems)
        run.read(files, progress)
        if not run.done:
            raise BuildError(
                "\n".join(run.problems) or "no files were named; give at least one page or folder of pages"
            )
        if folder:
            read = {file.resolve() for file in files}
            others = [row.path for row in shelf.rows() if row.path not in read] if only else []
            found = publish(shelf, without=others, least=least)
            graph = Graph.open(folder)
        else:
            shelf.take()
            set_least(shelf, least)
            found = pages(shelf)
            graph = Graph(*parts(shelf))
        remembered = least_of(shelf) if least is None else 0
    graph.problems = tuple(run.problems)
    graph.sources = tuple(source_of(page) for page in found.values())
    notes = (*_copies(files, found), *_others(found), *_left_out(remembered))
    seconds = time.perf_counter() - started
    return graph, BuildReport(run.done, run.unchanged, graph.problems, tuple(run.warnings), notes, seconds)


def remove(folder: str | Path, names: Iterable[str]) -> list[str]:
    """Take pages out of the graph in `folder`: the files they came from, or their ids (`paper/date/number`); their ids.

    Raises `BuildError` when one of them is not there; then none is taken out.
    """
    with Shelf.change(Path(folder)) as shelf:
        found = pages(shelf)
        files = {path: name for name, page in found.items() for path in (page.row.path, *page.copies)}
        wanted = {name: name if name in found else files.get(Path(name).resolve(), "") for name in names}
        if missing := [name for name, page in wanted.items() if not page]:
            raise BuildError(f"{missing[0]}: is no page of {folder}; `kg ask {folder} pages` lists them")
        gone = list(dict.fromkeys(wanted.values()))
        publish(shelf, without=[path for path, name in files.items() if name in gone])
    return gone


@dataclass
class _Run:
    """One build: what it is told, and what has become of the files so far."""

    shelf: Shelf
    defaults: Defaults
    problems: list[str]
    warnings: list[str] = field(default_factory=list)
    done: int = 0
    unchanged: int = 0

    def read(self, files: Sequence[Path], progress: Callable[[int, int], None]) -> None:
        """Read the files that are new or changed, and put what they yield on the shelf."""
        digests = {file: _digest(file, self.defaults) for file in files}
        fresh = [file for file in files if not self.shelf.knows(file, digests[file])]
        self.unchanged = self.done = len(files) - len(fresh)
        batch: list[tuple[Path, Outcome]] = []
        for number, read in enumerate(zip(fresh, extract_all(fresh, self.defaults), strict=True), 1):
            batch.append(read)
            if len(batch) == _BATCH or number == len(fresh):
                with self.shelf.writing():
                    for file, outcome in batch:
                        self._put(file, outcome, digests[file])
                batch.clear()
            progress(self.unchanged + number, len(files))

    def _put(self, file: Path, outcome: Outcome, digest: str) -> None:
        self.problems += filter(None, [outcome.problem])
        self.warnings += filter(None, [outcome.warning])
        if outcome.knowledge is not None:
            self.done += 1
            self.shelf.put(file, outcome.knowledge, digest, self.defaults.said)


def _digest(file: Path, defaults: Defaults) -> str:
    from kg.read.decode import LIMIT

    try:
        return digest_of(file, defaults.said, limit=LIMIT)
    except OSError:
        # whoever reads it says what is wrong with it
        return ""


def _copies(files: Iterable[Path], found: Mapping[str, Published]) -> Iterator[str]:
    """A line for each of the files that holds the same page as another."""
    firsts = {path: page.row.path for page in found.values() for path in page.copies}
    for file in files:
        if first := firsts.get(file.resolve()):
            yield f"{file}: holds the same page as {first}; it is counted once"


def _others(found: Mapping[str, Published]) -> Iterator[str]:
    """A line if some pages were read by what the program or the ontology was before."""
    if count := sum(page.row.program != program() for page in found.values()):
        yield f"{count:,} pages were read by another version of Yutu or its ontology; build their files again to renew them"


def _left_out(least: float) -> Iterator[str]:
    """A line if the folder leaves facts out because it was told to before."""
    if least:
        yield f"facts below {least:g} are left out, as in the build before; --min-confidence 0 takes them in"


def _writable(folder: Path) -> Path:
    """The folder, made if need be; tried before the pages are read and not after."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except FileExistsError as error:
        raise BuildError(f"{folder}: is a file; -o names the folder that the graph is written to") from error
    except OSError as error:
        raise BuildError(f"{folder}: cannot be written ({error.strerror}); choose another folder with -o") from error
    return folder
