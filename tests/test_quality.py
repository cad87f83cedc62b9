"""The pages on quality: written from the figures that were measured and from what people noted beside them."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from types import ModuleType

import pytest

from kg.evaluate import Difference, Result

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def quality(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The command."""
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    return importlib.import_module("quality")


FIGURES = {
    "gold": {"mine": {"texts": 2, "held": True, "entity": {"Person": [1, 2, 4]}, "relation": {"holds": [3, 3, 4]}}},
    "labelled": {"set": {"note": "9 sentences.", "reading": {"PER": [1, 1, 2]}, "tagger": {"PER": [2, 2, 2]}}},
    "reliability": {
        "held": {
            "sets": ["mine"],
            "bins": [[0.9, 0.95, 7, 0.93, 0.857]],
            "kept": [[0.9, 7, 0.857]],
            "brier": 0.1,
            "ece": 0.07,
        }
    },
    "causes": {"": [1, 0], "plans": [0, 3]},
    "speed": {"ours": 100.0, "jieba": 80.0, "ratio": 0.8},
}
SETS = [{"set": "mine", "name": "我的", "en": "what it is", "zh": "是什么"}]
CAUSES = [{"cause": "plans", "en": "a plan is no event", "zh": "计划不是事件", "status": "open"}]
SAMPLE = [{"property": "holds", "right": "9", "wrong": "1", "unclear": "2"}]
WRONG = [
    {
        "fact": "one holds other",
        "rule": "roster",
        "words": "other one came",
        "en": "a name cut short",
        "zh": "名称被截短",
    }
]


@pytest.mark.parametrize(
    "line",
    [
        "| mine (held back) | 2 | **0.333** (0.50 / 0.25) | **0.857** (1.00 / 0.75) | **0.333** (0.50 / 0.25) | **0.857** (1.00 / 0.75) |",
        "- **mine (held back)**: what it is",
        "| Person | 4 | **0.333** (0.50 / 0.25) |",
        "| PER | **0.667** (1.00 / 0.50) | **1.000** (1.00 / 1.00) |",
        "| 0.90–0.95 | 7 | 0.930 | 0.857 |",
        "| 0.9 | 7 | 0.857 |",
        "| a plan is no event | 0 | 3 | open |",
        "| not yet looked at | 1 | 0 |  |",
        "| holds | 9 | 1 | 2 | 0.900 (0.60–0.98) |",
        "| one holds other | roster | other one came | a name cut short |",
    ],
)
def test_the_page_has_every_figure(quality: ModuleType, line: str) -> None:
    assert line in quality.Page(FIGURES, quality.Notes(SETS, CAUSES, SAMPLE, WRONG)).text().splitlines()


def test_both_languages_have_the_same_figures(quality: ModuleType) -> None:
    notes = quality.Notes(SETS, CAUSES, SAMPLE, WRONG)
    one, other = (quality.Page(FIGURES, notes, language).text().splitlines() for language in ("en", "zh"))
    figures = [re.findall("[0-9.]+", "".join(line for line in page if line.startswith("|"))) for page in (one, other)]
    assert figures[0] == figures[1]
    assert {"- **我的（留出）**：是什么", "| 计划不是事件 | 0 | 3 | 未解决 |"} <= set(other)


def test_what_was_not_measured_is_left_out(quality: ModuleType) -> None:
    nothing = {name: {} for name in FIGURES}
    written = quality.Page(nothing, quality.Notes()).text()
    assert [head for head in ("Labelled", "read by hand", "Speed") if f"## {head}" in written] == []


def test_pages_and_readme_are_those_of_the_data(quality: ModuleType) -> None:
    assert [path for path, text in quality.written().items() if path.read_text("utf-8") != text] == [], (
        "run PYTHONPATH=. python tools/quality.py"
    )


def test_causes_that_a_person_gave_are_kept_and_counted(quality: ModuleType, tmp_path: Path) -> None:
    sheet, figures = tmp_path / "sheet.tsv", {}
    result = Result(
        differences=[
            Difference("-", "R", "holds", "甲\tholds\t乙", "p", "甲任\n乙。"),
            Difference("+", "E", "Person", "丙", "p"),
        ]
    )
    quality.keep_sheet(figures, sheet, {"mine": result})
    assert figures["causes"] == {"": [1, 1]}
    lines = sheet.read_text("utf-8").splitlines()
    assert lines[1] == "\tmine\tp\t-\tR\tholds\t甲 holds 乙\t甲任 乙。"
    sheet.write_text("\n".join([lines[0], "plans" + lines[1], lines[2]]), "utf-8")
    quality.keep_sheet(figures, sheet, {"mine": result})
    assert figures["causes"] == {"": [0, 1], "plans": [1, 0]}
