"""What inferring, asking with what is inferred, and checking cost, each beside others that do the same.

    python benchmarks/reasoning.py [--people N] [--small N]

All in one run on one made graph, so that ratios hold on any machine. The slow ones (owlrl, pySHACL) get a small graph,
and what they are compared with is run on the same. Needs the packages reasonable, owlrl and pyshacl.
"""

from __future__ import annotations

import argparse
import datetime as dt
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import owlrl
import pyoxigraph
import pyshacl
import rdflib
import reasonable
from pyoxigraph import DefaultGraph, Quad, RdfFormat

from kg import axioms, check, infer, ontology, rdf, renew
from kg.model import Article, Entity, Fact, Knowledge, Literal, Span
from kg.store import Store

SENTENCE = "某人任某职并出席某会。"
SKIPPED = {"domain", "range", "FunctionalProperty", "IrreflexiveProperty", "AllDisjointClasses", "members"}
QUESTIONS = {
    "three steps": "SELECT ?p ?d { ?p yt:holds/yt:postIn/yt:jurisdiction ?d }",
    "group by": "SELECT ?d (COUNT(?x) AS ?n) { ?x yt:place ?d } GROUP BY ?d",
    "sentences": "SELECT ?p ?q { ?f rdf:predicate yt:holds ; rdf:subject ?p ; prov:wasDerivedFrom/oa:hasSelector/oa:exact ?q }",
}


def knowledge(people: int) -> Knowledge:
    """Everyone holds a post in the government of a county, and speaks at a meeting that one article tells of."""
    facts = [fact for number in range(people) for fact in _person(number)]
    counties = range(people // 10 + 1)
    facts += [Fact("locatedIn", f"division/c{n}", f"division/p{n // 10}", _span(n), "made") for n in counties]
    facts += [Fact("locatedIn", f"division/p{n}", "division/land", _span(n), "made") for n in counties[::10]]
    names = dict.fromkeys(end for fact in facts for end in (fact.subject, fact.object) if isinstance(end, str))
    kinds = {"person": "Official", "post": "Post", "body": "Government", "event": "Meeting"}
    kinds |= {"c": "County", "p": "Prefecture", "l": "Province"}
    entities = [Entity(name, kinds.get(name.split("/")[0]) or kinds[name.split("/")[1][0]], name) for name in names]
    return Knowledge(tuple(map(_article, range(people))), tuple(entities), tuple(facts))


def _article(number: int) -> Article:
    return Article(str(number), "某报", dt.date(2024, 1, 1), "1", "", "某会", "", SENTENCE, f"{number}.txt")


def _span(number: int) -> Span:
    return Span(str(number), 0, len(SENTENCE), SENTENCE)


def _person(number: int) -> Iterator[Fact]:
    county = number // 10
    told = [
        ("holds", f"person/{number}", f"post/{number}"),
        ("postIn", f"post/{number}", f"body/{county}"),
        ("jurisdiction", f"body/{county}", f"division/c{county}"),
        ("speaker", f"event/{number}", f"person/{number}"),
        ("place", f"event/{number}", f"division/c{county}"),
        ("startDate", f"event/{number}", Literal("2024-01-01", "date")),
    ]
    return (Fact(name, subject, value, _span(number), "made") for name, subject, value in told)


def seconds(work: Callable[[], object]) -> float:
    """The processor time of the work, which a busy machine lengthens less than the wall time."""
    start = time.process_time()
    work()
    return time.process_time() - start


def stated(store: Store) -> Iterator[pyoxigraph.Triple]:
    """The triples of the default graph."""
    return (quad.triple for quad in store.inner.quads_for_pattern(None, None, None, DefaultGraph()))


def plain_axioms() -> rdflib.Graph:
    """The ontology without what only gives types or contradictions, which others would spend time on."""
    graph = rdflib.Graph().parse(ontology.folder() / "yutu.ttl")
    for triple in [t for t in graph if {str(term).rpartition("#")[2] for term in t[1:]} & SKIPPED]:
        graph.remove(triple)
    return graph


def by_updates(store: Store) -> None:
    """The same rules as SPARQL updates on a copy in memory, again and again until nothing is new; no records."""
    copy = pyoxigraph.Store()
    copy.bulk_extend(Quad(*triple) for triple in stated(store))
    known = axioms.current()
    updates = [_update(rule) for rule in known.rules]
    updates += [f"INSERT {{ ?x a {high} }} WHERE {{ ?x a {low} }}" for low in known.above for high in known.above[low]]
    before = -1
    while len(copy) != before:
        before = len(copy)
        for update in updates:
            copy.update(update)


def _update(rule: axioms.Rule) -> str:
    path = "/".join(("^" if step.back else "") + str(step.property) for step in rule.body)
    return f"INSERT {{ ?s {rule.head} ?o }} WHERE {{ ?s {path} ?o FILTER(isIRI(?o) && ?s != ?o) }}"


def by_reasonable(store: Store) -> None:
    """The reasoner in Rust, which reads files; no records."""
    with tempfile.TemporaryDirectory() as folder:
        data, terms = Path(folder) / "data.ttl", Path(folder) / "terms.ttl"
        pyoxigraph.serialize(stated(store), str(data), RdfFormat.TURTLE)
        plain_axioms().serialize(terms)
        reasoner = reasonable.PyReasoner()
        reasoner.load_file(str(data))
        reasoner.load_file(str(terms))
        reasoner.reason()


def as_rdflib(store: Store) -> rdflib.Graph:
    """The default graph as rdflib has it."""
    text = pyoxigraph.serialize(stated(store), format=RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=text, format="nt")


def by_owlrl(store: Store) -> None:
    """The reasoner on rdflib, without the time for reading; no records."""
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(as_rdflib(store) + plain_axioms())


def by_pyshacl(store: Store) -> None:
    """The shapes as pySHACL runs them."""
    folder = ontology.folder()
    pyshacl.validate(as_rdflib(store), shacl_graph=str(folder / "shapes.ttl"), ont_graph=str(folder / "yutu.ttl"))


def compare(title: str, store: Store, *works: Callable[[Store], object]) -> None:
    """Print the time of each and its ratio to the first."""
    print(f"{title}, {sum(1 for _ in store):,} stated quads")
    base = 0.0
    for work in works:
        took = seconds(lambda work=work: work(store))
        base = base or took
        print(f"  {work.__name__:14} {took:8.2f} s  x {took / base:.2f}")


def kg_infer(store: Store) -> list[Quad]:
    """What the library does, with records."""
    return list(infer.inferred(store))


def kg_check(store: Store) -> check.Report:
    """What the library does."""
    return check.check(store)


def compare_asking(store: Store) -> None:
    """Print what asking costs with what is inferred beside what is stated, and whether rows are doubled."""
    found = list(infer.inferred(store))
    share = len(found) / sum(1 for _ in store)
    store.add(found)
    print(f"asking with {len(found):,} inferred quads, {share:.0%} of those stated")
    for name, question in QUESTIONS.items():
        plain, both = (_asked(store, question, graphs) for graphs in (None, [DefaultGraph(), rdf.INFERRED]))
        same = "the same rows" if plain[1] == both[1] else f"{both[1]} rows for {plain[1]}"
        print(
            f"  {name:14} {plain[0] * 1000:8.1f} ms, with inferred {both[0] * 1000:8.1f} ms  x {both[0] / plain[0]:.2f}, {same}"
        )


def _asked(store: Store, question: str, graphs: list[object] | None) -> tuple[float, int]:
    def ask() -> list[object]:
        return list(store.inner.query(question, prefixes=rdf.PREFIXES, default_graph=graphs))

    return statistics.median(seconds(ask) for _ in range(5)), len(ask())


def compare_one_page(store: Store) -> None:
    """Print what it costs that one article comes, when the rest has been inferred and checked."""
    article = rdf.article_iri("7")
    triples = list(store.graph(article))
    went = {triple for triple in triples if sum(1 for _ in store.inner.quads_for_pattern(*triple, None)) == 2}
    store.drop([article])
    renew.renew(store, (), went)
    store.add(Quad(*triple, article) for triple in triples)
    print(f"one article more, {len(went)} triples")
    print(f"  renewing       {seconds(lambda: renew.renew(store, went, ())) * 1000:8.1f} ms")
    print(f"  checking       {seconds(lambda: check.check(store, went)) * 1000:8.1f} ms")


def main() -> None:
    """Make the graphs, run each in turn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--small", type=int, default=100)
    args = parser.parse_args()
    large, small = (Store.of(rdf.quads(knowledge(size))) for size in (args.people, args.small))
    compare("inferring", large, kg_infer, by_updates, by_reasonable)
    compare("inferring", small, kg_infer, by_owlrl)
    compare("checking", large, kg_check)
    compare("checking", small, kg_check, by_pyshacl)
    compare_asking(large)
    compare_one_page(large)


if __name__ == "__main__":
    main()
