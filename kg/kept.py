"""What is kept of a page: what it yielded, as bytes, and what is known of its source."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import saved
from kg.digests import text_digest
from kg.model import Knowledge
from kg.resolve import page_id, seen_on, traces


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of a source, a file or a record in one: the id and name of its page, digests of its text and yield.

    `said` is what the user said of it, `program` by what it was read, `articles` are ids without the page's;
    `shown` tells the first of several that hold the same page, `kept` where its yield is.
    """

    path: Path
    id: str
    text: str
    content: str
    said: dict[str, str]
    program: str
    articles: tuple[str, ...]
    name: str
    shown: bool
    kept: int


COLUMNS = "source, id, text, content, said, program, articles, name, shown, kept"


def row(values: tuple[Any, ...]) -> Row:
    """A row from the values of `COLUMNS`."""
    source, ident, text, content, said, by, articles, name, shown, kept = values
    return Row(
        Path(source), ident, text, content, json.loads(said), by, tuple(json.loads(articles)), name, bool(shown), kept
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """What a page yielded, ready to be put on the shelf: made where the page is read, so that many are made at once."""

    id: str
    text: str
    content: str
    date: str
    paper: str
    articles: tuple[str, ...]
    traces: tuple[tuple[str, str], ...]
    data: bytes

    @classmethod
    def of(cls, knowledge: Knowledge) -> Kept:
        """The knowledge of a page with digests, traces and what its articles are."""
        data, ident, seen = saved.dumps(knowledge), page_id(knowledge), seen_on("", knowledge)
        articles = tuple(article.id.removeprefix(ident) for article in knowledge.articles)
        told = (ident, text_digest(knowledge), hashlib.blake2b(data, digest_size=16).hexdigest(), seen.date, seen.paper)
        return cls(*told, articles, tuple(traces(knowledge)), data)


def loaded(data: bytes, path: Path) -> Knowledge:
    """The knowledge that was kept as bytes. Raises `SavedError`, which names the source, when it is damaged."""
    try:
        return saved.loads(data)
    except saved.SavedError as error:
        raise saved.SavedError(f"{path}: {error}; build it again into a new folder") from error
