"""Networks: who is tied to whom, how strongly, when, and where it says so."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from handmade import ARTICLE, KNOWLEDGE
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg import rdf
from kg.catalogue import CatalogueError
from kg.graph import Graph
from kg.model import Article, Entity, Fact, Knowledge, Literal, Mention, Span
from kg.networks import NetworkError, Provinces, within
from kg.networks.people import APART, _rosters
from kg.networks.provinces import undirected
from kg.store import Store

ROOT = Path(__file__).resolve().parents[1]
NAMES = "甲乙丙丁戊己庚辛壬癸"


def meeting(number: int, who: str, day: str, *, announced: bool = False) -> Knowledge:
    """A meeting on a day, with these persons named in one list."""
    text = "、".join(f"{name}{name}" for name in who) + "出席。"
    article = Article(f"报/{day}/{number}", "报", None, "", "", "", "", text, "x")
    told = Span(article.id, 0, len(text), text)
    persons = tuple(
        Entity(f"person/{name}", "Official", name * 2, (), (Mention(told, "Person", name * 2, "hand"),)) for name in who
    )
    event = Entity(f"event/{number}", "Meeting", f"会{number}")
    facts = [Fact("participant", event.id, one.id, told, "hand") for one in persons]
    facts.append(Fact("startDate", event.id, Literal(day, "date"), told, "hand"))
    if announced:
        facts.append(Fact("scheduled", event.id, Literal("true", "boolean"), told, "hand"))
    return Knowledge((article,), (*persons, event), tuple(facts))


def graph_of(*told: tuple[str, str]) -> Graph:
    number = count(1)
    return Graph(*(meeting(next(number), who, day) for who, day in told))


@pytest.fixture(scope="module")
def own() -> Graph:
    """The graph of the project's own pages."""
    return kg.build(ROOT / "tests" / "pages", ROOT / "tests" / "questions")


def test_people_are_tied_by_events_and_long_lists_weigh_little() -> None:
    network = graph_of(("甲乙", "2024-01-01"), ("甲乙丙", "2024-03-01")).to_networkx("people")
    edge = network.edges["person/甲", "person/乙"]
    assert (edge["weight"], edge["events"], edge["first"], edge["last"]) == (1.5, 2, "2024-01-01", "2024-03-01")
    assert edge["evidence"] == "甲甲、乙乙、丙丙出席。"
    assert network.nodes["person/甲"] == {"label": "甲甲", "kind": "Official"}


def attended(*sentences: tuple[str, str]) -> Graph:
    """A meeting, with a sentence for those named in it and a day on which the paper has it."""
    parts = []
    for number, (text, day) in enumerate(sentences):
        known = meeting(1, "", day)
        article = replace(known.articles[0], id=f"报/{number}", text=text)
        there = [name for name in NAMES if name in text]
        persons = tuple(Entity(f"person/{name}", "Official", name) for name in there)
        facts = [
            Fact("participant", "event/1", one.id, Span(article.id, 0, len(text), text), "hand") for one in persons
        ]
        parts.append(Knowledge((article,), (*persons, *known.entities), (*facts, *known.facts)))
    return Graph(*parts)


@pytest.mark.parametrize(
    ("sentences", "evidence", "article"),
    [
        (["甲、乙出席。", "乙讲话。", "甲讲话。"], "甲、乙出席。", "报/0"),
        (["乙出席。", "甲讲话。"], f"乙出席。{APART}甲讲话。", f"报/0{APART}报/1"),
        (["丁、丙出席。"], "丁、丙出席。", "报/0"),
        (["乙出席。", "，" * 400 + "甲讲话。" + "，" * 400], f"乙出席。{APART}…{'，' * 150}甲讲话。{'，' * 146}…", f"报/0{APART}报/1"),
    ],
)  # fmt: skip
def test_the_evidence_names_both(sentences: list[str], evidence: str, article: str) -> None:
    network = attended(*((text, "2024-01-01") for text in sentences)).to_networkx("people")
    ((_, _, edge),) = network.edges(data=True)
    assert (edge["evidence"], edge["article"]) == (evidence, article)


@given(st.integers(2, 10))
def test_an_event_adds_one_to_the_ties_of_each_who_was_there(number: int) -> None:
    network = graph_of((NAMES[:number], "2024-01-01")).to_networkx("people")
    assert all(abs(strength - 1) < 1e-9 for _, strength in network.degree(weight="weight"))


def test_time_bounds_what_counts() -> None:
    graph = graph_of(("甲乙", "2024-01-01"), ("乙丙", "2024-03-01"))
    assert set(graph.to_networkx("people", since="2024-02").edges) == {("person/丙", "person/乙")}
    assert set(graph.to_networkx("people", until="2024-01")) == {"person/甲", "person/乙"}


def test_what_is_only_announced_is_no_meeting() -> None:
    assert not Graph(meeting(1, "甲乙", "2024-01-01", announced=True)).to_networkx("people")


def test_events_and_posts_are_bipartite() -> None:
    events = Graph(KNOWLEDGE).to_networkx("events")
    assert events.edges["person/任远帆", "event/1"]["roles"] == "participant"
    assert {data["bipartite"] for _, data in events.nodes(data=True)} == {0, 1}
    edge = Graph(KNOWLEDGE).to_networkx("posts").edges["person/任远帆", "post/海宁省省长"]
    assert (edge["first"], edge["last"], edge["weight"], edge["article"]) == ("2024-04-18", "2024-04-18", 1, ARTICLE.id)


def test_a_post_lasts_from_the_first_paper_to_the_last() -> None:
    later = replace(ARTICLE, id="闽风日报/2025-01-02/A01/1", date=dt.date(2025, 1, 2))
    held = next(fact for fact in KNOWLEDGE.facts if fact.property == "holds")
    again = replace(held, evidence=replace(held.evidence, article=later.id))
    graph = Graph(KNOWLEDGE, Knowledge((later,), KNOWLEDGE.entities, (again,)))
    edge = graph.to_networkx("posts", since="2024-12").edges["person/任远帆", "post/海宁省省长"]
    assert (edge["first"], edge["last"], edge["weight"], edge["article"]) == ("2024-04-18", "2025-01-02", 2, later.id)
    assert not graph.to_networkx("posts", until="2023")


def test_order_leads_from_who_is_named_first() -> None:
    network = graph_of(("甲乙丙", "2024-01-01"), ("甲丙", "2024-01-02")).to_networkx("order")
    assert set(network.edges) == {("person/甲", "person/乙"), ("person/甲", "person/丙"), ("person/乙", "person/丙")}
    assert network.edges["person/甲", "person/丙"]["weight"] == 1.5


@pytest.mark.parametrize(
    ("sentence", "lists"),
    [
        ("省长甲甲、市长乙乙 丙丙出席。", [["甲", "乙", "丙"]]),
        ("甲甲会见乙乙、丙丙。", [["乙", "丙"]]),
        ("甲甲与越共总书记、主席乙乙会谈。", []),
        ("甲甲、乙乙（按姓氏笔画为序）出席。", []),
    ],
)
def test_lists_are_names_that_a_list_s_marks_part(sentence: str, lists: list[list[str]]) -> None:
    assert _rosters(sentence, {name: name * 2 for name in "甲乙丙"}) == lists


def test_provinces_are_tied_by_visits_and_what_they_share(own: Graph) -> None:
    network = own.to_networkx("provinces")
    edge = network.edges["division/450000", "division/520000"]
    assert {tie: edge[tie] for tie in ("visits", "zones", "agreements", "cooperation")} == {
        "visits": 1, "zones": 1, "agreements": 1, "cooperation": 1,
    }  # fmt: skip
    assert edge["weight"] == 4
    assert "visits" not in network.edges["division/520000", "division/450000"]
    visits = own.to_networkx("provinces", ties=["visits"])
    assert sum(data["visits"] for *_, data in visits.edges(data=True)) == len(visits.edges) == 5


def shared(*told: tuple[str, str]) -> Graph:
    """Two provinces, and sentences of a paper with what each tells: a zone of both, or that they work together."""
    text = "".join(dict.fromkeys(sentence for sentence, _ in told))
    article = replace(ARTICLE, text=text)
    one, two = (Entity(f"division/{code}", "Province", code, code=code) for code in ("880000", "990000"))
    facts = []
    for sentence, kind in told:
        where = Span(article.id, text.index(sentence), text.index(sentence) + len(sentence), sentence)
        ends = [(one.id, two.id)] if kind == "cooperatesWith" else [("zone/1", one.id), ("zone/1", two.id)]
        facts += [Fact(kind, *pair, where, "hand") for pair in ends]
    return Graph(Knowledge((article,), (one, two, Entity("zone/1", "CooperationZone", "甲乙合作区")), tuple(facts)))


@pytest.mark.parametrize(
    ("told", "ties", "weight"),
    [
        ([("甲。", "party"), ("甲。", "cooperatesWith")], (), 1),
        ([("甲。", "party"), ("乙。", "cooperatesWith")], (), 2),
        ([("甲。", "party"), ("甲。", "cooperatesWith")], ("cooperation",), 1),
        ([("甲。", "party"), ("甲。", "cooperatesWith"), ("乙。", "cooperatesWith")], (), 2),
    ],
)
def test_setting_up_a_zone_counts_once(told: list[tuple[str, str]], ties: tuple[str, ...], weight: int) -> None:
    network = shared(*told).to_networkx("provinces", ties=ties)
    assert [data["weight"] for *_, data in network.edges(data=True)] == [weight, weight]
    assert undirected(network).edges["division/880000", "division/990000"]["weight"] == weight


@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 7)), max_size=20), st.permutations(range(6)))
def test_where_something_lies_does_not_hang_on_what_was_asked_before(
    lies: set[tuple[int, int]], asked: list[int]
) -> None:
    names = [*(f"place/{number}" for number in range(6)), "division/880100", "division/990100"]
    nowhere = Span("", 0, 0, "")
    entities = tuple(Entity(name, "County", name, code=name[9:] if "division" in name else "") for name in names)
    facts = tuple(Fact("locatedIn", names[one], names[two], nowhere, "hand") for one, two in sorted(lies))
    store = Store.of(rdf.quads(Knowledge((), entities, facts)))
    places = Provinces(store)
    found = {names[at]: places.of(names[at]) for at in asked}
    assert found == {names[at]: Provinces(store).of(names[at]) for at in asked}


def test_divisions_lie_in_the_province_of_their_code(own: Graph) -> None:
    places = Provinces(own.store)
    assert places.of("division/350500") == places.of("division/350000") == {"division/350000"}
    assert places.of("post/福建省省长") == {"division/350000"}
    assert places.of("country/x") == frozenset()


@pytest.mark.parametrize(
    ("kind", "ties", "said"),
    [
        ("peple", (), "there are facts, people, provinces, posts, events, order"),
        ("provinces", ("visit",), "they are by visits, zones, agreements, cooperation"),
        ("people", ("visits",), "ties are for provinces"),
        ("facts", ("visits",), "the network of facts is whole"),
    ],
)
def test_an_unknown_network_is_said(kind: str, ties: tuple[str, ...], said: str) -> None:
    with pytest.raises(NetworkError, match=said):
        Graph(KNOWLEDGE).to_networkx(kind, ties=ties)


@pytest.mark.parametrize(
    ("day", "since", "until", "is_in"),
    [
        ("2021-05-07", "2021-05-07", "2021-05-07", True),
        ("2021-05-07", "2021-06", "", False),
        ("2022", "", "2021-12", False),
    ],
)
def test_days_within_a_time(day: str, since: str, until: str, is_in: bool) -> None:
    assert within(day, since, until) is is_in


@pytest.mark.parametrize("day", ["2024-4-1", "hello", "2024-02-30", "2024-"])
def test_a_bound_that_is_no_date_is_said(day: str) -> None:
    said = "is not a date; write it as 2021, 2021-05 or 2021-05-08"
    for bound in ({"since": day}, {"until": day}):
        for ask in (Graph().to_networkx, lambda kind, **bound: Graph(KNOWLEDGE).plot.draw("articles", **bound)):
            with pytest.raises(CatalogueError, match=said):
                ask("people", **bound)
