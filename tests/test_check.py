"""Shapes as queries, held against pySHACL: both must find the same nodes, paths and severities."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import handmade
import pyoxigraph
import pyshacl
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple
from rdflib.collection import Collection

from kg import check, ontology, rdf, reach, shapes
from kg.check import Report, Result
from kg.shapes import ShapeError
from kg.store import Store

SH = rdflib.Namespace(shapes.SH)
HEAD = """@prefix yt: <https://w3id.org/yutu/ontology#> . @prefix : <https://w3id.org/yutu/id/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix oa: <http://www.w3.org/ns/oa#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
"""
Found = set[tuple[str, str, str]]

GOOD = """
:p1 a yt:Official ; rdfs:label "叶知远"@zh, "Ye Zhiyuan"@en ; yt:holds :post1 ; yt:serves :d1 ; yt:worksFor :o1 .
:post1 a yt:Post ; rdfs:label "青川市委书记、市长"@zh ; yt:postIn :o1, :o2 .
:o1 a yt:Government ; rdfs:label "青川市人民政府"@zh ; yt:jurisdiction :d1 .
:o2 a yt:PartyCommittee ; rdfs:label "青川市委"@zh ; yt:jurisdiction :d1 .
:d0 a yt:Province ; rdfs:label "东屿省"@zh ; yt:code "880000" .
:d1 a yt:Prefecture ; rdfs:label "青川市"@zh ; yt:code "880100" ; yt:locatedIn :d0 ; yt:cooperatesWith :o1 .
:d2 a yt:County ; rdfs:label "白石县"@zh ; yt:code "880121" ; yt:locatedIn :d1 .
:d3 a yt:Township ; rdfs:label "桥头镇"@zh ; yt:code "880121100" ; yt:locatedIn :d2 .
:e1 a yt:Meeting ; rdfs:label "座谈会"@zh ; yt:startDate "2024-04-17"^^xsd:date ; yt:endDate "2024-04"^^xsd:gYearMonth ;
    yt:participant :p1, :o1, :d1 ; yt:speaker :p1 ; yt:place :d2 ; yt:about :a1 .
:a1 a yt:Agreement ; rdfs:label "《合作协议》"@zh ; yt:party :d1, :o1 ; yt:issuer :d1 .
:t1 a yt:Tenure ; yt:person :p1 ; yt:post :post1 ; yt:firstSeen "2024-04-18"^^xsd:date ;
    yt:lastSeen "2024-05-18"^^xsd:date ; yt:start "2023"^^xsd:gYear ; yt:acting false .
:m1 a yt:Measure ; yt:value 3800000000.0 ; yt:unit "元"@zh ; yt:measureOf :e1 ; yt:asOf "2023"^^xsd:gYear .
"""

# what is wrong with one node, and what must be found: focus, path, severity
BAD = [
    (":b1 a yt:Venue .", ("b1", "rdfs:label", "Violation")),
    (':b2 a yt:Venue ; rdfs:label "Hall"@en .', ("b2", "rdfs:label", "Violation")),
    (':b3 a yt:Venue ; rdfs:label "甲馆"@zh, "乙馆"@zh .', ("b3", "rdfs:label", "Violation")),
    (':b4 a yt:Venue ; rdfs:label " "@zh .', ("b4", "rdfs:label", "Violation")),
    (':b5 a yt:Venue ; rdfs:label "馆"@zh, "hall" .', ("b5", "rdfs:label", "Violation")),
    (':b6 a yt:Official, yt:County ; rdfs:label "宁远"@zh ; yt:code "880131" .', ("b6", "", "Violation")),
    (':b7 a yt:Person ; rdfs:label "甲"@zh ; yt:holds :o1 .', ("b7", "yt:holds", "Violation")),
    (":o1 yt:holds :post1 .", ("o1", "", "Violation")),
    (':b8 a yt:Person ; rdfs:label "乙"@zh ; yt:serves :o1 .', ("b8", "yt:serves", "Violation")),
    (':b9 a yt:Post ; rdfs:label "书记"@zh ; yt:postIn :p1 .', ("b9", "yt:postIn", "Violation")),
    (
        ':b10 a yt:Post ; rdfs:label "主任"@zh ; yt:postIn :o1, :b10o .'
        ':b10o a yt:Government ; rdfs:label "东屿省人民政府"@zh ; yt:jurisdiction :d0 .',
        ("b10", "yt:postIn/yt:jurisdiction", "Violation"),
    ),
    (
        ':b11 a yt:Government ; rdfs:label "人民政府"@zh ; yt:jurisdiction :d0, :d1 .',
        ("b11", "yt:jurisdiction", "Violation"),
    ),
    (':b12 a yt:Delegation ; rdfs:label "代表团"@zh ; yt:leader :o1 .', ("b12", "yt:leader", "Violation")),
    (':b13 a yt:County ; rdfs:label "丙县"@zh ; yt:code "88012" .', ("b13", "yt:code", "Violation")),
    (':b14 a yt:County ; rdfs:label "丁县"@zh .', ("b14", "yt:code", "Violation")),
    (':b15 a yt:County ; rdfs:label "戊县"@zh ; yt:code "880221" ; yt:locatedIn :d1 .', ("b15", "", "Violation")),
    (':b16 a yt:Prefecture ; rdfs:label "己市"@zh ; yt:code "990100" ; yt:locatedIn :d0 .', ("b16", "", "Violation")),
    (':b17 a yt:Prefecture ; rdfs:label "庚市"@zh ; yt:code "880101" .', ("b17", "yt:code", "Violation")),
    (':b18 a yt:Zone ; rdfs:label "辛区"@zh ; yt:locatedIn :b19 .', ("b18", "", "Violation")),
    (':b19 a yt:Zone ; rdfs:label "壬区"@zh ; yt:locatedIn :b18 .', ("b19", "", "Violation")),
    (':b20 a yt:Agreement ; rdfs:label "协议"@zh ; yt:party :p1 .', ("b20", "yt:party", "Violation")),
    (":d0 yt:cooperatesWith :d0 .", ("d0", "", "Violation")),
    (
        ':b21 a yt:Visit ; rdfs:label "考察"@zh ; yt:startDate "2024-05-07"^^xsd:date ; yt:endDate "2024-04"^^xsd:gYearMonth .',
        ("b21", "", "Violation"),
    ),
    (':b22 a yt:Event ; rdfs:label "会"@zh ; yt:startDate "2024-05-07" .', ("b22", "yt:startDate", "Violation")),
    (
        ':b23 a yt:Event ; rdfs:label "会"@zh ; yt:startDate "2024"^^xsd:gYear, "2023"^^xsd:gYear .',
        ("b23", "yt:startDate", "Violation"),
    ),
    (':b24 a yt:Event ; rdfs:label "会"@zh ; yt:participant :a1 .', ("b24", "yt:participant", "Violation")),
    (":e1 yt:stop :p1 .", ("p1", "", "Violation")),
    (":t2 a yt:Tenure ; yt:post :post1 .", ("t2", "yt:person", "Violation")),
    (
        ":t3 a yt:Tenure ; yt:person :p1 ; yt:post :post1 ; yt:firstSeen '2024-05-01'^^xsd:date ; yt:lastSeen '2024-04-01'^^xsd:date .",
        ("t3", "yt:firstSeen", "Violation"),
    ),
    (":t4 a yt:Tenure ; yt:person :p1 ; yt:post :post1 ; yt:succeeds :t1 .", ("t4", "", "Violation")),
    (
        ":t5 a yt:Tenure ; yt:person :p1 ; yt:post :post1 ; yt:start '2024'^^xsd:gYear ; yt:end '2023-05'^^xsd:gYearMonth .",
        ("t5", "", "Violation"),
    ),
    (
        ":t6 a yt:Tenure ; yt:person :p1 ; yt:post :post1 ; yt:goneBy '2024'^^xsd:gYear .",
        ("t6", "yt:goneBy", "Violation"),
    ),
    (
        ":t7 a yt:Tenure ; yt:person :p1 ; yt:post :post1 ; prov:wasDerivedFrom :m1 .",
        ("t7", "prov:wasDerivedFrom", "Violation"),
    ),
    (":m2 a yt:Measure ; yt:value 'many' ; yt:unit '元'@zh .", ("m2", "yt:value", "Violation")),
    (":f1 a yt:Fact ; rdf:subject :p1 .", ("f1", "", "Violation")),
    (":f2 a yt:Fact ; rdf:predicate yt:holds .", ("f2", "rdf:subject", "Violation")),
    (":f3 a yt:Fact ; yt:confidence 1.5 .", ("f3", "yt:confidence", "Violation")),
    (":f4 a yt:Fact ; yt:confidence 'half'^^xsd:decimal .", ("f4", "yt:confidence", "Violation")),
    (":f5 a yt:Fact ; rdf:object :p1, :p2 .", ("f5", "rdf:object", "Violation")),
    (":f6 a yt:Fact ; prov:wasGeneratedBy 'a rule' .", ("f6", "prov:wasGeneratedBy", "Violation")),
    (":f7 a yt:Fact ; yt:stopOrder 0 .", ("f7", "yt:stopOrder", "Violation")),
    (":f8 a yt:Fact ; yt:validFrom 'lately' .", ("f8", "yt:validFrom", "Violation")),
    (":s1 a oa:SpecificResource ; oa:hasSource :p1 .", ("s1", "oa:hasSource", "Violation")),
    (
        ":s2 a oa:SpecificResource ; oa:hasSelector :s2q, :s2p . :s2q a oa:TextQuoteSelector ; oa:exact '一二三' ."
        ":s2p a oa:TextPositionSelector ; oa:start 0 ; oa:end 2 .",
        ("s2", "", "Violation"),
    ),
    (":s3 a oa:TextQuoteSelector ; oa:exact '' .", ("s3", "oa:exact", "Violation")),
    (":s4 a oa:TextPositionSelector ; oa:start 5 ; oa:end 5 .", ("s4", "oa:start", "Violation")),
    (":n1 a yt:Article ; yt:inPage :p1 .", ("n1", "yt:inPage", "Violation")),
    (":n2 a yt:Article ; yt:published '2024'^^xsd:gYear .", ("n2", "yt:published", "Violation")),
]
TWO_GOVERNORS = """
:g1 a yt:Official ; rdfs:label "简书航"@zh . :g2 a yt:Official ; rdfs:label "卓临溪"@zh .
:gp a yt:Post ; rdfs:label "东屿省省长"@zh ; yt:postIn :go . :go a yt:Government ; rdfs:label "东屿省人民政府"@zh ;
    yt:jurisdiction :d0 .
:gf1 rdf:subject :g1 ; prov:wasDerivedFrom :gs1 . :gf2 rdf:subject :g2 ; prov:wasDerivedFrom :gs2 .
:gs1 oa:hasSource :ga1 ; oa:hasSelector :gq1 . :gq1 oa:exact "省长简书航出席。" .
:gs2 oa:hasSource :ga2 ; oa:hasSelector :gq2 . :gq2 oa:exact "省长卓临溪出席。" .
:ga1 yt:published "2024-04-18"^^xsd:date . :ga2 yt:published "2024-04-18"^^xsd:date .
:gt1 yt:person :g1 ; yt:post :gp . :gt2 yt:person :g2 ; yt:post :gp .
:gc a yt:Contradiction ; yt:concerns :gt1, :gt2 ; prov:wasDerivedFrom :gf1, :gf2 .
"""


def store_of(turtle: str, *quads: Quad) -> Store:
    """A store of these quads and one more graph."""
    triples = pyoxigraph.parse((HEAD + turtle).encode(), RdfFormat.TURTLE)
    return Store.of([*quads, *(Quad(*t.triple, rdf.article_iri("more")) for t in triples)])


def found(report: Report) -> Found:
    """Focus, path and severity of each result."""
    return {(result.focus.value.removeprefix(rdf.ID), result.path, result.severity) for result in report.results}


def oracle(store: Store, shapes_file: Path) -> Found:
    """What pySHACL finds."""
    graph = rdflib.Graph()
    stated = (quad.triple for quad in store.inner.quads_for_pattern(None, None, None, DefaultGraph()))
    graph.parse(data=pyoxigraph.serialize(stated, format=RdfFormat.N_TRIPLES), format="nt")
    wanted = rdflib.Graph().parse(shapes_file)
    terms = rdflib.Graph().parse(ontology.folder() / "yutu.ttl")
    _, report, _ = pyshacl.validate(graph, shacl_graph=wanted, ont_graph=terms)
    rows = set()
    for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
        focus, severity = report.value(result, SH.focusNode), report.value(result, SH.resultSeverity)
        path = _path(report, report.value(result, SH.resultPath))
        rows.add((str(focus).removeprefix(rdf.ID), path, str(severity).removeprefix(shapes.SH)))
    return rows


def _path(graph: rdflib.Graph, node: rdflib.term.Node | None) -> str:
    if node is None:
        return ""
    if isinstance(node, rdflib.URIRef):
        return check.short(NamedNode(str(node)))
    if turned := graph.value(node, SH.inversePath):
        return "^" + _path(graph, turned)
    return "/".join(_path(graph, step) for step in Collection(graph, node))


@lru_cache(maxsize=1)
def broken() -> Store:
    """Everything good, and everything bad."""
    return store_of(GOOD + "".join(turtle for turtle, _ in BAD), *rdf.quads(handmade.KNOWLEDGE))


@lru_cache(maxsize=1)
def broken_found() -> Found:
    return found(check.check(broken()))


def test_good_graph_conforms() -> None:
    report = check.check(store_of(GOOD, *rdf.quads(handmade.KNOWLEDGE)))
    assert (report.lines(), report.conforms) == ([], True)


@pytest.mark.parametrize("expected", [expected for _, expected in BAD], ids=lambda expected: "-".join(expected[:2]))
def test_each_mistake_is_found(expected: tuple[str, str, str]) -> None:
    assert expected in broken_found()


def test_good_nodes_stay_good_beside_bad_ones() -> None:
    # what a bad line says of a good node is in the table
    blamed = {focus for focus, _, _ in broken_found()}
    assert not blamed & {"p2", "post1", "o2", "d1", "d2", "d3", "e1", "a1", "t1", "m1"}


def test_agrees_with_pyshacl() -> None:
    assert oracle(broken(), ontology.folder() / "shapes.ttl") == broken_found()


def test_two_governors_at_once_are_told_with_both_sentences() -> None:
    store = store_of(GOOD + TWO_GOVERNORS)
    (warned,) = (result for result in check.check(store).results if result.severity == "Warning")
    assert str(warned.focus).endswith("/gc>")
    for name in ("简书航", "卓临溪"):
        assert f"{name}（2024-04-18，“省长{name}出席。”）" in warned.messages["zh"]


def triples_of(store: Store) -> list[Triple]:
    return sorted((q.triple for q in store.inner.quads_for_pattern(None, None, None, DefaultGraph())), key=str)


def without(triples: list[Triple], places: set[int]) -> Store:
    graph = rdf.article_iri("a")
    return Store.of(Quad(*triple, graph) for place, triple in enumerate(triples) if place not in places)


def held_against_all(triples: list[Triple], before: set[int], after: set[int]) -> Report:
    """What is found of all, and of what is touched, when first some triples lack and then others."""
    then, now = without(triples, before), without(triples, after)
    report = check.check(now, [triples[place] for place in before ^ after])
    everything = check.check(now)
    assert set(report.results) <= set(everything.results)
    assert set(everything.results) - set(check.check(then).results) <= set(report.results)
    return report


WHOLE = GOOD + TWO_GOVERNORS + ':ga2 yt:published "2024-04-18"^^xsd:date .' + "".join(turtle for turtle, _ in BAD)


@settings(max_examples=40)
@given(st.data())
def test_what_a_change_breaks_is_found_without_looking_at_all(data: st.DataObject) -> None:
    triples = triples_of(store_of(WHOLE))
    places = st.sets(st.integers(0, len(triples) - 1), max_size=12)
    held_against_all(triples, data.draw(places), data.draw(places))


def test_only_what_a_change_touches_is_looked_at() -> None:
    kinds = [
        t
        for t in triples_of(broken())
        if t.subject == NamedNode(rdf.ID + "b7") and t.predicate.value == rdf.RDF + "type"
    ]
    report = check.check(broken(), kinds)
    assert (report.checked, {result.focus.value for result in report.results}) == (1, {rdf.ID + "b7"})


@pytest.mark.parametrize("turtle", [TWO_GOVERNORS + ':ga2 yt:published "2024-04-18"^^xsd:date .', *(t for t, _ in BAD)])
def test_each_mistake_is_found_whichever_triple_comes_last(turtle: str) -> None:
    triples = triples_of(store_of(GOOD + turtle))
    fresh = [place for place, triple in enumerate(triples) if triple not in triples_of(store_of(GOOD))]
    assert any(held_against_all(triples, {place}, set()).results for place in fresh)


def test_nothing_is_looked_at_where_nothing_changed() -> None:
    assert check.check(broken(), []) == Report((), {}, 0)


def test_a_constraint_of_unknown_reach_is_held_against_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    select = "SELECT $this { ?other ?any $this . FILTER(isIRI($this)) }"
    shapes_file(tmp_path, f":S a sh:NodeShape ; sh:targetClass yt:Person ; sh:sparql [ sh:select '{select}' ] .")
    monkeypatch.setenv("KG_ONTOLOGY", str(tmp_path))
    store = store_of(DATA)
    assert check.check(store, []).results == check.check(store).results != ()


def test_every_constraint_of_the_shapes_has_a_known_reach() -> None:
    assert [each.shape for each in shapes.load(ontology.folder()) if reach.paths(each.query) is None] == []


def test_every_constraint_speaks_both_languages() -> None:
    assert [each.shape for each in shapes.load(ontology.folder()) if set(each.messages) != {"zh", "en"}] == []


# one constraint each, on nodes that keep and break it
DATA = """
:a a yt:Person ; yt:p 1, 5 ; yt:q 3 ; yt:r :b ; yt:s "one", "uno"@it ; yt:t "2024-04-18"^^xsd:date .
:b a yt:Official ; yt:p 10 ; yt:q 10 ; yt:r :c ; yt:s "twelve chars", "due"@it, "deux"@fr, "DUE"@IT ; yt:t "2024"^^xsd:gYear .
:c a yt:Person ; yt:p "x" ; yt:r "b", :a, :c ; yt:t "2024-13-01"^^xsd:date, "soon" .
:d a yt:Event ; yt:p 1000 ; yt:r :a . :e a yt:Person .
"""


@pytest.mark.parametrize(
    "constraint",
    [
        "sh:path yt:p ; sh:minCount 1",
        "sh:path yt:p ; sh:minCount 2",
        "sh:path yt:p ; sh:maxCount 0",
        "sh:path yt:p ; sh:maxCount 1",
        "sh:path yt:p ; sh:datatype xsd:integer",
        "sh:path yt:t ; sh:datatype xsd:date",
        "sh:path yt:t ; sh:or ( [ sh:datatype xsd:date ] [ sh:datatype xsd:gYear ] )",
        "sh:path yt:p ; sh:minInclusive 5",
        "sh:path yt:p ; sh:maxInclusive 5",
        "sh:path yt:p ; sh:minExclusive 5",
        "sh:path yt:p ; sh:maxExclusive 5",
        "sh:path yt:p ; sh:in ( 1 5 )",
        "sh:path yt:p ; sh:hasValue 5",
        "sh:path yt:p ; sh:lessThan yt:q",
        "sh:path yt:p ; sh:lessThanOrEquals yt:q",
        "sh:path yt:s ; sh:minLength 4",
        "sh:path yt:s ; sh:maxLength 4",
        'sh:path yt:s ; sh:pattern "^D" ; sh:flags "i"',
        'sh:path yt:s ; sh:pattern "\\"|\\\\s"',
        "sh:path yt:s ; sh:uniqueLang true",
        'sh:path yt:s ; sh:languageIn ( "it" )',
        'sh:path yt:s ; sh:qualifiedValueShape [ sh:languageIn ( "it" ) ] ; sh:qualifiedMinCount 1',
        "sh:path yt:r ; sh:qualifiedValueShape [ sh:class yt:Person ] ; sh:qualifiedMinCount 2",
        "sh:path yt:r ; sh:nodeKind sh:IRI",
        "sh:path yt:r ; sh:class yt:Official",
        "sh:path yt:r ; sh:not [ sh:class yt:Person ]",
        "sh:path yt:r ; sh:or ( [ sh:class yt:Event ] [ sh:nodeKind sh:Literal ] )",
        "sh:path [ sh:inversePath yt:r ] ; sh:maxCount 1",
        "sh:path ( yt:r yt:p ) ; sh:maxInclusive 5",
        "sh:path ( yt:r [ sh:inversePath yt:r ] ) ; sh:maxCount 1",
        "sh:path yt:p ; sh:datatype xsd:integer ; sh:maxInclusive 5 ; sh:maxCount 1 ; sh:severity sh:Info",
    ],
)
def test_each_constraint_agrees_with_pyshacl(tmp_path: Path, constraint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = store_of(DATA)
    file = shapes_file(tmp_path, f":S a sh:NodeShape ; sh:targetClass yt:Person ; sh:property [ {constraint} ] .")
    theirs = oracle(store, file)
    monkeypatch.setenv("KG_ONTOLOGY", str(tmp_path))
    ours = found(check.check(store))
    assert ours == theirs
    assert ours, "the table must hold what breaks the constraint"
    for place in range(len(triples := triples_of(store))):
        held_against_all(triples, {place}, set())
        held_against_all(triples, set(), {place})


@pytest.mark.parametrize(
    "shape",
    [
        "sh:targetSubjectsOf yt:r ; sh:class yt:Person",
        "sh:targetObjectsOf yt:r ; sh:nodeKind sh:IRI",
        "sh:targetClass yt:Person, yt:Event ; sh:not [ sh:class yt:Official ]",
        "sh:targetClass yt:Person ; sh:or ( [ sh:path yt:q ; sh:minCount 1 ] [ sh:path yt:p ; sh:hasValue 'y' ] )",
        "sh:targetClass yt:Person ; sh:or ( [ sh:path yt:p ; sh:hasValue 10 ] [ sh:class yt:Event ] )",
        "sh:targetClass yt:Person ; sh:sparql [ sh:select 'SELECT $this { FILTER NOT EXISTS { $this a ?any ; <https://w3id.org/yutu/ontology#q> 3 } }' ]",
    ],
)
def test_each_node_constraint_agrees_with_pyshacl(tmp_path: Path, shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = store_of(DATA)
    theirs = oracle(store, shapes_file(tmp_path, f":S a sh:NodeShape ; {shape} ."))
    monkeypatch.setenv("KG_ONTOLOGY", str(tmp_path))
    assert found(check.check(store)) == theirs
    assert theirs
    for place in range(len(triples := triples_of(store))):
        held_against_all(triples, {place}, set())
        held_against_all(triples, set(), {place})


def shapes_file(folder: Path, turtle: str) -> Path:
    """An ontology folder with these shapes and the usual classes."""
    (folder / "yutu.ttl").write_bytes((ontology.folder() / "yutu.ttl").read_bytes())
    file = folder / "shapes.ttl"
    file.write_text(HEAD + turtle, "utf-8")
    return file


@pytest.mark.parametrize(
    ("turtle", "why"),
    [
        (":S a sh:NodeShape ; sh:targetClass yt:Person ; sh:closed true .", "id:S uses sh:closed, which is not known"),
        (":S a sh:NodeShape ; sh:targetNode :a ; sh:minLength 1 .", "id:S has no target"),
        (":S a sh:NodeShape ; sh:nodeKind sh:IRI .", "id:S has no target"),
        (":S sh:targetClass yt:Person ; sh:nodeKind sh:IRI .", "is no sh:NodeShape"),
        (
            ":S a sh:NodeShape ; sh:targetClass yt:Person ; sh:property [ sh:path yt:p ; sh:node :T ] .",
            "id:S uses sh:node",
        ),
        (":S a sh:NodeShape ; sh:targetClass yt:Person ; sh:property [ sh:minCount 1 ] .", "0 values of sh:path"),
        (
            ":S a sh:NodeShape ; sh:targetClass yt:Person ; sh:property [ sh:path [ sh:zeroOrMorePath yt:p ] ; sh:minCount 1 ] .",
            "id:S has a path",
        ),
        (
            ":S a sh:NodeShape ; sh:targetClass yt:Person ; sh:property [ sh:path yt:p ; sh:minCount 'x' ] .",
            "counts to x",
        ),
        (
            ":S a sh:NodeShape ; sh:targetClass yt:Person ; sh:not [ sh:not [ sh:class yt:Event ] ] .",
            "not just one plain",
        ),
        (":S a sh:NodeShape ; sh:targetClass yt:Person ; sh:nodeKind sh:BlankNodeOrIRI .", "uses sh:nodeKind"),
        (":S a sh:NodeShape ; sh:targetClass yt:Person ; sh:severity yt:Bad ; sh:nodeKind sh:IRI .", "severity Bad"),
        (
            ":S a sh:NodeShape ; sh:targetClass yt:Person ; sh:sparql [ sh:select 'SELECT $this { $this ?p ?o MINUS { $this a ?k } }' ] .",
            "not of the form",
        ),
        (
            ":S a sh:NodeShape ; sh:targetClass yt:Person ; sh:sparql [ sh:select 'SELECT $this { $this ?p }' ] .",
            "no SPARQL",
        ),
        (
            ":S a sh:NodeShape ; sh:targetClass yt:Person ; sh:sparql [ sh:select 'SELECT $this { $this ?p 1 } UNION { $this ?p 2 }' ] .",
            "no SPARQL",
        ),
        (
            ":S a sh:NodeShape ; sh:targetClass yt:Person ; sh:property [ sh:path yt:p ; sh:property [ sh:path yt:q ] ] .",
            "uses sh:property",
        ),
        (
            ":S a sh:NodeShape ; sh:targetClass yt:Person ; sh:not [ sh:path yt:p ; sh:class yt:Event ] .",
            "has a path inside",
        ),
        (
            ":S a sh:NodeShape ; sh:targetClass yt:Person ; sh:or ( [ sh:class yt:Event ; sh:property [ sh:path yt:q ] ] ) .",
            "not just one plain",
        ),
        (
            ":S a sh:NodeShape ; sh:targetClass yt:Person ; sh:property [ sh:path yt:p ; sh:uniqueLang false ] .",
            "uses sh:uniqueLang",
        ),
        (
            ":S a sh:NodeShape ; sh:targetClass yt:Person ; sh:nodeKind sh:IRI ; sh:deactivated true .",
            "uses sh:deactivated",
        ),
        ("no Turtle", "is no Turtle"),
    ],
)
def test_what_is_not_known_is_refused_by_name(tmp_path: Path, turtle: str, why: str) -> None:
    shapes_file(tmp_path, turtle)
    with pytest.raises(ShapeError, match=re.escape(why)):
        shapes.load(tmp_path)


def test_missing_shapes(tmp_path: Path) -> None:
    with pytest.raises(ShapeError, match=r"shapes\.ttl: cannot be read"):
        shapes.load(tmp_path)


def test_results_are_bounded_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "KEPT", 2)
    report = check.check(store_of("".join(f":x{n} a yt:Venue . " for n in range(5))))
    assert (len(report.results), report.counts, report.conforms) == (2, {"Violation": 5}, False)
    assert report.lines(most=1)[-1] == "Violation: and 4 more"


def test_lines_of_hostile_text() -> None:
    hostile = Result(
        "Violation", NamedNode(rdf.ID + "x"), "S", "", pyoxigraph.Literal("\x1b[2J\u202e" + "长" * 900), {"en": "bad"}
    )
    [line] = Report((hostile,), {"Violation": 1}).lines()
    assert line.startswith("Violation: id:x: bad (\\x1b[2J\\u202e长")
    assert line.isprintable()
    assert len(line) < 500


def test_messages_name_what_was_found() -> None:
    store = store_of(GOOD + ':e1 yt:endDate "2023"^^xsd:gYear .')
    told = {result.messages["en"] for result in check.check(store).results if result.path == ""}
    assert told == {"the end (2023) is before the start (2024-04-17)"}
