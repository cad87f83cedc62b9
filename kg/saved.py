"""Knowledge as lines of JSON, so that a view can be drawn again without reading the pages again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg.model import Article, Entity, Fact, Knowledge, Literal, Mention, Part, Piece, Span, YutuError

NAME = "knowledge.jsonl"


class SavedError(YutuError):
    """A folder holds no saved knowledge, or the file is damaged."""


def save(knowledge: Knowledge, folder: Path) -> None:
    """Write `folder`/knowledge.jsonl, an article, entity or fact a line."""
    fresh = folder / (NAME + ".new")
    with fresh.open("w", encoding="utf-8", errors="replace") as file:
        file.writelines(line + "\n" for line in _lines(knowledge))
    fresh.replace(folder / NAME)


def load(folder: Path) -> Knowledge:
    """The knowledge saved in `folder`.

    Raises `SavedError` when there is none or a line is none that `save` wrote.
    """
    path = folder / NAME
    found: dict[str, list[Any]] = {"article": [], "entity": [], "fact": []}
    try:
        with path.open(encoding="utf-8") as file:
            for line in file:
                kind, values = json.loads(line)
                found[kind].append(_READ[kind](values))
    except OSError as error:
        raise SavedError(f"{folder}: holds no graph; run `kg build PATH… -o {folder}` first") from error
    except (ValueError, KeyError, TypeError) as error:
        raise SavedError(f"{path}: is damaged ({type(error).__name__}); build the graph again") from error
    return Knowledge(tuple(found["article"]), tuple(found["entity"]), tuple(found["fact"]))


def _lines(knowledge: Knowledge) -> Iterator[str]:
    for kind, values in (("article", knowledge.articles), ("entity", knowledge.entities), ("fact", knowledge.facts)):
        for value in values:
            yield json.dumps([kind, asdict(value)], ensure_ascii=False, default=str)


def _article(values: dict[str, Any]) -> Article:
    date = dt.date.fromisoformat(values.pop("date")) if values["date"] else values.pop("date")
    parts = tuple(Part(**part) for part in values.pop("parts"))
    pieces = tuple(Piece(**piece) for piece in values.pop("pieces"))
    return Article(**values, date=date, parts=parts, pieces=pieces)


def _entity(values: dict[str, Any]) -> Entity:
    mentions = tuple(_mention(mention) for mention in values.pop("mentions"))
    return Entity(**values | {"aliases": tuple(values["aliases"])}, mentions=mentions)


def _mention(values: dict[str, Any]) -> Mention:
    return Mention(**values | {"span": Span(**values["span"])})


def _fact(values: dict[str, Any]) -> Fact:
    value = values.pop("object")
    told = value if isinstance(value, str) else Literal(**value)
    return Fact(**values | {"evidence": Span(**values["evidence"])}, object=told)


_READ = {"article": _article, "entity": _entity, "fact": _fact}
