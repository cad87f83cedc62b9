"""The parts of a built graph that are held against gold facts: classes, names, scored relations, dates and places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import Literal, Quad, Triple

from kg.gold import GROUP, RELATIONS, clean
from kg.rdf import RDF, RDFS, SKOS, YT

# who speaks, chairs or organises takes part
NARROWER = {"participant": {"speaker", "chair", "organizer"}}

Edge = tuple[str, str, str]


class Built:
    """The parts of a built graph that are scored, by the IRIs of its nodes."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._objects: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        self.kinds: dict[str, set[str]] = defaultdict(set)
        self.edges: set[Edge] = set()
        self.mentioned: set[str] = set()
        for quad in quads:
            self._read(quad)
        self.names = {node: {clean(label) for label in self._labels(node)} for node in self.kinds}
        self.groups = {node: {GROUP[kind] for kind in kinds} for node, kinds in sorted(self.kinds.items())}
        far = {edge for edge in self.edges if edge[1] == "locatedIn" and self._not_from_text(edge)}
        wide = {(s, "participant", o) for s, p, o in self.edges if p in NARROWER["participant"]} - self.edges
        # an implied edge may answer a gold fact, but is no claim of its own
        self.implied = far | wide

    def _read(self, quad: Quad) -> None:
        assert not isinstance(quad.subject, Triple), "no such terms are made"
        assert not isinstance(quad.object, Triple), "no such terms are made"
        subject, name, text = quad.subject.value, quad.predicate.value, quad.object.value
        self._objects[subject, name][text] = None
        local = name.removeprefix(YT)
        if name == RDF + "type" and (kind := text.removeprefix(YT)) in GROUP:
            self.kinds[subject].add(kind)
        elif local in RELATIONS and not isinstance(quad.object, Literal):
            self.edges.add((subject, local, text))
        elif local == "mentions":
            self.mentioned.add(text)

    def objects(self, node: str, name: str) -> set[str]:
        """The objects of a node's property (its full IRI): IRIs, or the values of literals."""
        return set(self._objects.get((node, name), ()))

    def _labels(self, node: str) -> list[str]:
        names = (RDFS + "label", SKOS + "prefLabel", SKOS + "altLabel", YT + "headline")
        return [label for name in names for label in self._objects.get((node, name), ())]

    def label(self, node: str) -> str:
        """The first Chinese label of a node, else any, else its IRI."""
        labels = self._labels(node) or [node]
        return next((label for label in labels if not label.isascii()), labels[0])

    def _not_from_text(self, edge: Edge) -> bool:
        """Whether this locatedIn is the gazetteer's (between divisions) or follows from two nearer ones."""
        subject, _, far = edge
        if "Division" in {GROUP[kind] for kind in self.kinds.get(subject, ())}:
            return True
        return any(far in self._around(near) for near in self.objects(subject, YT + "locatedIn") - {far})

    def _around(self, place: str) -> set[str]:
        """The place and all it lies in."""
        found, frontier = set(), {place}
        while frontier:
            found |= frontier
            frontier = {far for near in frontier for far in self.objects(near, YT + "locatedIn")} - found
        return found

    def is_background(self, node: str, group: str) -> bool:
        """Divisions and bodies that no article mentions are the gazetteer's, not read from the text."""
        return bool(self.mentioned) and group in {"Division", "Organization"} and node not in self.mentioned

    def dates(self, event: str) -> set[str]:
        """Start and end, to the day."""
        return {date[:10] for name in ("startDate", "endDate") for date in self.objects(event, YT + name)}

    def places(self, event: str) -> set[str]:
        """The names of the event's places and of all that these lie in."""
        places = {far for place in self.objects(event, YT + "place") for far in self._around(place)}
        return {name for place in places for name in self.names.get(place, ())}

    def neighbours(self, node: str) -> set[str]:
        """The names of all nodes that an edge ties to this one."""
        others = [o if s == node else s for s, _, o in self.edges if node in (s, o)]
        return {name for other in others for name in self.names.get(other, ())}
