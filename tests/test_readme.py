"""README keeps its word: its commands, its query, its Python and its links are those that work."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from blocks import FIGURES, INSTALL, ROOT, blocks, commands, figures, installs, run
from blocks import checkout as new_checkout
from browsing import Opened

import kg
from kg.export import FORMATS

README = (ROOT / "README.md").read_text("utf-8")
INSTALLS = installs(README)
OTHERWISE = "run PYTHONPATH=. python tools/readme.py"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample page, in which README's commands run, and the graph of the first of them."""
    folder = new_checkout(tmp_path_factory.mktemp("checkout"))
    run(INSTALLS[0], folder)
    return folder


def test_two_commands_of_one_line() -> None:
    build, test = INSTALLS
    assert build.startswith(INSTALL + ". && .venv/bin/kg build tests/pages/")
    assert test == INSTALL + "'.[test]' && .venv/bin/pytest"


def test_ci_runs_the_test_command_word_for_word() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert script.count(INSTALLS[1]) == 1


def test_the_first_command_leaves_a_graph(checkout: Path) -> None:
    assert {"graph.trig", "graph.html", "store"} <= {path.name for path in (checkout / "out").iterdir()}


def test_commands_run_and_answer_as_readme_says(checkout: Path) -> None:
    """In their order, for the later ones go on with what the earlier ones left."""
    told = commands(README)
    assert sum(answer is not None for _, answer in told) == README.count("```text") - 1, (
        "an answer stands right below its command"
    )
    for block, answer in told:
        printed = run(block, checkout)
        assert answer in (None, printed), OTHERWISE


def test_the_picture_shows_the_graph_as_it_is(sample_graph: kg.Graph, browser: Any, tmp_path: Path) -> None:
    sample_graph.view(tmp_path / "sample.html")
    opened = Opened(browser, tmp_path / "sample.html")
    shown = figures(opened.page.locator(".figures").inner_text())
    opened.page.close()
    assert re.findall(FIGURES, README) == [shown], OTHERWISE


def test_extras_that_readme_and_the_site_name_are_there() -> None:
    pages = [README, *(path.read_text("utf-8") for path in (ROOT / "docs" / "site").glob("*.md"))]
    named = set(re.findall(r"'\.\[(\w+)\]'", "".join(pages)))
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert {"test", "docs"} <= named <= set(extras)


def test_every_format_of_export_is_told() -> None:
    assert [name for name in FORMATS if f"`{name}` " not in README] == []


def test_the_python_runs(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(checkout)
    # the later ones go on with what the earlier ones made
    exec(compile("".join(blocks(README, "python")), "README.md", "exec"), {"__name__": "readme"})


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_links_lead_somewhere(target: str) -> None:
    assert (ROOT / target).exists()
