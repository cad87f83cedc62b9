"""The masthead: the lines at the top of a page that name the paper, the day, the page, its section and its editors."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.read.dates import count, date_of
from kg.read.editors import editors_of, without_editors
from kg.read.layout import Patterns
from kg.read.lines import BLANKS, Line

_DEEPEST = 40
_LONGEST = 40
_FINAL = "。！？；"
_TOKEN = re.compile(r"[^ \t\u3000\u00a0|｜:：]+")


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the masthead says; `lines` are those of the page's lines that it fills."""

    newspaper: str = ""
    date: dt.date | None = None
    number: str = ""
    section: str = ""
    editors: tuple[tuple[str, str], ...] = ()
    lines: tuple[Line, ...] = ()


def masthead_of(lines: Sequence[Line], patterns: Patterns) -> Masthead:
    """The masthead of a page with these lines; empty where the page has none.

    Lines of editors count wherever on the page they stand: many papers print them at the foot.
    """
    last = -1
    for index, line in enumerate(lines[:_DEEPEST]):
        if _is_sure(line, patterns):
            last = index
        elif _is_content(line, patterns):
            break
    top = list(lines[: last + 1])
    while 0 <= last < len(lines) - 1 and _is_section(lines[last + 1], patterns) and not _section(top, patterns):
        last += 1
        top.append(lines[last])
    foot = [line for line in lines[last + 1 :] if is_editors(line, patterns)]
    return _read(top, foot, patterns)


def _read(top: list[Line], foot: list[Line], patterns: Patterns) -> Masthead:
    date = date_of("\n".join(line.text for line in top), patterns)
    editors = [pair for line in (*top, *foot) for pair in editors_of(line, patterns)]
    found = Masthead(_newspaper(top, patterns), date, _number(top, patterns), _section(top, patterns))
    return Masthead(found.newspaper, date, found.number, found.section, tuple(dict.fromkeys(editors)), (*top, *foot))


def is_editors(line: Line, patterns: Patterns) -> bool:
    """Whether the line holds editors and nothing else."""
    return len(line.text) <= 80 and bool(editors_of(line, patterns)) and not without_editors(line, patterns)


def _is_content(line: Line, patterns: Patterns) -> bool:
    return (
        len(line.text) > _LONGEST
        or line.text[-1] in _FINAL
        or any(patterns[name].match(line.folded) for name in ("heading", "dateline", "byline", "jump_from"))
    )


def _is_sure(line: Line, patterns: Patterns) -> bool:
    """Whether the line can only belong to a masthead: each of its words is one of a masthead's."""
    if len(line.text) > 160 or line.text[-1] in _FINAL or patterns["dateline"].match(line.folded):
        return False
    if editors_of(line, patterns):
        return len(without_editors(line, patterns)) <= _LONGEST
    if line.text[0] in "#＃":
        return len(tokens := _words(line, patterns)) == 1 and bool(patterns["newspaper"].match(tokens[0]))
    rest = [word for word in _words(line, patterns) if not _is_known(word, patterns)]
    advertises = patterns["promo"].search(line.folded) or patterns["publisher"].search(line.folded)
    return not rest or (bool(advertises) and len(line.text) <= _LONGEST)


def _is_known(word: str, patterns: Patterns) -> bool:
    """Whether a word by itself says that it stands in a masthead; a section's name may also be a headline's."""
    return any(patterns[name].match(word) for name in _KNOWN)


_KNOWN = ("newspaper", "latin", "page_number", "page_total", "issue", "dated", "section_like")


def _words(line: Line, patterns: Patterns) -> list[str]:
    """The folded words of a line between blanks, its date taken out, single characters set apart put together."""
    text = patterns["number_glued"].sub(r"\1 ", line.folded.strip("#＃ ").replace("*", " "))
    for name in ("date", "date_in_words", "weekday_date", "lunar", "lunar_day"):
        text = patterns[name].sub(" ", text)
    words = _TOKEN.findall(text)
    if len(words) > 2 and all(len(word) == 1 for word in words):
        return ["".join(words)]
    return words


def _newspaper(lines: Sequence[Line], patterns: Patterns) -> str:
    for line in lines:
        for word in _words(line, patterns):
            if patterns["newspaper"].match(word) and not patterns["section_only"].match(word):
                return word.strip("《》")
    return ""


def _number(lines: Sequence[Line], patterns: Patterns) -> str:
    words = [word for line in lines for word in _words(line, patterns)]
    for name in ("page_number", "page_number_within"):
        for word in words:
            if match := patterns[name].search(word):
                return page_number(match["number"])
    return ""


def page_number(printed: str) -> str:
    """A page number in digits, whatever it is printed in.

    >>> page_number("A02")
    'A02'
    """
    return printed if printed.isascii() else str(count(printed))


def _section(lines: Sequence[Line], patterns: Patterns) -> str:
    """The section: a word from the list, else the one that shares a line with the page number."""
    for line in lines:
        if _is_section(line, patterns):
            return line.folded.strip(BLANKS)
    for line in lines:
        for word in _words(line, patterns) if not editors_of(line, patterns) else ():
            if patterns["section_like"].match(word) and not patterns["newspaper"].match(word):
                return word
    return _beside_number(lines, patterns)


def _beside_number(lines: Sequence[Line], patterns: Patterns) -> str:
    for line in lines:
        words = _words(line, patterns)
        rest = [word for word in words if patterns["section"].match(word) and not _is_known(word, patterns)]
        if len(rest) == 1 and any(patterns["page_number"].match(word) for word in words):
            return rest[0]
    return ""


def _is_section(line: Line, patterns: Patterns) -> bool:
    return bool(patterns["section_only"].match(line.folded))
