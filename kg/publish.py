"""From the shelf to what is asked and looked at: the store, the index, graph.trig and graph.html.

The result hangs on the pages alone, not on the order in which they came. Only the graphs of pages that are new, changed or
gone are written, and of pages on which a person turned out to be somebody else's namesake; the gazetteer's graph and
what is inferred are small and made anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad

from kg import axioms, ontology, rdf, store
from kg.confidence import at_least
from kg.infer import inferred
from kg.model import Knowledge, YutuError
from kg.pages import Source
from kg.resolve import Sketch, background, identify, marked, merge, page_names, renamed
from kg.shelf import Row, Shelf, program
from kg.store import Store, StoreError

if TYPE_CHECKING:
    from kg.endpoint import Endpoint

TRIG, HTML = "graph.trig", "graph.html"
_STATE = "state"  # the note of what all pages were when they were published
_LEAST = "least"  # the note of how sure at least its facts are


class PublishError(YutuError):
    """What was built cannot be written."""


@dataclass(frozen=True, slots=True)
class Published:
    """A page of the graph under its name, from the first of the files that hold it; `copies` are the others."""

    name: str
    row: Row
    sketch: Sketch
    copies: tuple[Path, ...] = ()


@dataclass(frozen=True)
class _Plan:
    """What is to be done: `ids` are the new ids of persons by page, `stale` the pages to be written."""

    pages: dict[str, Published]
    ids: dict[str, dict[str, str]]
    marks: dict[str, str]
    stale: list[str]
    state: str


def pages(shelf: Shelf) -> dict[str, Published]:
    """The pages of the graph by their names, which are their ids; those of two files with other texts are marked."""
    return _named(shelf.rows())


def _named(rows: Iterable[Row]) -> dict[str, Published]:
    known = {row.path: row for row in rows if row.id}
    names = page_names({str(path): (row.id, row.text) for path, row in known.items()})
    sources: dict[str, list[Path]] = {}
    for path in known:
        sources.setdefault(names[str(path)], []).append(path)
    found = {}
    for name, (first, *copies) in sorted(sources.items()):
        row = known[first]
        articles = tuple(name + article.removeprefix(row.id) for article in row.sketch.articles)
        found[name] = Published(name, row, replace(row.sketch, articles=articles), tuple(copies))
    return found


def source_of(page: Published) -> Source:
    """From where the page can be read again."""
    return Source(page.row.path, page.row.said, page.name)


def publish(shelf: Shelf, *, without: Iterable[Path] = (), least: float | None = None) -> dict[str, Published]:
    """Make the store, index and files of the shelf's folder tell what its pages say, `without` those of some files.

    Facts below the confidence `least`, by default that of the last time, are left out. Gives the pages by their names.
    All or nothing: raises `PublishError`, `StoreError` or `ShelfError` when something cannot be written, and the graph
    is what it was.
    """
    with shelf.writing():
        shelf.take()
        set_least(shelf, least)
        rows = shelf.rows()
        gone = {*without, *_moved(rows)}
        shelf.remove(gone)
        plan = _plan(_named(row for row in rows if row.path not in gone), least_of(shelf))
        if plan.state != shelf.note(_STATE) or not _is_whole(shelf):
            path = _store(shelf, plan)
            _index(shelf, plan)
            shelf.publish({plan.pages[page].row.path: plan.marks[page] for page in plan.stale})
            _files(shelf, plan, path)
            shelf.notes(**{_STATE: plan.state})
    return plan.pages


def least_of(shelf: Shelf) -> float:
    """How sure at least the facts of the graph are."""
    return float(shelf.note(_LEAST) or 0)


def set_least(shelf: Shelf, least: float | None) -> None:
    """Note how sure at least the facts of the graph are to be, if that is said."""
    if least is not None:
        shelf.notes(**{_LEAST: str(least)})


def _moved(rows: Collection[Row]) -> list[Path]:
    """Files that are no longer there, where another file now has the page of their id."""
    gone = {row.path for row in rows if not row.path.exists()}
    there = {row.id for row in rows if row.path not in gone}
    return [row.path for row in rows if row.path in gone and row.id in there]


def _is_whole(shelf: Shelf) -> bool:
    current = store.version(shelf.folder, shelf.note(store.IN_FORCE)) / "CURRENT"
    return all(path.is_file() for path in (current, shelf.folder / TRIG, shelf.folder / HTML))


def _plan(found: dict[str, Published], least: float) -> _Plan:
    ids = identify({name: page.sketch for name, page in found.items()})
    marks = {name: _digest(program(), name, page.row.content, ids[name], least) for name, page in found.items()}
    stale = [name for name in ids if found[name].row.published != marks[name]]
    axioms.current()  # says what is wrong with the file, if anything
    terms = (ontology.folder() / "yutu.ttl").read_text("utf-8")
    return _Plan(found, ids, marks, stale, _digest(marks, program(), terms))


def _digest(*parts: object) -> str:
    told = json.dumps(parts, ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _store(shelf: Shelf, plan: _Plan) -> Path:
    """Write the next version of the store and note that it is in force; its folder."""
    old = shelf.note(store.IN_FORCE)
    store.sweep(shelf.folder, [old])
    if 2 * len(plan.stale) <= len(plan.ids):
        try:
            return _written(shelf, plan, old, plan.stale)
        except StoreError:
            # the old version is damaged or gone; what it held is on the shelf
            store.sweep(shelf.folder, [old])
    return _written(shelf, plan, "", list(plan.ids))


def _written(shelf: Shelf, plan: _Plan, base: str, stale: list[str]) -> Path:
    number, path = store.draft(shelf.folder, base)
    draft = store.writable(path)
    wanted = {rdf.article_iri(article) for page in plan.pages.values() for article in page.sketch.articles}
    changed = {rdf.article_iri(article) for name in stale for article in plan.pages[name].sketch.articles}
    try:
        draft.drop([*sorted((draft.graphs() - wanted) | changed, key=str), rdf.INFERRED])
        draft.add(_quads(shelf, plan, stale))
        draft.add(rdf.quads(_background(shelf, plan.pages)))
        draft.add(inferred(draft))
        draft.inner.flush()
    except (OSError, RuntimeError) as error:
        raise StoreError(f"{path}: cannot be written ({error})") from error
    shelf.notes(**{store.IN_FORCE: number})
    return path


def _quads(shelf: Shelf, plan: _Plan, names: Iterable[str]) -> Iterator[Quad]:
    for name in names:
        yield from rdf.quads(_part(shelf, plan.pages[name], plan.ids[name]))


def _part(shelf: Shelf, page: Published, ids: dict[str, str]) -> Knowledge:
    """What a page says, under the ids that hold across pages."""
    known = at_least(shelf.knowledge(page.row.path), least_of(shelf))
    return renamed(marked(known, page.row.id, page.name), ids)


def _index(shelf: Shelf, plan: _Plan) -> None:
    for name in set(shelf.index.pages()) - set(plan.ids):
        shelf.index.drop(name)
    for name in plan.stale:
        shelf.index.put(name, _part(shelf, plan.pages[name], plan.ids[name]))


def _files(shelf: Shelf, plan: _Plan, path: Path) -> None:
    # drawing loads much that a build without changes does not need
    from kg.export import export
    from kg.view import write_html

    fresh = shelf.folder / ".graph.html"
    try:
        for left in shelf.folder.glob(".graph.*"):
            left.unlink()
        export(store.readable(path), shelf.folder / TRIG, "trig")
        write_html(_parts(shelf, plan.pages, plan.ids), fresh)
        fresh.replace(shelf.folder / HTML)
    except OSError as error:
        raise PublishError(f"{shelf.folder}: cannot be written ({error.strerror or error})") from error


def parts(shelf: Shelf) -> Iterator[Knowledge]:
    """What each page says, with the ids that hold across pages, by date; last what the gazetteer adds."""
    found = pages(shelf)
    return _parts(shelf, found, identify({name: page.sketch for name, page in found.items()}))


def _parts(shelf: Shelf, found: dict[str, Published], ids: dict[str, dict[str, str]]) -> Iterator[Knowledge]:
    for name, known in ids.items():
        yield _part(shelf, found[name], known)
    yield _background(shelf, found)


def _background(shelf: Shelf, found: dict[str, Published]) -> Knowledge:
    if not (least := least_of(shelf)):
        return background(code for page in found.values() for code in page.sketch.codes)
    known = (at_least(shelf.knowledge(page.row.path), least) for page in found.values())
    return background(entity.code for part in known for entity in part.entities if entity.code)


def knowledge(shelf: Shelf) -> Knowledge:
    """What all pages say, as one."""
    return merge(parts(shelf))


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
