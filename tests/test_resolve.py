"""Who is who across pages: joined with reason, kept apart without, whatever the order in which pages come."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import permutations

import pytest
from handmade import KNOWLEDGE
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article, Entity, Fact, Knowledge, Mention, Span
from kg.resolve import Person, Sketch, background, identify, marked, merge, page_names, renamed, sketch


def person(ident: str = "person/任远帆", **known: set[str]) -> Person:
    return Person(ident, "任远帆", **known)  # type: ignore[arg-type]


def page(date: str, *people: Person) -> Sketch:
    return Sketch(date, (), people, ())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"posts": {"post/x"}}, {"posts": {"post/x"}}, True),
        ({"employers": {"organization/x"}}, {"employers": {"organization/x"}}, True),
        ({"serves": {"division/1"}}, {"serves": {"division/1"}}, True),
        ({"serves": {"division/1"}}, {"serves": {"division/2"}}, False),
        ({"posts": {"post/x"}}, {"posts": {"post/y"}}, False),
        ({"issues": {"日报 2024-04-18"}}, {"issues": {"日报 2024-04-18"}}, True),
        ({"issues": {"日报 2024-04-18"}}, {"issues": {"日报 2024-04-19"}}, False),
        ({}, {}, False),
    ],
)
def test_one_person_or_two(one: dict[str, set[str]], other: dict[str, set[str]], same: bool) -> None:
    ids = identify({"a": page("2024-01-01", person(**one)), "b": page("2024-01-02", person(**other))})
    assert (ids["b"] == {}) is same


def test_the_second_of_a_name_gets_a_mark_of_his_own() -> None:
    pages = {
        "a": page("2024-01-01", person(serves={"division/1"})),
        "b": page("2024-01-02", person(serves={"division/2"})),
        "c": page("2024-01-03", person(serves={"division/2"})),
    }
    assert identify(pages) == {
        "a": {},
        "b": {"person/任远帆": "person/任远帆~2"},
        "c": {"person/任远帆": "person/任远帆~2"},
    }


SETS = st.sets(st.sampled_from(["1", "2", "3"]), max_size=2)
PEOPLE = st.builds(person, posts=SETS, serves=SETS, employers=SETS, issues=SETS)


@given(st.lists(st.tuples(st.sampled_from(["", "2024-01-01", "2024-01-02"]), PEOPLE), max_size=4))
def test_the_order_of_arrival_makes_no_difference(told: list[tuple[str, Person]]) -> None:
    pages = [(f"p{number}", page(date, one)) for number, (date, one) in enumerate(told)]
    found = [identify(dict(order)) for order in permutations(pages)]
    assert all(ids == found[0] for ids in found)


@given(st.lists(PEOPLE, max_size=3), st.text(max_size=5))
def test_a_sketch_is_read_as_it_was_written(people: list[Person], text: str) -> None:
    drawn = Sketch(text, (text,), tuple(people), (text,))
    assert Sketch.loads(drawn.dumps()) == drawn


def test_a_sketch_tells_what_is_known_of_persons() -> None:
    found = {one.name: one for one in sketch(KNOWLEDGE).people}
    assert found["任远帆"].posts == {"post/海宁省省长"}
    assert found["苏禾"].issues == {"闽风日报 2024-04-18"}


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


def test_the_gazetteer_tells_where_divisions_lie_and_when_codes_held() -> None:
    known = background(["430104"])
    assert [e.id for e in known.entities] == ["division/430000", "division/430100", "division/430104"]
    lies = [(f.subject, f.object) for f in known.facts if f.property == "locatedIn"]
    assert lies == [("division/430100", "division/430000"), ("division/430104", "division/430100")]
    (former,) = (f for f in background(["110103"]).facts if f.property == "code" and f.subject == "division/110103")
    assert (former.valid_from, former.valid_to) == ("", "2010")


def test_what_no_gazetteer_knows_is_left_out() -> None:
    assert background(["990000"]) == Knowledge()


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
