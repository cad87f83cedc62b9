"""What the panel of the map tells: every fact, its sentence with the words marked, the paper, date and page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from kg import ontology
from kg.model import Article, Entity, Fact, Literal, Span
from kg.view.picture import Picture, is_printed, sublines
from kg.view.style import cut, rank, style

Range = tuple[int, int]

# of a sentence without end, so much is shown before and after the words that state the fact
AROUND = 160
LONGEST = 800
NAME = 200


def records(picture: Picture) -> dict[str, Any]:
    """Everything the panel, the legend and the search box need, as JSON can hold it."""
    quotes = _Quotes(picture)
    facts = [_fact(fact, picture.index, quotes) for fact in picture.facts]
    lines = sublines(picture)
    return {
        "omitted": picture.omitted,
        "entities": [_entity(entity, lines.get(number, "")) for number, entity in enumerate(picture.entities)],
        "facts": facts,
        "quotes": quotes.shown,
        "articles": [_article(article) for article in picture.articles],
        "classes": _classes(picture),
        "labels": {term: row["zh"] for term, row in ontology.labels().items()},
    }


def _entity(entity: Entity, line: str) -> dict[str, Any]:
    told = {
        "name": entity.name[:NAME] or entity.id[:NAME],
        "label": cut(entity.name or entity.id),
        "line": line,
        "kind": entity.kind,
        "aliases": [alias[:NAME] for alias in entity.aliases[:20]],
        "code": entity.code,
        "english": entity.english,
    }
    return {key: value for key, value in told.items() if value}


def _classes(picture: Picture) -> list[dict[str, Any]]:
    """The legend: of each class how many are on the map, and how many of these have no line."""
    count: dict[str, int] = defaultdict(int)
    alone: dict[str, int] = defaultdict(int)
    for number in picture.shown:
        kind = picture.entities[number].kind
        count[kind] += 1
        alone[kind] += number not in picture.neighbours
    kinds = sorted(count, key=lambda kind: (rank(kind), kind))
    looks = ((kind, style(kind)) for kind in kinds)
    return [
        {"kind": kind, "count": count[kind], "alone": alone[kind], "shape": look.shape, "colour": look.colour}
        for kind, look in looks
    ]


def _article(article: Article) -> dict[str, Any]:
    told = {
        "newspaper": article.newspaper[:NAME],
        "date": article.date.isoformat() if article.date else "",
        "page": article.page[:NAME],
        "headline": article.headline[:NAME],
    }
    # its sentences are quoted like any, but it is no article to a reader
    return told | {"masthead": True} if article.is_masthead else told


def _fact(fact: Fact, index: dict[str, int], quotes: _Quotes) -> dict[str, Any]:
    quote, marks = quotes.quote(fact) if is_printed(fact) else (-1, [])
    other = {"value": fact.object.value[:NAME]} if isinstance(fact.object, Literal) else {"object": index[fact.object]}
    told = {
        "property": fact.property,
        "subject": index[fact.subject],
        **other,
        "quote": quote,
        "marks": marks,
        "rule": fact.rule,
        "confidence": round(fact.confidence, 2),
    }
    extra = {"from": fact.valid_from, "to": fact.valid_to, "order": fact.order}
    return told | {key: value for key, value in extra.items() if value}


class _Quotes:
    """The sentences facts come from, each once; `shown` are those asked for so far."""

    def __init__(self, picture: Picture) -> None:
        self.shown: list[dict[str, Any]] = []
        self._picture = picture
        self._articles = {article.id: (number, article) for number, article in enumerate(picture.articles)}
        self._numbers: dict[Span, int] = {}
        self._starts: list[int] = []
        self._mentions: dict[tuple[str, str], list[Range]] = defaultdict(list)
        for entity in picture.entities:
            for mention in entity.mentions:
                self._mentions[entity.id, mention.span.article].append((mention.span.start, mention.span.end))

    def quote(self, fact: Fact) -> tuple[int, list[Range]]:
        """The number of the sentence of `fact`, and where in it the words for its subject and object stand."""
        span = fact.evidence
        if span not in self._numbers:
            self._numbers[span] = len(self.shown)
            self._show(span)
        number = self._numbers[span]
        return number, self._marks(fact, self.shown[number]["text"], self._starts[number])

    def _show(self, span: Span) -> None:
        place, article = self._articles.get(span.article, (-1, None))
        known = article is not None and article.text[span.start : span.end] == span.text
        text, start = _sentence(article.text, span) if article and known else (span.text, span.start)
        begin = span.start - start
        quote = {"article": place, "text": text[:LONGEST], "begin": begin, "end": min(begin + len(span.text), LONGEST)}
        self.shown.append(quote)
        self._starts.append(start)

    def _marks(self, fact: Fact, text: str, start: int) -> list[Range]:
        found = [mark for name in fact.ends() for mark in self._words(name, fact.evidence.article, text, start)]
        if isinstance(fact.object, Literal):
            found += _search([fact.object.value], text)
        return _merged(found)

    def _words(self, name: str, article: str, text: str, start: int) -> list[Range]:
        placed = [(begin - start, end - start) for begin, end in self._mentions.get((name, article), ())]
        entity = self._picture.entities[self._picture.index[name]]
        return [mark for mark in placed if 0 <= mark[0] < mark[1] <= len(text)] or _search(
            [entity.name, *entity.aliases], text
        )


def _sentence(text: str, span: Span) -> tuple[str, int]:
    """The sentence of `text` round `span`, and where it begins."""
    before = text[max(0, span.start - AROUND) : span.start]
    start = span.start - len(before) + max(before.rfind(mark) for mark in "。！？\n") + 1
    end = min(len(text), span.end + AROUND)
    if text[span.end - 1 : span.end] in "。！？":
        end = span.end
    stops = [place for mark in "。！？\n" if (place := text.find(mark, span.end, end)) >= 0]
    end = min(stops) + 1 if stops else end
    return text[start:end].rstrip("\n"), start


def _search(names: Iterable[str], text: str) -> list[Range]:
    """The first of `names`, the longest first, that stands in `text`."""
    for name in sorted(filter(None, names), key=len, reverse=True):
        if (place := text.find(name)) >= 0:
            return [(place, place + len(name))]
    return []


def _merged(marks: Iterable[Range]) -> list[Range]:
    """The marks in order, overlapping ones made one.

    >>> _merged([(4, 6), (0, 2), (1, 3)])
    [(0, 3), (4, 6)]
    """
    merged: list[Range] = []
    for begin, end in sorted(marks):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged
