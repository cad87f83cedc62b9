"""The metadata head of a file: `date:`, `source:`, `title:` lines at its top, then a blank line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.read.layout import setting
from kg.read.lines import BLANKS

_ENTRY = re.compile(r"[ \t]*([A-Za-z]{3,12}|[\u4e00-\u9fff]{2,4})[ \t]*[:：][ \t\u3000]*([^\n]*)\n")
_FENCE = re.compile(r"---[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Head:
    """What the head says; `end` is where the page proper begins, `title_at` where the title stands.

    `titled` says that there is an entry for the title, be it empty.
    """

    date: str = ""
    newspaper: str = ""
    title: str = ""
    page: str = ""
    section: str = ""
    byline: str = ""
    titled: bool = False
    title_at: tuple[int, int] = (0, 0)
    end: int = 0


def head_of(text: str) -> Head:
    """The head of `text`; an empty `Head` where there is none.

    >>> head_of("date: 2023-01-02\\nsource: Daily\\n\\ntext\\n").newspaper
    'Daily'
    """
    fence = _FENCE.match(text)
    at = fence.end() if fence else 0
    found: dict[str, tuple[int, int]] = {}
    while (entry := _ENTRY.match(text, at)) and (key := _key(entry[1])) and key not in found:
        found[key] = entry.span(2)
        at = entry.end()
    if not found or not _ends(text, at, fence is not None):
        return Head()
    return _filled(text, found, _FENCE.match(text, at))


def _ends(text: str, at: int, fenced: bool) -> bool:
    if at >= len(text) or _FENCE.match(text, at):
        return True
    return not fenced and not text[at : text.find("\n", at)].strip(BLANKS)


def _key(word: str) -> str:
    return next((name for name, words in setting("head").items() if word.lower() in words), "")


def _filled(text: str, found: dict[str, tuple[int, int]], fence: re.Match[str] | None) -> Head:
    values = {key: text[start:end].strip(BLANKS + "\"'") for key, (start, end) in found.items()}
    end = fence.end() if fence else text.find("\n", max(end for _, end in found.values())) + 1
    if values.get("title", "").strip("()（）[]") in setting("untitled"):
        values["title"] = ""
    start = text.find(values["title"], found["title"][0]) if values.get("title") else 0
    return Head(**values, titled="title" in values, title_at=(start, start + len(values.get("title", ""))), end=end)
