"""Named questions: each is asked as its own header expects; names, dates and texts go in as terms, wrong ones are said."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from handmade import ENTITIES, FACTS, KNOWLEDGE, entity, fact

import kg
from kg import questions
from kg.catalogue import Question, values
from kg.catalogue import questions as catalogue
from kg.model import Knowledge, Literal

ROOT = Path(__file__).resolve().parents[1]
QUESTIONS = catalogue()
CASES = [
    pytest.param(one, case, id=f"{one.id} {case['ask']}".strip()) for one in QUESTIONS.values() for case in one.expect
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


@pytest.fixture(scope="module")
def graphs() -> Mapping[str, kg.Graph]:
    """The graph of the project's own pages, and two made by hand."""
    pages = kg.build(ROOT / "tests" / "pages", ROOT / "tests" / "questions")
    return {"pages": pages, "handmade": kg.Graph(KNOWLEDGE), "figures": kg.Graph(FIGURES)}


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
