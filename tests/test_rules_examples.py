"""The rules' own examples: what each says it finds is found by it, what it says it ignores is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg import ontology
from kg.rules.examples import broken
from kg.rules.rule import rules

FAMILIES = ontology.settings("rules/order")["families"]


def test_every_family_has_its_file() -> None:
    files = {path.stem for path in (ontology.folder() / "rules").glob("*.yaml")} - {"order"}
    assert files == set(FAMILIES)
    assert len(FAMILIES) == len(set(FAMILIES))


def test_every_rule_has_an_id_of_its_own() -> None:
    ids = [rule.id for rule in rules()]
    assert sorted({i for i in ids if ids.count(i) > 1}) == []


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_every_rule_says_what_it_means(rule) -> None:
    assert rule.says.endswith(".")
    assert len(rule.says.split()) > 2
    assert rule.when


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_every_rule_keeps_its_examples(rule) -> None:
    assert list(broken(rule)) == []


@pytest.mark.parametrize(
    ("finds", "ignores", "said"),
    [
        ("王芳任三亚市市长。 -> 王芳 holds 三亚市市长", "", 0),
        ("王芳任三亚市市长。 -> 王芳 holds 海口市市长", "", 1),
        ("王芳来了。 -> 王芳 holds 三亚市市长", "", 1),
        ("王芳任三亚市市长。", "", 1),
        ("", "王芳任三亚市市长。", 1),
        ("", "王芳拟任三亚市市长。", 0),
    ],
)
def test_an_example_that_is_not_kept_is_told(finds: str, ignores: str, said: int) -> None:
    rule = next(rule for rule in rules() if rule.id == "takes-post")
    changed = replace(rule, finds=tuple(filter(None, [finds])), ignores=tuple(filter(None, [ignores])))
    assert len(list(broken(changed))) == said
