"""What profiles are made into: persons, with the joins that made them and the pairs that were kept apart."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.resolve.likeness import Likeness
from kg.resolve.profiles import Profile

SURE = 10.0  # log-odds of what an analyst says


@dataclass(frozen=True, slots=True)
class Orders:
    """What verdicts say of the references that mean profiles: pairs that are one, pairs that are two."""

    same: frozenset[tuple[int, int]] = frozenset()
    different: frozenset[tuple[int, int]] = frozenset()

    def parts(self, one: Profile, other: Profile) -> bool:
        """Whether an analyst says that they are two."""
        return any(
            (a in one.marks and b in other.marks) or (b in one.marks and a in other.marks) for a, b in self.different
        )

    def joins(self, one: Profile, other: Profile) -> bool:
        """Whether an analyst says that they are one."""
        return any((a in one.marks and b in other.marks) or (b in one.marks and a in other.marks) for a, b in self.same)


@dataclass(slots=True)
class Join:
    """Two profiles that were made one, and why."""

    one: Profile
    other: Profile
    why: Likeness


@dataclass(slots=True)
class Person:
    """A cluster: the profiles with posts or employers, those that only name, and what made them one."""

    known: list[Profile] = field(default_factory=list)
    bare: list[Profile] = field(default_factory=list)
    joins: list[Join] = field(default_factory=list)

    def profiles(self) -> list[Profile]:
        """All profiles in order."""
        return sorted([*self.known, *self.bare], key=lambda p: p.key)

    @property
    def key(self) -> tuple[str, str]:
        """That of the earliest sighting."""
        return min(p.key for p in (*self.known, *self.bare))


@dataclass(frozen=True, slots=True)
class Apart:
    """Two persons that might be one: the likeness, or what speaks against it."""

    one: Person
    other: Person
    why: Likeness
    verdict: str


@dataclass(frozen=True, slots=True)
class Edge:
    """Two profiles by their numbers, how likely they are one, and what excludes that."""

    a: int
    b: int
    why: Likeness
    against: str = ""


def unite(heads: list[int], a: int, b: int) -> None:
    one, other = sorted((head(heads, a), head(heads, b)))
    heads[other] = one


def head(heads: list[int], at: int) -> int:
    while heads[at] != at:
        heads[at] = heads[heads[at]]
        at = heads[at]
    return at
