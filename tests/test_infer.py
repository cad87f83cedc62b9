"""What follows from stated triples, by axioms made by hand and by those of the ontology."""

from __future__ import annotations

import random
from pathlib import Path

import handmade
import owlrl
import pyoxigraph
import pytest
import rdflib
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple

from kg import axioms, infer, ontology, rdf
from kg.axioms import Step
from kg.ontology import OntologyError
from kg.store import Store

HEAD = """@prefix : <https://w3id.org/yutu/ontology#> . @prefix id: <https://w3id.org/yutu/id/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix prov: <http://www.w3.org/ns/prov#> .
"""
GRAPH = rdf.article_iri("a")


def store_of(turtle: str) -> Store:
    """A store of one article's graph."""
    triples = pyoxigraph.parse((HEAD + turtle).encode(), RdfFormat.TURTLE)
    return Store.of(Quad(*t.triple, GRAPH) for t in triples)


def relations(quads: list[Quad]) -> set[str]:
    """What is inferred but for the records, in short: `a p b`."""
    found = [q for q in quads if not q.subject.value.startswith(rdf.ID + "inference/")]
    return {" ".join(node.value.rpartition("/")[2].rpartition("#")[2] for node in q.triple) for q in found}


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Puts an ontology of these axioms in force."""

    def put(turtle: str) -> None:
        (tmp_path / "yutu.ttl").write_text(HEAD + turtle, "utf-8")
        monkeypatch.setenv("KG_ONTOLOGY", str(tmp_path))
        axioms.load.cache_clear()

    yield put
    axioms.load.cache_clear()


@pytest.mark.parametrize(
    ("axiom", "stated", "follows"),
    [
        (":A rdfs:subClassOf :B . :B rdfs:subClassOf :C .", "id:x a :A .", {"x type B", "x type C"}),
        (":A rdfs:subClassOf :B .", "id:x a :A, :B .", set()),
        (":A rdfs:subClassOf [ a owl:Restriction ] .", "id:x a :A .", set()),
        (":p rdfs:domain :A ; rdfs:range :B .", "id:x :p id:y .", set()),
        (":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :r .", "id:x :p id:y .", {"x q y", "x r y"}),
        (":p rdfs:subPropertyOf :q .", "id:x :p 'text' .", {"x q text"}),
        (":p owl:inverseOf :q .", "id:x :p id:y . id:v :q id:w .", {"y q x", "w p v"}),
        (":p owl:inverseOf :q .", "id:x :p 'text' .", set()),
        (":p a owl:SymmetricProperty .", "id:x :p id:y . id:u :p id:v . id:v :p id:u .", {"y p x"}),
        (":p a owl:TransitiveProperty .", "id:a :p id:b . id:b :p id:c . id:c :p id:d .", {"a p c", "b p d", "a p d"}),
        (":p a owl:TransitiveProperty .", "id:a :p id:b . id:b :p id:a .", set()),
        (":r owl:propertyChainAxiom ( :p :q ) .", "id:a :p id:b . id:b :q id:c . id:c :p id:d .", {"a r c"}),
        (":r owl:propertyChainAxiom ( :p [ owl:inverseOf :q ] ) .", "id:a :p id:b . id:c :q id:b .", {"a r c"}),
        (":r owl:propertyChainAxiom ( :p :q ) . :s rdfs:subPropertyOf :p .", "id:a :s id:b . id:b :q id:c .",
         {"a p b", "a r c"}),
    ],
)  # fmt: skip
def test_each_axiom(told, axiom: str, stated: str, follows: set[str]) -> None:
    told(axiom)
    assert relations(list(infer.inferred(store_of(stated)))) == follows


FACTS = """id:anna :holds id:head . id:head :postIn id:body . id:body :jurisdiction id:town . id:town :in id:land .
id:fact%2F2 a :Fact ; rdf:subject id:anna ; rdf:predicate :holds ; rdf:object id:head .
id:fact%2F1 a :Fact ; rdf:subject id:anna ; rdf:predicate :holds ; rdf:object id:head .
id:fact%2F3 a :Fact ; rdf:subject id:head ; rdf:predicate :postIn ; rdf:object id:body .
id:fact%2F4 a :Fact ; rdf:subject id:body ; rdf:predicate :jurisdiction ; rdf:object id:town .
"""
CHAINS = ":serves owl:propertyChainAxiom ( :holds :postIn :jurisdiction ) . :ruledBy owl:inverseOf :serves ."
ANNA, TOWN, SERVES = rdf.iri("anna"), rdf.iri("town"), NamedNode(rdf.YT + "serves")


def test_record_names_axiom_and_premises(told) -> None:
    told(CHAINS)
    quads = list(infer.inferred(store_of(FACTS)))
    [record] = {q.subject for q in quads if q.predicate.value == rdf.RDF + "predicate" and q.object == SERVES}
    said = {(q.predicate.value.rpartition("#")[2], q.object.value) for q in quads if q.subject == record}
    assert said == {
        ("type", rdf.YT + "Inference"),
        ("subject", ANNA.value),
        ("predicate", SERVES.value),
        ("object", TOWN.value),
        ("wasGeneratedBy", rdf.ID + "axiom/holds-postIn-jurisdiction"),
        ("premise", rdf.ID + "fact%2F1"),
        ("premise", rdf.ID + "fact%2F3"),
        ("premise", rdf.ID + "fact%2F4"),
    }
    assert {q.object for q in quads if q.predicate.value == rdf.YT + "premise"} > {record}
    assert {q.graph_name for q in quads} == {rdf.INFERRED}


def test_why_leads_back_to_what_is_stated(told) -> None:
    told(CHAINS + ":Mayor rdfs:subClassOf :Person .")
    store = store_of(FACTS + "id:anna a :Mayor .")
    store.add(infer.inferred(store))
    turned = infer.why(store, Triple(TOWN, NamedNode(rdf.YT + "ruledBy"), ANNA))
    assert turned == infer.Why("serves-inverse-ruledBy", (Triple(ANNA, SERVES, TOWN),))
    served = infer.why(store, turned.premises[0])
    assert (served.axiom, [t.predicate.value.rpartition("#")[2] for t in served.premises]) == (
        "holds-postIn-jurisdiction",
        ["holds", "postIn", "jurisdiction"],
    )
    kind = NamedNode(rdf.RDF + "type")
    person = infer.why(store, Triple(ANNA, kind, NamedNode(rdf.YT + "Person")))
    assert person == infer.Why("Mayor-implies-Person", (Triple(ANNA, kind, NamedNode(rdf.YT + "Mayor")),))
    assert infer.why(store, served.premises[0]) is None


def test_same_quads_whatever_the_order() -> None:
    quads = list(rdf.quads(handmade.KNOWLEDGE))
    first = list(infer.inferred(Store.of(quads)))
    random.Random(1).shuffle(quads)
    assert list(infer.inferred(Store.of(quads))) == first


def test_inferred_is_not_premise_of_itself_once_written() -> None:
    store = Store.of(rdf.quads(handmade.KNOWLEDGE))
    first = list(infer.inferred(store))
    store.add(first)
    assert list(infer.inferred(store)) == first
    stated = {q.triple for q in store.inner.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph())}
    assert not stated & {q.triple for q in first}


RELATIONS = (
    "holds",
    "postIn",
    "jurisdiction",
    "locatedIn",
    "partOf",
    "cooperatesWith",
    "speaker",
    "leader",
    "organizer",
)
CLASSES = ("Official", "Park", "County", "Signing", "Agreement", "Media")


@pytest.mark.parametrize("seed", range(3))
def test_agrees_with_owl_rl(seed: int) -> None:
    """A reasoner for all of OWL RL finds the same, but for what domains say and for things related to themselves."""
    chance = random.Random(seed)
    names = [f"id:n{n}" for n in range(12)]
    facts = [f"{chance.choice(names)} :{chance.choice(RELATIONS)} {chance.choice(names)} ." for _ in range(30)]
    facts += [f"{name} a :{chance.choice(CLASSES)} ." for name in names]
    ours = {q.triple for q in infer.inferred(store_of(" ".join(facts)))}
    ours = {t for t in ours if not t.subject.value.startswith(rdf.ID + "inference/")}

    graph = rdflib.Graph().parse(data=HEAD + " ".join(facts), format="turtle")
    stated = set(graph)
    graph += _axioms_only()
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    theirs = {t for t in set(graph) - stated if str(t[0]).startswith(rdf.ID) and str(t[0]) != str(t[2])}
    theirs = {t for t in theirs if str(t[2]).startswith((rdf.ID, rdf.YT)) and t[1] != rdflib.OWL.sameAs}
    assert {tuple(str(x.value) for x in t) for t in ours} == {tuple(map(str, t)) for t in theirs}


def _axioms_only() -> rdflib.Graph:
    whole = rdflib.Graph().parse(ontology.folder() / "yutu.ttl")
    for forbidden in (rdflib.OWL.AllDisjointClasses, rdflib.OWL.IrreflexiveProperty, rdflib.OWL.FunctionalProperty):
        whole.remove((None, rdflib.RDF.type, forbidden))
    for type_giving in (rdflib.RDFS.domain, rdflib.RDFS.range):
        whole.remove((None, type_giving, None))
    return whole


def test_chain_with_a_step_back(told) -> None:
    told(":r owl:propertyChainAxiom ( :p [ owl:inverseOf :q ] ) .")
    [rule] = axioms.current().rules
    p, q = NamedNode(rdf.YT + "p"), NamedNode(rdf.YT + "q")
    assert (rule.name, rule.body) == ("p-inverse-q", (Step(p), Step(q, back=True)))


def test_list_that_bites_its_tail(told) -> None:
    told(":r owl:propertyChainAxiom _:l . _:l rdf:first :p ; rdf:rest _:l .")
    assert [len(rule.body) for rule in axioms.current().rules] == [1]


@pytest.mark.parametrize("text", [None, "no Turtle"])
def test_unreadable_ontology(tmp_path: Path, text: str | None) -> None:
    if text:
        (tmp_path / "yutu.ttl").write_text(text)
    with pytest.raises(OntologyError, match=r"yutu\.ttl"):
        axioms.load(tmp_path)
