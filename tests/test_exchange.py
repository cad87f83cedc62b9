"""The graph in the types of rdflib and networkx."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import networkx
import pytest
import rdflib
from handmade import ARTICLE, ENTITIES, FACTS, KNOWLEDGE, SECOND, SENTENCE, fact
from pyoxigraph import NamedNode, Quad
from rdflib.plugins.sparql import prepareQuery

import kg
from kg import rdf
from kg.exchange import ReadOnlyError, to_networkx, to_rdflib
from kg.infer import inferred
from kg.model import Knowledge
from kg.store import Store

# rdflib 7.6 warns of a name that it uses itself
pytestmark = pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")

ROOT = Path(__file__).resolve().parents[1]
YT = rdflib.Namespace(rdf.YT)
PERSON, POST = rdflib.URIRef(rdf.ID + "person/任远帆"), rdflib.URIRef(rdf.ID + "post/海宁省省长")
SOURCE = rdflib.URIRef(rdf.article_iri(ARTICLE.id).value)
NAME = "SELECT ?name { ?who yt:holds/rdfs:label ?name }"


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store.of(rdf.quads(KNOWLEDGE))
    made.add(list(inferred(made)))
    return made


@pytest.fixture
def dataset(store: Store) -> rdflib.Dataset:
    return to_rdflib(store)


def test_the_dataset_is_what_is_stated_each_triple_once(dataset: rdflib.Dataset, store: Store) -> None:
    assert len(list(dataset.triples((None, None, None)))) == len({quad.triple for quad in rdf.quads(KNOWLEDGE)})
    assert [int(row.n) for row in dataset.query("SELECT (COUNT(*) AS ?n) { ?s a yt:Official }")] == [1]  # type: ignore
    assert not dataset.query("ASK { ?s a yt:Person }")


def test_a_graph_is_one_article(dataset: rdflib.Dataset) -> None:
    graph = dataset.graph(SOURCE)
    assert graph.value(SOURCE, YT.headline) == rdflib.Literal(ARTICLE.headline, lang="zh")
    assert {str(row[0]) for row in graph.query(NAME)} == {"海宁省省长"}  # type: ignore[index]
    assert graph.value(rdflib.URIRef(rdf.ID + "division/880100"), YT.locatedIn) is None


def test_what_is_inferred_has_a_graph_of_its_own(dataset: rdflib.Dataset) -> None:
    graph = dataset.graph(rdflib.URIRef(rdf.INFERRED.value))
    assert (PERSON, rdflib.RDF.type, YT.Person) in graph


def test_all_quads_are_there(dataset: rdflib.Dataset, store: Store) -> None:
    assert len(list(dataset.quads())) == len(store.inner)
    assert {graph.identifier for graph in dataset.graphs()} >= {SOURCE, rdflib.URIRef(rdf.BACKGROUND.value)}


def test_values_and_paths(dataset: rdflib.Dataset) -> None:
    assert dataset.value(PERSON, YT.holds) == POST
    assert list(dataset.objects(PERSON, YT.holds / rdflib.RDFS.label)) == [rdflib.Literal("海宁省省长", lang="zh")]
    zone = rdflib.URIRef(rdf.ID + "zone/青川高新区")
    assert len(list(dataset.query("SELECT ?a { ?zone yt:locatedIn+ ?a }", initBindings={"zone": zone}))) == 2


def test_prefixes_are_bound(dataset: rdflib.Dataset) -> None:
    assert dataset.namespace_manager.normalizeUri(YT.holds) == "yt:holds"
    assert "yt:holds" in dataset.graph(SOURCE).serialize(format="turtle")


@pytest.mark.parametrize("query", [NAME, prepareQuery(NAME, initNs={"yt": YT, "rdfs": rdflib.RDFS})])
def test_queries_as_text_and_prepared(dataset: rdflib.Dataset, query: str) -> None:
    assert [str(row[0]) for row in dataset.query(query)] == ["海宁省省长"]  # type: ignore[index]


def test_constructed_triples_are_a_graph(dataset: rdflib.Dataset) -> None:
    found = dataset.query("CONSTRUCT { ?s yt:holds ?o } WHERE { ?s yt:holds ?o }").graph
    assert found is not None
    assert set(found) == {(PERSON, YT.holds, POST)}


def test_the_store_can_be_copied_and_the_copy_changed(dataset: rdflib.Dataset) -> None:
    copy = rdflib.Graph()
    copy += dataset.graph(SOURCE)
    copy.add((PERSON, YT.holds, PERSON))
    assert len(copy) == len(dataset.graph(SOURCE)) + 1


def test_nothing_can_be_written(dataset: rdflib.Dataset, store: Store) -> None:
    before = len(store.inner)
    for write in (
        lambda: dataset.add((PERSON, YT.holds, PERSON)),
        lambda: dataset.addN([(PERSON, YT.holds, PERSON, dataset.graph(SOURCE))]),
        lambda: dataset.graph(SOURCE).remove((None, None, None)),
        lambda: dataset.remove((None, None, None, None)),
        lambda: dataset.remove_graph(SOURCE),
        lambda: dataset.update("DELETE WHERE { ?s ?p ?o }"),
        lambda: dataset.parse(data="<a:a> <a:b> <a:c> .", format="turtle"),
    ):
        with pytest.raises(ReadOnlyError, match="is only read"):
            write()
    assert len(store.inner) == before


# networkx


def test_facts_are_edges_with_their_sentences(store: Store) -> None:
    graph = to_networkx(store)
    edge = graph.edges["person/任远帆", "post/海宁省省长", "holds"]
    told = {"evidence": SENTENCE, "article": ARTICLE.id, "confidence": 0.9, "rule": "by-hand"}
    assert edge == told | {"published": ARTICLE.date.isoformat()}
    assert graph.nodes["person/任远帆"] == {"label": "任远帆", "kind": "Official"}
    assert graph.nodes["event/1"]["startDate"] == "2024-04-17"


def test_every_fact_between_entities_is_an_edge(store: Store) -> None:
    edges = {(f.subject, f.object, f.property) for f in FACTS if isinstance(f.object, str)}
    assert set(to_networkx(store).edges(keys=True)) == edges


def test_its_edges_are_the_facts_and_its_nodes_what_they_tell_of() -> None:
    made = kg.build(ROOT / "tests" / "pages")
    graph = made.to_networkx()
    told = {(fact.subject, fact.object, fact.property) for fact in made.facts if isinstance(fact.object, str)}
    assert set(graph.edges(keys=True)) == told
    assert {node for node in graph if not node.startswith("article/")} == {entity.id for entity in made.entities}
    assert not {"", "Tenure", "IdentityDecision", "Contradiction"} & {kind for _, kind in graph.nodes(data="kind")}
    assert not [node for node, label in graph.nodes(data="label") if label == node]


def test_files_for_other_programs_hold_the_same(tmp_path: Path) -> None:
    made = kg.build(ROOT / "tests" / "pages" / "minfeng-20240418-A02.txt")
    for form, read in (("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)):
        made.export(tmp_path / f"a.{form}")
        assert set(read(tmp_path / f"a.{form}")) == set(made.to_networkx())


def test_an_article_is_a_node_where_a_fact_is_of_it() -> None:
    told = replace(ARTICLE, headline="")
    author = fact(f"article/{ARTICLE.id}", "author", "person/任远帆", SENTENCE)
    graph = to_networkx(Store.of(rdf.quads(Knowledge((told,), ENTITIES, (*FACTS, author)))))
    assert graph.nodes[f"article/{ARTICLE.id}"] == {"label": "闽风日报 2024-04-18 A02", "kind": "Article"}


def test_a_fact_told_twice_has_the_surer_sentence() -> None:
    surer = fact("person/任远帆", "holds", "post/海宁省省长", SECOND, confidence=0.95)
    other = replace(ARTICLE, id="另报/2024-04-18/1/1")
    told = replace(surer, evidence=replace(surer.evidence, article=other.id))
    graph = to_networkx(Store.of(rdf.quads(Knowledge((ARTICLE, other), ENTITIES, (*FACTS, told)))))
    edge = graph.edges["person/任远帆", "post/海宁省省长", "holds"]
    assert (edge["evidence"], edge["article"], edge["confidence"]) == (SECOND, other.id, 0.95)


def test_the_finest_class_is_the_kind() -> None:
    person = Quad(rdf.iri("person/任远帆"), NamedNode(rdf.RDF + "type"), NamedNode(rdf.YT + "Person"), rdf.BACKGROUND)
    graph = to_networkx(Store.of([*rdf.quads(KNOWLEDGE), person]))
    assert graph.nodes["person/任远帆"]["kind"] == "Official"


def test_what_is_inferred_is_there_when_asked_for(store: Store) -> None:
    graph = to_networkx(store, inferred=True)
    new = set(graph.edges(keys=True)) - set(to_networkx(store).edges(keys=True))
    assert ("post/海宁省省长", "person/任远帆", "heldBy") in new
    assert all(graph.edges[edge]["inferred"] and "confidence" not in graph.edges[edge] for edge in new)
    assert graph.nodes["person/任远帆"]["kind"] == "Official"


def test_plain_triples_of_others_are_edges_too() -> None:
    quads = [
        Quad(NamedNode("http://a/s"), NamedNode(rdf.RDF + "type"), NamedNode("http://a/T"), rdf.BACKGROUND),
        Quad(NamedNode("http://a/s"), NamedNode("http://a/knows"), NamedNode("http://a/o"), rdf.BACKGROUND),
    ]
    graph = to_networkx(Store.of(quads))
    assert set(graph.edges(keys=True)) == {("http://a/s", "http://a/o", "http://a/knows")}
    assert dict(graph.nodes(data="kind")) == {"http://a/s": "http://a/T", "http://a/o": ""}


def test_namespaces_may_be_given_as_rdflib_has_them(dataset: rdflib.Dataset) -> None:
    query = "SELECT ?name { ?who yt:holds ?post . ?post rdfs:label ?name }"
    rows = dataset.query(query, initNs={"rdfs": rdflib.RDFS, "yt": YT})
    assert [str(row[0]) for row in rows] == ["海宁省省长"]  # type: ignore[index]
