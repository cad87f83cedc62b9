"""The site of documentation: it builds without a warning, its blocks run, and the two languages keep together."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from blocks import ROOT, blocks, checkout, run

SITE = ROOT / "docs" / "site"
MADE = {"questions", "vocabulary", "quality", "identity", "events"}  # by the hooks, from the project
PAGES = sorted(path for path in SITE.glob("*.md") if path.name.partition(".")[0] not in MADE)
CHINESE = [path for path in PAGES if not path.name.endswith(".en.md")]


def test_there_are_pages() -> None:
    assert len(CHINESE) > 5


@pytest.mark.parametrize("path", CHINESE, ids=lambda path: path.stem)
def test_the_twin_has_the_same_blocks(path: Path) -> None:
    twin = path.with_name(f"{path.stem}.en.md").read_text("utf-8")
    text = path.read_text("utf-8")
    assert [blocks(text, kind) for kind in ("sh", "python")] == [blocks(twin, kind) for kind in ("sh", "python")]
    assert text.count("\n## ") == twin.count("\n## ")


@pytest.mark.parametrize(
    "path", [path for path in CHINESE if "```" in path.read_text("utf-8")], ids=lambda path: path.stem
)
def test_the_blocks_run(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text, folder = path.read_text("utf-8"), checkout(tmp_path / "checkout")
    monkeypatch.chdir(folder)
    for block in blocks(text, "sh"):
        run(block, folder)
    for source in blocks(text, "python"):
        exec(compile(source, path.name, "exec"), {"__name__": path.stem})


def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    # the theme prints an advertisement of its successor
    environment = os.environ | {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "-f",
        "docs/mkdocs.yml",
        "-d",
        str(tmp_path / "site"),
    ]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    assert {"index.html", "ontology.html", "en"} <= {path.name for path in (tmp_path / "site").iterdir()}
    pages = [page.read_text("utf-8") for page in (tmp_path / "site").rglob("*.html")]
    assert not [page for page in pages if 'src="http' in page]
