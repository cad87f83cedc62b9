"""What follows from the axioms of the ontology, kept apart from what is stated.

It stands in the graph `kg.rdf.INFERRED` and never repeats what is stated. A relation has a record beside it that names
the axiom and the records of the premises. A class has none: its premise is the stated class of the same node, which
anyone finds without being told, and records would make the graph several times as large.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple, Variable

from kg import axioms
from kg.axioms import Axioms, Rule, Step, local, select
from kg.questions import Term
from kg.rdf import INFERRED, PREFIXES, PROV, RDF, YT, iri
from kg.store import Store

Link = tuple[NamedNode, NamedNode, Term]  # a triple as a plain tuple, which is quicker to hash

_TYPE = NamedNode(RDF + "type")
_SUBJECT, _PREDICATE, _OBJECT = (NamedNode(RDF + name) for name in ("subject", "predicate", "object"))
_INFERENCE, _PREMISE = NamedNode(YT + "Inference"), NamedNode(YT + "premise")
_BY = NamedNode(PROV + "wasGeneratedBy")


@dataclass(frozen=True, slots=True)
class Why:
    """The axiom from which something follows, and the triples it follows from, in the order of the axiom's chain."""

    axiom: str
    premises: tuple[Triple, ...]


def inferred(store: Store) -> Iterator[Quad]:
    """What follows from the stated triples and is not stated, as quads of `INFERRED`, always in the same order.

    Only what takes part in a rule is held in memory. A thing is never inferred to stand in a relation to itself.
    """
    known = axioms.current()
    closure = Closure(known.rules)
    closure.run(_stated(store, known.rules))
    used = {premise for _, premises in closure.derived.values() for premise in premises}
    records = _records(store, used - closure.derived.keys())
    yield from _classes(store, known)
    for link in sorted(closure.derived, key=_order):
        yield Quad(*link, INFERRED)
        yield from _record(link, closure, records)


def _order(link: Link) -> tuple[str, str, str]:
    return link[1].value, link[0].value, str(link[2])


def _classes(store: Store, known: Axioms) -> Iterator[Quad]:
    for high in sorted({high for highs in known.above.values() for high in highs}, key=str):
        below = " ".join(map(str, known.below(high)))
        query = f"SELECT DISTINCT ?x {{ ?x a ?low VALUES ?low {{ {below} }} MINUS {{ ?x a {high} }} }}"
        for node in sorted((row[0] for row in select(store.inner, query)), key=str):
            yield Quad(node, _TYPE, high, INFERRED)


def _stated(store: Store, rules: Iterable[Rule]) -> list[Link]:
    """The stated triples that a rule may start from or lead to, in order."""
    names = {step.property for rule in rules for step in rule.body} | {rule.head for rule in rules}
    found: list[Link] = []
    for name in names:
        rows = select(store.inner, f"SELECT ?s ?o {{ ?s {name} ?o }}")
        found += [(subject, name, value) for subject, value in rows if isinstance(subject, NamedNode)]
    return sorted(found, key=_order)


class Closure:
    """All that follows from some triples by some rules: `derived` names rule and premises of each new triple.

    Triples are taken one after the other, and each is joined to those before it, so every chain is found once, when
    its last triple comes. The derivation kept is the first, hence one of the shortest.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.derived: dict[Link, tuple[Rule, tuple[Link, ...]]] = {}
        self._uses: dict[NamedNode, list[tuple[Rule, int]]] = defaultdict(list)
        self._out: dict[tuple[Step, Term], list[Link]] = defaultdict(list)
        for rule in rules:
            for place, step in enumerate(rule.body):
                self._uses[step.property].append((rule, place))

    def run(self, stated: Iterable[Link]) -> None:
        """Derive all that follows from these triples; their order decides which derivation comes first."""
        queue = deque(dict.fromkeys(stated))
        known = set(queue)
        while queue:
            link = queue.popleft()
            self._out[Step(link[1]), link[0]].append(link)
            self._out[Step(link[1], back=True), link[2]].append(link)
            for fresh, rule, premises in self._conclusions(link):
                if fresh not in known:
                    known.add(fresh)
                    self.derived[fresh] = rule, premises
                    queue.append(fresh)

    def _conclusions(self, link: Link) -> Iterator[tuple[Link, Rule, tuple[Link, ...]]]:
        for rule, place in self._uses[link[1]]:
            start, end = (link[2], link[0]) if rule.body[place].back else (link[0], link[2])
            before = tuple(Step(step.property, not step.back) for step in reversed(rule.body[:place]))
            for first, lefts in self._paths(start, before):
                for last, rights in self._paths(end, rule.body[place + 1 :]):
                    if isinstance(first, NamedNode) and first != last:
                        yield (first, rule.head, last), rule, (*reversed(lefts), link, *rights)

    def _paths(self, node: Term, steps: tuple[Step, ...]) -> Iterator[tuple[Term, tuple[Link, ...]]]:
        if not steps:
            yield node, ()
            return
        for link in tuple(self._out.get((steps[0], node), ())):
            for last, rest in self._paths(link[0] if steps[0].back else link[2], steps[1:]):
                yield last, (link, *rest)


def _records(store: Store, links: set[Link]) -> dict[Link, NamedNode]:
    """The record of each of these stated triples, that with the smallest IRI where several articles state it."""
    names = sorted({link[1] for link in links}, key=str)
    # numbers for the predicates, and joins of whole columns: looking terms up one by one is what costs time
    places = " ".join(f"({name} {place})" for place, name in enumerate(names))
    query = f"""SELECT ?r ?i ?s ?o {{
        {{ SELECT ?r ?i {{ ?r rdf:predicate ?p VALUES (?p ?i) {{ {places} }} }} }}
        {{ SELECT * {{ ?r rdf:subject ?s }} }} {{ SELECT * {{ ?r rdf:object ?o }} }} ?r a yt:Fact }}"""
    found: dict[Link, NamedNode] = {}
    for record, place, subject, value in select(store.inner, query, prefixes=PREFIXES):
        link = subject, names[int(place.value)], value
        if link in links and (link not in found or str(record) < str(found[link])):
            found[link] = record
    return found


def _record(link: Link, closure: Closure, records: dict[Link, NamedNode]) -> Iterator[Quad]:
    rule, premises = closure.derived[link]
    node = _inference(link)
    told = (_inference(p) if p in closure.derived else records.get(p) for p in premises)
    known = {record for record in told if record}
    said: list[tuple[NamedNode, Term]] = [(_TYPE, _INFERENCE), *zip((_SUBJECT, _PREDICATE, _OBJECT), link, strict=True)]
    said += [(_BY, iri(f"axiom/{rule.name}")), *((_PREMISE, record) for record in sorted(known, key=str))]
    for property_, value in said:
        yield Quad(node, property_, value, INFERRED)


def _inference(link: Iterable[Term]) -> NamedNode:
    told = "\n".join(str(term) for term in link).encode("utf-8", "replace")
    return iri(f"inference/{hashlib.blake2s(told, digest_size=8).hexdigest()}")


def why(store: Store, triple: Triple) -> Why | None:
    """Why the triple is in `INFERRED`; nothing when it is not there.

    A premise may itself be inferred; one for which there is no record is left out.
    """
    if not any(store.inner.quads_for_pattern(triple.subject, triple.predicate, triple.object, INFERRED)):
        return None
    return _why_class(store, triple) if triple.predicate == _TYPE else _why_link(store, triple)


def _why_class(store: Store, triple: Triple) -> Why | None:
    above = axioms.current().above
    stated = store.inner.quads_for_pattern(triple.subject, _TYPE, None, DefaultGraph())
    for kind in sorted((quad.object for quad in stated if isinstance(quad.object, NamedNode)), key=str):
        if isinstance(triple.object, NamedNode) and triple.object in above.get(kind, ()):
            return Why(f"{local(kind)}-implies-{local(triple.object)}", (Triple(triple.subject, _TYPE, kind),))
    return None


def _why_link(store: Store, triple: Triple) -> Why | None:
    query = """SELECT ?inference ?axiom ?s ?p ?o { ?inference prov:wasGeneratedBy ?axiom
        OPTIONAL { ?inference yt:premise [ rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ] } }"""
    graphs = [DefaultGraph(), INFERRED]
    bound = {Variable("inference"): _inference(triple)}
    rows = list(select(store.inner, query, prefixes=PREFIXES, default_graph=graphs, substitutions=bound))
    if not rows:
        return None
    premises = [Triple(row["s"], row["p"], row["o"]) for row in rows if row["s"]]
    return Why(rows[0]["axiom"].value.rpartition("/axiom/")[2], tuple(_in_order(triple.subject, premises)))


def _in_order(node: Term, premises: list[Triple]) -> Iterator[Triple]:
    """The premises as they lead from `node` on."""
    left = sorted(premises, key=str)
    while left:
        link = next((link for link in left if node in (link.subject, link.object)), left[0])
        left.remove(link)
        node = link.object if node == link.subject else link.subject
        yield link
