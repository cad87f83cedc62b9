"""Figures that say what they are figures of: numbers are read exactly, with their unit and the words round them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import ontology
from kg.mentions.measures import find_figures, read_number, written

NUMBERS = {
    "38": "38",
    "3.8": "3.8",
    "120亿": "12000000000",
    "3.8万": "38000",
    "1.2万亿": "1200000000000",
    "3亿5000万": "350000000",
    "3亿零500万": "305000000",
    "24,021": "24021",
    "1万2千": "12000",
    "三百亿": "30000000000",
    "十二": "12",
    "两万五千": "25000",
    "一百零五": "105",
    "四十六点五": "46.5",
    "0.1": "0.1",
}
NO_NUMBERS = ["", "3.8.1", "3亿5", "二三十", "百亿", "1,20", "3.8亿5000万", "12，000", "9" * 40, "三百五", "亿万"]


@pytest.mark.parametrize(("text", "value"), NUMBERS.items())
def test_numbers(text: str, value: str) -> None:
    number = read_number(text)
    assert number is not None
    assert written(number) == value


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number_for_sure(text: str) -> None:
    assert read_number(text) is None


SCALES = {"": 1, "百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "亿": 10**8, "万亿": 10**12}


@given(st.decimals(1, 99_999, places=4), st.sampled_from(sorted(SCALES)))
def test_digits_with_a_scale_come_back_exactly(count: Decimal, scale: str) -> None:
    assert read_number(f"{written(count)}{scale}") == count * SCALES[scale]


def han(number: int) -> str:
    """The number in Han numerals as a primer writes it."""
    for char, scale in (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10)):
        if number >= scale:
            left, rest = divmod(number, scale)
            return han(left) + char + ("零" if 0 < rest < scale // 10 else "") + (han(rest) if rest else "")
    return "零一二三四五六七八九"[number]


@given(st.integers(1, 10**12 - 1))
def test_han_numerals_come_back_exactly(number: int) -> None:
    assert read_number(han(number)) == number or len(han(number)) > 20


@given(st.decimals(0, 10**12, places=6))
def test_written_numbers_are_equal_and_plain(number: Decimal) -> None:
    assert Decimal(written(number)) == number
    assert not {"E", "+"} & set(written(number))
    assert not (written(number).endswith("0") and "." in written(number))


FIGURES = [
    ("总投资120亿元", "总投资", "12000000000", "元", ""),
    ("总投资额达38.5亿元", "总投资", "3850000000", "元", ""),
    ("总投资 38 亿元", "总投资", "3800000000", "元", ""),
    ("总投资约1.5亿美元", "总投资", "150000000", "美元", "约"),
    ("总投资20亿元人民币", "总投资", "2000000000", "元", ""),
    ("计划总投资12亿元", "计划总投资", "1200000000", "元", ""),
    ("投资3亿多元", "投资", "300000000", "元", "多"),
    ("占地500余亩", "占地面积", "500", "亩", "余"),
    ("占地30余万平方米", "占地面积", "300000", "平方米", "余"),
    ("规划面积3.8万亩", "规划面积", "38000", "亩", ""),
    ("总面积2.5万平方千米", "面积", "25000", "平方公里", ""),
    ("全长超过106公里", "全长", "106", "公里", "超过"),
    ("设计时速350公里", "设计时速", "350", "公里", ""),
    ("总装机容量140万千瓦", "装机容量", "1400000", "千瓦", ""),
    ("总库容2亿立方米以上", "总库容", "200000000", "立方米", "以上"),
    ("年产值达到800万元", "年产值", "8000000", "元", ""),
    ("常住人口85.3万人", "常住人口", "853000", "人", ""),
    ("森林覆盖率达46.5%", "森林覆盖率", "46.5", "%", ""),
    ("森林覆盖率达46.5％", "森林覆盖率", "46.5", "%", ""),
    ("森林覆盖率达百分之四十六点五", "森林覆盖率", "46.5", "%", ""),
    ("集装箱吞吐量突破2000万标箱", "集装箱吞吐量", "20000000", "标准箱", "突破"),
    ("接待游客3亿人次", "接待游客", "300000000", "人次", ""),
    ("选派24021名干部", "选派干部", "24021", "名", ""),
    ("下辖14个乡镇", "下辖乡镇", "14", "个", ""),
    ("注册资本三千万元", "注册资本", "30000000", "元", ""),
]


@pytest.mark.parametrize(("text", "quantity", "value", "unit", "about"), FIGURES)
def test_figures(text: str, quantity: str, value: str, unit: str, about: str) -> None:
    found = find_figures(f"项目{text}，投产。")
    assert [(f.name, f.value, f.unit, f.about) for f in found] == [(quantity, value, unit, about)]


NONE = [
    "总投资",
    "总投资数亿元",
    "总投资上百亿元",
    "总投资数十亿元",
    "总投资近百亿元",
    "总投资二三十亿元",
    "总投资3亿元至5亿元",
    "总投资3—5亿元",
    "总投资3亿元—5亿元",
    "总投资同比增长8.5%",
    "总投资增长20亿元",
    "总投资由3亿元增加到5亿元",
    "总投资3亩",
    "占地5亿元",
    "占地第3期",
    "投资2021年完成",
    "全长第3公里",
    "年产值3000元/亩",
    "面积的40%",
    "选派24021名",
    "选派24名干部和教师",
    "电话13800000000",
    "总投资3，800万元",
    "总投资999999999999999999999999亿元",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_figure(text: str) -> None:
    assert find_figures(f"项目{text}。") == []


def test_a_quantity_reaches_into_no_name() -> None:
    text = "2021年产值5亿元"
    assert [f.name for f in find_figures(text)] == ["年产值"]
    assert [f.name for f in find_figures(text, [5])] == ["产值"]


def test_offsets_are_those_of_the_text() -> None:
    text = "项目总投资约38亿元，占地420亩。"
    assert [text[f.start : f.end] for f in find_figures(text)] == ["总投资约38亿元", "占地420亩"]


@given(st.text(alphabet="总投资占地达约0123456789.,，零一二十百千万亿元亩%百分之点 的、", max_size=60))
def test_any_text_is_read(text: str) -> None:
    for figure in find_figures(text):
        assert Decimal(figure.value) >= 0
        assert 0 <= figure.start < figure.end <= len(text)


def test_the_tables_fit_together() -> None:
    kinds = {row["kind"] for row in ontology.table("units")}
    rows = ontology.table("quantities")
    assert [row["head"] for row in rows if not set(row["units"].split()) <= kinds or not row["of"]] == []
    assert {row["use"] for row in rows} == {"plan", "state", ""}
    heads = [(row["head"], row["units"]) for row in rows]
    assert len(heads) == len(set(heads))
    forms = [row["form"] for row in ontology.table("units")]
    assert len(forms) == len(set(forms))
