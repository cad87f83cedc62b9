"""What tells the bearers of one name apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import KNOWLEDGE, entity, fact

from kg.bearers import bearer
from kg.graph import Graph
from kg.rdf import iri

OTHER = "person/任远帆~青川市市长"
NAMESAKES = replace(
    KNOWLEDGE,
    entities=(*KNOWLEDGE.entities, entity(OTHER, "Person", "任远帆"), entity("post/青川市市长", "Post", "青川市市长")),
    facts=(*KNOWLEDGE.facts, fact(OTHER, "formerlyHeld", "post/青川市市长")),
)
GRAPH = Graph(NAMESAKES)


@pytest.mark.parametrize(
    ("ident", "told"),
    [
        ("person/任远帆", "任远帆  Official  1 article  海宁省省长  id:person/任远帆"),
        (OTHER, f"任远帆  Person  1 article  青川市市长  id:{OTHER}"),
        ("zone/青川高新区", "青川高新区  Park  1 article  青川市  id:zone/青川高新区"),
        ("person/苏禾", "苏禾  Journalist  1 article  2024-04-18  id:person/苏禾"),
        ("division/880000", "东屿省  Province  0 articles  id:division/880000"),
        ("person/none", "id:person/none  0 articles  id:person/none"),
    ],
)
def test_each_is_told_from_its_namesakes(ident: str, told: str) -> None:
    assert str(bearer(GRAPH.store, iri(ident))) == told
