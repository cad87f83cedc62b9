"""Rules as data: what `ontology/rules/*.yaml` says."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache

from kg import ontology
from kg.rules.modality import USUAL
from kg.rules.pattern import Pattern, RuleError, compile_pattern


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `event` says which event its facts are about (a placeholder, `last Kind…`, `visit`, `new Kind`).

    `moods` are those of what it may state facts of (see `kg.rules.modality`).
    `changes` tells that posts are taken or left by what it tells of, so that its date is the date of that.
    """

    id: str
    says: str
    when: tuple[Pattern, ...]
    event: str
    changes: bool
    facts: tuple[tuple[str, str, str], ...]
    moods: frozenset[str]
    unless: tuple[str, ...]
    only: tuple[str, ...]
    finds: tuple[str, ...]
    ignores: tuple[str, ...]


@lru_cache(maxsize=4)
def _rules(folder: str) -> tuple[Rule, ...]:
    return tuple(
        _rule(row, family)
        for family in ontology.settings("rules/order")["families"]
        for row in ontology.settings(f"rules/{family}")
    )


def rules() -> tuple[Rule, ...]:
    """All rules of the ontology folder, in the order in which they are tried."""
    return _rules(os.fspath(ontology.folder()))


@lru_cache(maxsize=4096)
def candidates(codes: frozenset[str]) -> tuple[tuple[Rule, Pattern], ...]:
    """The rules, each with those of its patterns that a sentence with mentions of these codes may match, in order."""
    return tuple((rule, pattern) for rule in rules() for pattern in rule.when if pattern.may_match(codes))


_KEYS = {"id", "says", "when", "event", "changes", "facts", "unless", "only", "moods", "finds", "ignores"}


def _rule(row: dict[str, object], family: str) -> Rule:
    if unknown := set(row) - _KEYS:
        raise RuleError(f"rules/{family}.yaml: rule {row.get('id')} has unknown keys {sorted(unknown)}")
    when = tuple(str(w) for w in _listed(row["when"]))
    facts = tuple(_fact(str(f), str(row["id"])) for f in _listed(row.get("facts", [])))
    return Rule(
        str(row["id"]), str(row["says"]), tuple(map(compile_pattern, when)), str(row.get("event", "")), bool(row.get("changes", False)), facts,
        frozenset(map(str, _listed(row.get("moods", USUAL)))),
        *(tuple(str(x) for x in _listed(row.get(key, []))) for key in ("unless", "only", "finds", "ignores")),
    )  # fmt: skip


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _fact(text: str, rule: str) -> tuple[str, str, str]:
    parts = text.split()
    if len(parts) != 3:
        raise RuleError(f"rule {rule}: a fact is «subject property object», not {text!r}")
    return parts[0], parts[1], parts[2]
