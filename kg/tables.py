"""The graph as folders of tables: CSV for Neo4j, and Parquet.

Neo4j reads the CSV files with

    neo4j-admin database import full --nodes=nodes.csv --relationships=relationships.csv

and its defaults: fields between commas, in double quotes where need be, items of a list between semicolons. The import
knows no way to write a semicolon within an item and takes a line for a row, so a semicolon in an item becomes its wide
form and a line break a blank. Nothing else is changed; a text that begins like a formula (`=cmd`) stays as printed,
for these files are for a database: do not open them in a spreadsheet.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from kg.extras import extra
from kg.rows import FactRow, Rows

_BATCH = 10_000
_WIDE_SEMICOLON = "\uff1b"


# Neo4j

_NODE = ("id:ID", "name", ":LABEL", "english", "aliases:string[]", "code", "newspaper", "page", "published:date")
_PLACE = ("article", "published:date", "sentence", "start:int", "end:int")
_RECORD = ("rules:string[]", "confidence:double", "validFrom", "validTo", "order:int", "inferred:boolean")
_RELATION = (":START_ID", ":END_ID", ":TYPE", *_PLACE, *_RECORD)


@dataclass
class _Ends:
    """What the relationships need of the nodes: that they are there, and the values that facts give them."""

    ids: set[str] = field(default_factory=set)
    values: dict[str, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))

    @property
    def columns(self) -> list[str]:
        return sorted({name for values in self.values.values() for name in values})


def neo4j(rows: Rows, folder: Path) -> None:
    """Write nodes.csv and relationships.csv: entities and articles; facts, and what articles mention.

    A fact that several passages tell is a relationship for each. Literal values are lists, as properties of their node.
    """
    ends = _Ends()
    with _csv(folder / "relationships.csv", _RELATION) as write:
        for row in rows.facts():
            ends.ids |= {row.subject, row.object} - {""}
            if row.object:
                write(_relation(row))
            elif row.value not in (told := ends.values[row.subject][row.property]):
                told.append(row.value)
        for article, entity in rows.mentions():
            ends.ids |= {article, entity}
            write(_relation(FactRow(article, "mentions", entity, "", article=article)))
    columns = ends.columns
    # a colon in the header would begin a type
    heads = [f"{re.sub('[^0-9A-Za-z_]', '_', name)}:string[]" for name in columns]
    with _csv(folder / "nodes.csv", [*_NODE, *heads]) as write:
        for node in _nodes(rows, ends.ids):
            values = ends.values.get(node[0], {})
            write([*node, *(_list(values.get(name, ())) for name in columns)])


def _relation(row: FactRow) -> list[object]:
    place = [row.article, row.published, row.sentence, row.start, row.end]
    record = [_list(row.rules), row.confidence, row.valid_from, row.valid_to, row.order]
    return [row.subject, row.object, row.property, *place, *record, "true" if row.inferred else "false"]


def _nodes(rows: Rows, wanted: set[str]) -> Iterator[list[Any]]:
    missing = set(wanted)
    for article in rows.articles():
        missing.discard(article.id)
        paper = [article.newspaper, article.page, article.published]
        yield [article.id, article.headline or article.id, "Article", "", "", "", *paper]
    for entity in rows.entities():
        missing.discard(entity.id)
        names = [_list(entity.kinds), entity.english, _list(entity.aliases), entity.code]
        yield [entity.id, entity.name, *names, "", "", ""]
    # the import ends at a relationship without its node
    for ident in sorted(missing):
        yield [ident, ident, "", "", "", "", "", "", ""]


def _list(items: Iterable[str]) -> str:
    return ";".join(item.replace(";", _WIDE_SEMICOLON) for item in items)


@contextmanager
def _csv(path: Path, header: Iterable[str]) -> Iterator[Any]:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        yield lambda cells: writer.writerow([re.sub(r"[\r\n]+", " ", c) if isinstance(c, str) else c for c in cells])


# Parquet


def parquet(rows: Rows, folder: Path) -> None:
    """Write entities.parquet, articles.parquet and facts.parquet.

    A fact that several passages tell is a row for each. Raises `ExtraError` where pyarrow is not installed.
    """
    schemas = _schemas()
    _write(schemas["entities"], folder / "entities.parquet", map(asdict, rows.entities()))
    _write(schemas["articles"], folder / "articles.parquet", map(asdict, rows.articles()))
    names = {row.id: row.name for row in rows.entities()}
    facts = (
        asdict(row) | {"subject_name": names.get(row.subject), "object_name": names.get(row.object)}
        for row in rows.facts()
    )
    _write(schemas["facts"], folder / "facts.parquet", facts)


def _schemas() -> dict[str, Any]:
    with extra("pyarrow", "parquet"):
        import pyarrow as pa
    text, texts, day = pa.string(), pa.list_(pa.string()), pa.date32()
    entities = {"id": text, "kinds": texts, "name": text, "english": text, "aliases": texts, "code": text}
    articles = {"id": text, "newspaper": text, "published": day, "page": text}
    articles |= dict.fromkeys(("headline", "kicker", "byline", "text"), text)
    facts = dict.fromkeys(("subject", "subject_name", "property", "object", "object_name", "value"), text)
    facts |= {"confidence": pa.float64(), "rules": texts, "article": text, "published": day, "sentence": text}
    facts |= {"start": pa.int64(), "end": pa.int64(), "valid_from": text, "valid_to": text}
    facts |= {"order": pa.int64(), "inferred": pa.bool_()}
    return {
        name: pa.schema(list(columns.items()))
        for name, columns in (("entities", entities), ("articles", articles), ("facts", facts))
    }


def _write(schema: Any, path: Path, rows: Iterator[dict[str, Any]]) -> None:
    import pyarrow as pa
    from pyarrow import parquet as pq

    with pq.ParquetWriter(str(path), schema) as writer:
        while batch := list(islice(rows, _BATCH)):
            writer.write_table(pa.Table.from_pylist([_empty_is_none(row) for row in batch], schema))


def _empty_is_none(row: dict[str, Any]) -> dict[str, Any]:
    return {name: None if value == "" else value for name, value in row.items()}
