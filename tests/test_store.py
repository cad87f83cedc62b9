"""The store: triples once, graphs in and out, versions that are never written to once they are asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from handmade import KNOWLEDGE, built
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg import rdf, store
from kg.shelf import Shelf, ShelfError
from kg.store import Store, StoreError

QUADS = list(rdf.quads(KNOWLEDGE))
INFERRED = Quad(rdf.iri("a"), NamedNode(rdf.YT + "p"), rdf.iri("b"), rdf.INFERRED)


def default(known: Store) -> set[tuple[object, ...]]:
    return {tuple(quad.triple) for quad in known.inner.quads_for_pattern(None, None, None, DefaultGraph())}


def test_it_holds_what_it_was_made_of() -> None:
    assert set(Store.of(QUADS)) == set(QUADS)


def test_the_default_graph_has_every_stated_triple_once() -> None:
    elsewhere = [Quad(*quad.triple, rdf.iri("article/other")) for quad in QUADS]
    known = Store.of([*QUADS, *elsewhere, INFERRED])
    triples = list(known.inner.quads_for_pattern(None, None, None, DefaultGraph()))
    assert len(triples) == len({q.triple for q in QUADS})
    assert known.graphs() == {quad.graph_name for quad in [*QUADS, *elsewhere]}


GRAPHS = st.lists(st.sets(st.integers(0, 5)), min_size=1, max_size=4)


def quads(graphs: list[set[int]], which: list[int]) -> list[Quad]:
    return [
        Quad(rdf.iri(str(t)), NamedNode(rdf.YT + "p"), rdf.iri("o"), rdf.iri(f"g{n}")) for n in which for t in graphs[n]
    ]


@given(GRAPHS, st.data())
def test_a_graph_taken_out_leaves_what_the_others_say(graphs: list[set[int]], data: st.DataObject) -> None:
    every = list(range(len(graphs)))
    gone = data.draw(st.lists(st.sampled_from(every), unique=True))
    known = Store.of([*quads(graphs, every), INFERRED])
    known.drop(rdf.iri(f"g{n}") for n in gone)
    kept = Store.of([*quads(graphs, [n for n in every if n not in gone]), INFERRED])
    assert (set(known), default(known)) == (set(kept), default(kept))


def test_a_graph_on_disk_is_opened_by_any_number_of_readers(tmp_path: Path) -> None:
    built(tmp_path)
    one, two = Store.open(tmp_path), Store.open(tmp_path)
    assert set(one) == set(two) >= set(QUADS)


def test_who_asks_while_another_version_is_written_sees_the_old(tmp_path: Path) -> None:
    built(tmp_path)
    old = Store.open(tmp_path)
    number, path = store.draft(tmp_path, "1")
    draft = store.writable(path)
    draft.drop(draft.graphs())
    draft.inner.flush()
    assert (set(draft) - {INFERRED}) != set(old)
    assert set(Store.open(tmp_path)) == set(old) >= set(QUADS)
    del draft
    store.sweep(tmp_path, ["1"])
    assert not store.version(tmp_path, number).exists()


def test_a_version_that_is_read_stays(tmp_path: Path) -> None:
    built(tmp_path)
    reader = Store.open(tmp_path)
    store.sweep(tmp_path, [])
    assert set(reader) >= set(QUADS)
    del reader
    store.sweep(tmp_path, [])
    assert list((tmp_path / "store").iterdir()) == []


@pytest.mark.parametrize("left", [[], ["store"], ["store", "store/1"]])
def test_a_graph_without_its_store_is_said(tmp_path: Path, left: list[str]) -> None:
    with pytest.raises(ShelfError, match="holds no graph; run `kg build"):
        Store.open(tmp_path)
    Shelf.create(tmp_path).__exit__()
    for name in left:
        (tmp_path / name).mkdir()
    with pytest.raises(StoreError, match=r"run `kg build PATH… -o "):
        Store.open(tmp_path)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "store").touch()
    with pytest.raises(StoreError, match="cannot be written"):
        store.draft(tmp_path, "")
