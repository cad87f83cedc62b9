"""Gold facts: what a careful reader takes from a text, and under which names it counts.

A facts file has a fact a line: `E class name`, `EV @id class date place name` or `R subject property object`,
tab-separated; `|` parts alternatives, `*` stands for what the text does not state, `#` begins a comment. `?` in front
makes a line optional: neither found nor missed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kg.model import YutuError

# a class is scored as one of these groups: the finer kinds are easily argued over
_GROUPS = {
    "Person": "Person Official Journalist",
    "Division": "AdministrativeDivision Country Province Prefecture County Township Village",
    "Region": "Region Route",
    "Venue": "Venue",
    "Zone": "Zone Park CooperationZone",
    "Organization": "Organization PartyCommittee Government PeoplesCongress Cppcc Department "
    "Enterprise Institution Media",
    "Delegation": "Delegation WorkTeam",
    "Project": "Project",
    "Initiative": "Initiative",
    "Document": "Document Agreement Policy",
    "Event": "Event Meeting Visit Ceremony Signing Appointment Activity",
    "Article": "Article",
    "Post": "Post",
}
GROUP = {kind: group for group, kinds in _GROUPS.items() for kind in kinds.split()}
SCORED = set(_GROUPS) - {"Article", "Post"}
_RELATIONS = """
    holds formerlyHeld serves stationedIn worksFor participant speaker chair organizer place visited represents leader
    locatedIn partOf party cooperatesWith undertakenBy issuer author
"""
RELATIONS = set(_RELATIONS.split())


class GoldError(YutuError):
    """A gold folder or a line of a facts file is not what it should be."""


def clean(name: str) -> str:
    """A name without the marks that vary between printings.

    >>> clean("A·B（c）")
    'abc'
    """
    return "".join(char for char in name if char not in " 　“”\"《》〈〉‘’'·•・—–-－（）()").lower()


def _cleaned(names: str) -> set[str]:
    return {clean(name) for name in names.split("|") if name}


@dataclass(frozen=True)
class GoldEntity:
    """An entity wanted under one of `names`, in one of `groups`."""

    groups: set[str]
    names: set[str]
    optional: bool
    text: str


@dataclass(frozen=True)
class GoldEvent:
    """An event wanted; empty `dates` or `places` mean that the text states none."""

    kinds: set[str]
    dates: set[str]
    places: set[str]
    names: set[str]
    optional: bool
    text: str


@dataclass(frozen=True)
class GoldRelation:
    """A relation wanted; its ends are names or the `@id` of an event."""

    subject: str
    property: str
    object: str
    optional: bool
    text: str


@dataclass
class Gold:
    """The facts of one file."""

    entities: list[GoldEntity] = field(default_factory=list)
    events: dict[str, GoldEvent] = field(default_factory=dict)
    relations: list[GoldRelation] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path) -> Gold:
        """The gold facts of a file. Raises `GoldError` with file and line for what is no gold line."""
        gold = cls()
        for number, line in enumerate(_lines(path), 1):
            if line.strip() and not line.startswith("#"):
                try:
                    gold._add(*(cell.strip() for cell in line.split("\t")))
                except (IndexError, TypeError) as error:
                    raise GoldError(f"{path}:{number}: not a gold line (too few cells): {line[:80]}") from error
                except ValueError as error:
                    raise GoldError(f"{path}:{number}: not a gold line ({error}): {line[:80]}") from error
        return gold

    def _add(self, kind: str, *cells: str) -> None:
        optional, kind = kind.startswith("?"), kind.lstrip("?")
        if kind == "E":
            groups = {GROUP[name] for name in _kinds(cells[0])}
            names = {clean(name) for name in cells[1].split("|")}
            self.entities.append(GoldEntity(groups, names, optional, cells[1]))
        elif kind == "EV":
            self.events[cells[0]] = _event(optional, *cells[:5])
        elif kind == "R":
            # what is scored nowhere would be missed for ever
            if not optional and cells[1] not in RELATIONS:
                raise ValueError(f"{cells[1]} is no property that is scored")
            self.relations.append(GoldRelation(cells[0], cells[1], cells[2], optional, "\t".join(cells[:3])))
        else:
            raise ValueError("it begins with E, EV or R")


def _event(optional: bool, ident: str, kinds: str, date: str, place: str, name: str = "") -> GoldEvent:
    dates = set() if date == "*" else set(date.split("/"))
    places = set() if place == "*" else {clean(p) for p in place.split("|")}
    text = f"{ident} {'|'.join(sorted(_kinds(kinds)))} {date} {name}"
    return GoldEvent(_kinds(kinds), dates, places, _cleaned(name), optional, text)


def _kinds(names: str) -> set[str]:
    kinds = set(names.split("|"))
    if unknown := kinds - GROUP.keys():
        raise ValueError(f"{min(unknown)} is no class that is scored")
    return kinds


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise GoldError(f"{path}: cannot be read ({why})") from error
