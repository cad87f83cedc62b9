"""An article while it is being put together from blocks, and its final form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.model import Part, Piece
from kg.read.blocks import LONGEST_MARK, Block
from kg.read.editors import whole_names
from kg.read.fold import fold
from kg.read.layout import Patterns
from kg.read.lines import Line

_STRAY = re.compile(r"(?<=[\u3400-\u9fff])[ \u3000](?=[\u3400-\u9fff])")
_BRACKETS = re.compile('（[^（）]*）|《[^《》]*》|“[^“”]*”|「[^「」]*」|【[^【】]*】|‘[^‘’]*’|"[^"]*"')
_APART = 8
_AROUND = " \t\u3000（）()"


@dataclass(slots=True)
class Draft:
    """What has been gathered so far: parts as (kind, lines, offset up to which blanks stay), and what was learnt."""

    kicker: str = ""
    headline: str = ""
    level: int = 0
    parts: list[tuple[str, tuple[Line, ...], int]] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    dateline: bool = False
    closed: bool = False
    whole: bool = False  # a notice, a picture's story, an item: nothing that has subheads
    column: bool = False  # an item of a column: the byline at its end is not its own

    @property
    def signed(self) -> bool:
        """Whether its reporters are known."""
        return bool(self.bylines)

    @property
    def has_body(self) -> bool:
        """Whether any running text has come yet."""
        return any(kind in ("body", "caption") for kind, _, _ in self.parts)

    def add(self, kind: str, lines: tuple[Line, ...], keep: int = 0) -> None:
        """Append a part."""
        if any(line.text for line in lines):
            self.parts.append((kind, lines, keep))

    def sign(self, names: str) -> None:
        """Note a byline, as `Article.byline` gives it."""
        self.bylines.append(names)


def add_paragraph(draft: Draft, block: Block, patterns: Patterns) -> None:
    """Append running text; a byline inside it stays there and is noted as well."""
    names, end, dateline = lead_of(block.folded, patterns)
    draft.dateline = draft.dateline or dateline
    draft.add("caption" if block.kind == "caption" else "body", block.lines, end)
    if names:
        draft.sign(byline_text(block.text[slice(*names)], patterns))
    elif closing := _closing(block, patterns):
        draft.sign(byline_text(closing, patterns))
        draft.closed = True


def lead_of(folded: str, patterns: Patterns) -> tuple[tuple[int, int] | None, int, bool]:
    """Where the names after a dateline stand, where the text proper begins, and whether there is a dateline."""
    start = folded[: 2 * LONGEST_MARK]
    dateline = patterns["dateline"].match(start)
    if not dateline:
        # 记者何一帆报道：… opens a report as well
        told = patterns["names_reporting"].match(start)
        return (told.span("names"), told.end(), True) if told else (None, 0, False)
    rest = start[dateline.end() :]
    for name in ("names_in_brackets", "names_before_colon", "names_before_blank", "names_apart"):
        if (match := patterns[name].match(rest)) and _are_names(match["names"], patterns):
            first, last = (dateline.end() + at for at in match.span("names"))
            return (first, last), dateline.end() + match.end(), True
    # the blank after a dateline parts it from the sentence
    return None, dateline.end() + 2, True


def _are_names(names: str, patterns: Patterns) -> bool:
    return bool(patterns["has_role"].search(names)) or all(
        patterns["editor_name"].match(name) for name in whole_names(names)
    )


def _closing(block: Block, patterns: Patterns) -> str:
    """The names in brackets after the last sentence, or the photographer's credit there."""
    offset = max(len(block.folded) - LONGEST_MARK, 0)
    tail, printed = block.folded[offset:], block.text[offset:]
    if match := patterns["closing_author"].search(tail):
        names = whole_names(match["names"])
        alone = all(patterns["author"].fullmatch(n) and not patterns["no_author"].fullmatch(n) for n in names)
        if alone or patterns["byline"].match(match["names"]):
            return printed[slice(*match.span("names"))]
    if match := patterns["credit_at_end"].search(tail):
        return printed[slice(*match.span("names"))]
    return ""


def byline_text(printed: str, patterns: Patterns) -> str:
    """A byline without brackets around it, names that a blank breaks made whole.

    It says who; where that stands, the article's text says.
    """
    folded = fold(printed)
    reports = patterns["reports"].search(folded)
    words = printed[: reports.start() if reports else len(printed)].strip(_AROUND).split()
    whole: list[str] = []
    for word in words:
        if whole and len(word) <= 2 and patterns["half_name"].match(fold(whole[-1])):
            whole[-1] += word
        else:
            whole.append(word)
    return " ".join(whole)


def compose(page_text: str, draft: Draft) -> tuple[str, tuple[Part, ...], tuple[Piece, ...]]:
    """The text of an article with its parts and the pieces that lead each character back to the page."""
    parts: list[Part] = []
    pieces: list[Piece] = []
    length = 0
    for kind, lines, keep in draft.parts:
        start = length
        for first, last in _ranges(kind, lines, keep):
            pieces.append(Piece(length, first, last - first))
            length += last - first
        parts.append(Part(kind, start, length))
        pieces.append(Piece(length, page_text.index("\n", lines[-1].end), 1))
        length += 1
    text = "".join(page_text[p.page_start : p.page_start + p.length] for p in pieces)
    return text, tuple(parts), tuple(pieces)


def _ranges(kind: str, lines: Sequence[Line], keep: int) -> Iterable[tuple[int, int]]:
    """Stretches of the page that make up a part: its lines, stray blanks of running text left out."""
    joined = "".join(line.text for line in lines)
    stray = _stray(joined, keep) if kind in ("body", "caption") else []
    offset = 0
    for line in lines:
        at = line.start
        for blank in (line.start + b - offset for b in stray if offset <= b < offset + len(line.text)):
            if blank > at:
                yield at, blank
            at = blank + 1
        yield at, line.end
        offset += len(line.text)


def _stray(joined: str, keep: int) -> list[int]:
    """Blanks that recognition put between two characters of a sentence; those of lists and quotations stay."""
    protected = [match.span() for match in _BRACKETS.finditer(joined)] if " " in joined or "\u3000" in joined else []
    blanks = [match.start() for match in _STRAY.finditer(joined)]
    alone = [
        blank
        for index, blank in enumerate(blanks)
        if blank >= keep
        and (index == 0 or blank - blanks[index - 1] > _APART)
        and (index + 1 == len(blanks) or blanks[index + 1] - blank > _APART)
    ]
    return [blank for blank in alone if not any(start < blank < end for start, end in protected)]
