"""Bring README up to date with the program: the answers below its commands, and the picture of the sample page with its figures.

    PYTHONPATH=. python tools/readme.py

Run it when `tests/test_readme.py` says that an answer or the picture differs.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

import screenshot

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
sys.path.insert(0, str(ROOT / "tests"))

import blocks  # noqa: E402 - stands beside the tests


def answered(text: str, folder: Path) -> str:
    """The text with the answers that its commands give in this folder, run one after the other."""
    blocks.run(blocks.installs(text)[0], folder)
    # in their order, for the later ones go on with what the earlier ones left
    for command, answer in blocks.commands(text):
        printed = blocks.run(command, folder)
        if answer is not None and printed != answer:
            told = f"```sh\n{command}```\n\n```text\n"
            text = text.replace(f"{told}{answer}```", f"{told}{printed}```")
    return text


def main() -> None:
    """Write README and its picture."""
    figures = screenshot.main(ROOT / "docs")
    with tempfile.TemporaryDirectory() as place:
        text = answered(README.read_text("utf-8"), blocks.checkout(Path(place) / "checkout"))
    README.write_text(re.sub(blocks.FIGURES, blocks.figures(figures), text), "utf-8")
    print(README)


if __name__ == "__main__":
    main()
