"""Parts made to fit one another: names of pages, ids that hold across them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from handmade import KNOWLEDGE
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article, Entity, Fact, Knowledge, Mention, Span
from kg.resolve import marked, merge, page_names, renamed


def test_two_ids_that_become_one_are_one_entity() -> None:
    text = "任远帆和任远帆"
    article = Article("日报/2024-04-18/1/1", "日报", dt.date(2024, 4, 18), "1", "", "", "", text, "")
    spots = [Mention(Span(article.id, at, at + 3, "任远帆"), "Person", "任远帆", "hand") for at in (0, 4)]
    two = tuple(
        Entity(f"person/{mark}", "Person", "任远帆", (), (spot,)) for mark, spot in zip("ab", spots, strict=True)
    )
    told = (Fact("serves", "person/b", "division/1", Span(article.id, 0, 3, "任远帆"), "hand"),)
    one = renamed(Knowledge((article,), two, told), {"person/b": "person/a"})
    assert [(e.id, len(e.mentions)) for e in one.entities] == [("person/a", 2)]
    assert one.facts[0].subject == "person/a"


def test_all_parts_as_one() -> None:
    one = merge([KNOWLEDGE, KNOWLEDGE])
    assert {e.id for e in KNOWLEDGE.entities} == {e.id for e in one.entities}


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["11111111", "22222222", "33333333"])), max_size=5))
def test_pages_of_one_id_and_other_texts_have_names_of_their_own(told: list[tuple[str, str]]) -> None:
    found = {str(number): page for number, page in enumerate(told)}
    names = page_names(found)
    assert len(set(names.values())) == len(set(told))
    assert {ident for ident, _ in told} <= set(names.values())
    assert page_names(dict(reversed(found.items()))) == names


def test_a_page_under_another_name_is_that_in_all_its_ids() -> None:
    ident = "闽风日报/2024-04-18/A02"
    part = Knowledge(
        KNOWLEDGE.articles,
        (Entity(f"event/{ident}/1/会", "Meeting", "会"),),
        (replace(KNOWLEDGE.facts[0], subject=f"event/{ident}/1/会"),),
    )
    moved = marked(part, ident, f"{ident}~x")
    assert moved.articles[0].id == moved.facts[0].evidence.article == f"{ident}~x/1"
    assert moved.entities[0].id == moved.facts[0].subject == f"event/{ident}~x/1/会"
