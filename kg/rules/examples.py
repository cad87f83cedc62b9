"""Whether the rules do what their own examples say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kg.model import Entity, Literal
from kg.rules.extract import Explanation, explain
from kg.rules.rule import Rule

_DAY = dt.date(2021, 5, 7)  # that of the paper in which all examples stand


def broken(rule: Rule) -> Iterator[str]:
    """A line for each example that the rule does not keep."""
    for example in rule.finds:
        sentence, arrow, fact = example.partition("->")
        if not arrow or len(fact.split()) != 3:
            yield f"{rule.id}: {example!r} is not «SENTENCE -> SUBJECT property OBJECT»"
        elif not _finds(rule, _read(sentence), fact.split()):
            yield f"{rule.id}: does not find «{fact.strip()}» in {sentence.strip()!r}"
    for example in rule.ignores:
        if any(fact.rule == rule.id for fact in _read(example).facts):
            yield f"{rule.id}: finds something in {example!r}, which it should ignore"


def _read(text: str) -> Explanation:
    return explain(text.strip(), date=_DAY)


def _finds(rule: Rule, told: Explanation, wanted: list[str]) -> bool:
    """Whether the rule fired and the fact was found, by this rule or another that reads the same."""
    entities = {entity.id: entity for entity in told.entities}

    def names(ident: str) -> set[str]:
        entity: Entity | None = entities.get(ident)
        return {entity.name, *entity.aliases} if entity else {ident}

    subject, name, value = wanted
    return rule.id in told.fired and any(
        fact.property == name
        and subject in names(fact.subject)
        and value in names(fact.object.value if isinstance(fact.object, Literal) else fact.object)
        for fact in told.facts
    )
