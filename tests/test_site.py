"""The site of documentation: it builds without a warning, its blocks run, and the two languages keep together."""

from __future__ import annotations

import doctest
import importlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from blocks import ROOT, blocks, checkout, run

SITE = ROOT / "docs" / "site"
CHINESE = sorted(path for path in SITE.glob("*.md") if not path.name.endswith(".en.md"))
BUILD = "mkdocs build --strict -f docs/mkdocs.yml"
FIGURE = re.compile(r"\d[\d,.]*\d|\d")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ModuleType]:
    """Gives the modules by which the site takes from the project."""
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    return lambda name: importlib.import_module(f"made.{name}")


@pytest.fixture
def listed(made: Callable[[str], ModuleType]) -> ModuleType:
    """What the project lists of itself."""
    return made("listed")


def test_there_are_pages() -> None:
    assert len(CHINESE) > 5


@pytest.mark.parametrize("path", CHINESE, ids=lambda path: path.stem)
def test_the_twin_has_the_same_blocks(path: Path) -> None:
    twin = path.with_name(f"{path.stem}.en.md").read_text("utf-8")
    text = path.read_text("utf-8")
    assert [blocks(text, kind) for kind in ("sh", "python")] == [blocks(twin, kind) for kind in ("sh", "python")]
    assert text.count("\n## ") == twin.count("\n## ")
    assert sorted(FIGURE.findall(text)) == sorted(FIGURE.findall(twin))


def test_every_page_is_in_the_navigation_and_on_the_front_page() -> None:
    config, front = ((ROOT / "docs" / name).read_text("utf-8") for name in ("mkdocs.yml", "site/index.md"))
    others = [path.name for path in CHINESE if path.name != "index.md"]
    assert [name for name in others if f": {name}\n" not in config or f"]({name})" not in front] == []


def test_every_command_and_argument_is_told_in_chinese(listed: ModuleType) -> None:
    known = listed.chinese()
    every = [(name, key) for name, _, parser in listed.commands() for key, *_ in listed.arguments(parser)]
    lacking = [pair for pair in every if pair not in known and ("*", pair[1]) not in known]
    assert lacking + [name for name, *_ in listed.commands() if (name, "") not in known] == [], "see docs/commands.tsv"
    assert [pair for pair in known if pair[1] and pair[0] != "*" and pair not in every] == []


@pytest.mark.parametrize("name", ["markdown", "doctests"])
def test_examples_of_the_hooks_run(made: Callable[[str], ModuleType], name: str) -> None:
    assert doctest.testmod(made(name)).failed == 0


@pytest.mark.parametrize(
    "path", [path for path in CHINESE if "```" in path.read_text("utf-8")], ids=lambda path: path.stem
)
def test_the_blocks_run(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text, folder = path.read_text("utf-8"), checkout(tmp_path / "checkout")
    monkeypatch.chdir(folder)
    for block in blocks(text, "sh"):
        run(block, folder)
    # the later ones go on with what the earlier ones made
    exec(compile("".join(blocks(text, "python")), path.name, "exec"), {"__name__": path.stem})


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built from the pages; a warning is an error."""
    folder = tmp_path_factory.mktemp("site")
    # the theme prints an advertisement of its successor
    environment = os.environ | {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", *BUILD.split(), "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return folder


def test_readme_tells_how_to_build_the_site() -> None:
    assert BUILD in (ROOT / "README.md").read_text("utf-8")


def test_the_site_is_whole(site: Path) -> None:
    assert {"index.html", "ontology.html", "en"} <= {path.name for path in site.iterdir()}
    pages = [page.read_text("utf-8") for page in site.rglob("*.html")]
    assert not [page for page in pages if 'src="http' in page or "<!-- made:" in page]
    assert "<code>--min-confidence X</code>" in (site / "commands" / "index.html").read_text("utf-8")
    assert (site / "assets" / "made" / "visits.svg").is_file()


@pytest.mark.parametrize("word", ["规则", "任职", "园区"])
def test_chinese_words_are_found(site: Path, word: str) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    split = re.compile(index["config"]["separator"])
    found = {part["location"].partition("#")[0] for part in index["docs"] if word in split.split(part["text"])}
    assert len(found) > 3
