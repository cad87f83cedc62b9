"""HTML for notebooks: what is marked, and that nothing from outside becomes markup."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import marked


def words(html: str) -> list[str]:
    return re.findall(r"<mark[^>]*>(.*?)</mark>", html)


@pytest.mark.parametrize(
    ("sentence", "subject", "other", "found"),
    [
        ("省委书记、省人大常委会主任甲，省人大常委会主任乙", "甲", "省人大常委会主任", ["省人大常委会主任", "甲"]),
        ("甲乙甲", "乙", "甲", ["甲", "乙"]),
        ("甲甲", "甲", "", ["甲"]),
        ("湖南省省长", "湖南省省长", "湖南省", ["湖南省省长"]),
        ("无", "甲", "乙", []),
    ],
)
def test_the_words_nearest_to_each_other_are_marked(sentence: str, subject: str, other: str, found: list[str]) -> None:
    assert words(marked.marked(sentence, subject, other)) == found


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("省委书记、省人大常委会主任甲，浙江省委书记乙", "省委书记</mark>、"),
        ("浙江省委书记乙，甲省委书记", "省委书记</mark>"),
        ("浙江省委书记甲", "省委书记</mark>"),
    ],
)
def test_a_short_title_behind_the_name_of_a_place_is_of_that_place(sentence: str, left: str) -> None:
    html = marked.marked(sentence, "甲", "省委书记", short=True)
    assert left in html
    assert re.sub("<[^>]*>", "", html) == sentence


@given(st.text(max_size=40), st.text(max_size=3), st.text(max_size=3))
def test_nothing_becomes_markup(sentence: str, subject: str, other: str) -> None:
    html = re.sub(r'<mark style="[^"<>]*">|</mark>', "", marked.marked(sentence, subject, other))
    assert not set(html) & set("<>\"'")
    assert not set(marked.text(sentence)) & set("<>\"'\n\u2028\u202e")


def test_long_texts_are_cut() -> None:
    assert marked.text("x" * 999).endswith("…")
    assert len(marked.marked("x" * 9999, "x", "")) < 1000


def test_a_table_says_what_it_leaves_out() -> None:
    assert "and 1,000 more" in marked.table(["a"], [["1"]], total=1001)
    assert "more" not in marked.table(["a"], [["1"]])


@pytest.mark.parametrize(
    ("name", "forms", "found"),
    [("任远帆", [], "任远帆"), ("海宁省省长", [], "省长"), ("海宁省", ["海宁"], "海宁"), ("无", [], "")],
)
def test_the_word_for_a_name(name: str, forms: list[str], found: str) -> None:
    assert marked.word_for(name, forms, "海宁的省长任远帆") == found
