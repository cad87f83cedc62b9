"""The fenced blocks of a text in Markdown, run as a reader would run them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FIGURES = r"\d+ articles, \d+ entities, \d+ facts"
INSTALL = "python3 -m venv .venv && .venv/bin/pip install -q "


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks in this language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


def installs(text: str) -> list[str]:
    """The commands of one line that begin with an installation."""
    return [line for block in blocks(text, "sh") for line in block.splitlines() if line.startswith(INSTALL)]


def commands(text: str) -> list[tuple[str, str | None]]:
    """The blocks of commands of an installed program, in order, each with the answer that stands below it."""
    found = re.finditer(
        r"^```sh\n(\.venv/bin/kg .*?)^```\n(?:\n```text\n(.*?)^```$)?", text, flags=re.MULTILINE | re.DOTALL
    )
    return [(match[1], match[2]) for match in found]


def figures(panel: str) -> str:
    """The figures that the panel of a picture shows, as README has them."""
    return "{} articles, {} entities, {} facts".format(*re.findall(r"\d+", panel.replace(",", "")))


def checkout(folder: Path) -> Path:
    """A folder like a checkout with an environment: the sample pages, ontology/, and `.venv/bin/kg` that runs this code."""
    for name in ("pages", "corpora"):
        shutil.copytree(ROOT / "tests" / name, folder / "tests" / name)
    shutil.copytree(ROOT / "ontology", folder / "ontology")
    command = folder / ".venv" / "bin" / "kg"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m kg "$@"\n', "utf-8")
    command.chmod(0o755)
    return folder


def run(block: str, folder: Path) -> str:
    """What the commands of a block print. Installing is left out: this code is what would be installed."""
    told = "\n".join(line.rpartition(" && ")[2] if line.startswith(INSTALL) else line for line in block.splitlines())
    environment = os.environ | {"PYTHONUTF8": "1", "COLUMNS": "200"}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", told], cwd=folder, env=environment, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
