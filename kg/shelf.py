"""What was read from each page, kept on disk: the source from which store, index and pictures can be made again.

One SQLite file in the folder of a graph, `yutu.sqlite`. What a page yields waits in the table `fresh` as soon as it is
read, so a build that is killed goes on where it was. Publishing takes it over into the table `page`, in one transaction
with all that is made of it, which also says which version of the store is the one to ask. Whoever asks meanwhile sees the
state before it or after it. What ties pages together stands beside it (`kg.ties`).
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kg.digests import program
from kg.kept import COLUMNS, Kept, Row, loaded, row
from kg.model import Knowledge, YutuError
from kg.search import Index
from kg.ties import Ties

NAME = "yutu.sqlite"
FORMAT = 2
# whoever publishes a large graph holds the lock for a while
_PATIENCE = 600.0
_FIELDS = "id, digest, said, program, text, content, date, paper, articles, kept"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS kept (id INTEGER PRIMARY KEY, knowledge BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS page (
    source TEXT PRIMARY KEY, id TEXT, digest TEXT, said TEXT, program TEXT, text TEXT, content TEXT, date TEXT,
    paper TEXT, articles TEXT, kept INTEGER NOT NULL UNIQUE, name TEXT NOT NULL DEFAULT '', shown INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS page_id ON page (id);
CREATE INDEX IF NOT EXISTS page_name ON page (name);
CREATE INDEX IF NOT EXISTS page_program ON page (program);
CREATE TABLE IF NOT EXISTS fresh (
    source TEXT PRIMARY KEY, id TEXT, digest TEXT, said TEXT, program TEXT, text TEXT, content TEXT, date TEXT,
    paper TEXT, articles TEXT, kept INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS mirrored (
    endpoint TEXT NOT NULL, graph TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (endpoint, graph)
);
"""


class ShelfError(YutuError):
    """There is no graph where one was looked for, or its file can be neither read nor written."""


class Shelf:
    """The pages of one graph; `index` finds words and names in them."""

    def __init__(self, connection: sqlite3.Connection, folder: Path) -> None:
        self._db = connection
        self.folder = folder
        self.index = Index(connection)
        self.ties = Ties(connection)

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
            connection.executescript(_schema())
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
        connection.executescript(_schema())
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

    def _new(self, sql: str, *values: object) -> int:
        with _told(self.folder / NAME):
            return self._db.execute(sql, values).lastrowid or 0

    # what was read

    def knows(self, path: Path, digest: str) -> bool:
        """Whether the source was read as it is now."""
        return bool(digest) and self.digests([key(path)]).get(key(path)) == digest

    def digests(self, sources: Collection[str]) -> dict[str, str]:
        """Of those of these sources that were read, what their yield hung on."""
        asked = "SELECT value FROM json_each(?)"
        listed = json.dumps(list(sources))
        return {
            str(source): str(digest)
            for table in ("page", "fresh")
            for source, digest in self._run(f"SELECT source, digest FROM {table} WHERE source IN ({asked})", listed)
        }

    def records(self, path: Path) -> dict[str, str]:
        """For each record of a file that was read, by its key, what its yield hung on."""
        start = f"{key(path)}#"
        asked = "SELECT source, digest FROM {} WHERE source > ? AND source < ?"
        return {
            str(source).removeprefix(start): str(digest)
            for table in ("page", "fresh")
            # the character after #
            for source, digest in self._run(asked.format(table), start, f"{start[:-1]}$")
        }

    def put(self, path: Path, knowledge: Knowledge | Kept, digest: str, said: Mapping[str, str]) -> None:
        """Keep what the source yielded, to be published in the place of what it yielded before."""
        kept = knowledge if isinstance(knowledge, Kept) else Kept.of(knowledge)
        for (old,) in self._run("SELECT kept FROM fresh WHERE source = ?", key(path)):
            self._forget([int(str(old))])
        number = self._new("INSERT INTO kept (knowledge) VALUES (?)", kept.data)
        told = json.dumps(dict(said), ensure_ascii=False, sort_keys=True)
        row = (key(path), kept.id, digest, told, program(), kept.text, kept.content, kept.date, kept.paper)
        more = (json.dumps(kept.articles), number)
        marks = ", ".join("?" * (len(row) + len(more)))
        self._run(f"INSERT OR REPLACE INTO fresh (source, {_FIELDS}) VALUES ({marks})", *row, *more)
        self.ties.put(number, kept.traces)

    def fresh(self) -> list[str]:
        """The sources that were read since the last time."""
        return [str(source) for (source,) in self._run("SELECT source FROM fresh ORDER BY source")]

    def take(self) -> None:
        """Take over what was read since the last time."""
        old = self._run("SELECT page.kept FROM page JOIN fresh USING (source)")
        self._run(
            f"INSERT OR REPLACE INTO page (source, {_FIELDS}) SELECT source, {_FIELDS} FROM fresh ORDER BY source"
        )
        self._run("DELETE FROM fresh")
        self._forget(int(str(number)) for (number,) in old)

    def remove(self, paths: Iterable[Path]) -> None:
        """Forget what these sources yielded."""
        for path in paths:
            old = self._run("SELECT kept FROM page WHERE source = ?", key(path))
            self._run("DELETE FROM page WHERE source = ?", key(path))
            self._forget(int(str(number)) for (number,) in old)

    def _forget(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            self._run("DELETE FROM kept WHERE id = ?", number)
            self.ties.drop(number)

    def rows(self, ids: Collection[str] | None = None) -> list[Row]:
        """What is known of each source, or of each with a page of these ids, in the order of their paths."""
        chosen = "" if ids is None else " WHERE id IN (SELECT value FROM json_each(?))"
        values = [] if ids is None else [json.dumps(sorted(ids))]
        return [row(values) for values in self._run(f"SELECT {COLUMNS} FROM page{chosen} ORDER BY source", *values)]

    def shown(self, names: Collection[str] | None = None) -> Iterator[Row]:
        """The pages of the graph, or those of these names, each from the first of its sources, by date and name."""
        asked = f"SELECT {COLUMNS} FROM page WHERE shown"
        if names is not None:
            rows = self._run(
                f"{asked} AND name IN (SELECT value FROM json_each(?)) ORDER BY date, name", _listed(names)
            )
        else:
            rows = self._run(f"{asked} ORDER BY date, name")
        return map(row, rows)

    def ids_of(self, sources: Iterable[str]) -> set[str]:
        """The ids of the pages that these sources hold, and of those that they are to hold."""
        listed = _listed(sources)
        asked = "SELECT id FROM {} WHERE id != '' AND source IN (SELECT value FROM json_each(?))"
        return {str(ident) for table in ("page", "fresh") for (ident,) in self._run(asked.format(table), listed)}

    def ids_of_copies(self) -> set[str]:
        """The ids of pages that several sources hold."""
        return {str(i) for (i,) in self._run("SELECT id FROM page WHERE id != '' GROUP BY id HAVING count(*) > 1")}

    def copies(self) -> dict[str, str]:
        """For each source that holds the same page as another, the first that does, which is shown."""
        rows = self._run(
            "SELECT other.source, page.source FROM page JOIN page AS other USING (name)"
            " WHERE page.shown AND NOT other.shown AND name != '' ORDER BY other.source"
        )
        return {str(source): str(first) for source, first in rows}

    def name(self, names: Mapping[str, tuple[str, bool]]) -> None:
        """Note of each of these sources the name of its page, and whether it is the one from which that is shown."""
        for source, (name, shown) in names.items():
            self._run("UPDATE page SET name = ?, shown = ? WHERE source = ?", name, shown, source)

    def read_by_others(self) -> int:
        """How many pages were read by what the program or the ontology was before."""
        return int(str(self._run("SELECT count(*) FROM page WHERE program != ?", program())[0][0]))

    def count(self) -> int:
        """How many pages the graph has."""
        return int(str(self._run("SELECT count(*) FROM page WHERE shown")[0][0]))

    def knowledge(self, path: Path) -> Knowledge:
        """What the source yielded, as it was read. Raises `KeyError` when it is not here, `SavedError` when damaged."""
        found = self._run("SELECT kept FROM page WHERE source = ?", key(path))
        if not found:
            raise KeyError(path)
        return loaded(self.data(int(str(found[0][0]))), path)

    def data(self, kept: int) -> bytes:
        """What was kept under this number, as bytes."""
        found = self._run("SELECT knowledge FROM kept WHERE id = ?", kept)
        return found[0][0] if found else b""  # type: ignore[return-value]

    # what was made of it

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


def key(path: Path) -> str:
    """How a source is called on the shelf."""
    return os.path.realpath(path)


def _listed(values: Iterable[str]) -> str:
    return json.dumps(sorted(values))


def _schema() -> str:
    return f"{_SCHEMA}{Ties.schema()}{Index.schema()}PRAGMA user_version = {FORMAT};"
