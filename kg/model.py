"""The types that everything passes through; imports nothing of ours until a notebook shows one.

A file is read into a `Page`, a page is split into `Article`s, an article is cut into `Sentence`s. Finders put
`Mention`s on its text, rules make `Fact`s between entities, and `Knowledge` is what one or more articles yield.
All offsets count characters of `Article.text`.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, field

SYMMETRIC = frozenset({"cooperatesWith"})  # properties that hold both ways


class YutuError(Exception):
    """Something the user can mend; the message names the file or name and says what to do."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an article's text with its role on the page.

    `kind` is one of masthead, kicker, headline, subhead, byline, body, caption, note (jump lines, tables, notices).
    """

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """`length` characters of an article's text, from `start` on, stand on the page from `page_start` on."""

    start: int
    page_start: int
    length: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a page.

    `text` holds all of it in reading order (kicker, headline, subheads, body, byline, captions), each part ending in
    a line break. Characters are those of the page; only line breaks inside a sentence and stray blanks are left out.
    """

    id: str
    newspaper: str
    date: dt.date | None
    page: str
    kicker: str
    headline: str
    byline: str
    text: str
    source: str
    parts: tuple[Part, ...] = ()
    pieces: tuple[Piece, ...] = ()

    @property
    def is_masthead(self) -> bool:
        """Whether this is the record of the page's masthead, which names the paper and its editors and tells no news."""
        return bool(self.parts) and self.parts[0].kind == "masthead"

    def on_page(self, offset: int) -> int:
        """The offset on the page of the character at `offset` of the text.

        >>> a = Article("a", "", None, "", "", "", "", "ab", "", (), (Piece(0, 5, 1), Piece(1, 9, 1)))
        >>> a.on_page(1)
        9
        """
        piece = self.pieces[bisect_right(self.pieces, offset, key=lambda p: p.start) - 1]
        return piece.page_start + offset - piece.start


@dataclass(frozen=True, slots=True)
class Page:
    """One file as read: `text` is the decoded file without its metadata head's effect on offsets.

    `editors` are (role, name) pairs of the masthead. `province` is what the user said (--province), else empty.
    """

    source: str
    text: str
    newspaper: str = ""
    date: dt.date | None = None
    number: str = ""
    section: str = ""
    editors: tuple[tuple[str, str], ...] = ()
    province: str = ""
    masthead: str = ""
    articles: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article's text: `article.text[start:end] == text`, always."""

    article: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article; `folded` is `span.text` in the characters that lexicons use, of the same length."""

    span: Span
    folded: str
    part: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names something: `kind` is an ontology class, `name` the name in plain characters."""

    span: Span
    kind: str
    name: str
    finder: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Date:
    """A date as fine as told: `2021`, `2021-05` or `2021-05-07`; `end` likewise, or empty."""

    start: str
    end: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """Something the graph speaks of.

    `id` is the local part of its IRI (`division/430000`, `person/…`); `kind` the most specific class; `code` a GB/T 2260 code.
    """

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    code: str = ""
    english: str = ""

    def _repr_html_(self) -> str:
        from kg import marked

        names = " · ".join(filter(None, (self.english, *self.aliases[:8], self.code)))
        return f"<div>{marked.heading(self.name, f'{self.kind} {self.id}')}{marked.small(names, 400)}</div>"


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as a name leads to it: its id, class and preferred name."""

    id: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A value with its XSD type (`string`, `date`, `gYearMonth`, `gYear`, `decimal`, `integer`, `boolean`).

    `langString` is RDF's: a text in Chinese.
    """

    value: str
    type: str = "string"


@dataclass(frozen=True, slots=True)
class Fact:
    """`subject` `property` `object`, and where it says so.

    `subject` and `object` are entity ids, or `object` is a `Literal`. `order` numbers the stops of a visit from 1.
    `outweighed` tells that another page's value holds of a property that has but one: this one is told, not true.
    """

    property: str
    subject: str
    object: str | Literal
    evidence: Span
    rule: str
    confidence: float = 1.0
    valid_from: str = ""
    valid_to: str = ""
    order: int = 0
    outweighed: bool = False

    def ends(self) -> tuple[str, ...]:
        """The entities that it speaks of: its subject, and its object unless that is a literal."""
        return (self.subject,) if isinstance(self.object, Literal) else (self.subject, self.object)

    def _repr_html_(self) -> str:
        from kg import marked

        value = self.object.value if isinstance(self.object, Literal) else self.object
        lasting = " – ".join(filter(None, (self.valid_from, self.valid_to)))
        head = marked.heading(f"{self.subject} · {self.property} · {value}", f"{lasting} {self.confidence:.3g}".strip())
        one, other = (marked.word_for(_name(ident), (), self.evidence.text) for ident in (self.subject, value))
        quote = marked.marked(self.evidence.text, one, other)
        return f"<div>{head}<div>{quote}</div>{marked.small(self.evidence.article)}</div>"


def _name(ident: str) -> str:
    """The name that an id ends in, which those with a code have not.

    >>> _name("person/任远帆~海宁省省长"), _name("division/350000")
    ('任远帆', '')
    """
    name = ident.rpartition("/")[2].partition("~")[0]
    return "" if name.isascii() else name


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a set of articles says: the articles, the entities they name, the facts they state."""

    articles: tuple[Article, ...] = ()
    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = field(default=())
