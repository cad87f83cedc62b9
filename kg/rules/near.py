"""What speaks for one of several divisions of one name: who stands beside it, what was told before, whose paper it is."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from kg import ontology
from kg.lexicon import Division
from kg.mentions.node import Node
from kg.mentions.scene import Scene
from kg.rules.memory import Memory

BESIDE = 100.0  # what a parent right before the name counts: more than all else together
_CHILD, _LISTED = 50.0, 12.0  # a part of it right after the name, a neighbour in one list with it
_KNOWN, _KIN, _OWN, _PAGE = (
    10,
    6,
    6,
    3,
)  # it was told before, its city was, it is of the paper's city, it is on the page
_LEVEL = {"Province": 3, "Prefecture": 2, "County": 1, "Country": 3}


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a division fits: what stands beside it, what else was told, and where that was told last.

    `score` adds everything up, for short names that need many signs; `at` is an offset or -1, `here` tells that it lies
    in the sentence itself, `own` that the division is of the city whose paper it is.
    """

    division: Division
    beside: float
    told: int
    score: float
    at: int
    here: bool
    own: bool

    @property
    def rank(self) -> tuple[float, int, int]:
        """What decides between divisions, the strongest sign first; of all else higher levels come first."""
        return self.beside, self.told, _LEVEL.get(self.division.kind, 0)


class Near:
    """What stands around a name in its sentence and what the article has told before it."""

    def __init__(self, node: Node, scene: Scene, memory: Memory, year: int) -> None:
        self.node, self.memory, self.start = node, memory, scene.sentence.span.start
        others = [other for other in places(scene) if other is not node]
        self.before = [other for other in others if other.end == node.start]
        self.after = [other for other in others if other.start == node.end]
        self.listed = _over(_in_list(node, others, scene), year)

    def fit(self, division: Division, on_page: bool) -> Fit:
        """How well this division fits; `on_page` tells that the page names it elsewhere without doubt."""
        above = self.memory.above(division)
        codes = {up.code for up in above}
        beside = BESIDE * any(_may_be(other, codes) for other in self.before)
        beside += _CHILD * any(self._is_above(division, other) for other in self.after)
        beside += _LISTED * bool(division.parent and division.parent in self.listed)
        weight, at = self._kin(division, above)
        known = max((at for at, d in self.memory.divisions if d.code == division.code), default=-1)
        home = max((5 - i for i, d in enumerate(self.memory.home) if d.code in {division.code} | codes), default=0)
        own = any(d.kind != "Province" and d.code in {division.code} | codes for d in self.memory.home)
        told = max(_KNOWN * (known >= 0), weight, _OWN if own else home, _PAGE * on_page)
        score = beside + _LEVEL.get(division.kind, 0) / 10 + 20 * on_page + _KNOWN * (known >= 0) + weight + home
        last = known if told == _KNOWN else at
        return Fit(division, beside, told, score, last, last >= self.start, own)

    def _kin(self, division: Division, above: list[Division]) -> tuple[int, int]:
        """The weight and the last offset of what was told of its family: its city, its neighbours there, its parts."""
        weights = {up.code: _KIN - 2 * i for i, up in enumerate(above)}
        found = [(weight, at) for at, d in self.memory.divisions if (weight := _weight(d, division, weights)) > 0]
        return max(found, default=(0, -1))

    def _is_above(self, division: Division, other: Node) -> bool:
        return any(division.code in {a.code for a in self.memory.above(d)} for d in other.options)


def _weight(told: Division, division: Division, above: dict[str, int]) -> int:
    if told.code == division.code:
        return 0
    family = told.parent == division.code or (told.parent == division.parent and told.kind == division.kind == "County")
    return _KIN if family and told.parent else above.get(told.code, 0)


def places(scene: Scene) -> list[Node]:
    """All that may be a place in the sentence, parts of names too."""
    return [n for top in scene.nodes for n in (top, *top.within(), *top.members) if n.options or n.kind in _LEVEL]


def _may_be(node: Node, codes: set[str]) -> bool:
    return any(d.code in codes for d in node.options)


def _in_list(node: Node, others: list[Node], scene: Scene) -> list[Node]:
    """The other members of the list that it stands in: 玄武区、秦淮区和|鼓楼区."""
    marks = ("、", *ontology.words("and"))
    runs: list[list[Node]] = [[]]
    spots = sorted((n for n in (*others, node) if n.options), key=lambda n: n.start)
    for one, other in pairwise([*spots[:1], *spots]):
        between = scene.text[one.end : other.start]
        if one is not other and between not in marks and not (one.end == other.start and other.start > one.start):
            runs.append([])
        runs[-1].append(other)
    return [n for run in runs if node in run for n in run if n is not node]


def _over(nodes: list[Node], year: int) -> set[str]:
    """The divisions that the members of a list lie in, of those that can mean one only."""
    found = set()
    for node in nodes:
        parents = {d.parent for d in node.options if d.valid_in(year)}
        if len(parents) == 1:
            found |= parents
    return found


def decided(fits: list[Fit], memory: Memory) -> Fit | None:
    """The one that fits best; None where two places fit equally well."""
    best = max(fit.rank for fit in fits)
    tied = sorted((f for f in fits if f.rank == best), key=lambda f: (f.at, f.division.end, f.division.code))
    last = tied[-1]
    rivals = [fit for fit in tied if not _is_one_place(fit.division, last.division, memory)]
    if not rivals:
        # under two names at once, in the year of the change: the newer one
        return max(tied, key=lambda f: (f.division.end, f.at, f.division.code))
    if not last.told or any(not _comes_before(rival, last, memory) for rival in rivals):
        return None
    return last


def _is_one_place(one: Division, other: Division, memory: Memory) -> bool:
    near = one.code[:4] == other.code[:4] and (one.name == other.name or bool({*one.short} & {*other.short}))
    return near or other in memory.lexicon.heirs(one) or one in memory.lexicon.heirs(other)


def _comes_before(rival: Fit, last: Fit, memory: Memory) -> bool:
    """Whether `last` was told of so much later than its rival that it is meant: 徐州市代表团到|南京市|考察."""
    if rival.at == last.at or memory.are_joined(rival.at, last.at):
        return False
    return last.here or not rival.own
