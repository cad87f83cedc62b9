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
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.graph import Graph
from kg.model import Knowledge, YutuError
from kg.pages import NOTHING_SAID, Defaults, Outcome, extract, extract_all, find
from kg.publish import parts, publish
from kg.resolve import page_id
from kg.shelf import Shelf, Source, digest_of

_BATCH = 50  # pages read between two times that they are put on the shelf


class BuildError(YutuError):
    """No page could be read, or what was built cannot be written."""


@dataclass(frozen=True)
class BuildReport:
    """How a build went.

    `pages` of those named are in the graph, `unchanged` of them were there already; `problems` has a line for each page
    left out, `warnings` one for each doubtful page.
    """

    pages: int
    unchanged: int
    problems: tuple[str, ...]
    warnings: tuple[str, ...]
    seconds: float


def build(
    *paths: str | Path,
    out: str | Path | None = None,
    paper: str = "",
    date: dt.date | str | None = None,
    province: str = "",
) -> Graph:
    """The graph of these files and folders; with `out` that of all pages built into this folder so far.

    `paper`, `date` (a date, or "2021-05-08") and `province` hold, where given, against what a page says of itself.
    Pages that cannot be read are left out with a warning each, and stand in `Graph.problems`. Raises `BuildError` when
    no page is left.
    """
    try:
        day = dt.date.fromisoformat(date) if isinstance(date, str) and date else date or None
    except ValueError as error:
        raise BuildError(f"{date!r} is no date ({error}); write it as 2024-04-18") from error
    graph, report = build_with_report(paths, out, Defaults(paper, day, province))
    for line in (*report.problems, *report.warnings):
        warnings.warn(line, stacklevel=2)
    return graph


def build_with_report(
    paths: Iterable[str | Path],
    out: str | Path | None = None,
    defaults: Defaults = NOTHING_SAID,
    *,
    only: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[Graph, BuildReport]:
    """The graph of these files and folders, and how it went; `progress(done, total)` is called after each page.

    In the folder `out` they join the pages built into it before, or with `only` take their place.
    """
    started = time.perf_counter()
    folder = _writable(Path(out)) if out else None
    shelf = Shelf.create(folder) if folder else Shelf.in_memory()
    files, problems = find(paths)
    run = _Run(shelf, defaults, {file: _digest(file, defaults) for file in files}, problems)
    run.read(files, progress)
    if not run.done:
        raise BuildError("\n".join(run.problems) or "no files were named; give at least one page or folder of pages")
    if only:
        with shelf.writing():
            shelf.remove(source.page for source in shelf.sources() if source.page not in run.pages)
    told = tuple(run.problems)
    if folder:
        publish(shelf)
        graph = Graph.open(folder, problems=told)
    else:
        graph = Graph(*parts(shelf), problems=told)
    shelf.close()
    seconds = time.perf_counter() - started
    return graph, BuildReport(run.done, run.unchanged, told, tuple(run.warnings), seconds)


def remove(folder: str | Path, names: Iterable[str]) -> list[str]:
    """Take pages out of the graph in `folder`: the files they came from, or their ids (`paper/date/number`); their ids.

    Raises `BuildError` when one of them is not there; then none is taken out.
    """
    shelf = Shelf.create(Shelf.open(Path(folder)).folder)
    sources = shelf.sources()
    known = {source.page: source.page for source in sources} | {str(source.path): source.page for source in sources}
    wanted = [(name, known.get(name) or known.get(str(Path(name).resolve()))) for name in names]
    if missing := [name for name, page in wanted if page is None]:
        raise BuildError(f"{missing[0]}: is no page of {folder}; `kg ask {folder} pages` lists them")
    pages = [page for _, page in wanted if page]
    with shelf.writing():
        shelf.remove(pages)
    publish(shelf)
    shelf.close()
    return pages


def _digest(file: Path, defaults: Defaults) -> str:
    try:
        return digest_of(file, defaults.said)
    except OSError:
        # whoever reads it says what is wrong with it
        return ""


@dataclass
class _Run:
    """One build: what it is told, and what has become of the files so far."""

    shelf: Shelf
    defaults: Defaults
    digests: dict[Path, str]
    problems: list[str]
    warnings: list[str] = field(default_factory=list)
    pages: set[str] = field(default_factory=set)
    done: int = 0
    unchanged: int = 0

    def read(self, files: Sequence[Path], progress: Callable[[int, int], None]) -> None:
        """Read the files that are new or changed, and put what they yield on the shelf, in their order."""
        fresh = [file for file in files if not self._is_known(file)]
        self.unchanged = self.done = len(files) - len(fresh)
        batch: list[tuple[Path, Outcome]] = []
        for number, read in enumerate(zip(fresh, extract_all(fresh, self.defaults), strict=True), 1):
            batch.append(read)
            if len(batch) == _BATCH or number == len(fresh):
                with self.shelf.writing():
                    for file, outcome in batch:
                        self._put(file, outcome)
                batch.clear()
            progress(self.unchanged + number, len(files))

    def _is_known(self, file: Path) -> bool:
        page = self.shelf.page(file, self.digests[file])
        if page:
            self.pages.add(page)
        return bool(page)

    def _put(self, file: Path, outcome: Outcome) -> None:
        self.problems += filter(None, [outcome.problem])
        self.warnings += filter(None, [outcome.warning])
        knowledge, said = outcome.knowledge, self.defaults.said
        if knowledge is None:
            return
        if knowledge.articles and (other := self._other(knowledge, file)):
            if _same_text(self.shelf.knowledge(other.page), knowledge):
                self.warnings.append(f"{file}: holds the same page as {other.path}; it is counted once")
                self.pages.add(other.page)
                return
            said = said | {"mark": _mark(self.shelf, page_id(knowledge), file)}
            knowledge = extract(file, self.defaults, mark=said["mark"]).knowledge or knowledge
        self.done += 1
        if knowledge.articles:
            self.shelf.put(file, knowledge, self.digests[file], said)
            self.pages.add(page_id(knowledge))

    def _other(self, knowledge: Knowledge, file: Path) -> Source | None:
        """Another file from which a page of this id came; one that is no longer there has made way for this."""
        found = self.shelf.source(page_id(knowledge))
        if found is None or found.path == file.resolve():
            return None
        if found.path.exists():
            return found
        self.shelf.remove([found.page])
        return None


def _same_text(one: Knowledge, other: Knowledge) -> bool:
    return [article.text for article in one.articles] == [article.text for article in other.articles]


def _mark(shelf: Shelf, page: str, file: Path) -> str:
    """What sets the ids of this file's articles apart from those of another file with the same paper, day and page."""
    options = (f"~{file.stem}" + (f"-{n}" if n > 1 else "") for n in range(1, 10_000))
    taken = ((option, shelf.source(page + option)) for option in options)
    return next(option for option, found in taken if found is None or found.path == file.resolve())


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
