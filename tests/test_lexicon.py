"""What is known beforehand, and how it is found in a text."""

from __future__ import annotations

import pytest

from kg.lexicon import Division, Listed, load

LEXICON = load()


def forms(text: str) -> set[str]:
    return {text[hit.start : hit.end] for hit in LEXICON.hits(text)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("湖南省长沙市开福区", {"湖南", "湖南省", "长沙", "长沙市", "开福区"}),
        ("恩施州来凤县", {"恩施州", "恩施", "来凤县"}),
        ("科尔沁右翼前旗", {"科尔沁右翼前旗"}),
        ("苏州工业园区", {"苏州", "苏州工业园区"}),
        ("无名之地", set()),
        ("", set()),
    ],
)
def test_forms_in_a_text(text: str, wanted: set[str]) -> None:
    assert wanted <= forms(text)
    assert bool(wanted) == bool(forms(text))


def test_hits_lead_back_to_the_text() -> None:
    text = "代表团从长沙市到宜春市，又到南昌市。"
    assert all(text[h.start : h.end] in {f for e in h.entries for f in (e.name, *e.short)} for h in LEXICON.hits(text))


@pytest.mark.parametrize(("form", "full"), [("长沙市", True), ("长沙", False), ("恩施州", False), ("鼓楼区", True)])
def test_full_and_short_forms(form: str, full: bool) -> None:
    assert [hit.full for hit in LEXICON.hits(form) if hit.end - hit.start == len(form)] == [full]


def test_a_form_may_stand_for_several() -> None:
    places = {LEXICON.ancestors(e.code)[0].name for e in LEXICON.entries("鼓楼区") if isinstance(e, Division)}
    assert {"南京市", "徐州市", "福州市", "开封市"} <= places


@pytest.mark.parametrize("form", ["", "无此地市", "长"])
def test_what_is_in_no_table(form: str) -> None:
    assert LEXICON.entries(form) == ()


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("430104", ["长沙市", "湖南省"]),
        ("430100", ["湖南省"]),
        ("430000", []),
        ("110105", ["北京市"]),
        ("429004", ["湖北省"]),
        ("999999", []),
    ],
)
def test_ancestors(code: str, wanted: list[str]) -> None:
    assert [division.name for division in LEXICON.ancestors(code)] == wanted


def test_a_township_lies_in_its_county() -> None:
    code = next(d.code for d in LEXICON.entries("安定镇") if isinstance(d, Division) and d.code.startswith("430626"))
    assert [division.name for division in LEXICON.ancestors(code)] == ["平江县", "岳阳市", "湖南省"]


@pytest.mark.parametrize(
    ("code", "wanted"), [("430104", "湖南省"), ("500101", "重庆市"), ("659001", "新疆维吾尔自治区")]
)
def test_province(code: str, wanted: str) -> None:
    province = LEXICON.province(code)
    assert province is not None
    assert province.name == wanted


def test_no_province_of_an_unknown_code() -> None:
    assert LEXICON.province("990000") is None


@pytest.mark.parametrize(
    ("name", "year", "wanted"),
    [
        ("长沙县", 2021, True),
        ("铜山县", 2005, True),
        ("铜山县", 2015, False),
        ("铜山区", 2005, False),
        ("铜山区", 2015, True),
    ],
)
def test_divisions_come_and_go(name: str, year: int, wanted: bool) -> None:
    found = [e for e in LEXICON.entries(name) if isinstance(e, Division)]
    assert any(d.valid_in(year) for d in found) is wanted


@pytest.mark.parametrize(
    ("form", "kind"),
    [("中关村国家自主创新示范区", "Park"), ("长江经济带", "Region"), ("人民日报", "Media"), ("日本", "Country")],
)
def test_listed_entries(form: str, kind: str) -> None:
    assert kind in {e.kind for e in LEXICON.entries(form) if isinstance(e, Listed)}


def test_the_lexicon_is_read_once() -> None:
    assert load() is LEXICON


@pytest.mark.parametrize(
    ("code", "year", "wanted"),
    [
        ("370181", 2010, "370181"),
        ("370181", 2016, "370181"),
        ("370181", 2020, "370114"),
        ("120107", 2015, "120107"),
        ("532701", 2010, "530802"),
        ("430104", 2020, "430104"),
    ],
)
def test_what_a_division_was_in_a_year(code: str, year: int, wanted: str) -> None:
    lexicon = load()
    assert lexicon.then(lexicon.divisions[code], year).code == wanted


def test_a_code_that_was_given_anew_is_not_the_old_division_s() -> None:
    lexicon = load()
    assert [(d.code, d.name) for d in lexicon.bearers("511402")] == [("511402~1997", "枳城区"), ("511402", "东坡区")]
    assert lexicon.divisions["511402~1997"].official == "511402"
