"""What is inferred after a change is what would be inferred from the beginning, quad for quad."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

import kg
from kg import infer, rdf, renew
from kg.infer import inference, inferred
from kg.store import Store

RELATIONS = ("holds", "heldBy", "postIn", "jurisdiction", "contains", "sameDivisionAs", "speaker", *["locatedIn"] * 5)
CLASSES = ("Official", "Person", "County", "AdministrativeDivision", "Park", "Zone", "Place")
TYPE = NamedNode(rdf.RDF + "type")
SHARE = renew.SHARE

names = st.sampled_from([rdf.iri(f"n{number}") for number in range(5)])
links = st.builds(Triple, names, st.sampled_from(RELATIONS).map(lambda name: NamedNode(rdf.YT + name)), names)
classes = st.builds(Triple, names, st.just(TYPE), st.sampled_from(CLASSES).map(lambda name: NamedNode(rdf.YT + name)))


@st.composite
def articles(draw: st.DrawFn) -> frozenset[Triple]:
    """What one article states, with the records of some of it, of which articles may share some."""
    told = draw(st.lists(links, max_size=6))
    triples = {*told, *draw(st.lists(classes, max_size=3))}
    for link in draw(st.lists(st.sampled_from(told), max_size=4)) if told else ():
        triples.update(record(draw(st.integers(0, 8)), link))
    return frozenset(triples)


def record(number: int, link: Triple) -> Iterator[Triple]:
    """The record of a link; that of another may have the same number."""
    node = rdf.iri(f"fact/{number}")
    yield Triple(node, TYPE, NamedNode(rdf.YT + "Fact"))
    for name, term in zip(("subject", "predicate", "object"), link, strict=True):
        yield Triple(node, NamedNode(rdf.RDF + name), term)


def stated(store: Store) -> set[Triple]:
    return {quad.triple for quad in store.inner.quads_for_pattern(None, None, None, DefaultGraph())}


def put(store: Store, name: str, triples: Iterable[Triple]) -> None:
    """Make an article's graph hold these triples, and what is inferred follow."""
    before, graph = stated(store), rdf.article_iri(name)
    store.drop([graph])
    store.add(Quad(*triple, graph) for triple in triples)
    after = stated(store)
    renew.renew(store, after - before, before - after)


def wrong(store: Store) -> set[Quad]:
    """The quads that are inferred and should not be, or the other way round."""
    return {*store.inner.quads_for_pattern(None, None, None, rdf.INFERRED)} ^ {*inferred(store)}


@pytest.fixture(scope="module", autouse=True)
def never_anew() -> Iterator[None]:
    """However small the graph, only what is touched is inferred."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(renew, "SHARE", 0)
        yield


@given(st.lists(st.tuples(st.sampled_from("abc"), articles()), min_size=1, max_size=8))
def test_is_what_would_be_inferred_from_the_beginning(changes: list[tuple[str, frozenset[Triple]]]) -> None:
    store = Store.of(())
    for name, triples in changes:
        put(store, name, triples)
        assert wrong(store) == set()


@given(articles(), articles(), st.sets(links))
def test_more_than_what_changed_may_be_named(
    first: frozenset[Triple], then: frozenset[Triple], more: set[Triple]
) -> None:
    store = Store.of(Quad(*triple, rdf.article_iri("a")) for triple in first)
    store.add(list(inferred(store)))
    before = stated(store)
    store.add(Quad(*triple, rdf.article_iri("b")) for triple in then)
    renew.renew(store, then | more, before)
    assert wrong(store) == set()


def link(text: str) -> Triple:
    subject, name, value = text.split()
    return Triple(rdf.iri(subject), NamedNode(rdf.YT + name), rdf.iri(value))


@pytest.mark.parametrize("share", [0, SHARE])
def test_stated_now_and_not_later(share: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renew, "SHARE", share)
    store = Store.of(())
    put(store, "a", [link("x locatedIn y"), link("y locatedIn z")])
    followed = Quad(*link("x locatedIn z"), rdf.INFERRED)
    assert followed in store.inner
    put(store, "b", [link("x locatedIn z")])
    assert followed not in store.inner
    put(store, "b", [])
    assert followed in store.inner
    put(store, "a", [link("x locatedIn y")])
    assert (followed in store.inner, wrong(store)) == (False, set())


def test_what_upholds_itself_falls() -> None:
    store = Store.of(())
    put(store, "a", [link("x sameDivisionAs y"), link("y sameDivisionAs z")])
    put(store, "a", [link("y sameDivisionAs z")])
    assert {
        q.triple for q in store.inner.quads_for_pattern(None, link("x sameDivisionAs y").predicate, None, rdf.INFERRED)
    } == {link("z sameDivisionAs y")}


def test_the_shortest_way_through_what_is_not_touched() -> None:
    store = Store.of(())
    put(store, "a", [link("b locatedIn c"), link("c locatedIn d"), link("d locatedIn e")])
    put(store, "b", [link("a locatedIn b")])
    assert infer.why(store, link("a locatedIn e")) == infer.Why(
        "locatedIn-transitive", (link("a locatedIn c"), link("c locatedIn e"))
    )


def test_the_smallest_record_is_named() -> None:
    store, told = Store.of(()), link("x locatedIn y")
    premise = NamedNode(rdf.YT + "premise")
    for articles_, least in ((("a2",), 2), (("a2", "b3"), 2), (("a2", "b3", "c1"), 1), (("a2", "b3"), 2), (("b3",), 3)):
        for name in "abc":
            numbers = [int(article[1]) for article in articles_ if article[0] == name]
            put(store, name, [triple for number in numbers for triple in (told, *record(number, told))])
        assert [q.object for q in store.inner.quads_for_pattern(None, premise, None, rdf.INFERRED)] == [
            rdf.iri(f"fact/{least}")
        ]


def test_only_what_hangs_on_the_change_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.of(Quad(*link(f"x{n} locatedIn y{n}"), rdf.article_iri("a")) for n in range(200))
    store.add(list(inferred(store)))
    seen: list[object] = []
    monkeypatch.setattr(renew, "inference", lambda told: seen.append(told) or inference(told))
    put(store, "b", [link("y7 locatedIn z")])
    assert 0 < len(set(seen)) < 12


def test_real_pages_in_any_order() -> None:
    pages = sorted((Path(__file__).parent / "gold" / "developed").glob("*.txt"))
    told = {page.stem: stated(kg.build(page).store) for page in pages}
    store, chance = Store.of(()), random.Random(7)
    for name in chance.sample(sorted(told), len(told)):
        put(store, name, told[name])
        assert wrong(store) == set()
    for name in chance.sample(sorted(told), len(told) - 2):
        put(store, name, ())
        assert wrong(store) == set()
