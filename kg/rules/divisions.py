"""Which of the divisions of one name is meant (鼓楼区 of four cities), and whether a short form means one at all."""

from __future__ import annotations

from kg import ontology
from kg.lexicon import Division
from kg.mentions.node import Node
from kg.mentions.scene import Scene
from kg.mentions.surnames import is_everyday, is_surname
from kg.mentions.words import word_set
from kg.rules.memory import Memory
from kg.rules.near import BESIDE, Near, decided, places

_ALWAYS = {"Province", "Prefecture"}
_PROVINCE = 2  # what it counts for a township that its province was named
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
    if len(options) > 1 and scene.text.endswith(ontology.words("several"), 0, node.start):
        return None  # 两个|西湖区
    near = Near(node, scene, memory, year)
    fits = [near.fit(division, division.code in named) for division in options]
    best = decided(fits, memory)
    division = best.division if best else max(fits, key=lambda fit: fit.rank).division
    score = best.score if best else 0.0
    if division.name in word_set("common_divisions") and score < BESIDE:
        return None  # 新区 is a district of one city, and a common noun everywhere else
    vague = node.finder == "short" and (division.kind not in _ALWAYS or node.name in word_set("weak_short"))
    told = _is_of_home(division, memory) or (_province_named(division, memory) and _is_plain_place(node, scene))
    alone = len(fits) == 1 and (_is_linked(node, scene) or _province_named(division, memory) if inside else told)
    gone = node.finder == "short" and not division.valid_in(year)  # 松花江 is a river, though it was a prefecture
    if score < 10 and ((vague and not alone) or gone):
        return None
    # the only one in the table, in a province that was named, is meant; elsewhere it may have a namesake that is gone
    only = best is not None and len(fits) == 1 and best.told >= _PROVINCE
    if node.finder == "full" and division.kind == "Township" and score < 4 and not only:
        return _unlisted(node, scene, memory)
    return best.division if best else None


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


def _unlisted(node: Node, scene: Scene, memory: Memory) -> Division | None:
    """A village or township that no table holds: under the division right before it, else the last county named."""
    before = next((o for o in places(scene) if o.end == node.start and o.ref), None)
    parent = _known(before, memory) if before else None
    if parent is None:
        last = (d for _, d in reversed(memory.divisions))
        parent = next((d for d in last if d.kind == "County" or (node.kind == "Village" and d.kind != "Village")), None)
    parent = parent or next((d for d in memory.home if d.kind == "County"), None)
    code = parent.code if parent else ""
    return Division(f"{code}/{node.name}" if code else node.name, node.name, node.kind, code, 0, 9999, ())


def _known(node: Node, memory: Memory) -> Division | None:
    return next((d for _, d in reversed(memory.divisions) if f"division/{d.code}" == node.ref), None)
