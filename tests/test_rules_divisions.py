"""Which of the divisions of one name is meant."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest
from reading import DAY, read

TABLES = Path(__file__).parent / "divisions"


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a table of short texts, each with the code that a form means in it."""
    lines = (TABLES / f"{table}.tsv").read_text("utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))


def meant(text: str, form: str, date: str, paper: str) -> str:
    """The code that each `form` in the text means, in order; - for one that means none."""
    found = read(text, date=dt.date.fromisoformat(date), paper=paper).entities
    divisions = [e for e in found if e.id.startswith("division/")]
    codes = {m.span.start: e.code for e in divisions for m in e.mentions if m.span.text == form}
    return "|".join(codes.get(at, "-") for at in range(len(text)) if text.startswith(form, at))


@pytest.mark.parametrize("row", [*rows("namesakes"), *rows("years")], ids=lambda row: f"{row['text']}{row['date']}")
def test_which_division_a_name_means(row: dict[str, str]) -> None:
    assert meant(row["text"], row["form"], row["date"], row["paper"]) == row["code"]


def test_a_post_keeps_the_name_that_its_division_had() -> None:
    told = read("王小明曾任章丘市市长。", date=dt.date(2020, 6, 1))
    assert [e.name for e in told.entities if e.kind == "Post"] == ["章丘市市长"]
    assert "370181" in {e.code for e in told.entities}


@pytest.mark.parametrize(("text", "code"), [("原章丘市的大葱。", "370181"), ("章丘市的大葱。", "370114")])
def test_what_is_no_more_is_told_of_as_it_was(text: str, code: str) -> None:
    assert meant(text, "章丘市", "2020-06-01", "") == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1998年，长沙望城种葱。", "430122"),
        ("1998年以来，长沙望城种葱。", "430112"),
        ("1998年修了路；长沙望城种葱。", "430112"),
        ("1949年，长沙望城种葱。", "430112"),
        ("2030年，长沙望城种葱。", "430112"),
    ],
)
def test_the_year_that_a_sentence_tells_of(text: str, code: str) -> None:
    assert meant(text, "望城", "2020-06-01", "") == code


def test_a_river_is_no_prefecture_that_is_gone() -> None:
    assert codes("松花江流域发生汛情。哈尔滨市、松花江沿岸转移群众。", "松花江地区") == set()


def codes(text: str, name: str, *, date: dt.date = DAY, province: str = "") -> set[str]:
    """The codes of the divisions that the text means by `name`."""
    return {
        e.code
        for e in read(text, date=date, province=province).entities
        if e.name == name and e.id.startswith("division/")
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("活动在南京市鼓楼区举行。", "320106"),
        ("活动在南京鼓楼区举行。", "320106"),
        ("活动在徐州市鼓楼区举行。", "320302"),
        ("活动在福州市鼓楼区举行。", "350102"),
        ("活动在开封市鼓楼区举行。", "410204"),
        ("代表团抵达福州市。活动在鼓楼区举行。", "350102"),
        ("代表团抵达开封市。当天，鼓楼区举办展览。", "410204"),
        ("代表团从江苏省徐州市鼓楼区出发。", "320302"),
    ],
)
def test_a_district_of_four_cities(text: str, code: str) -> None:
    assert codes(text, "鼓楼区") == {code}


def test_nobody_guesses_without_a_hint() -> None:
    assert codes("活动在鼓楼区举行。", "鼓楼区") == set()


def test_two_of_one_name_in_one_text() -> None:
    assert codes("南京市鼓楼区与徐州市鼓楼区签约。", "鼓楼区") == {"320106", "320302"}


@pytest.mark.parametrize(
    ("text", "province", "name", "code"),
    [
        ("活动在北京市朝阳区举行。", "", "朝阳区", "110105"),
        ("活动在长春市朝阳区举行。", "", "朝阳区", "220104"),
        ("活动在辽宁省朝阳市举行。", "", "朝阳市", "211300"),
        ("活动在朝阳市举行。", "", "朝阳市", "211300"),
        ("活动在朝阳区举行。", "吉林", "朝阳区", "220104"),
        ("活动在朝阳区举行。", "北京", "朝阳区", "110105"),
    ],
)
def test_a_district_and_a_city(text: str, province: str, name: str, code: str) -> None:
    assert codes(text, name, province=province) == {code}


@pytest.mark.parametrize("text", ["这是一项朝阳产业。", "长城内外一片新绿。"])
def test_words_that_are_names_elsewhere(text: str) -> None:
    assert [e.name for e in read(text).entities if e.id.startswith("division/")] == []


@pytest.mark.parametrize(
    ("text", "year", "name", "code"),
    [
        ("活动在长沙市望城县举行。", 2008, "望城县", "430122"),
        ("活动在长沙市望城区举行。", 2015, "望城区", "430112"),
        ("活动在徐州市铜山县举行。", 2005, "铜山县", "320323"),
        ("活动在徐州市铜山区举行。", 2015, "铜山区", "320312"),
        ("活动在长沙市望城区举行。", 2011, "望城区", "430112"),
        ("活动在长沙市望城县举行。", 2011, "望城县", "430122"),
        ("活动在长沙望城举行。", 2008, "望城县", "430122"),
        ("活动在长沙望城举行。", 2015, "望城区", "430112"),
        # renamed, with its code: one division, under its last name
        ("活动在襄樊市举行。", 2009, "襄阳市", "420600"),
        ("活动在襄阳市举行。", 2015, "襄阳市", "420600"),
    ],
)
def test_divisions_that_came_and_went(text: str, year: int, name: str, code: str) -> None:
    assert codes(text, name, date=dt.date(year, 6, 1)) == {code}


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("活动在平江县安定镇横冲村举行。", "横冲村", "430626"),
        ("活动在平江县举行。代表团到横冲村走访。", "横冲村", "430626"),
    ],
)
def test_a_village_lies_where_the_text_is(text: str, name: str, code: str) -> None:
    idents = {e.id for e in read(text).entities if e.name == name}
    assert len(idents) == 1
    assert idents.pop().startswith(f"division/{code}")


@pytest.mark.parametrize(
    ("text", "paper", "name", "code"),
    [
        ("长治市党政代表团来潍考察。", "潍坊日报", "潍坊市", "370700"),
        ("在潍期间，他走访了企业。", "潍坊日报", "潍坊市", "370700"),
        ("市长王小明赴荥经调研。", "雅安日报", "荥经县", "511822"),
        ("我县召开会议。", "阳信报", "阳信县", "371622"),
    ],
)
def test_in_its_own_paper_a_place_has_short_names(text: str, paper: str, name: str, code: str) -> None:
    assert {e.code for e in read(text, paper=paper).entities if e.name == name} == {code}


def test_a_township_in_no_other_row_says_nothing_of_its_county() -> None:
    told = read("张庄街道开工。副区长王小明出席仪式。", paper="大众日报")
    assert not any(e.name == "盐都区" for e in told.entities)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "南京市鼓楼区委书记王小明、福州市鼓楼区委书记李国强出席。",
            {
                "organization/鼓楼区委~320106",
                "post/鼓楼区委书记~320106",
                "organization/鼓楼区委~350102",
                "post/鼓楼区委书记~350102",
            },
        ),
        (
            "代表团到平江县安定镇横冲村走访，横冲村党支部书记王小明介绍情况。",
            {"organization/横冲村党支部~430626101", "post/横冲村党支部书记~430626101"},
        ),
        ("长沙县委书记王小明出席。", {"organization/长沙县委", "post/长沙县委书记"}),
    ],
)
def test_bodies_and_posts_of_namesakes_are_not_one(text: str, wanted: set[str]) -> None:
    found = {e.id for e in read(text).entities}
    assert {ident for ident in found if ident.startswith(("organization/", "post/"))} == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("章丘市委书记王小明出席。", "章丘市委书记"), ("望城县召开会议，县委书记王小明讲话。", "望城县委书记")],
)
def test_a_post_is_told_by_the_name_that_the_text_has(text: str, wanted: str) -> None:
    assert [e.name for e in read(text, date=dt.date(2020, 6, 1)).entities if e.kind == "Post"] == [wanted]
