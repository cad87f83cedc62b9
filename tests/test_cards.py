"""Entities, facts and tables as notebooks show them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from handmade import ARTICLE, ENTITIES, FACTS, KNOWLEDGE, SENTENCE, built

import kg
from kg.catalogue import CatalogueError
from kg.evidence import UnknownNameError
from kg.graph import Graph

GRAPH = Graph(KNOWLEDGE)
HOSTILE = '<img src=x onerror="alert(1)">\u202e'


def test_an_entity_has_its_names_and_facts() -> None:
    card = GRAPH.entity("海宁")
    assert (card.id, card.kind, card.name, card.english, card.aliases, card.code, card.articles) == (
        "division/990000", "Province", "海宁省", "Haining", ("海宁",), "990000", 1,
    )  # fmt: skip
    assert {str(fact) for fact in GRAPH.entity("任远帆").facts} >= {"任远帆 holds 海宁省省长"}


@pytest.mark.parametrize("name", ["任远帆", "id:person/任远帆", "https://w3id.org/yutu/id/person/任远帆", ENTITIES[0]])
def test_an_entity_is_given_by_name_id_iri_or_itself(name: str) -> None:
    assert GRAPH.entity(name).id == "person/任远帆"


def test_an_unknown_name_is_said() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 任远帆"):
        GRAPH.entity("任远")


def test_a_fact_shows_its_sentence_and_marks_its_words() -> None:
    (told,) = GRAPH.facts_of("任远帆", "holds")
    assert told == GRAPH.fact(FACTS[0])
    assert (told.subject_word, told.object_word, told.sentence) == ("任远帆", "海宁省省长", SENTENCE)
    html = told._repr_html_()
    assert ">海宁省省长</mark>" in html
    assert "闽风日报 2024-04-18" in html


def test_facts_and_entities_of_a_graph_show_what_they_hold() -> None:
    html = next(fact for fact in GRAPH.facts if fact.property == "holds")._repr_html_()
    assert (">任远帆</mark>" in html, ">海宁省省长</mark>" in html, "person/任远帆 · holds" in html) == (
        True,
        True,
        True,
    )
    html = next(one for one in GRAPH.entities if one.code == "990000")._repr_html_()
    assert ("海宁省" in html, "Province division/990000" in html, "Haining · 海宁 · 990000" in html) == (
        True,
        True,
        True,
    )
    dated = next(fact for fact in GRAPH.facts if fact.property == "startDate")
    assert "<mark" not in dated._repr_html_()


def test_facts_are_a_frame() -> None:
    frame = GRAPH.facts_of("任远帆").df
    assert list(frame["property"]).count("visited") == 2
    assert str(frame["published"].dtype).startswith("datetime64")


def test_hostile_names_are_texts() -> None:
    renamed = tuple(replace(one, name=HOSTILE) if one.id == "person/任远帆" else one for one in ENTITIES)
    graph = Graph(replace(KNOWLEDGE, entities=renamed, articles=(replace(ARTICLE, headline=HOSTILE),)))
    card = graph.entity("id:person/任远帆")
    told = replace(graph.facts[0], evidence=replace(graph.facts[0].evidence, text=HOSTILE))
    shown = (
        card,
        card.facts,
        card.facts[0],
        *graph.entities,
        told,
        graph,
        graph.query("SELECT ?n { ?p rdfs:label ?n }"),
        graph.plot,
    )
    for html in (one._repr_html_() for one in shown):
        assert "<img" not in html
        assert "\u202e" not in html


def test_a_graph_tells_what_it_holds(tmp_path: Path) -> None:
    html = kg.open(built(tmp_path / "g"))._repr_html_()
    assert "1 articles" in html
    assert "官员 Official" in html


def test_tables_tell_their_columns() -> None:
    assert "visits" in GRAPH.tables
    assert "sentence 原句" in GRAPH.tables._repr_html_()
    printed = repr(GRAPH.tables)
    assert all(text in printed for table in GRAPH.tables.values() for text in (table.usage, table.zh, table.en))
    assert "  place  " in printed
    assert "  地点  the place\n" in printed
    assert list(GRAPH.table("visits")["guest"]) == ["任远帆"]
    assert list(GRAPH.table("tenures", person="任远帆")["post"]) == ["海宁省省长"]
    assert GRAPH.table("posts", min_confidence=0.95).empty


def test_an_unknown_table_lists_the_known() -> None:
    with pytest.raises(CatalogueError, match=r"did you mean visits\?; there are agreements, articles"):
        GRAPH.table("visit")
