"""The titles above a text: which is label, kicker, headline, deck, and whether they begin an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.read.blocks import TITLES, Block
from kg.read.draft import Draft, lead_of
from kg.read.layout import Patterns

_SHORTEST = 4
_SHORT_COLUMN = 8


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles that stand together, by what they are to the text below."""

    labels: tuple[Block, ...] = ()
    kickers: tuple[Block, ...] = ()
    headline: Block | None = None
    decks: tuple[Block, ...] = ()

    @property
    def level(self) -> int:
        """The number of # before the headline; 0 without any."""
        return self.headline.level if self.headline else 0


def titles_of(group: Sequence[Block], patterns: Patterns) -> Titles:
    """Sort out titles that stand together; a short word above others is a label like those of the list."""
    labels = [block for block in group if block.kind == "label"]
    rest = [block for block in group if block.kind != "label"]
    while len(rest) > 1 and rest[0].kind == "title" and len(rest[0].text) <= _SHORTEST:
        labels.append(rest.pop(0))
    if not rest:
        return Titles(tuple(labels))
    main = _main(rest, patterns)
    return Titles(tuple(labels), tuple(rest[:main]), rest[main], tuple(rest[main + 1 :]))


def _main(rest: Sequence[Block], patterns: Patterns) -> int:
    headings = [block.level for block in rest if block.kind == "heading"]
    if headings:
        return next(i for i, block in enumerate(rest) if block.level == min(headings))
    decks = [i for i, block in enumerate(rest) if i and _is_deck(block, rest[i - 1], patterns)]
    end = decks[0] if decks else len(rest)
    return min(end - 1, 1) if len(rest) > 1 else 0


def _is_deck(block: Block, before: Block, patterns: Patterns) -> bool:
    if patterns["deck"].match(block.folded):
        return True
    return bool(patterns["deck_word"].search(block.folded)) and not (
        patterns["deck_word"].search(before.folded) or patterns["kicker_end"].search(before.folded)
    )


def is_column(titles: Titles, section: Sequence[Block]) -> bool:
    """Whether the titles head a column of short items."""
    if not section or section[0].kind != "item":
        return False
    if titles.headline is None:
        return True
    if titles.headline.kind == "title":
        return len(titles.headline.text) <= _SHORT_COLUMN
    items = [block for block in section if block.kind == "item"]
    return len(items) > 1 and all(block.lead for block in items)


def begins_article(
    draft: Draft | None, titles: Titles, blocks: Sequence[Block], one_level: bool, patterns: Patterns
) -> bool:
    """Whether the titles begin an article and are not a subhead within `draft`; `blocks` is all that follows them.

    A subhead has nothing of its own: no label, kicker or deck above it, no dateline or byline below it, and the
    article before it is still open. The byline at the foot of a long report stands in the section of its last subhead,
    so it counts as the section's own only where the report has already been signed.
    """
    if draft is None or draft.closed or draft.whole or not draft.has_body:
        return True
    if titles.labels or titles.headline is None or titles.kickers or titles.decks:
        return True
    section = section_of(blocks)
    if _outranks(titles, draft, one_level) or patterns["document_title"].search(titles.headline.folded):
        return True
    return _stands_alone(draft, section, blocks, patterns)


def _outranks(titles: Titles, draft: Draft, one_level: bool) -> bool:
    if titles.level == 0:
        return False
    if draft.level == 0 or titles.level < draft.level:
        return True
    # where all headings look the same, a short report with its own dateline is the sooner without subheads
    return titles.level == draft.level and (draft.dateline or not one_level)


def _stands_alone(draft: Draft, section: Sequence[Block], blocks: Sequence[Block], patterns: Patterns) -> bool:
    if not section:
        return False
    first = section[0]
    if first.kind == "byline" or lead_of(first.folded, patterns)[2]:
        return True
    if any(block.kind == "byline" for block in section):
        return draft.signed
    return bool(patterns["recent_start"].match(first.folded)) and (draft.signed or not _signed_later(blocks, patterns))


def _signed_later(blocks: Sequence[Block], patterns: Patterns) -> bool:
    """Whether a byline comes before the next thing that can only be an article of its own."""
    for block in blocks:
        if block.kind == "label" or (lead_of(block.folded, patterns)[2] and block.kind == "body"):
            return False
        if block.kind == "byline":
            return True
    return False


def section_of(blocks: Sequence[Block]) -> list[Block]:
    """The blocks up to the next title."""
    section: list[Block] = []
    for block in blocks:
        if block.kind in TITLES:
            break
        section.append(block)
    return section
