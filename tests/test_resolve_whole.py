"""Pages settled all at once: who is one across them, whatever the order in which they are given."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import permutations

import pytest

from kg.model import Article, Entity, Fact, Knowledge, Mention, Span
from kg.resolve import together, traces

NAME = "任远帆"


def page(number: int, *told: tuple[str, str], day: int = 1, name: str = NAME) -> Knowledge:
    """A page that names one person, of whom it tells these facts."""
    article = Article(
        f"日报/2024-01-{day:02}/{number}/1", "日报", dt.date(2024, 1, day), str(number), "", "", "", name, ""
    )
    span = Span(article.id, 0, 3, name)
    person = Entity(f"person/{name}", "Person", name, (), (Mention(span, "Person", name, "hand"),))
    others = tuple(Entity(value, "Post", value.partition("/")[2]) for _, value in told)
    return Knowledge((article,), (person, *others), tuple(Fact(p, person.id, v, span, "hand") for p, v in told))


VILLAGE = "大湾村"
TOLD = (f"division/341524/{VILLAGE}", f"division/341524205/{VILLAGE}")


def village(number: int, ident: str, day: int = 1) -> Knowledge:
    """A page that names a village and one who serves there."""
    known = page(number, ("serves", ident), day=day)
    return replace(known, entities=(known.entities[0], Entity(ident, "Village", VILLAGE)))


def body(number: int, name: str, code: str) -> Knowledge:
    """A page that names a body and a division."""
    known = page(number, day=number)
    named = Entity(f"organization/{name}", "Organization", name), Entity(f"division/{code}", "County", code, code=code)
    return replace(known, entities=(*known.entities, *named))


def ids(pages: dict[str, Knowledge]) -> dict[str, str]:
    """Who is named on each page."""
    return {name: part.entities[0].id for name, part in together(pages).pages.items()}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("holds", "post/x"), ("holds", "post/x"), True),
        (("worksFor", "organization/x"), ("worksFor", "organization/x"), True),
        (("serves", "division/430000"), ("serves", "division/350000"), False),
    ],
)
def test_one_person_or_two(one: tuple[str, str], other: tuple[str, str], same: bool) -> None:
    found = ids({"a": page(1, one), "b": page(2, other, day=2)})
    assert (found["a"] == found["b"]) is same
    assert found["a"] == f"person/{NAME}"


def test_the_order_of_the_pages_makes_no_difference() -> None:
    pages = {
        "a": page(1, ("serves", "division/430000"), ("holds", "post/x")),
        "b": page(2, ("serves", "division/350000"), day=2),
        "c": page(3, ("holds", "post/x"), day=3),
        "d": page(4, day=3),
    }
    found = [together(dict(order)) for order in permutations(pages.items())]
    assert all(whole == found[0] and list(whole.pages) == list("abcd") for whole in found)


def test_divisions_that_pages_name_are_in_the_gazetteers_part() -> None:
    named = Knowledge((), (Entity("division/430104", "County", "岳麓区", code="430104"),))
    assert {entity.code for entity in together({"a": named}).gazetteer.entities} == {"430000", "430100", "430104"}


def test_a_village_told_under_two_parents_is_one_on_all_pages() -> None:
    whole = together({"日报/2024-01-01/1": village(1, TOLD[0]), "日报/2024-01-02/2": village(2, TOLD[1], day=2)})
    assert {part.facts[0].object for part in whole.pages.values()} == {TOLD[1]}
    assert [record.id for record in whole.records[f"place/{VILLAGE}"]] == [TOLD[0]]
    facts = {fact for record in whole.records[f"person/{NAME}"] for fact in record.facts}
    assert facts
    assert {fact.object for fact in facts} == {TOLD[1]}


def test_what_leads_out_is_told_with_its_licence() -> None:
    whole = together({"a": page(1, ("holds", "post/湖南省委书记"), name="张庆伟"), "b": body(2, "国务院", "430121")})
    found = {record.id for record in whole.records["links"]}
    assert found >= {"person/张庆伟", "organization/国务院", "division/430121", "division/430000", "graph/links"}
    assert "links" not in together({"a": page(1)}).records


def test_a_page_has_a_trace_of_each_division_that_it_names() -> None:
    codes = ("430104", "430104", "350000")
    named = Knowledge((), tuple(Entity(f"division/{code}", "County", code, code=code) for code in codes))
    assert list(traces(named)) == [("division/350000", ""), ("division/430104", "")]
