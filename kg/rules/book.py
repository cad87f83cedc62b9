"""Where an article's entities and facts are gathered while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kg.kinds import finer
from kg.model import SYMMETRIC, Article, Entity, Fact, Literal, Mention, Span

_DATE_TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}


@dataclass(slots=True)
class Book:
    """Entities by id and facts of one article; a fact told twice is kept once, with its first sentence."""

    article: Article
    entities: dict[str, Entity] = field(default_factory=dict)
    facts: dict[tuple[str, str, str | Literal], Fact] = field(default_factory=dict)
    by_subject: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    noted: set[tuple[str, int, int]] = field(default_factory=set)

    def span(self, start: int, end: int) -> Span:
        """The span of the article's text."""
        return Span(self.article.id, start, end, self.article.text[start:end])

    def enter(
        self, ident: str, kind: str, name: str, aliases: tuple[str, ...] = (), *, code: str = "", english: str = ""
    ) -> str:
        """Make sure that the entity is there, with these names too; its id."""
        known = self.entities.get(ident)
        if known is None:
            others = tuple(dict.fromkeys(a for a in aliases if a and a != name))
            self.entities[ident] = Entity(ident, kind, name, others, code=code, english=english)
        else:
            names = dict.fromkeys((*known.aliases, name, *aliases))
            names.pop(known.name, None)
            names.pop("", None)
            if len(names) > len(known.aliases) or kind != known.kind:
                self.entities[ident] = replace(known, aliases=tuple(names), kind=finer(known.kind, kind))
        return ident

    def mention(self, ident: str, mention: Mention) -> None:
        """Note that `mention` is of the entity."""
        entity = self.entities[ident]
        key = (ident, mention.span.start, mention.span.end)
        if key not in self.noted:
            self.noted.add(key)
            self.entities[ident] = replace(entity, mentions=(*entity.mentions, mention))

    def state(self, subject: str, prop: str, obj: str | Literal, evidence: Span, rule: str, **more: object) -> None:
        """Note a fact, unless it is known already."""
        if prop in SYMMETRIC and isinstance(obj, str):
            subject, obj = min(subject, obj), max(subject, obj)
        if subject and obj and subject != obj and (subject, prop, obj) not in self.facts:
            self.facts[subject, prop, obj] = Fact(prop, subject, obj, evidence, rule, **more)  # type: ignore[arg-type]
            if isinstance(obj, str):
                self.by_subject.setdefault((subject, prop), []).append(obj)

    def objects(self, subject: str, prop: str) -> list[str]:
        """The entities that the subject has this property with, in the order told."""
        return self.by_subject.get((subject, prop), [])


def dated(date: str) -> Literal:
    """The date as a literal, typed by how fine it is.

    >>> dated("2021-05").type
    'gYearMonth'
    """
    return Literal(date, _DATE_TYPES[len(date)])
