"""Links to Wikidata that leave no doubt, from a table of names alone: divisions, well-known bodies, high officials.

    python tools/lexicon_wikidata.py NAMES [-o ontology/lexicon]

NAMES is `names-qids.tsv`, made from anonym-g/Chinese-Elite: titles of the Chinese Wikipedia and of redirects there, each
with the id of its item. A redirect may lead to something else than what it names, and a title with a qualifier in
brackets tells that the name without it is ambiguous. So a name is taken only where nothing in the table speaks against it.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from lexicon_tables import HERE, read_rows, write_rows

_SAME = frozenset({"renamed", "recoded", "upgraded"})
_QUALIFIED = re.compile(r"(.+?) ?[（(](.+)[)）]")
_FORGOTTEN = "2001"  # a title is not of one of the name that ended before
_STATE, _OTHER_STATE = "中华人民共和国", "中华民国"
_NAMED_IN_FULL = frozenset({"Enterprise", "Institution", "Media"})

Row = tuple[str, str, str, str]


class Titles:
    """The names with their items, those that are ambiguous, and all names of an item."""

    def __init__(self, path: Path) -> None:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        self.items = {row["name"]: row["qid"] for row in rows}
        self.names: dict[str, list[str]] = defaultdict(list)
        self.qualified: dict[str, dict[str, str]] = defaultdict(dict)
        for name, item in self.items.items():
            self.names[item].append(name)
            if found := _QUALIFIED.fullmatch(name):
                self.qualified[found[1]][found[2]] = item

    def plain(self, name: str) -> str:
        """The item of a name that is not ambiguous, or empty."""
        item = self.items.get(name, "")
        sure = not self.qualified.get(name) or self.items.get(_STATE + name) == item
        doubtful = any(_OTHER_STATE in other for other in self.names[item])
        return item if sure and not doubtful else ""


class Divisions:
    """The divisions of today with their families: all that were the same one under other codes or names."""

    def __init__(self, folder: Path) -> None:
        self.rows = read_rows(folder / "divisions.tsv")
        self.of_code = {row["code"]: row for row in self.rows}
        self._next = {
            row["code"]: row["heir"]
            for row in read_rows(folder / "successions.tsv")
            if row["kind"] in _SAME and row["heir"] != row["code"]
        }
        self.by_hand = {row["code"]: row["qid"] for row in read_rows(HERE / "wikidata-known.tsv")}
        self.barred = {row["name"] for row in read_rows(HERE / "wikidata-not.tsv")}
        self.families: dict[str, set[str]] = defaultdict(set)
        for row in self.rows:
            if not row["end"] or row["end"] > _FORGOTTEN:
                self.families[row["name"]].add(self.last(row["code"]))

    def last(self, code: str) -> str:
        """The code that the division has in the end."""
        seen = {code}
        while (code := self._next.get(code, code)) not in seen:
            seen.add(code)
        return code

    def above(self, row: dict[str, str]) -> Iterator[str]:
        """The names of what it lies in, in full and in short."""
        while row := self.of_code.get(row["parent"], {}):
            yield row["name"]
            yield from row["short"].split("|")


def division_rows(titles: Titles, divisions: Divisions) -> list[Row]:
    """The divisions of today by full name where only one has ever been called so, else by a title that says where it is."""
    found = [
        (row["name"], row["class"], row["code"], item)
        for row in divisions.rows
        if not row["end"] and (item := divisions.by_hand.get(row["code"]) or _item(row, titles, divisions))
    ]
    claimed = Counter(item for *_, item in found)
    return [row for row in found if claimed[row[3]] == 1]


def _item(row: dict[str, str], titles: Titles, divisions: Divisions) -> str:
    name = row["name"]
    qualified = {titles.qualified.get(name, {}).get(place, "") for place in divisions.above(row)}
    joined = {titles.items.get(place + name, "") for place in divisions.above(row)}
    placed = (qualified | joined) - {""}
    if len(placed) == 1:
        return next(iter(placed))
    if placed or len(divisions.families[name]) > 1 or name in divisions.barred:
        return ""
    # the qualifiers of provinces and cities are those of older states, and so may be the item
    item = titles.plain(name) if row["class"] == "County" else titles.items.get(name, "")
    if any(_QUALIFIED.fullmatch(other) for other in titles.names[item]):
        return ""
    others = (divisions.families[other] for other in titles.names[item] if other in divisions.families)
    return item if all(other <= {row["code"]} for other in others) else ""


def body_rows(titles: Titles, folder: Path) -> list[Row]:
    """Bodies and papers of the lexicon whose own name, or for those of the state a longer form of it, is a title."""
    barred = {row["name"] for row in read_rows(HERE / "wikidata-not.tsv")}
    bodies = [
        row | {"class": row.get("class") or "Media"}
        for t in ("bodies", "media")
        for row in read_rows(folder / f"{t}.tsv")
    ]
    found = [
        (row["name"], row["class"], "", item)
        for row in bodies
        if row["name"] not in barred and (item := _body_item(row, titles))
    ]
    claimed = Counter(item for *_, item in found)
    return [row for row in found if claimed[row[3]] == 1]


def _body_item(row: dict[str, str], titles: Titles) -> str:
    name = row["name"]
    if name in titles.items or row["class"] in _NAMED_IN_FULL:
        return titles.plain(name)
    forms = [form for form in row["short"].split("|") if len(form) > 4 and (name in form or form in name)]
    items = {titles.plain(form) for form in forms} - {""}
    return items.pop() if len(items) == 1 else ""


def person_rows(titles: Titles) -> list[Row]:
    """The officials of the hand-made list whose name is one person's; those with the names of others are writers."""
    listed = {row["name"]: row["codes"] for row in read_rows(HERE / "wikidata-persons.tsv")}
    return [
        (name, "Person", codes, item)
        for name, codes in listed.items()
        if (item := titles.plain(name)) and all(_is_form(other, name) for other in titles.names[item])
    ]


def _is_form(other: str, name: str) -> bool:
    # 孙冶方 of 宋亮 is another man; a nickname is no name at all
    return other[0] == name[0] or len(other) != len(name) or other.endswith(name[1:])


def main() -> None:
    """Reads the names and the lexicon, and writes `wikidata.tsv`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=Path("ontology/lexicon"))
    options = parser.parse_args()
    titles, divisions = Titles(options.names), Divisions(options.output)
    comments = [
        "Items of Wikidata for divisions, well-known bodies and high officials. `code`: of a division its own; of a person",
        "those of the provinces, 000000 for the centre, in which a high post must be told of it.",
        "Source: names and ids as collected by anonym-g/Chinese-Elite (MIT) from the titles and redirects of the Chinese",
        "Wikipedia (CC BY-SA 4.0); chosen by tools/lexicon_wikidata.py. Licence: MIT; credit Wikipedia.",
    ]
    rows = [*division_rows(titles, divisions), *body_rows(titles, options.output), *person_rows(titles)]
    write_rows(options.output / "wikidata.tsv", comments, "name class code qid", rows)


if __name__ == "__main__":
    main()
