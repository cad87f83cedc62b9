"""Folders of texts with gold facts: each text is built alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from handmade import KNOWLEDGE

from kg.evaluate import evaluate, gold, report
from kg.gold import Gold, GoldError
from kg.pages import Outcome


def test_a_folder_is_built_text_by_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.facts.tsv").write_text("E\tPerson\t任远帆\n", "utf-8")
    (tmp_path / "page.txt").touch()
    (tmp_path / "other.facts.tsv").touch()
    monkeypatch.setattr(gold, "extract_all", lambda files, defaults: [Outcome(KNOWLEDGE) for _ in files])
    results = evaluate(tmp_path)
    assert [*results] == ["page.facts.tsv"]
    assert "entity                P      R     F1   right found wanted" in report(results["page.facts.tsv"])
    (judged,) = results["page.facts.tsv"].judged
    assert judged.source == "page"


def test_a_folder_without_gold_is_said(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="holds no text"):
        evaluate(tmp_path)


@pytest.mark.parametrize(
    "line",
    ["X\ta", "E\tNoClass\ta", "E\tPerson", "EV\t@a", "EV\t@a\tNoClass\t*\t*", "R\ta\tholds", "R\ta\tnoProperty\tb"],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.facts.tsv"
    path.write_text(f"# fine\n{line}\n", "utf-8")
    with pytest.raises(GoldError, match=r"a\.facts\.tsv:2: not a gold line"):
        Gold.read(path)


def test_what_is_optional_may_have_any_property(tmp_path: Path) -> None:
    (tmp_path / "a.facts.tsv").write_text("\ufeff?R\ta\tabout\tb\n", "utf-8")
    assert [relation.property for relation in Gold.read(tmp_path / "a.facts.tsv").relations] == ["about"]


def test_a_file_that_is_not_utf_8_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.facts.tsv").write_bytes("E\tPerson\t任远帆\n".encode("gbk"))
    with pytest.raises(GoldError, match=r"a\.facts\.tsv: cannot be read \(it is not UTF-8\)"):
        Gold.read(tmp_path / "a.facts.tsv")
