"""Counting what a graph states: once, and then by what comes and goes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import FACTS, KNOWLEDGE

from kg import rdf
from kg.model import Knowledge
from kg.rdf import YT
from kg.store import Store
from kg.tally import Tally

GRAPH = rdf.article_iri(KNOWLEDGE.articles[0].id)


def test_entities_and_facts_are_counted_and_records_are_not() -> None:
    tally = Tally.of(Store.of(rdf.quads(KNOWLEDGE)))
    assert dict(tally.entities)[f"{YT}Official"] == 1
    assert f"{YT}Fact" not in dict(tally.entities)
    assert tally.properties[:2] == [(f"{YT}locatedIn", 2), (f"{YT}stop", 2)]
    assert Tally.loads(tally.dumps()) == tally
    assert Tally.loads("") == Tally()


@pytest.mark.parametrize("left", [FACTS[:3], FACTS[4:], ()])
def test_following_a_change_is_as_counting_anew(left: tuple[object, ...]) -> None:
    store = Store.of(rdf.quads(KNOWLEDGE))
    part = replace(KNOWLEDGE, facts=left) if left else Knowledge()
    before = Tally.of(store)
    change = store.change([(GRAPH, [q.triple for q in rdf.quads(part) if q.graph_name == GRAPH])])
    assert before.after(change) == Tally.of(store)
