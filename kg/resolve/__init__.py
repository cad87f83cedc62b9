"""Who is who across pages, and what the gazetteer adds: the parts that pages yield, made to fit one another.

Divisions, bodies, zones and documents are one where their ids are. Persons, events and who held which post are settled by
blocks (`traces`), from all the traces of a block at once, so that the outcome hangs on the set of pages alone and not on
the order in which they came, and a page that joins concerns none but its own blocks.
"""

from kg.resolve import links
from kg.resolve.blocks import STAGES, room, settle
from kg.resolve.divisions import GAZETTEER, background
from kg.resolve.heeded import doubts
from kg.resolve.parts import marked, merge, page_id, page_names, renamed
from kg.resolve.settled import Joined, Record, Settled, Stated
from kg.resolve.traces import Happening, Holding, Seen, Sighting, seen_on, sighting, traces
from kg.resolve.verdicts import Verdicts
from kg.resolve.whole import Whole, grouped, together

__all__ = [
    "GAZETTEER",
    "STAGES",
    "Happening",
    "Holding",
    "Joined",
    "Record",
    "Seen",
    "Settled",
    "Sighting",
    "Stated",
    "Verdicts",
    "Whole",
    "background",
    "doubts",
    "grouped",
    "links",
    "marked",
    "merge",
    "page_id",
    "page_names",
    "renamed",
    "room",
    "seen_on",
    "settle",
    "sighting",
    "together",
    "traces",
]
