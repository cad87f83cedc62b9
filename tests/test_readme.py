"""README keeps its word: its commands, its query, its Python and its links are those that work."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
INSTALL = "python3 -m venv .venv && .venv/bin/pip install -q "


def blocks(language: str) -> list[str]:
    """The fenced blocks of README in this language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)


def _lines(prefix: str) -> list[str]:
    return [line for block in blocks("sh") for line in block.splitlines() if line.startswith(prefix)]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample page, in which README's commands run, and the graph of the first of them."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "tests" / "pages", folder / "tests" / "pages")
    run(_lines(INSTALL)[0].rpartition("&& ")[2], folder)
    return folder


def run(command: str, folder: Path) -> str:
    """What a command of README prints, run by the `kg` of this environment."""
    program, *arguments = shlex.split(command)
    assert program == ".venv/bin/kg"
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    environment = os.environ | {"PYTHONPATH": path, "PYTHONUTF8": "1", "COLUMNS": "200"}
    done = subprocess.run(
        [sys.executable, "-m", "kg", *arguments], cwd=folder, env=environment, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_two_commands_of_one_line() -> None:
    build, test = _lines(INSTALL)
    assert build.startswith(INSTALL + ". && .venv/bin/kg build tests/pages/")
    assert test == INSTALL + "'.[test]' && .venv/bin/pytest"


def test_ci_runs_the_test_command_word_for_word() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert script.count(_lines(INSTALL)[1]) == 1


def test_the_first_command_leaves_a_graph(checkout: Path) -> None:
    assert {"graph.trig", "graph.html", "store"} <= {path.name for path in (checkout / "out").iterdir()}


def _commands(block: str) -> list[str]:
    """The commands of a block: each begins a line, and one in quotation marks may go over several."""
    return [
        f".venv/bin/kg {command.strip()}"
        for command in re.split(r"^\.venv/bin/kg ", block, flags=re.MULTILINE)
        if command
    ]


_NUMBER = re.compile(r"(?<=confidence )[0-9.]+")
BLOCKS = re.findall(
    r"^```sh\n(\.venv/bin/kg .*?)^```\n(?:\n```text\n(.*?)^```$)?", README, flags=re.MULTILINE | re.DOTALL
)


def test_commands_run_and_answer_as_readme_says(checkout: Path) -> None:
    """In their order, for the later ones go on with what the earlier ones left."""
    assert len(BLOCKS) > 4
    for block, answer in BLOCKS:
        printed = "".join(run(command, checkout) for command in _commands(block))
        # a confidence changes with each calibration
        assert not answer or _NUMBER.sub("", printed) == _NUMBER.sub("", answer)


def test_the_python_runs(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(checkout)
    # the later ones go on with what the earlier ones made
    exec(compile("".join(blocks("python")), "README.md", "exec"), {"__name__": "readme"})


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_links_lead_somewhere(target: str) -> None:
    assert (ROOT / target).exists()
