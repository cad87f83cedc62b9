"""The tables that are searched: what of a page goes into them, and goes again with the page.

They stand in the database that holds the pages. Texts are indexed by pairs of neighbouring characters (SQLite's FTS5),
so that nothing that stands in them is missed, wherever a dictionary would cut it; single characters would make a smaller
index that is slow for common words, words a smaller one that misses some. Names are kept once for each entity, with the
number of pages that give them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kg import spelling
from kg.model import Article, Entity, Knowledge, YutuError


class SearchError(YutuError):
    """The tables of the index cannot be read or written."""


_SCHEMA = """
CREATE TABLE IF NOT EXISTS search_page (id INTEGER PRIMARY KEY, page TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS search_article (
  id INTEGER PRIMARY KEY, page INTEGER NOT NULL, article TEXT NOT NULL, headline TEXT NOT NULL, newspaper TEXT NOT NULL,
  date TEXT NOT NULL, number TEXT NOT NULL, bounds TEXT NOT NULL, text TEXT NOT NULL, folded TEXT
);
CREATE INDEX IF NOT EXISTS search_article_page ON search_article (page);
CREATE TABLE IF NOT EXISTS search_form (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL, entity TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
  form TEXT NOT NULL, rank INTEGER NOT NULL, pages INTEGER NOT NULL, articles INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS search_form_key ON search_form (key);
CREATE INDEX IF NOT EXISTS search_form_entity ON search_form (entity) WHERE rank = 0;
CREATE TABLE IF NOT EXISTS search_sound (
  sound TEXT NOT NULL, how INTEGER NOT NULL, form INTEGER NOT NULL, PRIMARY KEY (sound, how, form)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS search_sound_form ON search_sound (form);
CREATE TABLE IF NOT EXISTS search_use (
  page INTEGER NOT NULL, form INTEGER NOT NULL, articles INTEGER NOT NULL, PRIMARY KEY (page, form)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE IF NOT EXISTS search_headline USING fts5 (told, content='', tokenize='ascii');
CREATE VIRTUAL TABLE IF NOT EXISTS search_text USING fts5 (told, content='', tokenize='ascii');
CREATE VIRTUAL TABLE IF NOT EXISTS search_name USING fts5 (told, content='', tokenize='ascii');
"""


class Told(NamedTuple):
    """An article as it is kept: the columns of `search_article`. `bounds` are those of the sentences, as JSON."""

    article: str
    headline: str
    newspaper: str
    date: str
    number: str
    bounds: str
    text: str
    # headline and sentences folded, as JSON, where that changes them: what was indexed must be known when it goes,
    # whatever folding makes of the text by then
    folded: str | None

    @classmethod
    def of(cls, article: Article) -> Told:
        """The article with those of its sentences that its headline does not hold."""
        from kg.text import sentences

        told = [sentence for sentence in sentences(article) if sentence.span.text not in article.headline]
        bounds = json.dumps([(sentence.span.start, sentence.span.end) for sentence in told])
        printed = [article.headline, *(sentence.span.text for sentence in told)]
        folded = [spelling.folded(article.headline), *(sentence.folded for sentence in told)]
        date = article.date.isoformat() if article.date else ""
        where = (article.id, article.headline, article.newspaper, date, article.page)
        return cls(*where, bounds, article.text, None if folded == printed else json.dumps(folded, ensure_ascii=False))

    def read(self) -> list[tuple[int, int, str]]:
        """The sentences with their offsets, folded."""
        bounds = json.loads(self.bounds)
        told = json.loads(self.folded)[1:] if self.folded else [self.text[start:end] for start, end in bounds]
        return [(start, end, sentence) for (start, end), sentence in zip(bounds, told, strict=True)]

    def indexed(self) -> dict[str, str]:
        """What goes into which table, folded: the headline, and the sentences."""
        headline = json.loads(self.folded)[0] if self.folded else self.headline
        return {"search_headline": headline, "search_text": "\n".join(sentence for *_, sentence in self.read())}


class Form(NamedTuple):
    """A form of an entity's name, `rank` 0 its own, 1 an alias, 2 the English name, 3 a code: columns of `search_form`."""

    key: str
    entity: str
    kind: str
    name: str
    form: str
    rank: int


class Entry(NamedTuple):
    """A page ready to be indexed: articles with what goes into which table of words, forms with how many have them.

    It is made apart from the tables, so that many pages can be made ready at once.
    """

    articles: tuple[tuple[Told, dict[str, str]], ...]
    forms: dict[Form, int]

    @classmethod
    def of(cls, knowledge: Knowledge) -> Entry:
        """The entry of what a page says."""
        told = [Told.of(article) for article in knowledge.articles]
        texts = [{table: spelling.tokens(text) for table, text in one.indexed().items()} for one in told]
        # that the masthead names someone is no article about them
        heads = {article.id for article in knowledge.articles if article.is_masthead}
        forms = {form: _articles(entity, heads) for entity in knowledge.entities for form in _forms(entity)}
        return cls(tuple(zip(told, texts, strict=True)), forms)


TOLD = ", ".join(Told._fields)
FORM = ", ".join(Form._fields)


class Tables:
    """The search tables of a database; the caller makes them (`schema`) and keeps the transactions."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    @staticmethod
    def schema() -> str:
        """SQL that makes the tables where they are missing."""
        return _SCHEMA

    def pages(self) -> list[str]:
        """The pages that are indexed."""
        return [page for (page,) in self._run("SELECT page FROM search_page ORDER BY page")]

    def put(self, page: str, knowledge: Knowledge | Entry) -> None:
        """Index the names, headlines and sentences of a page, in place of what was known of it."""
        entry = knowledge if isinstance(knowledge, Entry) else Entry.of(knowledge)
        self.drop(page)
        number = self._new("INSERT INTO search_page (page) VALUES (?)", page)
        for told, tokens in entry.articles:
            self._put_article(number, told, tokens)
        self._put_names(number, entry.forms)

    def drop(self, page: str) -> None:
        """Forget a page, and the names that no other page gives."""
        row = self._run("SELECT id FROM search_page WHERE page = ?", page).fetchone()
        if row is not None:
            self._drop_articles(row[0])
            self._drop_names(row[0])
            self._run("DELETE FROM search_page WHERE id = ?", row[0])

    def _run(self, sql: str, *values: str | int | None) -> sqlite3.Cursor:
        try:
            return self._db.execute(sql, [spelling.storable(v) if isinstance(v, str) else v for v in values])
        except sqlite3.DatabaseError as error:
            raise SearchError(
                f"the index of names and words cannot be used ({error}); build into a new folder"
            ) from error

    def _new(self, sql: str, *values: str | int | None) -> int:
        return self._run(sql, *values).lastrowid or 0

    def _strike(self, table: str, ident: int, text: str) -> None:
        # FTS5 keeps no text: it must be told what it was
        self._run(f"INSERT INTO {table} ({table}, rowid, told) VALUES ('delete', ?, ?)", ident, spelling.tokens(text))

    def _put_article(self, page: int, told: Told, tokens: Mapping[str, str]) -> None:
        ident = self._new(f"INSERT INTO search_article VALUES (NULL, ?{', ?' * len(told)})", page, *told)
        for table, text in tokens.items():
            self._run(f"INSERT INTO {table} (rowid, told) VALUES (?, ?)", ident, text)

    def _put_names(self, page: int, given: Mapping[Form, int]) -> None:
        known = self._idents(given)
        idents = known | self._new_forms([form for form in given if form not in known])
        uses = [(page, idents[form], articles) for form, articles in given.items()]
        self._db.executemany("INSERT INTO search_use VALUES (?, ?, ?)", uses)
        more = "UPDATE search_form SET pages = pages + 1, articles = articles + ? WHERE id = ?"
        self._db.executemany(more, [(articles, ident) for _, ident, articles in uses])

    def _idents(self, forms: Iterable[Form]) -> dict[Form, int]:
        """The numbers of those of the forms that are known."""
        keys = json.dumps([form.key for form in forms])
        rows = self._run(f"SELECT {FORM}, id FROM search_form WHERE key IN (SELECT value FROM json_each(?))", keys)
        return {Form(*form): ident for *form, ident in rows}

    def _new_forms(self, forms: list[Form]) -> dict[Form, int]:
        first = self._run("SELECT coalesce(max(id), 0) + 1 FROM search_form").fetchone()[0]
        told = list(enumerate(forms, first))
        rows = [(ident, *form, 0, 0) for ident, form in told]
        self._db.executemany(f"INSERT INTO search_form VALUES (?{', ?' * (len(Form._fields) + 2)})", rows)
        texts = [(ident, spelling.tokens(form.key)) for ident, form in told]
        self._db.executemany("INSERT INTO search_name (rowid, told) VALUES (?, ?)", texts)
        sounds = [(sound, how, ident) for ident, form in told for sound, how in sorted(spelling.sounds(form.key))]
        self._db.executemany("INSERT INTO search_sound VALUES (?, ?, ?)", sounds)
        return {form: ident for ident, form in told}

    def _drop_articles(self, page: int) -> None:
        rows = self._run(f"SELECT id, {TOLD} FROM search_article WHERE page = ?", page).fetchall()
        for ident, *told in rows:
            for table, text in Told(*told).indexed().items():
                self._strike(table, ident, text)
        self._run("DELETE FROM search_article WHERE page = ?", page)

    def _drop_names(self, page: int) -> None:
        fewer = "UPDATE search_form SET pages = pages - 1, articles = articles - ? WHERE id = ?"
        uses = self._run("SELECT articles, form FROM search_use WHERE page = ?", page).fetchall()
        self._db.executemany(fewer, uses)
        self._run("DELETE FROM search_use WHERE page = ?", page)
        for _, ident in uses:
            row = self._run("SELECT key FROM search_form WHERE id = ? AND pages = 0", ident).fetchone()
            if row is not None:
                self._drop_form(ident, row[0])

    def _drop_form(self, ident: int, key: str) -> None:
        self._strike("search_name", ident, key)
        self._run("DELETE FROM search_sound WHERE form = ?", ident)
        self._run("DELETE FROM search_form WHERE id = ?", ident)


def _forms(entity: Entity) -> Iterator[Form]:
    """The names of an entity, each once."""
    seen = set()
    for rank, names in enumerate(((entity.name,), entity.aliases, (entity.english,), (entity.code,))):
        for form in names:
            if form not in seen and (form.strip() or rank == 0):
                seen.add(form)
                ident, kind, name, spelt = map(spelling.storable, (entity.id, entity.kind, entity.name, form))
                yield Form(spelling.key(form), ident, kind, name, spelt, rank)


def _articles(entity: Entity, heads: set[str]) -> int:
    return len({mention.span.article for mention in entity.mentions} - heads)
