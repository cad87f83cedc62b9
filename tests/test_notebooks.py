"""The notebooks as they are committed, and that their pages tell what their prose says of them. nbmake runs them."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import networkx
import pytest

import kg
from kg import analysis
from kg.graph import Graph

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
EACH = pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def graph() -> Graph:
    return kg.build(ROOT / "notebooks" / "pages")


def cells(notebook: Path, kind: str = "") -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = json.loads(notebook.read_text("utf-8"))["cells"]
    return [cell for cell in read if not kind or cell["cell_type"] == kind]


def text(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


@EACH
def test_it_is_committed_without_outputs(notebook: Path) -> None:
    assert [cell for cell in cells(notebook, "code") if cell["outputs"] or cell["execution_count"]] == []


@EACH
def test_no_line_of_code_is_cut_off_on_a_narrow_screen(notebook: Path) -> None:
    lines = [line for cell in cells(notebook, "code") for line in text(cell).splitlines()]
    assert [line for line in lines if len(line) > 88] == []


@EACH
def test_its_prose_is_in_both_languages(notebook: Path) -> None:
    prose = [text(cell) for cell in cells(notebook, "markdown")]
    assert [one for one in prose if not re.search("[一-鿿]", one) or not re.search("[a-z]{3} [a-z]", one)] == []


@EACH
def test_its_first_cell_says_how_to_run_it(notebook: Path) -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    first = text(cells(notebook)[0])
    asked = re.search(r"^pip install '\.\[(\w+)\]'$", first, flags=re.MULTILINE)
    assert asked is not None
    assert any(one.startswith("jupyterlab") for one in extras[asked[1]])
    assert "\njupyter lab notebooks\n" in first


@pytest.mark.parametrize("name", ["03_networks", "04_corpus"])
def test_after_each_output_it_says_how_to_read_it(name: str) -> None:
    told = cells(ROOT / "notebooks" / f"{name}.ipynb")
    after = [two for one, two in pairwise(told) if one["cell_type"] == "code"]
    prose = [text(cell) for cell in after if cell["cell_type"] == "markdown"]
    assert len(prose) > 5
    assert [one for one in prose if not one.startswith("**怎么读 · How to read it.**")] == []


def test_without_the_server_program_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    code = [text(cell) for cell in cells(ROOT / "notebooks" / "02_sparql.ipynb", "code")]
    (starts,) = [one for one in code if "shutil.which" in one]
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    with pytest.raises(RuntimeError, match=re.escape("pip install '.[notebooks]'")):
        exec(compile(starts, "02_sparql.ipynb", "exec"), {"Path": Path})


def test_some_visits_are_returned_and_some_are_not(graph: Graph) -> None:
    pairs = {f"{one.one_name[:2]}{one.other_name[:2]}": one.reciprocity for one in analysis.visit_reciprocity(graph)}
    assert pairs["湖北湖南"] == pairs["安徽江西"] == 1
    assert pairs["四川陕西"] == 0
    assert round(analysis.reciprocity(graph), 1) == 0.7


def test_two_groups_of_provinces_are_joined_by_one_bridge(graph: Graph) -> None:
    groups = analysis.communities(graph)
    assert {one.name for one in groups if one.community == groups[0].community} == {
        "湖北省",
        "湖南省",
        "江西省",
        "安徽省",
    }
    assert {one.name for one in groups if one.inside < 1} == {"湖北省", "重庆市"}
    between = {one.name: one.betweenness for one in analysis.brokerage(graph)}
    assert sorted(between, key=lambda name: -between[name])[:2] in (["湖北省", "重庆市"], ["重庆市", "湖北省"])


@pytest.mark.parametrize(("year", "blocks"), [("2023", 2), ("2024", 2), ("2025", 1)])
def test_the_blocks_of_people_grow_together(year: str, blocks: int, graph: Graph) -> None:
    assert networkx.number_connected_components(graph.to_networkx("people", since=year, until=year)) == blocks


@pytest.mark.parametrize(("span", "first"), [({"until": "2024-05"}, "庾澄怀"), ({"since": "2024-06"}, "席云帆")])
def test_the_governor_of_the_time_is_named_first(span: dict[str, str], first: str, graph: Graph) -> None:
    ranks = analysis.protocol_order(graph.to_networkx("order", **span))
    assert [one.name for one in ranks if one.component == ranks[0].component][::4] == [first, "闵听松"]


def test_a_secretary_follows_the_other(graph: Graph) -> None:
    rows = graph.query("tenures", of="湖北省委书记").df
    assert list(rows["person"]) == ["简牧川", "庾澄怀"]
    assert rows["before"].iloc[1] == "简牧川"
