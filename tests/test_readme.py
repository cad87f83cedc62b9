"""README keeps its word: its commands, its query, its Python and its links are those that work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from blocks import INSTALL, ROOT, blocks, run
from blocks import checkout as new_checkout

README = (ROOT / "README.md").read_text("utf-8")
INSTALLS = [line for block in blocks(README, "sh") for line in block.splitlines() if line.startswith(INSTALL)]


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


_NUMBER = re.compile(r"(?<=confidence )[0-9.]+")
BLOCKS = re.findall(
    r"^```sh\n(\.venv/bin/kg .*?)^```\n(?:\n```text\n(.*?)^```$)?", README, flags=re.MULTILINE | re.DOTALL
)


def test_commands_run_and_answer_as_readme_says(checkout: Path) -> None:
    """In their order, for the later ones go on with what the earlier ones left."""
    assert len(BLOCKS) > 4
    for block, answer in BLOCKS:
        printed = run(block, checkout)
        # a confidence changes with each calibration
        assert not answer or _NUMBER.sub("", printed) == _NUMBER.sub("", answer)


def test_the_python_runs(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(checkout)
    # the later ones go on with what the earlier ones made
    exec(compile("".join(blocks(README, "python")), "README.md", "exec"), {"__name__": "readme"})


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_links_lead_somewhere(target: str) -> None:
    assert (ROOT / target).exists()
