"""The printed lines of a page, each with where it stands and the folded form that patterns are matched against."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.read.fold import fold

BLANKS = " \t\u3000\u00a0\u2002\u2003\u2009\u200b\ufeff"
_LINE = re.compile("[^\n]*\n")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: `page.text[start:end] == text`; `folded` has the same length.

    `gap` says that a blank line or the top of the page stands before it, `indent` counts the blanks it begins with,
    `broken` that it ends in Markdown's two blanks: what follows is no continuation.
    """

    start: int
    end: int
    text: str
    folded: str
    gap: bool
    indent: int
    broken: bool

    def cut(self, start: int, end: int) -> Line:
        """The part of the line between two of its own offsets, without blanks around it."""
        while start < end and self.text[start] in BLANKS:
            start += 1
        while start < end and self.text[end - 1] in BLANKS:
            end -= 1
        first, last = self.start + start, self.start + end
        return replace(self, start=first, end=last, text=self.text[start:end], folded=self.folded[start:end])


def lines_of(text: str, start: int = 0) -> list[Line]:
    """The lines of `text` from offset `start` on, blank ones left out.

    >>> [line.text for line in lines_of("a\\n\\n  b\\n")]
    ['a', 'b']
    """
    folded = fold(text)
    found: list[Line] = []
    gap = True
    for match in _LINE.finditer(text, start):
        line = _line(match.start(), match[0], folded, gap)
        gap = line is None
        if line:
            found.append(line)
    return found


def _line(start: int, printed: str, folded: str, gap: bool) -> Line | None:
    bare = printed.lstrip(BLANKS + "\n")
    if not bare:
        return None
    indent = len(printed) - len(bare)
    text = bare.rstrip(BLANKS + "\n")
    first, last = start + indent, start + indent + len(text)
    return Line(first, last, text, folded[first:last], gap, indent, printed.endswith("  \n"))
