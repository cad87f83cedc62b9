"""What was read from each page, kept on disk: the source from which store, index and pictures can be made again.

One SQLite file in the folder of a graph, `yutu.sqlite`. A page's row is written as soon as the page is read, so a build
that is killed goes on where it was; what is made of the rows is published in one transaction, which also says which
version of the store is the one to ask. Whoever asks meanwhile sees the state before or after it, never one between.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg import ontology, saved
from kg.model import Knowledge, YutuError
from kg.resolve import Sketch, page_id, sketch
from kg.search import Index

NAME = "yutu.sqlite"
# whoever publishes a large graph holds the lock for a while
_PATIENCE = 600.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS page (
    id TEXT PRIMARY KEY, source TEXT UNIQUE NOT NULL, digest TEXT NOT NULL, said TEXT NOT NULL,
    sketch TEXT NOT NULL, knowledge BLOB NOT NULL, content TEXT NOT NULL, published TEXT NOT NULL DEFAULT ''
);
CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS mirrored (
    endpoint TEXT NOT NULL, graph TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (endpoint, graph)
);
"""


class ShelfError(YutuError):
    """There is no graph where one was looked for, or its file can be neither read nor written."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a page came from: its id, its file, and what the user said of it when it was read."""

    page: str
    path: Path
    said: dict[str, str]


class Shelf:
    """The pages of one graph; `index` finds words and names in them."""

    def __init__(self, connection: sqlite3.Connection, folder: Path) -> None:
        self._db = connection
        self.folder = folder
        self.index = Index(connection)

    @classmethod
    def open(cls, folder: Path) -> Shelf:
        """The shelf in `folder`, for reading. Raises `ShelfError` when there is none."""
        path = folder / NAME
        if not path.is_file():
            raise ShelfError(f"{folder}: holds no graph; run `kg build PATH… -o {folder}` first")
        uri = f"{path.resolve().as_uri()}?mode=ro"
        with _told(path):
            connection = sqlite3.connect(uri, uri=True, timeout=_PATIENCE, check_same_thread=False)
            connection.execute("SELECT name FROM note LIMIT 1")
        return cls(connection, folder)

    @classmethod
    def create(cls, folder: Path) -> Shelf:
        """The shelf in `folder`, for writing, made if there is none. Raises `ShelfError` when it cannot be."""
        path = folder / NAME
        with _told(path):
            connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
            connection.executescript(_SCHEMA + Index.schema())
        return cls(connection, folder)

    @classmethod
    def in_memory(cls) -> Shelf:
        """A shelf that no file holds."""
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        connection.executescript(_SCHEMA + Index.schema())
        return cls(connection, Path())

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all that is done within is kept, or nothing. Others who write wait."""
        with _told(self.folder / NAME):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    # pages

    def page(self, path: Path, digest: str) -> str:
        """The id of the page that this file yielded when it was as it is now; empty if none is here."""
        row = self._db.execute("SELECT id FROM page WHERE source = ? AND digest = ?", [_key(path), digest]).fetchone()
        return row[0] if row else ""

    def put(self, path: Path, knowledge: Knowledge, digest: str, said: Mapping[str, str]) -> None:
        """Keep what the file yielded, in the place of what it yielded before."""
        data = saved.dumps(knowledge)
        told = json.dumps(dict(said), ensure_ascii=False, sort_keys=True)
        content = hashlib.blake2b(data, digest_size=16).hexdigest()
        row = (page_id(knowledge), _key(path), digest, told, sketch(knowledge).dumps(), data, content)
        self._db.execute("DELETE FROM page WHERE source = ?", [_key(path)])
        self._db.execute(
            "INSERT INTO page (id, source, digest, said, sketch, knowledge, content) VALUES (?, ?, ?, ?, ?, ?, ?)", row
        )

    def source(self, page: str) -> Source | None:
        """Where the page with this id came from."""
        return next(self._sources("WHERE id = ?", [page]), None)

    def sources(self) -> list[Source]:
        """Where each page came from, by id."""
        return list(self._sources("ORDER BY id", []))

    def _sources(self, which: str, values: list[str]) -> Iterator[Source]:
        for page, path, said in self._db.execute(f"SELECT id, source, said FROM page {which}", values):
            yield Source(page, Path(path), json.loads(said))

    def remove(self, pages: Iterable[str]) -> None:
        """Forget the pages with these ids."""
        self._db.executemany("DELETE FROM page WHERE id = ?", [[page] for page in pages])

    def sketches(self) -> dict[str, Sketch]:
        """The sketch of each page, by its id."""
        return {page: Sketch.loads(text) for page, text in self._db.execute("SELECT id, sketch FROM page ORDER BY id")}

    def knowledge(self, page: str) -> Knowledge:
        """What the page with this id says, as it was read. Raises `KeyError` when it is not here."""
        row = self._db.execute("SELECT knowledge FROM page WHERE id = ?", [page]).fetchone()
        if row is None:
            raise KeyError(page)
        return saved.loads(row[0])

    # what was made of them

    def contents(self) -> dict[str, tuple[str, str]]:
        """For each page by id what it holds and what of it was published, as digests."""
        rows = self._db.execute("SELECT id, content, published FROM page ORDER BY id")
        return {page: (content, published) for page, content, published in rows}

    def publish(self, marks: Mapping[str, str]) -> None:
        """Note for each of these pages what of it was published."""
        self._db.executemany("UPDATE page SET published = ? WHERE id = ?", [(m, page) for page, m in marks.items()])

    def note(self, name: str) -> str:
        """What was noted under `name`, else nothing."""
        row = self._db.execute("SELECT value FROM note WHERE name = ?", [name]).fetchone()
        return row[0] if row else ""

    def notes(self, **values: str) -> None:
        """Note each value under its name."""
        self._db.executemany("INSERT OR REPLACE INTO note VALUES (?, ?)", list(values.items()))

    def mirrored(self, endpoint: str) -> dict[str, str]:
        """For each graph that was loaded into the server its digest."""
        return dict(self._db.execute("SELECT graph, digest FROM mirrored WHERE endpoint = ?", [endpoint]))

    def mirror(self, endpoint: str, digests: Mapping[str, str]) -> None:
        """Note what the server now holds."""
        self._db.execute("DELETE FROM mirrored WHERE endpoint = ?", [endpoint])
        rows = [(endpoint, graph, digest) for graph, digest in digests.items()]
        self._db.executemany("INSERT INTO mirrored VALUES (?, ?, ?)", rows)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise ShelfError(
            f"{path}: cannot be used ({error}); if it is damaged, build again into a new folder"
        ) from error


def _key(path: Path) -> str:
    return str(path.resolve())


def digest_of(path: Path, said: Mapping[str, str]) -> str:
    """What the yield of a file hangs on: its bytes, what the user says of it, the ontology folder and this program.

    Raises `OSError` when the file cannot be read.
    """
    told = json.dumps(dict(said), ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(path.read_bytes() + told.encode() + program().encode(), digest_size=16).hexdigest()


def program() -> str:
    """A digest of this program and the ontology folder in use."""
    return _program(ontology.folder())


@lru_cache(maxsize=8)
def _program(folder: Path) -> str:
    package = Path(__file__).parent
    found = hashlib.blake2b(digest_size=16)
    files = [*package.rglob("*.py"), *folder.rglob("*.tsv"), *folder.rglob("*.yaml")]
    for file in sorted(files, key=lambda f: f.as_posix()):
        found.update(file.name.encode() + b"\0" + file.read_bytes())
    return found.hexdigest()
