"""Who is who across pages: the parts that pages yield become one body of knowledge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.model import Article, Entity, Fact, Knowledge


def resolve(parts: Iterable[Knowledge]) -> Knowledge:
    """One `Knowledge` of all parts; entities of one id become one."""
    merged: dict[str, Entity] = {}
    articles: list[Article] = []
    facts: list[Fact] = []
    for part in parts:
        articles += part.articles
        facts += part.facts
        for entity in part.entities:
            known = merged.get(entity.id)
            merged[entity.id] = _merge(known, entity) if known else entity
    return Knowledge(tuple(articles), tuple(merged.values()), tuple(facts))


def _merge(one: Entity, other: Entity) -> Entity:
    names = dict.fromkeys((*one.aliases, other.name, *other.aliases))
    names.pop(one.name, None)
    return replace(one, aliases=tuple(names), mentions=one.mentions + other.mentions)
