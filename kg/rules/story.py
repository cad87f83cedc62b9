"""The events of an article: told in kicker, headline, lead and body, they are one each.

An event is found again by its name or a part of it, by what kind it is and who did it; a word such as 会议 or 仪式
means the last of its kind.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg import ontology
from kg.mentions.heads import longest_head
from kg.mentions.node import Node
from kg.mentions.words import word_set
from kg.model import Date, Literal, Mention, Span
from kg.rules.book import dated
from kg.rules.link import Linker
from kg.rules.sessions import alike, same_but_number

_WHOLE = frozenset({"Meeting", "Activity"})
_ON_TOUR = 40  # sentences over which a visit goes on
_NEAR = 6  # sentences over which a signing is told together with its ceremony


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence that tells of an event: its number in the article, where in it, itself as evidence, and the date it tells."""

    scene: int
    spot: int
    evidence: Span
    date: Date | None = None


@dataclass(slots=True, eq=False)
class Happening:
    """An event as known so far: `scene` is the number of the sentence that told it last, `spot` where it did so first.

    `actors` are those who came or acted.
    `held` tells that it was told as done, `ahead` that it was only announced.
    `headed` tells that it has a name of its own (签约仪式), not one built from the clause that told it,
    `called` that it was spoken of by such a name, or by a word for one (会议), at least once.
    """

    ident: str
    kind: str
    name: str
    scene: int
    evidence: Span
    spot: int = 0
    date: Date | None = None
    actors: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    stops: int = 0
    chairs: list[str] = field(default_factory=list)
    generic: bool = False
    headed: bool = False
    called: bool = False
    works: list[str] = field(default_factory=list)
    held: bool = False
    ahead: bool = False


@dataclass(slots=True)
class Story:
    """The events of one article in the order in which they were told first."""

    linker: Linker
    events: list[Happening] = field(default_factory=list)
    latest: list[Happening] = field(default_factory=list)

    def named(self, node: Node, telling: Telling, *, may_make: bool, aside: bool = False) -> Happening | None:
        """The event that the node names or points to; a new one if it is told here first and `may_make`.

        One told `aside` (中央经济工作会议提出…) is not what the article goes on with: 会上 does not mean it.
        """
        points = node.generic or node.name in word_set("event_parts")
        found = self._pointed(node, may_make) if points else self._known(node)
        if found is None and may_make:
            found = self._new(node.kind, node.name, telling)
            found.generic, found.headed = node.generic, True
            aside = aside or self._is_past(found, telling)
            if aside:
                self.latest.remove(found)
        if found is not None:
            found.called = True
            if not aside:
                self._told(found, telling)
            if not node.generic:
                self._name(found, node)
                found.works += [n.ref for n in node.inner if n.kind == "Project" and n.ref]
        return found

    def _is_past(self, new: Happening, telling: Telling) -> bool:
        """Whether the article only looks back to it: an earlier session of the same series, or one before what it tells of."""
        others = [event for event in self.latest if event is not new]
        series = any(event.headed and same_but_number(event.name, new.name) for event in others)
        last = max((e.date.end or e.date.start for e in others if e.date), default="")
        return series or (telling.date is not None and (telling.date.end or telling.date.start) < last[:4])

    def _pointed(self, node: Node, may_make: bool) -> Happening | None:
        """What 会议, 仪式, 座谈会 mean; where a 座谈会 may be told of for the first time, no 全会 told before is meant."""
        head, part = longest_head(node.name), node.name in word_set("event_parts")
        for event in reversed(self.latest):
            if event.kind == "Visit" and (event is not self.latest[-1] or node.kind != "Activity"):
                continue
            if event.name.endswith(head) or node.name in word_set("any_event"):
                return event
            if event.kind == node.kind and not (may_make and event.headed) and not part:
                return event
        # 开幕式, 闭幕会: a part of what was told by name, not an event beside it
        return next((e for e in reversed(self.latest) if part and e.headed and e.kind in _WHOLE), None)

    def _known(self, node: Node) -> Happening | None:
        # of 主题活动|启动仪式 the activity is the whole: the shortest part
        part = min((word for word in word_set("event_parts") if node.name.endswith(word)), key=len, default="")
        whole = node.name.removesuffix(part)
        for event in self.events if part and whole else ():
            if event.headed and event.kind in _WHOLE and alike(event.name, whole):
                return event  # a fair and its opening
        for event in self.events:
            if event.kind == node.kind and (
                alike(event.name, node.name) or (event.generic and node.name.endswith(event.name))
            ):
                return event
        return None

    def _name(self, event: Happening, node: Node) -> None:
        book, (start, end) = self.linker.book, self.linker.at(node)
        book.enter(event.ident, event.kind, node.name)
        book.mention(event.ident, Mention(book.span(start, end), event.kind, node.name, node.finder))

    def built(self, kind: str, name: str, about: str, actors: list[str], telling: Telling) -> Happening:
        """The event of this kind told by a verb, `about` something of that name; a new one if it was not told before."""
        sides = [side for actor in actors for side in self._side(actor)]
        for event in self.events:
            if event.kind == kind and self._is_same(event, name, about, sides, telling):
                self._told(event, telling)
                break
        else:
            event = self._new(kind, name, telling)
        event.actors += [side for side in sides if side not in event.actors]
        return event

    def _side(self, actor: str) -> list[str]:
        """The division that a body acts for, or who acts: a city and its government are one side."""
        return self.linker.book.objects(actor, "jurisdiction")[:1] or [actor]

    def _is_same(self, event: Happening, name: str, about: str, sides: list[str], telling: Telling) -> bool:
        if about and (about in event.name or about in {self.linker.book.entities[work].name for work in event.works}):
            return True
        if event.scene == telling.scene and (name.startswith(event.name) or event.name.startswith(name)):
            return True
        if event.kind == "Meeting" and (event.scene, event.spot) == (telling.scene, telling.spot) and not event.headed:
            return True
        if not _may_be_one_time(event.date, telling.date):
            return False
        if event.kind == "Signing" and event.headed:
            return telling.scene - event.scene <= _NEAR
        return len(set(sides) & set(event.actors)) > 1

    def _new(self, kind: str, name: str, telling: Telling) -> Happening:
        """Enter a new event."""
        article = self.linker.reading.article
        when = article.id
        ident = f"event/{when}/{name}"
        number = 2
        while ident in self.linker.book.entities:
            ident, number = f"event/{when}/{name}-{number}", number + 1
        self.linker.book.enter(ident, kind, name)
        event = Happening(ident, kind, name, telling.scene, telling.evidence, telling.spot)
        self.events.append(event)
        self._told(event, telling)
        return event

    def _told(self, event: Happening, telling: Telling) -> None:
        event.spot = min(event.spot, telling.spot) if event.scene == telling.scene else telling.spot
        event.scene = telling.scene
        if event in self.latest:
            self.latest.remove(event)
        self.latest.append(event)

    def last(
        self, kinds: frozenset[str], scene: int, spot: int | None = None, *, reach: int = 40, date: Date | None = None
    ) -> Happening | None:
        """The event of one of these kinds that was told last, not more than `reach` sentences ago and on no other `date`.

        One that the sentence tells only after `spot` is meant where there is no other.
        """
        told = [e for e in reversed(self.latest) if e.kind in kinds and scene - e.scene <= reach]
        told = [e for e in told if _may_be_one_time(e.date, date) and not self._is_bygone(e, scene)]
        told = self._occasions(told, scene) if len(kinds) > 1 else told
        before = (e for e in told if spot is None or e.scene != scene or e.spot <= spot)
        return next(before, told[0] if told else None)

    def _is_bygone(self, event: Happening, scene: int) -> bool:
        """Whether an earlier sentence looked back to it, years ago: who goes along now was not meant."""
        day = self.linker.reading.article.date
        over = (event.date.end or event.date.start)[:4] if event.date else ""
        return day is not None and over != "" and event.scene != scene and int(over) < day.year - 1

    def _occasions(self, told: list[Happening], scene: int) -> list[Happening]:
        """Of these events, latest first, those that people attend: not what was only signed in an earlier sentence of one."""
        signed = next((n for n, e in enumerate(told) if e.kind != "Signing" or e.called or e.scene == scene), 0)
        there = signed > 0 and told[signed].called and told[signed - 1].scene - told[signed].scene <= _NEAR
        return told[signed:] if there else told

    def before(self, event: Happening) -> Happening | None:
        """What was told last before this event."""
        return next((e for e in reversed(self.latest) if e is not event), None)

    def call(self) -> Happening | None:
        """The meeting of few that was told last: one without a name, as when someone receives guests."""
        return next((e for e in reversed(self.latest) if e.kind == "Meeting" and not e.headed), None)

    def visit(self, actors: list[str], places: list[str], telling: Telling, name: str) -> Happening:
        """The visit of these people to one of these places; a new one if none is known."""
        for event in self.events:
            if (
                event.kind == "Visit"
                and (self.is_by(event, actors) or not actors)
                and (self._same_place(event, places) or self._is_stop(event, places, telling))
                and _may_be_one_time(event.date, telling.date)
            ):
                self._told(event, telling)
                break
        else:
            event = self._new("Visit", name, telling)
        event.actors += [a for a in actors if a not in event.actors]
        event.places += [p for p in places if p not in event.places]
        return event

    def is_by(self, event: Happening, actors: list[str]) -> bool:
        """Whether one of these has come or acted; 省人大检查组 is 省人大常委会检查组."""
        if set(actors) & set(event.actors):
            return True
        teams, others = ([a for a in who if a.startswith("team/")] for who in (event.actors, actors))
        names = self.linker.book.entities
        return any(alike(names[one].name, names[other].name) for one in teams for other in others)

    def _same_place(self, event: Happening, places: list[str]) -> bool:
        if not places or not event.places:
            return True
        return any(p == q or self._inside(p, q) or self._inside(q, p) for p in places for q in event.places)

    def _is_stop(self, event: Happening, places: list[str], telling: Telling) -> bool:
        """Whether the places are stops of a visit to a division: seen on it, or of no division told and told soon after."""
        if any(place in self.linker.book.objects(actor, "visited") for actor in event.actors for place in places):
            return True
        near = telling.scene - event.scene <= _ON_TOUR and all(p.startswith("division/") for p in event.places)
        return near and not any(self._is_far(p) for p in places)

    def _is_far(self, place: str) -> bool:
        """Whether it is known where the place is: a division but for a village, or what lies in one."""
        book = self.linker.book
        listed = place.startswith("division/") and book.entities[place].kind != "Village"
        return listed or bool(book.objects(place, "locatedIn"))

    def _inside(self, one: str, other: str) -> bool:
        """Whether place `one` lies in `other`, by codes or by what was stated."""
        if one.startswith("division/") and other.startswith("division/"):
            listed = one.split("/")[1]  # a village that no table has is known by its township
            above = {f"division/{d.code}" for d in self.linker.lexicon.ancestors(listed)}
            return other in above or one.startswith(other + "/")
        return any(where == other or self._inside(where, other) for where in self.linker.book.objects(one, "locatedIn"))

    def date(self, event: Happening, date: Date | None, evidence: Span, rule: str, *, closed: bool = False) -> None:
        """State when the event was, unless that is known already."""
        if date is None or event.date is not None:
            return
        event.date = date
        book = self.linker.book
        if closed and not date.end:  # 今天闭幕 tells the last day alone
            book.state(event.ident, "endDate", dated(date.start), evidence, rule)
            return
        book.state(event.ident, "startDate", dated(date.start), evidence, rule)
        if date.end:
            book.state(event.ident, "endDate", dated(date.end), evidence, rule)

    def announce(self, event: Happening, evidence: Span, rule: str, *, said: bool) -> None:
        """State that the event is still to come on the day of the article, if its date is, or if it is only `said` so."""
        today, date = self.linker.reading.article.date, event.date
        first, last = (date.start, date.end or date.start) if date else ("", "")
        now = today.isoformat() if today else ""
        over = bool(last) and last < now[: len(last)]
        later = bool(now) and first > now[: len(first)]
        event.held = event.held or not (said or later)
        event.ahead = said and not over and not event.held
        if event.ahead or later:
            self.linker.book.state(event.ident, "scheduled", Literal("true", "boolean"), evidence, rule)


def _may_be_one_time(one: Date | None, other: Date | None) -> bool:
    """Whether two dates may be told of one event: as far as both tell, they overlap."""
    if one is None or other is None:
        return True
    fine = min(len(date) for told in (one, other) for date in (told.start, told.end or told.start))
    (start, end), (begin, last) = ((d.start[:fine], (d.end or d.start)[:fine]) for d in (one, other))
    return start <= last and begin <= end


def built_name(template: str, **parts: str) -> str:
    """An event's name built from its parts; templates are in lexicon/words.tsv."""
    return ontology.words(template)[0].format(**parts)
