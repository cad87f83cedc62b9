"""The rules of `ontology/rules/*.yaml` applied to the coded sentences of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product

from kg import ontology
from kg.mentions.heads import EVENTS
from kg.mentions.node import Node
from kg.mentions.scene import Scene
from kg.model import Date, Span
from kg.rules.link import Linker
from kg.rules.modality import SCHEDULED, Moods, moods, moods_at
from kg.rules.pattern import Coded, Pattern, encode
from kg.rules.people import People
from kg.rules.rule import Rule, candidates
from kg.rules.story import Happening, Story, Telling, built_name

_ROLES = frozenset({"speaker", "chair", "participant"})
_TITLES = frozenset({"kicker", "headline"})
_ZONES = frozenset({"Zone", "Park", "CooperationZone"})
_WORKS = ("Project", "Venue", "Route")
_ROLES_REACH, _STOPS_REACH = 40, 30  # sentences
_SUBJECT_LENGTH = 4  # characters that cannot all be adverbs
_CLAUSE_ENDS = "，。；！？"
_MARKS = _CLAUSE_ENDS + "、"


@dataclass(frozen=True, slots=True)
class _Told:
    """What a rule found in a sentence: the nodes of its placeholders, its event, and the date if posts change by it."""

    rule: Rule
    bound: dict[str, list[Node]]
    evidence: Span
    event: Happening | None
    changed: str = ""


@dataclass(slots=True)
class Engine:
    """Applies the rules to the sentences of one article, in order; `fired` notes the ids of those that made something,
    `held` those that a mood held back, with the mood."""

    linker: Linker
    people: People
    story: Story
    fired: list[str] = field(default_factory=list)
    near: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    number: int = 0
    stretches: Moods | None = None
    ahead: bool = False

    def read(self, scene: Scene, number: int) -> None:
        """Apply every rule to the sentence."""
        self.number = number
        if scene.text.startswith(tuple(ontology.words("item_marks"))):
            self.story.latest.clear()
        coded = encode(scene)
        codes = frozenset(coded.text[at] for at in coded.nodes)
        self.stretches = None
        for rule, pattern in candidates(codes):
            if not rule.only or scene.sentence.part in rule.only:
                self.near.append(rule.id)
                self._match(rule, pattern, scene, coded)
        if not self.lead and scene.sentence.part == "body":
            self.lead = [i for n in scene.nodes if n.kind == "People" for i in self.refs(n)][:1]

    def _match(self, rule: Rule, pattern: Pattern, scene: Scene, coded: Coded) -> None:
        for match in pattern.regex.finditer(coded.text):
            start, end = _clause(coded.text, match.start(), match.end())
            if any(word in coded.text[start:end] for word in rule.unless):
                continue
            had = self._moods(match, pattern, scene, coded)
            if not had <= rule.moods:
                self.held.append(f"{rule.id}: {', '.join(sorted(had - rule.moods))}")
                continue
            bound = {
                name: coded.between(*match.span(f"g{i}"))
                for i, name in enumerate(pattern.names)
                if match.start(f"g{i}") >= 0
            }
            self.ahead = SCHEDULED in had
            event = self._apply(rule, bound, scene, coded, match.span())
            if event is not None and not rule.event.startswith("last"):
                self.story.announce(event, scene.sentence.span, rule.id, said=SCHEDULED in had)

    def _moods(self, match: re.Match[str], pattern: Pattern, scene: Scene, coded: Coded) -> frozenset[str]:
        """The moods of what the match names and of how it ends."""
        if self.stretches is None:
            today = self.linker.reading.article.date
            self.stretches = moods(scene, coded, today.isoformat() if today else "")
        named = [at for i in range(len(pattern.names)) for at in range(*match.span(f"g{i}")) if at in coded.nodes]
        return moods_at(self.stretches, [*named, match.start() + len(match[0].rstrip(_MARKS)) - 1])

    def _apply(
        self, rule: Rule, bound: dict[str, list[Node]], scene: Scene, coded: Coded, at: tuple[int, int]
    ) -> Happening | None:
        event: Happening | None = None
        if rule.event:
            event = self._event(rule, bound, scene, coded, at)
            if event is None:
                return None
        told = _Told(rule, bound, scene.sentence.span, event, self._changed(coded, at) if rule.changes else "")
        apart = any(word in coded.text[at[0] : at[1]] for word in ontology.words("respectively"))
        for subject, prop, obj in rule.facts:
            if prop == "holds" and self._long_ago(coded, at):
                continue
            pairs = self._pairs(self._ids(subject, bound, event), self._ids(obj, bound, event), apart)
            for one, other in pairs:
                self._state(one, prop, other, told)
        self.fired.append(rule.id)
        return event

    def _long_ago(self, coded: Coded, at: tuple[int, int]) -> bool:
        """Whether the clause tells of years past: 1991年任市长 says nothing of who is mayor now."""
        opened = max(coded.text.rfind(mark, 0, at[1] - 1) for mark in _CLAUSE_ENDS)
        told = [n.date for n in coded.between(opened + 1, at[1]) if n.kind == "Time" and n.date is not None]
        return any(int(date.start[:4]) < self.linker.year - 1 for date in told)

    def _pairs(self, one: list[str], other: list[str], apart: bool) -> Iterable[tuple[str, str]]:
        # 分别: the first of one list with the first of the other; of lists of other lengths nobody can tell
        if not apart or len(one) < 2 or len(other) < 2:
            return product(one, other)
        return zip(one, other, strict=True) if len(one) == len(other) else iter(())

    def _changed(self, coded: Coded, at: tuple[int, int]) -> str:
        """The date of what the match tells, if it is one date and not to come."""
        date, today = self._date(coded, at), self.linker.reading.article.date
        past = date is not None and not date.end and today is not None and date.start <= today.isoformat()
        return date.start if date and past else ""

    def _state(self, one: str, prop: str, other: str, told: _Told) -> None:
        rule, event, evidence = told.rule, told.event, told.evidence
        if one == other or (event is not None and event.ahead and not self.ahead and prop in _ROLES):
            return  # nobody has spoken yet at what is still to come
        if prop in {"holds", "formerlyHeld"}:
            post = next((n for nodes in told.bound.values() for n in nodes if n.ref == other), None)
            if post is not None:
                former = prop == "formerlyHeld"
                self.people.holds(one, post, evidence, rule.id, former=former, changed=told.changed)
            return
        order = 0
        if prop == "visited" and event is not None:
            event.stops += 1
            order, event.scene = event.stops, self.number
        self.linker.book.state(one, prop, other, evidence, rule.id, order=order)
        if event is not None and prop == "participant" and other.startswith("team/") and other not in event.actors:
            event.actors.append(other)
        if event is not None and prop == "about" and event.kind == "Ceremony":
            event.works.append(other)
        if event is not None and prop == "chair":
            event.chairs.append(other)
        if event is not None and prop == "place" and event.kind == "Ceremony":
            for work in event.works:  # a ground-breaking is held where the work is
                self.linker.book.state(work, "locatedIn", other, evidence, f"{rule.id}-work")
        if event is not None and prop == "place" and other not in event.places:
            event.places.append(other)

    def _ids(self, name: str, bound: dict[str, list[Node]], event: Happening | None) -> list[str]:
        if name == "event":
            return [event.ident] if event else []
        if name == "visitor":
            return self._visitors(event)
        if name == "team":
            return [team] if (team := self.linker.memory.recent.get("Delegation")) else []
        if name == "lead":
            return self.lead[:1]
        if name == "he":
            return [self.linker.memory.people[-1][1]] if self.linker.memory.people else []
        if name == "chairman":
            # 他说 is said by who was named last: the chairman, unless someone else was named since
            last = self.linker.memory.people[-1][1] if self.linker.memory.people else ""
            return [chair for chair in event.chairs if chair == last] if event else []
        name, _, part = name.partition(".")
        if part:
            return [i for node in bound.get(name, []) for i in bodies_of(node, part)]
        found: list[str] = []
        for node in bound.get(name, []):
            found += [i for i in self.refs(node) if i not in found]
        return found

    def _visitors(self, event: Happening | None) -> list[str]:
        """Who makes the visit: the delegation if there is one, else the first person."""
        actors = event.actors if event else []
        teams = [a for a in actors if a.startswith("team/")]
        return teams[:1] or actors[:1]

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
        recent, zones = self.linker.memory.recent, {"Park", "Zone", "CooperationZone"}
        kinds = ("zone",) if node.kind in zones else _WORKS if node.kind == "Project" else (node.kind,)
        told = [recent[kind] for kind in kinds if kind in recent]
        # 该大桥 is the bridge told before, 该工程 a project or else whatever is built
        same = [ident for ident in told if self.linker.book.entities[ident].name.endswith(node.name[1:])]
        return (same or told)[:1]

    def _event(
        self, rule: Rule, bound: dict[str, list[Node]], scene: Scene, coded: Coded, at: tuple[int, int]
    ) -> Happening | None:
        word, *rest = rule.event.split()
        if word == "last":
            return self._last(rule, frozenset(rest) or EVENTS, coded, at)
        telling = Telling(self.number, at[0], scene.sentence.span, self._date(coded, at))
        if word == "visit":
            event = self._visit(bound, scene, telling)
        elif word == "company":
            event = self._accompanied(bound, telling)
        elif word == "new":
            event = self._made(rest[0], bound, scene, telling, _end(coded, at, scene))
        else:
            node = next(iter(bound.get(word, [])), None)
            may_make = node is not None and self._may_make(node, rest, bound)
            event = self.story.named(node, telling, may_make=may_make, aside="aside" in rest) if node else None
            self._invited(node, event, telling.evidence)
        if event is not None and scene.sentence.part not in _TITLES:
            closed = any(word in scene.text for word in ontology.words("closing"))
            date = telling.date or self._day_of_occasion(scene)
            self.story.date(event, date, telling.evidence, rule.id, closed=closed and event.kind != "Visit")
        return event

    def _may_make(self, node: Node, rest: list[str], bound: dict[str, list[Node]]) -> bool:
        """Whether a node may open an event: one with a name, or a bare 座谈会 that has a place or someone who calls it."""
        if not node.generic:
            return True
        if "touring" in rest:
            return self.story.last(frozenset({"Visit"}), self.number, reach=1) is not None
        told = any(bound.get(name) for name in ("Place", "People", "Actor", "Host", "About"))
        return "make" in rest and told and node.finder != "pronoun"

    def _last(self, rule: Rule, kinds: frozenset[str], coded: Coded, at: tuple[int, int]) -> Happening | None:
        """The event told last that the match may be about."""
        touring = any(subject == "visitor" for subject, _, _ in rule.facts)
        date = None if "Visit" in kinds else self._date(coded, at)
        event = self.story.last(kinds, self.number, at[1], reach=_STOPS_REACH if touring else _ROLES_REACH, date=date)
        if event is None or (touring and not self._goes_on(event, coded, at[0])):
            return None
        return event

    def _goes_on(self, event: Happening, coded: Coded, start: int) -> bool:
        """Whether what is told without a subject is done by the visitors: nobody else is named or described before it."""
        others = {i for n in coded.between(0, start) if n.kind == "People" for i in self.refs(n)}
        opened = max(coded.text.rfind(mark, 0, start) for mark in _CLAUSE_ENDS) + 1
        said = [char for i, char in enumerate(coded.text[opened:start], opened) if i not in coded.nodes]
        rest = re.sub("|".join(sorted(ontology.words("tour_adverbs"), key=len, reverse=True)), "", "".join(said))
        return (not others or bool(others & set(event.actors))) and len(rest) < _SUBJECT_LENGTH

    def _day_of_occasion(self, scene: Scene) -> Date | None:
        """The day of the event that a sentence goes on with: 会前, 会上."""
        if self.number == 0 or not scene.text.startswith(tuple(ontology.words("occasions"))):
            return None
        event = self.story.last(EVENTS, self.number)
        return event.date if event is not None and event.date is not None and not event.date.end else None

    def _invited(self, node: Node | None, event: Happening | None, evidence: Span) -> None:
        """广西、四川、贵州三省区座谈会: a list of divisions in an event's name tells who took part."""
        inside = [
            m.ref for n in (node.inner if node else []) for m in (n.members or [n]) if m.ref.startswith("division/")
        ]
        if event is not None and len(inside) > 2:
            for division in inside:
                self.linker.book.state(event.ident, "participant", division, evidence, "listed-in-name")

    def _visit(self, bound: dict[str, list[Node]], scene: Scene, telling: Telling) -> Happening | None:
        actors = [
            i for key in ("Actor", "Leader", "Team", "People", "Org") for n in bound.get(key, []) for i in self.refs(n)
        ]
        places = [i for key in ("Place", "Site") for n in bound.get(key, []) for i in self.refs(n)]
        told = [e for e in self.story.events if e.kind == "Visit" and set(e.actors) & set(actors)]
        if scene.sentence.part in _TITLES and any(event.places for event in told):
            return None  # the body has told it better
        template = "visit_name" if places else "visit_name_bare"
        name = built_name(template, who=self._label(self._first(actors)), where=self._label(places[:1]))
        return self.story.visit(list(dict.fromkeys(actors)), places, telling, name)

    def _accompanied(self, bound: dict[str, list[Node]], telling: Telling) -> Happening | None:
        """A visit that nothing tells of but that some went along: who made it is the one the article began with."""
        if not self.lead or self.lead[0] in {i for n in bound["People"] for i in self.refs(n)}:
            return None
        known = self.story.last(frozenset({"Visit"}), self.number)
        name = built_name("visit_name_bare", who=self._label(self.lead))
        return None if known else self.story.visit(self.lead[:1], [], telling, name)

    def _first(self, actors: list[str]) -> list[str]:
        return [a for a in actors if a.startswith("team/")][:1] or actors[:1]

    def _label(self, ids: list[str]) -> str:
        return "".join(self.linker.book.entities[i].name for i in ids)

    def _made(
        self, kind: str, bound: dict[str, list[Node]], scene: Scene, telling: Telling, end: int
    ) -> Happening | None:
        """An event told without a name: the clause itself names it."""
        nodes = [n for nodes in bound.values() for n in nodes]
        if kind == "Ceremony" and any(n.generic for n in bound.get("About", [])):
            return self.story.last(frozenset({"Ceremony"}), self.number)
        about = next((n for key in ("About", "Paper", "Work", "Zone") for n in bound.get(key, [])), None)
        name = _timeless(scene, min(n.start for n in nodes), end).rstrip(_CLAUSE_ENDS)
        if about is not None and kind == "Ceremony":
            name = about.name + scene.text[max(n.end for n in nodes) : end]
        actors = [i for key in ("People", "Guest", "Team", "A", "B") for n in bound.get(key, []) for i in self.refs(n)]
        return self.story.built(kind, name[:60], about.name if about else "", list(dict.fromkeys(actors)), telling)

    def _date(self, coded: Coded, at: tuple[int, int]) -> Date | None:
        """The date told last before or within the match, in its sentence; none after 日前."""
        times = [(i, n) for i, n in coded.nodes.items() if n.kind == "Time"]
        before = [n for i, n in times if i <= at[1]]
        day = [n for n in before if n.date is None or len(n.date.start) == 10]
        chosen = (day or before)[-1:]
        return chosen[0].date if chosen else None


def _timeless(scene: Scene, start: int, end: int) -> str:
    """The text of a stretch without its times, which are told apart from the name."""
    for node in scene.nodes:
        if node.kind == "Time" and start < node.start and node.end <= end:
            return scene.text[start : node.start] + _timeless(scene, node.end, end)
    return scene.text[start:end]


def _end(coded: Coded, at: tuple[int, int], scene: Scene) -> int:
    """Where the match ends in the sentence."""
    return coded.offsets[at[1]] if at[1] < len(coded.offsets) else len(scene.text)


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The clauses that hold `text[start:end]`, from mark to mark."""
    before = max(text.rfind(mark, 0, start) for mark in _CLAUSE_ENDS) + 1
    return before, min((at for at in (text.find(mark, end) for mark in _CLAUSE_ENDS) if at >= 0), default=len(text))


def bodies_of(node: Node, part: str) -> list[str]:
    """The `company` that people speak for by their posts, or the `zone` in the name of the body that they or it is.

    高新区管委会主任… and 高新区管委会 both have the zone 高新区.
    """
    posts = [post for member in node.members for post in member.posts if post.parts and post.parts.org]
    bodies = [post.parts.org for post in posts if post.parts and post.parts.org] or [node]
    if part == "company":
        return [body.ref for body in bodies if body.kind == "Enterprise" and body.ref]
    return [inner.ref for body in bodies for inner in body.within() if inner.kind in _ZONES and inner.ref]
