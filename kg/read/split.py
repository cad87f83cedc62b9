"""The splitter: the blocks of a page become its articles."""

from __future__ import annotations

from collections.abc import Sequence

from kg.read.blocks import TITLES, Block
from kg.read.draft import Draft, add_paragraph, byline_text, lead_of
from kg.read.layout import Patterns
from kg.read.lines import Line
from kg.read.titles import Titles, begins_article, is_column, section_of, titles_of


def split(blocks: Sequence[Block], patterns: Patterns, *, first: Draft | None = None) -> list[Draft]:
    """The articles that these blocks make, in the order of the page.

    With `first`, an article whose headline is known already, all blocks are its.
    """
    splitter = _Splitter(blocks, patterns, first)
    index = 0
    while index < len(blocks):
        index = splitter.take(index)
    return [draft for draft in splitter.drafts if draft.parts]


# a page that is longer than this without a title tells nothing about the title at hand
_AHEAD = 200


class _Splitter:
    def __init__(self, blocks: Sequence[Block], patterns: Patterns, first: Draft | None) -> None:
        self.blocks = blocks
        self.patterns = patterns
        self.single = first is not None
        self.drafts: list[Draft] = [first] if first else []
        self.column: Block | None = None
        self.briefs = False
        self.one_level = len({block.level for block in blocks if block.kind == "heading"}) < 2

    @property
    def draft(self) -> Draft | None:
        return self.drafts[-1] if self.drafts else None

    def open(self) -> Draft:
        """The article at hand, or one without a headline."""
        return self.draft or self.start(Draft())

    def start(self, draft: Draft) -> Draft:
        self.drafts.append(draft)
        return draft

    def take(self, index: int) -> int:
        """Take in the block at `index`, or the titles that stand together from there; give the next index."""
        block = self.blocks[index]
        if block.kind in TITLES:
            end = index
            while end < len(self.blocks) and self.blocks[end].kind in TITLES:
                end += 1
            self.titles(self.blocks[index:end], index, end)
            return end
        getattr(self, f"on_{block.kind}", self.on_text)(block)
        return index + 1

    def titles(self, group: Sequence[Block], start: int, end: int) -> None:
        titles = titles_of(group, self.patterns)
        after = self.blocks[end : end + _AHEAD]
        if self.single:
            self.subhead(group)
        elif is_column(titles, section_of(after)):
            self.column = titles.headline or titles.labels[-1]
        elif self.is_ruled_off(start) or begins_article(self.draft, titles, after, self.one_level, self.patterns):
            self.headed(titles)
        else:
            self.subhead(group)

    def is_ruled_off(self, start: int) -> bool:
        return start > 0 and self.blocks[start - 1].kind == "separator"

    def subhead(self, group: Sequence[Block]) -> None:
        for block in group:
            self.open().add("subhead", block.lines)

    def headed(self, titles: Titles) -> None:
        headline = titles.headline or titles.labels[-1]
        self.column = None if titles.headline else headline
        self.briefs = self.are_briefs(titles)
        draft = self.start(Draft(level=titles.level))
        draft.kicker = " ".join(block.text for block in titles.kickers)
        draft.headline = headline.text
        names = [*(block.folded for block in titles.labels), headline.folded]
        photo = any(self.patterns["photo"].search(name) for name in names[:-1])
        draft.whole = self.briefs or photo or bool(self.patterns["document_title"].search(names[-1]))
        for kind, blocks in (("kicker", titles.kickers), ("headline", (headline,)), ("subhead", titles.decks)):
            for block in blocks:
                draft.add(kind, block.lines)

    def are_briefs(self, titles: Titles) -> bool:
        """Whether the titles stand in a column of short news, which goes on until a label or another kind of title."""
        if titles.labels:
            return any(self.patterns["label_column"].search(label.folded) for label in titles.labels)
        return self.briefs and self.draft is not None and self.draft.level == titles.level

    def on_item(self, block: Block) -> None:
        if self.single or not (self.column or (self.draft and self.draft.closed and block.lead)):
            return self.on_text(block)
        add_paragraph(self.start_item(block.lead), block, self.patterns)

    def start_item(self, lead: Line | None) -> Draft:
        """An article that is one of a column's: the column's title is its own, with what the item begins with."""
        draft = self.start(Draft(whole=True, column=self.column is not None))
        titles = (self.column.lines[0] if self.column else None, lead)
        draft.headline = " ".join(line.text for line in titles if line)
        for line in titles:
            if line:
                draft.add("headline", (line,))
        return draft

    def on_text(self, block: Block) -> None:
        draft = self.open()
        dateline = lead_of(block.folded, self.patterns)[2]
        if dateline and not self.single and (draft.dateline or draft.closed) and draft.has_body:
            draft = self.start_item(None)
        lines = (block.lead, *block.lines) if block.lead else block.lines
        add_paragraph(draft, Block(block.kind, lines), self.patterns)

    def on_byline(self, block: Block) -> None:
        draft = self.open()
        draft.add("byline", block.lines)
        dateline = self.patterns["dateline"].match(block.folded)
        draft.dateline = draft.dateline or bool(dateline)
        draft.closed = draft.closed or draft.has_body
        if not draft.column:
            names = block.text[dateline.end() if dateline else 0 :]
            draft.sign(byline_text(names, self.patterns))

    def on_jump_to(self, block: Block) -> None:
        draft = self.open()
        draft.add("note", (_unmarked(block, self.patterns),))
        draft.closed = True

    def on_jump_from(self, block: Block) -> None:
        draft = self.draft
        if not self.single and (draft is None or draft.has_body or draft.closed):
            draft = self.start(Draft(whole=True))
        self.open().add("note", (_unmarked(block, self.patterns),))

    def on_note(self, block: Block) -> None:
        self.open().add("note", block.lines)

    def on_small(self, block: Block) -> None:
        self.open().add("subhead", block.lines)

    def on_signature(self, block: Block) -> None:
        draft = self.open()
        draft.add("body", block.lines)
        draft.closed = draft.has_body

    def on_separator(self, block: Block) -> None:
        """A rule on the page belongs to no article."""


def _unmarked(block: Block, patterns: Patterns) -> Line:
    line = block.lines[0]
    mark = patterns["item"].match(line.folded)
    return line.cut(mark.end() if mark else 0, len(line.text))
