"""Pages settled all at once: who is one across them, whatever the order in which they are given."""

from __future__ import annotations

import datetime as dt
from itertools import permutations

import pytest

from kg.model import Article, Entity, Fact, Knowledge, Mention, Span
from kg.resolve import together, traces

NAME = "任远帆"


def page(number: int, *told: tuple[str, str], day: int = 1) -> Knowledge:
    """A page that names one person, of whom it tells these facts."""
    article = Article(
        f"日报/2024-01-{day:02}/{number}/1", "日报", dt.date(2024, 1, day), str(number), "", "", "", NAME, ""
    )
    span = Span(article.id, 0, 3, NAME)
    person = Entity(f"person/{NAME}", "Person", NAME, (), (Mention(span, "Person", NAME, "hand"),))
    others = tuple(Entity(value, "Post", value.partition("/")[2]) for _, value in told)
    return Knowledge((article,), (person, *others), tuple(Fact(p, person.id, v, span, "hand") for p, v in told))


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


def test_a_page_has_a_trace_of_each_division_that_it_names() -> None:
    codes = ("430104", "430104", "350000")
    named = Knowledge((), tuple(Entity(f"division/{code}", "County", code, code=code) for code in codes))
    assert list(traces(named)) == [("division/350000", ""), ("division/430104", "")]
