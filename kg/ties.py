"""What ties pages together, kept on disk by blocks: traces, the ids that came of them, and what pages tell together.

The tables stand in the database that holds the pages (`kg.shelf`), which keeps the transactions. Whatever is asked of them
takes time in proportion to the pages and blocks that it concerns.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator

from kg.model import Literal
from kg.resolve import Joined, Record, Seen, Settled, Stated

_SCHEMA = """
CREATE TABLE IF NOT EXISTS trace (kept INTEGER NOT NULL, block TEXT NOT NULL, told TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS trace_block ON trace (block);
CREATE INDEX IF NOT EXISTS trace_kept ON trace (kept);
CREATE TABLE IF NOT EXISTS assigned (block TEXT NOT NULL, page TEXT NOT NULL, local TEXT NOT NULL, id TEXT NOT NULL,
    joined TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS assigned_block ON assigned (block);
CREATE INDEX IF NOT EXISTS assigned_page ON assigned (page);
CREATE TABLE IF NOT EXISTS block (name TEXT PRIMARY KEY, records TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS link (name TEXT PRIMARY KEY, records TEXT NOT NULL);
"""
Ids = dict[str, dict[str, str]]


class Ties:
    """The tables; a page's traces are known by the number under which the page is kept."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    @staticmethod
    def schema() -> str:
        """SQL that makes the tables where they are missing."""
        return _SCHEMA

    def put(self, kept: int, traces: Iterable[tuple[str, str]]) -> None:
        """Keep the traces of a page, as (block, JSON)."""
        self._db.executemany("INSERT INTO trace VALUES (?, ?, ?)", [(kept, *_storable(trace)) for trace in traces])

    def drop(self, kept: int) -> None:
        """Forget the traces of a page."""
        self._db.execute("DELETE FROM trace WHERE kept = ?", (kept,))

    def blocks(self, kept: Collection[int]) -> set[str]:
        """The blocks that these pages have traces in."""
        asked = "SELECT DISTINCT block FROM trace WHERE kept IN (SELECT value FROM json_each(?))"
        return {block for (block,) in self._db.execute(asked, (json.dumps(list(kept)),))}

    def all_blocks(self) -> set[str]:
        """The blocks in which anything stands, or stood when they were settled."""
        tables = (
            "SELECT block FROM trace UNION SELECT name FROM block UNION SELECT name FROM link"
            " UNION SELECT block FROM assigned"
        )
        return {block for (block,) in self._db.execute(tables)}

    def traces(self, blocks: Collection[str]) -> Iterator[tuple[Seen, str]]:
        """The traces that stand in these blocks, of the pages of the graph, under the names that they have there."""
        asked = (
            "SELECT page.name, page.id, date, paper, told FROM trace JOIN page USING (kept)"
            " WHERE shown AND block IN (SELECT value FROM json_each(?))"
        )
        for name, ident, date, paper, told in self._db.execute(asked, (json.dumps(sorted(blocks)),)):
            yield Seen(name, date, paper), told if name == ident else told.replace(f"{ident}/", f"{name}/")

    def stands(self, block: str) -> bool:
        """Whether a page of the graph has a trace in the block."""
        asked = "SELECT 1 FROM trace JOIN page USING (kept) WHERE shown AND block = ? LIMIT 1"
        return self._db.execute(asked, (block,)).fetchone() is not None

    def naming(self, told: Collection[tuple[str, str]]) -> set[str]:
        """The blocks of the traces in which these pages name these ids, as (page, id there)."""
        named = json.dumps([(page, json.dumps(local, ensure_ascii=False)) for page, local in sorted(told)])
        asked = (
            "SELECT DISTINCT block FROM json_each(?) AS named JOIN page ON page.name = named.value ->> 0"
            " JOIN trace USING (kept) WHERE shown AND instr(told, named.value ->> 1)"
        )
        return {block for (block,) in self._db.execute(asked, (named,))}

    def moved(self) -> Ids:
        """By page, the ids that places in no table have across pages, where they are others than there."""
        asked = "SELECT page, local, id FROM assigned WHERE block GLOB 'place/*'"
        found: Ids = {}
        for page, local, ident in self._db.execute(asked):
            found.setdefault(page, {})[local] = ident
        return found

    def ids(self, pages: Collection[str] | None = None) -> Ids:
        """For these pages, or all, the ids of places, persons and events across pages, where they are others than there."""
        found: Ids = {}
        for page, local, ident, _ in self._assigned(pages):
            found.setdefault(page, {})[local] = ident
        return found

    def joined(self, pages: Collection[str] | None = None) -> dict[str, dict[str, Joined]]:
        """For these pages, or all, what of theirs several pages tell, by its id across pages."""
        found: dict[str, dict[str, Joined]] = {}
        for page, _, ident, told in self._assigned(pages):
            if told:
                kind, name, values = json.loads(told)
                found.setdefault(page, {})[ident] = Joined(kind, name, tuple((term, value) for term, value in values))
        return found

    def _assigned(self, pages: Collection[str] | None) -> Iterator[tuple[str, str, str, str]]:
        values = [] if pages is None else [json.dumps(sorted(pages))]
        where = "" if pages is None else " WHERE page IN (SELECT value FROM json_each(?))"
        # a delegation may have been on the move in two months
        yield from self._db.execute(
            f"SELECT page, local, id, joined FROM assigned{where} ORDER BY block, page, local", values
        )

    def assign(self, block: str, settled: Settled) -> dict[tuple[str, str], tuple[str, str]]:
        """Keep the ids that come of a block in place of those before; which are others, or others' names: old and new."""
        rows = self._db.execute("SELECT page, local, id, joined FROM assigned WHERE block = ?", (block,))
        old = {(page, local): (ident, told) for page, local, ident, told in rows}
        new = {where: (ident, _joined(settled.joined.get(ident))) for where, ident in settled.ids.items()}
        if old == new:
            return {}
        self._db.execute("DELETE FROM assigned WHERE block = ?", (block,))
        told = [(block, *where, *known) for where, known in new.items()]
        self._db.executemany("INSERT INTO assigned VALUES (?, ?, ?, ?, ?)", told)
        other = sorted(where for where in old.keys() | new.keys() if old.get(where) != new.get(where))
        return {where: (old.get(where, where[1:])[0], new.get(where, where[1:])[0]) for where in other}

    def records(self, blocks: Iterable[str] | None = None) -> Iterator[tuple[str, tuple[Record, ...]]]:
        """What pages tell together, by block; for blocks that are named, also that it is nothing."""
        if blocks is None:
            for name, told in self._db.execute("SELECT name, records FROM block ORDER BY name"):
                yield name, _records(told)
            return
        for name in blocks:
            row = self._db.execute("SELECT records FROM block WHERE name = ?", (name,)).fetchone()
            yield name, _records(row[0]) if row else ()

    def record(self, block: str, records: tuple[Record, ...]) -> bool:
        """Keep what the pages of a block tell together; whether it is other than before."""
        return self._record("block", block, records)

    def links(self) -> list[Record]:
        """What the graph of links holds."""
        return [
            record
            for (told,) in self._db.execute("SELECT records FROM link ORDER BY name")
            for record in _records(told)
        ]

    def link(self, block: str, records: tuple[Record, ...]) -> bool:
        """Keep the links that come of a block; whether they are others than before."""
        return self._record("link", block, records)

    def _record(self, table: str, name: str, records: tuple[Record, ...]) -> bool:
        row = self._db.execute(f"SELECT records FROM {table} WHERE name = ?", (name,)).fetchone()
        told = _dumped(records) if records else ""
        if told == (row[0] if row else ""):
            return False
        if told:
            self._db.execute(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", (name, told))
        else:
            self._db.execute(f"DELETE FROM {table} WHERE name = ?", (name,))
        return True


def _joined(node: Joined | None) -> str:
    return json.dumps([node.kind, node.name, node.values], ensure_ascii=False) if node else ""


def _storable(trace: tuple[str, str]) -> tuple[str, str]:
    # SQLite holds no lone surrogates
    block, told = (text.encode("utf-8", "replace").decode() for text in trace)
    return block, told


def _dumped(records: Iterable[Record]) -> str:
    told = [
        [
            record.id,
            record.kind,
            [(name, value if isinstance(value, str) else [value.value, value.type]) for name, value in record.values],
            [(fact.subject, fact.property, fact.object, fact.article) for fact in record.facts],
            record.rule,
        ]
        for record in records
    ]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _records(told: str) -> tuple[Record, ...]:
    return tuple(
        Record(
            ident,
            kind,
            tuple((name, value if isinstance(value, str) else Literal(*value)) for name, value in values),
            tuple(Stated(*fact) for fact in facts),
            rule,
        )
        for ident, kind, values, facts, rule in json.loads(told)
    )
