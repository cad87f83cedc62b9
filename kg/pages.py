"""From files and records to what each of them says: many side by side, and whatever goes wrong with one stays with it."""

from __future__ import annotations

import atexit
import datetime as dt
import traceback
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg import rdf
from kg.crew import over
from kg.kept import Kept
from kg.model import Knowledge, Page, YutuError
from kg.ontology import OntologyError

if TYPE_CHECKING:
    from kg.read.corpus import Finder, Record

# `kg ask` and `import kg` read no page: readers and rules are imported where files come to be read


@dataclass(frozen=True)
class Defaults:
    """What the user says of all pages; where given it holds against what a page says of itself.

    `fields` names the fields of files with many pages (`date=day,text=body`).
    """

    paper: str = ""
    date: dt.date | None = None
    province: str = ""
    fields: str = ""

    @property
    def said(self) -> dict[str, str]:
        """What of this is given, as text."""
        told = {"paper": self.paper, "date": str(self.date or ""), "province": self.province, "fields": self.fields}
        return {name: value for name, value in told.items() if value}

    @property
    def of_files(self) -> Defaults:
        """What of this concerns files that are one page each."""
        return Defaults(self.paper, self.date, self.province)

    @classmethod
    def of(cls, said: Mapping[str, str]) -> Defaults:
        """What `said` gives back."""
        date = dt.date.fromisoformat(said["date"]) if "date" in said else None
        return cls(said.get("paper", ""), date, said.get("province", ""), said.get("fields", ""))


NOTHING_SAID = Defaults()


@dataclass(frozen=True, slots=True)
class Source:
    """From where a page can be read: its file, what the user said of it, and its name in a graph if it is in one."""

    path: Path
    said: Mapping[str, str]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A page to be read: a file or a record of one, by the path that names it, and a digest of what its yield hangs on."""

    path: Path
    digest: str
    said: Mapping[str, str]
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class Yield:
    """What became of a task: what is to be kept, or a problem; perhaps a warning."""

    task: Task
    kept: Kept | None = None
    problem: str = ""
    warning: str = ""


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


def extract_all(files: Iterable[Path], defaults: Defaults) -> Iterator[Outcome]:
    """What each file yields, in their order; many files are read by several processes."""
    return over(partial(extract, defaults=defaults), files)


def yields(tasks: Iterable[Task]) -> Iterator[Yield]:
    """What becomes of each task, in their order; much of it by several processes, which take tasks as they go."""
    return over(_yield, tasks)


def _yield(task: Task) -> Yield:
    outcome = extract(task.record or task.path, Defaults.of(task.said))
    kept = Kept.of(outcome.knowledge) if outcome.knowledge is not None else None
    # the texts of a record need not go back
    return Yield(Task(task.path, task.digest, task.said), kept, outcome.problem, outcome.warning)


def read(source: Path | Record, defaults: Defaults) -> Page:
    """The page in this file, or of this record. Raises `ReadError` when it is no text or not there."""
    from kg.read import page_of, read_page
    from kg.read.corpus import Record, parted

    said = {"paper": defaults.paper, "date": defaults.date, "province": defaults.province}
    if isinstance(source, Path):
        path, key = parted(source)
        if not key or source.is_file():
            return read_page(source, **said)  # type: ignore[arg-type]
        source = _finder().find(path, key, defaults.fields)
    assert isinstance(source, Record)
    return page_of(source.text, source.source, **said)  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def _finder() -> Finder:
    from kg.read.corpus import Finder

    # files that are still open are closed while there is something to close them with
    atexit.register(_finder.cache_clear)
    return Finder()


def extract(source: Path | Record, defaults: Defaults) -> Outcome:
    """What one file or record yields; whatever goes wrong with it stays with it."""
    from kg.rules import extract as extract_page

    name = source if isinstance(source, Path) else source.source
    try:
        knowledge = extract_page(read(source, defaults))
        for _ in rdf.quads(knowledge):
            pass  # what RDF cannot hold must cost this page, not all of them
    except OntologyError:
        # no page can be read with it
        raise
    except YutuError as error:
        return Outcome(problem=str(error))
    except Exception as error:
        # an error of ours on one page must not lose the others
        return Outcome(problem=f"{name}: left out, an error of Yutu's own; please report it ({_cause(error)})")
    return Outcome(knowledge, warning=_doubt(name, knowledge))


def _cause(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(frame.filename).name}:{frame.lineno}: {str(error)[:200]}"


def _doubt(file: Path, knowledge: Knowledge) -> str:
    if not knowledge.articles:
        return f"{file}: no article was found on it"
    if all(article.date is None for article in knowledge.articles):
        return f"{file}: has no date, so relative dates stay open; say it with --date YYYY-MM-DD"
    return ""
