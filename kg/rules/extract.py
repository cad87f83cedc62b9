"""One page to knowledge: its mentions read, linked, and held against the rules."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kg.confidence import rated
from kg.kinds import merged
from kg.lexicon import Division, Lexicon, load
from kg.mentions.article import Reading, read_mentions
from kg.model import Article, Entity, Fact, Knowledge, Mention, Page, Part, Piece
from kg.read.fold import fold
from kg.read.record import masthead_record
from kg.rules.book import Book
from kg.rules.bylines import credit
from kg.rules.derive import derive, derive_late
from kg.rules.engine import Engine
from kg.rules.follow import follow
from kg.rules.home import home_of
from kg.rules.levels import grade
from kg.rules.link import Linker
from kg.rules.measures import Measures
from kg.rules.memory import Memory
from kg.rules.nearly import Nearly, nearest
from kg.rules.occasions import Occasions
from kg.rules.parties import add_parties
from kg.rules.people import People
from kg.rules.persons import Register
from kg.rules.phrases import note_phrases
from kg.rules.posts import Posts
from kg.rules.story import Story
from kg.rules.whereabouts import Whereabouts

_LATE = ("kicker", "headline")


def extract(page: Page) -> Knowledge:
    """What `page` says: its articles, the entities they name, the facts they state, each with its sentence.

    A pure function of the page and the ontology folder.
    """
    lexicon = load()
    articles = (*masthead_record(page), *page.articles)
    home = home_of(page, lexicon)
    readings = [read_mentions(article, lexicon, home) for article in articles]
    register = Register()
    named = _named(articles, lexicon, home)
    books = [_read(reading, page, lexicon, home, named, register)[0] for reading in readings]
    return rated(_gathered(articles, books))


def _named(articles: tuple[Article, ...], lexicon: Lexicon, home: tuple[Division, ...]) -> frozenset[str]:
    """The codes of divisions that the page names in full, without doubt which one."""
    found: dict[str, Division] = {}
    for article in articles:
        text = fold(article.text)
        for hit in lexicon.hits(text):
            options = [e for e in hit.entries if isinstance(e, Division)]
            if (
                hit.full
                and len(options) == 1
                and hit.end - hit.start > 2
                and options[0].name == text[hit.start : hit.end]
            ):
                found[options[0].code] = options[0]
    # a township's name in no other row of the table may still be that of a namesake: its county must be near
    here = {d.code for d in (*found.values(), *home) if d.kind != "Township"}
    here |= {above.code for code in tuple(here) for above in lexicon.ancestors(code)}
    return frozenset(code for code, d in found.items() if d.kind != "Township" or d.code[:4] + "00" in here)


def _read(
    reading: Reading,
    page: Page,
    lexicon: Lexicon,
    home: tuple[Division, ...],
    named: frozenset[str],
    register: Register,
) -> tuple[Book, Engine]:
    book = Book(reading.article)
    linker = Linker(reading, book, Memory(lexicon, home, reading.article.text), lexicon, named)
    people = People(linker, Posts(linker))
    engine, measures, whereabouts = (
        Engine(linker, people, Occasions(linker, Story(linker))),
        Measures(linker),
        Whereabouts(linker),
    )
    # what the body tells names the rest, but 【文成】 at its head tells where it plays
    scenes = sorted(
        enumerate(reading.scenes),
        key=lambda s: s[1].sentence.part in _LATE and not _is_place(s[1].text, lexicon),
    )
    for number, scene in scenes:
        linker.link(scene)
        people.link(scene)
        derive(scene, linker)
        engine.read(scene, number)
        whereabouts.read(scene)
        grade(scene, linker)
        engine.fired += measures.read(scene)
        note_phrases(scene, book)
    for scene in reading.scenes:
        linker.offset = scene.sentence.span.start
        derive_late(scene, linker)
        add_parties(scene, linker)
    whereabouts.settle()
    follow(book, people.crew)
    paper = _paper(book, page)
    credit(book, reading.article, page, paper)
    register.settle(book)
    return book, engine


def _is_place(text: str, lexicon: Lexicon) -> bool:
    return any(isinstance(entry, Division) for entry in lexicon.entries(text.strip()))


def _paper(book: Book, page: Page) -> str:
    """The paper as an entity, with a mention where the article says its name or 本报."""
    name = fold(page.newspaper)
    if not name:
        return ""
    ident = book.enter(f"organization/{name}", "Media", name, (page.newspaper,))
    text = fold(book.article.text)
    at = text.find(name)
    if at >= 0:
        book.mention(ident, Mention(book.span(at, at + len(name)), "Media", name, "masthead"))
    return ident


def _gathered(articles: tuple[Article, ...], books: list[Book]) -> Knowledge:
    entities: dict[str, Entity] = {}
    facts = [fact for book in books for fact in book.facts.values()]
    for book in books:
        for entity in book.entities.values():
            known = entities.get(entity.id)
            entities[entity.id] = merged(known, entity) if known else entity
    # what was thought of while reading but is named nowhere and in no fact, nobody told; the paper itself tells
    told = {end for fact in facts for end in (fact.subject, fact.object)}
    named = tuple(e for e in entities.values() if e.mentions or e.id in told or e.kind == "Media")
    return Knowledge(articles, named, tuple(facts))


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a text was read: for those who mend rules and lexicons."""

    mentions: tuple[Mention, ...]
    facts: tuple[Fact, ...]
    entities: tuple[Entity, ...]
    fired: tuple[str, ...]
    held: tuple[str, ...]
    near: tuple[Nearly, ...]


def explain(text: str, *, paper: str = "", date: dt.date | None = None, province: str = "") -> Explanation:
    """Read `text` as the body of an article and tell what was found, which rules fired, which a mood held back and which nearly did."""
    article = Article(
        "try", paper, date, "", "", "", "", text, "try", (Part("body", 0, len(text)),), (Piece(0, 0, len(text)),)
    )
    page = Page("try", text, paper, date, province=province, articles=(article,))
    lexicon = load()
    home = home_of(page, lexicon)
    reading = read_mentions(article, lexicon, home)
    book, engine = _read(reading, page, lexicon, home, _named((article,), lexicon, home), Register())
    known = rated(Knowledge((article,), tuple(book.entities.values()), tuple(book.facts.values())))
    mentions = tuple(sorted((m for e in known.entities for m in e.mentions), key=lambda m: m.span.start))
    near = nearest(reading.scenes, (*engine.fired, *(told.partition(":")[0] for told in engine.held)))
    fired, held = tuple(dict.fromkeys(engine.fired)), tuple(dict.fromkeys(engine.held))
    return Explanation(mentions, known.facts, known.entities, fired, held, near)
