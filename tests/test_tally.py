"""Counting what a graph states: once, and then by what comes and goes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from handmade import FACTS, KNOWLEDGE

import kg
from kg import rdf
from kg.model import Knowledge
from kg.rdf import YT
from kg.store import Store
from kg.tally import Size, Tally, size

GRAPH = rdf.article_iri(KNOWLEDGE.articles[0].id)

PEOPLE = tuple(one for one in KNOWLEDGE.entities if one.kind == "Official")


def test_entities_and_facts_are_counted_and_records_are_not() -> None:
    tally = Tally.of(Store.of(rdf.quads(KNOWLEDGE)))
    assert dict(tally.entities)[f"{YT}Official"] == 1
    assert f"{YT}Fact" not in dict(tally.entities)
    assert tally.properties[:2] == [(f"{YT}locatedIn", 2), (f"{YT}stop", 2)]
    assert Tally.loads(tally.dumps()) == tally
    assert Tally.loads("") == Tally()


def test_what_pages_tell_together_is_no_entity() -> None:
    tally = Tally(Counter({f"{YT}Tenure": 3, f"{YT}Official": 2, f"{YT}IdentityDecision": 4}))
    assert tally.entities == [(f"{YT}Official", 2)]
    assert tally.settled == [(f"{YT}IdentityDecision", 4), (f"{YT}Tenure", 3)]


def test_mastheads_are_no_articles_and_a_thing_of_two_classes_is_one(sample_graph: kg.Graph) -> None:
    counted = len(sample_graph.articles), len(sample_graph.entities), len(sample_graph.facts)
    assert size(sample_graph.store) == Size(*counted, "2024-04-18", "2024-04-18")
    assert len(sample_graph.knowledge.articles) > len(sample_graph.articles)
    broader = replace(KNOWLEDGE, entities=tuple(replace(one, kind="Person") for one in PEOPLE))
    one, both = (
        Store.of(q for part in parts for q in rdf.quads(part)) for parts in ([KNOWLEDGE], [KNOWLEDGE, broader])
    )
    assert size(both) == size(one)
    assert len(Tally.of(both).entities) == len(Tally.of(one).entities) + len(PEOPLE)


@pytest.mark.parametrize("left", [FACTS[:3], FACTS[4:], ()])
def test_following_a_change_is_as_counting_anew(left: tuple[object, ...]) -> None:
    store = Store.of(rdf.quads(KNOWLEDGE))
    part = replace(KNOWLEDGE, facts=left) if left else Knowledge()
    before = Tally.of(store)
    change = store.change([(GRAPH, [q.triple for q in rdf.quads(part) if q.graph_name == GRAPH])])
    assert before.after(change) == Tally.of(store)
