"""Which sentence a difference is shown with."""

from __future__ import annotations

import pytest
from handmade import ARTICLE, KNOWLEDGE, SECOND, SENTENCE

from kg import rdf
from kg.evaluate.telling import Telling, Told

TELLING = Telling(KNOWLEDGE)
NODE = {name: rdf.iri(name).value for name in ("person/任远帆", "place/青川港", "event/1", "division/880000", "none")}


def test_a_relation_has_the_sentence_of_its_fact() -> None:
    assert TELLING.of_edge((NODE["person/任远帆"], "visited", NODE["place/青川港"])) == (SECOND, "by-hand", 0.8)
    assert TELLING.of_edge((NODE["person/任远帆"], "chair", NODE["place/青川港"])) == Told()


@pytest.mark.parametrize(
    ("node", "quote"),
    [
        ("person/任远帆", SENTENCE),
        ("place/青川港", SECOND),
        ("event/1", ARTICLE.headline),
        ("division/880000", ""),
        ("none", ""),
    ],
)
def test_an_entity_has_the_sentence_that_names_it_first(node: str, quote: str) -> None:
    assert TELLING.of_node(NODE[node]).quote == quote


@pytest.mark.parametrize(
    ("names", "around", "told"),
    [
        ([{"任远帆"}, {"青川港", "港"}], [], (SECOND, True)),
        ([{"任远帆"}, {"青川大桥"}], [], (SENTENCE, False)),
        ([{"任远帆"}], ["青川港"], (SECOND, False)),
        ([{"青川大桥"}], [], ("", False)),
        ([], ["青川高新区"], (SENTENCE, False)),
    ],
)
def test_a_miss_has_the_sentence_that_names_most_of_it(
    names: list[set[str]], around: list[str], told: tuple[str, bool]
) -> None:
    assert TELLING.naming(names, around) == told
