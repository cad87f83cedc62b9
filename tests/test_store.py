"""The store on disk: made whole, replaced whole, opened by any number of readers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from handmade import KNOWLEDGE
from pyoxigraph import DefaultGraph, Quad

from kg import rdf
from kg.store import Store, StoreError

QUADS = list(rdf.quads(KNOWLEDGE))


def test_what_is_stored_is_there_again(tmp_path: Path) -> None:
    Store.create(tmp_path, QUADS)
    assert set(Store.open(tmp_path)) == set(QUADS)


def test_the_default_graph_has_every_triple_once() -> None:
    elsewhere = [Quad(*quad.triple, rdf.iri("article/other")) for quad in QUADS]
    inner = Store.of(QUADS + elsewhere).inner
    assert len(list(inner.quads_for_pattern(None, None, None, DefaultGraph()))) == len({q.triple for q in QUADS})


def test_a_new_store_takes_the_place_of_the_old(tmp_path: Path) -> None:
    old = Store.create(tmp_path, QUADS)
    new = Store.create(tmp_path, QUADS[:3])
    assert [len(list(store)) for store in (old, new, Store.open(tmp_path))] == [len(QUADS), 3, 3]
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_a_failed_build_leaves_the_old_store(tmp_path: Path) -> None:
    def failing() -> Iterator[Quad]:
        yield QUADS[0]
        raise OSError("disk full")

    Store.create(tmp_path, QUADS)
    with pytest.raises(StoreError, match="disk full"):
        Store.create(tmp_path, failing())
    assert len(list(Store.open(tmp_path))) == len(QUADS)
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_no_store_is_said_and_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"holds no graph; run `kg build PATH… -o "):
        Store.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_beneath_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be written"):
        Store.create(tmp_path / "file" / "below", QUADS)
