"""How each class looks on the map, and how much room its label needs."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

LABEL_LENGTH = 14


@dataclass(frozen=True, slots=True)
class Style:
    """`shape` is one of vis-network's, `colour` a CSS colour."""

    shape: str
    colour: str


# an order of reading, too: the legend lists the classes as they stand here
STYLES = {
    "Official": Style("dot", "#b8442f"),
    "Person": Style("dot", "#d98a5f"),
    "Journalist": Style("dot", "#b59a86"),
    "Country": Style("square", "#1f4e79"),
    "Province": Style("square", "#2f6ca3"),
    "Prefecture": Style("square", "#5b93c4"),
    "County": Style("square", "#8fb6d9"),
    "Township": Style("square", "#b3cde3"),
    "Village": Style("square", "#c9dbea"),
    "AdministrativeDivision": Style("square", "#5b93c4"),
    "Region": Style("hexagon", "#3f8f8a"),
    "Route": Style("hexagon", "#72aaa5"),
    "Venue": Style("hexagon", "#9cc3bd"),
    "PartyCommittee": Style("diamond", "#8e2f4f"),
    "Government": Style("diamond", "#7a4a86"),
    "PeoplesCongress": Style("diamond", "#9a6aa6"),
    "Cppcc": Style("diamond", "#b48cbd"),
    "Department": Style("diamond", "#6a62a0"),
    "Enterprise": Style("diamond", "#5d6b86"),
    "Institution": Style("diamond", "#7f8ca6"),
    "Media": Style("diamond", "#a3acbd"),
    "Delegation": Style("diamond", "#c0698a"),
    "WorkTeam": Style("diamond", "#d193aa"),
    "Organization": Style("diamond", "#8a84b0"),
    "Park": Style("triangle", "#4f8a3c"),
    "CooperationZone": Style("triangle", "#2f6d3a"),
    "Zone": Style("triangle", "#7aa667"),
    "Project": Style("triangleDown", "#8b7d2a"),
    "Initiative": Style("triangleDown", "#b3a24a"),
    "Agreement": Style("box", "#80694d"),
    "Policy": Style("box", "#a08a6c"),
    "Document": Style("box", "#b8a68c"),
    "Meeting": Style("star", "#d39a1e"),
    "Visit": Style("star", "#c97b12"),
    "Ceremony": Style("star", "#dcb14a"),
    "Signing": Style("star", "#b98a2e"),
    "Appointment": Style("star", "#a8742a"),
    "Activity": Style("star", "#e0bf6e"),
    "Event": Style("star", "#d3a544"),
}
OTHER = Style("dot", "#8d8d86")

# records rather than things: they stand in the panel, not on the map
HIDDEN = frozenset({"", "Post", "Tenure", "Measure", "Issue", "Page", "Article", "Sentence", "Fact"})


def style(kind: str) -> Style:
    """The look of class `kind`; a class nobody has drawn yet gets a grey dot."""
    return STYLES.get(kind, OTHER)


def rank(kind: str) -> int:
    """The place of `kind` in the legend."""
    return list(STYLES).index(kind) if kind in STYLES else len(STYLES)


def cut(text: str, length: int = LABEL_LENGTH) -> str:
    """`text` on one line and of at most `length` characters, the last an ellipsis if some were cut.

    >>> cut("abcdef", 4)
    'abc…'
    """
    plain = " ".join(text[: length * 4].split())
    return plain if len(plain) <= length else plain[: length - 1] + "…"


def width(text: str, size: float) -> float:
    """The width of `text` set in letters of `size`, wide characters counted whole and narrow ones as 0.6.

    >>> width("ab", 10)
    12.0
    """
    return sum(size if unicodedata.east_asian_width(char) in "WFA" else 0.6 * size for char in text)
