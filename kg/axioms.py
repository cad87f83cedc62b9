"""The axioms of `ontology/yutu.ttl` from which facts follow, and its classes.

Used are `rdfs:subClassOf` between named classes, `rdfs:subPropertyOf`, `owl:inverseOf`, `owl:SymmetricProperty`,
`owl:TransitiveProperty` and `owl:propertyChainAxiom`. Each of those on properties is a `Rule`: a chain of steps from one
node to another, and the property that then holds between its ends. Domains and ranges give no types: a wrong fact would
make a person a place, where a check is to say that it is wrong.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from kg import ontology
from kg.model import YutuError
from kg.ontology import OntologyError
from kg.questions import Term
from kg.rdf import PREFIXES, RDF

OWL = "http://www.w3.org/2002/07/owl#"


class Step(NamedTuple):
    """One step along `property`, or against it."""

    property: NamedNode
    back: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """`head` holds from the first to the last node of every chain of these steps."""

    name: str
    head: NamedNode
    body: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Axioms:
    """The rules on properties, in the order of their names, and for each class all the classes above it."""

    rules: tuple[Rule, ...]
    above: dict[NamedNode, frozenset[NamedNode]]

    def below(self, kind: NamedNode) -> list[NamedNode]:
        """The classes below this one, without itself."""
        return sorted((c for c, above in self.above.items() if kind in above), key=str)


def current() -> Axioms:
    """The axioms of the ontology folder in use, read once.

    Raises `OntologyError` when `yutu.ttl` is missing or no Turtle.

    >>> [rule.head.value.rpartition("#")[2] for rule in current().rules if rule.name == "locatedIn-transitive"]
    ['locatedIn']
    """
    return load(ontology.folder())


@lru_cache(maxsize=8)
def load(folder: Path) -> Axioms:
    """The axioms of `folder`/yutu.ttl. Raises `OntologyError` when it is missing or no Turtle."""
    terms = turtle(folder / "yutu.ttl", OntologyError)
    above: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for low, high in _pairs(terms, "?a rdfs:subClassOf+ ?b"):
        above[low].add(high)
    rules = sorted(_rules(terms), key=lambda rule: (rule.name, str(rule.head)))
    return Axioms(tuple(rules), {low: frozenset(highs) for low, highs in above.items()})


def turtle(path: Path, wrong: type[YutuError]) -> pyoxigraph.Store:
    """What a file of the ontology folder says. Raises `wrong` when it is missing or no Turtle."""
    terms = pyoxigraph.Store()
    try:
        terms.load(path=str(path), format=RdfFormat.TURTLE)
    except OSError as error:
        raise wrong(f"{path}: cannot be read ({error.strerror}); is --ontology a copy of ontology/?") from error
    except SyntaxError as error:
        raise wrong(f"{path}: is no Turtle: {error}") from error
    return terms


def _rules(terms: pyoxigraph.Store) -> Iterator[Rule]:
    for low, high in _pairs(terms, "?a rdfs:subPropertyOf ?b"):
        yield Rule(f"{local(low)}-implies-{local(high)}", high, (Step(low),))
    for one, other in _pairs(terms, "{ ?a owl:inverseOf ?b } UNION { ?b owl:inverseOf ?a }"):
        yield Rule(f"{local(one)}-inverse-{local(other)}", other, (Step(one, back=True),))
    for name, _ in _pairs(terms, "?a a owl:SymmetricProperty . BIND(yt: AS ?b)"):
        yield Rule(f"{local(name)}-symmetric", name, (Step(name, back=True),))
    for name, _ in _pairs(terms, "?a a owl:TransitiveProperty . BIND(yt: AS ?b)"):
        yield Rule(f"{local(name)}-transitive", name, (Step(name), Step(name)))
    for quad in terms.quads_for_pattern(None, NamedNode(OWL + "propertyChainAxiom"), None):
        body = tuple(_steps(terms, quad.object))
        if isinstance(quad.subject, NamedNode) and body:
            steps = (("inverse-" if step.back else "") + local(step.property) for step in body)
            yield Rule("-".join(steps), quad.subject, body)


def _pairs(terms: pyoxigraph.Store, pattern: str) -> list[tuple[NamedNode, NamedNode]]:
    """The distinct pairs of named nodes that match; classes and properties without a name say nothing usable here."""
    query = f"SELECT DISTINCT ?a ?b {{ {pattern} FILTER(isIRI(?a) && isIRI(?b) && ?a != ?b) }} ORDER BY ?a ?b"
    return [(row["a"], row["b"]) for row in select(terms, query, prefixes=PREFIXES | {"owl": OWL})]


def select(store: pyoxigraph.Store, query: str, **options: Any) -> Iterator[Any]:
    """The solutions of a SELECT query that is known to be one, whose terms are known to be of the kinds it asks for."""
    return iter(store.query(query, **options))  # type: ignore[arg-type]


def _steps(terms: pyoxigraph.Store, node: Term) -> Iterator[Step]:
    """The steps of the chain at `node`; `[ owl:inverseOf p ]` is a step against p."""
    for member in members(terms, node):
        turned = _objects(terms, member, OWL + "inverseOf") if isinstance(member, BlankNode) else []
        for name in turned or [member]:
            if isinstance(name, NamedNode):
                yield Step(name, back=bool(turned))


def members(terms: pyoxigraph.Store, node: Term) -> list[Term]:
    """The members of the RDF list at `node`; none when there is no list."""
    found: dict[Term, Term] = {}
    # a list that bites its tail ends there
    while node not in found and (firsts := _objects(terms, node, RDF + "first")):
        found[node] = firsts[0]
        node = next(iter(_objects(terms, node, RDF + "rest")), node)
    return list(found.values())


def _objects(terms: pyoxigraph.Store, node: Term, property_: str) -> list[Term]:
    if isinstance(node, Literal | Triple):
        return []
    return [quad.object for quad in terms.quads_for_pattern(node, NamedNode(property_), None)]


def local(node: NamedNode) -> str:
    """The last part of an IRI: the name that people use."""
    return re.split("[#/]", node.value)[-1]
