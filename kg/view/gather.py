"""What the picture needs of the pages, taken from one after another: their articles and mentions need not be held all at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.kinds import merged
from kg.marked import places, word_for
from kg.model import Article, Entity, Fact, Knowledge, Literal, Span

Range = tuple[int, int]

# a thing told of by a record alone is no fact between two things of the map
RECORDS = frozenset({"mentions", "usesPhrase"})
# counted, not drawn: there would be more of them than of all else
COUNTED = frozenset({"Phrase"})

# of a sentence without end, so much is shown before and after the words that state the fact
AROUND = 160
LONGEST = 800
SHORTENED = 40


@dataclass(frozen=True, slots=True)
class Told:
    """A fact whose ends are numbers of entities; `object` is -1 where it is a `value`.

    `quote` is the number of its sentence and `article` that of its article, -1 where no article says so.
    """

    property: str
    subject: int
    object: int
    value: str
    quote: int
    article: int
    rule: str
    confidence: float
    valid_from: str = ""
    valid_to: str = ""
    order: int = 0

    def ends(self) -> tuple[int, ...]:
        """The entities that it speaks of."""
        return (self.subject,) if self.object < 0 else (self.subject, self.object)


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence, the words in it that state something (`begin` to `end`), and where it names each entity."""

    article: int
    text: str
    begin: int
    end: int
    marks: dict[int, tuple[Range, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Printed:
    """An article without its text."""

    id: str
    newspaper: str
    date: str
    page: str
    headline: str
    masthead: bool


@dataclass(frozen=True, slots=True)
class Gathered:
    """Entities (without mentions), facts between their numbers, sentences and articles; `named` are those that articles name."""

    entities: tuple[Entity, ...]
    facts: tuple[Told, ...]
    quotes: tuple[Quote, ...]
    articles: tuple[Printed, ...]
    named: frozenset[int]

    def within(self, kept: frozenset[int]) -> Gathered:
        """What is said of these entities alone, with numbers of its own."""
        order = sorted(kept)
        number = {old: new for new, old in enumerate(order)}
        facts = [fact for fact in self.facts if kept.issuperset(fact.ends())]
        quotes = {old: new for new, old in enumerate(dict.fromkeys(f.quote for f in facts if f.quote >= 0))}
        told = [_told(self.quotes[old], number) for old in quotes]
        ids = {self.entities[old].id for old in order}
        pages = dict.fromkeys([f.article for f in facts if f.article >= 0])
        pages |= dict.fromkeys(n for n, article in enumerate(self.articles) if article.id in ids)
        articles = {old: new for new, old in enumerate(sorted(pages))}
        moved = tuple(
            replace(
                fact,
                subject=number[fact.subject],
                object=number.get(fact.object, -1),
                quote=quotes.get(fact.quote, -1),
                article=articles.get(fact.article, -1),
            )
            for fact in facts
        )
        return Gathered(
            tuple(self.entities[old] for old in order),
            moved,
            tuple(replace(quote, article=articles.get(quote.article, -1)) for quote in told),
            tuple(self.articles[old] for old in articles),
            frozenset(number[old] for old in self.named & kept),
        )


def _told(quote: Quote, number: dict[int, int]) -> Quote:
    return replace(quote, marks={number[old]: marks for old, marks in quote.marks.items() if old in number})


def gather(parts: Iterable[Knowledge]) -> Gathered:
    """What the parts say, each entity once; ids without an entity (those of articles, say) get one for the panel."""
    gatherer = _Gatherer()
    for part in parts:
        gatherer.add(part)
    return gatherer.whole()


class _Gatherer:
    def __init__(self) -> None:
        self._entities: dict[str, Entity | None] = {}
        self._numbers: dict[str, int] = {}
        self._named: set[int] = set()
        self._facts: list[Told] = []
        self._quotes: list[Quote] = []
        self._articles: dict[str, Printed] = {}
        self._rows: dict[str, int] = {}

    def add(self, part: Knowledge) -> None:
        for article in part.articles:
            self._rows.setdefault(article.id, len(self._rows))
            self._articles[article.id] = _printed(article)
        for entity in part.entities:
            if entity.kind not in COUNTED:
                self._entity(entity)
        sentences = _Sentences(part)
        numbers: dict[Span, int] = {}
        for fact in part.facts:
            if fact.property not in RECORDS and not fact.outweighed:
                self._facts.append(self._fact(fact, sentences, numbers))

    def whole(self) -> Gathered:
        entities = tuple(entity or self._stranger(ident) for ident, entity in self._entities.items())
        articles = tuple(self._articles.values())
        return Gathered(entities, tuple(self._facts), tuple(self._quotes), articles, frozenset(self._named))

    def _entity(self, entity: Entity) -> None:
        bare = replace(entity, mentions=())
        known = self._entities.get(entity.id)
        self._entities[entity.id] = merged(known, bare) if known else bare
        number = self._number(entity.id)
        if entity.mentions:
            self._named.add(number)

    def _number(self, ident: str) -> int:
        self._entities.setdefault(ident, None)
        return self._numbers.setdefault(ident, len(self._numbers))

    def _stranger(self, ident: str) -> Entity:
        article = self._articles.get(ident)
        name = (article.headline if article else "") or ident.rpartition("/")[2] or ident
        return Entity(ident, "Article" if article else "", name)

    def _fact(self, fact: Fact, sentences: _Sentences, numbers: dict[Span, int]) -> Told:
        thing = -1 if isinstance(fact.object, Literal) else self._number(fact.object)
        told = Told(
            fact.property,
            self._number(fact.subject),
            thing,
            fact.object.value if isinstance(fact.object, Literal) else "",
            self._quote(fact, sentences, numbers),
            self._rows.get(fact.evidence.article, -1),
            fact.rule,
            fact.confidence,
            fact.valid_from,
            fact.valid_to,
            fact.order,
        )
        return told

    def _quote(self, fact: Fact, sentences: _Sentences, numbers: dict[Span, int]) -> int:
        span = fact.evidence
        if not (span.article or span.text):
            return -1  # what a gazetteer knows has no sentence
        if span not in numbers:
            numbers[span] = len(self._quotes)
            text, start = sentences.round(span)
            begin = span.start - start
            end = min(begin + len(span.text), LONGEST)
            self._quotes.append(Quote(self._rows.get(span.article, -1), text[:LONGEST], begin, end))
        quote = self._quotes[numbers[span]]
        for name in fact.ends():
            number = self._number(name)
            if number not in quote.marks and (marks := sentences.marks(name, span, quote.text, quote.begin)):
                quote.marks[number] = marks
        return numbers[span]


def _printed(article: Article) -> Printed:
    day = article.date.isoformat() if article.date else ""
    return Printed(article.id, article.newspaper, day, article.page, article.headline, article.is_masthead)


class _Sentences:
    """The sentences of one part, and where in them its entities are named."""

    def __init__(self, part: Knowledge) -> None:
        self._texts = {article.id: article.text for article in part.articles}
        self._names = {entity.id: (entity.name, *entity.aliases) for entity in part.entities}
        self._mentions: dict[tuple[str, str], list[Range]] = defaultdict(list)
        for entity in part.entities:
            for mention in entity.mentions:
                self._mentions[entity.id, mention.span.article].append((mention.span.start, mention.span.end))

    def round(self, span: Span) -> tuple[str, int]:
        """The sentence round `span`, and where in its article it begins."""
        text = self._texts.get(span.article, "")
        known = bool(span.text) and text[span.start : span.end] == span.text
        return _sentence(text, span) if known else (span.text, span.start)

    def marks(self, ident: str, span: Span, text: str, begin: int) -> tuple[Range, ...]:
        """Where the sentence `text`, in which `span` begins at `begin`, names the entity."""
        start = span.start - begin
        placed = ((low - start, high - start) for low, high in self._mentions.get((ident, span.article), ()))
        found = [mark for mark in placed if 0 <= mark[0] < mark[1] <= len(text)]
        return tuple(found or _search(self._names.get(ident, ()), text))


def _sentence(text: str, span: Span) -> tuple[str, int]:
    stops = "\u3002\uff01\uff1f"
    before = text[max(0, span.start - AROUND) : span.start]
    start = span.start - len(before) + max(before.rfind(mark) for mark in stops + "\n") + 1
    end = min(len(text), span.end + AROUND)
    if text[span.end - 1 : span.end] in stops:
        end = span.end
    found = [place for mark in stops + "\n" if (place := text.find(mark, span.end, end)) >= 0]
    end = min(found) + 1 if found else end
    return text[start:end].rstrip("\n"), start


def _search(names: Sequence[str], text: str) -> Iterator[Range]:
    """The words of `text` that speak of what has these names, the first of them its own."""
    # nothing as long as a headline is said in short
    short = names[0] if names and len(names[0]) <= SHORTENED else ""
    if word := word_for(short, filter(None, names), text):
        place = places(text, word)[0]
        yield place, place + len(word)
