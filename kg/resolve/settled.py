"""What comes of comparing the traces of a block."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model import Literal


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact by what names its record in the graph of its article."""

    subject: str
    property: str
    object: str
    article: str


@dataclass(frozen=True, slots=True)
class Record:
    """Something that pages tell together and none of them alone: a tenure, a decision on identity, an IRI given up.

    `id` is the node's (`tenure/…`), `kind` its class or empty, `values` its properties in order: objects are ids or
    literals, properties those of the vocabulary or with a prefix of `rdf.PREFIXES` (`owl:sameAs`). `facts` are
    what it was concluded from, by `rule`.
    """

    id: str
    kind: str
    values: tuple[tuple[str, str | Literal], ...]
    facts: tuple[Stated, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """What several pages tell of, as all of them together know it: its one class and name.

    `values` are, for properties of which it can have but one value, the one that holds (or nothing, where none does);
    what a page tells otherwise is kept as told and not as true.
    """

    kind: str
    name: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """What comes of a block: `ids` by (page, id there), `records`, and `links`.

    An id stands in `ids` where the one across pages is another, and where `joined` tells of it: that says, by id across
    pages, what its pages together know of something, and is what each of them is to be written with (`renamed`).
    `links` are records for the graph of links (`kg.resolve.links`), which all blocks share.
    """

    ids: Mapping[tuple[str, str], str] = field(default_factory=dict)
    records: tuple[Record, ...] = ()
    joined: Mapping[str, Joined] = field(default_factory=dict)
    links: tuple[Record, ...] = ()
