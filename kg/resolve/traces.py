"""What of a page is needed to tell who and what is the same on others: small, and kept beside the page.

A trace stands under a block, within which alone things are compared: persons of one name, holders of one post, events of
one month, places of one name that no table has. So when a page comes, changes or goes, only its blocks are looked at again, whatever the graph holds besides.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from kg.kinds import ROOM
from kg.mentions.titles import plain_post
from kg.model import Entity, Fact, Knowledge, Literal
from kg.resolve.links import body_block
from kg.resolve.places import place_block


@dataclass(frozen=True, slots=True)
class Seen:
    """The page on which something was seen: its name in the graph, its ISO date or nothing, its newspaper."""

    page: str
    date: str
    paper: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What an article says of a person that tells who it is: `object` is a post, division or body.

    `property` is holds, formerlyHeld, serves, worksFor or stationedIn; `since` and `until` are stated dates or empty;
    `rule` is what found it.
    """

    property: str
    object: str
    article: str
    since: str = ""
    until: str = ""
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A person as one page shows it: the id there, the claims, and the names of those in the same articles."""

    seen: Seen
    ident: str
    name: str
    kind: str
    claims: tuple[Claim, ...] = ()
    company: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody in a post, as one article tells it; `person` is the id that holds across pages."""

    seen: Seen
    person: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as one article tells it: ids of places, bodies, delegations, stops and what it was about, names of people.

    `leads` are those of the people who speak, preside or lead; `areas` the divisions in which its places lie;
    `start` or `end` may be empty or as coarse as a year.
    """

    seen: Seen
    ident: str
    kind: str
    name: str
    article: str
    start: str
    end: str = ""
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    scheduled: bool = False
    leads: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()


# the page is known to whoever reads a trace
_HERE = Seen("", "", "")
_ROLES = ("participant", "speaker", "chair", "organizer")
_CLAIMS = frozenset({"holds", "formerlyHeld", "serves", "worksFor", "stationedIn"})
_COMPANY = 30  # names of others kept for each person: enough to know a circle by


def traces(part: Knowledge) -> Iterator[tuple[str, str]]:
    """The traces of a page as (block, JSON), in order: what `sighting`, `holding`, `happening` and `place` read."""
    for sighting in _sightings(part):
        yield person_block(sighting.name), _dumps(astuple(sighting)[1:])
        for claim in sighting.claims:
            if claim.object.startswith("post/"):
                yield post_block(claim.object), _dumps([sighting.ident, *astuple(claim)])
    dates = {article.id: article.date.isoformat() for article in part.articles if article.date}
    for happening in _happenings(part):
        # one without a date is looked for in the month in which it was told
        when = happening.start or happening.end or dates.get(happening.article, "")
        yield event_block(when), _dumps(astuple(happening)[1:])
    for ident, block in sorted({(entity.id, place_block(entity)) for entity in part.entities}):
        if block:
            yield block, _dumps([ident])
    # that it is named is all that is to be known of a division, and of a body that is linked
    yield from ((f"division/{code}", "") for code in sorted({entity.code for entity in part.entities if entity.code}))
    yield from ((block, "") for block in sorted({body_block(entity.id) for entity in part.entities}) if block)


def seen_on(name: str, part: Knowledge) -> Seen:
    """The page of this name: its first date and paper, where it tells them."""
    date = min((article.date.isoformat() for article in part.articles if article.date), default="")
    return Seen(name, date, next((article.newspaper for article in part.articles if article.newspaper), ""))


def person_block(name: str) -> str:
    """The block of the persons of this name."""
    return f"person/{name}"


def post_block(post: str) -> str:
    """The block of a post: that of whoever acts in it is its own.

    >>> post_block("post/湖南省代省长")
    'post/湖南省省长'
    """
    return plain_post(post)


def event_block(date: str) -> str:
    """The block of the events of the month of this date."""
    return f"event/{date[:7]}"


def sighting(seen: Seen, told: str) -> Sighting:
    """The trace of a person."""
    ident, name, kind, claims, company = json.loads(told)
    return Sighting(seen, ident, name, kind, tuple(Claim(*claim) for claim in claims), tuple(company))


def holding(seen: Seen, told: str, ids: Mapping[str, str]) -> Holding:
    """The trace of a holder of a post, who has his id across pages from `ids` if it is another than on the page."""
    ident, *claim = json.loads(told)
    return Holding(seen, ids.get(ident, ident), Claim(*claim))


def happening(seen: Seen, told: str) -> Happening:
    """The trace of an event."""
    values: list[Any] = [tuple(v) if isinstance(v, list) else v for v in json.loads(told)]
    return Happening(seen, *values)


def place(seen: Seen, told: str) -> tuple[str, str]:
    """The trace of a place in no table: the page and the id there."""
    (ident,) = json.loads(told)
    return seen.page, ident


def _dumps(values: Sequence[object]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _sightings(part: Knowledge) -> list[Sighting]:
    claims: dict[str, dict[Claim, None]] = defaultdict(dict)
    for fact in part.facts:
        if fact.property in _CLAIMS and isinstance(fact.object, str) and fact.subject.startswith("person/"):
            told = (fact.evidence.article, fact.valid_from, fact.valid_to, fact.confidence, fact.rule)
            claims[fact.subject][Claim(fact.property, fact.object, *told)] = None
    people = [entity for entity in part.entities if entity.id.startswith("person/")]
    beside: dict[str, dict[str, None]] = defaultdict(dict)
    for one in people:
        for article in _articles(one):
            beside[article][one.name] = None
    found = []
    for one in people:
        company = dict.fromkeys(name for article in _articles(one) for name in beside[article] if name != one.name)
        own = tuple(claims.get(one.id, ()))
        found.append(Sighting(_HERE, one.id, one.name, one.kind, own, tuple(company)[:_COMPANY]))
    return found


def _articles(entity: Entity) -> list[str]:
    return sorted({mention.span.article for mention in entity.mentions})


def _happenings(part: Knowledge) -> Iterator[Happening]:
    said: dict[str, list[Fact]] = defaultdict(list)
    for fact in part.facts:
        said[fact.subject].append(fact)
    names = {entity.id: entity.name for entity in part.entities if entity.id.startswith("person/")}
    for event in part.entities:
        if ROOM.get(event.kind) == "event":
            yield _happening(event, said, names)


def _happening(event: Entity, said: Mapping[str, list[Fact]], names: Mapping[str, str]) -> Happening:
    facts = said.get(event.id, [])
    values = _values(facts)
    taking_part = [ident for role in _ROLES for ident in values[role]]
    teams = [ident for ident in taking_part if ident.startswith("team/")]
    leads = [
        *values["speaker"],
        *values["chair"],
        *(who for team in teams for who in _values(said.get(team, []))["leader"]),
    ]
    return Happening(
        _HERE,
        event.id,
        event.kind,
        event.name,
        min((fact.evidence.article for fact in facts), default="") or min(_articles(event), default=""),
        min(values["startDate"], default=""),
        max(values["endDate"], default=""),
        tuple(values["place"]),
        _named(taking_part, names),
        tuple(dict.fromkeys(ident for ident in taking_part if ident not in names and ident not in teams)),
        tuple(values["about"]),
        "true" in values["scheduled"],
        _named(leads, names),
        tuple(dict.fromkeys(area for place in values["place"] for area in _values(said.get(place, []))["locatedIn"])),
        tuple(dict.fromkeys(teams)),
        tuple(values["stop"]),
    )


def _values(facts: list[Fact]) -> dict[str, dict[str, None]]:
    values: dict[str, dict[str, None]] = defaultdict(dict)
    for fact in facts:
        values[fact.property][fact.object.value if isinstance(fact.object, Literal) else fact.object] = None
    return values


def _named(idents: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names[ident] for ident in idents if ident in names))
