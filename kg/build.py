"""From pages to a graph: the whole way, and the place to begin reading.

A file becomes a page (`kg.read`), a page becomes knowledge (`kg.rules`: its mentions, entities and facts), which is put on
a shelf (`kg.shelf`). From the shelf the knowledge of all pages is made to fit (`kg.resolve`), becomes quads (`kg.rdf`) and is
published (`kg.publish`). What is found on one page depends on that page alone, so many pages are read side by side, a page
already there is not read again, and one that cannot be read costs a line in the report.
"""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from kg.confidence import checked
from kg.digests import digest_of, digest_with
from kg.graph import Graph
from kg.model import YutuError
from kg.pages import NOTHING_SAID, Defaults, Task, Yield, find, yields
from kg.plan import least_of, plan, set_least, verdicts_of
from kg.publish import pages, publish, raw, source_of
from kg.shelf import Shelf, key
from kg.store import Change

_BATCH = 50  # pages read between two times that they are put on the shelf


class BuildError(YutuError):
    """No page could be read, or what was built cannot be written."""


@dataclass(frozen=True)
class BuildReport:
    """How a build went.

    `pages` are those of the files named, `unchanged` of them were there already; `problems` has a line for each file
    left out, `warnings` one for each doubtful page, `notes` what else is worth knowing. `change` are the triples that
    came to a graph that was there and went from it.
    """

    pages: int
    unchanged: int
    problems: tuple[str, ...]
    warnings: tuple[str, ...]
    notes: tuple[str, ...]
    seconds: float
    change: Change | None = None


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
    files, problems = find(paths)
    if not files:
        raise _nothing_read(problems)
    with (
        _writable(Path(out)) if out else nullcontext() as folder,
        Shelf.create(folder) if folder else Shelf.in_memory() as shelf,
    ):
        verdicts_of(shelf)  # a line that cannot be followed is said before the pages are read and not after
        run = _Run(shelf, defaults, problems)
        run.read(files, progress)
        if not run.done:
            raise _nothing_read(run.problems)
        remembered = least_of(shelf) if least is None else 0
        set_least(shelf, least)
        if folder:
            others = [row.path for row in shelf.rows() if str(row.path) not in run.named] if only else []
            published = publish(shelf, without=others)
            graph, notes, change = Graph.open(folder), published.notes, published.change
        else:
            plan(shelf, (), "")
            graph, notes, change = Graph.of(raw(shelf), least_of(shelf)), (), None
            graph.sources = tuple(map(source_of, pages(shelf).values()))
        notes = (*_copies(files, shelf.copies()), *_others(shelf), *_left_out(remembered), *notes)
    graph.problems = tuple(run.problems)
    seconds = time.perf_counter() - started
    return graph, BuildReport(run.done, run.unchanged, graph.problems, tuple(run.warnings), notes, seconds, change)


def remove(folder: str | Path, names: Iterable[str]) -> list[str]:
    """Take pages out of the graph in `folder`: the files they came from, or their ids (`paper/date/number`); their ids.

    Raises `BuildError` when one of them is not there; then none is taken out.
    """
    with Shelf.change(Path(folder)) as shelf:
        files = {str(row.path): row.name for row in shelf.rows() if row.name}
        known = set(files.values())
        wanted = {name: _pages_of(name, files, known) for name in names}
        if missing := [name for name, found in wanted.items() if not found]:
            raise BuildError(f"{missing[0]}: is no page of {folder}; `kg ask {folder} pages` lists them")
        gone = list(dict.fromkeys(page for found in wanted.values() for page in found))
        going = set(gone)
        publish(shelf, without=[Path(path) for path, name in files.items() if name in going])
    return gone


def _pages_of(name: str, files: Mapping[str, str], known: Set[str]) -> list[str]:
    """The pages that are so called, or that come from the file, or from the file of many, that is so called."""
    if name in known:
        return [name]
    path = key(Path(name))
    return [files[path]] if path in files else [page for file, page in files.items() if file.startswith(f"{path}#")]


@dataclass
class _Run:
    """One build: what it is told, and what has become of the pages so far.

    `named` are the sources that were named and are or were read, of which `unchanged` had been read before.
    """

    shelf: Shelf
    defaults: Defaults
    problems: list[str]
    warnings: list[str] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    done: int = 0
    unchanged: int = 0
    expected: int = 0

    def read(self, files: Sequence[Path], progress: Callable[[int, int], None]) -> None:
        """Read the pages that are new or changed, and put what they yield on the shelf."""
        tried = 0
        for batch in _batches(yields(self._tasks(files))):
            with self.shelf.writing():
                for found in batch:
                    self._put(found)
            for _ in batch:
                tried += 1
                progress(self.unchanged + tried, max(self.expected, self.unchanged + tried))
        self.done += self.unchanged

    def _tasks(self, files: Sequence[Path]) -> Iterator[Task]:
        """What is new or changed in these files."""
        from kg.read.corpus import is_corpus

        many = dict.fromkeys(file for file in files if is_corpus(file) and file.is_file())
        alone = [file for file in files if file not in many]
        self.expected = len(alone)
        said = self.defaults.of_files.said
        digests = self.shelf.digests([key(file) for file in alone])
        for file in alone:
            digest = _digest(file, said)
            yield from self._fresh(Task(file, digest, said), digests.get(key(file)))
        for file in many:
            yield from self._records(file)

    def _records(self, file: Path) -> Iterator[Task]:
        from kg.read import ReadError
        from kg.read.corpus import Corpus

        said = self.defaults.said
        digests = self.shelf.records(file)
        corpus, before, number = Corpus(file, self.defaults.fields), self.expected, 0
        for number, record in enumerate(corpus, 1):
            # how many there are is known at the end
            self.expected = before + max(number, round(number / corpus.share if corpus.share else 0))
            if isinstance(record, ReadError):
                self.problems.append(str(record))
            else:
                task = Task(record.source, digest_with(record.digest.encode(), said), said, record)
                yield from self._fresh(task, digests.get(record.key))
        if not number:
            self.problems.append(
                f"{file}: holds no records; a record is a line of JSON, or a row below the names of fields"
            )

    def _fresh(self, task: Task, known: str | None) -> Iterator[Task]:
        self.named.add(key(task.path))
        if task.digest and task.digest == known:
            self.unchanged += 1
        else:
            yield task

    def _put(self, found: Yield) -> None:
        self.problems += filter(None, [found.problem])
        self.warnings += filter(None, [found.warning])
        if found.kept is not None:
            self.done += 1
            self.shelf.put(found.task.path, found.kept, found.task.digest, found.task.said)


def _batches(found: Iterator[Yield]) -> Iterator[list[Yield]]:
    while batch := list(islice(found, _BATCH)):
        yield batch


def _digest(file: Path, said: Mapping[str, str]) -> str:
    from kg.read.decode import LIMIT

    try:
        return digest_of(file, said, limit=LIMIT)
    except OSError:
        # whoever reads it says what is wrong with it
        return ""


def _copies(files: Iterable[Path], firsts: Mapping[str, str]) -> Iterator[str]:
    """A line for each of the files that holds the same page as another."""
    for file in files if firsts else ():
        for path, first in firsts.items():
            if path == key(file) or path.startswith(f"{key(file)}#"):
                yield f"{path if path != key(file) else file}: holds the same page as {first}; it is counted once"


def _others(shelf: Shelf) -> Iterator[str]:
    """A line if some pages were read by what the program or the ontology was before."""
    if count := shelf.read_by_others():
        yield f"{count:,} pages were read by another version of Yutu or its ontology; build their files again to renew them"


def _left_out(least: float) -> Iterator[str]:
    """A line if the folder leaves facts out because it was told to before."""
    if least:
        yield f"facts below {least:g} are left out, as in the build before; --min-confidence 0 takes them in"


def _nothing_read(problems: Iterable[str]) -> BuildError:
    return BuildError("\n".join(problems) or "no files were named; give at least one page or folder of pages")


@contextmanager
def _writable(folder: Path) -> Iterator[Path]:
    """The folder, made if need be, and not left behind where nothing was built; tried before the pages are read and not after."""
    was_there = folder.exists()
    _try_writing(folder)
    try:
        yield folder
    except BuildError:
        if not was_there:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _try_writing(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except FileExistsError as error:
        raise BuildError(f"{folder}: is a file; -o names the folder that the graph is written to") from error
    except OSError as error:
        raise BuildError(f"{folder}: cannot be written ({error.strerror}); choose another folder with -o") from error
