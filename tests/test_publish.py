"""Publishing: what pages tell together has a graph of its own, and large graphs are not drawn by each build."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_resolve_whole import page

from kg import publish as publishing
from kg import rdf
from kg.graph import Graph
from kg.model import Knowledge, Literal
from kg.publish import publish
from kg.resolve import Record, Settled, Stated
from kg.shelf import Shelf

OF_XIANG, OF_MIN = ("serves", "division/430000"), ("serves", "division/350000")
RECORD = Record(
    "tenure/1",
    "Tenure",
    (("heldBy", "person/任远帆"), ("start", Literal("2024", "gYear")), ("owl:sameAs", "tenure/2")),
    (Stated("person/任远帆", "holds", "post/x", "日报/2024-01-01/1/1"),),
    "tenure",
)


def put(folder: Path, *pages: tuple[str, Knowledge]) -> tuple[str, ...]:
    folder.mkdir(exist_ok=True)
    with Shelf.create(folder) as shelf:
        for name, part in pages:
            shelf.put(folder / name, part, "", {})
        return publish(shelf).notes


def of_post(block: str, *_: object) -> Settled:
    return Settled(records=(RECORD,)) if block.startswith("post/") else Settled()


def test_what_pages_tell_together_names_the_facts_it_comes_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("kg.plan", "kg.resolve.whole"):
        monkeypatch.setattr(f"{module}.settle", of_post)
    told = page(1, ("holds", "post/x"))
    put(tmp_path, ("a", told))
    for graph in (Graph.open(tmp_path), Graph.of({"日报/2024-01-01/1": told})):
        assert rdf.block_iri("post/x") in graph.store.graphs()
        query = """ASK { GRAPH <https://w3id.org/yutu/id/graph/post/x> {
            ?t a yt:Tenure ; yt:heldBy ?p ; yt:start "2024"^^xsd:gYear ; owl:sameAs ?u ;
               prov:wasDerivedFrom ?fact ; prov:wasGeneratedBy ?rule }
            ?fact rdf:subject ?p ; rdf:predicate yt:holds ; rdf:object ?post }"""
        assert graph.query(query).truth is True


def test_other_ids_for_pages_that_were_there_are_told(tmp_path: Path) -> None:
    assert put(tmp_path, ("b", page(2, OF_MIN, day=2))) == ()
    (note,) = put(tmp_path, ("a", page(1, OF_XIANG)))
    assert "have another IRI now" in note or "has another IRI now" in note
    assert "id:person/任远帆 → id:person/任远帆~" in note


def test_what_leads_out_stands_in_a_graph_of_its_own_with_its_licence(tmp_path: Path) -> None:
    put(tmp_path, ("a", page(1)))
    told = page(2, ("holds", "post/湖南省委书记"), day=2, name="张庆伟")
    put(tmp_path, ("b", told))
    query = """ASK { GRAPH id:graph/links { ?p owl:sameAs <http://www.wikidata.org/entity/Q197272> .
        id:graph/links dcterms:license ?l ; dcterms:source ?s } }""".replace(
        "id:graph/links", "<" + rdf.ID + "graph/links>"
    )
    for graph in (Graph.open(tmp_path), Graph.of({"日报/2024-01-02/2": told})):
        assert graph.query(query).truth is True
    with Shelf.change(tmp_path) as shelf:
        publish(shelf, without=[tmp_path / "b"])
    assert Graph.open(tmp_path).query(query).truth is False


def test_whom_an_analyst_renamed_has_one_label(tmp_path: Path) -> None:
    (tmp_path / "identity.tsv").write_text("verdict\tone\tother\nrename\t任远帆\t任远凡\n", "utf-8")
    put(tmp_path, ("a", page(1, OF_MIN)), ("b", page(2, OF_MIN, day=2, name="任远凡")), ("c", page(3, OF_MIN, day=3)))
    graph = Graph.open(tmp_path)
    told = graph.query("SELECT DISTINCT ?l { ?p a yt:Person ; rdfs:label ?l }")
    assert [str(label) for (label,) in told.rows] == ['"任远凡"@zh']
    assert graph.query('ASK { ?p a yt:Person ; skos:altLabel "任远帆"@zh }').truth is True


def test_a_large_graph_is_written_out_when_that_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, ("a", page(1)))
    assert (tmp_path / "graph.trig").is_file()
    monkeypatch.setattr(publishing, "MOST", 1)
    (note,) = put(tmp_path, ("b", page(2)))
    assert "kg export" in note
    assert not list(tmp_path.glob("graph.*"))
    monkeypatch.setattr(publishing, "MOST", 2)
    put(tmp_path)
    assert (tmp_path / "graph.html").is_file()


@pytest.mark.parametrize("few", [0, 200])
def test_a_store_made_anew_is_as_one_that_was_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(publishing, "_FEW", few)
    for number in range(1, 6):
        put(tmp_path / "grown", (f"{number}", page(number, OF_MIN if number % 2 else OF_XIANG, day=number)))
    put(tmp_path / "all", *((f"{n}", page(n, OF_MIN if n % 2 else OF_XIANG, day=n)) for n in range(1, 6)))
    stores = [set(Graph.open(tmp_path / name).store) for name in ("grown", "all")]
    assert stores[0] == stores[1]
    assert (tmp_path / "grown" / "graph.trig").read_bytes() == (tmp_path / "all" / "graph.trig").read_bytes()
