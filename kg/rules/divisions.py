"""Which of the divisions of one name is meant (鼓楼区 of four cities), and whether a short form means one at all."""

from __future__ import annotations

from kg.lexicon import Division
from kg.mentions.node import Node
from kg.mentions.scene import Scene
from kg.mentions.surnames import is_everyday, is_surname
from kg.mentions.words import word_set
from kg.rules.memory import Memory

_RANK = {"Province": 3.0, "Prefecture": 2.0, "County": 1.0, "Township": 0.0, "Village": 0.0, "Country": 3.0}
_ALWAYS = {"Province", "Prefecture"}
_BESIDE = 100.0  # what a parent right before the name counts: more than all else together
_DASHES = frozenset("—－-–")


def choose(
    node: Node, scene: Scene, memory: Memory, year: int, named: frozenset[str], *, inside: bool = False
) -> Division | None:
    """The division that `node` means, or None where nothing tells; `named` are the codes told in full on the page.

    Inside a name (醴陵—湘东共建区) a short form is believed when it can mean one division only.
    """
    options = [d for d in node.options if d.valid_in(year)] or list(node.options)
    if not options:
        return _unlisted(node, scene, memory) if node.finder == "grammar" else None
    beside = [o for o in _all(scene) if o is not node and (o.end == node.start or o.start == node.end)]
    scored = sorted(((_score(d, node, beside, memory, named), d.end, d.code, d) for d in options), key=lambda s: s[:3])
    best, _, _, division = scored[-1]
    if division.name in word_set("common_divisions") and best < _BESIDE:
        return None  # 新区 is a district of one city, and a common noun everywhere else
    vague = node.finder == "short" and (division.kind not in _ALWAYS or node.name in word_set("weak_short"))
    told = _is_of_home(division, memory) or (_province_named(division, memory) and _is_plain_place(node, scene))
    alone = len(scored) == 1 and (_is_linked(node, scene) or _province_named(division, memory) if inside else told)
    if vague and best < 10 and not alone:
        return None
    if node.finder == "full" and division.kind == "Township" and best < 4:
        return _unlisted(node, scene, memory)
    tied = [d for score, _, _, d in scored if score == best and d.valid_in(year)]
    return (
        division if (len({d.name for d in tied}) == 1 and len({d.code[:4] for d in tied}) == 1) or best >= 3 else None
    )


def _is_linked(node: Node, scene: Scene) -> bool:
    # 醴陵—湘东共建区; two dashes only introduce what follows (重点工程——云河灌区)
    before, after = scene.text[: node.start][-2:], scene.text[node.end : node.end + 2]
    return any(side[-1:] in _DASHES and side[:1] != side[-1:] for side in (before, after[::-1]) if len(side) == 2)


def _is_plain_place(node: Node, scene: Scene) -> bool:
    """Whether a short form stands as a place of its own: no common word, no given name (樊|振东), no title (广陵|王)."""
    before, after = scene.text[: node.start][-1:], scene.text[node.end : node.end + 1]
    personal = (is_surname(before) and before not in word_set("name_left")) or after in word_set("noble_titles")
    return not personal and not is_everyday(node.name)


def _is_of_home(division: Division, memory: Memory) -> bool:
    """Whether it is a county of the city whose paper this is: there a short name is plain."""
    return any(d.kind == "Prefecture" and d.code == division.parent for d in memory.home)


def _province_named(division: Division, memory: Memory) -> bool:
    here = (*memory.home, *(d for _, d in memory.divisions))
    return any(d.code[:2] == division.code[:2] for d in here)


def _score(division: Division, node: Node, beside: list[Node], memory: Memory, named: frozenset[str]) -> float:
    """How well the division fits: its parents beside it, named before, or the paper's own; higher levels before lower."""
    above = {d.code for d in memory.above(division)}
    score = _RANK[division.kind] * 0.1
    if any(o.end == node.start and _may_be(o, above) for o in beside):
        score += _BESIDE
    if any(o.start == node.end and _is_above(division, o, memory) for o in beside):
        score += 50
    if division.code in named:
        score += 20
    score += 10 * any(d.code == division.code for _, d in memory.divisions)
    score += max((6 - 2 * i for i, d in enumerate(memory.above(division)) if _was_named(d, memory)), default=0)
    score += max((5 - i for i, d in enumerate(memory.home) if d.code in {division.code} | above), default=0)
    return score


def _all(scene: Scene) -> list[Node]:
    return [n for top in scene.nodes for n in (top, *top.within(), *top.members) if n.options or n.kind in _RANK]


def _may_be(node: Node, codes: set[str]) -> bool:
    return any(d.code in codes for d in node.options)


def _is_above(division: Division, node: Node, memory: Memory) -> bool:
    return any(division.code in {a.code for a in memory.above(d)} for d in node.options)


def _was_named(division: Division, memory: Memory) -> bool:
    return any(d.code == division.code for _, d in memory.divisions)


def _unlisted(node: Node, scene: Scene, memory: Memory) -> Division | None:
    """A village or township that no table holds: under the division right before it, else the last county named."""
    before = next((o for o in _all(scene) if o.end == node.start and o.ref), None)
    parent = _known(before, memory) if before else None
    if parent is None:
        last = (d for _, d in reversed(memory.divisions))
        parent = next((d for d in last if d.kind == "County" or (node.kind == "Village" and d.kind != "Village")), None)
    parent = parent or next((d for d in memory.home if d.kind == "County"), None)
    code = parent.code if parent else ""
    return Division(f"{code}/{node.name}" if code else node.name, node.name, node.kind, code, 0, 9999, ())


def _known(node: Node, memory: Memory) -> Division | None:
    return next((d for _, d in reversed(memory.divisions) if f"division/{d.code}" == node.ref), None)
