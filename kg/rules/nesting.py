"""Names inside names: which of them are told by the outer one, and what is left of it without them."""

from __future__ import annotations

from kg import ontology
from kg.mentions.heads import DIVISIONS, EVENTS, STATE, ZONES
from kg.mentions.node import Node
from kg.mentions.scene import Scene
from kg.mentions.words import word_set

_BODIES = frozenset({"Enterprise", "Organization", "Media"})
_LEADERS = frozenset({*ZONES, "Route", "Project"})
_PARTS = frozenset({"Project", "Venue"})  # what may be a part of a line or a work


def may_stand_inside(node: Node, over: Node) -> bool:
    """Whether a name inside another is told by it: divisions and bodies are, a zone with a name of its own is, a river is not."""
    if node.kind in DIVISIONS or node.members:
        return over.kind not in DIVISIONS or node.end != over.end  # 坝镇 in 毛坝镇 is chance
    if node.kind == "Post":
        return over.kind == "People"
    if node.generic or node.kind == "Time":
        return False
    if node.kind == "Enterprise" and over.kind == "Project":
        return node.start == over.start  # 云海科技有限公司|储能项目 is that firm's
    if node.kind == "Region" and over.kind == "Initiative":
        return node.start == over.start and node.finder == "lexicon"
    if node.kind in ZONES and over.kind in ZONES and node.start == over.start and over.end - node.end == 1:
        return False  # 云岭产业园|区 is one zone
    if node.kind in ZONES and over.name[node.end - over.start :] in word_set("joint_tails"):
        return False  # 桂黔陆港|经济合作区 is one zone
    if node.kind in ZONES:
        return over.kind != "Project" or over.end - node.end > 3
    if node.kind in {"Route", "Project"} and over.kind in _PARTS:
        return over.start == node.start and over.end - node.end > 2
    if node.kind == over.kind and node.kind in {"Region", "Route"}:
        return over.start == node.start and over.name.endswith(ontology.words("section_end"))  # 黄河|兰州段
    if node.kind in _BODIES and node.start == over.start and over.name.endswith(ontology.words("committees")):
        return True  # 某公司|党委, 省总工会|党组
    return (
        over.kind in {"People", "Post", *EVENTS} and node.kind not in {"Region", "Initiative"}
    ) or node.kind in STATE | {"Institution"}


def is_told(inner: Node, over: Node) -> bool:
    """Whether a name tells of the division that leads it: in full, under another (海南|三亚), or as its section's place."""
    chained = any(n.kind in DIVISIONS and inner.start in (n.start, n.end) and n is not inner for n in over.inner)
    return inner.finder == "full" or chained or over.name.endswith(ontology.words("section_end"))


def leads(inner: Node, over: Node, scene: Scene) -> bool:
    """Whether a place stands where names tell their place: at the head, after a dash, in brackets."""
    return (
        inner.start == over.start
        or scene.text[inner.start - 1] in "—－-–·（"
        or any(n.end == inner.start for n in over.inner)
    )


def kept_inside(node: Node, over: Node) -> list[Node]:
    """What may stand inside `over`; what stands inside something that may not moves up."""
    kept: list[Node] = []
    for inner in node.inner:
        if may_stand_inside(inner, over):
            kept.append(inner)
        elif inner.finder != "lexicon":  # the place in 上海合作组织 is nowhere
            kept += kept_inside(inner, over)
    return kept


def shorter(node: Node, name: str) -> list[str]:
    """What is left of a name without the places, zones and lines that lead it, one after another (甬舟铁路|金塘隧道)."""
    at, found = node.start, []
    for inner in node.inner:
        if inner.start == at and (inner.kind in DIVISIONS or inner.kind in _LEADERS):
            at = inner.end
            least = 2 if any(n.start == at for n in node.inner) else 3  # 沧州市|黄骅|港
            found += [name[at - node.start :]] if len(name) - at + node.start > least else []
            if node.kind in ZONES and inner.kind in DIVISIONS:  # 湖南省石门县|经开区 is 石门经开区
                found += [short + name[at - node.start :] for d in inner.options[:1] for short in d.short[:1]]
    return [rest for rest in found if rest not in word_set("generic_names")]
