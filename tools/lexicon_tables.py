"""The tables beside the tools and those that they write."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).parent / "lexicon"


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a TSV file with `#` comments and a header."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, restval=""))


def write_rows(path: Path, comments: Iterable[str], header: str, rows: Iterable[Iterable[str]]) -> None:
    """Writes a TSV file with comments on top."""
    lines = [f"# {comment}" for comment in comments] + ["\t".join(header.split())]
    path.write_text("\n".join([*lines, *("\t".join(row) for row in rows)]) + "\n", "utf-8")
