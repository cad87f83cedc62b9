"""The graph on disk: a folder that holds quads, ready to be asked.

A store is made whole and then put in place, so that whoever asks meanwhile sees the old one or the new one. Its
default graph holds every triple once, whichever articles say it: a union taken while asking would count the label of a
province once for each article that names it.
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph
from pyoxigraph import DefaultGraph, Quad

from kg.model import YutuError

FOLDER = "store"


class StoreError(YutuError):
    """There is no store where one was looked for, or it can be neither read nor written."""


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
        inner = pyoxigraph.Store()
        inner.bulk_extend(_with_union(quads))
        return cls(inner)

    @classmethod
    def create(cls, folder: Path, quads: Iterable[Quad]) -> Store:
        """A new store of these quads under `folder`/store, in place of what was there, opened for reading.

        Raises `StoreError` when the folder cannot be written; then the old store is still there.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            # not by tempfile, whose folders only their owner may read
            fresh = folder / f".store-{uuid.uuid4().hex}"
            fresh.mkdir()
        except OSError as error:
            raise StoreError(f"{folder}: cannot be written ({error.strerror}); choose another with -o") from error
        try:
            _load(fresh, quads)
            _swap(fresh, folder / FOLDER)
        except OSError as error:
            raise StoreError(f"{folder}: the store cannot be written ({error})") from error
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path) -> Store:
        """The store under `folder`/store, for reading only: any number of readers at once.

        Raises `StoreError` when there is none.
        """
        path = folder / FOLDER
        # pyoxigraph would make an empty one
        if not (path / "CURRENT").is_file():
            raise StoreError(f"{folder}: holds no graph; run `kg build PATH… -o {folder}` first")
        try:
            return cls(pyoxigraph.Store.read_only(str(path)))
        except OSError as error:
            raise StoreError(f"{path}: cannot be opened ({error}); build it again") from error


def _with_union(quads: Iterable[Quad]) -> Iterator[Quad]:
    for quad in quads:
        yield quad
        yield Quad(*quad.triple)


def _load(path: Path, quads: Iterable[Quad]) -> None:
    inner = pyoxigraph.Store(str(path))
    inner.bulk_extend(_with_union(quads))
    inner.flush()
    # the lock is held as long as the object lives
    del inner


def _swap(fresh: Path, path: Path) -> None:
    old = fresh.with_name(fresh.name + "-old")
    if path.exists():
        path.rename(old)
    try:
        fresh.rename(path)
    except OSError:
        if old.exists():
            old.rename(path)
        raise
    shutil.rmtree(old, ignore_errors=True)
