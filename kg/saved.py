"""Knowledge as bytes and back, so that what was read from a page need not be read again.

Compressed JSON: articles whole, and everything else by its number and offsets in them.
"""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from kg.model import Article, Entity, Fact, Knowledge, Literal, Mention, Part, Piece, Span, YutuError


class SavedError(YutuError):
    """Bytes that no page's knowledge gave."""


def dumps(knowledge: Knowledge) -> bytes:
    """The knowledge as bytes; equal knowledge gives equal bytes.

    >>> loads(dumps(Knowledge())) == Knowledge()
    True
    """
    numbers = {article.id: number for number, article in enumerate(knowledge.articles)}
    told = [
        [_article(article) for article in knowledge.articles],
        [_entity(entity, numbers) for entity in knowledge.entities],
        [_fact(fact, numbers) for fact in knowledge.facts],
    ]
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 6)


def loads(data: bytes) -> Knowledge:
    """The knowledge that `dumps` made bytes of. Raises `SavedError` for other bytes."""
    try:
        articles, entities, facts = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
        known = tuple(_article_of(values) for values in articles)
        return Knowledge(
            known,
            tuple(_entity_of(values, known) for values in entities),
            tuple(_fact_of(values, known) for values in facts),
        )
    except (zlib.error, ValueError, KeyError, TypeError, IndexError) as error:
        raise SavedError(f"what was read from a page is damaged ({type(error).__name__})") from error


def _article(article: Article) -> dict[str, Any]:
    values = asdict(article)
    return values | {
        "date": article.date and article.date.isoformat(),
        "parts": [(part.kind, part.start, part.end) for part in article.parts],
        "pieces": [(piece.start, piece.page_start, piece.length) for piece in article.pieces],
    }


def _article_of(values: dict[str, Any]) -> Article:
    date = values["date"] and dt.date.fromisoformat(values["date"])
    parts = tuple(Part(*part) for part in values["parts"])
    pieces = tuple(Piece(*piece) for piece in values["pieces"])
    return Article(**values | {"date": date, "parts": parts, "pieces": pieces})


def _entity(entity: Entity, numbers: Mapping[str, int]) -> list[Any]:
    mentions = [(*_span(m.span, numbers), m.kind, m.name, m.finder, m.confidence) for m in entity.mentions]
    return [entity.id, entity.kind, entity.name, entity.aliases, mentions, entity.code, entity.english]


def _entity_of(values: list[Any], articles: tuple[Article, ...]) -> Entity:
    ident, kind, name, aliases, mentions, code, english = values
    found = tuple(Mention(_span_of(where, articles), *told) for where, *told in mentions)
    return Entity(ident, kind, name, tuple(aliases), found, code, english)


def _fact(fact: Fact, numbers: Mapping[str, int]) -> list[Any]:
    value = fact.object if isinstance(fact.object, str) else (fact.object.value, fact.object.type)
    more = (fact.rule, fact.confidence, fact.valid_from, fact.valid_to, fact.order)
    return [fact.property, fact.subject, value, *_span(fact.evidence, numbers), *more]


def _fact_of(values: list[Any], articles: tuple[Article, ...]) -> Fact:
    name, subject, value, where, *more = values
    told = value if isinstance(value, str) else Literal(*value)
    return Fact(name, subject, told, _span_of(where, articles), *more)


def _span(span: Span, numbers: Mapping[str, int]) -> list[Any]:
    # the words stand in the article already
    number = numbers.get(span.article, -1)
    return [(number, span.start, span.end) if number >= 0 else (span.article, span.start, span.end, span.text)]


def _span_of(where: list[Any], articles: tuple[Article, ...]) -> Span:
    if isinstance(where[0], str):
        return Span(*where)
    number, start, end = where
    article = articles[number]
    return Span(article.id, start, end, article.text[start:end])
