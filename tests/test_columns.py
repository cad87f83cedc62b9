"""How answers stand on a terminal: tables where they fit, else records, in columns as wide as a terminal counts."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from kg import columns

ONE, OTHER = NamedNode("http://x/1"), NamedNode("http://x/2")


def printed(heads: list[str], rows: list[list[str]], width: int) -> list[str]:
    console = Console(width=width)
    with console.capture() as captured:
        console.print(columns.laid_out(heads, [[Text(cell) for cell in row] for row in rows], width))
    return captured.get().splitlines()


@pytest.mark.parametrize("width", [20, 40, 80, 120])
@pytest.mark.parametrize("cells", [["省" * 30] * 2, ["省长"] * 12, ["x", "省" * 90], ["a b " * 20, "", "c"]])
def test_no_line_is_wider_than_the_terminal(cells: list[str], width: int) -> None:
    lines = printed([f"c{at}" for at in range(len(cells))], [cells, cells], width)
    assert max(map(cell_len, lines)) <= width
    told = "".join(lines)
    assert all(told.count(char) == 2 * "".join(cells).count(char) for char in "省长ab")


def test_many_columns_become_records() -> None:
    heads = [f"column{at}" for at in range(12)]
    lines = printed(heads, [["海宁省", *[""] * 10, "任远帆"]], 80)
    assert [line.split() for line in lines] == [["1", "column0", "海宁省"], ["column11", "任远帆"], []]


@pytest.mark.parametrize(
    ("natural", "width", "given"),
    [
        ([8, 10], 80, [8, 10]),
        ([36, 37], 80, [36, 37]),  # 3 for each column and 1: they just fit
        ([37, 37], 80, [36, 36]),
        ([10, 50, 100], 120, [10, 50, 50]),
        ([10, 25, 100], 80, [10, 25, 35]),
        ([10, 60, 300], 80, None),  # too many lines
        ([10] * 8, 80, None),
        ([18, 18, 18, 60], 80, None),  # too narrow for what is left
    ],
)
def test_widths(natural: list[int], width: int, given: list[int] | None) -> None:
    assert columns.widths(natural, width) == given


@pytest.mark.parametrize(
    ("heads", "rows", "shown"),
    [
        (["who", "whoIRI"], [["甲", ONE], ["乙", OTHER]], ["甲", "乙"]),
        (["who", "whoIRI"], [["甲", ONE], ["甲", ONE]], ["甲", "甲"]),
        (["who", "whoIRI"], [["甲", ONE], ["甲", OTHER], ["乙", ONE]], ["甲", "1", "甲", "2", "乙", ""]),
        (["title", "articleIRI"], [["甲", ONE], ["甲", OTHER]], ["甲", "甲"]),
        (["whoIRI"], [[ONE]], ["1"]),
        (["who", "whoIRI"], [["甲", "乙"]], ["甲", "乙"]),
        (["s", "p"], [[ONE, OTHER]], ["1", "2"]),
    ],
)
def test_iris_are_left_out_where_names_tell_all(heads: list[str], rows: list[list[object]], shown: list[str]) -> None:
    terms = [[Literal(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    _, cells = columns.readable(heads, terms)  # type: ignore[arg-type]
    told = [cell.value.removeprefix("http://x/") if cell else "" for row in cells for cell in row]  # type: ignore[union-attr]
    assert told == shown
