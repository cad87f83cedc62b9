"""The provinces, tied by visits, common zones, agreements and cooperation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import permutations

import networkx

from kg.networks.told import PRINTED, Named, Presence, Provinces, Told, every_presence, ident, tie, told, when, within
from kg.questions import ask
from kg.store import Store

TIES = ("visits", "zones", "agreements", "cooperation")
_MUTUAL = TIES[1:]  # what has no direction stands on the edges of both ways
_ZONES, _AGREEMENTS = "yt:Zone yt:Park yt:CooperationZone", "yt:Agreement yt:Policy yt:Document"
Tied = tuple[str, str, str]  # from one, to another, by what

_POSTS = """SELECT DISTINCT ?who ?at ?source WHERE { VALUES ?property { yt:holds yt:represents yt:worksFor yt:serves }
  ?record rdf:predicate ?property ; rdf:subject ?who ; rdf:object ?at ; prov:wasDerivedFrom/oa:hasSource ?source }"""
_PLACES = "SELECT DISTINCT ?event ?at WHERE { ?event a yt:Visit ; yt:place|yt:stop ?at }"
_SHARED = """SELECT DISTINCT ?thing ?party ?printed ?source ?sentence WHERE {
  VALUES ?class { %s } ?thing a ?class .
  ?record rdf:predicate yt:party ; rdf:subject ?thing ; rdf:object ?party ; prov:wasDerivedFrom ?passage .
  ?passage oa:hasSource ?source ; oa:hasSelector/oa:exact ?sentence . %s }
ORDER BY ?thing ?party ?printed ?source ?sentence"""
_TOGETHER = """SELECT DISTINCT ?one ?two ?passage ?printed ?source ?sentence WHERE {
  ?record rdf:predicate yt:cooperatesWith ; rdf:subject ?one ; rdf:object ?two ; prov:wasDerivedFrom ?passage .
  ?passage oa:hasSource ?source ; oa:hasSelector/oa:exact ?sentence . %s }
ORDER BY ?one ?two ?printed ?source ?sentence ?passage"""
_PARTIES = """SELECT DISTINCT ?passage ?thing WHERE {
  ?record rdf:predicate yt:party ; rdf:subject ?thing ; prov:wasDerivedFrom ?passage } ORDER BY ?passage ?thing"""


def provinces(store: Store, *, since: str = "", until: str = "", ties: Sequence[str] = TIES) -> networkx.DiGraph[str]:
    """The provinces of the graph, tied by visits from the first to the second, and both ways by what they share.

    An edge counts, for each of the ties, the visits, the zones and agreements to which both are parties (they or what
    lies in them), and the articles that have them cooperate; its weight is the sum. Nothing counts twice: a sentence that has them
    cooperate by setting up a zone or signing an agreement tells of these, wherever they count already.

    A visit counts for the province of a guest's post or company, or for whom a delegation represents, as the article
    that tells of the visit has it; not for one who is at home where it leads, and not for those who come along with
    a guest of the country's level, for these receive.
    """
    named, places = Named(store), Provinces(store)
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    for province in named.of("Province"):
        named.add(graph, province)
    counted: set[Tied] = set()
    for name in [one for one in TIES if one in ties]:
        for tied, by in _found(store, places, name, counted):
            if within(by.day, since, until) and tied[0] in graph and tied[1] in graph:
                tie(graph, *tied[:2], by, float(tied not in counted), name)
                counted.add(tied)
    return graph


def undirected(network: networkx.Graph[str]) -> networkx.Graph[str]:
    """A network of provinces with one edge for each pair: visits both ways add up, what they share counts once.

    Edges without weight are left out, and nodes and edges stand in an order that does not hang on how it was made.
    """
    made: networkx.Graph[str] = networkx.Graph()
    made.add_nodes_from(sorted(network.nodes(data=True)))
    for one, other in sorted({(min(ends), max(ends)) for ends in network.edges() if ends[0] != ends[1]}):
        ways = ((one, other), (other, one)) if network.is_directed() else ((one, other),)
        edges = [network.edges[way] for way in ways if network.has_edge(*way)]
        shared = [sum(edge.get(tie, 0) for tie in _MUTUAL) for edge in edges]
        weight = sum(float(edge.get("weight", 1.0)) for edge in edges) - (sum(shared) - max(shared))
        if weight:
            made.add_edge(one, other, weight=weight)
    return made


def _found(store: Store, places: Provinces, name: str, counted: Set[Tied]) -> Iterator[tuple[Tied, Told]]:
    match name:
        case "visits":
            return _visits(store, places)
        case "zones":
            return _shared(store, places, _ZONES)
        case "agreements":
            return _shared(store, places, _AGREEMENTS)
    return _cooperation(store, places, counted)


def _visits(store: Store, places: Provinces) -> Iterator[tuple[Tied, Told]]:
    homes, of_country = _homes(store, places)
    hosts: dict[str, set[str]] = defaultdict(set)
    for event, at in ask(store, _PLACES, stated=True).texts:
        hosts[ident(event)] |= places.of(ident(at))
    found: dict[tuple[str, str], list[Presence]] = defaultdict(list)
    for one in every_presence(store):
        if one.event in hosts:
            found[one.event, one.told.article].append(one)
    for (event, article), present in sorted(found.items()):
        led = any((one.who, article) in of_country for one in present)
        for one in present:
            sent = one.who.startswith("team/")
            home = homes.get((one.who, article)) or (places.of(one.who) if sent else frozenset())
            # whose home is not certain, or who is at home there, is no guest
            if len(home) == 1 and not home & hosts[event] and (sent or not led):
                for host in sorted(hosts[event]):
                    yield (min(home), host, event), one.told


def _homes(store: Store, places: Provinces) -> tuple[dict[tuple[str, str], frozenset[str]], set[tuple[str, str]]]:
    """By person and article the provinces of the posts told there, and who has only posts of the whole country there."""
    homes: dict[tuple[str, str], frozenset[str]] = defaultdict(frozenset)
    posted: set[tuple[str, str]] = set()
    for who, at, source in ask(store, _POSTS, stated=True).texts:
        key = ident(who), ident(source).removeprefix("article/")
        homes[key] |= places.of(ident(at))
        if ident(at).startswith("post/"):
            posted.add(key)
    return homes, {key for key in posted if not homes[key]}


def _shared(store: Store, places: Provinces, classes: str) -> Iterator[tuple[Tied, Told]]:
    parties: dict[str, dict[str, Told]] = defaultdict(dict)
    for thing, party, *where in ask(store, _SHARED % (classes, PRINTED), stated=True).texts:
        for province in places.of(ident(party)):
            parties[ident(thing)].setdefault(province, told(*where))
    for thing, found in sorted(parties.items()):
        for one, two in permutations(sorted(found), 2):
            yield (one, two, thing), max(found[one], found[two], key=when)


def _cooperation(store: Store, places: Provinces, counted: Set[Tied]) -> Iterator[tuple[Tied, Told]]:
    things: dict[str, list[str]] = defaultdict(list)
    for passage, thing in ask(store, _PARTIES, stated=True).texts:
        things[passage].append(ident(thing))
    for one, two, passage, *where in ask(store, _TOGETHER % PRINTED, stated=True).texts:
        ends = [places.of(ident(end)) for end in (one, two)]
        # what spans provinces does not say which of them it is
        if all(len(end) == 1 for end in ends) and ends[0] != ends[1]:
            by, (left, right) = told(*where), map(min, ends)
            for way in ((left, right), (right, left)):
                yield next(((*way, one) for one in things[passage] if (*way, one) in counted), (*way, by.article)), by
