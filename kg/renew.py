"""What is inferred, made to follow a change of what is stated: at the cost of the change, not of the graph.

The result is quad for quad what `kg.infer.inferred` gives for the new state. Links that the change may touch are looked
up and settled again; all others keep their ranks and derivations, which their records tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice, product

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg import axioms
from kg.axioms import Step
from kg.closure import Link, Rederivation, Rules, dependents
from kg.infer import FACT, INFERENCE, OBJECT, PREDICATE, PREMISE, SUBJECT, TYPE, inference, inferred, inferred_link
from kg.questions import Term
from kg.rdf import INFERRED
from kg.store import Store

Node = NamedNode | BlankNode

# all is inferred anew where fewer quads than that were inferred for each link that is touched
SHARE = 16

_STATED = DefaultGraph()
_PARTS = (SUBJECT, PREDICATE, OBJECT)


def renew(store: Store, came: Iterable[Triple], went: Iterable[Triple]) -> None:
    """Make what is inferred follow from what the store now states, where only these triples came and went.

    They are those of the default graph; to name more than came or went does no harm. What was inferred must be that of
    the state before by the axioms in use: where the axioms have changed, put what `inferred` gives in its place.
    """
    changed = {*came, *went}
    relations = _Relations(store.inner, changed)
    touched = relations.touched()
    quads = store.inner.quads_for_pattern(None, None, None, INFERRED)
    if sum(1 for _ in islice(quads, SHARE * len(touched))) < SHARE * len(touched):
        store.drop([INFERRED])
        store.add(inferred(store))
        return
    before, after = {*relations.before(touched)}, {*relations.after(touched)}
    for node in {t.subject for t in changed if t.predicate == TYPE and not isinstance(t.subject, Triple)}:
        before.update(_classes_before(store, node))
        after.update(_classes_after(store, node))
    for quad in before - after:
        store.inner.remove(quad)
    store.inner.extend(after - before)


def _classes_before(store: Store, node: Node) -> Iterator[Quad]:
    high = {kind for kinds in axioms.current().above.values() for kind in kinds}
    return (quad for quad in store.inner.quads_for_pattern(node, TYPE, None, INFERRED) if quad.object in high)


def _classes_after(store: Store, node: Node) -> Iterator[Quad]:
    above = axioms.current().above
    stated = {quad.object for quad in store.inner.quads_for_pattern(node, TYPE, None, _STATED)}
    for kind in {high for low in stated if isinstance(low, NamedNode) for high in above.get(low, ())} - stated:
        yield Quad(node, TYPE, kind, INFERRED)


class _Relations:
    """The relations that follow, before and after a change of some triples of the default graph."""

    def __init__(self, inner: pyoxigraph.Store, changed: Iterable[Triple]) -> None:
        self._inner = inner
        self._rules = Rules(axioms.current().rules)
        self._links = {link for link in map(_link, changed) if link and link[1] in self._rules.properties}
        self._records = _Records(inner, changed)
        self._ranks: dict[NamedNode, int] = {}

    def touched(self) -> set[Link]:
        """The links that came or went, whose record is another now, and all that may hang on one of them."""
        retold = {link for link in self._records.retold() if link[1] in self._rules.premises}
        return dependents(self._rules, self._links | retold, self._along)

    def before(self, touched: Iterable[Link]) -> Iterator[Quad]:
        """What was told of these links when they followed."""
        for link in touched:
            if (quad := Quad(*link, INFERRED)) in self._inner:
                yield quad
                yield from self._inner.quads_for_pattern(inference(link), None, None, INFERRED)

    def after(self, touched: set[Link]) -> Iterator[Quad]:
        """What is to be told of those of these links that now follow."""
        derived = Rederivation(self._rules, touched, self._along, self._rank).run(self._is_stated)
        for link, (rule, premises) in derived.items():
            told = (self._records.least(p) if self._is_stated(p) else inference(p) for p in premises)
            yield from inferred_link(link, rule, told)

    def _along(self, node: Term, step: Step) -> Iterator[Link]:
        """The links that a step may take from a node, stated or inferred."""
        start, end = (None, node) if step.back else (node, None)
        if isinstance(start, Literal):
            return
        for graph in (_STATED, INFERRED):
            for quad in self._inner.quads_for_pattern(start, step.property, end, graph):
                if link := _link(quad.triple):
                    yield link

    def _is_stated(self, link: Link) -> bool:
        return Quad(*link) in self._inner

    def _rank(self, link: Link) -> int:
        return 0 if self._is_stated(link) else self._rank_told(inference(link))

    def _rank_told(self, record: NamedNode) -> int:
        """One more than the highest rank of its premises; those that are no inferences are stated."""
        if record not in self._ranks:
            premises = [quad.object for quad in self._inner.quads_for_pattern(record, PREMISE, None, INFERRED)]
            told = [
                p for p in premises if isinstance(p, NamedNode) and Quad(p, TYPE, INFERENCE, INFERRED) in self._inner
            ]
            self._ranks[record] = 1 + max(map(self._rank_told, told), default=0)
        return self._ranks[record]


class _Records:
    """The records of stated links, of which that with the smallest IRI is named as a premise."""

    def __init__(self, inner: pyoxigraph.Store, changed: Iterable[Triple]) -> None:
        self._inner = inner
        self._least: dict[Link, Node | None] = {}
        self._changed: dict[Node, list[Triple]] = defaultdict(list)
        for triple in changed:
            if not isinstance(triple.subject, Triple) and (triple.predicate in _PARTS or triple.object == FACT):
                self._changed[triple.subject].append(triple)

    def least(self, link: Link) -> Node | None:
        """The record that is named."""
        if link not in self._least:
            self._least[link] = min(filter(self._tells(link), self._near(link)), key=str, default=None)
        return self._least[link]

    def retold(self) -> Iterator[Link]:
        """The links whose smallest record may be another now, for records of theirs came or went."""
        by_link: dict[Link, list[str]] = defaultdict(list)
        for record in self._changed:
            for link in self._links(record):
                by_link[link].append(str(record))
        for link, names in by_link.items():
            tells, least = self._tells(link), min(names)
            if not any(str(r) < least and r not in self._changed and tells(r) for r in self._near(link)):
                yield link

    def _links(self, record: Node) -> Iterator[Link]:
        """Of what a record tells, or told before."""
        parts = ({*self._values(record, part)} for part in _PARTS)
        for subject, predicate, value in product(*parts):
            if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode):
                yield subject, predicate, value

    def _values(self, record: Node, part: NamedNode) -> Iterator[Term]:
        yield from (quad.object for quad in self._inner.quads_for_pattern(record, part, None, _STATED))
        yield from (triple.object for triple in self._changed[record] if triple.predicate == part)

    def _tells(self, link: Link) -> Callable[[Node], bool]:
        said = (*zip(_PARTS, link, strict=True), (TYPE, FACT))
        return lambda record: all(Quad(record, part, value) in self._inner for part, value in said)

    def _near(self, link: Link) -> Iterator[Node]:
        """All its records, among others of its subject and of its object; as many as the rarer of the two has."""
        subjects = self._inner.quads_for_pattern(None, SUBJECT, link[0], _STATED)
        objects = self._inner.quads_for_pattern(None, OBJECT, link[2], _STATED)
        for quad in chain.from_iterable(zip(subjects, objects, strict=False)):
            if not isinstance(quad.subject, Triple):
                yield quad.subject


def _link(triple: Triple) -> Link | None:
    return (triple.subject, triple.predicate, triple.object) if isinstance(triple.subject, NamedNode) else None
