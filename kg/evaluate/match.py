"""A built graph against gold facts (see `kg.gold`): which entities, events and relations of the two are the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from pyoxigraph import Quad

from kg.built import NARROWER, Built, Edge
from kg.evaluate.result import Difference, Judged, Result
from kg.evaluate.telling import Telling, Told
from kg.gold import SCORED, Gold, GoldEvent, clean
from kg.model import SYMMETRIC, Knowledge

_UNKNOWN = Knowledge()
_Wanted = tuple[set[str], str, set[str]]


def _agree_on_date(wanted: set[str], dates: set[str]) -> bool:
    """Whether two dates are one as far as the coarser of them tells (2018-04 and 2018-04-13)."""
    return any(w.startswith(d) or d.startswith(w) for w in wanted for d in dates)


def pair_events(gold: Gold, built: Built) -> dict[str, str]:
    """Each built event with at most one gold event: class, date and place must agree, shared people decide."""
    about = _about(gold)
    scores = []
    for node in (node for node, groups in built.groups.items() if "Event" in groups):
        dates, places, around = built.dates(node), built.places(node), built.neighbours(node)
        for ident, event in gold.events.items():
            if _may_be(event, built.kinds[node], dates, places):
                named = 3 * bool(event.names & built.names[node])
                same = _agree_on_date(event.dates, dates) + bool(event.places & places)
                if agree := named + same + len(about[ident] & around):
                    scores.append((-agree, node, ident))
    pairs: dict[str, str] = {}
    for _, node, ident in sorted(scores):
        if node not in pairs and ident not in pairs.values():
            pairs[node] = ident
    return pairs


def _about(gold: Gold) -> dict[str, set[str]]:
    about: dict[str, set[str]] = defaultdict(set)
    for relation in gold.relations:
        for event, other in ((relation.subject, relation.object), (relation.object, relation.subject)):
            if event.startswith("@"):
                about[event] |= {clean(name) for name in other.split("|")}
    return about


def _may_be(event: GoldEvent, kinds: set[str], dates: set[str], places: set[str]) -> bool:
    if not (kinds & event.kinds or "Event" in event.kinds or kinds == {"Event"}):
        return False
    if event.dates and dates and not _agree_on_date(event.dates, dates):
        return False
    return not (event.places and places and not event.places & places)


def score(quads: Iterable[Quad], gold: Gold, knowledge: Knowledge = _UNKNOWN, source: str = "") -> Result:
    """The counts of one built graph against the gold facts of its text, called `source`.

    Differences have the sentences of the `knowledge` that the graph was made of, if that is given.
    """
    match = _Match(gold, Built(quads), Telling(knowledge), source)
    match.entities()
    match.relations()
    match.result.judged.append(Judged(source, knowledge, match.right, match.named))
    return match.result


class _Match:
    """One graph beside the gold facts of its text; `right` and `named` are the relations and nodes that gold speaks of."""

    def __init__(self, gold: Gold, built: Built, telling: Telling, source: str) -> None:
        self.gold, self.built, self.telling, self.source = gold, built, telling, source
        self.result = Result()
        self.right: dict[Edge, bool] = {}
        self.named: dict[str, bool] = {}
        self._entity, self._relation = self.result.tables["entity"], self.result.tables["relation"]
        self._pairs = pair_events(gold, built)
        self._about = _about(gold)

    def entities(self) -> None:
        """Count entities and events."""
        matched: set[int] = set()
        for node, groups in self.built.groups.items():
            group = min(groups & SCORED, default="")
            if not group or self.built.is_background(node, group):
                continue
            if group == "Event":
                self._event(node)
            else:
                self._node(node, group, matched)
        for i, wanted in enumerate(self.gold.entities):
            if not wanted.optional:
                self._entity[min(wanted.groups)]["wanted"] += 1
                if i not in matched:
                    self._missed("E", min(wanted.groups), wanted.text, [wanted.names])
        self._events_missed()

    def _event(self, node: str) -> None:
        ident = self._pairs.get(node)
        if ident and self.gold.events[ident].optional:
            return
        self._entity["Event"]["found"] += 1
        if ident:
            self._entity["Event"]["right"] += 1
        else:
            text = f"{self.built.label(node)} {sorted(self.built.dates(node))}"
            self._wrong("E", "Event", text, self.telling.of_node(node))

    def _node(self, node: str, group: str, matched: set[int]) -> None:
        groups, names, wanted = self.built.groups[node], self.built.names[node], self.gold.entities
        hits = [i for i, entity in enumerate(wanted) if groups & entity.groups and names & entity.names]
        new = [i for i in hits if i not in matched]
        if new:
            matched.add(new[0])
            if not wanted[new[0]].optional:
                self._entity[group].update(found=1, right=1)
                self.named[node] = True
        elif not any(wanted[i].optional for i in hits):
            # a second node for what is there already is wrong, unless optional
            self._entity[group]["found"] += 1
            self.named[node] = False
            text = self.built.label(node) + (" (a duplicate)" if hits else "")
            self._wrong("E", group, text, self.telling.of_node(node))

    def _events_missed(self) -> None:
        paired = set(self._pairs.values())
        for ident, event in self.gold.events.items():
            if not event.optional:
                self._entity["Event"]["wanted"] += 1
                if ident not in paired:
                    self._missed("EV", "Event", event.text, [event.names], self._about[ident])

    def relations(self) -> None:
        """Count relations."""
        wanted = [(_wanted_keys(r.subject), r.property, _wanted_keys(r.object)) for r in self.gold.relations]
        got: set[int] = set()
        for edge in sorted(self.built.edges | self.built.implied):
            self._edge(edge, wanted, got)
        for i, relation in enumerate(self.gold.relations):
            if not relation.optional:
                self._relation[relation.property]["wanted"] += 1
                if i not in got:
                    ends = (relation.subject, relation.object)
                    named = [_wanted_keys(end) for end in ends if not end.startswith("@")]
                    around = set[str]().union(*(self._about[end] for end in ends if end.startswith("@")))
                    self._missed("R", relation.property, relation.text, named, around)

    def _edge(self, edge: Edge, wanted: list[_Wanted], got: set[int]) -> None:
        subject, name, value = edge
        hits = _hits(self._keys(subject), name, self._keys(value), wanted)
        exact = next((i for i in hits if wanted[i][1] == name), None)
        if exact is not None:
            if exact not in got and not self.gold.relations[exact].optional:
                self._relation[name].update(found=1, right=1)
                self.right[edge] = True
            got.add(exact)
        elif not hits and edge not in self.built.implied and not self._is_optional(edge):
            self._relation[name]["found"] += 1
            self.right[edge] = False
            text = f"{self.built.label(subject)}\t{name}\t{self.built.label(value)}"
            self._wrong("R", name, text, self.telling.of_edge(edge))

    def _keys(self, node: str) -> set[str]:
        return {self._pairs[node]} if node in self._pairs else self.built.names.get(node, set())

    def _is_optional(self, edge: Edge) -> bool:
        return any(self.gold.events[self._pairs[end]].optional for end in (edge[0], edge[2]) if end in self._pairs)

    def _wrong(self, kind: str, group: str, text: str, told: Told) -> None:
        found = Difference("+", kind, group, text, self.source, told.quote, rule=told.rule, confidence=told.confidence)
        self.result.differences.append(found)

    def _missed(self, kind: str, group: str, text: str, names: list[set[str]], around: Collection[str] = ()) -> None:
        quote, sure = self.telling.naming(names, around)
        self.result.differences.append(Difference("-", kind, group, text, self.source, quote, perhaps=not sure))


def _wanted_keys(text: str) -> set[str]:
    return {text} if text.startswith("@") else {clean(name) for name in text.split("|")}


def _hits(subject: set[str], name: str, value: set[str], wanted: list[_Wanted]) -> list[int]:
    # gold lists the narrow property, the graph may hold the wide one too
    same = {name} | NARROWER.get(name, set())
    ends = [(subject, value)] + ([(value, subject)] if name in SYMMETRIC else [])
    return [i for i, (s, p, o) in enumerate(wanted) if p in same and any(s & a and o & b for a, b in ends)]
