"""Sentences: where they end, and that they lead back to the text."""

from __future__ import annotations

import pytest
from reading import article

from kg.model import Article, Part
from kg.text import sentences


def cut(text: str) -> list[str]:
    return [sentence.span.text for sentence in sentences(article(text))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", []),
        (" \n\n ", []),
        ("渠通了", ["渠通了"]),
        ("渠通了。茶活了。", ["渠通了。", "茶活了。"]),
        ("渠通了！茶活了吗？活了", ["渠通了！", "茶活了吗？", "活了"]),
        ("怎么办？！再想想。", ["怎么办？！", "再想想。"]),
        ("“渠通了。”他说。", ["“渠通了。”他说。"]),
        ("“渠通了！茶活了！”他说。", ["“渠通了！茶活了！”他说。"]),
        ("他说：“渠通了。”茶也活了。", ["他说：“渠通了。”茶也活了。"]),
        ("第一段\n第二段。\n", ["第一段", "第二段。"]),
        ("（渠通了。）茶活了。", ["（渠通了。）", "茶活了。"]),
        ("上午开会；下午调研。", ["上午开会；下午调研。"]),
        ("增长3.5%。总量居首。", ["增长3.5%。", "总量居首。"]),
        ("没有收尾的“引文。下一句。", ["没有收尾的“引文。", "下一句。"]),
    ],
)
def test_where_sentences_end(text: str, wanted: list[str]) -> None:
    assert cut(text) == wanted


def test_no_sentence_reaches_over_a_part() -> None:
    text = "竹坞通渠\n渠通了，\n茶也活了。\n"
    parts = (Part("headline", 0, 5), Part("body", 5, 10), Part("body", 10, len(text)))
    page = Article("a", "", None, "", "", "", "", text, "", parts)
    found = [(s.part, s.paragraph, s.span.text) for s in sentences(page)]
    assert found == [("headline", 0, "竹坞通渠"), ("body", 1, "渠通了，"), ("body", 2, "茶也活了。")]


@pytest.mark.parametrize("text", ["竹塢村的水渠通了。茶葉也活了！", "２０２１年５月７日，Ａ市。"])
def test_folded_is_as_long_as_the_text(text: str) -> None:
    for sentence in sentences(article(text)):
        assert len(sentence.folded) == len(sentence.span.text)
        assert text[sentence.span.start : sentence.span.end] == sentence.span.text


def test_folded_is_plain() -> None:
    assert [s.folded for s in sentences(article("竹塢村的水渠。２０２１年，"))] == ["竹坞村的水渠。", "2021年，"]
