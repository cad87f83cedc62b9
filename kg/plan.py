"""What has changed on the shelf, and what follows from it: names of pages, who is who, and which graphs are stale.

All of it takes time in proportion to the pages that came, changed or went and to the blocks in which they have traces; only
when the program, the ontology or the least confidence is another than before, every page is looked at again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kg.confidence import at_least
from kg.digests import program
from kg.kept import Row, loaded
from kg.resolve import (
    STAGES,
    Settled,
    Verdicts,
    background,
    doubts,
    grouped,
    links,
    page_names,
    room,
    settle,
    sighting,
    traces,
)
from kg.resolve.verdicts import NAME as VERDICTS
from kg.shelf import Shelf, key

_LEAST = "least"  # the note of how sure at least the facts of the graph are
_WORLD = "world"  # the note of what else than pages the graph was made by
_CODES = "codes"  # the note of the divisions that are named
_NAMES = "verdicts"  # the note of the names that an analyst had decided on, and of the digest of all decisions


@dataclass
class Plan:
    """What is to be written: `stale` pages, pages that are `gone` and articles that are `lost`, `blocks` with other records.

    `whole` says that all is to be made anew, `coded` that other divisions are named than before, `linked` that other
    links lead out; `changed` are the ids that are others than before, of pages that were there before.
    """

    whole: bool = False
    stale: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    blocks: set[str] = field(default_factory=set)
    coded: bool = False
    linked: bool = False
    changed: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return self.whole or self.coded or self.linked or bool(self.stale or self.gone or self.blocks)


def plan(shelf: Shelf, without: Iterable[Path], terms: str) -> Plan:
    """Take over what was read, forget the sources `without`, settle who is who anew where that is needed.

    `terms` is a digest of whatever else the graph hangs on.
    """
    verdicts = verdicts_of(shelf)
    world = json.dumps([program(), terms, least_of(shelf)])
    found = Plan(whole=shelf.note(_WORLD) != world)
    relieved = float(json.loads(shelf.note(_WORLD) or "[0]")[-1]) > 0
    before, after, blocks = _taken(shelf, without)
    touched = before.keys() | after.keys()
    found.lost = _articles(before) - _articles(after)
    if found.whole:
        after = {row.name: row for row in shelf.shown()}
        _traced(shelf, after.values(), every=relieved)
        blocks = shelf.ties.all_blocks()
    blocks |= shelf.ties.blocks([row.kept for row in after.values()])
    found.gone = before.keys() - after.keys()
    found.stale = set(after)
    found.coded = _coded(shelf, blocks)
    found.linked = _linked(shelf, found, blocks)
    _settle(shelf, found, blocks | _judged(shelf, verdicts), verdicts)
    found.changed = {where: ids for where, ids in found.changed.items() if where[0] not in touched}
    shelf.notes(**{_WORLD: world})
    return found


def verdicts_of(shelf: Shelf) -> Verdicts:
    """What an analyst decided for this graph. Raises `VerdictError` for a line that cannot be followed."""
    return Verdicts.load(shelf.folder / VERDICTS) if shelf.folder != Path() else Verdicts()


def doubts_of(shelf: Shelf) -> list[str]:
    """A line for each of these decisions that means nobody, or will not always mean the same person."""
    verdicts = verdicts_of(shelf)
    told = shelf.ties.traces([f"person/{name}" for name in verdicts.names])
    return list(doubts(verdicts, [sighting(*one) for one in told]))


def least_of(shelf: Shelf) -> float:
    """How sure at least the facts of the graph are."""
    return float(shelf.note(_LEAST) or 0)


def set_least(shelf: Shelf, least: float | None) -> None:
    """Note how sure at least the facts of the graph are to be, if that is said."""
    if least is not None:
        shelf.notes(**{_LEAST: str(least)})


def articles_of(row: Row) -> tuple[str, ...]:
    """The ids of a page's articles in the graph."""
    return tuple(row.name + article for article in row.articles)


def _taken(shelf: Shelf, without: Iterable[Path]) -> tuple[dict[str, Row], dict[str, Row], set[str]]:
    """The pages that are others than before, as they were and as they are, and the blocks in which they stood."""
    fresh, gone = shelf.fresh(), [key(path) for path in without]
    copied = shelf.ids_of_copies()
    ids = shelf.ids_of([*fresh, *gone]) | copied
    before = {row.name: row for row in shelf.rows(ids) if row.shown}
    blocks = shelf.ties.blocks([row.kept for row in before.values()])
    changed = set(fresh)
    shelf.take()
    shelf.remove(map(Path, gone))
    shelf.remove(moved := _moved(shelf.rows(ids)))
    after = _named(shelf, [row for row in shelf.rows(ids) if row.path not in moved])
    _traced(shelf, [row for row in after.values() if str(row.path) in changed])
    same = {name for name, row in after.items() if name in before and before[name].kept == row.kept}
    return _without(before, same), _without(after, same), blocks


def _articles(rows: dict[str, Row]) -> set[str]:
    return {article for row in rows.values() for article in articles_of(row)}


def _without(rows: dict[str, Row], names: set[str]) -> dict[str, Row]:
    return {name: row for name, row in rows.items() if name not in names}


def _moved(rows: list[Row]) -> list[Path]:
    """Sources that are no longer there, where another now has the page of their id."""
    sources: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        sources[row.id].append(row)
    several = [row for found in sources.values() if len(found) > 1 for row in found]
    gone = {row.path for row in several if not _is_there(row.path)}
    there = {row.id for row in several if row.path not in gone}
    return [row.path for row in several if row.path in gone and row.id in there]


def _is_there(path: Path) -> bool:
    return path.exists() or ("#" in path.name and path.with_name(path.name.partition("#")[0]).exists())


def _named(shelf: Shelf, rows: list[Row]) -> dict[str, Row]:
    """The pages of these sources by their names, each from the first source that holds it; noted on the shelf."""
    known = {str(row.path): row for row in rows if row.id}
    names = page_names({source: (row.id, row.text) for source, row in known.items()})
    firsts: dict[str, str] = {}
    for source in known:
        firsts.setdefault(names[source], source)
    told = {source: (name, firsts[name] == source) for source, name in names.items()}
    shelf.name({source: new for source, new in told.items() if new != (known[source].name, known[source].shown)})
    return {row.name: row for row in shelf.rows({row.id for row in known.values()}) if row.shown}


def _traced(shelf: Shelf, rows: Iterable[Row], *, every: bool = False) -> None:
    """Traces anew where those that were made when the page was read do not hold, or of every page."""
    every = every or least_of(shelf) > 0
    _retrace(shelf, [row for row in rows if every or row.program != program()])


def _retrace(shelf: Shelf, rows: Iterable[Row]) -> None:
    for row in rows:
        part = at_least(loaded(shelf.data(row.kept), row.path), least_of(shelf))
        shelf.ties.drop(row.kept)
        shelf.ties.put(row.kept, traces(part))


def _coded(shelf: Shelf, blocks: Iterable[str]) -> bool:
    """Whether other divisions are named than before; which they are is noted."""
    known = set(json.loads(shelf.note(_CODES) or "[]"))
    now = set(known)
    for block in blocks:
        if block.startswith("division/"):
            (now.add if shelf.ties.stands(block) else now.discard)(block.removeprefix("division/"))
    shelf.notes(**{_CODES: json.dumps(sorted(now))})
    return now != known


def codes_of(shelf: Shelf) -> list[str]:
    """The codes of the divisions that the pages of the graph name."""
    return list(json.loads(shelf.note(_CODES) or "[]"))


def _linked(shelf: Shelf, found: Plan, blocks: Iterable[str]) -> bool:
    """Whether of bodies that came or went, or of divisions, other links lead out than before."""
    other = False
    for block in blocks:
        if block.startswith("organization/"):
            told = links.of_bodies([block]) if shelf.ties.stands(block) else ()
            other |= shelf.ties.link(block, told)
    if found.coded or found.whole:
        other |= shelf.ties.link("division", links.of_divisions(background(codes_of(shelf))))
    return other


def _judged(shelf: Shelf, verdicts: Verdicts) -> set[str]:
    """The blocks of the names on which an analyst decided otherwise than before; the decisions are noted."""
    digest, *names = json.loads(shelf.note(_NAMES) or '[""]')
    if digest == verdicts.digest:
        return set()
    shelf.notes(**{_NAMES: json.dumps([verdicts.digest, *sorted(verdicts.names)])})
    told = {f"person/{name}" for name in (*names, *verdicts.names)}
    return told | {grouped(block, verdicts) for block in told}


def _settle(shelf: Shelf, found: Plan, blocks: Iterable[str], verdicts: Verdicts) -> None:
    """Settle the blocks anew, stage by stage: for who held a post it matters who is who."""
    merged: dict[str, list[str]] = defaultdict(list)
    for name in verdicts.names:
        if (block := verdicts.block(name)) != f"person/{name}":
            merged[block].append(f"person/{name}")
    absorbed = {block for others in merged.values() for block in others}
    blocks = set(blocks) | {grouped(block, verdicts) for block in blocks}
    other: set[tuple[str, str]] = set()
    for rooms in STAGES:
        # of all that is settled nothing else hangs on what is another now
        named = set() if found.whole else {grouped(block, verdicts) for block in shelf.ties.naming(other)}
        moved = shelf.ties.moved()
        for block in sorted(block for block in blocks | named if room(block) in rooms):
            told = [] if block in absorbed else list(shelf.ties.traces([block, *merged[block]]))
            ids = shelf.ties.ids({seen.page for seen, _ in told}) if room(block) == "post" else moved
            other |= _keep(shelf, found, block, settle(block, told, ids, verdicts))
    found.stale |= {row.name for row in shelf.shown({page for page, _ in other})}


def _keep(shelf: Shelf, found: Plan, block: str, settled: Settled) -> set[tuple[str, str]]:
    """Keep what came of a block; what has another id or, told by several pages, another name, as (page, id there)."""
    if shelf.ties.record(block, settled.records):
        found.blocks.add(block)
    found.linked |= shelf.ties.link(block, settled.links)
    other = shelf.ties.assign(block, settled)
    found.changed |= {where: ids for where, ids in other.items() if ids[0] != ids[1]}
    return set(other)
