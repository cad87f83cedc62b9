"""Markdown as the made pages need it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_FENCED = re.compile(r"(^```.*?^```$)", flags=re.MULTILINE | re.DOTALL)
_HAN = "[\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’]"
_BROKEN = re.compile(rf"(?<={_HAN})\n *(?={_HAN})")
_INTO_REPOSITORY = re.compile(r"\[([^\]]+)\]\(\.\./[^)]+\)")


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table.

    >>> print(table(["a"], [["x|y"]]), end="")
    | a |
    | --- |
    | x&#124;y |
    """
    lines = [columns, ("---",) * len(columns), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |\n" for line in lines)


def for_site(text: str) -> str:
    """A page as the site shows it: Chinese lines joined without a blank, links into the repository as plain words.

    >>> for_site("一行，\\n又一行，见[词表](../../ontology/lexicon)。")
    '一行，又一行，见`词表`。'
    """
    parts = _FENCED.split(text)
    parts[::2] = [_BROKEN.sub("", _INTO_REPOSITORY.sub(r"`\1`", part)) for part in parts[::2]]
    return "".join(parts)
