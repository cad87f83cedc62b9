"""How many people bear a name: what makes a name alone worth much or little."""

from __future__ import annotations

from functools import lru_cache

from kg import ontology
from kg.mentions.surnames import surnames

_TEN_THOUSAND = 10000
_PARTS = ("surname", "single", "first", "second")
_DOT = "·"
_SHORT, _LONG = 2, 4  # characters of a short foreign name, and of names of two elements at most: 扎西次仁


@lru_cache(maxsize=1)
def _shares() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {part: {} for part in _PARTS}
    for row in ontology.table("name_shares"):
        found[row["part"]][row["form"]] = int(row["share"]) / _TEN_THOUSAND
    return found


@lru_cache(maxsize=1)
def _common() -> dict[str, float]:
    return {row["form"]: int(row["share"]) / _TEN_THOUSAND for row in ontology.table("given_names")}


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    return {row["surname"]: row["kind"] for row in ontology.table("surnames")}


@lru_cache(maxsize=65536)
def share(name: str) -> float:
    """The share of people who are called so, as an order of magnitude.

    >>> share("李强") > share("李建国") > share("易炼红")
    True
    """
    names = ontology.settings("identity")["names"]
    if _DOT in name:
        return float(names["full"])
    surname = next((name[:n] for n in (2, 1) if name[:n] in surnames() and _kinds()[name[:n]] != "minority"), "")
    given = name[len(surname) :]
    if not surname or len(given) not in {1, 2}:
        if len(name) <= _LONG and any(name.startswith(s) for s, kind in _kinds().items() if kind == "minority"):
            return float(names["minority"])
        return share_abroad(name)
    return max(_part("surname", surname) * _given(given, names["single"]), float(names["least"]))


def share_abroad(name: str) -> float:
    """The same for a name of other countries, which may look like one of ours: 布朗."""
    names = ontology.settings("identity")["names"]
    kind = "full" if _DOT in name else "foreign_short" if len(name) <= _SHORT else "foreign"
    return float(names[kind])


def _given(given: str, single: float) -> float:
    """What the name's characters let expect, or what is known of the name, whichever is more."""
    if len(given) == 1:
        expected = single * _part("single", given)
    else:
        expected = (1 - single) * _part("first", given[0]) * _part("second", given[1])
    return max(expected, _common().get(given, 0))


def _part(part: str, form: str) -> float:
    other: float = ontology.settings("identity")["names"]["other"] / _TEN_THOUSAND
    return _shares()[part].get(form, other)
