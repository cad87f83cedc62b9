"""The rules of `ontology/rules/*.yaml` applied to the coded sentences of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product

from kg import ontology
from kg.mentions.heads import ZONES
from kg.mentions.marks import start_of
from kg.mentions.node import Node
from kg.mentions.scene import Scene
from kg.model import Date
from kg.rules.link import Linker
from kg.rules.modality import SCHEDULED, Moods, moods, moods_at
from kg.rules.occasions import CLAUSE_ENDS, Found, Occasions, clauses
from kg.rules.pattern import Coded, Pattern, encode
from kg.rules.people import People
from kg.rules.rule import Rule, candidates
from kg.rules.story import Happening

_ROLES = frozenset({"speaker", "chair", "participant"})
_MARKS = CLAUSE_ENDS + "、"


@dataclass(slots=True)
class Engine:
    """Applies the rules to the sentences of one article, in order; `fired` notes the ids of those that made something,
    `held` those that a mood held back, with the mood."""

    linker: Linker
    people: People
    occasions: Occasions
    fired: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    stretches: Moods | None = None

    def read(self, scene: Scene, number: int) -> None:
        """Apply every rule to the sentence."""
        self.occasions.begin(scene, number)
        coded = encode(scene)
        codes = frozenset(coded.text[at] for at in coded.nodes)
        self.stretches = None
        for rule, pattern in candidates(codes):
            if not rule.only or scene.sentence.part in rule.only:
                self._match(rule, pattern, scene, coded)
        self.occasions.close(scene)

    def _match(self, rule: Rule, pattern: Pattern, scene: Scene, coded: Coded) -> None:
        for match in pattern.regex.finditer(coded.text):
            start, end = clauses(coded.text, match.start(), match.end())
            if any(word in coded.text[start:end] for word in rule.unless):
                continue
            had = self._moods(match, pattern, scene, coded)
            if not had <= rule.moods:
                self.held.append(f"{rule.id}: {', '.join(sorted(had - rule.moods))}")
                continue
            bound = {
                name: coded.listed(*match.span(f"g{i}"))
                for i, name in enumerate(pattern.names)
                if match.start(f"g{i}") >= 0
            }
            event = self._apply(
                Found(rule, bound, scene, coded, match.span(), SCHEDULED in had), planned="planned" in had
            )
            if event is not None and not rule.event.startswith("last"):
                self.occasions.story.announce(event, scene.sentence.span, rule.id, said=SCHEDULED in had)

    def _moods(self, match: re.Match[str], pattern: Pattern, scene: Scene, coded: Coded) -> frozenset[str]:
        """The moods of what the match names and of how it ends."""
        if self.stretches is None:
            today = self.linker.reading.article.date
            self.stretches = moods(scene, coded, today.isoformat() if today else "")
        named = [at for i in range(len(pattern.names)) for at in range(*match.span(f"g{i}")) if at in coded.nodes]
        return moods_at(self.stretches, [*named, match.start() + len(match[0].rstrip(_MARKS)) - 1])

    def _apply(self, found: Found, *, planned: bool = False) -> Happening | None:
        event: Happening | None = None
        if found.rule.event:
            event = self.occasions.event(found)
            if event is None:
                return None
        (start, end), rule = found.at, found.rule
        apart = any(word in found.coded.text[start:end] for word in ontology.words("respectively"))
        for subject, prop, obj in rule.facts:
            if prop == "holds" and not self._period(found) and self._long_ago(found.coded, found.at):
                continue
            if prop == "cooperatesWith" and planned:
                continue  # of a planned zone they are the parties, but they do not work together yet
            pairs = self._pairs(self._ids(subject, found.bound, event), self._ids(obj, found.bound, event), apart)
            for one, other in pairs:
                self._state(one, prop, other, found, event)
        self.fired.append(rule.id)
        return event

    def _long_ago(self, coded: Coded, at: tuple[int, int]) -> bool:
        """Whether the clause tells of years past: 1991年任市长 says nothing of who is mayor now."""
        opened = start_of(coded.text, at[1] - 1, CLAUSE_ENDS)
        told = [n.date for n in coded.between(opened, at[1]) if n.kind == "Time" and n.date is not None]
        return any(int(date.start[:4]) < self.linker.year - 1 for date in told)

    def _pairs(self, one: list[str], other: list[str], apart: bool) -> Iterable[tuple[str, str]]:
        # 分别: the first of one list with the first of the other; of lists of other lengths nobody can tell
        if not apart or len(one) < 2 or len(other) < 2:
            return product(one, other)
        return zip(one, other, strict=True) if len(one) == len(other) else iter(())

    def _period(self, found: Found) -> Date | None:
        """The months or years of a post that are told to be over: 1991年3月至1994年9月，某某任市长."""
        date = self._when(found)
        if date is None or not date.end or len(date.start) == len("2021-05-07") or date.end >= self._today():
            return None
        node = next(n for n in found.coded.nodes.values() if n.kind == "Time" and n.date is date)
        between = found.scene.text[node.end : found.coded.offsets[found.at[0]]]
        return date if not between.strip(_MARKS) else None

    def _changed(self, found: Found) -> str:
        """The date of what the match tells, if posts change by it and it is one date, which has come or is that of the oath."""
        if found.rule.changes and (oath := _oath(found)):
            return oath
        date = self._when(found)
        return date.start if date and not date.end and date.start <= self._today() else ""

    def _when(self, found: Found) -> Date | None:
        return found.date if found.rule.changes else None

    def _today(self) -> str:
        """The day of the article; of one without, no day is past."""
        today = self.linker.reading.article.date
        return today.isoformat() if today else ""

    def _state(self, one: str, prop: str, other: str, found: Found, event: Happening | None) -> None:
        rule, evidence = found.rule, found.evidence
        if one == other or (event is not None and event.ahead and not found.ahead and prop in _ROLES):
            return  # nobody has spoken yet at what is still to come
        if prop in {"holds", "formerlyHeld"}:
            # 是黄窝村的|党支部书记: the place in which an item of a list lies is bound with it
            bound = (node for nodes in found.bound.values() for node in nodes)
            post = next((node for node in bound if node.ref == other and node.kind == "Post"), None)
            if post is not None:
                period, changed = self._period(found), self._changed(found)
                former = prop == "formerlyHeld" or period is not None
                during = period or (Date("", changed) if former else Date(changed))
                self.people.holds(one, post, evidence, rule.id, former=former, during=during)
            return
        order = 0
        if prop == "visited" and event is not None:
            event.stops += 1
            order, event.scene = event.stops, self.occasions.number
        self.linker.book.state(one, prop, other, evidence, rule.id, order=order)
        if event is not None:
            self._noted(event, prop, other, found)

    def _noted(self, event: Happening, prop: str, other: str, found: Found) -> None:
        """Keep in mind what later sentences may go on with."""
        if prop == "participant" and other.startswith("team/") and other not in event.actors:
            event.actors.append(other)
        elif prop == "about" and event.kind == "Ceremony":
            event.works.append(other)
        elif prop == "chair":
            event.chairs.append(other)
        elif prop == "place":
            for work in event.works if event.kind == "Ceremony" else ():  # a ground-breaking is held where the work is
                self.linker.book.state(work, "locatedIn", other, found.evidence, f"{found.rule.id}-work")
            if other not in event.places:
                event.places.append(other)

    def _ids(self, name: str, bound: dict[str, list[Node]], event: Happening | None) -> list[str]:
        if name == "event":
            return [event.ident] if event else []
        if name == "visitor":
            return self._visitors(event)
        if name == "team":
            return [team] if (team := self.linker.memory.recent.get("Delegation")) else []
        if name == "papers":
            signed = self.linker.book.objects(event.ident, "about") if event else []
            return signed if len(signed) == 1 else []
        if name == "lead":
            return self.occasions.lead[:1]
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
            found += [i for i in self.occasions.refs(node) if i not in found]
        return found

    def _visitors(self, event: Happening | None) -> list[str]:
        """Who makes the visit: the delegation if there is one, else the first person."""
        actors = [a for a in event.actors if a.startswith(("team/", "person/"))] if event else []
        teams = [a for a in actors if a.startswith("team/")]
        return teams[:1] or actors[:1]


def _oath(found: Found) -> str:
    """When the office is entered, told after the appointment: 任命某某为行政长官，于7月1日就职."""
    scene, at = found.scene, found.coded.offsets[found.at[1] - 1]
    after = (n for n in scene.nodes if n.kind == "Time" and n.start > at and n.date is not None and not n.date.end)
    entered = (n for n in after if scene.text.startswith(ontology.words("enters_office"), n.end))
    return next((n.date.start for n in entered if n.date), "")


def bodies_of(node: Node, part: str) -> list[str]:
    """The `company` that people speak for by their posts, or the `zone` in the name of the body that they or it is.

    高新区管委会主任… and 高新区管委会 both have the zone 高新区.
    """
    posts = [post for member in node.members for post in member.posts if post.parts and post.parts.org]
    bodies = [post.parts.org for post in posts if post.parts and post.parts.org] or [node]
    if part == "company":
        return [body.ref for body in bodies if body.kind == "Enterprise" and body.ref]
    return [inner.ref for body in bodies for inner in body.within() if inner.kind in ZONES and inner.ref]
