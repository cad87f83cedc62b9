"""What is known beforehand: gazetteers and word lists, found in a text in one pass.

The tables are `ontology/lexicon/*.tsv`; a form may stand for several entries (鼓楼区 of four cities), and which of them
is meant is decided by who reads the whole article.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick_rs

from kg import ontology


@dataclass(frozen=True, slots=True)
class Division:
    """An administrative division: GB/T 2260 `code`, `kind` its level, `start` and `end` the years of validity.

    After the code stands `~` and a year where that code was later given to another division.
    """

    code: str
    name: str
    kind: str
    parent: str
    start: int
    end: int
    short: tuple[str, ...]
    english: str = ""

    @property
    def official(self) -> str:
        """The code in the standard; empty for a village or township that no table has."""
        code = self.code.partition("~")[0]
        return code if code.isdigit() else ""

    def valid_in(self, year: int) -> bool:
        """Whether the division was there in `year`."""
        return self.start <= year <= self.end


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry that is no division: a zone, region, body, paper or programme.

    `code` is that of where it is, of a line those that it joins, separated by blanks.
    """

    name: str
    kind: str
    short: tuple[str, ...] = ()
    code: str = ""
    english: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """`text[start:end]` is a form of each of `entries`; `full` tells a full name from a short one."""

    start: int
    end: int
    entries: tuple[Division | Listed, ...]
    full: bool


# the tables of entries that are no divisions, with the class of those that have no column for it
_LISTED = dict.fromkeys(("zones", "regions", "venues", "bodies", "initiatives"), "") | {
    "media": "Media",
    "countries": "Country",
}
_FOREVER = 9999
_LETTERS = {"Country": "C", "Region": "R", "Media": "M"}


class Lexicon:
    """All gazetteers of an ontology folder, ready to be found in texts."""

    def __init__(self) -> None:
        fates = ontology.table("successions")
        self._heir = {(row["code"], row["name"], int(row["year"])): row["heir"] for row in fates if row["heir"]}
        divisions = list(_divisions(_given_away(fates)))
        self.divisions = {d.code: d for d in divisions}  # of several that had one code, the latest
        self.first = min((d.start for d in divisions), default=0)
        self._eras: dict[str, list[Division]] = {}
        for division in divisions:
            self._eras.setdefault(division.code, []).append(division)
        self._marks: dict[Division, str] = {}
        self._bearers: dict[str, list[str]] = {}
        for key in self._eras:
            self._bearers.setdefault(key.partition("~")[0], []).append(key)
        self.listed = tuple(_listed())
        self._forms: dict[str, tuple[list[Division | Listed], bool]] = {}
        for division in divisions:
            self._add(division, division.name, division.short)
        for entry in self.listed:
            self._add(entry, entry.name, entry.short)
        # the tens of thousands of townships become divisions only where a text names them
        self._townships: dict[str, list[str]] = {}
        self._township_names: dict[str, str] = {}
        for row in ontology.table("townships"):
            name, code = row["name"], row["code"]
            self._township_names[code] = name
            # 乌镇镇 is called 乌镇
            for form in (name, name[:-1])[: 1 + (name[-2:] == name[-1] * 2)]:
                self._townships.setdefault(form, []).append(code)
        self._patterns = [*self._forms, *(name for name in self._townships if name not in self._forms)]
        self._automaton = ahocorasick_rs.AhoCorasick(self._patterns)
        self._meanings: dict[str, tuple[tuple[Division | Listed, ...], bool]] = {}  # of the forms met so far

    def _add(self, entry: Division | Listed, name: str, short: tuple[str, ...]) -> None:
        for form in (name, *short):
            entries, full = self._forms.get(form, ([], False))
            if entry not in entries:
                entries.append(entry)
            self._forms[form] = (entries, full or form == name)

    def hits(self, text: str) -> Iterator[Hit]:
        """Every form in `text`, overlapping ones too, in the order of their ends."""
        for pattern, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            entries, full = self._meaning(self._patterns[pattern])
            yield Hit(start, end, entries, full)

    def _meaning(self, form: str) -> tuple[tuple[Division | Listed, ...], bool]:
        if (known := self._meanings.get(form)) is None:
            known = self._meanings[form] = (self.entries(form), form in self._townships or self._forms[form][1])
        return known

    def longest(self, text: str) -> list[tuple[int, int, str]]:
        """The listed forms in `text` that stand in no longer one, as (start, end, letter of its kind), from left to right."""
        found: dict[int, tuple[int, int, int]] = {}
        for pattern, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if start not in found or found[start][1] < end:
                found[start] = (start, end, pattern)
        at, longest = 0, []
        for start, end, pattern in sorted(found.values()):
            if start >= at:
                longest.append((start, end, self._letter(self._patterns[pattern])))
                at = end
        return longest

    def _letter(self, form: str) -> str:
        """D for a division in full, d in short, T for a township, and so on: what the tagger sees of an entry."""
        if form not in self._forms:
            return "T"
        entries, full = self._forms[form]
        return ("D" if full else "d") if isinstance(entries[0], Division) else _LETTERS.get(entries[0].kind, "B")

    def entries(self, form: str) -> tuple[Division | Listed, ...]:
        """What `form` may stand for; empty when it is in no table."""
        townships = [_township(code, self._township_names[code]) for code in self._townships.get(form, ())]
        return (*self._forms.get(form, ((), False))[0], *townships)

    def listed_as(self, form: str) -> list[Listed]:
        """What `form` may stand for that is no division."""
        return [entry for entry in self.entries(form) if isinstance(entry, Listed)]

    def division(self, code: str) -> Division | None:
        """The division of this code, townships too; None when no table has it."""
        if name := self._township_names.get(code):
            return _township(code, name)
        return self.divisions.get(code)

    def heirs(self, division: Division) -> list[Division]:
        """The divisions that its area and name went to one after the other, whatever their codes and levels.

        >>> lexicon = load()
        >>> [(heir.code, heir.name) for heir in lexicon.heirs(lexicon.divisions["532701"])]
        [('530802', '翠云区'), ('530802', '思茅区')]
        """
        found: list[Division] = []
        while (code := self._heir.get((division.official, division.name, division.end))) and (
            later := self.at(code, division.end)
        ):
            found.append(later)
            division = later
        return found

    def at(self, code: str, year: int) -> Division | None:
        """The division that bears the code from this year on."""
        eras = (division for key in self._bearers.get(code, ()) for division in self._eras[key])
        return next((division for division in eras if division.start <= year < division.end), None)

    def then(self, division: Division, year: int) -> Division:
        """What the division was in that year, if it was still called by an earlier name: itself where nobody knows.

        >>> lexicon = load()
        >>> [(then := lexicon.then(lexicon.divisions["370181"], year)).code + then.name for year in (2010, 2020)]
        ['370181章丘市', '370114章丘区']
        """
        return next((one for one in (division, *self.heirs(division)) if one.valid_in(year)), division)

    def eras(self, code: str) -> list[Division]:
        """The division of this code under each of its names, the first ones first."""
        return self._eras.get(code, [])

    def bearers(self, code: str) -> list[Division]:
        """The divisions that have had this code, each under its last name."""
        found = [last for key in self._bearers.get(code, [code]) if (last := self.division(key))]
        return [self.renamed(division) for division in found]

    def mark(self, division: Division) -> str:
        """What sets apart what is named after the division and after namesakes of it; empty where there are none.

        Of several of whom one is there today, that one needs no mark.

        >>> lexicon = load()
        >>> [lexicon.mark(lexicon.divisions[code]) for code in ("320106", "430000")]
        ['~320106', '']
        """
        if (code := self._marks.get(division)) is None:
            code = self._marks[division] = self._told_apart(division)
        return f"~{code}" if code else ""

    def _told_apart(self, division: Division) -> str:
        if not division.official:
            return division.parent.replace("/", "-")  # of villages no table tells how many have the name
        known = [entry for entry in self.entries(division.name) if isinstance(entry, Division)]
        last = {self.heirs(one)[-1].code if self.heirs(one) else one.code for one in known if one.name == division.name}
        today = [one for one in known if one.name == division.name and one.end == _FOREVER]
        return division.code if len(last) > 1 and today != [division] else ""

    def renamed(self, division: Division) -> Division:
        """The division under the last name that it had with its code.

        >>> lexicon = load()
        >>> [lexicon.renamed(old).name for old in lexicon.entries("襄樊市")]
        ['襄阳市']
        """
        later = [heir for heir in self.heirs(division) if heir.code == division.code]
        return later[-1] if later else division

    def ancestors(self, code: str) -> list[Division]:
        """The divisions above `code`, nearest first; of a township its county and what is above.

        >>> [d.kind for d in load().ancestors("430104")]
        ['Prefecture', 'Province']
        """
        above = []
        division = self.divisions.get(code)
        parent = division.parent if division else code[:6]
        while parent and (up := self.divisions.get(parent)) and up not in above:
            above.append(up)
            parent = up.parent
        return above

    def province(self, code: str) -> Division | None:
        """The province that holds `code`."""
        return self.divisions.get(code[:2] + "0000")


def _given_away(fates: list[dict[str, str]]) -> frozenset[tuple[str, str]]:
    """Codes and names of divisions that went elsewhere."""
    return frozenset((row["code"], row["name"]) for row in fates if row["code"] not in row["successors"].split())


def _divisions(given_away: frozenset[tuple[str, str]]) -> Iterator[Division]:
    rows = sorted(ontology.table("divisions"), key=lambda row: row["end"] or str(_FOREVER))
    last = {row["code"]: row["name"] for row in rows}
    for row in rows:
        code, name = row["code"], row["name"]
        # a code that was given anew to another division; it is that one's
        code += f"~{row['end']}" if last[code] != name and (code, name) in given_away else ""
        yield Division(
            code, name, row["class"], row["parent"], int(row["start"] or 0),
            int(row["end"] or _FOREVER), tuple(filter(None, row["short"].split("|"))), row["english"],
        )  # fmt: skip


@lru_cache(maxsize=4096)
def _township(code: str, name: str) -> Division:
    return Division(code, name, "Township", code[:6], 0, _FOREVER, ())


def _listed() -> Iterator[Listed]:
    for table, kind in _LISTED.items():
        for row in ontology.table(table):
            short = tuple(filter(None, row["short"].split("|")))
            codes = row.get("code") or row.get("codes", "")
            yield Listed(row["name"], row.get("class") or kind, short, codes, row.get("english", ""))


def load() -> Lexicon:
    """The lexicon of the ontology folder in use; read once a folder."""
    return _load(os.fspath(ontology.folder()))


@lru_cache(maxsize=2)
def _load(folder: str) -> Lexicon:
    return Lexicon()
