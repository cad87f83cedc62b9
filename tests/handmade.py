"""Knowledge made by hand, for tests of what comes after extraction."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from kg.model import Article, Entity, Fact, Knowledge, Literal, Mention, Span
from kg.publish import publish
from kg.shelf import Shelf

TEXT = "海宁省代表团访问青川市\n海宁省省长任远帆率团于4月17日考察青川高新区。任远帆还到了青川港。\n本报记者 苏禾\n"
ARTICLE = Article(
    "闽风日报/2024-04-18/A02/1",
    "闽风日报",
    dt.date(2024, 4, 18),
    "A02",
    "",
    "海宁省代表团访问青川市",
    "本报记者 苏禾",
    TEXT,
    "page.txt",
)
SENTENCE = "海宁省省长任远帆率团于4月17日考察青川高新区。"
SECOND = "任远帆还到了青川港。"


def span(text: str, article: Article = ARTICLE) -> Span:
    """The first place of `text` in the article."""
    start = article.text.index(text)
    return Span(article.id, start, start + len(text), text)


def entity(ident: str, kind: str, name: str, *, aliases: tuple[str, ...] = (), **more: str) -> Entity:
    """An entity, mentioned wherever the article first names it."""
    named = tuple(Mention(span(form), kind, form, "hand") for form in (name, *aliases) if form in TEXT)
    return Entity(ident, kind, name, aliases, named, **more)


def fact(subject: str, name: str, value: str | Literal, sentence: str = SENTENCE, **more: object) -> Fact:
    """A fact that stands in a sentence of the article."""
    return Fact(name, subject, value, span(sentence), "by-hand", **more)  # type: ignore[arg-type]


ENTITIES = (
    entity("person/任远帆", "Official", "任远帆"),
    entity("person/苏禾", "Journalist", "苏禾"),
    entity("post/海宁省省长", "Post", "海宁省省长"),
    entity("division/990000", "Province", "海宁省", aliases=("海宁",), code="990000", english="Haining"),
    entity("division/880100", "Prefecture", "青川市", code="880100"),
    entity("zone/青川高新区", "Park", "青川高新区"),
    entity("place/青川港", "Venue", "青川港"),
    entity("event/1", "Visit", "海宁省代表团访问青川市"),
    Entity("division/880000", "Province", "东屿省", code="880000"),
)
FACTS = (
    fact("person/任远帆", "holds", "post/海宁省省长", confidence=0.9),
    fact("event/1", "participant", "person/任远帆"),
    fact("event/1", "place", "division/880100"),
    fact("event/1", "startDate", Literal("2024-04-17", "date")),
    fact("event/1", "stop", "zone/青川高新区", order=1),
    fact("event/1", "stop", "place/青川港", SECOND, order=2),
    fact("person/任远帆", "visited", "zone/青川高新区"),
    fact("person/任远帆", "visited", "place/青川港", SECOND, confidence=0.8),
    fact("zone/青川高新区", "locatedIn", "division/880100"),
    fact(f"article/{ARTICLE.id}", "author", "person/苏禾", "本报记者 苏禾"),
    Fact("locatedIn", "division/880100", "division/880000", Span("", 0, 0, ""), "gazetteer"),
)
KNOWLEDGE = Knowledge((ARTICLE,), ENTITIES, FACTS)


def built(folder: Path, *parts: Knowledge) -> Path:
    """The folder of a graph that these pages, by default the one above, were built into."""
    folder.mkdir(parents=True, exist_ok=True)
    with Shelf.create(folder) as shelf:
        for number, part in enumerate(parts or (KNOWLEDGE,)):
            shelf.put(folder / f"{number}.txt", part, "", {})
        publish(shelf)
    return folder
