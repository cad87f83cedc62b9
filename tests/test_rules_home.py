"""Whose paper a page is."""

from __future__ import annotations

import datetime as dt

import pytest
from reading import article

from kg.lexicon import load
from kg.model import Page
from kg.rules.home import ProvinceError, home_of


def home(*, paper: str = "", masthead: str = "", province: str = "", text: str = "") -> list[str]:
    articles = (article(text),) if text else ()
    page = Page("page.txt", text, newspaper=paper, masthead=masthead, province=province, articles=articles)
    return [division.name for division in home_of(page, load())]


@pytest.mark.parametrize(
    ("paper", "wanted"),
    [
        ("湖南日报", ["湖南省"]),
        ("株洲日报", ["株洲市", "湖南省"]),
        ("恩施晚报", ["恩施土家族苗族自治州", "湖北省"]),
        ("闽风日报", ["福建省"]),
        ("赣东都市报", ["江西省"]),
        ("阳信报", ["阳信县", "滨州市", "山东省"]),
        ("云上大冶", ["大冶市", "黄石市", "湖北省"]),
        ("鼓楼新闻", []),
        ("瓯江都市报", []),
        ("人民日报", []),
        ("山那边晚报", []),
        ("", []),
    ],
)
def test_the_paper_s_name(paper: str, wanted: list[str]) -> None:
    assert home(paper=paper) == wanted


@pytest.mark.parametrize(
    ("masthead", "wanted"),
    [
        ("中共紫阳县委主管 紫阳县融媒体中心主办", ["紫阳县", "安康市", "陕西省"]),
        ("盐池县融媒体中心编 总第1187期", ["盐池县", "吴忠市", "宁夏回族自治区"]),
        ("2021年5月7日 星期五", []),
    ],
)
def test_the_body_that_runs_it(masthead: str, wanted: list[str]) -> None:
    assert home(masthead=masthead) == wanted


@pytest.mark.parametrize(
    ("paper", "masthead", "year", "wanted"),
    [
        ("萧山报", "", 1999, "萧山市"),
        ("萧山报", "", 2001, "萧山区"),
        ("萧山报", "", 2015, "萧山区"),
        ("望城报", "", 2005, "望城县"),
        ("望城报", "", 2015, "望城区"),
        ("大葱报", "中共章丘市委主管", 2010, "章丘市"),
        ("大葱报", "中共章丘区委主管", 2020, "章丘区"),
    ],
)
def test_the_division_as_it_was_then(paper: str, masthead: str, year: int, wanted: str) -> None:
    page = Page("page.txt", "", newspaper=paper, masthead=masthead, date=dt.date(year, 5, 7))
    assert home_of(page, load())[0].name == wanted


@pytest.mark.parametrize(("province", "wanted"), [("江西", ["江西省"]), ("江西省", ["江西省"])])
def test_what_the_user_says_holds(province: str, wanted: list[str]) -> None:
    assert home(paper="湖南日报", province=province) == wanted


def test_a_province_that_is_none_is_said() -> None:
    with pytest.raises(ProvinceError, match="无此地"):
        home(paper="湖南日报", province="无此地")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("长沙市、株洲市和湘潭市的代表参观了南昌市。", ["湖南省"]),
        ("长沙市、南昌市的代表会面。", []),
        ("大家都来了。", []),
        ("温州市的企业。温州的商会。温州市的代表到杭州市。温州的客人来了。市长王小明讲话。", ["温州市", "浙江省"]),
        ("温州市的企业。温州的商会。温州市的代表到杭州市。温州的客人来了。省长王小明讲话。", ["浙江省"]),
    ],
)
def test_the_divisions_it_writes_about(text: str, wanted: list[str]) -> None:
    assert home(text=text) == wanted


def test_a_sign_counts_where_the_page_speaks_of_its_province() -> None:
    assert home(paper="鲁珠时报", text="拉萨市召开会议，日喀则市、那曲市的代表参加。") == ["西藏自治区"]
    assert home(paper="闽风日报", text="福州市召开会议，南昌市、九江市的代表参加。") == ["福建省"]
    assert home(paper="鹿城日报", text="包头市召开会议，包头市昆都仑区、包头市青山区的代表参加。") == ["内蒙古自治区"]
    assert home(paper="泰兴日报", text="代表团到南京市、苏州市、无锡市考察。") == ["泰兴市", "泰州市", "江苏省"]
