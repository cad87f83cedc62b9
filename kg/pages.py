"""From files to what each of them says: many side by side, and whatever goes wrong with one stays with it."""

from __future__ import annotations

import datetime as dt
import os
import traceback
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kg import rdf
from kg.model import Knowledge, Page, YutuError
from kg.ontology import OntologyError

# `kg ask` and `import kg` read no page: readers and rules are imported where files come to be read


class PagesError(YutuError):
    """Files cannot be read any further."""


@dataclass(frozen=True)
class Defaults:
    """What the user says of all pages; where given it holds against what a page says of itself."""

    paper: str = ""
    date: dt.date | None = None
    province: str = ""

    @property
    def said(self) -> dict[str, str]:
        """What of this is given, as text."""
        told = {"paper": self.paper, "date": str(self.date or ""), "province": self.province}
        return {name: value for name, value in told.items() if value}

    @classmethod
    def of(cls, said: Mapping[str, str]) -> Defaults:
        """What `said` gives back."""
        date = dt.date.fromisoformat(said["date"]) if "date" in said else None
        return cls(said.get("paper", ""), date, said.get("province", ""))


NOTHING_SAID = Defaults()


@dataclass(frozen=True, slots=True)
class Source:
    """From where a page can be read: its file, what the user said of it, and its name in a graph if it is in one."""

    path: Path
    said: Mapping[str, str]
    name: str = ""


@dataclass(frozen=True)
class Outcome:
    """What one file yields: its knowledge, or the problem that kept it from yielding any."""

    knowledge: Knowledge | None = None
    problem: str = ""
    warning: str = ""


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
    odd = [file for file in files if not _is_text(str(file))]
    problems += [f"{str(files.pop(file))!a}: a name that is not UTF-8; rename the file" for file in odd]
    return list(files.values()), problems


def _is_text(name: str) -> bool:
    # what is no UTF-8 stands in a name as lone surrogates
    return not any("\ud800" <= char <= "\udfff" for char in name)


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
        raise PagesError("a reading process was killed (out of memory?); build fewer pages at once") from error


def read(file: Path, defaults: Defaults) -> Page:
    """The page in this file. Raises `ReadError` when it is no text."""
    from kg.read import read_page

    return read_page(file, paper=defaults.paper, date=defaults.date, province=defaults.province)


def extract(file: Path, defaults: Defaults) -> Outcome:
    """What one file yields; whatever goes wrong with it stays with it."""
    from kg.rules import extract as extract_page

    try:
        knowledge = extract_page(read(file, defaults))
        for _ in rdf.quads(knowledge):
            pass  # what RDF cannot hold must cost this page, not all of them
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
