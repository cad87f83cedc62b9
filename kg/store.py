"""The graph on disk: quads, ready to be asked.

The default graph holds every stated triple once, whichever articles say it: a union taken while asking would count the
label of a province once for each article that names it. What is inferred stands in a graph of its own, `rdf.INFERRED`.

A folder keeps its store in versions, `store/1`, `store/2` …; a version is never written to once it is asked. The next
begins as a copy of hard links, is changed, and is put in force by a note on the shelf. So whoever asks meanwhile sees
the old one or the new one, and a build that is killed leaves the old one as it was.
"""

from __future__ import annotations

import os
import shutil
import weakref
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import ModuleType

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple

from kg.model import YutuError
from kg.rdf import INFERRED
from kg.shelf import Shelf

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:
    fcntl = None

FOLDER = "store"
IN_FORCE = "store"  # the note on the shelf that names the version to be asked
_BATCH = 100_000
# bytes; loading takes some ten times as much memory, and is slower with less and with more
_LOAD = 20_000_000


class StoreError(YutuError):
    """There is no store where one was looked for, or it can be neither read nor written."""


@dataclass(frozen=True, slots=True)
class Change:
    """The stated triples that came to the default graph and those that went from it."""

    came: frozenset[Triple] = frozenset()
    went: frozenset[Triple] = frozenset()

    @property
    def triples(self) -> frozenset[Triple]:
        """All of them."""
        return self.came | self.went


class Store:
    """Quads that can be asked; `inner` is pyoxigraph's own store."""

    def __init__(self, inner: pyoxigraph.Store) -> None:
        self.inner = inner

    def __iter__(self) -> Iterator[Quad]:
        """The quads it was made of, in no order."""
        return (quad for quad in self.inner if not isinstance(quad.graph_name, DefaultGraph))

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> Store:
        """A store in memory."""
        store = cls(pyoxigraph.Store())
        store.add(quads)
        return store

    @classmethod
    def open(cls, folder: Path) -> Store:
        """The store in force in `folder`, for reading only: any number of readers at once.

        Raises `StoreError` or `ShelfError` when there is none.
        """
        for _ in range(3):
            with Shelf.open(folder) as shelf:
                path = version(folder, shelf.note(IN_FORCE))
            # pyoxigraph would make an empty one; a build may put another in force meanwhile
            if (path / "CURRENT").is_file():
                return readable(path)
        raise StoreError(f"{folder}: its store is not there; run `kg build PATH… -o {folder}` again")

    def graphs(self) -> set[NamedNode]:
        """The names of its graphs, without that of what is inferred."""
        names = (name for name in self.inner.named_graphs() if isinstance(name, NamedNode))
        return {name for name in names if name != INFERRED}

    def graph(self, name: NamedNode) -> Iterator[Triple]:
        """The triples of one graph, in no order."""
        return (quad.triple for quad in self.inner.quads_for_pattern(None, None, None, name))

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads; those of `rdf.INFERRED` are no part of the default graph."""
        doubled = (copy for quad in quads for copy in _copies(quad))
        while batch := list(islice(doubled, _BATCH)):
            self.inner.bulk_extend(batch)

    def load(self, chunks: Iterable[bytes]) -> None:
        """Add quads from bytes of N-Quads, each chunk whole (`rdf.n_quads`): the quickest way for many."""
        left = iter(chunks)
        while part := b"".join(_some(left)):
            self.inner.bulk_load(part, format=RdfFormat.N_QUADS, lenient=True)

    def change(self, graphs: Iterable[tuple[NamedNode, Iterable[Triple]]]) -> Change:
        """Let each of these graphs hold just these triples; what came to the default graph by it, and what went."""
        added, removed = set[Triple](), set[Triple]()
        for name, triples in graphs:
            old, new = set(self.graph(name)), set(triples)
            for triple in old - new:
                self.inner.remove(_quad(triple, name))
            self.inner.extend(_quad(triple, name) for triple in new - old)
            if not new:
                self.inner.remove_graph(name)
            added |= new - old
            removed |= old - new
        change = Change(
            frozenset(triple for triple in added if Quad(*triple) not in self.inner),
            frozenset(triple for triple in removed if not self._is_stated(triple)),
        )
        for triple in change.went:
            self.inner.remove(Quad(*triple))
        self.inner.extend(Quad(*triple) for triple in change.came)
        return change

    def drop(self, graphs: Iterable[NamedNode]) -> None:
        """Take graphs out, and of the default graph the triples that stand in no other."""
        taken: set[Triple] = set()
        for name in graphs:
            if name != INFERRED:
                taken.update(self.graph(name))
            self.inner.remove_graph(name)
        for triple in taken:
            if not self._is_stated(triple):
                self.inner.remove(Quad(*triple))

    def _is_stated(self, triple: Triple) -> bool:
        found = self.inner.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        return any(isinstance(q.graph_name, NamedNode) and q.graph_name != INFERRED for q in found)


def _some(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """So many of the chunks as are quick to load and do not fill the memory."""
    size = 0
    while size < _LOAD and (chunk := next(chunks, None)) is not None:
        size += len(chunk)
        yield chunk


def _quad(triple: Triple, graph: NamedNode) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, graph)


def _copies(quad: Quad) -> Iterator[Quad]:
    yield quad
    if quad.graph_name != INFERRED:
        yield Quad(*quad.triple)


def version(folder: Path, number: str) -> Path:
    """Where the version of this number is, whether there or not."""
    return folder / FOLDER / (number or "none")


def draft(folder: Path, base: str) -> tuple[str, Path]:
    """The number and folder of a version to be written: a copy of the version `base`, or empty.

    Raises `StoreError` when it cannot be made.
    """
    try:
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
        numbers = [int(path.name) for path in (folder / FOLDER).iterdir() if path.name.isdecimal()]
        number = str(max(numbers, default=0) + 1)
        if base:
            shutil.copytree(version(folder, base), version(folder, number), copy_function=_link)
        else:
            version(folder, number).mkdir()
    except OSError as error:
        raise StoreError(f"{folder}: the store cannot be written ({error}); choose another folder with -o") from error
    return number, version(folder, number)


def _link(source: str, target: str) -> None:
    # tables are never changed once they are written; all else is small
    if source.endswith(".sst"):
        try:
            os.link(source, target)
            return
        except OSError:
            pass
    shutil.copy2(source, target)


def writable(path: Path) -> Store:
    """The version at `path`, open for writing as long as the object lives. Raises `StoreError` when it cannot be."""
    try:
        return Store(pyoxigraph.Store(str(path)))
    except (OSError, RuntimeError) as error:
        raise StoreError(f"{path}: cannot be written ({error})") from error


def readable(path: Path) -> Store:
    """The version at `path`, for reading only; it stays as long as the object lives. Raises `StoreError`."""
    try:
        held = _lock(path, exclusive=False)
        store = Store(pyoxigraph.Store.read_only(str(path)))
    except (OSError, RuntimeError) as error:
        raise StoreError(f"{path}: cannot be opened ({error}); run `kg build` again") from error
    weakref.finalize(store, _unlock, held)
    return store


def _lock(path: Path, *, exclusive: bool) -> int:
    """A file of the version, locked until it is closed. Raises `OSError` if it is wanted alone and somebody reads it."""
    file = os.open(path / "CURRENT", os.O_RDONLY)
    # elsewhere a file that somebody has open cannot be removed anyway
    if fcntl is not None:
        try:
            fcntl.flock(file, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except OSError:
            os.close(file)
            raise
    return file


def _unlock(file: int) -> None:
    os.close(file)


def sweep(folder: Path, keep: Iterable[str]) -> None:
    """Remove all versions but these and those that somebody reads, and what killed builds have left."""
    kept = set(keep)
    for path in (folder / FOLDER).glob("*"):
        if path.name in kept:
            continue
        if not path.is_dir():
            path.unlink(missing_ok=True)
            continue
        if (path / "CURRENT").is_file():
            try:
                _unlock(_lock(path, exclusive=True))
            except OSError:
                continue
        shutil.rmtree(path, ignore_errors=True)
