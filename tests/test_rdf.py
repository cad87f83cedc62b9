"""The graph in RDF: terms as the vocabulary has them, a graph for each article, the same bytes every time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import ARTICLE, KNOWLEDGE, SECOND, SENTENCE, TEXT, fact
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg import rdf
from kg.model import Article, Entity, Fact, Knowledge, Mention, Span
from kg.rdf import article_iri, iri
from kg.store import Store

STORE = Store.of(rdf.quads(KNOWLEDGE))
GRAPH = article_iri(ARTICLE.id)


def holds(pattern: str) -> bool:
    """Whether the graph of the article holds a SPARQL pattern."""
    query = f"ASK {{ GRAPH <{GRAPH.value}> {{ {pattern} }} }}"
    return bool(STORE.inner.query(query, prefixes=rdf.PREFIXES | {"person": rdf.ID + "person/"}))


@pytest.mark.parametrize(
    "pattern",
    [
        "person:任远帆 a yt:Official ; rdfs:label '任远帆'@zh",
        "?p yt:code '990000' ; skos:altLabel '海宁'@zh ; rdfs:label 'Haining'@en",
        "?e yt:startDate '2024-04-17'^^xsd:date ; yt:participant person:任远帆",
        "?a a yt:Article ; yt:headline ?h ; rdfs:label ?h ; yt:mentions person:任远帆 ; yt:author person:苏禾",
        "?a yt:published '2024-04-18'^^xsd:date ; yt:inPage ?p . ?p a yt:Page ; yt:pageNumber 'A02' ; yt:inIssue ?i ."
        "?i a yt:Issue ; yt:ofPaper ?m . ?m a yt:Media ; rdfs:label '闽风日报'@zh",
        "?r a yt:Fact ; rdf:subject person:任远帆 ; rdf:predicate yt:holds ; yt:confidence 0.9",
        "?r rdf:predicate yt:stop ; yt:stopOrder 2 ; rdf:object ?o . ?o rdfs:label '青川港'@zh",
        "?r a yt:Fact ; prov:wasGeneratedBy <https://w3id.org/yutu/id/rule/by-hand>",
    ],
)
def test_article_graph_holds(pattern: str) -> None:
    assert holds(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "?s rdfs:label '东屿省'@zh",
        "person:任远帆 a yt:Person",
        "?a yt:mentions <https://w3id.org/yutu/id/division/880000>",
    ],
    ids=["gazetteer", "wider class", "unnamed entity"],
)
def test_article_graph_lacks(pattern: str) -> None:
    assert not holds(pattern)


def test_what_no_article_says_is_background() -> None:
    told = [q for q in STORE if (q.subject, q.predicate.value) == (iri("division/880100"), rdf.YT + "locatedIn")]
    assert [quad.graph_name for quad in told] == [rdf.BACKGROUND]


def test_selectors_point_at_the_sentence() -> None:
    query = """SELECT ?start ?end ?exact { GRAPH ?g { ?r prov:wasDerivedFrom ?p . ?p oa:hasSource ?g ;
        oa:hasSelector [ oa:start ?start ; oa:end ?end ] , [ oa:exact ?exact ] } }"""
    found = {tuple(term.value for term in row) for row in STORE.inner.query(query, prefixes=rdf.PREFIXES)}
    assert all(TEXT[int(start) : int(end)] == exact for start, end, exact in found)
    assert {SENTENCE, SECOND} < {exact for _, _, exact in found}


def test_a_fact_told_twice_is_one_record() -> None:
    told = (fact("event/1", "place", "division/880100"), fact("event/1", "place", "division/880100", SECOND))
    store = Store.of(rdf.quads(replace(KNOWLEDGE, facts=told)))
    query = "SELECT (COUNT(DISTINCT ?r) AS ?n) (COUNT(?p) AS ?m) { GRAPH ?g { ?r a yt:Fact ; prov:wasDerivedFrom ?p } }"
    assert [[term.value for term in row] for row in store.inner.query(query, prefixes=rdf.PREFIXES)] == [["1", "2"]]


def test_same_knowledge_same_quads() -> None:
    turned = replace(KNOWLEDGE, entities=KNOWLEDGE.entities[::-1], facts=KNOWLEDGE.facts[::-1])
    assert list(rdf.quads(turned)) == list(rdf.quads(KNOWLEDGE))


@pytest.mark.parametrize(
    ("local", "written"),
    [
        ("person/任远帆", "person/任远帆"),
        ("person/阿依·努尔", "person/阿依·努尔"),
        ("zone/“三高”<x>", "zone/“三高”%3Cx%3E"),
        ("a b\u3000c", "a%20b%E3%80%80c"),
        ("100%#?", "100%25%23%3F"),
        ("\u202e\ud800", "%E2%80%AE%3F"),
    ],
)
def test_iris_stay_readable(local: str, written: str) -> None:
    assert iri(local).value == rdf.ID + written


def test_what_has_an_iri_elsewhere_keeps_it() -> None:
    told = Fact(
        "sameDivisionAs", "division/430000", "http://www.wikidata.org/entity/Q45761", Span("", 0, 0, ""), "hand"
    )
    objects = {quad.object for quad in rdf.quads(Knowledge((), (), (told,)))}
    assert NamedNode("http://www.wikidata.org/entity/Q45761") in objects


def test_every_character_can_stand_in_a_name() -> None:
    for code in (
        *range(0x3000),
        *range(0xD700, 0x10000),
        *range(0x1F000, 0x30000, 7),
        *range(0xE0000, 0xE1000),
        0x10FFFF,
    ):
        assert iri(f"x{chr(code)}").value


@given(st.text(st.characters(), max_size=20))
def test_whatever_is_printed_can_be_written(text: str) -> None:
    article = Article(text, text, None, text, text, text, text, text, text)
    named = Entity(text, "Person", text, (text,), (Mention(Span(text, 0, len(text), text), "Person", text, "hand"),))
    told = Fact("holds", text, text, Span(text, 0, len(text), text), text)
    quads = set(rdf.quads(Knowledge((article,), (named,), (told,))))
    assert set(Store.of(quads)) == quads
