"""From the shelf to what is asked and looked at: the store, the index, graph.trig and graph.html.

The result hangs on the set of pages alone. Only the graphs of pages that are new, changed or gone are written, and of
pages on which a person turned out to be somebody else's namesake; the gazetteer's graph and what is inferred are small
and made anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad

from kg import ontology, rdf, store
from kg.infer import inferred
from kg.model import Knowledge, YutuError
from kg.resolve import Sketch, background, identify, merge, renamed
from kg.shelf import Shelf, program
from kg.store import Store

if TYPE_CHECKING:
    from kg.endpoint import Endpoint

TRIG, HTML = "graph.trig", "graph.html"
_WRITTEN, _STATE = "written", "state"


class PublishError(YutuError):
    """What was built cannot be written."""


@dataclass(frozen=True)
class _Plan:
    """What is to be done: `ids` are the new ids of persons by page, `stale` the pages to be written."""

    sketches: dict[str, Sketch]
    ids: dict[str, dict[str, str]]
    marks: dict[str, str]
    stale: list[str]
    state: str


def publish(shelf: Shelf) -> bool:
    """Make the store, index and files of the shelf's folder tell what its pages say; whether anything changed.

    Raises `PublishError`, `StoreError` or `ShelfError` when they cannot be written; the old ones are there then.
    """
    with shelf.writing():
        plan = _plan(shelf)
        changed = plan.state != shelf.note(_STATE)
        if changed:
            _store(shelf, plan)
            _index(shelf, plan)
            shelf.publish({page: plan.marks[page] for page in plan.stale})
            shelf.notes(**{_STATE: plan.state})
    if shelf.note(_WRITTEN) != plan.state:
        _files(shelf)
        with shelf.writing():
            shelf.notes(**{_WRITTEN: plan.state})
    return changed


def _plan(shelf: Shelf) -> _Plan:
    sketches, contents = shelf.sketches(), shelf.contents()
    ids = identify(sketches)
    marks = {page: _digest(program(), contents[page][0], ids[page]) for page in sketches}
    stale = [page for page in ids if contents[page][1] != marks[page]]
    axioms = (ontology.folder() / "yutu.ttl").read_text("utf-8")
    return _Plan(sketches, ids, marks, stale, _digest(marks, program(), axioms))


def _digest(*parts: object) -> str:
    told = json.dumps(parts, ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _store(shelf: Shelf, plan: _Plan) -> None:
    old = shelf.note(store.IN_FORCE)
    if not (store.version(shelf.folder, old) / "CURRENT").is_file():
        old = ""
    store.sweep(shelf.folder, [old])
    whole = 2 * len(plan.stale) > len(plan.ids)
    number, path = store.draft(shelf.folder, "" if whole else old)
    try:
        _write(store.writable(path), shelf, plan, list(plan.ids) if whole else plan.stale)
    except OSError as error:
        raise PublishError(f"{path}: cannot be written ({error})") from error
    shelf.notes(**{store.IN_FORCE: number})


def _write(draft: Store, shelf: Shelf, plan: _Plan, pages: list[str]) -> None:
    wanted = {rdf.article_iri(article) for sketch in plan.sketches.values() for article in sketch.articles}
    stale = {rdf.article_iri(article) for page in pages for article in plan.sketches[page].articles}
    draft.drop([*sorted((draft.graphs() - wanted) | stale, key=str), rdf.INFERRED])
    draft.add(_quads(shelf, plan, pages))
    draft.add(rdf.quads(background(code for sketch in plan.sketches.values() for code in sketch.codes)))
    draft.add(inferred(draft))
    draft.inner.flush()


def _quads(shelf: Shelf, plan: _Plan, pages: Iterable[str]) -> Iterator[Quad]:
    for page in pages:
        yield from rdf.quads(renamed(shelf.knowledge(page), plan.ids[page]))


def _index(shelf: Shelf, plan: _Plan) -> None:
    for page in set(shelf.index.pages()) - set(plan.ids):
        shelf.index.drop(page)
    for page in plan.stale:
        shelf.index.put(page, renamed(shelf.knowledge(page), plan.ids[page]))


def _files(shelf: Shelf) -> None:
    # drawing loads much that a build without changes does not need
    from kg.export import export
    from kg.view import write_html

    fresh = shelf.folder / ".graph.html.new"
    try:
        export(Store.open(shelf.folder), shelf.folder / TRIG, "trig")
        write_html(knowledge(shelf), fresh)
        fresh.replace(shelf.folder / HTML)
    except OSError as error:
        raise PublishError(f"{shelf.folder}: cannot be written ({error.strerror or error})") from error


def parts(shelf: Shelf) -> Iterator[Knowledge]:
    """What each page says, with the ids that hold across pages, by date; last what the gazetteer adds."""
    sketches = shelf.sketches()
    for page, ids in identify(sketches).items():
        yield renamed(shelf.knowledge(page), ids)
    yield background(code for sketch in sketches.values() for code in sketch.codes)


def knowledge(shelf: Shelf) -> Knowledge:
    """What all pages say, as one."""
    return merge(parts(shelf))


def mirror(folder: Path, endpoint: Endpoint) -> int:
    """Make a server hold what the store in `folder` holds; how many graphs were loaded or taken out.

    What it was given is noted, so that the next time only what has changed is loaded.
    """
    from kg.endpoint import mirror

    shelf = Shelf.create(folder)
    before = shelf.mirrored(endpoint.url)
    known = dict(before)
    try:
        mirror(endpoint, Store.open(folder), known=known)
    finally:
        # what was loaded before an error need not be loaded again
        with shelf.writing():
            shelf.mirror(endpoint.url, known)
        shelf.close()
    return sum(before.get(name) != known.get(name) for name in before.keys() | known.keys())
