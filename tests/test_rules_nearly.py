"""The rules that nearly fired: the nearest few, each with what it lacks."""

from __future__ import annotations

import pytest

from kg.rules import explain
from kg.rules.nearly import MOST
from kg.rules.pattern import pieces
from kg.rules.rule import rules


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("海宁省省长任远帆考察青川市。", "visit: lacks {Place+}"),  # no such city is known
        ("福建省与浙江省签署合作协议。", "signed-before: lacks {Paper}"),
        ("福建省省长方知白考察泉州市受到欢迎。", "visit: kept off by 受到, 欢迎"),
    ],
)
def test_what_is_lacking_is_said(sentence: str, told: str) -> None:
    assert told in map(str, explain(sentence).near)


@pytest.mark.parametrize(
    "sentence", ["海宁省省长任远帆考察青川市。", "天气很好。", "方知白任福建省省长的时候很忙。", ""]
)
def test_the_nearest_few_come_first(sentence: str) -> None:
    found = explain(sentence)
    assert len(found.near) <= MOST
    assert [one.lacks for one in found.near] == sorted(one.lacks for one in found.near)
    assert not {one.rule for one in found.near} & set(found.fired)


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        ("{People}[同志](任|当选[为]){Post}", ["{People}", "(任|当选[为])", "{Post}"]),
        ("<!not><attend>…、{a:Party}(开展)?，了", ["<attend>", "{a:Party}", "，了"]),
        ("^{Place}..$", ["{Place}"]),
    ],
)
def test_pieces_are_what_must_be_there(pattern: str, written: list[str]) -> None:
    assert [piece.written for piece in pieces(pattern)] == written


def test_every_pattern_asks_for_something() -> None:
    assert all(list(pieces(pattern.text)) for rule in rules() for pattern in rule.when)
