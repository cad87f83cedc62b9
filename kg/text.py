"""An article's text cut into sentences, with the folded form that lexicons and rules read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Article, Part, Sentence, Span
from kg.read.fold import fold

# a sentence ends at these marks, taking closing quotes and brackets with it
_END = re.compile(r"[。！？!?]+[”’」』）)]*|\n+")


def sentences(article: Article) -> Iterator[Sentence]:
    """The sentences of `article` in order; none reaches over a part or a paragraph.

    >>> from kg.model import Article, Part
    >>> a = Article("a", "", None, "", "", "", "", "一。二", "", (Part("body", 0, 3),))
    >>> [s.span.text for s in sentences(a)]
    ['一。', '二']
    """
    folded = fold(article.text)
    parts = article.parts or (Part("body", 0, len(article.text)),)
    for number, part in enumerate(parts):
        for start, end in _cut(folded, part.start, part.end):
            span = Span(article.id, start, end, article.text[start:end])
            yield Sentence(span, folded[start:end], part.kind, number)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in _END.finditer(text, start, end):
        if _in_quotation(text, at, match.start()) and match[0][0] != "\n":
            continue
        yield from _trimmed(text, at, match.end())
        at = match.end()
    yield from _trimmed(text, at, end)


def _in_quotation(text: str, start: int, end: int) -> bool:
    # “…！…” within a name or a short quotation: the sentence goes on to the closing mark
    opened = text.rfind("“", start, end)
    return opened >= 0 and text.find("”", opened, end) < 0 and text.find("”", end, end + 60) >= 0


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
