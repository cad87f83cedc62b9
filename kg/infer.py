"""What follows from the axioms of the ontology, kept apart from what is stated.

It stands in the graph `kg.rdf.INFERRED` and never repeats what is stated. A relation has a record beside it that names
the axiom and the records of the premises. A class has none: its premise is the stated class of the same node, which
anyone finds without being told, and records would make the graph several times as large.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple, Variable

from kg import axioms
from kg.axioms import Axioms, Rule, local, select
from kg.closure import Link, Rules, closure, order
from kg.questions import Term
from kg.rdf import INFERRED, PREFIXES, PROV, RDF, YT, iri
from kg.store import Store

TYPE = NamedNode(RDF + "type")
SUBJECT, PREDICATE, OBJECT = (NamedNode(RDF + name) for name in ("subject", "predicate", "object"))
FACT, INFERENCE, PREMISE = (NamedNode(YT + name) for name in ("Fact", "Inference", "premise"))
_BY = NamedNode(PROV + "wasGeneratedBy")


@dataclass(frozen=True, slots=True)
class Why:
    """The axiom from which something follows, and the triples it follows from, in the order of the axiom's chain."""

    axiom: str
    premises: tuple[Triple, ...]


def inferred(store: Store) -> Iterator[Quad]:
    """What follows from the stated triples and is not stated, as quads of `INFERRED`, always in the same order.

    Only what takes part in a rule is held in memory. A thing is never inferred to stand in a relation to itself.
    """
    known = axioms.current()
    rules = Rules(known.rules)
    derived = closure(rules, _stated(store, rules))
    used = {premise for _, premises in derived.values() for premise in premises}
    records = _records(store, used - derived.keys())
    yield from _classes(store, known)
    for link in sorted(derived, key=order):
        rule, premises = derived[link]
        told = (inference(p) if p in derived else records.get(p) for p in premises)
        yield from inferred_link(link, rule, told)


def _classes(store: Store, known: Axioms) -> Iterator[Quad]:
    for high in sorted({high for highs in known.above.values() for high in highs}, key=str):
        below = " ".join(map(str, known.below(high)))
        query = f"SELECT DISTINCT ?x {{ ?x a ?low VALUES ?low {{ {below} }} MINUS {{ ?x a {high} }} }}"
        for node in sorted((row[0] for row in select(store.inner, query)), key=str):
            yield Quad(node, TYPE, high, INFERRED)


def _stated(store: Store, rules: Rules) -> Iterator[Link]:
    """The stated triples that a rule may start from or lead to."""
    for name in rules.properties:
        for subject, value in select(store.inner, f"SELECT ?s ?o {{ ?s {name} ?o }}"):
            if isinstance(subject, NamedNode):
                yield subject, name, value


def _records(store: Store, links: set[Link]) -> dict[Link, NamedNode]:
    """The record of each of these stated triples, that with the smallest IRI where several articles state it."""
    names = sorted({link[1] for link in links}, key=str)
    # numbers for the predicates, and joins of whole columns: looking terms up one by one is what costs time
    places = " ".join(f"({name} {place})" for place, name in enumerate(names))
    query = f"""SELECT ?r ?i ?s ?o {{
        {{ SELECT ?r ?i {{ ?r rdf:predicate ?p VALUES (?p ?i) {{ {places} }} }} }}
        {{ SELECT * {{ ?r rdf:subject ?s }} }} {{ SELECT * {{ ?r rdf:object ?o }} }} ?r a yt:Fact }}"""
    found: dict[Link, NamedNode] = {}
    for record, place, subject, value in select(store.inner, query, prefixes=PREFIXES):
        link = subject, names[int(place.value)], value
        if link in links and (link not in found or str(record) < str(found[link])):
            found[link] = record
    return found


def inferred_link(link: Link, rule: Rule, premises: Iterable[Term | None]) -> Iterator[Quad]:
    """The quads that tell of one link that follows: itself, and its record with those of its premises that have any."""
    yield Quad(*link, INFERRED)
    node = inference(link)
    known = {record for record in premises if record}
    said: list[tuple[NamedNode, Term]] = [(TYPE, INFERENCE), *zip((SUBJECT, PREDICATE, OBJECT), link, strict=True)]
    said += [(_BY, iri(f"axiom/{rule.name}")), *((PREMISE, record) for record in sorted(known, key=str))]
    for property_, value in said:
        yield Quad(node, property_, value, INFERRED)


def inference(link: Iterable[Term]) -> NamedNode:
    """The record of a link that follows.

    >>> inference((iri("a"), iri("b"), iri("c"))).value
    'https://w3id.org/yutu/id/inference/ae75c77b1220e0f1'
    """
    told = "\n".join(str(term) for term in link).encode("utf-8", "replace")
    return iri(f"inference/{hashlib.blake2s(told, digest_size=8).hexdigest()}")


def why(store: Store, triple: Triple) -> Why | None:
    """Why the triple is in `INFERRED`; nothing when it is not there.

    A premise may itself be inferred; one for which there is no record is left out.
    """
    if not any(store.inner.quads_for_pattern(triple.subject, triple.predicate, triple.object, INFERRED)):
        return None
    return _why_class(store, triple) if triple.predicate == TYPE else _why_link(store, triple)


def _why_class(store: Store, triple: Triple) -> Why | None:
    above = axioms.current().above
    stated = store.inner.quads_for_pattern(triple.subject, TYPE, None, DefaultGraph())
    for kind in sorted((quad.object for quad in stated if isinstance(quad.object, NamedNode)), key=str):
        if isinstance(triple.object, NamedNode) and triple.object in above.get(kind, ()):
            return Why(f"{local(kind)}-implies-{local(triple.object)}", (Triple(triple.subject, TYPE, kind),))
    return None


def _why_link(store: Store, triple: Triple) -> Why | None:
    query = """SELECT ?inference ?axiom ?s ?p ?o { ?inference prov:wasGeneratedBy ?axiom
        OPTIONAL { ?inference yt:premise [ rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ] } }"""
    graphs = [DefaultGraph(), INFERRED]
    bound = {Variable("inference"): inference(triple)}
    rows = list(select(store.inner, query, prefixes=PREFIXES, default_graph=graphs, substitutions=bound))
    if not rows:
        return None
    premises = [Triple(row["s"], row["p"], row["o"]) for row in rows if row["s"]]
    return Why(rows[0]["axiom"].value.rpartition("/axiom/")[2], tuple(_in_order(triple.subject, premises)))


def _in_order(node: Term, premises: list[Triple]) -> Iterator[Triple]:
    """The premises as they lead from `node` on."""
    left = sorted(premises, key=str)
    while left:
        link = next((link for link in left if node in (link.subject, link.object)), left[0])
        left.remove(link)
        node = link.object if node == link.subject else link.subject
        yield link
