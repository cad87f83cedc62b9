"""The graph object: what Python and notebooks get."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from handmade import ARTICLE, KNOWLEDGE, SENTENCE, built

import kg
from kg import rdf
from kg.graph import Graph, View
from kg.model import Entity, Fact, Knowledge, Literal, Span
from kg.shelf import ShelfError

# rdflib 7.6 warns of a name that it uses itself
pytestmark = pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")

GRAPH = Graph.of({"1": KNOWLEDGE})
YT = rdflib.Namespace(rdf.YT)


def test_it_holds_what_was_found() -> None:
    assert (GRAPH.articles, GRAPH.entities, GRAPH.facts) == (
        KNOWLEDGE.articles,
        KNOWLEDGE.entities,
        KNOWLEDGE.facts,
    )


def test_it_can_be_asked() -> None:
    assert GRAPH.query("SELECT ?n { ?p yt:holds/rdfs:label ?n }").texts == [("海宁省省长",)]


def test_less_sure_facts_can_be_left_out(tmp_path: Path) -> None:
    sure = replace(KNOWLEDGE.facts[0], property="serves", object="division/880000", confidence=0.6)
    known = replace(KNOWLEDGE, facts=(*KNOWLEDGE.facts[:-1], sure))
    for graph in (Graph.of({"1": known}), Graph.open(built(tmp_path / "g", known))):
        assert graph.at_least(0.95).query("SELECT ?n { ?p yt:holds/rdfs:label ?n }").texts == []
        assert graph.query("SELECT ?n { ?p yt:holds/rdfs:label ?n }", min_confidence=0.95).texts == []
        assert graph.query("holders", post="海宁省省长", min_confidence=0.9)
        assert graph.query("ASK { ?d yt:code '880000' }").truth is True
        assert graph.query("ASK { ?d yt:code '880000' }", min_confidence=0.7).truth is False
        assert graph.at_least(0) is graph
    assert len(GRAPH.view(min_confidence=0.95).html) < len(GRAPH.view().html)


def test_rdflib_and_networkx_have_the_facts() -> None:
    named = set(GRAPH.to_rdflib().objects(None, YT.locatedIn))
    assert named == {rdflib.URIRef(rdf.ID + "division/880100"), rdflib.URIRef(rdf.ID + "division/880000")}
    edge = GRAPH.to_networkx().edges["person/任远帆", "post/海宁省省长", "holds"]
    assert (edge["evidence"], edge["article"]) == (SENTENCE, ARTICLE.id)


def test_named_questions_have_parameters() -> None:
    (row,) = GRAPH.query("holders", post="海宁省省长").texts
    assert "任远帆" in row


def changed(**more: object) -> Graph:
    """The graph of the article in which something else is told."""
    facts = [f for f in KNOWLEDGE.facts if f.property not in more]
    told = [
        Fact(name, "event/1", Literal(str(value), "date"), facts[0].evidence, "by-hand") for name, value in more.items()
    ]
    return Graph(replace(KNOWLEDGE, facts=(*facts, *told)))


@pytest.mark.parametrize(
    ("between", "found"),
    [
        ({"from": "2024-03-01", "until": "2024-03-01"}, True),
        ({"from": "2024-03", "until": "2024-04"}, True),
        ({"until": "2024-02-28"}, True),
        ({"from": "2024-03-03"}, False),
        ({"until": "2024-02-26"}, False),
    ],
)
def test_events_in_a_time_are_those_that_last_into_it(between: dict[str, str], found: bool) -> None:
    graph = changed(startDate="2024-02-27", endDate="2024-03-02")
    assert bool(graph.query("events", place="青川市", **between)) is found


@pytest.mark.parametrize(
    ("day", "holds"), [("2024-04-18", True), ("2024-04-30", True), ("2024-05-01", False), ("9999", False)]
)
def test_whoever_left_a_post_does_not_hold_it_since(day: str, holds: bool) -> None:
    body = Entity("organization/海宁省人民政府", "Government", "海宁省人民政府")
    ties = [("post/海宁省省长", "postIn", body.id), (body.id, "jurisdiction", "division/990000")]
    told = tuple(Fact(p, s, o, KNOWLEDGE.facts[0].evidence, "by-hand") for s, p, o in ties)
    held = replace(KNOWLEDGE, entities=(*KNOWLEDGE.entities, body), facts=(*KNOWLEDGE.facts, *told))
    text = "任远帆不再担任海宁省省长。\n"
    later = replace(ARTICLE, id="闽风日报/2024-05-01/A01/1", date=dt.date(2024, 5, 1), text=text)
    left = Fact("formerlyHeld", "person/任远帆", "post/海宁省省长", Span(later.id, 0, 13, text[:13]), "by-hand")
    named = tuple(entity for entity in KNOWLEDGE.entities if entity.id in ("person/任远帆", "post/海宁省省长"))
    graph = Graph.of({"1": held, "2": Knowledge((later,), named, (left,))})
    assert bool(graph.query("governor", province="海宁省", on=day)) is holds


def test_an_article_without_a_date_tells_of_no_day() -> None:
    graph = Graph.of({"1": replace(KNOWLEDGE, articles=(replace(ARTICLE, date=None),))})
    assert graph.query("holders", post="海宁省省长")
    assert not graph.query("holders", post="海宁省省长", until="1990")


def test_what_follows_can_be_left_out() -> None:
    wider = "ASK { ?p a yt:Person ; rdfs:label '任远帆'@zh }"
    assert GRAPH.query(wider)
    assert not GRAPH.query(wider, stated=True)


def test_names_and_words_are_found() -> None:
    assert [match.named.id for match in GRAPH.find("ryf").names] == ["person/任远帆"]
    assert [passage.text for passage in GRAPH.find("率团").sentences] == [SENTENCE]


def test_it_is_opened_again_from_its_folder(tmp_path: Path) -> None:
    graph = kg.open(built(tmp_path))
    assert set(graph.facts) == set(KNOWLEDGE.facts)
    assert graph.query("ASK { ?p yt:holds ?o }")
    assert graph.find("任远帆")


def test_no_graph_is_said(tmp_path: Path) -> None:
    with pytest.raises(ShelfError, match="holds no graph"):
        kg.open(tmp_path)


def test_a_notebook_gets_a_frame_that_nothing_breaks_out_of() -> None:
    frame = View('<p title="x">任</p>')._repr_html_()
    assert 'srcdoc="&lt;p title=&quot;x&quot;&gt;任&lt;/p&gt;"' in frame
    assert "allow-same-origin" not in frame


def test_a_view_is_written(tmp_path: Path) -> None:
    assert GRAPH.view(tmp_path / "v.html").html == (tmp_path / "v.html").read_text("utf-8")
