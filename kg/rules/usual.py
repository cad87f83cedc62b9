"""The usual forms of names: a body without its terms, a zone by the shortest word for what it is."""

from __future__ import annotations

import re
from functools import lru_cache

from kg import ontology


def short_body(name: str) -> str:
    """`name` with bodies by their usual names: 人大常委会 for 人民代表大会常务委员会."""
    for long, short in zip(ontology.words("body_long"), ontology.words("body_short"), strict=True):
        name = name.replace(long, short)
    return name


def without_term(name: str) -> str:
    """湖北省人大常委会 for 湖北省第十四届人民代表大会常务委员会: a body is one through its terms."""
    plain = re.sub(ontology.settings("time")["term"], "", name)
    return name if plain == name else short_body(plain)


@lru_cache(maxsize=1024)
def usual_zone(name: str) -> str:
    """The name of a zone, or of a body of one, by the shortest usual forms of what it is; empty where it tells of no zone.

    >>> usual_zone("X经济技术开发区管理委员会")
    'X开发区管委会'
    """
    plain = name
    for forms in ontology.words("zone_kin"):
        last, *long = reversed(forms.split("="))
        for form in reversed(long):
            plain = plain.replace(form, last)
    return plain if any(forms.rsplit("=")[-1] in plain for forms in ontology.words("zone_kin")[:-1]) else ""
