"""Who is who across pages: the parts that pages yield become one body of knowledge.

Divisions, bodies, zones and documents are one where their ids are. A person is never joined by name alone: two
mentions on different pages are one person when they share a post, serve one division, work
for one body, or stand in one issue of a paper without anything that speaks against it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kg.model import Article, Entity, Fact, Knowledge, Literal
from kg.rules.book import merged


@dataclass(slots=True)
class _Person:
    """A person as known so far: present and past posts, divisions served, employers, and the issues that told of them."""

    ident: str
    posts: set[str] = field(default_factory=set)
    serves: set[str] = field(default_factory=set)
    employers: set[str] = field(default_factory=set)
    issues: set[str] = field(default_factory=set)

    def take(self, other: _Person) -> None:
        """Add what is known of `other`, who is the same."""
        self.posts |= other.posts
        self.serves |= other.serves
        self.employers |= other.employers
        self.issues |= other.issues


def resolve(parts: Iterable[Knowledge]) -> Knowledge:
    """One `Knowledge` of all parts, in their order; the first person of a name keeps the plain id."""
    entities: dict[str, Entity] = {}
    articles: list[Article] = []
    facts: list[Fact] = []
    people: dict[str, list[_Person]] = defaultdict(list)
    for part in parts:
        part = _renamed(part, _same_people(part, people))
        articles += part.articles
        facts += part.facts
        for entity in part.entities:
            known = entities.get(entity.id)
            entities[entity.id] = merged(known, entity) if known else entity
    return Knowledge(tuple(articles), tuple(entities.values()), tuple(facts))


def _same_people(part: Knowledge, people: dict[str, list[_Person]]) -> dict[str, str]:
    """The ids that persons of `part` get, where these are others than those they have."""
    found = _people(part)
    renamed = {}
    for entity in part.entities:
        if entity.id not in found:
            continue
        person, known = found[entity.id], people[entity.name]
        same = next((k for k in known if _is_one(k, person)), None)
        if same is None:
            same = replace(person, ident=_free(entity, person, known))
            known.append(same)
        else:
            same.take(person)
        if same.ident != entity.id:
            renamed[entity.id] = same.ident
    return renamed


def _people(part: Knowledge) -> dict[str, _Person]:
    issues = {f"{article.newspaper} {article.date}" for article in part.articles if article.newspaper and article.date}
    found = {e.id: _Person(e.id, issues=set(issues)) for e in part.entities if e.id.startswith("person/")}
    for fact in part.facts:
        person = found.get(fact.subject)
        if person is None or isinstance(fact.object, Literal):
            continue
        if fact.property in {"holds", "formerlyHeld"}:
            person.posts.add(fact.object)
        elif fact.property == "serves":
            person.serves.add(fact.object)
        elif fact.property == "worksFor":
            person.employers.add(fact.object)
    return found


def _is_one(known: _Person, person: _Person) -> bool:
    if known.posts & person.posts or known.employers & person.employers:
        return True
    if known.serves and person.serves:
        return bool(known.serves & person.serves)
    bare = not (person.posts or person.employers) or not (known.posts or known.employers)
    return bare and bool(known.issues & person.issues)


def _free(entity: Entity, person: _Person, known: list[_Person]) -> str:
    """An id that no other person of the name has: the plain one, else with the place or body that sets them apart."""
    taken = {k.ident for k in known}
    marks = sorted(person.serves) or sorted(person.employers) or sorted(person.issues)
    mark = marks[0].rpartition("/")[2] if marks else str(len(known) + 1)
    plain = f"person/{entity.name}"
    options = [entity.id, plain, f"{plain}~{mark}", *(f"{plain}~{mark}-{n}" for n in range(2, len(known) + 3))]
    return next(option for option in options if option not in taken)


def _renamed(part: Knowledge, ids: dict[str, str]) -> Knowledge:
    if not ids:
        return part
    entities = tuple(replace(e, id=ids.get(e.id, e.id)) for e in part.entities)
    facts = tuple(
        replace(
            f,
            subject=ids.get(f.subject, f.subject),
            object=ids.get(f.object, f.object) if isinstance(f.object, str) else f.object,
        )
        for f in part.facts
    )
    return Knowledge(part.articles, entities, facts)
