"""Why the graph says something: by names in, sentences out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from handmade import ARTICLE, KNOWLEDGE, SECOND, SENTENCE

import kg
from kg.evidence import Because, UnknownNameError, lines
from kg.graph import Graph

GRAPH = Graph(KNOWLEDGE)


def told(found: list[Because]) -> list[tuple[str, ...]]:
    return [because.names for because in found]


@pytest.mark.parametrize("prop", ["holds", "yt:holds", "任职"])
@pytest.mark.parametrize("value", ["海宁省省长", "id:post/海宁省省长", "https://w3id.org/yutu/id/post/海宁省省长"])
def test_a_fact_has_its_sentence(prop: str, value: str) -> None:
    (because,) = GRAPH.why("任远帆", prop, value)
    (sentence,) = because.sentences
    assert (sentence.quote, sentence.date, sentence.page, sentence.headline) == (
        SENTENCE,
        "2024-04-18",
        "A02",
        ARTICLE.headline,
    )
    assert ARTICLE.text[int(sentence.start) : int(sentence.end)] == SENTENCE
    assert (because.rules, because.confidence) == (("by-hand",), "0.9")


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        (("海宁省代表团访问青川市", "stop"), {"青川高新区", "青川港"}),
        (("海宁省代表团访问青川市", "stop", "青川港"), {"青川港"}),
        (("海宁省代表团访问青川市", "startDate", "2024-04-17"), {"2024-04-17"}),
        (("任远帆", "holds"), {"海宁省省长"}),
        (("任远帆", "place"), set()),
    ],
)
def test_what_is_left_out_may_be_anything(asked: tuple[str, ...], names: set[str]) -> None:
    assert {because.names[2] for because in GRAPH.why(*asked)} == names


@pytest.mark.parametrize(("prop", "value"), [("rdf:type", "yt:Official"), ("a", "Official"), ("a", "Person")])
def test_classes_have_reasons_too(prop: str, value: str) -> None:
    (because,) = GRAPH.why("任远帆", prop, value)
    assert because.names == ("任远帆", "rdf:type", f"yt:{value.removeprefix('yt:')}")
    assert bool(because.premises) is (value == "Person")


def test_all_that_is_known_of_somebody() -> None:
    assert told(GRAPH.why("任远帆")) == [
        ("任远帆", "yt:holds", "海宁省省长"),
        ("任远帆", "yt:visited", "青川港"),
        ("任远帆", "yt:visited", "青川高新区"),
        ("海宁省代表团访问青川市", "yt:participant", "任远帆"),
    ]


def test_what_a_sentence_states_comes_before_the_gazetteer() -> None:
    assert [bool(because.sentences) for because in GRAPH.why("青川市")] == [True, True, False]


def test_of_many_sentences_some_are_shown() -> None:
    (because,) = GRAPH.why("任远帆", "holds")
    often = replace(because, sentences=because.sentences * 5)
    printed = list(lines([often], most=3))
    assert (printed[-1], len(printed)) == ("    and 2 more sentences", 8)
    assert len(list(lines([often]))) == 11


def test_what_the_gazetteer_knows_has_no_sentence() -> None:
    (because,) = GRAPH.why("青川市", "locatedIn", "东屿省")
    assert (because.sentences, because.rules) == ((), ("gazetteer",))


def test_what_follows_has_its_premises() -> None:
    because = next(b for b in GRAPH.why("海宁省省长", "heldBy", "任远帆"))
    assert because.axiom
    assert told(list(because.premises)) == [("任远帆", "yt:holds", "海宁省省长")]
    assert because.premises[0].sentences[0].quote == SENTENCE


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("任远航",), "did you mean 任远帆"),
        (("任远帆", "hold"), "did you mean holds"),
        (("任远帆", "holds", "海宁省"), ""),
        (("任远帆", "holds", "海宁省长官"), "nothing in the graph is called so"),
    ],
)
def test_wrong_names_are_said(asked: tuple[str, ...], said: str) -> None:
    if not said:
        assert GRAPH.why(*asked) == []
        return
    with pytest.raises(UnknownNameError, match=said):
        GRAPH.why(*asked)


def test_lines_are_for_people() -> None:
    printed = "\n".join(lines(GRAPH.why("海宁省代表团访问青川市", "stop", "青川港")))
    assert SECOND in printed
    assert "闽风日报 2024-04-18 A02 海宁省代表团访问青川市" in printed


def test_names_are_never_taken_for_a_query() -> None:
    with pytest.raises(UnknownNameError):
        GRAPH.why('x" } UNION { ?s ?p ?o')
    assert GRAPH.why("任远帆", "holds", "id:x> ?p ?o . <") == []


def test_a_built_graph_tells_why(tmp_path: Path) -> None:
    page = tmp_path / "p.txt"
    page.write_text(
        "闽风日报\n2024年4月18日 星期四 A02版\n\n简书航任三亚市市长\n17日，简书航当选为三亚市市长。\n", "utf-8"
    )
    assert [b.sentences[0].quote for b in kg.build(page).why("简书航", "holds")] == ["17日，简书航当选为三亚市市长。"]
