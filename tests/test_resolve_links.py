"""Links to Wikidata: what leaves no doubt is linked, all else is not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg import ontology, rdf
from kg.lexicon import load
from kg.resolve.divisions import background
from kg.resolve.links import GRAPH, Known, about, body_block, gathered, links, of_bodies, of_divisions

ITEM = "http://www.wikidata.org/entity/"


def person(name: str, *posts: str, mark: str = "") -> Known:
    return Known(f"person/{name}{mark}", name, frozenset(f"post/{post}" for post in posts))


def linked(*entities: Known) -> dict[str, object]:
    return {record.id: value for record in links(entities) for _, value in record.values}


@pytest.mark.parametrize(
    ("ident", "item"),
    [
        ("division/430000", "Q45761"),
        ("division/320500", "Q42622"),
        ("division/430121", "Q1062120"),
        ("division/210102", "Q1362541"),
        ("organization/国务院", "Q59261"),
        ("organization/人民日报", "Q54340"),
    ],
)
def test_divisions_and_bodies_by_id(ident: str, item: str) -> None:
    assert linked(Known(ident, ident)) == {ident: ITEM + item}


@pytest.mark.parametrize(
    "ident",
    [
        "division/320106",
        "division/110105",
        "division/710000",
        "organization/中共中央",
        "organization/司法部",
        "zone/长沙高新区",
    ],
)
def test_what_may_be_another_is_not_linked(ident: str) -> None:
    assert linked(Known(ident, ident)) == {}


@pytest.mark.parametrize("post", ["湖南省委书记", "湖南省委常委", "全国人大常委会副委员长", "湖南省委书记~2"])
def test_an_official_by_name_and_high_post(post: str) -> None:
    assert linked(person("张庆伟", post)) == {"person/张庆伟": f"{ITEM}Q197272"}


@pytest.mark.parametrize(
    "post", ["青山村党支部书记", "湖南省农业厅副厅长", "长沙市市长", "云南省委书记", "湖南省摄影家协会主席"]
)
def test_a_namesake_in_another_post_is_not_linked(post: str) -> None:
    assert linked(person("张庆伟", post)) == {}


def test_nobody_is_linked_by_name_alone() -> None:
    assert linked(person("张庆伟")) == {}
    assert linked(person("王小明", "湖南省委书记")) == {}


def test_of_two_of_one_name_the_one_who_fits_is_linked() -> None:
    village = person("张庆伟", "青山村党支部书记", mark="~青山村")
    assert list(linked(person("张庆伟", "湖南省委书记"), village)) == ["person/张庆伟"]
    assert linked(person("张庆伟", "湖南省委书记"), person("张庆伟", "黑龙江省委书记", mark="~2")) == {}


def test_what_one_is_told_to_have_held_counts_together() -> None:
    once = person("张庆伟", "青山村党支部书记")
    assert list(linked(once, person("张庆伟", "湖南省委书记"))) == ["person/张庆伟"]


PEOPLE = [
    person(name, post, mark=mark)
    for name in ("张庆伟", "许达哲")
    for post in ("湖南省委书记", "工人")
    for mark in ("", "~2")
]


@given(st.lists(st.sampled_from(PEOPLE)))
def test_the_order_makes_no_difference(people: list[Known]) -> None:
    assert links(people) == links(reversed(people))


def test_bodies_by_their_blocks() -> None:
    blocks = [body_block(f"organization/{name}") for name in ("国务院", "海宁市教育局")]
    assert blocks == ["organization/国务院", ""]
    assert [record.id for record in of_bodies([*blocks, "person/张庆伟", "division/430000"])] == ["organization/国务院"]


def test_divisions_with_those_that_they_lie_in() -> None:
    found = [record.id for record in of_divisions(background(["430121"]))]
    assert found == ["division/430000", "division/430100", "division/430121"]


def test_a_graph_without_links_says_nothing_of_itself() -> None:
    found = links([Known("organization/国务院", ""), Known("division/430000", "")])
    assert gathered([]) == ()
    assert [record.id for record in gathered(reversed(found))] == ["division/430000", "organization/国务院", GRAPH]


def test_the_graph_names_its_licence_and_sources() -> None:
    record = about()
    assert record.id == GRAPH
    assert {"dcterms:license", "dcterms:source", "dcterms:rights"} <= {name for name, _ in record.values}


def test_the_table_links_each_thing_and_each_item_once() -> None:
    rows = ontology.table("wikidata")
    assert (
        len({row["qid"] for row in rows})
        == len({(row["class"], row["name"], row["code"]) for row in rows})
        == len(rows)
    )
    assert all(re.fullmatch(r"Q\d+", row["qid"]) for row in rows)


def test_the_table_s_divisions_are_those_of_today() -> None:
    lexicon = load()
    rows = [row for row in ontology.table("wikidata") if row["code"] and row["class"] != "Person"]
    assert all(lexicon.renamed(lexicon.divisions[row["code"]]).name == row["name"] for row in rows)


def test_the_links_are_written_in_a_graph_of_their_own() -> None:
    records = (*links([Known("division/430000", "湖南省")]), about())
    told = {
        (quad.subject, quad.predicate.value, quad.object): quad.graph_name
        for quad in rdf.record_quads("links", records)
    }
    same = (rdf.iri("division/430000"), rdf.OWL + "sameAs", NamedNode(f"{ITEM}Q45761"))
    licence = (rdf.iri(GRAPH), rdf.DCTERMS + "license", NamedNode("https://opensource.org/license/mit"))
    assert told[same] == told[licence] == rdf.iri(GRAPH)
