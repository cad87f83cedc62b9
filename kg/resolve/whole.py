"""Some pages settled all at once: what a graph on disk does by blocks as pages come, for graphs that are held in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kg.model import Knowledge
from kg.resolve import links
from kg.resolve.blocks import STAGES, room, settle
from kg.resolve.divisions import background
from kg.resolve.parts import renamed
from kg.resolve.settled import Joined, Record
from kg.resolve.traces import Seen, seen_on, traces
from kg.resolve.verdicts import Verdicts

Told = dict[str, list[tuple[Seen, str]]]


@dataclass(frozen=True, slots=True)
class Whole:
    """Pages under the ids that hold across them, by date and name, what the gazetteer adds, and records by block."""

    pages: Mapping[str, Knowledge] = field(default_factory=dict)
    gazetteer: Knowledge = field(default_factory=Knowledge)
    records: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)

    @property
    def parts(self) -> tuple[Knowledge, ...]:
        """The pages, and last what the gazetteer adds."""
        return (*self.pages.values(), self.gazetteer)


def together(pages: Mapping[str, Knowledge], verdicts: Verdicts | None = None) -> Whole:
    """Pages, given by their names, made to fit one another."""
    verdicts = verdicts or Verdicts()
    told: Told = defaultdict(list)
    for name, part in pages.items():
        seen = seen_on(name, part)
        for block, trace in traces(part):
            told[grouped(block, verdicts)].append((seen, trace))
    ids: dict[str, dict[str, str]] = defaultdict(dict)
    records: dict[str, tuple[Record, ...]] = {}
    joined: dict[str, Joined] = {}
    found: list[Record] = []
    for block in _in_order(told):
        settled = settle(block, told[block], ids, verdicts)
        for (page, local), ident in settled.ids.items():
            ids[page][local] = ident
        joined |= settled.joined
        found += settled.links
        if settled.records:
            records[block] = settled.records
    order = sorted(pages, key=lambda name: (seen_on(name, pages[name]).date, name))
    codes = {entity.code for part in pages.values() for entity in part.entities if entity.code}
    gazetteer = background(codes)
    if linked := links.gathered([*found, *links.of_bodies(told), *links.of_divisions(gazetteer)]):
        records[links.BLOCK] = linked
    return Whole({name: renamed(pages[name], ids.get(name, {}), joined) for name in order}, gazetteer, records)


def grouped(block: str, verdicts: Verdicts) -> str:
    """The block that a trace is settled in: that of another name, where an analyst says that two names are of one person."""
    return verdicts.block(block.removeprefix("person/")) if block.startswith("person/") else block


def _in_order(told: Told) -> Iterator[str]:
    for rooms in STAGES:
        yield from sorted(block for block in told if room(block) in rooms)
