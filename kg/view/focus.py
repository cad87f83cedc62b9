"""A name someone types, found in the graph, and what stands round it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from kg.model import Entity, YutuError
from kg.read.fold import fold
from kg.view.gather import Gathered
from kg.view.picture import Picture, draw

DEPTH = 2


class UnknownNameError(YutuError):
    """No entity of the graph bears the name."""


def find(picture: Picture, name: str) -> list[int]:
    """The entities that bear `name` as label, alias or English name (in any case), the best linked first.

    Raises `UnknownNameError` with names that look like it.
    """
    wanted = name.strip()
    found = _bearers(picture, wanted) or _bearers(picture, fold(wanted))
    if not found:
        raise UnknownNameError(_unknown(wanted, picture.entities))
    return sorted(found, key=lambda number: (-len(picture.neighbours.get(number, ())), number))


def _bearers(picture: Picture, name: str) -> list[int]:
    wanted = name.casefold()
    return [number for number, entity in enumerate(picture.entities) if wanted in map(str.casefold, names(entity))]


def names(entity: Entity) -> tuple[str, ...]:
    """Whatever `entity` may be looked for by, in whatever language."""
    return tuple(filter(None, (entity.name, *entity.aliases, entity.english)))


def _unknown(name: str, entities: Iterable[Entity]) -> str:
    known = list(dict.fromkeys(text for entity in entities for text in names(entity)))
    holding = sorted((text for text in known if name and name.casefold() in text.casefold()), key=len)
    close = list(dict.fromkeys([*holding[:3], *get_close_matches(name, known, n=3, cutoff=0.4)]))[:3]
    hint = f"did you mean {', '.join(close)}?" if close else "see the names in the search box of the whole map"
    return f"{name}: nothing in this graph bears this name; {hint}"


def around(gathered: Gathered, name: str) -> tuple[Gathered, str]:
    """What of it stands within two links of the entities called `name`, and the id of the first of these."""
    picture = draw(gathered)
    roots = find(picture, name)
    shown = frozenset(picture.shown)
    kept = set(roots)
    for number in set(roots) - shown:
        kept |= _panel(picture, number) & shown
    for _ in range(DEPTH):
        kept |= {other for number in kept for other in picture.neighbours.get(number, ())}
    beside = {end for fact in picture.facts if not kept.isdisjoint(fact.ends()) for end in fact.ends()}
    return gathered.within(frozenset(kept | (beside - shown))), picture.entities[roots[0]].id


def _panel(picture: Picture, number: int) -> set[int]:
    """Those beside an entity that is not on the map: of a post, who holds it."""
    return {end for fact in picture.facts if number in fact.ends() for end in fact.ends()}
