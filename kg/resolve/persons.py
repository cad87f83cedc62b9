"""Who is who among the persons of one name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.resolve.settled import Settled
from kg.resolve.traces import Sighting
from kg.resolve.verdicts import Verdicts


@dataclass(slots=True)
class _Person:
    ident: str
    posts: set[str] = field(default_factory=set)
    serves: set[str] = field(default_factory=set)
    employers: set[str] = field(default_factory=set)
    issues: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, sighting: Sighting) -> _Person:
        person = cls(sighting.ident)
        sets = {"holds": person.posts, "formerlyHeld": person.posts, "serves": person.serves}
        for claim in sighting.claims:
            sets.get(claim.property, person.employers).add(claim.object)
        if sighting.seen.paper and sighting.seen.date:
            person.issues.add(f"{sighting.seen.paper} {sighting.seen.date}")
        return person

    def take(self, other: _Person) -> None:
        self.posts |= other.posts
        self.serves |= other.serves
        self.employers |= other.employers
        self.issues |= other.issues


def settle(sightings: Sequence[Sighting], verdicts: Verdicts) -> Settled:
    """The ids of persons that the sightings, in order of date and page, show; the first keeps the plain one."""
    known: list[_Person] = []
    ids: dict[tuple[str, str], str] = {}
    for sighting in sightings:
        person = _Person.of(sighting)
        same = next((k for k in known if _is_one(k, person)), None)
        if same is None:
            same = person
            same.ident = _free(sighting, person, known)
            known.append(same)
        else:
            same.take(person)
        if same.ident != sighting.ident:
            ids[sighting.seen.page, sighting.ident] = same.ident
    return Settled(ids)


def _is_one(known: _Person, person: _Person) -> bool:
    if known.posts & person.posts or known.employers & person.employers:
        return True
    if known.serves and person.serves:
        return bool(known.serves & person.serves)
    bare = not (person.posts or person.employers) or not (known.posts or known.employers)
    return bare and bool(known.issues & person.issues)


def _free(sighting: Sighting, person: _Person, known: list[_Person]) -> str:
    """An id that no other person of the name has: the plain one, else with the place or body that sets them apart."""
    taken = {k.ident for k in known}
    marks = sorted(person.serves) or sorted(person.employers) or sorted(person.issues)
    mark = marks[0].rpartition("/")[2] if marks else str(len(known) + 1)
    plain = f"person/{sighting.name}"
    options = [sighting.ident, plain, f"{plain}~{mark}", *(f"{plain}~{mark}-{n}" for n in range(2, len(known) + 3))]
    return next(option for option in options if option not in taken)
