"""The rules' own examples: what each says it finds is found by it, what it says it ignores is not."""

from __future__ import annotations

import pytest
from reading import DAY, read

from kg import ontology
from kg.model import Entity, Literal
from kg.rules.rule import rules

FAMILIES = ontology.settings("rules/order")["families"]
FINDS = [(rule.id, example) for rule in rules() for example in rule.finds]
IGNORES = [(rule.id, example) for rule in rules() for example in rule.ignores]


def names(entity: Entity | None, ident: str) -> set[str]:
    """All that the entity is called; of what is none the id itself."""
    return {entity.name, *entity.aliases} if entity else {ident}


def found(text: str) -> list[tuple[str, set[str], str, set[str]]]:
    """The facts of the text: the rule's id, and all names of subject and object."""
    told = read(text, date=DAY)
    entities = {e.id: e for e in told.entities}
    result = []
    for fact in told.facts:
        value = fact.object.value if isinstance(fact.object, Literal) else fact.object
        result.append(
            (
                fact.rule,
                names(entities.get(fact.subject), fact.subject),
                fact.property,
                names(entities.get(value), value),
            )
        )
    return result


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


@pytest.mark.parametrize(("rule", "example"), FINDS)
def test_finds(rule: str, example: str) -> None:
    sentence, arrow, fact = example.partition("->")
    assert arrow, "an example is «SENTENCE -> SUBJECT property OBJECT»"
    subject, name, value = fact.split()
    assert rule in read(sentence.strip(), date=DAY).fired
    facts = found(sentence.strip())
    assert any(subject in s and name == p and value in o for _, s, p, o in facts), facts


@pytest.mark.parametrize(("rule", "example"), IGNORES)
def test_ignores(rule: str, example: str) -> None:
    assert [fact for fact in found(example.strip()) if fact[0] == rule] == []
