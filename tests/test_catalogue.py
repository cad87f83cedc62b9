"""Named questions: each is asked as its own header expects; names, dates and texts go in as terms, wrong ones are said."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas
import pyoxigraph
import pytest
import rdflib
from handmade import ENTITIES, FACTS, KNOWLEDGE, entity, fact

import kg
from kg import ontology, questions
from kg.catalogue import CatalogueError, Names, Parameter, Question, question, tables, values
from kg.catalogue import questions as catalogue
from kg.frames import TYPES
from kg.kinds import BROAD, ROOM
from kg.model import Knowledge, Literal, Named

ROOT = Path(__file__).resolve().parents[1]
QUESTIONS = catalogue()
TABLES = tables()
DAYS = {"day", "since", "until", "start", "end"}  # as fine as told
ALL = {**QUESTIONS, **{f"table {name}": one for name, one in TABLES.items()}}
CASES = [
    pytest.param(one, case, id=f"{name} {case['ask']}".strip()) for name, one in ALL.items() for case in one.expect
]
FIGURES = Knowledge(
    KNOWLEDGE.articles,
    (
        *ENTITIES,
        entity("project/青川储能项目", "Project", "青川储能项目"),
        entity("project/青川码头项目", "Project", "青川码头项目"),
        entity("initiative/向海行动", "Initiative", "向海行动"),
        entity("measure/1", "Measure", "总投资"),
        entity("measure/2", "Measure", "总投资"),
        entity("measure/3", "Measure", "占地"),
    ),
    (
        *FACTS,
        fact("project/青川储能项目", "locatedIn", "zone/青川高新区"),
        fact("initiative/向海行动", "issuer", "division/990000"),
        fact("measure/1", "measureOf", "project/青川储能项目"),
        fact("measure/1", "value", Literal("3800000000", "decimal")),
        fact("measure/1", "unit", Literal("元")),
        fact("measure/1", "asOf", Literal("2024-04", "gYearMonth")),
        fact("measure/2", "measureOf", "project/青川码头项目"),
        fact("measure/2", "value", Literal("50000000", "decimal")),
        fact("measure/2", "unit", Literal("元")),
        fact("measure/3", "measureOf", "zone/青川高新区"),
        fact("measure/3", "value", Literal("900000000000", "decimal")),
        fact("measure/3", "unit", Literal("平方米")),
    ),
)

# what there is to ask of in the graphs made by hand
GIVEN = {
    "place": "division/880100",
    "person": "person/任远帆",
    "journalist": "person/苏禾",
    "province": "division/990000",
    "post": "post/海宁省省长",
    "of": "person/任远帆",
    "visit": "event/1",
    "site": "zone/青川高新区",
    "entity": "project/青川储能项目",
    "issuer": "division/990000",
    "unit": "元",
}


class Anything:
    """Names of which each leads to the same entities."""

    def __init__(self, *idents: str, kind: str = "") -> None:
        self.found = [Named(ident, kind, ident) for ident in idents]

    def named(self, name: str) -> list[Named]:
        return self.found or [Named(name, kind, name) for kind in ROOM]

    def near(self, name: str) -> list[str]:
        return []


@pytest.fixture(scope="module")
def graphs() -> Mapping[str, kg.Graph]:
    """The graph of the project's own pages, and two made by hand."""
    pages = kg.build(ROOT / "tests" / "pages", ROOT / "tests" / "questions")
    return {"pages": pages, "handmade": kg.Graph.of({"1": KNOWLEDGE}), "figures": kg.Graph.of({"1": FIGURES})}


def told(answer: questions.Answer, wanted: Mapping[str, Any]) -> list[dict[str, str]]:
    """The rows, reduced to the columns that the expectation speaks of."""
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.texts]
    return [{name: row[name] for name in wanted} for row in rows]


@pytest.mark.parametrize("stated", [False, True], ids=["inferred", "stated"])
@pytest.mark.parametrize(("one", "case"), CASES)
def test_a_question_answers_what_it_promises(
    one: Question, case: Mapping[str, Any], stated: bool, graphs: Mapping[str, kg.Graph]
) -> None:
    graph = graphs[case.get("store", "pages")]
    query = one.bind(values(case["ask"].split()), graph.shelf.index)
    answer = questions.ask(graph.store, query, stated=stated)
    if "rows" in case:
        wanted = [{name: str(value) for name, value in row.items()} for row in case["rows"]]
        assert [told(answer, row)[at] for at, row in enumerate(wanted) if at < len(answer)] == wanted
        assert len(answer) == len(wanted)
    for row in case.get("has", ()):
        assert {name: str(value) for name, value in row.items()} in told(answer, row)


@pytest.fixture(scope="module")
def names(graphs: Mapping[str, kg.Graph]) -> Names:
    return graphs["pages"].shelf.index


@pytest.mark.parametrize("store", ["handmade", "figures"])
@pytest.mark.parametrize("one", ALL.values(), ids=ALL)
def test_rdflib_answers_alike(one: Question, store: str, graphs: Mapping[str, kg.Graph]) -> None:
    query = one.bind({name: GIVEN.get(name) or p.example for name, p in one.params.items()}, Anything())
    answer = questions.ask(graphs[store].store, query, stated=True)
    triples = {quad.triple for quad in graphs[store].store}
    other = rdflib.Graph().parse(data=pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES), format="nt")
    rows = [tuple("" if cell is None else str(cell) for cell in row) for row in other.query(query)]  # type: ignore[union-attr]
    assert sorted(rows) == sorted(answer.texts)


def test_an_ambiguous_name_asks_for_each() -> None:
    query = QUESTIONS["career"].bind({"person": "王芳"}, Anything("person/王芳", "person/王芳~2", kind="Official"))
    assert (
        "VALUES ?personIRI { <https://w3id.org/yutu/id/person/王芳> <https://w3id.org/yutu/id/person/王芳~2> }" in query
    )


@pytest.mark.parametrize(
    ("ident", "given", "said"),
    [
        ("governor", {"province": "浙江", "at": "2021"}, "governor: there is no parameter 'at'; "),
        (
            "governor",
            {"provinc": "浙江"},
            "there is no parameter 'provinc'; did you mean province?; usage: governor prov",
        ),
        ("governor", {}, "governor: province is missing; usage: governor province=… [on=…]"),
        ("governor", {"province": ""}, "province is missing"),
        ("governor", {"province": "浙江", "on": "May"}, "on: 'May' is not a date; write it as 2021, 2021-05 or"),
        ("governor", {"province": "浙江", "on": "2021-13"}, "'2021-13' is not a date"),
        ("governor", {"province": "浙江省长"}, "no Province is named '浙江省长'; did you mean 浙江省"),
        ("governor", {"province": "宁波"}, "'宁波' names 宁波市 (Prefecture), but Province is asked for"),
        ("career", {"person": "林叙"}, "no Person is named '林叙'; did you mean 林叙川"),
        ("career", {"person": "人" * 999}, "person: a value of 999 characters is too long"),
        ("career", {"person": "\ud800"}, "person: "),
        ("career", {"person": "https://x/> } #"}, "cannot be written as RDF"),
        ("unsure", {"below": "1e9"}, "below: '1e9' is not a number"),
        ("articles", {"entity": "方知白", "from": "2021-02-31"}, "'2021-02-31' is not a date"),
        ("most-mentioned", {"kind": "Enterprize"}, "there is no class 'Enterprize'; did you mean Enterprise"),
    ],
)
def test_what_is_wrong_is_one_line_with_the_usage(ident: str, given: dict[str, str], said: str, names: Names) -> None:
    with pytest.raises(CatalogueError) as caught:
        QUESTIONS[ident].bind(given, names)
    assert said in str(caught.value)
    assert f"usage: {ident}" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("ident", "said"),
    [("goveror", "'goveror'; did you mean governor"), ("xyzzy", "'xyzzy'; --list shows them all"), ("a\nb" * 99, "…'")],
)
def test_an_unknown_question_is_said(ident: str, said: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        question(ident)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("arguments", [["province"], ["on=2021", "on=2022"]])
def test_arguments_are_pairs(arguments: list[str]) -> None:
    with pytest.raises(CatalogueError):
        values(arguments)


@pytest.mark.parametrize(
    "given",
    ["id:division/330000", "<https://w3id.org/yutu/id/division/330000>", "https://w3id.org/yutu/id/division/330000"],
)
def test_an_entity_may_be_given_exactly(given: str) -> None:
    query = QUESTIONS["governor"].bind({"province": given}, Anything())
    assert "VALUES ?province { <https://w3id.org/yutu/id/division/330000> }" in query


@pytest.mark.parametrize("text", ['元" } SERVICE <http://x/> { ?s ?p "', "元\\", "元\n}", "元'}#", "$least ?x"])
def test_a_text_stays_a_text(text: str, graphs: Mapping[str, kg.Graph]) -> None:
    query = QUESTIONS["projects-by-amount"].bind({"unit": text, "least": "1"}, Anything())
    assert str(pyoxigraph.Literal(text)) in query
    assert len(questions.ask(graphs["figures"].store, query)) == 0


def test_what_is_left_out_asks_for_all() -> None:
    assert "VALUES ?paperIRI { UNDEF }" in QUESTIONS["journalists"].bind({}, Anything())


def test_parameters_are_no_parameters_in_texts_and_comments() -> None:
    one = Question("x", "", "", {"a": Parameter("a", ("text",), "", "", "")}, "#$a\n<x$a> '$a' \"$a\" $a ?a")
    assert one.bind({"a": "b"}, Anything()) == '#$a\n<x$a> \'$a\' "$a" "b" ?a'


@pytest.mark.parametrize("one", TABLES.values(), ids=TABLES)
def test_a_table_tells_its_columns(one: Question, graphs: Mapping[str, kg.Graph]) -> None:
    graph = graphs["pages"]
    answer = questions.ask(graph.store, one.bind({}, graph.shelf.index), stated=True)
    assert answer.columns == tuple(one.columns)
    assert all(re.search("[\u4e00-\u9fff]", zh) and en for zh, en in one.columns.values())
    assert {"articleIRI"} <= set(one.columns)
    assert len(set(answer.texts)) == len(answer)


@pytest.mark.parametrize("one", TABLES.values(), ids=TABLES)
def test_a_column_has_its_type_where_it_is_empty_too(one: Question, graphs: Mapping[str, kg.Graph]) -> None:
    text = str(pandas.Series([""]).dtype)
    declared = {name: TYPES.get(one.types.get(name, ""), text) for name in one.columns}
    assert {name: str(kind) for name, kind in kg.Graph().table(one.id).dtypes.items()} == declared
    whole = graphs["pages"].table(one.id)
    # a day that is told as a year or month makes its column one of texts
    coarse = {name for name in one.types if whole[name].astype(str).str.fullmatch(r"\d{4}(-\d\d)?").any()}
    assert {name: str(kind) for name, kind in whole.dtypes.items()} == declared | dict.fromkeys(coarse & DAYS, text)


@pytest.mark.parametrize("one", QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_is_whole(one: Question) -> None:
    assert one.zh.endswith("？")
    assert re.search("[\u4e00-\u9fff]", one.zh)
    assert "?" in one.en or one.en.endswith(".")
    assert one.expect
    assert any(case.get("rows") or case.get("has") for case in one.expect)
    # what is put in stands in VALUES, and the answer is in an order
    assert all(re.search(rf"VALUES \?\w+ {{ \${name} }}", one.text) for name in one.params)
    assert "ORDER BY" in one.text


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("#: id: y\n#: zh: 谁？\n#: en: who?\n", "y: the id is not the file's name"),
        ("#: id: x\n#: en: who?\n", "the header, YAML behind '#: ', cannot be read: 'zh'"),
        ("#: id: [\n", "the header, YAML behind '#: ', cannot be read"),
        ("#: id: x\n#: zh: 谁？\n#: en: who?\n#: params:\n#:   on: {kind: date}\n", "put its name in quotation marks"),
        (
            "#: id: x\n#: zh: 谁？\n#: en: who?\n#: params:\n#:   a: {kind: Man, zh: 人, en: a, example: b}\n",
            "a: stands in the header or in the query, but not in both",
        ),
        (
            "#: id: x\n#: zh: 谁？\n#: en: who?\n#: params:\n#:   a: {kind: Man, zh: 人, en: a, example: b}\n$a",
            "Man: is no kind of parameter",
        ),
        (
            "#: id: x\n#: zh: 谁？\n#: en: who?\n#: columns:\n#:   a: {zh: 日, en: day, type: day}\n",
            "day: is no type of a column",
        ),
    ],
)
def test_a_malformed_file_is_said(header: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "ontology"
    shutil.copytree(ontology.folder(), folder, ignore=shutil.ignore_patterns("questions"))
    (folder / "questions").mkdir()
    (folder / "questions" / "x.rq").write_text(header, "utf-8")
    monkeypatch.setenv("KG_ONTOLOGY", str(folder))
    with pytest.raises(CatalogueError) as caught:
        catalogue()
    assert said in str(caught.value)
    assert "x.rq: " in str(caught.value)
    assert "\n" not in str(caught.value)


def test_mentions_know_the_broad_classes() -> None:
    known = re.search(r"IN \(([^)]*)\)", TABLES["mentions"].text)
    assert known
    assert set(re.findall(r'"(\w+)"', known[1])) == BROAD


def test_a_folder_without_questions_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_ONTOLOGY", str(tmp_path))
    with pytest.raises(CatalogueError, match="holds no questions; is --ontology a copy"):
        catalogue()
