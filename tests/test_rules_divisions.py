"""Which of the divisions of one name is meant."""

from __future__ import annotations

import datetime as dt

import pytest
from reading import DAY, read


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
