"""A block settled: its traces read, and handed to what compares places, persons, events or holders of posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.resolve import events, persons, places, tenures
from kg.resolve.links import Known, links
from kg.resolve.settled import Record, Settled, Stated
from kg.resolve.traces import Seen, Sighting, happening, holding, place, sighting
from kg.resolve.verdicts import Verdicts

# of each stage come ids by which the next know things
STAGES = (("place",), ("person", "event"), ("post",))
_ROOMS = {room for rooms in STAGES for room in rooms}
_NOBODY: Mapping[str, str] = {}
Ids = Mapping[str, Mapping[str, str]]


def room(block: str) -> str:
    """What is compared in a block: places, persons, events, or holders of a post; nothing for other traces.

    >>> room("post/海宁省省长")
    'post'
    """
    name = block.partition("/")[0]
    return name if name in _ROOMS else ""


def settle(block: str, told: Iterable[tuple[Seen, str]], ids: Ids, verdicts: Verdicts) -> Settled:
    """What comes of all the traces of a block, in whatever order they are told.

    `ids` has for each page the ids that hold across pages where they are others than on the page, as far as the stages
    before settle them.
    """
    traces = sorted(told, key=lambda one: (one[0].date, one[0].page, one[1]))
    if room(block) == "place":
        return places.settle(place(*one) for one in traces)
    if room(block) == "person":
        sightings = [sighting(*one) for one in traces]
        settled = persons.settle(sightings, verdicts)
        return _placed(replace(settled, links=links(_known(sightings, settled.ids))), ids)
    if room(block) == "event":
        return _placed(events.settle([happening(*one) for one in traces], verdicts), ids)
    return tenures.settle([holding(*one, ids.get(one[0].page, _NOBODY)) for one in traces])


def _known(sightings: Sequence[Sighting], ids: Mapping[tuple[str, str], str]) -> Iterator[Known]:
    """What is told of each person who has been settled, under the name of the id."""
    for one in sightings:
        ident = ids.get((one.seen.page, one.ident), one.ident)
        name = ident.partition("/")[2].partition("~")[0]
        posts = (claim.object for claim in one.claims if claim.property in {"holds", "formerlyHeld"})
        yield Known(ident, name, frozenset(posts))


def _placed(settled: Settled, ids: Ids) -> Settled:
    """The same, with facts on places under the ids that these have across pages.

    Persons and events are compared by the ids on their pages: so what they are called does not hang on a page that tells
    more of a village.
    """
    return replace(settled, records=tuple(_located(record, ids) for record in settled.records)) if ids else settled


def _located(record: Record, ids: Ids) -> Record:
    return replace(record, facts=tuple(_moved(fact, ids) for fact in record.facts)) if record.facts else record


def _moved(fact: Stated, ids: Ids) -> Stated:
    if not fact.object.startswith("division/"):
        return fact
    here = ids.get(fact.article.rpartition("/")[0], _NOBODY)
    return replace(fact, object=here.get(fact.object, fact.object))
