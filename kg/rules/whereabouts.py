"""Where things are of which a sentence tells after the place alone: 在江西赣县，云河灌区…; 【瑞安】…会展中心."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg import ontology
from kg.lexicon import Division
from kg.mentions.heads import DIVISIONS, EVENTS, ZONES
from kg.mentions.node import Node
from kg.mentions.scene import Scene
from kg.model import Span
from kg.read.fold import fold
from kg.rules.link import Linker

_THINGS = frozenset({"Project", "Venue", "Park", "CooperationZone", "Zone", "Institution"})
_KNOWN = frozenset({"Project", "Institution"})  # listed ones are known everywhere: a university, a work of the state
_OPENS = "，；。：！？——”）"
_ENDS = re.compile("[；。！？]")
_LABEL = re.compile("[【■▲△●○◆◇□]")
_PARTS = frozenset({"body", "caption"})
_LOCAL = frozenset({"Prefecture", "County", "Township"})
_TOGETHER = 24  # characters between a place and 项目集中开工
_CLAUSES = 2  # further ones tell of something else


@dataclass(slots=True)
class Whereabouts:
    """States where things are by the place that opens a clause, or that labels a paragraph (■云岭　日前，…)."""

    linker: Linker
    label: str = ""
    paragraph: int = -1
    begun: dict[str, Span] = field(default_factory=dict)
    works: list[str] = field(default_factory=list)
    provinces: set[str] = field(default_factory=set)

    def read(self, scene: Scene) -> None:
        """State it for the things of one sentence."""
        if scene.sentence.part not in _PARTS:
            return
        if scene.sentence.paragraph != self.paragraph:
            self.paragraph, self.label = scene.sentence.paragraph, self._label(scene) or self._headline()
        if self.label:
            for thing in scene.nodes:
                self._state(thing, self.label, scene, "place-of-paragraph")
        self._gather(scene)
        self.provinces |= {d.code[:2] for n in scene.nodes if n.kind in DIVISIONS and n.ref for d in n.options}
        for number, node in enumerate(scene.nodes):
            if node.kind in DIVISIONS and node.ref and not node.members and _opens_clause(scene, node):
                self._follow(scene, node, scene.nodes[number + 1 :])
            elif node.kind in ZONES and node.ref and _is_invested_in(scene, node):
                works = [n for n in scene.nodes[number + 1 :] if n.kind == "Project" or n.kind in DIVISIONS]
                self._follow(scene, node, works)

    def _gather(self, scene: Scene) -> None:
        """Note which place has begun many works at once (云岭县…项目集中开工), and the works that are told after it."""
        if self.begun:
            self.works += [n.ref for n in scene.nodes if n.kind == "Project" and n.ref and not n.generic]
        for node in (n for top in scene.nodes for n in (top.inner if top.kind in EVENTS else [top])):
            told = scene.text[node.end : node.end + _TOGETHER]
            if node.kind in ZONES | _LOCAL and node.ref and any(w in told for w in ontology.words("begun_together")):
                self.begun.setdefault(node.ref, scene.sentence.span)

    def settle(self) -> None:
        """Works of which nothing else tells the place are of the one place that has begun works together.

        An article that goes about the provinces tells of works that are elsewhere.
        """
        if len(self.begun) != 1 or len(self.provinces) > 1:
            return
        ((place, evidence),) = self.begun.items()
        for work in dict.fromkeys(self.works):
            if not self.linker.book.objects(work, "locatedIn"):
                self.linker.book.state(work, "locatedIn", place, evidence, "begun-together")

    def _label(self, scene: Scene) -> str:
        """The division that stands alone at the head of the paragraph, after a mark."""
        first = next((n for n in scene.nodes if n.kind in DIVISIONS), None)
        if first is None or first.start > 2 or not _LABEL.match(scene.text):
            return ""
        alone = scene.text[first.end : first.end + 1] in ("】", " ", "\u3000")
        return first.ref if alone and not first.members else ""

    def _headline(self) -> str:
        """The division that is all of the headline."""
        article = self.linker.reading.article
        options = [e for e in self.linker.lexicon.entries(fold(article.headline.strip())) if isinstance(e, Division)]
        valid = [d for d in options if d.valid_in(self.linker.year)]
        return self.linker.enter_division(valid[0]) if len(valid) == 1 else ""

    def _follow(self, scene: Scene, place: Node, after: list[Node]) -> None:
        """State the place for the subjects of the next clauses, up to another place."""
        close = _ENDS.search(scene.text, place.end)
        end = close.start() if close else len(scene.text)
        for thing in after:
            clauses = scene.text.count("，", place.end, thing.start)
            if thing.start >= end or clauses > _CLAUSES or (thing.kind in DIVISIONS and thing.where is None):
                return
            self._state(thing, place.ref, scene, "place-before-clause")

    def _state(self, thing: Node, place: str, scene: Scene, rule: str) -> None:
        if thing.kind not in _THINGS or not thing.ref or thing.generic or thing.finder == "pronoun":
            return
        if thing.kind in _KNOWN and thing.finder != "grammar":
            return
        if not self.linker.book.objects(thing.ref, "locatedIn"):
            self.linker.book.state(thing.ref, "locatedIn", place, scene.sentence.span, rule)


def _is_invested_in(scene: Scene, zone: Node) -> bool:
    """Whether money is put into works in the zone: 在云岭高新区|投资5亿元建设…, and what the next clauses tell is there too."""
    told = scene.text.endswith(ontology.words("in_place"), 0, zone.start)
    return told and scene.text.startswith(ontology.words("invest_words"), zone.end)


def _opens_clause(scene: Scene, node: Node) -> bool:
    """Whether 在 and the place are a clause of their own."""
    start = node.start
    while (before := scene.node_ending(start)) is not None and before.kind in DIVISIONS:
        start = before.start
    marks = ontology.words("in_place")
    mark = next((m for m in marks if scene.text.endswith(m, 0, start)), "")
    if not mark or scene.text[node.end : node.end + 1] != "，":
        return False
    at = start - len(mark)
    told = scene.node_ending(at)
    return at == 0 or scene.text[at - 1] in _OPENS or (told is not None and told.kind == "Time")
