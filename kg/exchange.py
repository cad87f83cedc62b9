"""The graph in the types of other libraries: rdflib's and networkx's."""

from __future__ import annotations

import networkx
import pyoxigraph
import rdflib

from kg import rdf
from kg.model import Knowledge


def to_rdflib(knowledge: Knowledge) -> rdflib.Dataset:
    """A dataset with a named graph for each article, whose default graph is the union of all."""
    dataset = rdflib.Dataset(default_union=True)
    for name, namespace in rdf.PREFIXES.items():
        dataset.bind(name, namespace)
    graphs: dict[str, rdflib.Graph] = {}
    for quad in rdf.quads(knowledge):
        name = str(_term(quad.graph_name))
        if name not in graphs:
            graphs[name] = dataset.graph(rdflib.URIRef(name))
        graphs[name].add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return dataset


def _term(term: object) -> rdflib.term.Node:
    if isinstance(term, pyoxigraph.Literal):
        # rdflib wants either a language or a datatype; a plain string has neither
        datatype = None if term.language or term.datatype.value == rdf.XSD + "string" else term.datatype.value
        return rdflib.Literal(term.value, lang=term.language, datatype=datatype and rdflib.URIRef(datatype))
    assert isinstance(term, pyoxigraph.NamedNode), f"{term}: the graph has no blank nodes"
    return rdflib.URIRef(term.value)


def to_networkx(knowledge: Knowledge) -> networkx.MultiDiGraph[str]:
    """Entities as nodes, facts between them as edges keyed by property, values as attributes of their node."""
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for article in knowledge.articles:
        graph.add_node(f"article/{article.id}", label=article.headline or article.id, kind="Article")
    for entity in knowledge.entities:
        graph.add_node(entity.id, label=entity.name, kind=entity.kind)
    # the surest last, so that its sentence stays
    for fact in sorted(knowledge.facts, key=lambda f: f.confidence):
        if isinstance(fact.object, str):
            told = {"evidence": fact.evidence.text, "article": fact.evidence.article}
            graph.add_edge(fact.subject, fact.object, fact.property, confidence=fact.confidence, rule=fact.rule, **told)
        elif fact.subject in graph:
            graph.nodes[fact.subject][fact.property] = fact.object.value
    return graph
