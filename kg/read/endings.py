"""Where a paragraph ends, and where a column's edge has only cut it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from kg.read.lines import BLANKS, Line

_FINAL = "。！？!?…｡"
_HALF = "；;：:"
_INSIDE = "。，、；：！？）》」』”’】〉％,;:!?)%"
_PAIRS = {"）": "（", ")": "(", "】": "【", "]": "[", "》": "《", "〕": "〔"}
_QUOTES = '”’」』"'
_DOT = re.compile(r"[\u3400-\u9fff0-9%]\s?[.．]$")
_TAIL = 160
_FEWEST, _SHORTEST = 3, 9


@dataclass(frozen=True, slots=True)
class Style:
    """How lines that stand together are broken: at `width` characters (0: at paragraphs), with or without indents."""

    width: int = 0
    indented: bool = False

    def is_full(self, line: Line) -> bool:
        """Whether the line is as long as the column is wide, so that its end says nothing."""
        return 0 < self.width * 0.8 <= len(line.text)


def styles_of(lines: Sequence[Line]) -> dict[int, Style]:
    """How each line (by its start) is broken, as the lines it stands together with tell, else the rest of the page."""
    runs = list(_runs(lines))
    widths = [_width(run) for run in runs]
    usual = round(median(filter(None, widths))) if any(widths) else 0
    styles = {}
    for run, width in zip(runs, widths, strict=True):
        fits = max(len(line.text) for line in run) <= 1.25 * usual
        style = Style(width or (usual if fits else 0), _is_indented(run))
        styles.update({line.start: style for line in run})
    return styles


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines without a blank line between them."""
    run: list[Line] = []
    for line in lines:
        if line.gap and run:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _width(run: Sequence[Line]) -> int:
    """The width of the column, told by lines that are about as long as the longest and end within a sentence."""
    longest = max(len(line.text) for line in run)
    cut = [line for line in run if len(line.text) >= 0.8 * longest and not line.broken and not is_complete(line.text)]
    return longest if len(cut) >= _FEWEST and longest >= _SHORTEST else 0


def _is_indented(run: Sequence[Line]) -> bool:
    indents = sum(line.indent > 1 for line in run)
    return 1 < indents <= 0.6 * len(run)


def begins_inside(text: str) -> bool:
    """Whether the text begins with a mark that no sentence begins with."""
    return text[:1] in _INSIDE


def is_complete(text: str, *, wrapped: bool = False) -> bool:
    """Whether a paragraph may end here; in a `wrapped` column a colon or semicolon at the edge says nothing.

    >>> is_complete("他说：“好。”"), is_complete("双方（省、市）")
    (True, False)
    """
    text = text[-_TAIL:].rstrip(BLANKS)
    while text:
        last = text[-1]
        if last in _FINAL or _DOT.search(text):
            return True
        if last in _HALF:
            return not wrapped
        if last in _QUOTES:
            return text[-2:-1] in _FINAL and len(text) > 1
        if last not in _PAIRS:
            return False
        inside, text = _opened(text)
        if not text or inside[-1:] in _FINAL:
            return True
    return False


def _opened(text: str) -> tuple[str, str]:
    """What the bracket that ends the text holds, and what stands before it."""
    at = text.rfind(_PAIRS[text[-1]])
    return (text[at + 1 : -1], text[:at].rstrip(BLANKS)) if at >= 0 else ("", text[:-1])
