"""From the shelf to what is asked and looked at: the store, the index, graph.trig and graph.html.

The result hangs on the pages alone, not on the order in which they came. Only the graphs of pages that are new, changed or
gone are written, of pages on which somebody turned out to be somebody else, and of what pages tell together where that
is another than before. Files of a graph of very many pages are written only when they are asked for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple

from kg import axioms, ontology, rdf, store
from kg.confidence import at_least
from kg.crew import over
from kg.indexed import Entry
from kg.infer import inferred
from kg.kept import Row, loaded
from kg.model import Knowledge, YutuError
from kg.pages import Source
from kg.plan import Plan, codes_of, doubts_of, least_of, plan
from kg.renew import renew
from kg.resolve import Joined, Record, background, links, marked, merge, renamed
from kg.shelf import Shelf
from kg.store import Change, Store, StoreError
from kg.tally import Tally

if TYPE_CHECKING:
    from kg.endpoint import Endpoint

TRIG, HTML = "graph.trig", "graph.html"
MOST = 2000  # pages of a graph that is drawn and written out by every build
_SHARE = 10  # a store of which more than one page in so many is to be written is made anew: that is quicker
_TALLY = "tally"  # the note of how many entities and facts there are
_FEW = 200  # but so few are quick to write into any


# a page's name, its quads as bytes, and what is indexed of it
Drawn = tuple[str, bytes, Entry]


class PublishError(YutuError):
    """What was built cannot be written."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication did: notes for whoever made it, and the triples that came and went, unless all is new."""

    notes: tuple[str, ...] = ()
    change: Change | None = None


def source_of(row: Row) -> Source:
    """From where a page can be read again."""
    return Source(row.path, row.said, row.name)


def publish(shelf: Shelf, *, without: Iterable[Path] = ()) -> Published:
    """Make the store, index and files of the shelf's folder tell what its pages say, `without` those of some sources.

    All or nothing: raises `PublishError`, `StoreError` or `ShelfError` when something cannot be written, and the graph
    is what it was.
    """
    axioms.current()  # says what is wrong with the file, if anything
    terms = _digest((ontology.folder() / "yutu.ttl").read_bytes())
    with shelf.writing():
        planned = plan(shelf, without, terms)
        if not planned and _is_whole(shelf):
            return Published(tuple(doubts_of(shelf)), Change())
        path, change = _store(shelf, planned)
        _files(shelf, path)
    return Published(tuple(_notes(shelf, planned)), change)


def _notes(shelf: Shelf, planned: Plan) -> Iterator[str]:
    yield from doubts_of(shelf)
    if planned.changed:
        old, new = planned.changed[min(planned.changed)]
        many = (
            f"{len(planned.changed):,} mentions of persons, places and events"
            if len(planned.changed) > 1
            else "One mention"
        )
        yield f"{many} on pages that were there before have another IRI now (id:{old} → id:{new})"
    if shelf.count() > MOST:
        yield (
            f"{TRIG} and {HTML} are not written for more than {MOST:,} pages; `kg export {shelf.folder} -o {TRIG}`"
            f" and `kg view {shelf.folder} -o {HTML}` do"
        )


def _digest(told: bytes) -> str:
    return hashlib.blake2b(told, digest_size=16).hexdigest()


def _is_whole(shelf: Shelf) -> bool:
    files = [store.version(shelf.folder, shelf.note(store.IN_FORCE)) / "CURRENT"]
    if shelf.count() <= MOST:
        files += [shelf.folder / TRIG, shelf.folder / HTML]
    return all(path.is_file() for path in files)


# the store, and with it the index


def _store(shelf: Shelf, planned: Plan) -> tuple[Path, Change | None]:
    """Write the next version of the store and the index, and note that it is in force; its folder, and what it changes."""
    old = shelf.note(store.IN_FORCE)
    store.sweep(shelf.folder, [old])
    if old and not planned.whole and len(planned.stale) <= max(_FEW, shelf.count() // _SHARE):
        try:
            return _written(shelf, planned, old)
        except StoreError:
            # the old version is damaged or gone; what it held is on the shelf
            store.sweep(shelf.folder, [old])
    return _written(shelf, planned, "")


def _written(shelf: Shelf, planned: Plan, base: str) -> tuple[Path, Change | None]:
    drawn = _drawn(shelf, planned.stale if base else None)
    number, path = store.draft(shelf.folder, base)
    draft = store.writable(path)
    try:
        change = None
        if base:
            change = _amend(shelf, planned, draft, drawn)
        else:
            _fill(shelf, planned, draft, drawn)
        draft.inner.flush()
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreError(f"{path}: cannot be written ({error})") from error
    tally = Tally.loads(shelf.note(_TALLY)).after(change) if change else Tally.of(draft)
    shelf.notes(**{store.IN_FORCE: number, _TALLY: tally.dumps()})
    return path, change


def _fill(shelf: Shelf, planned: Plan, draft: Store, drawn: Iterator[Drawn]) -> None:
    """Write all that the shelf holds into an empty store."""
    draft.load(_indexed(shelf, planned, drawn))
    draft.load(rdf.n_quads(rdf.record_quads(block, records)) for block, records in shelf.ties.records())
    draft.load([rdf.n_quads(_links(shelf)), rdf.n_quads(rdf.quads(background(codes_of(shelf))))])
    draft.add(inferred(draft))


def _amend(shelf: Shelf, planned: Plan, draft: Store, drawn: Iterator[Drawn]) -> Change:
    """Change in a store what is another than before."""
    change = draft.change(_others(shelf, planned, drawn))
    renew(draft, change.came, change.went)
    return change


def _others(shelf: Shelf, planned: Plan, drawn: Iterator[Drawn]) -> Iterator[tuple[NamedNode, Iterable[Triple]]]:
    """The graphs that are others than before, with what they are to hold."""
    wanted: dict[NamedNode, list[Triple]] = {rdf.article_iri(article): [] for article in planned.lost}
    for data in _indexed(shelf, planned, drawn):
        for quad in pyoxigraph.parse(data, format=RdfFormat.N_QUADS, lenient=True):
            if isinstance(quad.graph_name, NamedNode):
                wanted.setdefault(quad.graph_name, []).append(quad.triple)
    yield from wanted.items()
    for block, records in shelf.ties.records(sorted(planned.blocks)):
        yield rdf.block_iri(block), [quad.triple for quad in rdf.record_quads(block, records)]
    if planned.linked:
        yield rdf.block_iri(links.BLOCK), [quad.triple for quad in _links(shelf)]
    if planned.coded:
        yield rdf.BACKGROUND, [quad.triple for quad in rdf.quads(background(codes_of(shelf)))]


def _links(shelf: Shelf) -> Iterator[Quad]:
    """The graph of links."""
    return rdf.record_quads(links.BLOCK, links.gathered(shelf.ties.links()))


def _indexed(shelf: Shelf, planned: Plan, drawn: Iterator[Drawn]) -> Iterator[bytes]:
    """The quads of pages as bytes; on the way each page is indexed."""
    for name in planned.gone:
        shelf.index.drop(name)
    for name, data, entry in drawn:
        if name in planned.stale:
            shelf.index.put(name, entry)
        yield data


@dataclass(frozen=True, slots=True)
class _Task:
    """A page to be written: what was kept of it, and the ids of those who have others across pages."""

    row: Row
    data: bytes
    ids: Mapping[str, str]
    joined: Mapping[str, Joined]


def _drawn(shelf: Shelf, names: Iterable[str] | None) -> Iterator[Drawn]:
    """Name, quads as bytes and entry of the index of these pages, or of all."""
    return over(partial(_draw, least_of(shelf)), _tasks(shelf, names))


def _tasks(shelf: Shelf, names: Iterable[str] | None) -> Iterator[_Task]:
    chosen = None if names is None else set(names)
    ids, joined = shelf.ties.ids(chosen), shelf.ties.joined(chosen)
    for row in shelf.shown(chosen):
        yield _Task(row, shelf.data(row.kept), ids.get(row.name, {}), joined.get(row.name, {}))


def _draw(least: float, task: _Task) -> tuple[str, bytes, Entry]:
    part = _resolved(task, least)
    return task.row.name, rdf.n_quads(rdf.quads(part)), Entry.of(part)


def _resolved(task: _Task, least: float) -> Knowledge:
    """What a page says, under the ids that hold across pages."""
    row = task.row
    return renamed(marked(at_least(loaded(task.data, row.path), least), row.id, row.name), task.ids, task.joined)


# files


def _files(shelf: Shelf, path: Path) -> None:
    fresh = shelf.folder / ".graph.html"
    try:
        for left in shelf.folder.glob(".graph.*"):
            left.unlink()
        if shelf.count() > MOST:
            for name in (TRIG, HTML):
                (shelf.folder / name).unlink(missing_ok=True)
            return
        # drawing loads much that a build without changes does not need
        from kg.export import export
        from kg.view import write_html

        export(store.readable(path), shelf.folder / TRIG, "trig")
        write_html(parts(shelf), fresh, settled=settled(shelf))
        fresh.replace(shelf.folder / HTML)
    except OSError as error:
        raise PublishError(f"{shelf.folder}: cannot be written ({error.strerror or error})") from error


def settled(shelf: Shelf) -> Iterator[Record]:
    """What pages tell together."""
    for _, told in shelf.ties.records():
        yield from told


def parts(shelf: Shelf) -> Iterator[Knowledge]:
    """What each page says, with the ids that hold across pages, by date; last what the gazetteer adds."""
    least = least_of(shelf)
    for task in _tasks(shelf, None):
        yield _resolved(task, least)
    yield background(codes_of(shelf))


def raw(shelf: Shelf) -> dict[str, Knowledge]:
    """What each page says by its name, with the ids that it has alone, whatever the graph leaves out."""
    rows = list(shelf.shown())
    return {row.name: marked(loaded(shelf.data(row.kept), row.path), row.id, row.name) for row in rows}


def knowledge(shelf: Shelf) -> Knowledge:
    """What all pages say, as one."""
    return merge(parts(shelf))


def tally(shelf: Shelf) -> Tally:
    """How many entities and facts the graph has."""
    return Tally.loads(shelf.note(_TALLY))


def pages(shelf: Shelf) -> dict[str, Row]:
    """The pages of the graph by their names, which are their ids; those of two sources with other texts are marked."""
    return {row.name: row for row in shelf.shown()}


def mirror(folder: Path, endpoint: Endpoint) -> int:
    """Make a server hold what the store in `folder` holds; how many graphs were loaded or taken out.

    What it was given is noted, so that the next time only what has changed is loaded.
    """
    from kg.endpoint import mirror

    with Shelf.create(folder) as shelf:
        before = shelf.mirrored(endpoint.url)
        known = dict(before)
        # whoever is killed from here on does not know what the server holds
        with shelf.writing():
            shelf.mirror(endpoint.url, {})
        try:
            mirror(endpoint, Store.open(folder), known=known)
        finally:
            # what was loaded before an error need not be loaded again
            with shelf.writing():
                shelf.mirror(endpoint.url, known)
    return sum(before.get(name) != known.get(name) for name in before.keys() | known.keys())
