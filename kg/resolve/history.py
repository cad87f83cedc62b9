"""What became of divisions and what they had been: `ontology/lexicon/successions.tsv` read both ways."""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from kg import ontology
from kg.lexicon import Division, Lexicon, load

_SAME = frozenset({"renamed", "recoded", "upgraded"})


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a division in a year: it went `into` others; `kind` as `successions.tsv` has it."""

    kind: str
    year: int
    into: tuple[Division, ...]

    @property
    def same(self) -> bool:
        """Whether the division goes on under another code."""
        return self.kind in _SAME


class History:
    """The successions of the ontology folder in use; each division stands under the last name that it had with its code."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._fates: dict[tuple[str, str, int], dict[str, str]] = {}
        self._before: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for row in ontology.table("successions"):
            if row["heir"] != row["code"]:
                self._fates[row["code"], row["name"], int(row["year"])] = row
                if row["kind"] in _SAME:
                    self._before[row["heir"]].append((row["code"], int(row["year"])))

    def fate(self, division: Division) -> Fate | None:
        """What became of the division when it lost its code; None while it has it.

        >>> told = history()
        >>> [(fate.kind, [d.name for d in fate.into]) for code in ("120107", "370181") if (fate := told.fate(told.lexicon.divisions[code]))]
        [('merged', ['滨海新区']), ('upgraded', ['章丘区'])]
        """
        row = self._fates.get((division.official, division.name, division.end))
        if row is None:
            return None
        into = (self.lexicon.at(code, int(row["year"])) for code in row["successors"].split() if code != row["code"])
        return Fate(row["kind"], int(row["year"]), tuple(self.lexicon.renamed(d) for d in into if d))

    def same(self, division: Division) -> list[Division]:
        """The division under all the codes that it has had, the first ones first.

        >>> told = history()
        >>> [d.code + d.name for d in told.same(told.lexicon.divisions["370114"])]
        ['370122章丘县', '370181章丘市', '370114章丘区']
        """
        last = self.lexicon.renamed(division)
        found, queue = {last.code: last}, [last]
        while queue:
            fresh = {d.code: d for d in self._next(queue.pop()) if d.code not in found}
            found |= fresh
            queue += fresh.values()
        return sorted(found.values(), key=lambda d: (d.end, d.code))

    def _next(self, division: Division) -> list[Division]:
        fate = self.fate(division)
        return [*self._former(division), *(fate.into if fate and fate.same else ())]

    def _former(self, division: Division) -> list[Division]:
        """What was the same division right before it had its code."""
        pairs = [
            (self.lexicon.at(code, year - 1), self.lexicon.at(division.official, year))
            for code, year in self._before.get(division.official, ())
        ]
        renamed = self.lexicon.renamed
        return [renamed(old) for old, new in pairs if old and new and renamed(new).code == division.code]


def history() -> History:
    """The history of the ontology folder in use; read once a folder."""
    return _history(os.fspath(ontology.folder()))


@lru_cache(maxsize=2)
def _history(folder: str) -> History:
    return History(load())


def under_all_codes(ident: str) -> list[str]:
    """The ids of a division under all the codes that it has had; of anything else its own.

    >>> under_all_codes("division/370114")
    ['division/370122', 'division/370181', 'division/370114']
    """
    told = history()
    division = told.lexicon.division(ident.removeprefix("division/")) if ident.startswith("division/") else None
    return [f"division/{one.code}" for one in told.same(division)] if division else [ident]


def other_names(name: str) -> list[str]:
    """The names that the divisions of this name have had under other codes.

    >>> other_names("章丘市")
    ['章丘县', '章丘区']
    """
    told = history()
    divisions = [entry for entry in told.lexicon.entries(name) if isinstance(entry, Division)]
    names = dict.fromkeys(one.name for division in divisions for one in told.same(division))
    return [other for other in names if other != name]
