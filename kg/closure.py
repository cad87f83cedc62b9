"""What follows from links by rules: all of it, or what a change has touched.

Of the many ways in which a link may follow one is kept, and it hangs on the stated links alone, not on the order in
which they are taken: that of least rank, then the first by the name of its rule and by its premises. What is stated has
rank 0, what is derived a rank one above the highest of its premises.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from pyoxigraph import NamedNode

from kg.axioms import Rule, Step
from kg.questions import Term

Link = tuple[NamedNode, NamedNode, Term]  # a triple as a plain tuple, which is quicker to hash
Derivation = tuple[Rule, tuple[Link, ...]]  # a rule, and its premises in the order of its chain
Along = Callable[[Term, Step], Iterable[Link]]  # the links that a step may take from a node

Steps = tuple[Step, ...]


def order(link: Link) -> tuple[str, str, str]:
    """Where a link stands among others."""
    return link[1].value, link[0].value, str(link[2])


class Rules:
    """Rules, found by the properties of their bodies and by those of their heads."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._uses: dict[NamedNode, list[tuple[Rule, bool, Steps, Steps]]] = defaultdict(list)
        self._heads: dict[NamedNode, list[Rule]] = defaultdict(list)
        for rule in rules:
            self._heads[rule.head].append(rule)
            for place, step in enumerate(rule.body):
                before = tuple(Step(each.property, not each.back) for each in reversed(rule.body[:place]))
                self._uses[step.property].append((rule, step.back, before, rule.body[place + 1 :]))
        self.premises = frozenset(self._uses)
        self.properties = self.premises | self._heads.keys()

    def conclusions(self, link: Link, along: Along) -> Iterator[tuple[Link, Rule, tuple[Link, ...]]]:
        """What follows from a link together with others, once for each chain that it stands in."""
        for rule, back, before, after in self._uses.get(link[1], ()):
            start, end = (link[2], link[0]) if back else (link[0], link[2])
            for first, lefts in _paths(start, before, along):
                for last, rights in _paths(end, after, along):
                    if isinstance(first, NamedNode) and first != last:
                        yield (first, rule.head, last), rule, (*reversed(lefts), link, *rights)

    def derivations(self, link: Link, along: Along) -> Iterator[Derivation]:
        """The ways in which a link follows from others. A thing never comes to stand in a relation to itself."""
        if link[0] != link[2]:
            for rule in self._heads.get(link[1], ()):
                for last, premises in _paths(link[0], rule.body, along):
                    if last == link[2]:
                        yield rule, premises


def _paths(node: Term, steps: Steps, along: Along) -> Iterator[tuple[Term, tuple[Link, ...]]]:
    if not steps:
        yield node, ()
        return
    for link in along(node, steps[0]):
        for last, rest in _paths(link[0] if steps[0].back else link[2], steps[1:], along):
            yield last, (link, *rest)


class Links:
    """Links in memory, found from either end."""

    def __init__(self) -> None:
        self._out: dict[tuple[Term, Step], list[Link]] = defaultdict(list)

    def add(self, link: Link) -> None:
        """Add a link that is not there yet."""
        self._out[link[0], Step(link[1])].append(link)
        self._out[link[2], Step(link[1], back=True)].append(link)

    def along(self, node: Term, step: Step) -> Iterable[Link]:
        """Those that a step may take from a node."""
        return self._out.get((node, step), ())


def closure(rules: Rules, stated: Iterable[Link]) -> dict[Link, Derivation]:
    """All that follows and is not stated, with the way in which it does.

    Links are taken rank by rank, and each is joined to those before it, so every chain is found once, when its last
    link comes, which is one of those of its highest rank.
    """
    level: dict[Link, Derivation | None] = dict.fromkeys(stated)
    derived: dict[Link, Derivation] = {}
    known, links = set(level), Links()
    while level:
        fresh: dict[Link, Derivation] = {}
        for link in level:
            links.add(link)
            for found, rule, premises in rules.conclusions(link, links.along):
                if found not in known and (found not in fresh or _before((rule, premises), fresh[found])):
                    fresh[found] = rule, premises
        known.update(fresh)
        derived.update(fresh)
        level = dict(fresh)
    return derived


def _key(derivation: Derivation) -> tuple[str, list[tuple[str, str, str]]]:
    rule, premises = derivation
    return rule.name, [order(link) for link in premises]


def _before(one: Derivation, other: Derivation) -> bool:
    return one[0].name < other[0].name or (one[0].name == other[0].name and _key(one) < _key(other))


def dependents(rules: Rules, changed: Iterable[Link], along: Along) -> set[Link]:
    """The links that changed and all whose derivation one of them may have a part in.

    `along` tells of the links before the change and after it; those found here are added to them.
    """
    left = list(dict.fromkeys(changed))
    touched, links = set(left), Links()
    either = _either(along, links)
    for link in left:
        links.add(link)
    while left:
        for found, _, _ in rules.conclusions(left.pop(), either):
            if found not in touched:
                touched.add(found)
                links.add(found)
                left.append(found)
    return touched


def _either(along: Along, links: Links) -> Along:
    def both(node: Term, step: Step) -> list[Link]:
        return list(dict.fromkeys((*along(node, step), *links.along(node, step))))

    return both


@dataclass(slots=True)
class _Chance:
    """A way in which a touched link follows once `missing` premises are known to hold."""

    link: Link
    derivation: Derivation
    missing: int


class Rederivation:
    """Which touched links hold, and how they follow; all others are as they were.

    `along` tells of all links that may hold, `rank` gives that of one that is not touched.
    """

    def __init__(self, rules: Rules, touched: Collection[Link], along: Along, rank: Callable[[Link], int]) -> None:
        self._rules, self._touched, self._rank = rules, touched, rank
        links = Links()
        for link in touched:
            links.add(link)
        self._along = _either(along, links)
        self._ranks: dict[Link, int] = {}
        self._heap: list[tuple[int, object, int, Link, Derivation | None]] = []
        self._number = count()

    def run(self, is_stated: Callable[[Link], bool]) -> dict[Link, Derivation]:
        """The touched links that follow and are not stated, with the way in which they do.

        They are settled in the order of their ranks, hence each by the derivation that is kept.
        """
        waiting, derived = self._chances(is_stated), dict[Link, Derivation]()
        while self._heap:
            rank, _, _, link, derivation = heappop(self._heap)
            if link in self._ranks:
                continue
            self._ranks[link] = rank
            if derivation:
                derived[link] = derivation
            for chance in waiting.pop(link, ()):
                chance.missing -= 1
                self._push(chance)
        return derived

    def _chances(self, is_stated: Callable[[Link], bool]) -> dict[Link, list[_Chance]]:
        waiting: dict[Link, list[_Chance]] = defaultdict(list)
        for link in self._touched:
            if is_stated(link):
                heappush(self._heap, (0, (), next(self._number), link, None))
                continue
            for derivation in self._rules.derivations(link, self._along):
                missing = {premise for premise in derivation[1] if premise in self._touched}
                chance = _Chance(link, derivation, len(missing))
                for premise in missing:
                    waiting[premise].append(chance)
                self._push(chance)
        return waiting

    def _push(self, chance: _Chance) -> None:
        if not chance.missing:
            premises = chance.derivation[1]
            rank = 1 + max(self._ranks[p] if p in self._touched else self._rank(p) for p in premises)
            heappush(self._heap, (rank, _key(chance.derivation), next(self._number), chance.link, chance.derivation))
