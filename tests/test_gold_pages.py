"""Composed pages of many provinces and years against their gold facts: what was found stays found."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from kg.evaluate import Result, evaluate

GOLD = Path(__file__).parent / "gold"
# F1 of all entities, of persons, of all relations and of `holds`: what was measured, less a little; they only rise
FIGURES = (("entity", "all"), ("entity", "Person"), ("relation", "all"), ("relation", "holds"))
FLOORS = {"developed": (0.965, 0.985, 0.955, 0.975), "held": (0.915, 0.935, 0.84, 0.905)}
PRECISION = 0.97


@lru_cache(maxsize=2)
def figures(folder: str) -> dict[str, dict[str, tuple[float, float, float]]]:
    return sum(evaluate(GOLD / folder).values(), Result()).figures()


@pytest.mark.parametrize("folder", FLOORS)
def test_f1(folder: str) -> None:
    found = [figures(folder)[kind][name][2] for kind, name in FIGURES]
    assert all(f1 >= floor for f1, floor in zip(found, FLOORS[folder], strict=True)), found


@pytest.mark.parametrize("folder", FLOORS)
def test_what_is_found_is_right(folder: str) -> None:
    assert figures(folder)["relation"]["all"][0] >= PRECISION


def test_every_folder_has_its_floors() -> None:
    assert set(FLOORS) == {path.name for path in GOLD.iterdir() if path.is_dir()}
