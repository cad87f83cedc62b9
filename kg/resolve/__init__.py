"""Who is who across pages, and what the gazetteer adds: the parts that pages yield, made to fit one another.

Divisions, bodies, zones and documents are one where their ids are. A person is never joined by name alone: two
mentions on different pages are one person when they share a post, serve one division, work
for one body, or stand in one issue of a paper without anything that speaks against it.

Who is who hangs on the set of pages alone and not on the order in which they came. It is settled from a `Sketch` of each
page, so that a page need not be read again when another joins it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple, dataclass, field, replace

from kg.kinds import merged
from kg.model import Article, Entity, Fact, Knowledge, Literal, Span
from kg.resolve.divisions import GAZETTEER, background

__all__ = [
    "GAZETTEER",
    "Person",
    "Sketch",
    "background",
    "identify",
    "marked",
    "merge",
    "page_id",
    "page_names",
    "renamed",
    "sketch",
]


@dataclass(slots=True)
class Person:
    """A person as known so far: present and past posts, divisions served, employers, and the issues that told of them."""

    ident: str
    name: str
    posts: set[str] = field(default_factory=set)
    serves: set[str] = field(default_factory=set)
    employers: set[str] = field(default_factory=set)
    issues: set[str] = field(default_factory=set)

    def take(self, other: Person) -> None:
        """Add what is known of `other`, who is the same; the sets themselves belong to a page."""
        self.posts = self.posts | other.posts
        self.serves = self.serves | other.serves
        self.employers = self.employers | other.employers
        self.issues = self.issues | other.issues


@dataclass(frozen=True, slots=True)
class Sketch:
    """Of a page what is needed to fit it to others: date, ids of articles, persons, codes of divisions."""

    date: str
    articles: tuple[str, ...]
    people: tuple[Person, ...]
    codes: tuple[str, ...]

    def dumps(self) -> str:
        """The sketch as JSON."""
        people = [[sorted(v) if isinstance(v, set) else v for v in astuple(person)] for person in self.people]
        return json.dumps([self.date, self.articles, people, self.codes], ensure_ascii=False)

    @classmethod
    def loads(cls, text: str) -> Sketch:
        """The sketch that `dumps` wrote."""
        date, articles, people, codes = json.loads(text)
        known = tuple(Person(ident, name, *map(set, rest)) for ident, name, *rest in people)
        return cls(date, tuple(articles), known, tuple(codes))


def sketch(part: Knowledge) -> Sketch:
    """The sketch of one page's knowledge."""
    dates = sorted(article.date.isoformat() for article in part.articles if article.date)
    codes = sorted({entity.code for entity in part.entities if entity.code})
    articles = tuple(article.id for article in part.articles)
    return Sketch(dates[0] if dates else "", articles, tuple(_people(part).values()), tuple(codes))


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


def identify(sketches: Mapping[str, Sketch]) -> dict[str, dict[str, str]]:
    """For each page, by date and id, the ids that its persons get where these are others than they have there.

    The first person of a name keeps the plain id.
    """
    people: dict[str, list[Person]] = defaultdict(list)
    order = sorted(sketches, key=lambda ident: (sketches[ident].date, ident))
    return {ident: _same_people(sketches[ident].people, people) for ident in order}


def _same_people(found: Iterable[Person], people: dict[str, list[Person]]) -> dict[str, str]:
    names = {}
    for person in found:
        known = people[person.name]
        same = next((k for k in known if _is_one(k, person)), None)
        if same is None:
            same = replace(person, ident=_free(person, known))
            known.append(same)
        else:
            same.take(person)
        if same.ident != person.ident:
            names[person.ident] = same.ident
    return names


def _people(part: Knowledge) -> dict[str, Person]:
    issues = {f"{article.newspaper} {article.date}" for article in part.articles if article.newspaper and article.date}
    found = {e.id: Person(e.id, e.name, issues=set(issues)) for e in part.entities if e.id.startswith("person/")}
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


def _is_one(known: Person, person: Person) -> bool:
    if known.posts & person.posts or known.employers & person.employers:
        return True
    if known.serves and person.serves:
        return bool(known.serves & person.serves)
    bare = not (person.posts or person.employers) or not (known.posts or known.employers)
    return bare and bool(known.issues & person.issues)


def _free(person: Person, known: list[Person]) -> str:
    """An id that no other person of the name has: the plain one, else with the place or body that sets them apart."""
    taken = {k.ident for k in known}
    marks = sorted(person.serves) or sorted(person.employers) or sorted(person.issues)
    mark = marks[0].rpartition("/")[2] if marks else str(len(known) + 1)
    plain = f"person/{person.name}"
    options = [person.ident, plain, f"{plain}~{mark}", *(f"{plain}~{mark}-{n}" for n in range(2, len(known) + 3))]
    return next(option for option in options if option not in taken)


def renamed(part: Knowledge, ids: Mapping[str, str]) -> Knowledge:
    """The part with other ids for some entities; two that get one id become one."""
    if not ids:
        return part
    return merge([_called(part, lambda ident: ids.get(ident, ident))])
