"""The graph in the types of other libraries: rdflib's and networkx's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import networkx
import rdflib
from networkx.readwrite.gexf import GEXFWriter
from oxrdflib import OxigraphStore

from kg import rdf
from kg.kinds import SETTLED
from kg.model import YutuError
from kg.rows import ArticleRow, FactRow, Rows, in_xml
from kg.store import Store

if TYPE_CHECKING:
    from rdflib.query import Result


class ReadOnlyError(YutuError):
    """The graph is only read through rdflib."""


class _Face(OxigraphStore):
    """The store as rdflib sees it: nothing is copied, and nothing can be written."""

    def add_graph(self, graph: rdflib.Graph) -> None:
        """Nothing to do: rdflib says this of every graph that it only looks at."""

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise ReadOnlyError("the graph is only read; copy it (`rdflib.Graph() + graph`) and change the copy")

    add = addN = remove = remove_graph = update = destroy = _refuse

    def query(
        self,
        query: Any,
        initNs: Mapping[str, Any],
        initBindings: Mapping[str, Any],
        queryGraph: str,
        **kwargs: object,
    ) -> Result:
        """The answer by Oxigraph; rdflib's own engine answers where values of variables are given beforehand."""
        if initBindings:
            # Oxigraph takes them for selected variables alone
            raise NotImplementedError
        # namespaces of rdflib's own are classes, which oxrdflib does not take
        names = {name: str(namespace) for name, namespace in initNs.items()}
        return super().query(query, names, initBindings, queryGraph, **kwargs)


def to_rdflib(store: Store) -> rdflib.Dataset:
    """The store as a dataset of rdflib, over the same quads: nothing is copied.

    The dataset itself is the default graph, with each stated triple once, and queries see that; `dataset.graph(iri)` is
    one article's graph, or that of what is inferred (`kg.rdf.INFERRED`). `dataset.quads()` gives all of them. Writing
    raises `ReadOnlyError`.

    >>> from kg import rdf
    >>> from kg.model import Entity, Fact, Knowledge, Span
    >>> told = Fact("holds", "person/a", "post/b", Span("", 0, 0, ""), "gazetteer")
    >>> entities = Entity("person/a", "Person", "A"), Entity("post/b", "Post", "B")
    >>> dataset = to_rdflib(Store.of(rdf.quads(Knowledge((), entities, (told,)))))
    >>> [str(row.name) for row in dataset.query("SELECT ?name { ?who yt:holds/rdfs:label ?name }")]
    ['B']
    """
    dataset = rdflib.Dataset(store=_Face(store=store.inner))
    for name, namespace in rdf.PREFIXES.items():
        dataset.bind(name, namespace, replace=True)
    return dataset


# where a conclusion comes from, and which other ids lead to the same
_LINKS = ("prov:", "owl:", "dcterms:")


def to_networkx(store: Store, *, inferred: bool = False) -> networkx.MultiDiGraph[str]:
    """Entities as nodes, each fact between two as one edge keyed by property, values as attributes of their node.

    Nodes have `label` and `kind`; edges `evidence` (the sentence), `article`, `confidence` and `rule`, and where they are
    known the day on which it was `published` and from when and until when it holds (`valid_from`, `valid_to`). A fact told
    several times is one edge, with the surest sentence. Articles are nodes where a fact is of them: by whom they are,
    which phrase they use. Tenures, decisions on identity, contradictions, rules and links to other ids are none: they
    tell of facts, and tables and SPARQL have them. With `inferred` what follows is there too: such edges have
    `inferred` and no confidence.
    """
    rows = Rows(store, inferred=inferred)
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    records = set()
    for entity in rows.entities():
        if entity.kinds[0] in SETTLED:
            records.add(entity.id)
        else:
            graph.add_node(entity.id, label=entity.name, kind=entity.kinds[0])
    surest: dict[tuple[str, str], float] = {}
    for row in rows.facts():
        if row.property.startswith(_LINKS) or not records.isdisjoint((row.subject, row.object)):
            continue
        if not row.object:
            _value(graph, row, surest)
        elif not graph.has_edge(row.subject, row.object, row.property):
            graph.add_edge(row.subject, row.object, row.property, **_attributes(row))
    for article in rows.articles():
        if article.id in graph:
            graph.add_node(article.id, label=_title(article), kind="Article")
    for node, data in graph.nodes(data=True):
        # an end of which nothing else is said
        if "kind" not in data:
            data.update(label=node, kind="")
    return graph


def _title(article: ArticleRow) -> str:
    """The headline, or else the paper, day and page."""
    place = (article.newspaper, str(article.published or ""), article.page)
    return article.headline or " ".join(filter(None, place)) or article.id


def _value(graph: networkx.MultiDiGraph[str], row: FactRow, surest: dict[tuple[str, str], float]) -> None:
    confidence, place = row.confidence or 0.0, (row.subject, row.property)
    if confidence > surest.get(place, -1.0):
        surest[place] = confidence
        # a property of another vocabulary may be called as ours are
        name = row.property + ("_" if row.property in ("label", "kind") else "")
        graph.add_node(row.subject, **{name: row.value})


def _attributes(row: FactRow) -> dict[str, str | float | bool]:
    told: dict[str, str | float | bool] = {
        "evidence": row.sentence,
        "article": row.article.removeprefix("article/"),
        "rule": " ".join(row.rules),
    }
    if row.confidence is not None:
        told["confidence"] = row.confidence
    days = {"published": str(row.published or ""), "valid_from": row.valid_from, "valid_to": row.valid_to}
    told |= {name: day for name, day in days.items() if day}
    if row.inferred:
        told["inferred"] = True
    return told


# what GEXF's writer takes for parts of the format, not for data
_RESERVED = {"id", "pid", "start", "end", "viz", "parents", "slices", "spells"}


def write_graphml(store: Store, path: Path, *, inferred: bool = False) -> None:
    """Write the graph of `to_networkx` as GraphML, its edges numbered, their property as `property`."""
    graph = _writable(to_networkx(store, inferred=inferred))
    for number, (_, _, name, data) in enumerate(graph.edges(keys=True, data=True)):
        data |= {"id": f"e{number}", "property": name}
    # not write_graphml, which writes otherwise where lxml is installed
    networkx.write_graphml_xml(graph, path, edge_id_from_attribute="id")


def write_gexf(store: Store, path: Path, *, inferred: bool = False) -> None:
    """Write the graph of `to_networkx` as GEXF, which Gephi reads; the property of an edge is its label."""
    graph = _writable(to_networkx(store, inferred=inferred))
    for _, _, name, data in graph.edges(keys=True, data=True):
        data["label"] = name
    writer = GEXFWriter(prettyprint=True, version="1.2draft")
    writer.add_graph(graph)
    for meta in writer.xml.iter("meta"):
        # the day on which it is written is none of the graph's
        meta.attrib.pop("lastmodifieddate", None)
    with path.open("wb") as file:
        writer.write(file)


def _writable(graph: networkx.MultiDiGraph[str]) -> networkx.MultiDiGraph[str]:
    """The same graph with nothing in it that XML cannot hold."""
    clean: networkx.MultiDiGraph[str] = networkx.relabel_nodes(graph, in_xml)
    for data in [*(d for _, d in clean.nodes(data=True)), *(d for _, _, d in clean.edges(data=True))]:
        plain = {in_xml(name): in_xml(value) if isinstance(value, str) else value for name, value in data.items()}
        data.clear()
        data.update({name + "_" * (name in _RESERVED): value for name, value in plain.items()})
    return clean
