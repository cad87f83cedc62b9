"""The ontology keeps its own rules: each check finds nothing in it, and finds what is wrong in a small broken one."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
import yaml
from rdflib.namespace import DCTERMS, FOAF, GEO, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, TIME

from kg import ontology
from kg.rdf import YT

ROOT = Path(__file__).resolve().parents[1]
FILES = ("yutu.ttl", "alignments.ttl")
CHECKS = sorted((ROOT / "ontology" / "checks").glob("*.rq"))
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)

# For each check an ontology that breaks its rule, and the terms that it must name; the other terms are sound.
BROKEN = {
    "label": (
        """yt:A a owl:Class ; rdfs:label "甲"@zh . yt:B a owl:Class ; rdfs:label "b"@en, "乙"@zh, "丙"@zh .
        yt:C a owl:Class ; rdfs:label "c"@en, "丁"@zh .""",
        {"A", "B"},
    ),
    "definition": (
        """yt:p a owl:ObjectProperty ; skos:definition "一句。"@zh . yt:q a owl:ObjectProperty ;
        skos:definition "一句。两句。"@zh, "One sentence."@en . yt:r a owl:ObjectProperty ;
        skos:definition "一句。"@zh, "No stop"@en . yt:s a owl:ObjectProperty ;
        skos:definition "一句。"@zh, "One."@en .""",
        {"p", "q", "r"},
    ),
    "example": ('yt:A a owl:Class . yt:B a owl:Class ; skos:example "" . yt:C a owl:Class ; skos:example "c" .', {"A", "B"}),
    "defined-by": (
        """yt: a owl:Ontology . yt:A a owl:Class . yt:B a owl:Class ; rdfs:isDefinedBy yt:A .
        yt:C a owl:Class ; rdfs:isDefinedBy yt: .""",
        {"A", "B"},
    ),
    "domain-range": (
        """yt:p a owl:ObjectProperty ; rdfs:domain yt:A . yt:q a owl:DatatypeProperty ; rdfs:range xsd:date .
        yt:r a owl:DatatypeProperty ; rdfs:domain yt:A ; rdfs:range xsd:date .
        yt:mentions a owl:ObjectProperty ; rdfs:domain yt:A .""",
        {"p", "q"},
    ),
    "unknown-term": ("yt:A a owl:Class ; rdfs:subClassOf yt:B . yt:c rdfs:subPropertyOf org:holds .", {"B", "c"}),
    "cycle": (
        """yt:A rdfs:subClassOf yt:B . yt:B rdfs:subClassOf yt:A . yt:C rdfs:subClassOf yt:A .
        yt:p rdfs:subPropertyOf yt:p .""",
        {"A", "B", "p"},
    ),
    "same-label": (
        """yt:A a owl:Class ; rdfs:label "甲"@zh . yt:B a owl:Class ; rdfs:label "甲"@zh .
        yt:C a owl:Class ; rdfs:label "丙"@zh . yt:D a owl:Class ; rdfs:subClassOf yt:C ; rdfs:label "丙"@zh .
        yt:c a owl:ObjectProperty ; rdfs:label "丙"@zh .
        yt:p a owl:ObjectProperty ; rdfs:label "p"@en . yt:q a owl:DatatypeProperty ; rdfs:label "p"@en .""",
        {"A", "B", "p", "q"},
    ),
    "inverse": (
        """yt:p owl:inverseOf yt:p . yt:q owl:inverseOf yt:r . yt:r owl:inverseOf yt:q .
        yt:s owl:inverseOf yt:t ; rdfs:domain yt:A ; rdfs:range yt:B . yt:t rdfs:domain yt:A ; rdfs:range yt:B .
        yt:u owl:inverseOf yt:v ; rdfs:domain [ owl:unionOf ( yt:A yt:B ) ] ; rdfs:range yt:C .
        yt:v rdfs:domain yt:C ; rdfs:range [ owl:unionOf ( yt:B yt:A ) ] .
        yt:w owl:inverseOf yt:x . yt:y owl:inverseOf yt:x .""",
        {"p", "q", "r", "s", "w", "y"},
    ),
    "aligned": (
        """yt:A a owl:Class . yt:B a owl:Class ; rdfs:subClassOf yt:A . yt:C a owl:Class ; rdfs:subClassOf org:Post .
        yt:D a owl:Class ; rdfs:subClassOf yt:C .""",
        {"A", "B"},
    ),
    "narrower": (
        """yt:wide rdfs:domain [ owl:unionOf ( yt:A yt:B ) ] ; rdfs:range yt:C . yt:D rdfs:subClassOf yt:C .
        yt:p rdfs:subPropertyOf yt:wide ; rdfs:domain yt:C ; rdfs:range yt:C .
        yt:q rdfs:subPropertyOf yt:wide ; rdfs:domain yt:A ; rdfs:range [ owl:unionOf ( yt:C yt:B ) ] .
        yt:r rdfs:subPropertyOf yt:wide ; rdfs:domain yt:A ; rdfs:range yt:D .
        yt:s rdfs:subPropertyOf org:holds ; rdfs:domain yt:A .""",
        {"p", "q"},
    ),
    "chain": (
        """yt:D rdfs:subClassOf yt:C . yt:ab rdfs:domain yt:A ; rdfs:range yt:B . yt:bd rdfs:domain yt:B ; rdfs:range yt:D .
        yt:cb rdfs:domain yt:C ; rdfs:range yt:B .
        yt:p owl:propertyChainAxiom ( yt:ab yt:bd ) ; rdfs:domain yt:A ; rdfs:range yt:C .
        yt:q owl:propertyChainAxiom ( yt:ab yt:bd ) ; rdfs:domain yt:B ; rdfs:range yt:C .
        yt:r owl:propertyChainAxiom ( yt:ab yt:bd ) ; rdfs:domain yt:A ; rdfs:range yt:A .
        yt:s owl:propertyChainAxiom ( yt:ab yt:cb ) ; rdfs:domain yt:A ; rdfs:range yt:B .""",
        {"q", "r", "s"},
    ),
    "kind": (
        """yt:p a owl:ObjectProperty, owl:DatatypeProperty . yt:q a owl:ObjectProperty ; rdfs:range xsd:date .
        yt:r a owl:DatatypeProperty ; rdfs:range yt:A . yt:A a owl:Class .
        yt:s a owl:ObjectProperty ; rdfs:range yt:A . yt:t a owl:DatatypeProperty ; rdfs:range xsd:date .
        yt:u a owl:ObjectProperty ; rdfs:range [ a rdfs:Datatype ; owl:unionOf ( xsd:date xsd:gYear ) ] .""",
        {"p", "q", "r", "u"},
    ),
    "simple": (
        """yt:p a owl:FunctionalProperty, owl:TransitiveProperty . yt:q a owl:IrreflexiveProperty ;
        owl:propertyChainAxiom ( yt:p yt:p ) . yt:r a owl:AsymmetricProperty . yt:s a owl:TransitiveProperty ;
        rdfs:subPropertyOf yt:r . yt:t a owl:AsymmetricProperty . yt:s rdfs:subPropertyOf yt:u .""",
        {"p", "q", "r"},
    ),
    "symmetric": (
        """yt:p a owl:SymmetricProperty ; rdfs:domain yt:A ; rdfs:range yt:B .
        yt:q a owl:TransitiveProperty ; rdfs:domain yt:A ; rdfs:range yt:B .
        yt:r a owl:SymmetricProperty ; rdfs:domain yt:A ; rdfs:range yt:A .
        yt:s a owl:TransitiveProperty ; rdfs:domain [ owl:unionOf ( yt:A yt:B ) ] ; rdfs:range yt:B .""",
        {"p", "q"},
    ),
    "disjoint": (
        """yt:A rdfs:subClassOf yt:B, yt:C . [] a owl:AllDisjointClasses ; owl:members ( yt:B yt:C ) .
        yt:D rdfs:subClassOf yt:E . yt:D owl:disjointWith yt:E . yt:F rdfs:subClassOf yt:B .""",
        {"A", "D"},
    ),
    "name": (
        "yt:person a owl:Class . yt:Holds a owl:ObjectProperty . yt:Person a owl:Class . yt:holds a owl:ObjectProperty .",
        {"person", "Holds"},
    ),
}  # fmt: skip

PREFIXES = "".join(
    f"@prefix {name}: <{iri}> .\n"
    for name, iri in {
        "yt": YT, "owl": OWL, "rdfs": RDFS, "skos": SKOS, "org": ORG, "xsd": rdflib.XSD,
    }.items()
)  # fmt: skip


def selected(query: Path, store: ox.Store) -> set[str]:
    """The local names of the terms that a check finds fault with."""
    solutions = store.query(query.read_text("utf-8"))
    assert isinstance(solutions, ox.QuerySolutions)
    return {str(solution["error"].value).removeprefix(YT) for solution in solutions}


@pytest.fixture(scope="module")
def store() -> ox.Store:
    store = ox.Store()
    for name in FILES:
        store.load(path=str(ROOT / "ontology" / name), format=ox.RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    graph = rdflib.Graph()
    for name in FILES:
        graph.parse(ROOT / "ontology" / name)
    return graph


def declared(graph: rdflib.Graph) -> set[str]:
    return {str(term).removeprefix(YT) for kind in KINDS for term in graph.subjects(RDF.type, kind) if YT in str(term)}


@pytest.mark.parametrize("query", CHECKS, ids=lambda path: path.stem)
def test_a_check_finds_nothing_in_the_ontology(query: Path, store: ox.Store) -> None:
    assert selected(query, store) == set()


@pytest.mark.parametrize("query", CHECKS, ids=lambda path: path.stem)
def test_a_check_finds_what_is_broken(query: Path) -> None:
    turtle, expected = BROKEN[query.stem]
    store = ox.Store()
    store.load((PREFIXES + turtle).encode("utf-8"), format=ox.RdfFormat.TURTLE)
    assert selected(query, store) == expected


def test_every_broken_ontology_has_its_check() -> None:
    assert sorted(BROKEN) == [path.stem for path in CHECKS]


@pytest.mark.parametrize("query", CHECKS, ids=lambda path: path.stem)
def test_a_check_says_what_it_checks(query: Path) -> None:
    assert re.match(r"# [A-Z].+\.\n", query.read_text("utf-8"))


@pytest.mark.parametrize("name", FILES)
def test_two_parsers_read_the_same(name: str) -> None:
    path = ROOT / "ontology" / name
    assert len(list(ox.parse(path=str(path)))) == len(rdflib.Graph().parse(path))


def test_the_version_is_said_once(graph: rdflib.Graph) -> None:
    this = rdflib.URIRef(YT.rstrip("#"))
    assert str(graph.value(this, OWL.versionIRI)) == f"{this}/{graph.value(this, OWL.versionInfo)}"


def test_every_label_is_in_the_table_of_labels(graph: rdflib.Graph) -> None:
    said = {
        (str(term).removeprefix(YT), label.language, str(label))
        for term, label in graph.subject_objects(RDFS.label)
        if isinstance(label, rdflib.Literal)
    }
    terms = declared(graph)
    rows = ontology.labels().values()
    assert {(row["term"], tag, row[tag]) for row in rows if row["term"] in terms for tag in ("zh", "en")} == said


def _stated_by_rules() -> set[str]:
    """The properties of the facts that the rules state, and the classes of the events that they make."""
    rules = [
        rule
        for path in (ROOT / "ontology" / "rules").glob("*.yaml")
        if isinstance(book := yaml.safe_load(path.read_text("utf-8")), list)
        for rule in book
    ]
    properties = {fact.split()[1] for rule in rules for fact in rule.get("facts", ())}
    classes = {word for rule in rules for word in str(rule.get("event", "")).split() if word[0].isupper()}
    return properties | classes


def _named_by_code() -> set[str]:
    sources = "\n".join(path.read_text("utf-8") for path in (ROOT / "kg").rglob("*.py"))
    ways = (
        r'\b_?yt\("(\w+)"',
        r"\byt:(\w+)",
        r'\.state\([^"()]*,\s*"(\w+)"',
        r'\bFact\("(\w+)"',
        r'\bproperty == "(\w+)"',
    )
    return {name for way in ways for name in re.findall(way, sources)}


@pytest.mark.parametrize("used", [_stated_by_rules, _named_by_code], ids=["rules", "code"])
def test_what_is_used_is_declared(used: type[set[str]], graph: rdflib.Graph) -> None:
    names = used()
    assert "holds" in names
    assert sorted(names - declared(graph)) == []


def test_the_vocabulary_s_axioms_hold(graph: rdflib.Graph) -> None:
    term = rdflib.Namespace(YT)
    chain = graph.value(term.serves, OWL.propertyChainAxiom)
    assert list(graph.items(chain)) == [term.holds, term.postIn, term.jurisdiction]
    assert set(graph.subjects(RDFS.subPropertyOf, term.participant)) == {term.speaker, term.chair, term.organizer}
    assert {term.locatedIn, term.partOf} <= set(graph.subjects(RDF.type, OWL.TransitiveProperty))
    assert {term.cooperatesWith} <= set(graph.subjects(RDF.type, OWL.SymmetricProperty))


STANDARDS = (DCTERMS, FOAF, GEO, ORG, PROV, RDF, SDO, SKOS, TIME)
ANNOTATION = {"SpecificResource"}  # the terms of oa:, which rdflib does not know


def _is_standard(iri: str) -> bool:
    base, name = re.fullmatch(r"(.*[#/])(.*)", iri).groups()  # type: ignore[union-attr]
    known = {str(standard): standard for standard in STANDARDS} | {"http://www.w3.org/ns/oa#": ANNOTATION}
    return name in known.get(base, ())


def test_terms_are_aligned_to_terms_that_exist() -> None:
    aligned = rdflib.Graph().parse(ROOT / "ontology" / "alignments.ttl")
    assert sorted(str(o) for o in set(aligned.objects()) if not _is_standard(str(o))) == []
    assert not _is_standard(f"{ORG}holdsPost")
