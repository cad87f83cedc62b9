"""Which lines of identity.tsv mean nobody, or will not always mean the same person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.resolve.persons import marked_id, meant, plain_id
from kg.resolve.profiles import order
from kg.resolve.traces import Sighting
from kg.resolve.verdicts import Verdict, Verdicts, Who


def doubts(verdicts: Verdicts, sightings: Sequence[Sighting]) -> Iterator[str]:
    """A line for each reference that means none of the sightings, or the first of its name, whoever that is.

    `sightings` are all of the names of which the verdicts speak.
    """
    known = sorted(sightings, key=order)
    for line in verdicts.lines:
        for who in _references(line):
            told = meant(who, known)
            if not told:
                yield f"{line.where}: no page tells of {_called(who)}, so the line changes nothing"
            elif who.id == plain_id(who.name):
                better = marked_id(told[0])
                yield f"{line.where}: {who.id} is whoever of the name is seen first; write {better}, which stays the same person's"


def _references(line: Verdict) -> tuple[Who, ...]:
    return (line.one,) if line.kind == "rename" else (line.one, line.other)


def _called(who: Who) -> str:
    return who.id or (f"{who.name} @ {who.at}" if who.at else who.name)
