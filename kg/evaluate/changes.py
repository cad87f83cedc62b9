"""Two runs side by side: which figures have changed, and what is newly right, missed or wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kg.evaluate.result import Counts, Difference, Result, ratio
from kg.evaluate.runs import Run, short


@dataclass(frozen=True, slots=True)
class Change:
    """What has changed of one set: F1 before and now (`None` where there was nothing) by table and name, and what differs.

    `found` was missed before, `mended` was wrong before; `missed` and `wrong` are new.
    """

    name: str
    f1: tuple[tuple[str, str, float | None, float | None], ...]
    found: tuple[Difference, ...]
    missed: tuple[Difference, ...]
    mended: tuple[Difference, ...]
    wrong: tuple[Difference, ...]

    def __bool__(self) -> bool:
        return bool(self.f1 or self.found or self.missed or self.mended or self.wrong)

    def told(self) -> dict[str, Any]:
        """The change as JSON."""
        differing = {name: [*map(short, getattr(self, name))] for name in ("found", "missed", "mended", "wrong")}
        return {"f1": self.f1, **differing}


def compare(before: Run, now: Run) -> list[Change]:
    """What has changed of each set that both runs have."""
    both = [name for name in now.results if name in before.results]
    return [_change(name, before.results[name], now.results[name]) for name in both]


def _change(name: str, before: Result, now: Result) -> Change:
    tables = [table for table in now.tables if table in before.tables]
    f1 = (change for table in tables for change in _f1(table, before.tables[table], now.tables[table]))
    old = {sign: _by_key(before.differences, sign) for sign in "-+"}
    new = {sign: _by_key(now.differences, sign) for sign in "-+"}
    gone = {sign: tuple(old[sign][key] for key in old[sign] if key not in new[sign]) for sign in "-+"}
    come = {sign: tuple(new[sign][key] for key in new[sign] if key not in old[sign]) for sign in "-+"}
    return Change(name, tuple(f1), gone["-"], come["-"], gone["+"], come["+"])


def _f1(table: str, before: Counts, now: Counts) -> Iterable[tuple[str, str, float | None, float | None]]:
    for name in sorted({*before, *now}):
        old, new = (round(ratio(counts[name])[2], 4) if name in counts else None for counts in (before, now))
        if old != new:
            yield table, name, old, new


def _by_key(differences: Iterable[Difference], sign: str) -> dict[tuple[str, str, str, str], Difference]:
    return {difference.key: difference for difference in differences if difference.sign == sign}
