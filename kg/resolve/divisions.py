"""What the gazetteer adds to the divisions that pages name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.lexicon import Division, load
from kg.model import Entity, Fact, Knowledge, Literal, Span

GAZETTEER = "gazetteer"
_NOWHERE = Span("", 0, 0, "")
# the table of divisions begins in this year, and so says nothing of what was before
_FIRST, _LAST = 1981, 9999


def background(codes: Iterable[str]) -> Knowledge:
    """What the gazetteer tells of these divisions and of those they lie in: their codes, names and where they are."""
    lexicon = load()
    known = {code: division for code in codes if (division := lexicon.division(code))}
    for code in list(known):
        known |= {above.code: above for above in lexicon.ancestors(code)}
    order = sorted(known.values(), key=lambda division: division.code)
    entities = tuple(Entity(_id(d), d.kind, d.name, d.short, code=d.code, english=d.english) for d in order)
    return Knowledge((), entities, tuple(fact for d in order for fact in _gazetteer(d, known)))


def _gazetteer(division: Division, known: Mapping[str, Division]) -> Iterator[Fact]:
    start = str(division.start) if division.start > _FIRST else ""
    end = str(division.end) if division.end < _LAST else ""
    held = Fact("code", _id(division), Literal(division.code), _NOWHERE, GAZETTEER)
    yield replace(held, valid_from=start, valid_to=end)
    if above := next((d for d in load().ancestors(division.code) if d.code in known), None):
        yield Fact("locatedIn", _id(division), _id(above), _NOWHERE, GAZETTEER)


def _id(division: Division) -> str:
    return f"division/{division.code}"
