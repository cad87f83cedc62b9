"""What was read from each file, kept on disk: the source from which store, index and pictures can be made again.

One SQLite file in the folder of a graph, `yutu.sqlite`. What a file yields waits in the table `fresh` as soon as it is
read, so a build that is killed goes on where it was. Publishing takes it over into the table `page`, in one transaction
with all that is made of it, which also says which version of the store is the one to ask. Whoever asks meanwhile sees the
state before it or after it.
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
FORMAT = 1
# whoever publishes a large graph holds the lock for a while
_PATIENCE = 600.0
_COLUMNS = "source, id, digest, said, program, text, sketch, knowledge, content"
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS page (
    source TEXT PRIMARY KEY, id TEXT, digest TEXT, said TEXT, program TEXT, text TEXT, sketch TEXT, knowledge BLOB,
    content TEXT, published TEXT NOT NULL DEFAULT ''
);
CREATE TABLE IF NOT EXISTS fresh (
    source TEXT PRIMARY KEY, id TEXT, digest TEXT, said TEXT, program TEXT, text TEXT, sketch TEXT, knowledge BLOB,
    content TEXT
);
CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS mirrored (
    endpoint TEXT NOT NULL, graph TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (endpoint, graph)
);
PRAGMA user_version = {FORMAT};
"""


class ShelfError(YutuError):
    """There is no graph where one was looked for, or its file can be neither read nor written."""


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of a file: the id of its page, digests of its text and of all it yielded, what the user said.

    `published` tells what of it stands in the store, and `program` by what it was read.
    """

    path: Path
    id: str
    text: str
    content: str
    said: dict[str, str]
    sketch: Sketch
    program: str
    published: str


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
        try:
            return cls(_connected(path, "mode=rw"), folder)
        except sqlite3.OperationalError:
            # on a medium that cannot be written, nobody else writes either
            with _told(path):
                return cls(_connected(path, "mode=ro&immutable=1"), folder)
        except sqlite3.Error as error:
            raise _damaged(path, error) from error

    @classmethod
    def create(cls, folder: Path) -> Shelf:
        """The shelf in `folder`, for writing, made if there is none. Raises `ShelfError` when it cannot be."""
        path = folder / NAME
        with _told(path):
            connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
            _check_format(path, connection)
            # whoever reads need not wait for whoever writes
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_SCHEMA + Index.schema())
        return cls(connection, folder)

    @classmethod
    def change(cls, folder: Path) -> Shelf:
        """The shelf in `folder`, for writing. Raises `ShelfError` when there is none."""
        with cls.open(folder):
            return cls.create(folder)

    @classmethod
    def in_memory(cls) -> Shelf:
        """A shelf that no file holds."""
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        connection.executescript(_SCHEMA + Index.schema())
        return cls(connection, Path())

    def __enter__(self) -> Shelf:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all that is done within is kept, or nothing. Others who write wait."""
        with _told(self.folder / NAME):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                # of a full disk SQLite has rolled back already
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def _run(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        with _told(self.folder / NAME):
            return self._db.execute(sql, values).fetchall()

    # what was read

    def knows(self, path: Path, digest: str) -> bool:
        """Whether the file was read as it is now."""
        row = self._run("SELECT digest FROM fresh WHERE source = ?", _key(path)) or self._run(
            "SELECT digest FROM page WHERE source = ?", _key(path)
        )
        return bool(digest) and row == [(digest,)]

    def put(self, path: Path, knowledge: Knowledge, digest: str, said: Mapping[str, str]) -> None:
        """Keep what the file yielded, to be published in the place of what it yielded before."""
        data = saved.dumps(knowledge)
        told = json.dumps(dict(said), ensure_ascii=False, sort_keys=True)
        row = (_key(path), page_id(knowledge), digest, told, program(), text_digest(knowledge))
        more = (sketch(knowledge).dumps(), data, hashlib.blake2b(data, digest_size=16).hexdigest())
        self._run(f"INSERT OR REPLACE INTO fresh ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", *row, *more)

    def take(self) -> None:
        """Take over what was read since the last time."""
        self._run(f"INSERT OR REPLACE INTO page ({_COLUMNS}) SELECT {_COLUMNS} FROM fresh ORDER BY source")
        self._run("DELETE FROM fresh")

    def remove(self, paths: Iterable[Path]) -> None:
        """Forget what these files yielded."""
        for path in paths:
            self._run("DELETE FROM page WHERE source = ?", _key(path))

    def rows(self) -> list[Row]:
        """What is known of each file, in the order of their paths."""
        found = self._run(
            "SELECT source, id, text, content, said, sketch, program, published FROM page ORDER BY source"
        )
        return [
            Row(Path(source), ident, text, content, json.loads(said), Sketch.loads(drawn), program, published)  # type: ignore[arg-type]
            for source, ident, text, content, said, drawn, program, published in found
        ]

    def knowledge(self, path: Path) -> Knowledge:
        """What the file yielded, as it was read. Raises `KeyError` when it is not here, `SavedError` when damaged."""
        found = self._run("SELECT knowledge FROM page WHERE source = ?", _key(path))
        if not found:
            raise KeyError(path)
        try:
            return saved.loads(found[0][0])  # type: ignore[arg-type]
        except saved.SavedError as error:
            raise saved.SavedError(f"{path}: {error}; build it again into a new folder") from error

    # what was made of it

    def publish(self, marks: Mapping[Path, str]) -> None:
        """Note of each of these files what of it stands in the store."""
        for path, mark in marks.items():
            self._run("UPDATE page SET published = ? WHERE source = ?", mark, _key(path))

    def note(self, name: str) -> str:
        """What was noted under `name`, else nothing."""
        found = self._run("SELECT value FROM note WHERE name = ?", name)
        return str(found[0][0]) if found else ""

    def notes(self, **values: str) -> None:
        """Note each value under its name."""
        for name, value in values.items():
            self._run("INSERT OR REPLACE INTO note VALUES (?, ?)", name, value)

    def mirrored(self, endpoint: str) -> dict[str, str]:
        """For each graph that was loaded into the server its digest."""
        return dict(self._run("SELECT graph, digest FROM mirrored WHERE endpoint = ?", endpoint))  # type: ignore[arg-type]

    def mirror(self, endpoint: str, digests: Mapping[str, str]) -> None:
        """Note what the server now holds."""
        self._run("DELETE FROM mirrored WHERE endpoint = ?", endpoint)
        for graph, digest in digests.items():
            self._run("INSERT INTO mirrored VALUES (?, ?, ?)", endpoint, graph, digest)


def _connected(path: Path, how: str) -> sqlite3.Connection:
    uri = f"{path.resolve().as_uri()}?{how}"
    connection = sqlite3.connect(uri, uri=True, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA query_only = 1")
    connection.execute("SELECT name FROM sqlite_master LIMIT 1")
    _check_format(path, connection)
    return connection


def _check_format(path: Path, connection: sqlite3.Connection) -> None:
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found not in (0, FORMAT):
        raise ShelfError(f"{path}: was written by another version of Yutu; build into a new folder")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, error: sqlite3.Error) -> ShelfError:
    hint = "" if isinstance(error, sqlite3.OperationalError) else "; it is damaged: build into a new folder"
    return ShelfError(f"{path}: cannot be used ({error}){hint}")


def _key(path: Path) -> str:
    return str(path.resolve())


def text_digest(knowledge: Knowledge) -> str:
    """By which two files are known to hold the same page: a digest of the texts of its articles."""
    texts = "\0".join(article.text for article in knowledge.articles)
    return hashlib.blake2b(texts.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def digest_of(path: Path, said: Mapping[str, str], *, limit: int) -> str:
    """What the yield of a file hangs on: its bytes, what the user says of it, the ontology folder and this program.

    Empty for what is no file of at most `limit` bytes. Raises `OSError` when it cannot be read.
    """
    if not path.is_file() or path.stat().st_size > limit:
        return ""
    told = json.dumps(dict(said), ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(path.read_bytes() + told.encode() + program().encode(), digest_size=16).hexdigest()


def program() -> str:
    """A digest of this program and the ontology folder in use."""
    return _program(ontology.folder())


@lru_cache(maxsize=8)
def _program(folder: Path) -> str:
    package = Path(__file__).parent
    found = hashlib.blake2b(digest_size=16)
    files = [*package.rglob("*.py"), *(file for kind in ("tsv", "yaml", "gz") for file in folder.rglob(f"*.{kind}"))]
    for file in sorted(files, key=lambda f: f.as_posix()):
        found.update(file.name.encode() + b"\0" + file.read_bytes())
    return found.hexdigest()
