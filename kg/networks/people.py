"""Networks of persons: by common events, by the order of lists, to events and to posts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

import networkx

from kg import catalogue, model, ontology
from kg.networks.told import Named, Presence, Told, every_presence, happened, ident, tie, when, within
from kg.questions import ask
from kg.store import Store

_PERSONS = "Person Official Journalist"


def people(store: Store, *, since: str = "", until: str = "") -> networkx.Graph[str]:
    """Persons, tied by the events at which both were.

    An event of n persons adds 1/(n-1) to the weight of each of its pairs, so that it adds 1 to each person's ties
    together, however long its list: a congress of three hundred does not drown the talks of two (Newman 2001,
    Phys. Rev. E 64, 016132, for papers and their authors). `events` counts them plainly.
    """
    named = Named(store)
    graph: networkx.Graph[str] = networkx.Graph()
    for who in _by_event(store, named, since, until).values():
        for one in who if len(who) > 1 else ():
            named.add(graph, one)
        for one, two in combinations(sorted(who), 2):
            tie(graph, one, two, max(who[one], who[two], key=when), 1 / (len(who) - 1))
    return graph


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


class _Nobody:
    """An index for what asks of no name."""

    def named(self, name: str) -> list[model.Named]:
        return []

    def near(self, name: str) -> list[str]:
        return []


def posts(store: Store, *, since: str = "", until: str = "") -> networkx.Graph[str]:
    """Persons (`bipartite` 0) and posts (1), tied by who is seen in which; the weight is in how many articles.

    A post that is only told of as past is tied too, with the weight 1, where no time is asked for: its own is unknown.
    """
    answer, named = ask(store, catalogue.table("tenures").bind({}, _Nobody()), stated=True), Named(store)
    graph: networkx.Graph[str] = networkx.Graph()
    for texts in answer.texts:
        row = dict(zip(answer.columns, texts, strict=True))
        first, last = row["start"] or row["firstSeen"], row["end"] or row["lastSeen"] or row["firstSeen"]
        if not (within(last, since, "") and within(first, "", until)):
            continue
        person, post = ident(row["personIRI"]), ident(row["postIRI"])
        named.add(graph, person, bipartite=0)
        named.add(graph, post, bipartite=1)
        told = Told(first, ident(row["articleIRI"]).removeprefix("article/"), row["sentence"])
        tie(graph, person, post, told, max(1.0, float(row["articles"] or 0)), "tenures")
        graph.edges[person, post]["last"] = max(graph.edges[person, post]["last"], last)
    return graph


def _present(store: Store, named: Named, since: str, until: str) -> Iterator[Presence]:
    counts = happened(store, since, until)
    for one in every_presence(store):
        if named.is_a(one.who, _PERSONS) and counts(one.told.day):
            yield one


def _by_event(store: Store, named: Named, since: str, until: str) -> dict[str, dict[str, Told]]:
    found: dict[str, dict[str, Told]] = defaultdict(dict)
    for one in _present(store, named, since, until):
        before = found[one.event].get(one.who)
        found[one.event][one.who] = max(before, one.told, key=when) if before else one.told
    return dict(sorted(found.items()))
