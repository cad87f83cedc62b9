"""Data frames: what type each column gets, and what is said where pandas is missing."""

from __future__ import annotations

import subprocess
import sys

import pytest
from handmade import KNOWLEDGE
from pyoxigraph import Literal, NamedNode

from kg.extras import ExtraError
from kg.frames import frame, plain
from kg.graph import Graph
from kg.questions import QuestionError
from kg.rdf import XSD

GRAPH = Graph(KNOWLEDGE)


def typed(value: str, kind: str) -> Literal:
    return Literal(value, datatype=NamedNode(XSD + kind))


@pytest.mark.parametrize(
    ("cells", "dtype", "values"),
    [
        ([typed("2024-04-18", "date"), None], "datetime64[s]", ["2024-04-18 00:00:00", "NaT"]),
        ([Literal("2024-04-18"), Literal("")], "datetime64[s]", ["2024-04-18 00:00:00", "NaT"]),
        ([typed("2024-04", "gYearMonth"), typed("2024-04-18", "date")], "text", ["2024-04", "2024-04-18"]),
        ([Literal("2024-02-30")], "text", ["2024-02-30"]),
        ([Literal(3), None], "Int64", ["3", "<NA>"]),
        ([typed("0.9", "decimal"), Literal(1)], "float64", ["0.9", "1.0"]),
        ([Literal(True), None], "boolean", ["True", "<NA>"]),
        ([NamedNode("http://example.org/a"), Literal("a", language="zh")], "text", ["http://example.org/a", "a"]),
    ],
)
def test_types(cells: list[Literal], dtype: str, values: list[str]) -> None:
    column = frame(["x"], [(cell,) for cell in cells])["x"]
    assert str(column.dtype) in ({"str", "object"} if dtype == "text" else {dtype})
    assert [str(value) for value in column] == values


def test_an_empty_answer_has_its_columns() -> None:
    assert list(frame(["a", "b"], []).columns) == ["a", "b"]


def test_records_of_plain_values() -> None:
    assert str(plain([{"day": "2024-04-18", "n": 1}], ["day", "n"], days=["day"])["day"].dtype).startswith("datetime64")


def test_answers_are_frames_and_graphs() -> None:
    answer = GRAPH.query("SELECT ?d { ?e yt:startDate ?d }")
    assert str(answer.df["d"].iloc[0].date()) == "2024-04-17"
    assert GRAPH.query("ASK { ?e yt:startDate ?d }").df["answer"].tolist() == [True]
    assert len(GRAPH.query("CONSTRUCT { ?p yt:holds ?o } { ?p yt:holds ?o }").graph) == 1
    with pytest.raises(QuestionError, match="CONSTRUCT or DESCRIBE"):
        answer.graph  # noqa: B018


def test_without_pandas_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ExtraError, match=r"needs pandas; install it with `pip install 'yutu-kg\[analysis\]'`"):
        GRAPH.table("visits")


def test_what_is_not_asked_for_is_not_loaded() -> None:
    code = (
        "import kg, kg.graph, kg.cli, sys; print([m for m in ('pandas', 'matplotlib', 'networkx') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[]"
