"""The language of the rules: what a pattern matches in a coded sentence, and which patterns are refused."""

from __future__ import annotations

import pytest
from reading import nodes

from kg import ontology
from kg.model import YutuError
from kg.rules.pattern import CODE, GROUPS, RuleError, compile_pattern


def coded(text: str) -> str:
    """`{Class}` written as the one character that stands for it."""
    for kind, char in CODE.items():
        text = text.replace(f"{{{kind}}}", char)
    return text


@pytest.mark.parametrize(
    ("pattern", "text", "wanted"),
    [
        ("{People}出席", "{People}出席", True),
        ("{People}出席", "{People}未出席", False),
        ("{People}出席", "{Delegation}出席", False),
        ("{Actor}抵达", "{Delegation}抵达", True),
        ("{Zone}揭牌", "{CooperationZone}揭牌", True),
        ("{Place+}举行", "{Province}、{Prefecture}举行", True),
        ("{Place+}举行", "{Province}举行", True),
        ("^{Place+}举行", "{Province}，以及{Prefecture}举行", True),
        ("^{Place+}举行", "{Province}，与{Prefecture}举行", False),
        ("{A:Party}与{B:Party}", "{Province}与{Government}", True),
        ("{People}[同志]任{Post}", "{People}任{Post}", True),
        ("{People}[同志]任{Post}", "{People}同志任{Post}", True),
        ("{People}(任|出任){Post}", "{People}出任{Post}", True),
        ("{People}(任|出任){Post}", "{People}离任{Post}", False),
        ("{People}..离开", "{People}一早离开", True),
        ("{People}..离开", "{People}来了，一早离开", False),
        ("{People}..离开", "{People}送{People}离开", True),
        ("{Zone}..{People}离开", "{Zone}送{People}和{People}离开", False),
        ("{People}…离开", "{People}来了，一早离开", True),
        ("{People}…离开", "{People}来了。一早离开", False),
        ("{Project}…!Work离开", "{Project}来了，一早离开", True),
        ("{Project}…!Work离开", "{Project}与{Venue}，一早离开", False),
        ("<!sited>{Venue}由", "选址{Venue}由", False),
        ("<!sited>{Venue}由", "看{Venue}由", True),
        ("^{People}", "{People}到会", True),
        ("^{People}", "昨日{People}到会", False),
        ("a.b", "a.b", True),
        ("a.b", "axb", False),
        ("a*", "aa", False),
    ],
)
def test_what_matches(pattern: str, text: str, wanted: bool) -> None:
    assert bool(compile_pattern(pattern).regex.search(coded(text))) is wanted


def test_word_lists_are_read_from_the_lexicon() -> None:
    pattern = compile_pattern("{People}<attend>$")
    assert all(pattern.regex.search(coded("{People}" + word)) for word in ontology.words("attend"))


def test_placeholders_bear_names() -> None:
    pattern = compile_pattern("{A:Party}与{B:Party}在{Place}")
    assert pattern.names == ("A", "B", "Place")
    match = pattern.regex.search(coded("{Province}与{County}在{Venue}"))
    assert match is not None
    assert [match[f"g{n}"] for n in range(3)] == [CODE["Province"], CODE["County"], CODE["Venue"]]


@pytest.mark.parametrize(
    ("pattern", "kinds", "wanted"),
    [
        ("{People}任{Post}", ["Post", "People"], True),
        ("{People}任{Post}", ["People"], False),
        ("{People}[在{Place}]讲话", ["People"], True),
        ("{People}(任|由{Post})", ["People"], True),
    ],
)
def test_a_sentence_must_have_what_is_not_optional(pattern: str, kinds: list[str], wanted: bool) -> None:
    assert compile_pattern(pattern).may_match(frozenset(CODE[kind] for kind in kinds)) is wanted


@pytest.mark.parametrize("pattern", ["{Nothing}", "{A:Nobody+}", "[任", "(任|出任", "任)"])
def test_malformed_patterns_are_refused(pattern: str) -> None:
    with pytest.raises(RuleError):
        compile_pattern(pattern)


def test_an_unknown_word_list_is_refused() -> None:
    with pytest.raises(YutuError):
        compile_pattern("{People}<no_such_list>")


@pytest.mark.parametrize("name", GROUPS)
def test_groups_hold_known_classes(name: str) -> None:
    assert set(GROUPS[name].split()) <= set(CODE)


def test_each_class_has_a_character_of_its_own() -> None:
    assert len(set(CODE.values())) == len(CODE)
    assert all("\ue000" <= char <= "\uf8ff" for char in CODE.values())


def test_classes_of_mentions_can_stand_in_patterns() -> None:
    text = "5月7日，湖南省省长沈砚秋在长沙市会见江西省党政代表团。"
    assert {node.kind for node in nodes(text)} <= set(CODE)
