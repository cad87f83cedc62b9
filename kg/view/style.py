"""How each class looks on the map, and how much room its label needs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

LABEL_LENGTH = 14
# the ground of the map, as in view.css
PAPER, NIGHT = "#faf8f2", "#1b1c1e"
# of shapes that one must see, by the Web Content Accessibility Guidelines
CONTRAST = 3.0


@dataclass(frozen=True, slots=True)
class Style:
    """`shape` is one of vis-network's, `colour` a CSS colour."""

    shape: str
    colour: str

    def told(self) -> dict[str, str]:
        """What the page needs of it: the rims keep a shape in sight on paper by day and by night."""
        return {
            "shape": self.shape,
            "colour": self.colour,
            "rim": rim(self.colour, PAPER),
            "nightrim": rim(self.colour, NIGHT),
        }


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

# a line looks as most of its facts do; the order is that of the legend, and decides between equals
FAMILIES = {
    "work": ("cooperatesWith", "party", "investsIn", "undertakenBy", "issuer", "author"),
    "office": (
        *("holds", "heldBy", "formerlyHeld", "postIn", "serves", "worksFor", "jurisdiction"),
        *("represents", "leader", "member", "stationedIn", "person", "post", "succeeds"),
    ),
    "event": ("participant", "attended", "speaker", "chair", "organizer", "place", "stop", "visited", "about"),
    "place": ("locatedIn", "contains", "partOf", "hasPart", "comprises", "connects", "sameDivisionAs"),
}
OTHERS = "other"
_FAMILY = {name: family for family, properties in FAMILIES.items() for name in properties}

# what the gazetteer says of a division that went into another
WENT = frozenset({"sameDivisionAs", "mergedInto", "dividedInto"})

# records rather than things: they stand in the panel, not on the map
HIDDEN = frozenset({"", "Post", "Tenure", "Measure", "Issue", "Page", "Article", "Sentence", "Fact"})


def style(kind: str) -> Style:
    """The look of class `kind`; a class nobody has drawn yet gets a grey dot."""
    return STYLES.get(kind, OTHER)


def family(properties: Iterable[str]) -> str:
    """The family of lines that most of the properties belong to.

    >>> family(["locatedIn", "party", "party"])
    'work'
    """
    found = [_FAMILY.get(name, OTHERS) for name in properties]
    order = [*FAMILIES, OTHERS]
    return max(order, key=lambda name: (found.count(name), -order.index(name)))


def rank(kind: str) -> int:
    """The place of `kind` in the legend."""
    return list(STYLES).index(kind) if kind in STYLES else len(STYLES)


def rim(colour: str, ground: str) -> str:
    """`colour`, made darker or lighter until it can be told from `ground`.

    >>> rim("#000000", "#ffffff"), contrast(rim("#eeeeee", "#ffffff"), "#ffffff") >= CONTRAST
    ('#000000', True)
    """
    end = 0.0 if luminance(ground) > 0.2 else 255.0
    for step in range(21):
        parts = [round(part + (end - part) * step / 20) for part in _parts(colour)]
        mixed = "#" + "".join(f"{part:02x}" for part in parts)
        if contrast(mixed, ground) >= CONTRAST:
            break
    return mixed


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as the Web Content Accessibility Guidelines reckon it, from 1 to 21.

    >>> round(contrast("#ffffff", "#000000"))
    21
    """
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """How bright a colour is, from 0 to 1."""
    parts = (part / 255 for part in _parts(colour))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


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
