"""Find names, headlines and sentences by words, pinyin or initials, in tables of the database that holds the pages.

A question is plain words, whatever it holds. What stands in a sentence is found, if need be in the midst of what a
dictionary has as a word.
"""

from __future__ import annotations

import difflib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from kg import spelling
from kg.indexed import TOLD, Tables, Told
from kg.kinds import BROAD
from kg.model import Named
from kg.spelling import INITIALS, PINYIN

_LONGEST = 100  # characters of a question that are read
_RANKED = 1000  # words in more articles or names than this say little of any: only so many are looked at
_END = "\U0010ffff"  # behind every text that goes on

_FORM = "SELECT entity, form FROM search_form"
_OFTEN = "ORDER BY rank, pages DESC, articles DESC, length(key), entity, id LIMIT ?"
_BROAD = ", ".join(f"'{kind}'" for kind in sorted(BROAD))


@dataclass(frozen=True, slots=True)
class Match:
    """An entity that a question names: the form of its name that matched, and how many articles mention the entity."""

    named: Named
    form: str
    articles: int


@dataclass(frozen=True, slots=True)
class Title:
    """An article whose headline matches; `date` is an ISO date or empty, `page` the page's number in the paper."""

    article: str
    headline: str
    newspaper: str
    date: str
    page: str


@dataclass(frozen=True, slots=True)
class Passage(Title):
    """A sentence that matches: `article.text[start:end] == text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a question finds, each list with the best first."""

    names: tuple[Match, ...] = ()
    headlines: tuple[Title, ...] = ()
    sentences: tuple[Passage, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.names or self.headlines or self.sentences)


class Index(Tables):
    """What is asked of the search tables of a database.

    >>> from kg.model import Entity, Knowledge
    >>> database = sqlite3.connect(":memory:")
    >>> _ = database.executescript(Index.schema())
    >>> index = Index(database)
    >>> index.put("page", Knowledge((), (Entity("place/x", "Venue", "Port X"),)))
    >>> [match.named.id for match in index.find("port").names]
    ['place/x']
    """

    def named(self, name: str) -> list[Named]:
        """The entities with exactly this name, alias, English name or code; preferred names and frequent ones first.

        Case, blanks and traditional characters make no difference.
        """
        key = spelling.key(name)
        rows = self._run(f"{_FORM} WHERE key = ? {_OFTEN}", key, -1).fetchall() if key else []
        return [self._known(entity)[0] for entity in dict.fromkeys(entity for entity, _ in rows)]

    def near(self, name: str, limit: int = 5) -> list[str]:
        """Names that may be meant by one that is not known: of equal sound, going on from it, or spelt nearly so."""
        key = spelling.key(name[:_LONGEST])
        if not key or limit < 1:
            return []
        same = [form for sound, how in spelling.heard(key) for _, form in self._sounding(sound, how, limit + 1)]
        longer = [form for _, form in self._beginning(key, limit)]
        forms = dict.fromkeys([*same, *longer, *self._spelt(key, limit + 1)])
        return [form for form in forms if spelling.key(form) != key][:limit]

    def find(self, words: str, limit: int = 20) -> Found:
        """At most `limit` names, headlines and sentences with these words, which are plain words whatever they hold.

        Words stand apart by blanks; an article must have them all, and its sentences with the most of them are given,
        each article's best before any article's second. Letters are read as the pinyin and initials of names too.
        Sentences come by how much their article is about the words, then by date; of very many only the latest.
        """
        words = words[:_LONGEST]
        asked = spelling.words(words)
        if not asked or limit < 1:
            return Found()
        titles = tuple(Title(*told[:5]) for told in self._articles("search_headline", asked, limit))
        return Found(tuple(self._matches(words, limit)), titles, tuple(self._passages(asked, limit)))

    # names

    def _known(self, entity: str) -> tuple[Named, int]:
        """The entity as most pages know it, and how many articles mention it."""
        rows = self._run(
            "SELECT kind, name, sum(articles) FROM search_form WHERE entity = ? AND rank = 0 GROUP BY kind, name"
            f" ORDER BY kind IN ({_BROAD}), sum(pages) DESC, kind, name",
            entity,
        ).fetchall()
        kind, name, _ = rows[0]
        return Named(entity, kind, name), sum(articles for *_, articles in rows)

    def _matches(self, words: str, limit: int) -> Iterator[Match]:
        found: dict[str, str] = {}
        for entity, form in self._leading(words, limit):
            found.setdefault(entity, form)
            if len(found) == limit:
                break
        for entity, form in found.items():
            named, articles = self._known(entity)
            yield Match(named, form, articles)

    def _leading(self, words: str, limit: int) -> Iterator[tuple[str, str]]:
        """The entities that the words lead to, by way of which form, the best first; some several times."""
        key, sound, many = spelling.key(words), spelling.typed(words), 4 * limit
        for exact in dict.fromkeys([key, *map(spelling.key, words.split())]):
            yield from self._run(f"{_FORM} WHERE key = ? {_OFTEN}", exact, many)
        yield from self._beginning(key, many)
        if sound:
            yield from self._sounding(sound, PINYIN, many)
            yield from self._sounding(sound, PINYIN, many, more=_END)
            yield from self._sounding(sound, INITIALS, many)
        inside = "SELECT rowid FROM search_name WHERE search_name MATCH ? LIMIT ?"
        phrases = spelling.phrases(spelling.words(words))
        yield from self._run(f"{_FORM} WHERE id IN ({inside}) {_OFTEN}", phrases, _RANKED, many)

    def _beginning(self, key: str, limit: int) -> sqlite3.Cursor:
        longer = "SELECT id FROM search_form WHERE key > ? AND key < ? LIMIT ?"
        return self._run(f"{_FORM} WHERE id IN ({longer}) {_OFTEN}", key, key + _END, _RANKED, limit)

    def _sounding(self, sound: str, how: int, limit: int, *, more: str = "") -> sqlite3.Cursor:
        """Names of this sound or, with `_END` for `more`, of one that goes on from it."""
        alike = "SELECT form FROM search_sound WHERE sound BETWEEN ? AND ? AND how = ? LIMIT ?"
        return self._run(f"{_FORM} WHERE id IN ({alike}) {_OFTEN}", sound, sound + more, how, _RANKED, limit)

    def _spelt(self, key: str, limit: int) -> list[str]:
        letters = " OR ".join(spelling.phrase(letter) for letter in dict.fromkeys(key) if letter.isalnum())
        if not letters:
            return []
        shared = "SELECT rowid FROM search_name WHERE search_name MATCH ? ORDER BY rank LIMIT 200"
        forms = dict(self._run(f"SELECT key, form FROM search_form WHERE id IN ({shared})", letters).fetchall())
        return [forms[close] for close in difflib.get_close_matches(key, forms, limit)]

    # texts

    def _articles(self, table: str, words: list[str], limit: int) -> list[Told]:
        """The articles with these words in a table, the best first; of very many, the latest."""
        match, many = spelling.phrases(words), max(limit, _RANKED)
        having = self._run(f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid DESC LIMIT ?", match, many)
        if len(found := [ident for (ident,) in having]) == many:
            these = "SELECT value FROM json_each(?)"
            latest = f"SELECT id FROM search_article WHERE id IN ({these}) ORDER BY date DESC, article LIMIT ?"
            return self._told(f"({latest}) USING (id) ORDER BY date DESC, article", json.dumps(found), limit)
        best = f"SELECT rowid AS id, rank FROM {table} WHERE {table} MATCH ? ORDER BY rank LIMIT ?"
        return self._told(f"({best}) USING (id) ORDER BY rank, date DESC, article", match, limit)

    def _told(self, joined: str, *values: str | int) -> list[Told]:
        return [Told(*row) for row in self._run(f"SELECT {TOLD} FROM search_article JOIN {joined}", *values)]

    def _passages(self, words: list[str], limit: int) -> list[Passage]:
        found: list[tuple[int, int, Told, tuple[int, int]]] = []
        for told in self._articles("search_text", words, limit):
            count, bounds = _best(told, words)
            found += [(-count, nth, told, bound) for nth, bound in enumerate(bounds)]
        found.sort(key=lambda one: one[:2])
        return [Passage(*told[:5], start, end, told.text[start:end]) for *_, told, (start, end) in found[:limit]]


def _best(told: Told, words: list[str]) -> tuple[int, list[tuple[int, int]]]:
    """The most of the words that one of the article's sentences has, and where those with so many stand."""
    counted: dict[int, list[tuple[int, int]]] = {0: []}
    for start, end, folded in told.read():
        plain = spelling.plain(folded)
        counted.setdefault(sum(word in plain for word in words), []).append((start, end))
    most = max(counted)
    return most, counted[most] if most else []
