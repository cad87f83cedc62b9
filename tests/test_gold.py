"""The figures on the folders of gold facts do not fall below their floors."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache, reduce
from operator import add
from pathlib import Path

import pytest

from kg.evaluate import Result, evaluate

FLOORS = Path(__file__).resolve().parents[1] / ".ci" / "floors.json"
WHERE = {
    "entity": ("entity", "all"),
    "relation": ("relation", "all"),
    "persons": ("entity", "Person"),
    "holds": ("relation", "holds"),
}


def wanted() -> list[tuple[str, str, float]]:
    """Folder, figure and floor; none where the floors are not at hand (an unpacked wheel)."""
    if not FLOORS.is_file():
        return []
    floors = json.loads(FLOORS.read_text("utf-8"))
    return [(folder, name, floor) for folder, figures in floors.items() for name, floor in figures.items()]


@pytest.fixture(scope="module")
def result(request: pytest.FixtureRequest) -> Callable[[str], Result]:
    """The result of a folder of gold facts, all its texts together; each folder is built once."""
    gold: Path = request.getfixturevalue("gold")
    return cache(lambda folder: reduce(add, evaluate(gold / folder).values()))


@pytest.mark.parametrize(("folder", "name", "floor"), wanted())
def test_figures_stay_above_their_floors(result: Callable[[str], Result], folder: str, name: str, floor: float) -> None:
    kind, group = WHERE[name]
    found = result(folder)
    f1 = found.figures()[kind].get(group, (0.0, 0.0, 0.0))[2]
    assert f1 >= floor, "\n".join(found.notes)


@pytest.mark.parametrize("kind", ["entity", "relation"])
@pytest.mark.parametrize("folder", ["pages", "items"])
def test_precision_keeps_up_with_recall(result: Callable[[str], Result], folder: str, kind: str) -> None:
    precision, recall, _ = result(folder).figures()[kind]["all"]
    assert precision >= recall - 0.05
