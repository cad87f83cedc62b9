"""Who wrote, and who edited: the journalists of bylines and mastheads as entities."""

from __future__ import annotations

import re

from kg.mentions.words import word_set
from kg.mentions.writers import Writer, writers
from kg.model import Article, Mention, Page, Span
from kg.read.fold import fold
from kg.rules.book import Book


def credit(book: Book, article: Article, page: Page, paper: str) -> None:
    """Enter the writers of `article` and state their authorship and whom they work for."""
    text = fold(article.text)
    named = {w.name for w in writers(fold(article.byline), fold(page.newspaper))}
    for writer in _writers(article, page, text).values():
        span = _find(book, text, writer)
        if span is None:
            continue
        ident = book.enter(f"person/{writer.name}", "Journalist", writer.name)
        book.mention(ident, Mention(span, "Journalist", writer.name, "byline"))
        if not article.is_masthead and writer.name in named:
            book.state(f"article/{article.id}", "author", ident, span, "byline")
        if article.is_masthead or writer.role in word_set("byline_staff"):
            employer = book.enter(f"organization/{writer.paper}", "Media", writer.paper) if writer.paper else paper
            if employer:
                book.state(ident, "worksFor", employer, span, "byline-paper")


def _writers(article: Article, page: Page, text: str) -> dict[str, Writer]:
    """The writers of the article's byline and those of byline lines that close a whole column."""
    lines = [fold(article.byline), *(text[p.start : p.end] for p in article.parts if p.kind == "byline")]
    found: dict[str, Writer] = {}
    for line in lines:
        for writer in writers(line, fold(page.newspaper)):
            found.setdefault(writer.name, writer)
    return found


def _find(book: Book, text: str, writer: Writer) -> Span | None:
    plain = re.compile(r"\s*".join(map(re.escape, writer.name)))
    matches = list(plain.finditer(text))
    return book.span(matches[-1].start(), matches[-1].end()) if matches else None
