"""Networks of persons: by common events, by the order of lists, to events and to posts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import combinations

import networkx

from kg import ontology
from kg.networks.told import PRINTED, Named, Presence, Told, every_presence, ident, tie, told, when, within
from kg.questions import ask
from kg.store import Store

APART = " ‖ "  # between the sentences of two persons whom none names together, and between their articles
_LONGEST = 300  # characters of each of two sentences
_PERSONS = "Person Official Journalist"
_HELD = """SELECT DISTINCT ?who ?post ?printed ?source ?sentence WHERE {
  ?record rdf:predicate yt:holds ; rdf:subject ?who ; rdf:object ?post ; prov:wasDerivedFrom ?passage .
  ?passage oa:hasSource ?source ; oa:hasSelector/oa:exact ?sentence . %s } ORDER BY ?source ?sentence"""
_TENURES = """SELECT ?who ?post ?start ?end ?first ?last WHERE { ?tenure a yt:Tenure ; yt:person ?who ; yt:post ?post
  OPTIONAL { ?tenure yt:start ?start } OPTIONAL { ?tenure yt:end ?end }
  OPTIONAL { ?tenure yt:firstSeen ?first } OPTIONAL { ?tenure yt:lastSeen ?last } }"""


def people(store: Store, *, since: str = "", until: str = "") -> networkx.Graph[str]:
    """Persons, tied by the events at which both were.

    An event of n persons adds 1/(n-1) to the weight of each of its pairs, so that it adds 1 to each person's ties
    together, however long its list: a congress of three hundred does not drown the talks of two (Newman 2001,
    Phys. Rev. E 64, 016132, for papers and their authors). `events` counts them plainly.

    The `evidence` is a sentence that has both at the event and names them; where there is none, that of the one and
    that of the other, parted by `APART`, as are their articles in `article`.
    """
    named = Named(store)
    graph: networkx.Graph[str] = networkx.Graph()
    for who in _by_event(store, named, since, until).values():
        for one in who if len(who) > 1 else ():
            named.add(graph, one)
        for one, two in combinations(sorted(who), 2):
            together = _together(who[one], who[two], (named.label(one), named.label(two)))
            tie(graph, one, two, together, 1 / (len(who) - 1))
    return graph


def _together(one: Mapping[str, Told], two: Mapping[str, Told], names: tuple[str, str]) -> Told:
    """Where it says that both were there, of what each passage tells of the one and of the two."""
    day = max(told.day for told in (*one.values(), *two.values()))
    both = [told for passage, told in one.items() if passage in two and all(name in told.sentence for name in names)]
    best = [max(their.values(), key=partial(_clear, name)) for their, name in zip((one, two), names, strict=True)]
    if both or best[0] == best[1]:
        by = max(both, key=when, default=best[0])
        return Told(day, by.article, by.sentence)
    sentences = (_around(name, told.sentence) for name, told in zip(names, best, strict=True))
    return Told(day, APART.join(told.article for told in best), APART.join(sentences))


def _clear(name: str, told: Told) -> tuple[bool, tuple[str, str, str]]:
    return name in told.sentence, when(told)


def _around(name: str, sentence: str) -> str:
    """As much of a long sentence as stands around the name."""
    start = max(0, sentence.find(name) - _LONGEST // 2) if len(sentence) > _LONGEST else 0
    before, after = "…" * (start > 0), "…" * (len(sentence) > start + _LONGEST)
    return before + sentence[start : start + _LONGEST] + after


def events(store: Store, *, since: str = "", until: str = "") -> networkx.Graph[str]:
    """Persons (`bipartite` 0) and the events (1) at which they were; an edge has their `roles`."""
    named = Named(store)
    graph: networkx.Graph[str] = networkx.Graph()
    for one in _present(store, named, since, until):
        named.add(graph, one.who, bipartite=0)
        named.add(graph, one.event, bipartite=1, day=one.told.day)
        if graph.has_edge(one.who, one.event):
            edge = graph.edges[one.who, one.event]
            edge["roles"] = " ".join(sorted({*edge["roles"].split(), one.role}))
        else:
            tie(graph, one.who, one.event, one.told, 1.0)
            graph.edges[one.who, one.event]["roles"] = one.role
    return graph


def order(store: Store, *, since: str = "", until: str = "") -> networkx.DiGraph[str]:
    """Persons, with an edge from each who is named in a list of participants to all who follow there.

    Lists are names that nothing but a list's marks and titles part. One of n persons adds 1/(n-1) to each of its
    edges; `events` counts them. Lists that say that they go by the strokes of surnames are left out; those that do not
    say so look like ranks and are none.
    """
    named = Named(store)
    graph: networkx.DiGraph[str] = networkx.DiGraph()
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
                tie(graph, before, after, present[0].told, 1 / (len(roster) - 1))
    return graph


def _rosters(sentence: str, names: Mapping[str, str]) -> list[list[str]]:
    """The persons whose names follow each other in a list, list by list."""
    if any(word in sentence for word in ontology.words("by_strokes")):
        return []
    found = sorted((sentence.find(name), who) for who, name in names.items() if name in sentence)
    joints = (*ontology.words("list_marks"), " ", "\u3000")
    lists: list[list[str]] = [[]]
    end = 0
    for start, who in found:
        if lists[-1] and not sentence[end:start].startswith(joints):
            lists.append([])
        lists[-1].append(who)
        end = start + len(names[who])
    return [one for one in lists if len(one) > 1]


def posts(store: Store, *, since: str = "", until: str = "") -> networkx.Graph[str]:
    """Persons (`bipartite` 0) and posts (1), tied by who is seen in which; the weight is in how many articles.

    One is in a post from when to when the texts say, or else from the first paper to the last that has one there.
    """
    named, seen, spans = Named(store), _seen(store), _tenures(store)
    graph: networkx.Graph[str] = networkx.Graph()
    for person, post in sorted({*seen, *spans}):
        told = sorted(seen.get((person, post), {}).values(), key=when)
        lasting = spans.get((person, post)) or [(told[0].day, told[-1].day)]
        known = [(first, last) for first, last in lasting if within(last, since, "") and within(first, "", until)]
        if known:
            named.add(graph, person, bipartite=0)
            named.add(graph, post, bipartite=1)
            by = told[-1] if told else Told("", "", "")
            tie(graph, person, post, by, float(len(told) or 1), "tenures")
            first, last = min(first for first, _ in known), max(last for _, last in known)
            graph.edges[person, post].update(tenures=len(known), first=first, last=last)
    return graph


def _seen(store: Store) -> dict[tuple[str, str], dict[str, Told]]:
    """By person and post the articles that have one there, each with its last sentence on it."""
    found: dict[tuple[str, str], dict[str, Told]] = defaultdict(dict)
    for person, post, *where in ask(store, _HELD % PRINTED, stated=True).texts:
        by = told(*where)
        found[ident(person), ident(post)][by.article] = by
    return found


def _tenures(store: Store) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """By person and post from when to when each tenure is told or seen."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for person, post, start, end, first, last in ask(store, _TENURES, stated=True).texts:
        found[ident(person), ident(post)].append((start or first, end or last or first))
    return found


def _present(store: Store, named: Named, since: str, until: str) -> Iterator[Presence]:
    for one in every_presence(store):
        if named.is_a(one.who, _PERSONS) and within(one.told.day, since, until):
            yield one


def _by_event(store: Store, named: Named, since: str, until: str) -> dict[str, dict[str, dict[str, Told]]]:
    """By event and person what each passage tells."""
    found: dict[str, dict[str, dict[str, Told]]] = defaultdict(lambda: defaultdict(dict))
    for one in _present(store, named, since, until):
        found[one.event][one.who][one.passage] = one.told
    return dict(sorted(found.items()))
