"""What each printed line is by itself, whatever stands around it: a heading, a byline, a note, running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.read.endings import is_complete
from kg.read.layout import Patterns
from kg.read.lines import Line

LONGEST_TITLE = 45
LONGEST_MARK = 120
_SPACED = re.compile("\\S(?:[ \u3000]+\\S){1,5}$")

TITLES = frozenset({"heading", "title", "label"})


@dataclass(frozen=True, slots=True)
class Block:
    """A line, or lines that belong together.

    `kind` is one of heading, title, label, byline, jump_to, jump_from, note, caption, item, small, signature,
    separator, body; `level` counts the # of a heading; `lead` is what an item begins with (青石镇 of `●青石镇 今日…`).
    """

    kind: str
    lines: tuple[Line, ...]
    level: int = 0
    lead: Line | None = None
    printed: Line | None = None  # an item's whole line, with its marks

    @property
    def text(self) -> str:
        """The printed characters, line breaks left out."""
        return "".join(line.text for line in self.lines)

    @property
    def folded(self) -> str:
        """The same in folded characters."""
        return "".join(line.folded for line in self.lines)


def blocks_of(lines: Sequence[Line], patterns: Patterns) -> list[Block]:
    """Each line as a block, or as two or three where a jump line shares it with a paragraph."""
    return _with_media([block for line in lines for block in _cut_jumps(line, patterns)], patterns)


def _cut_jumps(line: Line, patterns: Patterns) -> Iterator[Block]:
    if match := patterns["jump_from"].match(line.folded[:LONGEST_MARK]):
        yield Block("jump_from", (line.cut(0, match.end()),))
        line = replace(line.cut(match.end(), len(line.text)), gap=False)
    tail = max(len(line.text) - 40, 0)
    onward = patterns["jump_to"].search(line.folded[tail:])
    if onward:
        head = line.cut(0, tail + onward.start())
        if head.text:
            yield _alone(head, patterns)
        yield Block("jump_to", (line.cut(tail + onward.start(), len(line.text)),))
    elif line.text:
        yield _alone(line, patterns)


def _alone(line: Line, patterns: Patterns) -> Block:
    if len(line.text) <= LONGEST_MARK:
        for find in (_marked_line, _label, _credit):
            if block := find(line, patterns):
                return block
    return _paragraph(line, patterns)


def _marked_line(line: Line, patterns: Patterns) -> Block | None:
    folded = line.folded
    if patterns["separator"].match(folded):
        return Block("separator", (line,))
    if match := patterns["heading"].match(folded):
        title = line.cut(*match.span("title"))
        label = _label(title, patterns)
        kind, inner = ("label", label.lines) if label else ("heading", (title,))
        return Block(kind, inner, len(match["level"]))
    if match := patterns["bold"].match(folded):
        return _label(title := line.cut(*match.span("title")), patterns) or Block("title", (title,))
    if patterns["see_page"].match(folded):
        return Block("jump_to", (line,))
    return Block("signature", (line,)) if patterns["signature_date"].match(folded) else None


def _label(line: Line, patterns: Patterns) -> Block | None:
    if _SPACED.match(line.folded) and patterns["label"].match("".join(line.folded.split())):
        return Block("label", (line,))
    for name in ("label", "label_in_brackets"):
        if (match := patterns[name].match(line.folded)) and not patterns["dateline"].match(line.folded):
            return Block("label", (line.cut(*match.span("title")),))
    return None


def _credit(line: Line, patterns: Patterns) -> Block | None:
    """A byline on a line of its own, or a dateline with nothing but names behind it."""
    mark = patterns["item"].match(line.folded)
    inner = line.cut(mark.end() if mark else 0, len(line.text))
    if inner.text[:1] in "（(" and inner.text[-1:] in "）)":
        inner = inner.cut(1, len(inner.text) - 1)
    if not is_byline(inner.folded, patterns, marked=inner != line):
        return None
    return Block("byline", (line.cut(mark.end(), len(line.text)) if mark else line,))


def is_byline(folded: str, patterns: Patterns, *, marked: bool) -> bool:
    """Whether the text is a byline and nothing else; `marked` says that ■ or brackets set it apart."""
    if dateline := patterns["dateline"].match(folded):
        return bool(patterns["names_to_end"].match(folded[dateline.end() :]))
    if any(patterns[name].match(folded) for name in ("byline_turned", "byline_slashed", "source_credit")):
        return True
    if patterns["byline"].match(folded):
        return marked or not patterns["byline_glued"].match(folded)
    return marked and bool(patterns["byline_bare"].match(folded)) and not patterns["no_author"].fullmatch(folded)


def _paragraph(line: Line, patterns: Patterns) -> Block:
    start = line.folded[:LONGEST_MARK]
    if patterns["dateline"].match(start):
        return Block("body", (line,))
    if patterns["caption"].match(start):
        return Block("caption", (line,))
    if patterns["enumerated"].match(start) and len(line.text) <= LONGEST_TITLE and not is_complete(line.text):
        return Block("small", (line,))
    if start.startswith("|") and start.endswith("|"):
        return Block("note", (line,))
    return _item(line, patterns) or Block("body", (line,))


def _item(line: Line, patterns: Patterns) -> Block | None:
    start = line.folded[:LONGEST_MARK]
    mark = patterns["item"].match(start)
    rest = line.cut(mark.end() if mark else 0, len(line.text))
    if match := patterns["item_bracket"].match(rest.folded[:LONGEST_MARK]):
        inner = rest.cut(match.end(), len(rest.text))
        return Block("item", (inner,), lead=rest.cut(*match.span("lead")), printed=rest)
    if mark and (match := patterns["item_lead"].match(rest.folded[:LONGEST_MARK])):
        return Block("item", (rest.cut(match.end(), len(rest.text)),), lead=rest.cut(*match.span("lead")))
    if mark and rest.text:
        return Block("item", (rest,))
    quiet = patterns["quiet_item"].match(start)
    return Block("body", (line.cut(quiet.end(), len(line.text)),)) if quiet else None


def _with_media(blocks: Sequence[Block], patterns: Patterns) -> list[Block]:
    """A line with a paper's name, or one with names, belongs to the byline that follows or stands before it."""
    result: list[Block] = []
    for block, after in zip(blocks, [*blocks[1:], None], strict=False):
        names_on = bool(result) and result[-1].kind == "byline" and not block.lines[0].gap
        if block.kind == "body" and (
            (after and after.kind == "byline" and patterns["media_alone"].match(block.folded))
            or (names_on and patterns["byline_bare"].match(block.folded))
        ):
            block = replace(block, kind="byline")
        result.append(block)
    return result
