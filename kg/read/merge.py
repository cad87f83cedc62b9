"""From single lines to whole paragraphs and titles.

Lines that a column's edge has cut apart are joined; short lines that stand alone become titles.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from kg.read.blocks import LONGEST_MARK, LONGEST_TITLE, Block
from kg.read.endings import Style, begins_inside, is_complete
from kg.read.layout import Patterns
from kg.read.lines import Line

_OPEN = frozenset({"body", "item", "caption"})
_MOST_TITLES = 4
_LONGEST_CLAUSE = 32


def merge(blocks: Sequence[Block], styles: Mapping[int, Style], patterns: Patterns) -> list[Block]:
    """The blocks with paragraphs made whole; `styles` says for each line's start how lines around it are broken."""
    merged: list[tuple[Block, list[Line]]] = []
    starts = sorted(styles)
    for block, after in zip(blocks, [*blocks[1:], None], strict=False):
        # of an item only what follows its mark is a line of the block
        at = bisect_right(starts, block.lines[0].start)
        style = styles[starts[at - 1]] if at else Style()
        context = _Context(_end_of(merged), block, after, style, patterns)
        if context.continues:
            merged[-1][1].extend(block.lines)
        else:
            found = context.title or block
            merged.append((found, list(found.lines)))
    return list(_without_lists([replace(block, lines=tuple(lines)) for block, lines in merged]))


def _end_of(merged: Sequence[tuple[Block, list[Line]]]) -> Block | None:
    """The last block with its last lines, which is all that tells whether it goes on."""
    return replace(merged[-1][0], lines=tuple(merged[-1][1][-4:])) if merged else None


@dataclass(frozen=True, slots=True)
class _Context:
    """A line with what stands before it, already merged, and the line after it."""

    before: Block | None
    block: Block
    after: Block | None
    style: Style
    patterns: Patterns

    @property
    def line(self) -> Line:
        return self.block.lines[0]

    @property
    def has_dateline(self) -> bool:
        return self.patterns["dateline"].match(self.line.folded) is not None

    @property
    def story_follows(self) -> bool:
        return self.after is not None and self.patterns["dateline"].match(self.after.folded[:LONGEST_MARK]) is not None

    @property
    def continues(self) -> bool:
        """Whether the line goes on with the paragraph before it."""
        if self.before is None or self.before.kind not in _OPEN or self.block.kind not in ("body", "label"):
            return False
        if self.before.lines[-1].broken or self.has_dateline:
            return False
        if begins_inside(self.line.text):
            return True
        if self._is_open(self.before):
            return not (self._heads_story() or self._is_label_apart() or (self.style.indented and self.line.indent > 1))
        return self.style.indented and not self.line.gap and self.line.indent < 2 and self.title is None

    def _is_open(self, before: Block) -> bool:
        tail = before.text
        full = self.style.is_full(before.lines[-1]) and not self.line.gap
        return not (is_complete(tail, wrapped=full) or self.patterns["credit_at_end"].search(tail))

    def _heads_story(self) -> bool:
        """A short line before a dateline or a heading is a title, even where the paragraph before lacks its stop."""
        short = len(self.line.text) <= LONGEST_TITLE and not is_complete(self.line.text)
        return short and self.after is not None and (self.after.kind == "heading" or self.story_follows)

    def _is_label_apart(self) -> bool:
        return self.block.kind == "label" and self.line.gap

    @property
    def title(self) -> Block | None:
        """The line as a title, None if it is none; a title may begin with the name of its series in brackets."""
        if self.before and self.before.kind == "jump_from":
            return None
        if self.block.kind == "item" and self.block.printed and self.after and self.after.kind != "item":
            return self._as_title(self.block.printed)
        return self._as_title(self.line) if self.block.kind == "body" else None

    def _as_title(self, line: Line) -> Block | None:
        if self.patterns["deck"].match(line.folded) and len(line.text) <= LONGEST_TITLE:
            return Block("title", (line,))
        if self.has_dateline or (self.patterns["recent_start"].match(line.folded) and "，" in line.folded):
            return None
        if not self._looks_like_title(line) or self.after is None or self.after.kind in ("signature", "separator"):
            return None
        alone = self.after.lines[0].gap or self.after.kind not in _OPEN or self.story_follows
        # a line of a column of items that begins with its place is hardly ever one
        short = self.block.kind != "item" and not self.style.is_full(line)
        return Block("title", (line,)) if alone or short else None

    def _looks_like_title(self, line: Line) -> bool:
        # what a page begins with is sooner a long title than a cut paragraph
        longest, clause = (LONGEST_TITLE, _LONGEST_CLAUSE) if self.before else (2 * LONGEST_TITLE, 2 * LONGEST_TITLE)
        if len(line.text) > longest or max(map(len, line.text.split())) > clause:
            return False
        begins = self.patterns["plain_start"].match(line.folded)
        return begins is not None and not (line.broken or is_complete(line.text))


def _without_lists(blocks: Sequence[Block]) -> Iterator[Block]:
    """Many titles in a row are a list, a poem or a table, and one at the very end is the end of a text."""
    for plain, group in groupby(blocks, key=lambda block: block.kind == "title"):
        run = list(group)
        is_list = plain and (len(run) > _MOST_TITLES or run[-1] is blocks[-1])
        yield from (replace(block, kind="body") if is_list else block for block in run)
