"""What follows from the facts of an article taken together: where work teams and visitors are, and who leads whom."""

from __future__ import annotations

from collections.abc import Sequence

from kg.kinds import ROOM
from kg.mentions.heads import DIVISIONS
from kg.mentions.words import word_set
from kg.rules.book import Book
from kg.rules.people import Hand


def follow(book: Book, crew: Sequence[Hand] = ()) -> None:
    """State what the facts of the article say together; `crew` are those told to be of a work team."""
    _hosts(book)
    _grounds(book)
    _stations(book)
    _crew(book, crew)


def _hosts(book: Book) -> None:
    """State that who makes a visit, the delegation or the first of those told, has visited the division it is in."""
    ahead = {f.subject for f in book.facts.values() if f.property == "scheduled"}
    for fact in [f for f in book.facts.values() if f.property == "place" and f.subject not in ahead]:
        if book.entities[fact.subject].kind == "Visit" and book.entities[str(fact.object)].kind in DIVISIONS:
            came = book.objects(fact.subject, "participant")
            teams = [who for who in came if who.startswith("team/")]
            for who in (teams or came)[:1]:
                book.state(who, "visited", fact.object, fact.evidence, "visit-place")


def _grounds(book: Book) -> None:
    """State that a zone is opened, and ground broken for a project, where it is, if no place is told."""
    for fact in [f for f in book.facts.values() if f.property == "about" and isinstance(f.object, str)]:
        if book.entities[fact.subject].kind == "Ceremony" and not book.objects(fact.subject, "place"):
            zone = ROOM.get(book.entities[str(fact.object)].kind) == "zone"
            where = [str(fact.object)] if zone else book.objects(str(fact.object), "locatedIn")
            if len(where) == 1:  # a bridge lies on two sides
                book.state(fact.subject, "place", where[0], fact.evidence, "where-work-is")


def _stations(book: Book) -> None:
    """State who leads a work team and that its people are stationed where it is; a first secretary is so in the village."""
    body = {s: str(o) for s, p, o in book.facts if p == "postIn"}
    station = {s: str(o) for s, p, o in book.facts if p == "stationedIn"}
    serves = {(s, str(o)) for s, p, o in book.facts if p == "serves"}
    for fact in [f for f in book.facts.values() if f.property == "holds"]:
        post = str(fact.object)
        team = body.get(post, "")
        if team.startswith("team/"):
            if book.entities[post].name.endswith(tuple(word_set("team_heads"))):
                book.state(team, "leader", fact.subject, fact.evidence, "heads-team")
            if team in station:
                book.state(fact.subject, "stationedIn", station[team], fact.evidence, "in-team")
        elif any(mark in book.entities[post].name for mark in word_set("sent_posts")):
            for person, place in serves:
                if person == fact.subject and book.entities[place].kind == "Village":
                    book.state(person, "stationedIn", place, fact.evidence, "sent-to-village")


def _crew(book: Book, crew: Sequence[Hand]) -> None:
    """State that who is of the one work team of the article is stationed where it is, and that its head leads it."""
    stations = {str(o): None for s, p, o in book.facts if p == "stationedIn"}
    teams = [e.id for e in book.entities.values() if e.kind == "WorkTeam" and e.mentions]
    if len(stations) != 1 or len(teams) > 1:
        return
    for hand in crew:
        book.state(hand.person, "stationedIn", next(iter(stations)), hand.evidence, "in-team")
        if teams and hand.title in word_set("team_heads"):
            book.state(teams[0], "leader", hand.person, hand.evidence, "heads-team")
