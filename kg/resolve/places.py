"""Villages and townships that no table has, told under two parents: 大湾村 of a county here, of a township in it there.

On each page such a place lies in what was named last before it, which may be its township, its county or its city. Across
pages two of one name are one where one parent lies in the other and nothing else of the name lies there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.lexicon import load
from kg.model import Entity
from kg.resolve.settled import Record, Settled

RULE = "same-place"
_NEAR = frozenset({"Prefecture", "County", "Township"})  # a province has many villages of a name
_ROOM = "division/"


def place_block(entity: Entity) -> str:
    """The block of places of this name in no table; empty for all else, and for those that lie nowhere.

    >>> place_block(Entity("division/341524/大湾村", "Village", "大湾村"))
    'place/大湾村'
    """
    return f"place/{entity.name}" if _parent(entity.id) else ""


def settle(told: Iterable[tuple[str, str]]) -> Settled:
    """Which places of one name are one, from (page, id there) of all of them, whatever their order.

    >>> settle([("a", "division/341524/大湾村"), ("b", "division/341524205/大湾村")]).ids
    {('a', 'division/341524/大湾村'): 'division/341524205/大湾村'}
    """
    seen = sorted(set(told))
    idents = {ident for _, ident in seen}
    moved = {ident: finer for ident in idents if (finer := _finest(ident, idents)) != ident}
    ids = {(page, ident): moved[ident] for page, ident in seen if ident in moved}
    return Settled(ids, tuple(_gone(ident, moved[ident]) for ident in sorted(moved)))


def _finest(ident: str, idents: Iterable[str]) -> str:
    """The place's id under the nearest parent told; its own where several lie in its parent."""
    lines = {other: _line(_parent(other)) for other in idents}
    parent = _parent(ident)
    if not _is_near(parent):
        return ident
    inside = [other for other, line in lines.items() if parent in line[1:]]
    ends = [one for one in inside if not any(_parent(one) in lines[other][1:] for other in inside)]
    return ends[0] if len(ends) == 1 else ident


def _parent(ident: str) -> str:
    """The code that a place in no table lies in: `341524` of `division/341524/大湾村`.

    Of one that lies in another such place it is that one's: `411326/九重镇` of `division/411326/九重镇/邹庄村`.
    """
    return ident.removeprefix(_ROOM).rpartition("/")[0] if ident.startswith(_ROOM) else ""


def _line(parent: str) -> list[str]:
    """The parent and all above it, nearest first."""
    if "/" in parent:
        return [parent, *_line(parent.rpartition("/")[0])]
    return [parent, *(above.code for above in load().ancestors(parent))] if parent else []


def _is_near(parent: str) -> bool:
    division = load().division(parent)
    return division is not None and division.kind in _NEAR


def _gone(ident: str, kept: str) -> Record:
    """That the place has another id, for those who knew it by this one."""
    values: Mapping[str, str] = {"dcterms:isReplacedBy": kept, "owl:sameAs": kept}
    return Record(ident, "", tuple(values.items()), rule=RULE)
