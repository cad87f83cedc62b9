"""The graph in other formats: whole, in order, put in place when complete; and RDF from elsewhere back in a store."""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pyarrow.parquet
import pytest
import rdflib
from handmade import ARTICLE, ENTITIES, FACTS, KNOWLEDGE, SENTENCE, entity, fact
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

import kg
from kg import export as module
from kg import rdf
from kg.exchange import to_networkx
from kg.export import FORMATS, UNNAMED, ExportError, export, guess, read_rdf
from kg.extras import ExtraError
from kg.infer import inferred
from kg.model import Knowledge
from kg.store import Store

# rdflib 7.6 warns of a name that it uses itself
pytestmark = pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")

DATASETS, TRIPLES = ["trig", "nq", "jsonld"], ["ttl", "nt", "rdf"]
# what a spreadsheet, an XML parser or a reader of lines might trip over
ODD = '=cmd|"/c"!A1;x,\ty\r\nz\x01\x0b\ufffe<&>]]>\u2028\\'


def store_of(*quads: Quad) -> Store:
    store = Store.of([*rdf.quads(KNOWLEDGE), *quads])
    store.add(list(inferred(store)))
    return store


def odd(text: str = ODD) -> Quad:
    return Quad(
        rdf.iri("person/任远帆"), NamedNode(rdf.SKOS + "altLabel"), Literal(text, language="zh"), rdf.BACKGROUND
    )


def default(store: Store) -> set[Triple]:
    return set(store.graph(DefaultGraph()))  # type: ignore[arg-type]


def content(path: Path) -> dict[str, bytes]:
    files = path.iterdir() if path.is_dir() else [path]
    return {file.name if path.is_dir() else "": file.read_bytes() for file in files}


@pytest.mark.parametrize("form", DATASETS)
def test_a_dataset_comes_back_as_it_was(tmp_path: Path, form: str) -> None:
    store = store_of(odd())
    export(store, tmp_path / f"g.{form}", inferred=True)
    assert set(read_rdf(tmp_path / f"g.{form}").inner) == set(store.inner)


@pytest.mark.parametrize("form", ["ttl", "nt"])
def test_triples_come_back_in_the_default_graph(tmp_path: Path, form: str) -> None:
    store = store_of(odd())
    export(store, tmp_path / f"g.{form}")
    assert set(read_rdf(tmp_path / f"g.{form}").inner) == {Quad(*triple) for triple in default(store)}


@pytest.mark.parametrize("form", DATASETS + TRIPLES)
def test_what_is_inferred_is_written_when_asked_for(tmp_path: Path, form: str) -> None:
    told = Triple(rdf.iri("person/任远帆"), NamedNode(rdf.RDF + "type"), NamedNode(rdf.YT + "Person"))
    for wanted in (False, True):
        export(store_of(), tmp_path / f"g.{form}", inferred=wanted)
        found = {quad.triple for quad in read_rdf(tmp_path / f"g.{form}").inner}
        assert (told in found) == wanted


@pytest.mark.parametrize("form", [*DATASETS, *TRIPLES])
def test_rdflib_reads_the_same(tmp_path: Path, form: str) -> None:
    export(store_of(), tmp_path / f"g.{form}")
    named = {"jsonld": "json-ld", "rdf": "xml", "nq": "nquads"}.get(form, form)
    kind = rdflib.Dataset if form in DATASETS else rdflib.Graph
    found = kind().parse(tmp_path / f"g.{form}", format=named)
    assert {str(s) for s, *_ in found} == {t.subject.value for t in default(store_of())}
    assert len({(s, p, o) for s, p, o, *_ in found}) == len(default(store_of()))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=5), st.sampled_from(DATASETS))
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, texts: list[str], form: str) -> None:
    path = tmp_path_factory.mktemp("any") / f"g.{form}"
    store = Store.of(odd(text) for text in texts)
    export(store, path)
    assert set(read_rdf(path).inner) == set(store.inner)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_makes_wellformed_xml(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    value = fact("event/1", "startDate", kg.model.Literal(text))
    store = Store.of([*rdf.quads(Knowledge((ARTICLE,), ENTITIES, (*FACTS, value))), odd(text)])
    for form in ("rdf", "graphml", "gexf"):
        export(store, folder / f"g.{form}")
        ElementTree.parse(folder / f"g.{form}")


def test_a_built_graph_comes_back_as_it_was(sample_graph: kg.Graph, tmp_path: Path) -> None:
    for form in DATASETS:
        export(sample_graph.store, tmp_path / f"g.{form}", inferred=True)
        assert set(read_rdf(tmp_path / f"g.{form}").inner) == set(sample_graph.store.inner)


@pytest.mark.parametrize("form", FORMATS)
def test_equal_stores_give_equal_bytes(tmp_path: Path, form: str) -> None:
    quads = list(rdf.quads(KNOWLEDGE))
    export(Store.of(quads), tmp_path / "one", form)
    random.Random(1).shuffle(quads)
    export(Store.of(quads), tmp_path / "other", form)
    assert content(tmp_path / "one") == content(tmp_path / "other")


@pytest.mark.parametrize("form", FORMATS)
def test_what_was_there_is_replaced(tmp_path: Path, form: str) -> None:
    for quads in ([odd("旧")], [odd("新")]):
        export(store_of(*quads), tmp_path / "x", form)
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


@pytest.mark.parametrize("form", ["ttl", "neo4j"])
def test_a_failed_export_leaves_what_was_there(tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    export(store_of(), tmp_path / "x", form)
    before = content(tmp_path / "x")

    def failing(*_: object) -> Iterator[Triple]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "triples", failing)
    monkeypatch.setattr("kg.rows.Rows.facts", failing)
    with pytest.raises(ExportError, match="No space left on device"):
        export(store_of(), tmp_path / "x", form)
    assert content(tmp_path / "x") == before
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(ExportError, match=r"holds other files \(thesis.txt\); choose a new folder"):
        export(store_of(), tmp_path, "neo4j")
    assert content(tmp_path) == {"thesis.txt": b"mine"}


@pytest.mark.parametrize(
    ("path", "form", "said"),
    [
        ("graph", "", "its ending names no format"),
        ("graph.docx", "", "its ending names no format"),
        ("graph.ttl", "rtf", "rtf: is no format; choose one of ttl, trig"),
        ("missing/graph.ttl", "", "cannot be written"),
        ("file", "neo4j", "is a file"),
        ("", "ttl", "cannot be written"),
    ],
)
def test_what_cannot_be_written_is_said(tmp_path: Path, path: str, form: str, said: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ExportError, match=said) as caught:
        export(store_of(), tmp_path / path, form)
    assert "\n" not in str(caught.value)


def test_the_ending_names_the_format() -> None:
    named = {
        "g.ttl": "ttl",
        "g.NQ": "nq",
        "g.graphml": "graphml",
        "g.neo4j": "neo4j",
        "out/Parquet": "parquet",
        "ttl": "ttl",
    }
    assert {path: guess(Path(path)) for path in named} == named


@pytest.mark.parametrize("form", [name for name in FORMATS if FORMATS[name].files])
def test_a_folder_of_tables_is_written_again_as_what_it_is(tmp_path: Path, form: str) -> None:
    export(store_of(), tmp_path / "tables", form)
    assert guess(tmp_path / "tables") == form
    (tmp_path / "tables" / "other").touch()
    with pytest.raises(ExportError, match="its ending names no format"):
        guess(tmp_path / "tables")


def test_files_are_readable(tmp_path: Path) -> None:
    export(store_of(), tmp_path / "g.ttl")
    text = (tmp_path / "g.ttl").read_text("utf-8")
    assert "person:任远帆 a yt:Official ;" in text
    assert text.splitlines()[0].startswith("@prefix ")


def test_a_property_that_xml_cannot_name_is_said(tmp_path: Path) -> None:
    quad = Quad(rdf.iri("a"), NamedNode("http://example.org/1"), Literal("x"), rdf.BACKGROUND)
    with pytest.raises(ExportError, match=r"http://example\.org/1: no element of RDF/XML"):
        export(store_of(quad), tmp_path / "g.rdf")


def test_characters_that_xml_does_not_know_are_replaced(tmp_path: Path) -> None:
    export(store_of(odd("a\x01b\ufffe")), tmp_path / "g.rdf")
    assert "a\ufffdb\ufffd" in {str(o) for o in rdflib.Graph().parse(tmp_path / "g.rdf", format="xml").objects()}


# pictures


@pytest.mark.parametrize(("form", "read"), [("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)])
def test_networkx_reads_what_it_wrote(tmp_path: Path, form: str, read: object) -> None:
    export(store_of(), tmp_path / f"g.{form}", inferred=True)
    found = read(tmp_path / f"g.{form}")  # type: ignore[operator]
    graph = to_networkx(store_of(), inferred=True)
    assert set(found.nodes) == set(graph.nodes)
    assert sorted(found.edges()) == sorted(graph.edges())
    assert found.nodes["person/任远帆"] == graph.nodes["person/任远帆"]
    assert found.nodes["event/1"]["startDate"] == "2024-04-17"
    assert SENTENCE in {data.get("evidence") for *_, data in found.edges(data=True)}


def test_graphml_numbers_its_edges(tmp_path: Path) -> None:
    export(store_of(), tmp_path / "g.graphml")
    edges = list(ElementTree.parse(tmp_path / "g.graphml").iter("{http://graphml.graphdrawing.org/xmlns}edge"))
    assert len({edge.attrib["id"] for edge in edges}) == len(edges) == to_networkx(store_of()).number_of_edges()


# tables


def neo4j(store: Store, path: Path) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    export(store, path, "neo4j")
    return read_csv(path / "nodes.csv"), read_csv(path / "relationships.csv")


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_neo4j_gets_nodes_and_relationships(tmp_path: Path) -> None:
    nodes, relations = neo4j(store_of(), tmp_path / "neo4j")
    by_id = {node["id:ID"]: node for node in nodes}
    assert len(by_id) == len(nodes)
    assert by_id["division/990000"]["name"] == "海宁省"
    assert by_id["division/990000"]["aliases:string[]"] == "海宁"
    assert by_id["event/1"]["startDate:string[]"] == "2024-04-17"
    assert by_id["event/1"][":LABEL"] == "Visit"
    assert {end for row in relations for end in (row[":START_ID"], row[":END_ID"])} <= set(by_id)
    held = next(row for row in relations if row[":TYPE"] == "holds")
    assert (held["sentence"], held["confidence:double"], held["published:date"]) == (SENTENCE, "0.9", "2024-04-18")
    assert ("event/1", "stop", "1") in {(r[":START_ID"], r[":TYPE"], r["order:int"]) for r in relations}


def test_neo4j_keeps_fields_and_items_apart(tmp_path: Path) -> None:
    odd_one = entity("person/怪", "Person", '=cmd|"/c",\n怪', aliases=("甲;乙", "丙"))
    store = Store.of(
        rdf.quads(Knowledge((ARTICLE,), (*ENTITIES, odd_one), (*FACTS, fact("event/1", "chair", "person/怪"))))
    )
    node = next(node for node in neo4j(store, tmp_path / "neo4j")[0] if node["id:ID"] == "person/怪")
    assert node["name"] == '=cmd|"/c", 怪'
    assert set(node["aliases:string[]"].split(";")) == {"甲；乙", "丙"}
    lines = (tmp_path / "neo4j" / "nodes.csv").read_text("utf-8").splitlines()
    assert len(lines) == len(list(csv.reader(lines)))


def test_neo4j_has_a_node_for_every_end(tmp_path: Path) -> None:
    linked = Quad(
        rdf.iri("person/任远帆"), NamedNode(rdf.SKOS + "exactMatch"), NamedNode("http://example.org/q1"), rdf.BACKGROUND
    )
    nodes, relations = neo4j(store_of(linked), tmp_path / "neo4j")
    assert "http://example.org/q1" in {node["id:ID"] for node in nodes}
    assert "skos:exactMatch" in {row[":TYPE"] for row in relations}


def parquet(path: Path, name: str) -> list[dict[str, object]]:
    return list(pyarrow.parquet.read_table(path / f"{name}.parquet").to_pylist())


def test_parquet_has_entities_articles_and_facts(tmp_path: Path) -> None:
    export(store_of(), tmp_path / "tables", "parquet")
    assert {row["id"] for row in parquet(tmp_path / "tables", "entities")} >= {e.id for e in ENTITIES}
    (article,) = parquet(tmp_path / "tables", "articles")
    assert (article["newspaper"], article["published"], article["page"]) == (ARTICLE.newspaper, ARTICLE.date, "A02")
    facts = parquet(tmp_path / "tables", "facts")
    assert len(facts) == len(FACTS)
    held = next(row for row in facts if row["property"] == "holds")
    start, end = held["start"], held["end"]
    assert article["text"][start:end] == held["sentence"] == SENTENCE  # type: ignore[index, misc]
    assert (held["object_name"], held["confidence"], held["rules"]) == ("海宁省省长", 0.9, ["by-hand"])
    assert held["article"] == article["id"]


def test_parquet_tells_what_is_inferred(tmp_path: Path) -> None:
    export(store_of(), tmp_path / "tables", "parquet", inferred=True)
    facts = [row for row in parquet(tmp_path / "tables", "facts") if row["inferred"]]
    assert facts
    assert all(row["confidence"] is None and row["sentence"] is None and row["rules"] for row in facts)


def test_parquet_without_pyarrow_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExtraError, match=r"pip install 'yutu-kg\[parquet\]'"):
        export(store_of(), tmp_path / "tables", "parquet")
    assert list(tmp_path.iterdir()) == []


# reading

MIXED = "<http://a/s> <http://a/p> 1 . <http://a/g> { <http://a/s> <http://a/p> 2 }"


def test_what_stands_in_no_named_graph_is_kept_apart(tmp_path: Path) -> None:
    (tmp_path / "g.trig").write_text(MIXED)
    store = read_rdf(tmp_path / "g.trig")
    assert store.graphs() == {NamedNode("http://a/g"), UNNAMED}
    assert len(default(store)) == 2
    export(store, tmp_path / "again.trig")
    assert set(read_rdf(tmp_path / "again.trig").inner) == set(store.inner)


def test_a_default_graph_that_repeats_the_others_adds_nothing(tmp_path: Path) -> None:
    store = store_of()
    union = (Quad(*quad.triple) for quad in store)
    lines = [f"{quad} ." for quad in [*store, *union]]
    (tmp_path / "dump.nq").write_text("\n".join(lines), "utf-8")
    assert set(read_rdf(tmp_path / "dump.nq").inner) == set(store.inner)


def test_a_store_without_named_graphs_is_written_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "g.ttl").write_text("<http://a/s> <http://a/p> _:b . _:b <http://a/p> 2 .")
    store = read_rdf(tmp_path / "g.ttl")
    export(store, tmp_path / "g.nq")
    assert set(read_rdf(tmp_path / "g.nq").inner) == set(store.inner)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("g.ttl", "<a> <b>", "is no Turtle: .*line 1"),
        ("g.nq", "nonsense", "is no N-Quads"),
        ("g.jsonld", '{"@context": "http://127.0.0.1:9/", "@id": "http://a/b", "c": "d"}', "is no JSON-LD"),
        ("g.csv", "", "its ending names no RDF format"),
        ("g.trig", None, "cannot be read"),
    ],
)
def test_what_is_no_rdf_is_said(tmp_path: Path, name: str, text: str | None, said: str) -> None:
    if text is not None:
        (tmp_path / name).write_text(text)
    with pytest.raises(ExportError, match=said) as caught:
        read_rdf(tmp_path / name)
    assert "\n" not in str(caught.value)
