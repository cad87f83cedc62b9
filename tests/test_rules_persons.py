"""Who is who on a page: one name may be two people (all names are invented)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from reading import article

from kg.model import Page
from kg.rules import extract


def people(*texts: str) -> list[set[str]]:
    """For each person called 罗文岳 on a page of these articles, the posts held."""
    articles = tuple(replace(article(text), id=f"云岭日报/2021-05-07/A01/{n}") for n, text in enumerate(texts, 1))
    page = Page("page.txt", "\n".join(texts), "云岭日报", dt.date(2021, 5, 7), articles=articles)
    knowledge = extract(page)
    names = {e.id: e.name for e in knowledge.entities}
    idents = sorted(e.id for e in knowledge.entities if e.name == "罗文岳")
    return [{names[str(f.object)] for f in knowledge.facts if f.subject == i and f.property == "holds"} for i in idents]


TWO = [
    ("长沙市市长罗文岳出席会议。", "南昌市市长罗文岳出席会议。", [{"长沙市市长"}, {"南昌市市长"}]),
    ("衡阳市委书记罗文岳主持会议。", "江西省副省长罗文岳出席会议。", [{"衡阳市委书记"}, {"江西省副省长"}]),
]
ONE = [
    ("长沙市市长罗文岳出席会议。", "罗文岳说，渠通了。", {"长沙市市长"}),
    ("长沙市市长罗文岳出席会议。", "长沙市委副书记罗文岳主持会议。", {"长沙市市长", "长沙市委副书记"}),
    ("湖南省委常委罗文岳出席会议。", "长沙市委书记罗文岳主持会议。", {"湖南省委常委", "长沙市委书记"}),
    ("长沙市市长罗文岳出席会议。", "长沙市市长罗文岳走访企业。", {"长沙市市长"}),
]


@pytest.mark.parametrize(("first", "second", "wanted"), TWO)
def test_two_people_of_one_name(first: str, second: str, wanted: list[set[str]]) -> None:
    found = people(first, second)
    assert len(found) == 2
    assert all(one in found for one in wanted)


@pytest.mark.parametrize(("first", "second", "wanted"), ONE)
def test_one_person_told_twice(first: str, second: str, wanted: set[str]) -> None:
    assert people(first, second) == [wanted]


def test_what_is_told_of_one_is_not_told_of_the_other() -> None:
    found = people("长沙市市长罗文岳出席会议。", "南昌市市长罗文岳出席会议。", "南昌市委副书记罗文岳主持会议。")
    assert sorted(map(sorted, found)) == [["南昌市委副书记", "南昌市市长"], ["长沙市市长"]]
