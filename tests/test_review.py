"""Persons who may be one, listed for an analyst."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg import review
from kg.cli import main
from kg.graph import Graph

PAGES = {
    "a": "闽峰日报\n\n2021年3月25日\n\n第1版\n\n# 王宁调研\n\n本报讯 3月24日，福建省省长王宁在三明市调研。\n",
    "b": "滇云日报\n\n2021年10月19日\n\n第1版\n\n# 王宁调研\n\n本报讯 10月18日，云南省委书记王宁在昆明市调研。\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("review")
    for name, text in PAGES.items():
        (base / f"{name}.txt").write_text(text, "utf-8")
    kg.build(base / "a.txt", base / "b.txt", out=base / "out")
    return base / "out"


def rebuilt(folder: Path, verdicts: str) -> Graph:
    (folder / "identity.tsv").write_text(verdicts, "utf-8")
    return kg.build(folder.parent, out=folder)


def test_a_pair_has_both_persons_with_posts_dates_sentences_and_reasons(folder: Path) -> None:
    (pair,) = review.pairs(Graph.open(folder).store)
    assert [side.id for side in (pair.one, pair.other)] == ["person/王宁", "person/王宁~云南省委书记"]
    assert ("holds", "福建省省长", "2021-03-25", "2021-03-25") in {
        (t.property, t.name, t.first, t.last) for t in pair.one.told
    }
    assert [side.ref for side in (pair.one, pair.other)] == ["person/王宁~福建省省长", "person/王宁~云南省委书记"]
    assert "福建省省长王宁在三明市调研" in pair.one.sentence
    assert "transfer" in pair.speaking("yes")
    assert "common-name" in pair.speaking("no")
    assert 0.2 < pair.confidence < 0.95


def test_the_list_is_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", str(folder)]) == 0
    out = capsys.readouterr().out
    assert "person/王宁~云南省委书记" in out
    assert "+ " in out
    assert "姓名常见 a common name" in out


def test_a_limit_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", str(folder), "--limit", "0"]) == 0
    assert "of 1 pairs" in capsys.readouterr().err


def test_that_nothing_is_open_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        lines = "\n".join(review.tsv(review.pairs(Graph.open(folder).store)))
        rebuilt(folder, lines.replace("#undecided", "different"))
        assert main(["review", str(folder)]) == 0
        assert "no pair is open; 1 names have several persons" in capsys.readouterr().err
    finally:
        (folder / "identity.tsv").unlink()
        kg.build(folder.parent, out=folder)


def test_lines_can_be_pasted_once_the_verdict_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", str(folder), "--format", "tsv"]) == 0
    lines = capsys.readouterr().out
    try:
        assert len(review.pairs(rebuilt(folder, lines).store)) == 1
        joined = rebuilt(folder, lines.replace("#undecided", "same"))
        assert review.pairs(joined.store) == []
        people = joined.query("SELECT DISTINCT ?who WHERE { ?who yt:holds ?post }", stated=True).texts
        assert people == [("https://w3id.org/yutu/id/person/王宁",)]
        assert review.pairs(rebuilt(folder, lines.replace("#undecided", "different")).store) == []
    finally:
        (folder / "identity.tsv").unlink()
        kg.build(folder.parent, out=folder)


def test_the_pair_of_most_use_comes_first() -> None:
    side = review.Side("person/a", "person/a", "a", (), "", "", 5, "", "")
    rare = review.Side("person/b", "person/b", "b", (), "", "", 1, "", "")
    assert review.Pair(side, side, 0.5).use > review.Pair(side, side, 0.9).use > review.Pair(side, rare, 0.9).use


def test_of_a_long_sentence_what_stands_around_the_name_is_shown() -> None:
    told = review._around("王宁", "一" * 500 + "王宁" + "二" * 500)
    assert told.startswith("…一")
    assert told.endswith("二…")
    assert "王宁" in told
    assert len(told) < 130
