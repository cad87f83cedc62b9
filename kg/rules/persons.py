"""Who is who on one page: a name is one person unless two posts of it cannot be one person's."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kg.model import Fact, Literal
from kg.rules.book import Book


@dataclass(slots=True)
class _Known:
    """A person of the page: where they serve now and for whom they work."""

    ident: str
    serves: set[str] = field(default_factory=set)
    posts: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Register:
    """The persons of a page by name, in the order of its articles."""

    known: dict[str, list[_Known]] = field(default_factory=dict)

    def settle(self, book: Book) -> None:
        """Give each person of `book` an id of their own: that of the page's person of this name, where the two may be one."""
        renamed: dict[str, str] = {}
        for ident, entity in list(book.entities.items()):
            if ident.startswith("person/"):
                renamed[ident] = self._ident(book, ident, entity.name)
        _rename(book, {old: new for old, new in renamed.items() if old != new})

    def _ident(self, book: Book, ident: str, name: str) -> str:
        serves, posts = _objects(book, ident, "serves"), _objects(book, ident, "holds")
        for known in self.known.setdefault(name, []):
            if _may_be_one(known, serves, posts):
                known.serves |= serves
                known.posts |= posts
                return known.ident
        new = (
            ident
            if not self.known[name] or "~" in ident
            else f"{ident}~{_mark(book, serves, posts) or len(self.known[name]) + 1}"
        )
        self.known[name].append(_Known(new, serves, posts))
        return new


def _objects(book: Book, subject: str, prop: str) -> set[str]:
    return set(book.objects(subject, prop))


def _may_be_one(known: _Known, serves: set[str], posts: set[str]) -> bool:
    """Whether two sets of present posts may be one person's: one is empty, they share a post or a line of divisions."""
    if not (known.serves or known.posts) or not (serves or posts) or known.posts & posts:
        return True
    return any(in_line(one, other) for one in known.serves for other in serves)


def in_line(one: str, other: str) -> bool:
    """Whether two divisions may be served by one person at a time: they are one, or one is right below the other.

    A province and its counties are no such line: namesakes are too many for that.

    >>> in_line("division/430000", "division/430100"), in_line("division/430000", "division/430104")
    (True, False)
    """
    a, b = sorted(ident.removeprefix("division/").split("/")[0] for ident in (one, other))
    if a == b:
        return True
    below_province = a.endswith("0000") and b.endswith("00") and a[:2] == b[:2]
    below_city = a.endswith("00") and not a.endswith("0000") and a[:4] == b[:4]
    return below_province or below_city


def _mark(book: Book, serves: set[str], posts: set[str]) -> str:
    return next((book.entities[i].name for i in sorted(serves) if i in book.entities), "") or next(
        (book.entities[i].name for i in sorted(posts) if i in book.entities), ""
    )


def _rename(book: Book, renamed: dict[str, str]) -> None:
    if not renamed:
        return
    book.entities = {renamed.get(i, i): replace(e, id=renamed.get(i, i)) for i, e in book.entities.items()}
    facts: dict[tuple[str, str, str | Literal], Fact] = {}
    for fact in book.facts.values():
        obj = renamed.get(fact.object, fact.object) if isinstance(fact.object, str) else fact.object
        moved = replace(fact, subject=renamed.get(fact.subject, fact.subject), object=obj)
        facts[moved.subject, moved.property, moved.object] = moved
    book.facts = facts
    book.by_subject = {}
    for subject, prop, other in facts:
        if isinstance(other, str):
            book.by_subject.setdefault((subject, prop), []).append(other)
