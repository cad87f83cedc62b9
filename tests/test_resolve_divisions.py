"""What the gazetteer adds: codes and names with their years, and what divisions were before and became."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.catalogue import question
from kg.lexicon import load
from kg.model import Fact, Knowledge, Literal
from kg.resolve.divisions import background
from kg.resolve.history import history, other_names, under_all_codes

WENT = ("sameDivisionAs", "mergedInto", "dividedInto")
CODES = sorted(load().divisions)


def told(facts: tuple[Fact, ...], *properties: str) -> set[tuple[str, str, str, str, str]]:
    """The facts of these properties: subject's code, property, object, from, until."""
    values = {f: f.object.value if isinstance(f.object, Literal) else f.object.removeprefix("division/") for f in facts}
    return {
        (f.subject.removeprefix("division/"), f.property, values[f], f.valid_from, f.valid_to)
        for f in facts
        if f.property in properties
    }


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("430122", {("430122", "sameDivisionAs", "430112", "2011", "")}),
        ("430112", {("430122", "sameDivisionAs", "430112", "2011", "")}),
        ("120107", {("120107", "mergedInto", "120116", "2009", "")}),
        ("110103", {("110103", "mergedInto", "110101", "2010", "")}),
        ("371200", {("371200", "mergedInto", "370100", "2018", "")}),
        ("500105", {("500105", "mergedInto", "500157", "2025", "")}),
        ("533200", {("533200", "sameDivisionAs", "530700", "2002", "")}),
        ("522400", {("522400", "sameDivisionAs", "520500", "2011", "")}),
        ("510200", {("510200", "mergedInto", "500000", "1997", "")}),
        (
            "320683",
            {("320624", "sameDivisionAs", "320683", "1993", ""), ("320683", "sameDivisionAs", "320612", "2009", "")},
        ),
        ("430121", set()),
        ("110101", set()),
    ],
)
def test_what_a_division_became(code: str, wanted: set[tuple[str, str, str, str, str]]) -> None:
    chain = {ident.removeprefix("division/") for ident in under_all_codes(f"division/{code}")}
    found = told(background([code]).facts, *WENT)
    assert {fact for fact in found if fact[0] in chain and fact[0][:2] == code[:2]} >= wanted
    assert wanted or not {fact for fact in found if fact[0] == code}


def test_a_division_that_was_divided_went_into_several() -> None:
    found = told(background(["341400"]).facts, "dividedInto")
    assert {(value, since) for _, _, value, since, _ in found} == {(c, "2011") for c in ("340100", "340200", "340500")}


def test_codes_and_names_hold_for_years() -> None:
    facts = background(["420600", "370114"]).facts
    codes = {(value, since, until) for _, _, value, since, until in told(facts, "code")}
    assert {("420600", "", ""), ("370114", "2016", ""), ("370181", "1992", "2016"), ("370122", "", "1992")} <= codes
    names = told(facts, "officialName")
    assert names == {
        ("420600", "officialName", "襄樊市", "", "2010"),
        ("420600", "officialName", "襄阳市", "2010", ""),
    }


def test_a_renamed_division_answers_to_its_former_names() -> None:
    (city,) = (e for e in background(["420600"]).entities if e.id == "division/420600")
    assert (city.name, "襄樊市" in city.aliases, "襄樊" in city.aliases) == ("襄阳市", True, True)


def test_a_code_that_was_given_anew_has_two_divisions() -> None:
    known = {e.id: (e.name, e.code) for e in background(["511402"]).entities}
    assert known["division/511402"] == ("东坡区", "511402")
    assert known["division/511402~1997"] == ("枳城区", "511402")


def test_the_gazetteer_tells_where_divisions_lie_and_when_codes_held() -> None:
    known = background(["430104"])
    assert [e.id for e in known.entities] == ["division/430000", "division/430100", "division/430104"]
    lies = [(f.subject, f.object) for f in known.facts if f.property == "locatedIn"]
    assert lies == [("division/430100", "division/430000"), ("division/430104", "division/430100")]
    (former,) = (f for f in background(["110103"]).facts if f.property == "code" and f.subject == "division/110103")
    assert (former.valid_from, former.valid_to) == ("", "2010")


def test_what_no_gazetteer_knows_is_left_out() -> None:
    assert background(["990000"]) == Knowledge()


@given(st.lists(st.sampled_from(CODES), max_size=5))
def test_what_is_told_of_several_is_what_is_told_of_each(codes: list[str]) -> None:
    together, apart = background(codes), [background([code]) for code in codes]
    assert {e.id for e in together.entities} == {e.id for part in apart for e in part.entities}
    assert set(together.facts) == {fact for part in apart for fact in part.facts}


@given(st.sampled_from(CODES))
def test_to_be_the_same_division_holds_both_ways(code: str) -> None:
    idents = under_all_codes(f"division/{code}")
    assert all(under_all_codes(ident) == idents for ident in idents)
    assert f"division/{code}" in idents


@given(st.sampled_from(CODES))
def test_all_that_went_elsewhere_ends_somewhere_today(code: str) -> None:
    division = load().divisions[code]
    for _ in range(12):
        if (fate := history().fate(division)) is None:
            break
        division = fate.into[0]
    assert division.valid_in(dt.MAXYEAR)


def test_names_under_other_codes() -> None:
    assert other_names("章丘市") == ["章丘县", "章丘区"]
    assert other_names("长沙县") == other_names("无此县") == []
    assert under_all_codes("zone/云岭高新区") == ["zone/云岭高新区"]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    folder = tmp_path_factory.mktemp("pages")
    for day, text in (
        ("2010-05-07", "章丘市市长任远帆出席仪式。"),
        ("2012-05-08", "5月8日，山东省农业现场会在章丘市召开。"),
        ("2020-05-07", "5月7日，山东省农业现场会在章丘区召开。"),
    ):
        (folder / f"{day}.txt").write_text(f"date: {day}\nsource: 云岭日报\ntitle: 要闻\n\n{text}\n", "utf-8")
    return kg.build(folder)


@pytest.mark.parametrize("place", ["章丘区", "章丘市", "章丘县"])
def test_a_name_asks_for_the_division_under_all_its_names(place: str, graph: kg.Graph) -> None:
    def asked(name: str) -> list[dict[str, str]]:
        query = question(name).bind({"place": place}, graph.shelf.index)
        answer = graph.query(query)
        return [dict(zip(answer.columns, row, strict=True)) for row in answer.texts]

    assert [(row["person"], row["post"]) for row in asked("leaders")] == [("任远帆", "章丘市市长")]
    assert [row["day"] for row in asked("events")] == ["2012-05-08", "2020-05-07"]
    assert [row["code"] for row in asked("division-history")] == ["370122", "370181", "370114"]


def test_an_iri_asks_for_one_alone(graph: kg.Graph) -> None:
    query = question("events").bind({"place": "id:division/370181"}, graph.shelf.index)
    assert len(graph.query(query)) == 1
