"""From pages to a graph: the whole way, and the place to begin reading.

A file becomes a page (`kg.read`), a page becomes knowledge (`kg.rules`: its mentions, entities and facts), the
knowledge of all pages is made one (`kg.resolve`), becomes quads (`kg.rdf`) and is written. What is found on one page
depends on that page alone, so many pages are read side by side; a page that cannot be read costs a line in the report.
"""

from __future__ import annotations

import datetime as dt
import os
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from kg import rdf, saved
from kg.graph import Graph
from kg.model import Knowledge, YutuError
from kg.ontology import OntologyError
from kg.store import Store

# `kg ask` and `import kg` read no page: readers, rules and the view are imported where a build comes to need them


class BuildError(YutuError):
    """No page could be read, or what was built cannot be written."""


@dataclass(frozen=True)
class Defaults:
    """What the user says of all pages; where given it holds against what a page says of itself."""

    paper: str = ""
    date: dt.date | None = None
    province: str = ""


@dataclass(frozen=True)
class BuildReport:
    """How a build went: `problems` has a line for each page left out, `warnings` one for each doubtful page."""

    pages: int
    articles: int
    problems: tuple[str, ...]
    warnings: tuple[str, ...]
    seconds: float


@dataclass(frozen=True)
class Outcome:
    """What one file yields: its knowledge, or the problem that kept it from yielding any."""

    knowledge: Knowledge | None = None
    problem: str = ""
    warning: str = ""


def build(
    *paths: str | Path,
    out: str | Path | None = None,
    paper: str = "",
    date: dt.date | str | None = None,
    province: str = "",
) -> Graph:
    """The graph of these files and folders, written to the folder `out` if given.

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
    defaults: Defaults = Defaults(),
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[Graph, BuildReport]:
    """The graph of these files and folders, and how it went; `progress(done, total)` is called after each page."""
    from kg.resolve import resolve

    started = time.perf_counter()
    folder = _writable(Path(out)) if out else None
    files, problems = find(paths)
    outcomes = []
    for outcome in extract_all(files, defaults):
        outcomes.append(outcome)
        progress(len(outcomes), len(files))
    problems += [outcome.problem for outcome in outcomes if outcome.problem]
    parts, doubles = _apart(files, outcomes, defaults)
    if not parts:
        raise BuildError("\n".join(problems) or "no files were named; give at least one page or folder of pages")
    knowledge = resolve(parts)
    graph = write(knowledge, folder, tuple(problems)) if folder else Graph(knowledge, problems=tuple(problems))
    doubts = (*(outcome.warning for outcome in outcomes if outcome.warning), *doubles)
    seconds = time.perf_counter() - started
    return graph, BuildReport(len(parts), len(graph.articles), tuple(problems), doubts, seconds)


def _apart(files: list[Path], outcomes: list[Outcome], defaults: Defaults) -> tuple[list[Knowledge], list[str]]:
    """The knowledge of each page once, and a line for each file that holds a page built already.

    Two pages of one paper, day and number that are not the same text get ids of their own.
    """
    seen: dict[str, tuple[Path, Knowledge]] = {}
    parts, doubles = [], []
    for file, outcome in zip(files, outcomes, strict=True):
        knowledge = outcome.knowledge
        if knowledge is None:
            continue
        first = knowledge.articles[0].id if knowledge.articles else str(file)
        if first in seen:
            other, known = seen[first]
            if [a.text for a in known.articles] == [a.text for a in knowledge.articles]:
                doubles.append(f"{file}: holds the same page as {other}; it is counted once")
                continue
            knowledge = extract(file, defaults, mark=f"~{file.stem}-{len(seen)}").knowledge or knowledge
        seen.setdefault(first, (file, knowledge))
        parts.append(knowledge)
    return parts, doubles


def find(paths: Iterable[str | Path]) -> tuple[list[Path], list[str]]:
    """The files of these files and folders, each once, and a line for each path that has none."""
    from kg.read import find_files

    files: dict[Path, Path] = {}
    problems = []
    for path in paths:
        try:
            for file in find_files([Path(path)]):
                files.setdefault(file.resolve(), file)
        except YutuError as error:
            problems.append(str(error))
    return list(files.values()), problems


def extract_all(files: list[Path], defaults: Defaults) -> Iterator[Outcome]:
    """What each file yields, in their order; many files are read by several processes."""
    one = partial(extract, defaults=defaults)
    workers = min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 61)
    # below this, starting processes takes longer than it saves
    if len(files) < 16 or workers == 1:
        yield from map(one, files)
        return
    chunk = max(1, min(32, len(files) // (4 * workers)))
    try:
        with ProcessPoolExecutor(workers) as pool:
            yield from pool.map(one, files, chunksize=chunk)
    except BrokenProcessPool as error:
        raise BuildError("a reading process was killed (out of memory?); build fewer pages at once") from error


def extract(file: Path, defaults: Defaults, *, mark: str = "") -> Outcome:
    """What one file yields; whatever goes wrong with it stays with it. `mark` is added to the ids of its articles."""
    from kg.read import read_page
    from kg.rules import extract as extract_page

    try:
        page = read_page(file, paper=defaults.paper, date=defaults.date, province=defaults.province)
        if mark:
            articles = ((*a.id.rpartition("/"), a) for a in page.articles)
            page = replace(page, articles=tuple(replace(a, id=f"{head}{mark}/{n}") for head, _, n, a in articles))
        knowledge = extract_page(page)
    except OntologyError:
        # no page can be read with it
        raise
    except YutuError as error:
        return Outcome(problem=str(error))
    except Exception as error:
        # an error of ours on one page must not lose the others
        return Outcome(problem=f"{file}: left out, an error of Yutu's own; please report it ({_cause(error)})")
    return Outcome(knowledge, warning=_doubt(file, knowledge))


def _cause(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(frame.filename).name}:{frame.lineno}: {str(error)[:200]}"


def _doubt(file: Path, knowledge: Knowledge) -> str:
    if not knowledge.articles:
        return f"{file}: no article was found on it"
    if all(article.date is None for article in knowledge.articles):
        return f"{file}: has no date, so relative dates stay open; say it with --date YYYY-MM-DD"
    return ""


def write(knowledge: Knowledge, folder: Path, problems: tuple[str, ...] = ()) -> Graph:
    """Write graph.trig, the store, knowledge.jsonl and graph.html to the folder, each whole or not at all."""
    from kg.view import write_html

    quads = list(rdf.quads(knowledge))
    fresh = folder / ".graph.trig.new"
    try:
        rdf.write_trig(quads, fresh, rdf.prefixes(knowledge))
        fresh.replace(folder / "graph.trig")
        saved.save(knowledge, folder)
        store = Store.create(folder, quads)
        write_html(knowledge, folder / "graph.html")
    except OSError as error:
        raise BuildError(f"{folder}: cannot be written ({error.strerror or error})") from error
    return Graph(knowledge, problems=problems, store=lambda: store)


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
