"""Whose a post is, and what the bodies are called that it is in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg import ontology
from kg.lexicon import Division
from kg.mentions.heads import STATE
from kg.mentions.node import Node
from kg.mentions.words import word_set
from kg.rules.usual import short_body

_EMPLOYERS = frozenset({"Enterprise", "Institution", "Media"})


@dataclass(slots=True)
class Holder:
    """What a post belongs to: the division, or the body with the division it is of; `body` the words between.

    `branch` is the party or league whose branch in the division it is, `root` the body of which a party group is.
    `said` tells that of a zone no more is known than how it is called (云岭产业园|管委会).
    """

    division: Division | None = None
    org: str = ""
    kind: str = ""
    body: str = ""
    former: bool = False
    root: str = ""
    branch: str = ""
    said: bool = False


def without_committee(body: str) -> str:
    """The body whose party committee or group this is: 公安局|党委; a committee of the division itself stays."""
    ends = [c for c in ontology.words("committees") if body.endswith(c) and body != c]
    return body.removesuffix(max(ends, key=len)) if ends else body


def zone_of(committee: str) -> str:
    """The zone of which the body is the party's committee; empty when it is no such committee."""
    ends = [c for c in ontology.words("zone_committees") if committee.endswith(c)]
    return committee.removesuffix(max(ends, key=len)) if ends else ""


def is_standing(body: str) -> bool:
    """Whether the body needs no division before it, though no table has it: 全国绿化委员会, 中国驻法国."""
    return body.startswith(ontology.words("standing_marks"))


def called(holder: Holder, body: str) -> str:
    """How the division is called before the body: 和田地|委 of 和田地区, 赣州|军分区, 共青团湖南省|委."""
    assert holder.division is not None
    name = holder.division.name
    if body.startswith(ontology.words("bodies_of_short")):
        name = holder.division.short[0] if holder.division.short else name
    elif body.startswith(ontology.words("committee_mark")):
        for area, level in zip(ontology.words("area_names"), ontology.words("area_levels"), strict=True):
            name = f"{name.removesuffix(area)}{level}" if name.endswith(area) else name
    return holder.branch + name


def body_of(division: Division, post: Node) -> str:
    """The body of a post that names none: a mayor's is the government, a village's secretary's the party branch."""
    if division.kind != "Village":
        return ontology.words("state_bodies")[0]
    party = post.parts is not None and post.parts.title.endswith(tuple(ontology.words("party_titles")))
    return ontology.words("village_party" if party else "village_bodies")[0]


@lru_cache(maxsize=1)
def _heads_of() -> dict[str, tuple[str, ...]]:
    return {row["title"]: tuple(row["heads"].split()) for row in ontology.table("title_bodies")}


def fits(title: str, body: str) -> bool:
    """Whether a body of this name has such a title: a hospital has no 校长."""
    ends = heads(title)
    return not ends or body.endswith(ends)


def heads(title: str) -> tuple[str, ...]:
    """What the names of the bodies end in that alone have such a title; nothing if any may."""
    return next((found for end, found in _heads_of().items() if title.endswith(end)), ())


def is_public(holder: Holder) -> bool:
    """Whether who holds the post serves the division, as in a company or school nobody does."""
    if not holder.org or holder.kind in STATE or _is_court(holder.org):
        return True
    return holder.body != "" and holder.kind not in _EMPLOYERS  # 集团|党委书记 is the company's


def _is_court(org: str) -> bool:
    return any(word in org for word in ontology.words("courts"))


def canonical(body: str, *, heads: bool) -> str:
    """人大常委会 for 人民代表大会常务委员会; who `heads` a government needs no 人民政府 before the title."""
    if heads and body in word_set("state_bodies"):
        return ""
    return short_body(body)


def body_kind(body: str) -> str:
    """The class of a body of a division, by what it is called."""
    rows = {r["form"]: r["class"] for r in ontology.table("jurisdiction_bodies")}
    return rows.get(body, "Government" if not body else "Department")


def up_to_committee(body: str) -> str:
    """The committee that a body is, or is part of, by the mark its name ends in; else nothing."""
    ends = [body.index(mark) + len(mark) for mark in ontology.words("committee_mark") if mark in body]
    return body[: min(ends)] if ends else ""
