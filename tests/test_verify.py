"""Every quote is held against the page it came from, and one that does not stand there is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

import kg
from kg import rdf
from kg.export import read_rdf
from kg.pages import Source
from kg.rdf import OA
from kg.store import Store
from kg.verify import verify

PAGE = Path(__file__).parent / "pages" / "minfeng-20240418-A02.txt"


@pytest.fixture(scope="module")
def graph() -> kg.Graph:
    return kg.build(PAGE)


def sources(path: Path = PAGE) -> list[Source]:
    return [Source(path, {})]


def test_what_was_built_is_proven(graph: kg.Graph) -> None:
    result = verify(graph.store, sources())
    assert (result.proven, result.found, result.unread) == (True, result.passages, 0)
    assert result.passages > 50


@pytest.mark.parametrize("ending", ["ttl", "nq", "trig", "jsonld"])
def test_a_graph_that_went_through_another_format_is_proven(graph: kg.Graph, tmp_path: Path, ending: str) -> None:
    graph.export(tmp_path / f"g.{ending}")
    result = verify(read_rdf(tmp_path / f"g.{ending}"), sources())
    assert result.proven
    assert result.passages == verify(graph.store, sources()).passages


def changed(graph: kg.Graph, name: str, value: Literal) -> Store:
    """The graph with another value for one passage."""
    quads = list(graph.store)
    old = min((q for q in quads if q.predicate == NamedNode(OA + name)), key=str)
    new = Quad(old.subject, old.predicate, value, old.graph_name)
    return Store.of([new if quad == old else quad for quad in quads])


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("exact", Literal("某某某"), "the record '某某某'"),
        ("start", Literal(1_000_000), "no such place"),
        ("start", Literal("x"), "no such place"),
        ("end", Literal(0), "no such place"),
    ],
)
def test_a_passage_that_does_not_stand_there_is_named(graph: kg.Graph, name: str, value: Literal, said: str) -> None:
    result = verify(changed(graph, name, value), sources())
    assert not result.proven
    assert result.found == result.passages - 1
    assert [PAGE.name in line for line in result.problems if said in line] == [True]


def test_a_page_that_has_changed_is_no_proof(graph: kg.Graph, tmp_path: Path) -> None:
    other = tmp_path / PAGE.name
    other.write_text(PAGE.read_text("utf-8").replace("签", "鉴"), "utf-8")
    assert not verify(graph.store, sources(other)).proven


def test_a_page_that_is_gone_is_named(graph: kg.Graph, tmp_path: Path) -> None:
    result = verify(graph.store, sources(tmp_path / "gone.txt"))
    assert not result.proven
    assert "gone.txt" in result.problems[0]
    assert result.unread > 0


def without(graph: kg.Graph, name: str) -> Store:
    return Store.of(quad for quad in graph.store if quad.predicate.value.rpartition("/")[2].rpartition("#")[2] != name)


@pytest.mark.parametrize("name", ["exact", "wasDerivedFrom", "hasSelector"])
def test_a_graph_without_its_quotes_is_not_proven(graph: kg.Graph, name: str) -> None:
    assert not verify(without(graph, name), sources()).proven


def test_a_graph_with_another_text_is_not_proven(graph: kg.Graph) -> None:
    text = NamedNode(rdf.YT + "text")
    forged = [
        Quad(q.subject, q.predicate, Literal("某", language="zh"), q.graph_name) if q.predicate == text else q
        for q in graph.store
    ]
    assert "another text" in verify(Store.of(forged), sources()).problems[0]


def test_other_pages_prove_nothing(graph: kg.Graph) -> None:
    other = sources(PAGE.with_name("sanjiang-20240905-02.txt"))
    assert not verify(graph.store, other).proven
    assert not verify(graph.store, other, partly=True).proven


def test_some_of_the_pages_may_be_named(tmp_path: Path) -> None:
    both = kg.build(PAGE, PAGE.with_name("sanjiang-20240905-02.txt"))
    assert both.verify().proven
    assert both.verify(PAGE).proven
    assert both.verify(PAGE).unread > 0
    assert not both.verify(tmp_path / "other.txt").proven
