"""Reading: a file becomes a page, and the page its articles.

`read_page` does it for one file, `find_files` says which files a list of paths and folders means.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kg.model import Article, Page
from kg.read.blocks import blocks_of
from kg.read.corpus import is_corpus, parted, stem
from kg.read.dates import date_of
from kg.read.decode import ReadError, read_text
from kg.read.draft import Draft, compose
from kg.read.endings import styles_of
from kg.read.head import Head, head_of
from kg.read.layout import Patterns, patterns
from kg.read.lines import Line, lines_of
from kg.read.masthead import Masthead, masthead_of
from kg.read.merge import merge
from kg.read.split import split

__all__ = ["ReadError", "find_files", "page_of", "read_page"]

_SUFFIXES = frozenset({".txt", ".md"})
_AWKWARD = re.compile(r"[^\w.·-]+")


def find_files(paths: Sequence[Path]) -> list[Path]:
    """The files that `paths` mean: files as they are given, of folders every .txt, .md and .jsonl below them, in order.

    Hidden files and a README are no pages. Raises `ReadError` for a path that does not exist, or when nothing is found.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found |= dict.fromkeys(sorted(file for file in path.rglob("*") if _is_page(file.relative_to(path), file)))
        elif path.exists():
            found[path] = None
        else:
            raise ReadError(f"{path}: does not exist; check the name")
    if not found:
        raise ReadError(f"{', '.join(map(str, paths))}: holds no .txt, .md or .jsonl file; name the files with pages")
    return list(found)


def _is_page(inside: Path, file: Path) -> bool:
    hidden = any(part.startswith(".") for part in inside.parts)
    known = file.suffix.lower() in _SUFFIXES or is_corpus(file, listed=True)
    return known and not hidden and file.stem.lower() != "readme" and file.is_file()


def read_page(path: Path, *, paper: str = "", date: dt.date | None = None, province: str = "") -> Page:
    """The page in the file at `path`, with its articles; `paper` and `date` count for more than what is printed.

    Offsets count the characters of `Page.text`, the decoded file with `\\n` as line end.
    Raises `ReadError` when the file is no text.
    """
    return page_of(read_text(path), path, paper=paper, date=date, province=province)


def page_of(text: str, path: Path, *, paper: str = "", date: dt.date | None = None, province: str = "") -> Page:
    """The page with this text, from the file or record at `path`; as `read_page`."""
    known = patterns()
    head = head_of(text)
    lines = lines_of(text, head.end)
    masthead = masthead_of(lines, known)
    page = _page(path, text, head, masthead, known)
    page = replace(page, newspaper=paper or page.newspaper, date=date or page.date, province=province)
    body = [line for line in lines if line not in masthead.lines]
    return replace(page, articles=tuple(_articles(page, head, body, known)))


def _page(path: Path, text: str, head: Head, masthead: Masthead, known: Patterns) -> Page:
    return Page(
        source=str(path),
        text=text,
        newspaper=head.newspaper or masthead.newspaper,
        date=date_of(head.date, known) or masthead.date,
        number=head.page or masthead.number,
        section=head.section or masthead.section,
        editors=masthead.editors,
        masthead="\n".join(line.text for line in masthead.lines),
    )


def _articles(page: Page, head: Head, body: Sequence[Line], known: Patterns) -> list[Article]:
    blocks = merge(blocks_of(body, known), styles_of(body), known)
    several = any(block.kind == "heading" for block in blocks) or page.masthead
    first = _titled(head) if head.titled and not several else None
    drafts = split(blocks, known, first=first)
    return [_article(page, draft, number) for number, draft in enumerate(drafts, 1)]


def _titled(head: Head) -> Draft:
    """The one article of a file whose head gives its title."""
    draft = Draft(headline=head.title, level=1)
    if head.title:
        start, end = head.title_at
        draft.add("headline", (Line(start, end, head.title, head.title, True, 0, False),))
    if head.byline:
        draft.sign(head.byline)
    return draft


def _article(page: Page, draft: Draft, number: int) -> Article:
    text, parts, pieces = compose(page.text, draft)
    return Article(
        id=_id(page, number),
        newspaper=page.newspaper,
        date=page.date,
        page=page.number,
        kicker=draft.kicker,
        headline=draft.headline,
        byline=" ".join(draft.bylines),
        text=text,
        source=page.source,
        parts=parts,
        pieces=pieces,
    )


def _id(page: Page, number: int) -> str:
    """`paper/date/page/number`; the file's name stands for the first or third where the page does not say.

    A record in a file of many has its key in the third place.
    """
    file, key = parted(Path(page.source))
    name = stem(file) if key else file.stem
    place = key or page.number or ("-" if not page.newspaper else name)
    words = (page.newspaper or name, str(page.date or "undated"), place, str(number))
    return "/".join(_AWKWARD.sub("", word) or "-" for word in words)
