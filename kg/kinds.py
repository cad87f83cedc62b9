"""The classes of entities: in which room of ids each stands, and what two records of one entity make together."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Entity

# the folder of an entity's IRI; classes not listed stand under `thing`
_ROOMS = {
    "division": "Country Province Prefecture County Township Village AdministrativeDivision",
    "person": "Person Official Journalist",
    "post": "Post",
    "organization": "Organization PartyCommittee Government PeoplesCongress Cppcc Department Enterprise Institution Media",
    "team": "Delegation WorkTeam",
    "place": "Region Route Venue",
    "zone": "Zone Park CooperationZone",
    "project": "Project",
    "initiative": "Initiative",
    "document": "Document Agreement Policy",
    "event": "Event Meeting Visit Ceremony Signing Appointment Activity",
    "measure": "Measure",
    "phrase": "Phrase",
}
ROOM = {kind: room for room, kinds in _ROOMS.items() for kind in kinds.split()}
# what all pages tell together: records of what was concluded, not of what one of them tells
SETTLED = frozenset({"Tenure", "IdentityDecision", "Contradiction"})
# articles may know an entity more or less well: what is not merely one of these says more
BROAD = frozenset({"Person", "Organization", "Zone", "Event", "Document", "Place", "AdministrativeDivision"})


def finer(one: str, other: str) -> str:
    """The class that tells more, of two that one entity was told to be of.

    >>> finer("Person", "Official")
    'Official'
    """
    return other if one in BROAD and ROOM.get(other) == ROOM.get(one) else one


def merged(one: Entity, other: Entity) -> Entity:
    """Two records of one entity as one, with the names of both and the finer class."""
    names = dict.fromkeys((*one.aliases, other.name, *other.aliases))
    names.pop(one.name, None)
    kind = finer(one.kind, other.kind)
    return replace(one, kind=kind, aliases=tuple(names), mentions=one.mentions + other.mentions)
