"""The sample page against its own gold facts: what it found stays found."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.evaluate import Result, evaluate
from kg.gold import Gold


@pytest.fixture(scope="module")
def result(sample: Path) -> Result:
    return evaluate(sample.parent)[f"{sample.stem}.facts.tsv"]


@pytest.mark.parametrize(
    ("kind", "name", "floor"),
    [
        ("entity", "all", 0.93),
        ("entity", "Person", 0.95),
        ("relation", "all", 0.92),
        ("relation", "holds", 0.96),
    ],
)
def test_f1(result: Result, kind: str, name: str, floor: float) -> None:
    assert result.figures()[kind][name][2] >= floor, "\n".join(result.notes)


@pytest.mark.parametrize("name", ["holds", "formerlyHeld"])
def test_no_wrong_post(result: Result, name: str) -> None:
    assert [note for note in result.notes if note.startswith("+ R") and note.split("\t")[1] == name] == []


def test_every_text_of_the_sample_has_its_gold(sample: Path) -> None:
    gold = Gold.read(sample.with_name(f"{sample.stem}.facts.tsv"))
    assert gold.entities
    assert gold.relations
    assert gold.events


def test_gold_events_are_told_of(sample: Path) -> None:
    gold = Gold.read(sample.with_name(f"{sample.stem}.facts.tsv"))
    named = {end for r in gold.relations for end in (r.subject, r.object) if end.startswith("@")}
    assert named <= set(gold.events)
