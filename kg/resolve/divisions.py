"""What the gazetteer adds to the divisions that pages name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from kg.lexicon import Division, Lexicon, load
from kg.model import Entity, Fact, Knowledge, Literal, Span
from kg.resolve.history import History, history

GAZETTEER = "gazetteer"
_NOWHERE = Span("", 0, 0, "")
# the table of divisions begins in this year, and so says nothing of what was before
_FIRST, _LAST = 1981, 9999
_WENT = {"merged": "mergedInto", "split": "dividedInto"}


def background(codes: Iterable[str]) -> Knowledge:
    """What the gazetteer tells of these divisions, of those they lie in, and of what they were before and became.

    For each its codes and names with their years, where it lies, and its successors. What is told of several codes is all
    that is told of each of them. Where a former division lay is not told unless its own code is among them.
    """
    lexicon, past = load(), history()
    named = {d.code: d for code in codes for d in lexicon.bearers(code)}
    placed = {d.code: d for one in named.values() for d in _later(one, past)}
    placed |= {above.code: above for code in list(placed) for above in lexicon.ancestors(code)}
    former = {d.code: d for one in named.values() for d in past.same(one)}
    known = former | placed
    order = sorted(known.values(), key=lambda division: division.code)
    entities = tuple(_entity(division, lexicon) for division in order)
    return Knowledge((), entities, tuple(fact for d in order for fact in _told(d, known, placed.keys(), past)))


def _later(division: Division, past: History) -> Iterator[Division]:
    """The division and all that it went into, one after the other."""
    yield division
    if fate := past.fate(division):
        for later in fate.into:
            yield from _later(later, past)


def _entity(division: Division, lexicon: Lexicon) -> Entity:
    last = lexicon.renamed(division)
    former = [form for era in lexicon.eras(division.code) if era != last for form in (era.name, *era.short)]
    forms = tuple(dict.fromkeys((*last.short, *former)))
    return Entity(_id(last), last.kind, last.name, forms, code=last.official, english=last.english)


def _told(division: Division, known: Mapping[str, Division], placed: Collection[str], past: History) -> Iterator[Fact]:
    ident, eras = _id(division), past.lexicon.eras(division.code) or [division]
    yield _held("code", ident, Literal(division.official), eras)
    if len(eras) > 1:
        for era in eras:
            yield _held("officialName", ident, Literal(era.name, "langString"), [era])
    above = next((d for d in past.lexicon.ancestors(division.code) if d.code in placed), None)
    if above and division.code in placed:
        yield Fact("locatedIn", ident, _id(above), _NOWHERE, GAZETTEER)
    if fate := past.fate(division):
        name = "sameDivisionAs" if fate.same else _WENT[fate.kind]
        for later in (d for d in fate.into if d.code in known):
            yield Fact(name, ident, _id(later), _NOWHERE, GAZETTEER, valid_from=str(fate.year))


def _held(name: str, ident: str, value: Literal, eras: list[Division]) -> Fact:
    """A code or name with the years in which it held."""
    start, end = min(era.start for era in eras), max(era.end for era in eras)
    since, until = (str(start) if start > _FIRST else ""), (str(end) if end < _LAST else "")
    return Fact(name, ident, value, _NOWHERE, GAZETTEER, valid_from=since, valid_to=until)


def _id(division: Division) -> str:
    return f"division/{division.code}"
