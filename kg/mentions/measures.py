"""Figures that say what they are figures of (总投资120亿元): the number read exactly, its unit, and the quantity before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from kg import ontology

_REACH = 30  # characters before a number in which its quantity stands
_LONGEST = 20  # characters of a number; what is longer counts nothing that a paper tells of


@dataclass(frozen=True, slots=True)
class Quantity:
    """What may be measured: its `name`, the kinds of its `units`, the classes `of` things that have it, likeliest first.

    `use` is `plan` for what a plan tells as well (总投资), `state` for what holds when told (人口), empty for what is made in
    a time that must be told (产值); `counted` are words of which one must follow the figure.
    """

    name: str
    units: frozenset[str]
    of: tuple[str, ...]
    use: str
    counted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """`text[start:end]` tells a quantity: `value` a decimal number in full, `about` the words that make it inexact.

    `links` are the words between the quantity and the number.
    """

    start: int
    end: int
    quantity: Quantity
    name: str
    value: str
    unit: str
    about: str = ""
    links: str = ""


def words() -> dict[str, Any]:
    """The settings of measures.yaml."""
    settings: dict[str, Any] = ontology.settings("measures")
    return settings


def read_number(text: str) -> Decimal | None:
    """The number that `text` says in digits, Han numerals or both; None where it says none for sure.

    >>> read_number("3.8"), read_number("1,200"), read_number("3.8.1")
    (Decimal('3.8'), Decimal('1200'), None)
    """
    if len(text) > _LONGEST:
        return None
    return _scaled(text, sorted(words()["scales"].items(), key=lambda scale: -scale[1]))


def _scaled(text: str, scales: list[tuple[str, int]]) -> Decimal | None:
    for number, (char, scale) in enumerate(scales):
        if char in text:
            left, _, right = text.rpartition(char)
            # 十二: nothing before ten is one of it; before hundreds nothing is no number (百亿元)
            count = Decimal(1) if not left and scale == 10 else _scaled(left, scales)
            rest = _rest(right, count, scales[number + 1 :])
            return None if count is None or rest is None or rest >= scale else count * scale + rest
    return _plain(text)


def _rest(text: str, count: Decimal | None, below: list[tuple[str, int]]) -> Decimal | None:
    """What follows a scale: 5000万 after 3亿; none after a fraction, nor a digit that leaves its own scale open (3亿5)."""
    if not text:
        return Decimal(0)
    if count is None or count % 1 or (below and len(text) == 1):
        return None
    return _scaled(text.lstrip(words()["zero"]), below)


def _plain(text: str) -> Decimal | None:
    if re.fullmatch(r"\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?", text, re.ASCII):
        return Decimal(text.replace(",", ""))
    whole, point, fraction = text.partition(words()["point"])
    digits = words()["digits"]
    if point and fraction and all(char in digits for char in fraction):
        count = read_number(whole)
        return None if count is None else count + Decimal("0." + "".join(str(digits[char]) for char in fraction))
    return Decimal(digits[text]) if text in digits else None


def written(number: Decimal) -> str:
    """The number in full, as XSD writes decimals.

    >>> written(Decimal("3.80") * 10**9)
    '3800000000'
    """
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def find_figures(text: str, ends: Iterable[int] = ()) -> list[Figure]:
    """The figures in a folded text whose quantity stands right before them.

    `ends` are those of the mentions in it; a quantity reaches into none.
    """
    borders = [0, *sorted(ends)]
    return [figure for match in _number().finditer(text) if (figure := _figure(text, match, borders))]


def _figure(text: str, match: re.Match[str], borders: list[int]) -> Figure | None:
    opening = borders[bisect_right(borders, match.start()) - 1]
    before = _head().search(text, max(opening, match.start() - _REACH), match.start())
    if before is None:
        return None
    value, (unit, kind) = _value(match), _units()[match["unit"] or "%"]
    options = _quantities()[before["head"]]
    quantity = next((q for q in options if kind in q.units), None)
    if value is None or quantity is None:
        return None
    counted = _counted(quantity, text, match.end())
    if quantity.counted and not counted:
        return None
    end = match.end() + len(counted)
    about = "".join((*_about().findall(before["links"]), match["more"] or "", match["after"] or ""))
    return Figure(before.start(), end, quantity, quantity.name + counted, written(value), unit, about, before["links"])


def _counted(quantity: Quantity, text: str, at: int) -> str:
    """The word of `quantity` for what is counted; none where others are counted with it (24名干部和教师)."""
    found = next((word for word in quantity.counted if text.startswith(word, at)), "")
    return "" if text.startswith(tuple(words()["together"]), at + len(found)) else found


def _value(match: re.Match[str]) -> Decimal | None:
    return read_number((match["share"] or match["number"] + match["scale"]).translate(_POINTS))


_POINTS = str.maketrans("．", ".")


@lru_cache(maxsize=1)
def _units() -> dict[str, tuple[str, str]]:
    return {row["form"]: (row["unit"], row["kind"]) for row in ontology.table("units")}


@lru_cache(maxsize=1)
def _quantities() -> dict[str, list[Quantity]]:
    found: dict[str, list[Quantity]] = {}
    for row in ontology.table("quantities"):
        units, of, counted = (tuple(row[column].split()) for column in ("units", "of", "counted"))
        quantity = Quantity(row["quantity"], frozenset(units), of, row["use"], counted)
        found.setdefault(row["head"], []).append(quantity)
    return found


@lru_cache(maxsize=1)
def _head() -> re.Pattern[str]:
    """A quantity with the words that link it to the number, at the end of what stands before the number."""
    links = ontology.any_of((*words()["links"], *words()["about"], " "))
    return re.compile(f"(?P<head>{ontology.any_of(_quantities())})(?P<links>(?:{links})*)\\Z")


@lru_cache(maxsize=1)
def _about() -> re.Pattern[str]:
    return re.compile(ontology.any_of(words()["about"]))


@lru_cache(maxsize=1)
def _number() -> re.Pattern[str]:
    """A number with its unit; what stands for 百 or 千 opens none (数百亿元, 百亿元)."""
    told = words()
    digits, scales = "".join(told["digits"]), "".join(told["scales"])
    ten = next(char for char, scale in told["scales"].items() if scale == 10)
    number = rf"[\d{digits}{ten}][\d,.．{digits}{scales}{told['point']}]{{0,{_LONGEST}}}"
    return re.compile(
        rf"(?<![\d{digits}{scales}{''.join(told['not_before'])}])(?<!\d[.,，．])"
        rf"(?:{told['percent']}(?P<share>{number})|(?P<number>{number}?)(?P<more>[{''.join(told['more'])}])?"
        rf" ?(?P<scale>[{scales}]{{0,3}}?) ?(?P<unit>(?>{ontology.any_of(_units())})))"
        rf"(?P<after>(?>{ontology.any_of(told['about_after'])}))?(?!{ontology.any_of(told['not_after'])})"
    )
