"""Editors as a masthead prints them: `编辑/闻一鸣`, `责任编辑 费小满 版面 柳笛`, `校对 :韦朗`."""

from __future__ import annotations

import re

from kg.read.layout import Patterns
from kg.read.lines import Line

_BETWEEN = " \t\u3000\u00a0/／:：|｜、，,;；（）()"
_SPLIT = re.compile(f"[{re.escape(_BETWEEN)}]+")


def editors_of(line: Line, patterns: Patterns) -> list[tuple[str, str]]:
    """The (role, name) pairs of a line, as printed; names broken by a blank are made whole."""
    pairs = []
    for role, start, end in _stretches(line, patterns):
        names = whole_names(line.text[start:end])
        pairs += [(role, name) for name in names if patterns["editor_name"].match(name)]
    return [pair for pair in pairs if pair[0]]


def without_editors(line: Line, patterns: Patterns) -> str:
    """What the line says besides roles and names."""
    stretches = _stretches(line, patterns)
    rest = line.text[: _first(line, patterns)]
    for start, end in ((start, end) for role, start, end in stretches if role):
        rest += "".join(n for n in whole_names(line.text[start:end]) if not patterns["editor_name"].match(n))
    return rest.strip(_BETWEEN)


def whole_names(text: str) -> list[str]:
    """The names of a list, those broken by a blank made whole.

    >>> whole_names("乔  小满 王 芳")
    ['乔小满', '王芳']
    """
    names: list[str] = []
    for word in filter(None, _SPLIT.split(text)):
        if names and len(names[-1]) == 1 and len(word) <= 2:
            names[-1] += word
        else:
            names.append(word)
    return names


def _first(line: Line, patterns: Patterns) -> int:
    match = patterns["editor_role"].search(line.folded)
    return match.start() if match else len(line.text)


def _stretches(line: Line, patterns: Patterns) -> list[tuple[str, int, int]]:
    """Each role with the stretch of its names; a hotline or an address bounds a stretch and has no role."""
    marks = [(match.start(), match.end(), match[0]) for match in patterns["editor_role"].finditer(line.folded)]
    marks += [(match.start(), match.end(), "") for match in patterns["editor_other"].finditer(line.folded)]
    marks.sort()
    ends = [*(start for start, _, _ in marks[1:]), len(line.text)]
    return [(role, end, until) for (_, end, role), until in zip(marks, ends, strict=False)]
