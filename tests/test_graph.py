"""The graph object: what Python and notebooks get."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from handmade import ARTICLE, KNOWLEDGE, SENTENCE

import kg
from kg import rdf, saved
from kg.graph import Graph, View
from kg.saved import SavedError
from kg.store import Store

# rdflib 7.6 warns of a name that it uses itself
pytestmark = pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")

GRAPH = Graph(KNOWLEDGE)
YT = rdflib.Namespace(rdf.YT)


def test_it_holds_what_was_found() -> None:
    assert (GRAPH.articles, GRAPH.entities, GRAPH.facts) == (
        KNOWLEDGE.articles,
        KNOWLEDGE.entities,
        KNOWLEDGE.facts,
    )


def test_it_can_be_asked() -> None:
    assert GRAPH.query("SELECT ?n { ?p yt:holds/rdfs:label ?n }").texts == [("海宁省省长",)]


def test_rdflib_has_every_quad(tmp_path: Path) -> None:
    rdf.write_trig(rdf.quads(KNOWLEDGE), tmp_path / "g.trig")
    parsed = rdflib.Dataset(default_union=True).parse(tmp_path / "g.trig")
    assert set(GRAPH.to_rdflib().quads()) == set(parsed.quads())


def test_rdflib_asks_all_graphs_as_one() -> None:
    named = set(GRAPH.to_rdflib().objects(None, YT.locatedIn))
    assert named == {rdflib.URIRef(rdf.ID + "division/880100"), rdflib.URIRef(rdf.ID + "division/880000")}


def test_networkx_has_facts_with_their_sentences() -> None:
    graph = GRAPH.to_networkx()
    edge = graph.edges["person/任远帆", "post/海宁省省长", "holds"]
    assert edge == {"evidence": SENTENCE, "article": ARTICLE.id, "confidence": 0.9, "rule": "by-hand"}
    assert graph.nodes["person/任远帆"] == {"label": "任远帆", "kind": "Official"}
    assert graph.nodes["event/1"]["startDate"] == "2024-04-17"
    assert all("kind" in data for _, data in graph.nodes(data=True))


def test_it_is_opened_again_from_its_folder(tmp_path: Path) -> None:
    Store.create(tmp_path, rdf.quads(KNOWLEDGE))
    saved.save(KNOWLEDGE, tmp_path)
    graph = kg.open(tmp_path)
    assert graph.knowledge == KNOWLEDGE
    assert graph.query("ASK { ?p yt:holds ?o }")


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "holds no graph"), ("nonsense", "is damaged"), ('["fact", {}]', "is damaged"), ('["x", 1]', "is damaged")],
)
def test_damaged_knowledge_is_said(tmp_path: Path, content: str | None, said: str) -> None:
    if content is not None:
        (tmp_path / saved.NAME).write_text(content)
    with pytest.raises(SavedError, match=said):
        saved.load(tmp_path)


def test_a_notebook_gets_a_frame_that_nothing_breaks_out_of() -> None:
    frame = View('<p title="x">任</p>')._repr_html_()
    assert 'srcdoc="&lt;p title=&quot;x&quot;&gt;任&lt;/p&gt;"' in frame
    assert "allow-same-origin" not in frame


def test_a_view_is_written(tmp_path: Path) -> None:
    assert GRAPH.view(tmp_path / "v.html").html == (tmp_path / "v.html").read_text("utf-8")
