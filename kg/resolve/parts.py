"""What pages say, made to fit one another: names for pages, ids that hold across them, all of them as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from kg.kinds import merged
from kg.model import Article, Entity, Fact, Knowledge, Literal, Span
from kg.resolve.settled import Joined

_NONE: Mapping[str, Joined] = {}

_PERSON = "person/"


def page_id(part: Knowledge) -> str:
    """What the ids of the page's articles have in common.

    >>> page_id(Knowledge((Article("日报/2024-04-18/A02/1", "", None, "", "", "", "", "", ""),)))
    '日报/2024-04-18/A02'
    """
    return part.articles[0].id.rpartition("/")[0] if part.articles else ""


def page_names(found: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """For each source, of which the id of its page and a digest of its text are given, the name of its page.

    The name is the id; where sources of one id have several texts, all but the first text's are marked by their
    digests. Sources with the same page share its name.

    >>> page_names({"a.txt": ("日报/1", "77aabbccdd"), "b.txt": ("日报/1", "00aabbccdd"), "c.txt": ("日报/1", "00aabbccdd")})
    {'a.txt': '日报/1~77aabbcc', 'b.txt': '日报/1', 'c.txt': '日报/1'}
    """
    first: dict[str, str] = {}
    for ident, text in found.values():
        first[ident] = min(text, first.get(ident, text))
    return {source: ident if text == first[ident] else f"{ident}~{text[:8]}" for source, (ident, text) in found.items()}


def marked(part: Knowledge, ident: str, name: str) -> Knowledge:
    """The page `ident` under another name, which the ids of its articles and events begin with."""
    if name == ident:
        return part

    def moved(text: str) -> str:
        return text.replace(f"{ident}/", f"{name}/")

    def placed(span: Span) -> Span:
        return replace(span, article=moved(span.article))

    articles = tuple(replace(article, id=moved(article.id)) for article in part.articles)
    entities = tuple(
        replace(e, mentions=tuple(replace(m, span=placed(m.span)) for m in e.mentions)) for e in part.entities
    )
    facts = tuple(replace(fact, evidence=placed(fact.evidence)) for fact in part.facts)
    return _called(Knowledge(articles, entities, facts), moved)


def renamed(part: Knowledge, ids: Mapping[str, str], joined: Mapping[str, Joined] = _NONE) -> Knowledge:
    """The part with other ids for some entities; two that get one id become one.

    Those that `joined` tells of have the name and class that all pages together give them, and of dates and the like
    only the values that hold. A person whose new id is of another name is called so, and the page's name is an alias.
    """
    if not ids:
        return part
    told = _as_joined(_called(part, lambda ident: ids.get(ident, ident)), joined)
    people = {ident for ident in ids.values() if ident.startswith(_PERSON)}
    return merge([replace(told, entities=tuple(_named(e) if e.id in people else e for e in told.entities))])


def _named(person: Entity) -> Entity:
    name = person.id.removeprefix(_PERSON).partition("~")[0]
    if name == person.name:
        return person
    return replace(person, name=name, aliases=tuple(dict.fromkeys((person.name, *person.aliases))))


def _as_joined(part: Knowledge, joined: Mapping[str, Joined]) -> Knowledge:
    entities = (_known(entity, joined.get(entity.id)) for entity in part.entities)
    facts = (_weighed(fact, joined.get(fact.subject)) for fact in part.facts)
    return Knowledge(part.articles, tuple(entities), tuple(facts))


def _known(entity: Entity, node: Joined | None) -> Entity:
    if node is None:
        return entity
    names = dict.fromkeys((entity.name, *entity.aliases))
    names.pop(node.name, None)
    return replace(entity, kind=node.kind, name=node.name, aliases=tuple(names))


def _weighed(fact: Fact, node: Joined | None) -> Fact:
    held = dict(node.values).get(fact.property) if node else None
    told = fact.object.value if isinstance(fact.object, Literal) else fact.object
    return fact if held is None or held == told else replace(fact, outweighed=True)


def _called(part: Knowledge, new: Callable[[str], str]) -> Knowledge:
    """The part with other ids for its entities, wherever they stand."""
    facts = (
        replace(f, subject=new(f.subject), object=new(f.object) if isinstance(f.object, str) else f.object)
        for f in part.facts
    )
    return Knowledge(part.articles, tuple(replace(e, id=new(e.id)) for e in part.entities), tuple(facts))


def merge(parts: Iterable[Knowledge]) -> Knowledge:
    """All parts as one, each entity once, with the names of all."""
    entities: dict[str, Entity] = {}
    articles: list[Article] = []
    facts: list[Fact] = []
    for part in parts:
        articles += part.articles
        facts += part.facts
        for entity in part.entities:
            known = entities.get(entity.id)
            entities[entity.id] = merged(known, entity) if known else entity
    return Knowledge(tuple(articles), tuple(entities.values()), tuple(facts))
