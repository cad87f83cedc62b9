"""Which event a rule's match is about: one told by name, one told by its verb, or one told before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from kg import ontology
from kg.mentions.heads import EVENTS, ZONES
from kg.mentions.marks import end_of, start_of
from kg.mentions.node import Node
from kg.mentions.scene import Scene
from kg.model import Date, Span
from kg.rules.link import Linker
from kg.rules.pattern import Coded
from kg.rules.rule import Rule
from kg.rules.story import Happening, Story, Telling, built_name

CLAUSE_ENDS = "，。；！？"
_TITLES = frozenset({"kicker", "headline"})
_WORKS = ("Project", "Venue", "Route")
_ROLES_REACH, _STOPS_REACH = 40, 30  # sentences
_NAMED = 3  # people whom the name of an event names
_GUESTS_LENGTH = 20
_SUBJECT_LENGTH = 4  # characters that cannot all be adverbs


@dataclass(frozen=True, slots=True)
class Found:
    """A match of a rule: the nodes of its placeholders and where it stands in the coded sentence.

    `ahead` tells that it is told as still to come.
    """

    rule: Rule
    bound: dict[str, list[Node]]
    scene: Scene
    coded: Coded
    at: tuple[int, int]
    ahead: bool = False

    @property
    def evidence(self) -> Span:
        """The sentence."""
        return self.scene.sentence.span

    @property
    def end(self) -> int:
        """Where the match ends in the sentence."""
        offsets = self.coded.offsets
        return offsets[self.at[1]] if self.at[1] < len(offsets) else len(self.scene.text)

    @property
    def clauses(self) -> str:
        """The coded clauses that hold the match, from mark to mark."""
        start, end = clauses(self.coded.text, *self.at)
        return self.coded.text[start:end]

    @property
    def date(self) -> Date | None:
        """The date told last before or within the match, in its sentence; none after 日前."""
        before = [n for i, n in self.coded.nodes.items() if n.kind == "Time" and i <= self.at[1]]
        day = [n for n in before if n.date is None or len(n.date.start) == 10]
        chosen = (day or before)[-1:]
        return chosen[0].date if chosen else None


@dataclass(slots=True)
class Occasions:
    """The events of one article as its sentences tell of them; `lead` is who the article began with."""

    linker: Linker
    story: Story
    lead: list[str] = field(default_factory=list)
    number: int = 0

    def begin(self, scene: Scene, number: int) -> None:
        """Turn to the sentence; an item of news in brief goes on with nothing told before it."""
        self.number = number
        if scene.text.startswith(tuple(ontology.words("item_marks"))):
            self.story.latest.clear()

    def close(self, scene: Scene) -> None:
        """Note who the article begins with."""
        if not self.lead and scene.sentence.part == "body":
            self.lead = [i for n in scene.nodes if n.kind == "People" for i in self.refs(n)][:1]

    def event(self, found: Found) -> Happening | None:
        """The event that the match tells of, with its date if that is told; None where there is none."""
        word, *rest = found.rule.event.split()
        if word == "call":
            return self.story.call() or self._last(found, frozenset({"Meeting"}))
        if word == "last":
            return self._last(found, frozenset(rest) or EVENTS)
        telling = Telling(self.number, found.at[0], found.evidence, found.date)
        if word == "visit":
            event = self._visit(found, telling)
        elif word == "company":
            event = self._accompanied(found, telling)
        elif word == "new":
            event = self._made(rest[0], found, telling)
        else:
            event = self._named(next(iter(found.bound.get(word, [])), None), rest, found, telling)
        if event is not None and found.scene.sentence.part not in _TITLES:
            closed = any(word in found.clauses for word in ontology.words("closing"))
            date = telling.date or self._day_of_occasion(found, event)
            self.story.date(event, date, telling.evidence, found.rule.id, closed=closed and event.kind != "Visit")
        return event

    def _named(self, node: Node | None, rest: list[str], found: Found, telling: Telling) -> Happening | None:
        if node is None:
            return None
        may_make = self._may_make(node, rest, found)
        event = self.story.named(node, telling, may_make=may_make, aside="aside" in rest)
        self._invited(node, event, telling.evidence)
        return event

    def _may_make(self, node: Node, rest: list[str], found: Found) -> bool:
        """Whether a node may open an event: one with a name, or a bare 座谈会 that has a place or someone who calls it."""
        if not node.generic:
            return True
        if "touring" in rest:
            return self.story.last(frozenset({"Visit"}), self.number, reach=1) is not None
        told = any(found.bound.get(name) for name in ("Place", "People", "Actor", "Host", "About"))
        return "make" in rest and told and node.finder != "pronoun"

    def _last(self, found: Found, kinds: frozenset[str]) -> Happening | None:
        """The event told last that the match may be about."""
        touring = any(subject == "visitor" for subject, _, _ in found.rule.facts)
        date, reach = None if "Visit" in kinds else found.date, _STOPS_REACH if touring else _ROLES_REACH
        event = self.story.last(kinds, self.number, found.at[1], reach=reach, date=date)
        if event is None or (touring and not self._goes_on(event, found.coded, found.at[0])):
            return None
        return event

    def _goes_on(self, event: Happening, coded: Coded, start: int) -> bool:
        """Whether what is told without a subject is done by the visitors: nobody else is named or described before it."""
        others = {i for n in coded.between(0, start) if n.kind == "People" for i in self.refs(n)}
        opened = start_of(coded.text, start, CLAUSE_ENDS)
        said = [char for i, char in enumerate(coded.text[opened:start], opened) if i not in coded.nodes]
        rest = _adverbs().sub("", "".join(said))
        return (not others or bool(others & set(event.actors))) and len(rest) < _SUBJECT_LENGTH

    def _day_of_occasion(self, found: Found, event: Happening) -> Date | None:
        """The day of what a sentence goes on with: 会前, 会上; of signings told one after the other it is one day."""
        told = self.story.before(event)
        if self.number == 0 or told is None:
            return None
        one_by_one = event.kind == told.kind == "Signing" and self.number - told.scene < 2
        there = found.scene.text.startswith(tuple(ontology.words("occasions")))
        return told.date if one_by_one or there else None

    def _invited(self, node: Node, event: Happening | None, evidence: Span) -> None:
        """广西、四川、贵州三省区座谈会: a list of divisions in an event's name tells who took part."""
        inside = [m.ref for n in node.inner for m in (n.members or [n]) if m.ref.startswith("division/")]
        if event is not None and len(inside) > 2:
            for division in inside:
                self.linker.book.state(event.ident, "participant", division, evidence, "listed-in-name")

    def _visit(self, found: Found, telling: Telling) -> Happening | None:
        actors, places = self._all(found, "Actor", "Leader", "Team", "People", "Org"), self._all(found, "Place", "Site")
        sent = {place for team in self._teams(actors) for place in self.linker.book.objects(team, "represents")}
        if not actors or sent & set(places):
            return None  # nobody is sent to where they come from
        told = [e for e in self.story.events if e.kind == "Visit" and self.story.is_by(e, actors)]
        if found.scene.sentence.part in _TITLES and any(event.places for event in told):
            return None  # the body has told it better
        template = "visit_name" if places else "visit_name_bare"
        name = built_name(template, who=self._label(self._first(actors)), where=self._label(places[:1]))
        return self.story.visit(actors, places, telling, name)

    def _accompanied(self, found: Found, telling: Telling) -> Happening | None:
        """A visit that nothing tells of but that some went along: who made it is the one the article began with."""
        if not self.lead or self.lead[0] in self._all(found, "People"):
            return None
        known = any(event.kind == "Visit" for event in self.story.events)
        name = built_name("visit_name_bare", who=self._label(self.lead))
        return None if known else self.story.visit(self.lead[:1], [], telling, name)

    def _first(self, actors: list[str]) -> list[str]:
        return self._teams(actors)[:1] or actors[:1]

    def _teams(self, actors: list[str]) -> list[str]:
        return [a for a in actors if a.startswith("team/")]

    def _listed(self, ids: list[str]) -> str:
        names = [self.linker.book.entities[i].name for i in ids]
        return "、".join(names[:_NAMED]) + (ontology.words("and_so_on")[0] if len(names) > _NAMED else "")

    def _label(self, ids: list[str]) -> str:
        return "".join(self.linker.book.entities[i].name for i in ids)

    def _made(self, kind: str, found: Found, telling: Telling) -> Happening | None:
        """An event told without a name: the clause itself names it."""
        bound, scene, end = found.bound, found.scene, found.end
        nodes = [n for nodes in bound.values() for n in nodes]
        if kind == "Ceremony" and any(n.generic for n in bound.get("About", [])):
            return self.story.last(frozenset({"Ceremony"}), self.number)
        if kind == "Ceremony" and any(_is_in(n, scene) for n in bound.get("About", [])):
            return None
        about = next((n for key in ("About", "Paper", "Work", "Zone") for n in bound.get(key, [])), None)
        name = self._of_meeting(found) if kind == "Meeting" else ""
        name = name or _plain(scene, min(n.start for n in nodes), end).rstrip(CLAUSE_ENDS)
        if about is not None and kind == "Ceremony":
            name = about.name + scene.text[max(n.end for n in nodes) : end]
        actors = self._all(found, "People", "Lead", "Guest", "Team", "Host", "A", "B")
        return self.story.built(kind, name[:60], about.name if about else "", actors, telling)

    def _of_meeting(self, found: Found) -> str:
        """The name of a meeting of few: 王小明会见福建省党政代表团, 王小明与李大江会谈; empty if not both sides are told."""
        said = found.coded.text[slice(*found.at)]
        names = dict(row.split("=") for row in ontology.words("meeting_names"))
        verb = max((v for v in names if v in said), key=lambda v: (said.rfind(v) + len(v), len(v)), default="")
        sides = ("People", "Guest Team Host") if "People" in found.bound else ("Guest", "Host")
        one, other = (self._all(found, *side.split()) for side in sides)
        whom = self._listed(self._teams(other) or other) or _guests(found, verb, names.get(verb, ""))
        return names[verb].format(who=self._listed(one), whom=whom) if verb and one and whom else ""

    def _all(self, found: Found, *names: str) -> list[str]:
        """The entities of the placeholders of these names, each once."""
        return list(dict.fromkeys(i for name in names for n in found.bound.get(name, []) for i in self.refs(n)))

    def refs(self, node: Node) -> list[str]:
        """The entities a node stands for: of a roster its people, of 湘赣 both provinces, of 代表团 the one named before."""
        if node.members:
            return [m.ref for m in node.members if m.ref]
        if node.ref:
            return [node.ref]
        if node.generic:
            return self._pointed(node)
        return []

    def _pointed(self, node: Node) -> list[str]:
        recent = self.linker.memory.recent
        kinds = ("zone",) if node.kind in ZONES else _WORKS if node.kind == "Project" else (node.kind,)
        told = [recent[kind] for kind in kinds if kind in recent]
        # 该大桥 is the bridge told before, 该工程 a project or else whatever is built
        same = [ident for ident in told if self.linker.book.entities[ident].name.endswith(node.name[1:])]
        return (same or told)[:1]


def clauses(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the clauses that hold `text[start:end]` begin and end, from mark to mark."""
    return start_of(text, start, CLAUSE_ENDS), end_of(text, end, CLAUSE_ENDS)


def _guests(found: Found, verb: str, template: str) -> str:
    """What guests are called whose name is not known: 来访的|外宾; empty if that takes many words."""
    if not verb or "People" not in found.bound:
        return ""
    before, _, after = found.scene.text[found.bound["People"][-1].end : found.end].rpartition(verb)
    beside = any(word in template for word in ontology.words("with"))
    told = min((before.rpartition(word)[2] for word in ontology.words("with")), key=len) if beside else after
    said = re.split("|".join(ontology.words("and_others")), told)[0]
    short = said.rpartition(ontology.words("of")[0])[2].strip(CLAUSE_ENDS + "".join(ontology.words("boundary_suffix")))
    return short if len(short) < _GUESTS_LENGTH else ""


def _is_in(node: Node, scene: Scene) -> bool:
    """Whether the node is where something opens, and not what does: 项目在|海云产业园开工."""
    start = node.where.start if node.where is not None else node.start
    return scene.text.endswith(tuple(ontology.words("in_place")), 0, start)


def _plain(scene: Scene, start: int, end: int) -> str:
    """The text of a stretch without its times and what people are: these are told apart from the name."""
    for node in scene.nodes:
        if start <= node.start and node.end <= end:
            if node.kind == "Time":
                return scene.text[start : node.start] + _plain(scene, node.end, end)
            if node.kind == "People" and node.members:
                names = "、".join(member.name for member in node.members)
                return scene.text[start : node.start] + names + _plain(scene, node.end, end)
    return scene.text[start:end]


@lru_cache(maxsize=1)
def _adverbs() -> re.Pattern[str]:
    return re.compile(ontology.any_of(ontology.words("tour_adverbs")))
