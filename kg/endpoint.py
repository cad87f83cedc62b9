"""Any SPARQL 1.1 server in the place of the embedded store: ask it, and make it hold what the store holds.

Queries go by the SPARQL Protocol, graphs by the Graph Store HTTP Protocol. `kg.wire` says how a server is spoken to.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import quote, urlencode

import pyoxigraph
from pyoxigraph import DefaultGraph, Literal, NamedNode, QueryResultsFormat, RdfFormat, Triple

from kg import axioms
from kg.export import is_held, triples
from kg.model import Named
from kg.questions import NO_CODE, SUPPLIED, Answer, answer_of, refuse_changes
from kg.rdf import ID, INFERRED
from kg.rows import local, term
from kg.store import Store
from kg.wire import EndpointError, Reply, Request, Wire, addresses, path_of, without_credentials

__all__ = ["Endpoint", "EndpointError", "mirror"]

# the name of the default graph among digests
DEFAULT = ""
_CHUNK = 50_000  # triples in a request: some servers hold a request in memory, and all have a time limit
_RESULTS, _NTRIPLES = "application/sparql-results+json", "application/n-triples"
_NAMED = """SELECT DISTINCT ?entity ?kind ?name {
    VALUES ?given { %s } ?entity rdfs:label|skos:altLabel|yt:code ?given ; a ?kind ; rdfs:label ?name }"""
_NEAR = """SELECT DISTINCT ?name { ?entity rdfs:label|skos:altLabel ?label MINUS { ?entity a yt:Article }
    BIND(STR(?label) AS ?name) FILTER(CONTAINS(?name, %s)) } ORDER BY STRLEN(?name) ?name LIMIT 12"""


class Endpoint:
    """A SPARQL server at `url`.

    Without `graph_store`, `url` is a base under which `query` and `store` lie, as of Oxigraph (`http://localhost:7878`),
    or such a query address itself, one that ends in `/query` or `/sparql`. With `graph_store`, an address or path on the
    same server, `url` is the query address as it stands: `http://host/ds/sparql` and `/ds/data` (Fuseki),
    `http://host/repositories/x` and `/repositories/x/rdf-graphs/service` (GraphDB), `http://host/sparql` and
    `/sparql-graph-crud` (Virtuoso).

    `user:password@` in `url`, or else a bearer token in the environment's `KG_ENDPOINT_TOKEN`, is sent along and never
    shown. `timeout` is in seconds and for one request, `limit` in bytes and for one answer. Raises `EndpointError` for
    what is no such address. `url` is the query address as it may be shown. One thread at a time may use it.

    >>> Endpoint("http://me:secret@localhost:7878").url
    'http://localhost:7878/query'
    """

    def __init__(self, url: str, *, graph_store: str = "", timeout: float = 300, limit: int = 1 << 30) -> None:
        query, store = addresses(url, graph_store)
        self.url = without_credentials(query)
        self._query, self._store = path_of(query), path_of(store)
        self._wire = Wire(query, self.url, seconds=timeout, limit=limit)

    def __str__(self) -> str:
        return self.url

    # graphs

    def put(self, graph: NamedNode | None, told: Iterable[Triple]) -> None:
        """Make `graph` (`None`: the default graph) hold these triples and no others.

        Of many, the first go in the place of what was there and the others follow in further requests.
        """
        chunks = _chunks(told)
        self._write("PUT", graph, next(chunks, []))
        for chunk in chunks:
            self._write("POST", graph, chunk)

    def add(self, graph: NamedNode | None, told: Iterable[Triple]) -> None:
        """Add these triples to `graph` (`None`: the default graph)."""
        for chunk in _chunks(told):
            self._write("POST", graph, chunk)

    def delete(self, graph: NamedNode) -> None:
        """Delete a graph; one that is not there is gone already."""
        reply = self.send(Request("DELETE", self._path(graph)))
        if reply.status != 404:
            self._wire.checked(reply)

    def get(self, graph: NamedNode) -> Iterator[Triple]:
        """The triples of a graph, none where it is not there."""
        reply = self.send(Request("GET", self._path(graph), headers=(("Accept", _NTRIPLES),)))
        return iter(()) if reply.status == 404 else self._triples(self._wire.checked(reply))

    def graphs(self) -> set[str]:
        """The IRIs of the named graphs that hold anything."""
        rows = self.ask("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").rows
        return {row[0].value for row in rows if isinstance(row[0], NamedNode)}

    def _write(self, method: str, graph: NamedNode | None, chunk: list[Triple]) -> None:
        body = pyoxigraph.serialize(chunk, format=RdfFormat.N_TRIPLES)
        self._wire.checked(self.send(Request(method, self._path(graph), body, (("Content-Type", _NTRIPLES),))))

    def _path(self, graph: NamedNode | None) -> str:
        which = "default" if graph is None else "graph=" + quote(graph.value, safe="")
        return self._store + ("&" if "?" in self._store else "?") + which

    def send(self, request: Request, seconds: float | None = None) -> Reply:
        """What the server answers to a request, whatever it is."""
        return self._wire.send(request, seconds)

    # questions

    def ask(self, sparql: str, *, timeout: float | None = None) -> Answer:
        """The server's answer to a SPARQL query, within `timeout` seconds; the usual prefixes need no declaration.

        Raises `QuestionError` for updates and SERVICE, and `EndpointError` for all that the server does not answer.
        """
        refuse_changes(sparql)
        body = urlencode({"query": _declared(sparql)}, errors="replace").encode()
        headers = ("Accept", f"{_RESULTS}, {_NTRIPLES}"), ("Content-Type", "application/x-www-form-urlencoded")
        reply = self._wire.checked(self.send(Request("POST", self._query, body, headers), timeout))
        if reply.kind not in (_RESULTS, "application/json"):
            return Answer(triples=tuple(self._triples(reply)))
        try:
            return answer_of(pyoxigraph.parse_query_results(reply.body, QueryResultsFormat.JSON))
        except (SyntaxError, ValueError) as error:
            raise self._wire.error(f"what it answers is no SPARQL result ({error})") from error

    def _triples(self, reply: Reply) -> Iterator[Triple]:
        form = RdfFormat.from_media_type(reply.kind) if reply.kind else None
        if form is None:
            raise self._wire.error(f"is no SPARQL server: it answers with {reply.kind or 'nothing'}")
        try:
            yield from (quad.triple for quad in pyoxigraph.parse(reply.body, form))
        except (SyntaxError, ValueError) as error:
            raise self._wire.error(f"what it answers is no {form.name} ({error})") from error

    # names

    def named(self, name: str) -> list[Named]:
        """The entities with exactly this name, alias, English name or code."""
        text = name.encode("utf-8", "replace").decode()
        given = " ".join(str(Literal(text, language=language)) for language in ("zh", "en", None))
        found: dict[str, list[tuple[int, str, bool, str]]] = {}
        above = axioms.current().above
        for entity, kind, label in self.ask(_NAMED % given).rows:
            if isinstance(entity, NamedNode) and isinstance(kind, NamedNode) and isinstance(label, Literal):
                # the finest class and the Chinese name first
                rank = -len(above.get(kind, ())), term(kind), label.language == "en", label.value
                found.setdefault(local(entity), []).append(rank)
        best = ((ident, min(ranks)) for ident, ranks in sorted(found.items()))
        return [Named(ident, kind, label) for ident, (_, kind, _, label) in best]

    def near(self, name: str) -> list[str]:
        """Names that contain this one, the shortest first."""
        text = Literal(name.encode("utf-8", "replace").decode())
        return [row[0] for row in self.ask(_NEAR % text).texts]


def _chunks(told: Iterable[Triple]) -> Iterator[list[Triple]]:
    left = iter(told)
    while chunk := list(islice(left, _CHUNK)):
        yield chunk


def _declared(sparql: str) -> str:
    """The query with the prefixes declared that are used as if they were, on its first line."""
    code = NO_CODE.sub(" ", sparql)
    used = set(re.findall(r"(?<![\w?$:.-])([a-z]+):", code))
    declared = set(re.findall(r"\bprefix\s+([\w.-]*):", code, re.IGNORECASE))
    missing = (name for name in SUPPLIED if name in used - declared)
    return "".join(f"PREFIX {name}: <{SUPPLIED[name]}> " for name in missing) + sparql


# mirroring


def mirror(endpoint: Endpoint, store: Store, *, known: dict[str, str]) -> dict[str, str]:
    """Make the server hold what the store holds, sending only what is not there; the digest of each graph.

    `known` are the digests that the last call returned for this server. They are brought up to date in place, each
    when its graph is whole, so that whoever keeps them even after an error lets the next call go on from there.

    Graphs whose names begin with `https://w3id.org/yutu/id/` are replaced or deleted; others are never touched. The
    server's default graph becomes the union that queries see, with what is inferred, for a query to a server cannot be
    asked of two graphs at once: it grows where nothing was taken away, else it is written anew, and is incomplete
    meanwhile. Changes that others make in these graphs are not noticed; with no `known` all is sent again. Raises
    `EndpointError`.
    """
    digests = {name.value: _digest(triples(store, name)) for name in _graphs(store)}
    wanted = {name: digest for name, digest in digests.items() if name.startswith(ID)}
    # the default graph is the union of the others, where there are any
    whole = _joined(digests) if store.graphs() else _digest(triples(store, DefaultGraph(), INFERRED))
    there = {name for name in endpoint.graphs() if name.startswith(ID)}
    stale = [name for name in wanted if name not in there or known.get(name) != wanted[name]]
    gone = sorted(there - wanted.keys())
    if stale or gone or known.get(DEFAULT) != whole:
        # should this be cut off, the default graph is written anew
        had = known.pop(DEFAULT, None)
        grows = had not in (None, whole) and bool(store.graphs()) and len(wanted) == len(digests)
        for name in (*stale, *gone):
            grows = grows and not (name in there and _loses(endpoint, store, name))
            known.pop(name, None)
            _replace(endpoint, store, name, wanted, known)
        if grows and stale:
            endpoint.add(None, (triple for name in stale for triple in triples(store, NamedNode(name))))
        elif had != whole:
            endpoint.put(None, triples(store, DefaultGraph(), INFERRED))
        known[DEFAULT] = whole
    for name in known.keys() - wanted.keys() - {DEFAULT}:
        del known[name]
    return known


def _replace(endpoint: Endpoint, store: Store, name: str, wanted: dict[str, str], known: dict[str, str]) -> None:
    if name in wanted:
        endpoint.put(NamedNode(name), triples(store, NamedNode(name)))
        known[name] = wanted[name]
    else:
        endpoint.delete(NamedNode(name))


def _graphs(store: Store) -> list[NamedNode]:
    """The graphs that hold anything; a server does not tell of others."""
    names = (*sorted(store.graphs(), key=str), INFERRED)
    return [name for name in names if next(store.graph(name), None) is not None]


def _loses(endpoint: Endpoint, store: Store, name: str) -> bool:
    """Whether the server's graph says what the store no longer does."""
    return any(not is_held(store, triple) for triple in endpoint.get(NamedNode(name)))


def _digest(told: Iterable[Triple]) -> str:
    found = hashlib.blake2b(digest_size=16)
    for chunk in _chunks(told):
        found.update(pyoxigraph.serialize(chunk, format=RdfFormat.N_TRIPLES) or b"")
    return found.hexdigest()


def _joined(digests: dict[str, str]) -> str:
    lines = "\n".join(f"{name} {digest}" for name, digest in sorted(digests.items()))
    return hashlib.blake2b(lines.encode(), digest_size=16).hexdigest()
