"""A block settled: its traces read, and handed to what compares persons, events or holders of posts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.resolve import events, persons, tenures
from kg.resolve.settled import Settled
from kg.resolve.traces import Seen, happening, holding, sighting
from kg.resolve.verdicts import Verdicts

# of these come the ids by which the others know persons
FIRST = ("person", "event")
_ROOMS = (*FIRST, "post")
_NOBODY: Mapping[str, str] = {}


def room(block: str) -> str:
    """What is compared in a block: persons, events, or holders of a post; nothing for other traces.

    >>> room("post/海宁省省长")
    'post'
    """
    name = block.partition("/")[0]
    return name if name in _ROOMS else ""


def settle(
    block: str, told: Iterable[tuple[Seen, str]], ids: Mapping[str, Mapping[str, str]], verdicts: Verdicts
) -> Settled:
    """What comes of all the traces of a block, in whatever order they are told.

    `ids` has for each page the ids of its persons across pages, where they are others than on the page; for posts alone.
    """
    traces = sorted(told, key=lambda one: (one[0].date, one[0].page, one[1]))
    if room(block) == "person":
        return persons.settle([sighting(*one) for one in traces], verdicts)
    if room(block) == "event":
        return events.settle([happening(*one) for one in traces], verdicts)
    return tenures.settle([holding(*one, ids.get(one[0].page, _NOBODY)) for one in traces])
