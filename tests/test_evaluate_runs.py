"""Runs: saved, read again, and held against one another."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from kg.evaluate import Difference, Result, Run, as_html, as_text, compare, run
from kg.evaluate.runs import RunError

MISSED = Difference("-", "R", "holds", "甲\tholds\t乙", "p", "甲当选为乙。", perhaps=True)
WRONG = Difference("+", "E", "Person", "<b>丙</b>", "p", "丙 &\n丁。", rule="roster", confidence=0.9)


def result(*differences: Difference, right: int = 1) -> Result:
    made = Result(differences=list(differences), note="a note")
    made.tables["entity"]["Person"] = Counter(right=right, found=2, wanted=2)
    made.tables["relation"]["holds"] = Counter(right=1, found=1, wanted=2)
    return made


def test_a_saved_run_is_read_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_text(Run({"a/b": result(MISSED, WRONG)}).dumps(), "utf-8")
    read = Run.read(path).results["a/b"]
    assert (read.figures(), read.differences, read.note) == (
        result().figures(),
        [MISSED, WRONG],
        "a note",
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "--save"),
        ("", "is no run"),
        ("[]", "is no run"),
        ('{"sets": {"a": {"differences": [{"x": 1}]}}}', "no run"),
    ],
)
def test_what_is_no_run_is_said(tmp_path: Path, text: str | None, said: str) -> None:
    if text is not None:
        (tmp_path / "run.json").write_text(text, "utf-8")
    with pytest.raises(RunError, match=said):
        Run.read(tmp_path / "run.json")


def test_folders_and_files_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "set.txt").write_text("泉州市/ns\n", "utf-8")
    assert [(name, [*found.tables]) for name, found in run([tmp_path / "set.txt"]).results.items()] == [
        (f"{tmp_path.name}/set.txt", ["reading", "tagger"])
    ]


def test_two_sets_of_one_name_are_said(tmp_path: Path) -> None:
    paths = [tmp_path / name / "a" / "set.txt" for name in "xy"]
    with pytest.raises(RunError, match="knows both as a/set"):
        run(paths)


def test_what_has_changed() -> None:
    other = replace(MISSED, text="甲\tholds\t丁")
    before, now = Run({"a": result(MISSED, WRONG), "b": result()}), Run({"a": result(other, right=2), "c": result()})
    (change,) = compare(before, now)
    assert change.f1 == (("entity", "Person", 0.5, 1.0),)
    assert (change.found, change.missed, change.mended, change.wrong) == ((MISSED,), (other,), (WRONG,), ())
    assert not compare(now, now)[0]


def test_text_shows_what_differs_with_its_sentence() -> None:
    now = Run({"a": result(MISSED, WRONG), "b": result()})
    shown = as_text.text(now, compare(Run({"b": result(WRONG, right=2)}), now), show=True)
    for line in (
        "# a",
        "- R 甲\tholds\t乙\n    perhaps “甲当选为乙。”",
        "+ E Person <b>丙</b>\n    “丙 & 丁。”  (roster, 0.9)",
        "Person            0.500  0.500  0.500       1     2      2",
        "entity     Person           F1  1.000 →  0.500",
        "## no longer wrong: 1\np: E Person <b>丙</b>",
    ):
        assert line in shown
    assert "perhaps" not in as_text.text(now)


def test_text_has_nothing_that_a_terminal_obeys() -> None:
    assert "- L name  [31m甲\n" in as_text.text(
        Run({"a": Result(differences=[Difference("-", "L", "name", "\x1b[31m甲")])}), show=True
    )


def test_html_escapes_and_fetches_nothing() -> None:
    now = Run({"a": result(MISSED, WRONG)})
    page = as_html.html(now, compare(Run({"a": result(WRONG, right=2)}), now))
    assert "&lt;b&gt;丙&lt;/b&gt;" in page
    assert "丙 &amp;" in page
    assert "newly missed" in page
    assert [word for word in ("<b>", "http:", "https:", "<script", "src=") if word in page] == []


def test_html_of_a_large_set_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(as_html, "MOST", 1)
    page = as_html.html(Run({"a": result(MISSED, WRONG)}))
    assert "1 more are in the JSON" in page
    assert "丙" not in page
