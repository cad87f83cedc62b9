"""The masthead as an article of its own, so that what it says has a place to be shown."""

from __future__ import annotations

from kg.model import Article, Page, Part, Piece


def masthead_record(page: Page) -> tuple[Article, ...]:
    """The record of the page's masthead, with the number 0; none when the page has no masthead or no article."""
    pieces, at, length = [], 0, 0
    lines = []
    for line in page.masthead.splitlines():
        start = page.text.find(line, at) if line else -1
        if start < 0:
            continue
        pieces.append(Piece(length, start, len(line) + 1))
        lines.append(line)
        length += len(line) + 1
        at = start + len(line)
    if not (lines and page.articles):
        return ()
    text = "".join(f"{line}\n" for line in lines)
    return (
        Article(
            id=page.articles[0].id.rpartition("/")[0] + "/0",
            newspaper=page.newspaper,
            date=page.date,
            page=page.number,
            kicker="",
            headline=page.newspaper,
            byline=" ".join(name for _, name in page.editors),
            text=text,
            source=page.source,
            parts=(Part("masthead", 0, len(text)),),
            pieces=tuple(pieces),
        ),
    )
