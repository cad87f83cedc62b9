"""Networks in the graph, as networkx has them: who was where with whom, which province deals with which.

Each is a projection of the facts. Nodes are entity ids with `label` and `kind`; an edge has its `weight`, the `first`
and `last` day of what it stands for, and the `evidence`, a sentence, and the `article` of the last of these. Events that
are only announced count for nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations, permutations
from typing import Any

import networkx
from pyoxigraph import NamedNode

from kg import catalogue, ontology
from kg import model
from kg.model import YutuError
from kg.questions import ask
from kg.rows import local
from kg.store import Store

TIES = ("visits", "zones", "agreements", "cooperation")
_PERSONS = "Person Official Journalist"

_PRINTED = """OPTIONAL { ?source yt:published ?published } BIND(COALESCE(STR(?published), "") AS ?printed)"""
_PRESENT = """
SELECT DISTINCT ?event ?who ?role ?day ?printed ?source ?passage ?sentence WHERE {
  VALUES ?role { yt:participant yt:speaker yt:chair }
  ?record rdf:predicate ?role ; rdf:subject ?event ; rdf:object ?who ; prov:wasDerivedFrom ?passage .
  ?passage oa:hasSource ?source ; oa:hasSelector/oa:exact ?sentence .
  OPTIONAL { ?event yt:startDate ?start } BIND(COALESCE(STR(?start), "") AS ?day)
  OPTIONAL { ?event yt:scheduled ?announced } FILTER(!COALESCE(?announced, false))
  %s
} ORDER BY ?event ?who ?role ?printed ?source ?sentence
""" % _PRINTED
_NAMES = """SELECT ?node ?name ?class WHERE {
  ?node rdfs:label ?name ; a ?class FILTER(lang(?name) = "zh" && ?class NOT IN (yt:Article, yt:Phrase)) }"""
_BROAD = {"Person", "Organization", "Zone", "Event", "Document"}  # two articles may know an entity more or less exactly
_LIES = """SELECT ?x ?above WHERE { ?x yt:locatedIn|yt:partOf|yt:jurisdiction|yt:postIn|yt:represents ?above }"""
_CODES = "SELECT ?x ?code WHERE { ?x yt:code ?code ; a ?class FILTER(?class NOT IN (yt:Country, yt:Phrase)) }"
_POSTS = """SELECT DISTINCT ?who ?at ?source WHERE { VALUES ?property { yt:holds yt:represents yt:worksFor yt:serves }
  ?record rdf:predicate ?property ; rdf:subject ?who ; rdf:object ?at ; prov:wasDerivedFrom/oa:hasSource ?source }"""
_PLACES = "SELECT DISTINCT ?event ?at WHERE { ?event a yt:Visit ; yt:place|yt:stop ?at }"
_SHARED = """SELECT DISTINCT ?thing ?party ?printed ?source ?sentence WHERE {
  VALUES ?class { %s } ?thing a ?class .
  ?record rdf:predicate yt:party ; rdf:subject ?thing ; rdf:object ?party ; prov:wasDerivedFrom ?passage .
  ?passage oa:hasSource ?source ; oa:hasSelector/oa:exact ?sentence . %s }
ORDER BY ?thing ?party ?printed ?source ?sentence"""
_TOGETHER = """SELECT DISTINCT ?one ?two ?printed ?source ?sentence WHERE {
  ?record rdf:predicate yt:cooperatesWith ; rdf:subject ?one ; rdf:object ?two ; prov:wasDerivedFrom ?passage .
  ?passage oa:hasSource ?source ; oa:hasSelector/oa:exact ?sentence . %s }
ORDER BY ?one ?two ?printed ?source ?sentence""" % _PRINTED


class NetworkError(YutuError):
    """There is no such network, or none by such ties."""


@dataclass(frozen=True, slots=True)
class Told:
    """Where something is told, and of which day it is."""

    day: str
    article: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Presence:
    """Someone at an event, as one sentence tells it."""

    event: str
    who: str
    role: str
    passage: str
    told: Told


class Named:
    """The names and classes of a store's nodes."""

    def __init__(self, store: Store) -> None:
        found: dict[str, tuple[str, bool, str]] = {}
        for node, name, kind in ask(store, _NAMES, stated=True).texts:
            its = kind.rpartition("#")[2]
            told = (name, its in _BROAD, its)
            found[node] = min(found.get(node, told), told)
        self._known = {_id(node): (name, kind) for node, (name, _, kind) in found.items()}

    def is_a(self, ident: str, kinds: str) -> bool:
        """Whether it is of one of these classes."""
        return self._known.get(ident, ("", ""))[1] in kinds.split()

    def label(self, ident: str) -> str:
        """Its name, or its id."""
        return self._known.get(ident, (ident, ""))[0]

    def of(self, kind: str) -> list[str]:
        """All of one class."""
        return sorted(ident for ident, (_, its) in self._known.items() if its == kind)

    def add(self, graph: networkx.Graph[str], ident: str, **more: object) -> None:
        """Put the node into a network."""
        label, kind = self._known.get(ident, (ident, ""))
        graph.add_node(ident, label=label, kind=kind, **more)


class Provinces:
    """In which provinces the nodes of a store lie: divisions by their code, all else by where it lies, is or serves."""

    def __init__(self, store: Store) -> None:
        self._above: dict[str, set[str]] = defaultdict(set)
        for x, above in ask(store, _LIES, stated=True).rows:
            self._above[local(x)].add(local(above))  # type: ignore[arg-type]
        self._known: dict[str, frozenset[str]] = {}
        for x, code in ask(store, _CODES, stated=True).texts:
            if len(code) == 6 and code.isdecimal() and not code.startswith("00"):
                self._known[x.removeprefix("https://w3id.org/yutu/id/")] = frozenset({f"division/{code[:2]}0000"})

    def of(self, ident: str) -> frozenset[str]:
        """Its provinces: mostly one, none for what is of the whole country, several for what spans some.

        >>> Provinces(Store.of(())).of("division/110105")
        frozenset()
        """
        if ident not in self._known:
            # what lies in itself by a roundabout way adds nothing
            self._known[ident] = frozenset()
            found = (self.of(above) for above in sorted(self._above.get(ident, ())))
            self._known[ident] = frozenset().union(*found)
        return self._known[ident]


def project(
    store: Store, kind: str, *, since: str = "", until: str = "", ties: Sequence[str] = ()
) -> networkx.Graph[str]:
    """The network of this kind, of what happened from the day `since` to `until` (2021, 2021-05 or 2021-05-08).

    `people` are tied by events they both took part in, `provinces` by visits, zones, agreements and cooperation or by
    those of them in `ties`, `posts` join persons to their posts, `events` persons to events, and in `order` an edge
    leads from who is named first in a list to who follows. Raises `NetworkError` for what is none of these.
    """
    if kind not in KINDS:
        raise NetworkError(f"there is no network {kind!r}; there are facts, {', '.join(KINDS)}")
    if odd := [tie for tie in ties if tie not in TIES]:
        raise NetworkError(f"provinces are not tied by {odd[0]!r}; they are by {', '.join(TIES)}")
    if ties and kind != "provinces":
        raise NetworkError(f"ties are for provinces; {kind} has one kind of tie")
    if kind == "provinces":
        return provinces(store, since=since, until=until, ties=ties or TIES)
    return KINDS[kind](store, since=since, until=until)


def people(store: Store, *, since: str = "", until: str = "") -> networkx.Graph[str]:
    """Persons, tied by the events at which both were.

    An event of n persons adds 1/(n-1) to the weight of each of its pairs, so that it adds 1 to each person's ties
    together, however long its list: a congress of three hundred does not drown the talks of two (Newman 2001,
    Phys. Rev. E 64, 016132, for papers and their authors). `events` counts them plainly.
    """
    named, graph = Named(store), networkx.Graph()
    for who in _by_event(store, named, since, until).values():
        for ident in who if len(who) > 1 else ():
            named.add(graph, ident)
        for one, two in combinations(sorted(who), 2):
            _tie(graph, one, two, max(who[one], who[two], key=_when), 1 / (len(who) - 1))
    return graph


def events(store: Store, *, since: str = "", until: str = "") -> networkx.Graph[str]:
    """Persons (`bipartite` 0) and the events (1) at which they were; an edge has their `roles`."""
    named, graph = Named(store), networkx.Graph()
    for one in _present(store, named, since, until):
        named.add(graph, one.who, bipartite=0)
        named.add(graph, one.event, bipartite=1, day=one.told.day)
        if graph.has_edge(one.who, one.event):
            edge = graph.edges[one.who, one.event]
            edge["roles"] = " ".join(sorted({*edge["roles"].split(), one.role}))
        else:
            _tie(graph, one.who, one.event, one.told, 1.0)
            graph.edges[one.who, one.event]["roles"] = one.role
    return graph


def order(store: Store, *, since: str = "", until: str = "") -> networkx.DiGraph[str]:
    """Persons, with an edge from each who is named in a list of participants to all who follow there.

    Lists are names that nothing but a list's marks and titles part. One of n persons adds 1/(n-1) to each of its
    edges; `events` counts them. Lists that say that they go by the strokes of surnames are left out; those that do not
    say so look like ranks and are none.
    """
    named, graph = Named(store), networkx.DiGraph()
    passages: dict[tuple[str, str], list[Presence]] = defaultdict(list)
    for one in _present(store, named, since, until):
        passages[one.event, one.passage].append(one)
    told: set[tuple[str, str, str]] = set()
    for (event, _), present in sorted(passages.items()):
        for roster in _rosters(present[0].told.sentence, {one.who: named.label(one.who) for one in present}):
            pairs = [pair for pair in combinations(roster, 2) if (event, *pair) not in told]
            told.update((event, *pair) for pair in pairs)
            for before, after in pairs:
                named.add(graph, before)
                named.add(graph, after)
                _tie(graph, before, after, present[0].told, 1 / (len(roster) - 1))
    return graph


def _rosters(sentence: str, names: Mapping[str, str]) -> list[list[str]]:
    """The persons whose names follow each other in a list, list by list."""
    if any(word in sentence for word in ontology.words("by_strokes")):
        return []
    found = sorted((sentence.find(name), ident) for ident, name in names.items() if name in sentence)
    joints = (*ontology.words("list_marks"), " ", "\u3000")
    lists: list[list[str]] = [[]]
    end = 0
    for start, ident in found:
        if lists[-1] and not sentence[end:start].startswith(joints):
            lists.append([])
        lists[-1].append(ident)
        end = start + len(names[ident])
    return [one for one in lists if len(one) > 1]


class _Nobody:
    """An index for what asks of no name."""

    def named(self, name: str) -> list[model.Named]:
        return []

    def near(self, name: str) -> list[str]:
        return []


def posts(store: Store, *, since: str = "", until: str = "") -> networkx.Graph[str]:
    """Persons (`bipartite` 0) and posts (1), tied by who is seen in which; the weight is in how many articles."""
    answer, graph = ask(store, catalogue.table("tenures").bind({}, _Nobody()), stated=True), networkx.Graph()
    named = Named(store)
    for texts in answer.texts:
        row = dict(zip(answer.columns, texts, strict=True))
        first, last = row["start"] or row["firstSeen"], row["end"] or row["lastSeen"] or row["firstSeen"]
        if not (within(last, since, "") and within(first, "", until)):
            continue
        person, post = _id(row["personIRI"]), _id(row["postIRI"])
        named.add(graph, person, bipartite=0)
        named.add(graph, post, bipartite=1)
        told = Told(first, _id(row["articleIRI"]).removeprefix("article/"), row["sentence"])
        _tie(graph, person, post, told, float(row["articles"] or 1), "tenures")
        graph.edges[person, post]["last"] = max(graph.edges[person, post]["last"], last)
    return graph


def provinces(
    store: Store, *, since: str = "", until: str = "", ties: Sequence[str] = TIES
) -> networkx.DiGraph[str]:
    """The provinces of the graph, tied by visits from the first to the second, and both ways by what they share.

    An edge counts, for each of the ties, the visits, the zones and agreements to which both are parties (they or what
    lies in them), and the articles that have them cooperate; its weight is the sum.

    A visit counts for the province of a guest's post or company, or for whom a delegation represents, as the article
    that tells of the visit has it; not for one who is at home where it leads, and not for those who come along with
    a guest of the country's level, for these receive.
    """
    named, places, graph = Named(store), Provinces(store), networkx.DiGraph()
    for ident in named.of("Province"):
        named.add(graph, ident)
    finders: dict[str, Callable[[], Iterable[tuple[str, str, str, Told]]]] = {
        "visits": partial(_visits, store, places),
        "zones": partial(_shared, store, places, "yt:Zone yt:Park yt:CooperationZone"),
        "agreements": partial(_shared, store, places, "yt:Agreement yt:Policy yt:Document"),
        "cooperation": partial(_cooperation, store, places),
    }
    for tie in ties:
        counted: set[tuple[str, str, str]] = set()
        for one, two, thing, told in finders[tie]():
            if not within(told.day, since, until) or one not in graph or two not in graph:
                continue
            new = (one, two, thing) not in counted
            counted.add((one, two, thing))
            _tie(graph, one, two, told, float(new), tie)
    return graph


def _visits(store: Store, places: Provinces) -> Iterator[tuple[str, str, str, Told]]:
    homes: dict[tuple[str, str], set[str]] = defaultdict(set)
    of_country: set[tuple[str, str]] = set()
    for cells in ask(store, _POSTS, stated=True).rows:
        who, at, source = map(local, cells)  # type: ignore[arg-type]
        homes[who, source] |= (found := places.of(at))
        if not found and at.startswith("post/"):
            of_country.add((who, source))
    hosts: dict[str, set[str]] = defaultdict(set)
    for event, at in ask(store, _PLACES, stated=True).rows:
        hosts[local(event)] |= places.of(local(at))  # type: ignore[arg-type]
    found_by: dict[tuple[str, str], list[Presence]] = defaultdict(list)
    for one in _told_present(store):
        if one.event in hosts:
            found_by[one.event, one.told.article].append(one)
    for (event, article), present in sorted(found_by.items()):
        source = f"article/{article}"
        led = any((one.who, source) in of_country and not homes[one.who, source] for one in present)
        for one in present:
            home = homes.get((one.who, source)) or (places.of(one.who) if one.who.startswith("team/") else set())
            # whose home is not certain, or who is at home there, is no guest
            if len(home) == 1 and not home & hosts[event] and (not led or one.who.startswith("team/")):
                for host in sorted(hosts[event]):
                    yield min(home), host, event, one.told


def _shared(store: Store, places: Provinces, classes: str) -> Iterator[tuple[str, str, str, Told]]:
    parties: dict[str, dict[str, Told]] = defaultdict(dict)
    for thing, party, printed, source, sentence in ask(store, _SHARED % (classes, _PRINTED), stated=True).rows:
        told = _told(printed, source, sentence)
        for province in places.of(local(party)):  # type: ignore[arg-type]
            parties[local(thing)].setdefault(province, told)  # type: ignore[arg-type]
    for thing, found in sorted(parties.items()):
        for one, two in permutations(sorted(found), 2):
            yield one, two, thing, max(found[one], found[two], key=_when)


def _cooperation(store: Store, places: Provinces) -> Iterator[tuple[str, str, str, Told]]:
    for one, two, printed, source, sentence in ask(store, _TOGETHER, stated=True).rows:
        ends = [places.of(local(end)) for end in (one, two)]  # type: ignore[arg-type]
        # what spans provinces does not say which of them it is
        if all(len(end) == 1 for end in ends) and ends[0] != ends[1]:
            told, (left, right) = _told(printed, source, sentence), map(min, ends)
            yield left, right, told.article, told
            yield right, left, told.article, told


def _told(printed: Any, source: Any, sentence: Any) -> Told:
    return Told(printed.value, local(source).removeprefix("article/"), sentence.value)


def _told_present(store: Store) -> Iterator[Presence]:
    for event, who, role, day, printed, source, passage, sentence in ask(store, _PRESENT, stated=True).rows:
        told = _told(printed, source, sentence)
        day_told = Told(day.value or told.day, told.article, told.sentence)  # type: ignore[union-attr]
        role_name = role.value.rpartition("#")[2]  # type: ignore[union-attr]
        yield Presence(local(event), local(who), role_name, passage.value, day_told)  # type: ignore[arg-type,union-attr]


def _present(store: Store, named: Named, since: str, until: str) -> Iterator[Presence]:
    for one in _told_present(store):
        if named.is_a(one.who, _PERSONS) and within(one.told.day, since, until):
            yield one


def _by_event(store: Store, named: Named, since: str, until: str) -> dict[str, dict[str, Told]]:
    found: dict[str, dict[str, Told]] = defaultdict(dict)
    for one in _present(store, named, since, until):
        before = found[one.event].get(one.who)
        found[one.event][one.who] = max(before, one.told, key=_when) if before else one.told
    return dict(sorted(found.items()))


def _tie(graph: networkx.Graph[str], one: str, two: str, told: Told, weight: float, count: str = "events") -> None:
    """Add to the edge from `one` to `two`; what is told last is its evidence."""
    if not graph.has_edge(one, two):
        graph.add_edge(one, two, weight=0.0, first=told.day, last="", evidence="", article="")
    edge = graph.edges[one, two]
    edge["weight"] += weight
    # a second article on the same tells nothing new, but may be the later one
    edge[count] = edge.get(count, 0) + (weight > 0)
    edge["first"] = min(filter(None, (edge["first"], told.day)), default="")
    if told.day >= edge["last"]:
        edge.update(last=told.day, evidence=told.sentence, article=told.article)


def _when(told: Told) -> tuple[str, str, str]:
    return told.day, told.article, told.sentence


def within(day: str, since: str, until: str) -> bool:
    """Whether a day, as fine as it is told, may lie between two: what has none lies in no time that is bounded.

    >>> within("2021-05", "2021-05-08", "2021"), within("", "", ""), within("", "2021", "")
    (True, True, False)
    """
    if not day:
        return not since and not until
    return day >= since[: len(day)] and (not until or day[: len(until)] <= until)


def _id(iri: str) -> str:
    return local(NamedNode(iri)) if iri else ""


KINDS: dict[str, Callable[..., networkx.Graph[str]]] = {
    "people": people,
    "provinces": provinces,
    "posts": posts,
    "events": events,
    "order": order,
}
