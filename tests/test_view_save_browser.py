"""Out of the map: pictures, tables, and the SPARQL that gives the same."""

from __future__ import annotations

import csv
import io
import json
import struct
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from browsing import Opened
from view_sample import diary, provinces, sample, various

import kg
from kg.model import Knowledge
from kg.questions import ask
from kg.view import write_html

IRIS = "Promise.all(Yutu.scene.facts().map(async i => { const f = Facts.fact(i); return [Facts.iri(f.subject), f.property, f.object === undefined ? f.value : Facts.iri(f.object), Facts.date(i)]; }))"
STATES = [
    "",
    "?sure=0.8",
    "?from=2024-05&to=2024-06",
    "?paper=榆阳日报",
    "?without=holds,participant",
    "?hide=Official,Park",
    "thing/松溪县?around=thing/松溪县&depth=2&sure=0.6",
]


def test_a_picture_in_pixels(visit: Any) -> None:
    data = visit("save").saved("#save-png")
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", data[16:24])[0] > 2000
    assert len(data) > 50_000


def test_a_picture_in_lines(visit: Any) -> None:
    opened = visit("save")
    root = ElementTree.fromstring(opened.saved("#save-svg"))
    names = "".join(root.itertext())
    assert "方远山" in names
    space = "{http://www.w3.org/2000/svg}"
    assert len(root.findall(f"{space}path")) == len(opened.drawn())
    heads = opened.page.evaluate("Yutu.edges.get().filter(edge => edge.arrows).length")
    assert len(root.findall(f"{space}polygon")) == heads > 0
    assert len(root.findall(f"{space}line")) == opened.page.evaluate("Yutu.edges.length")


@pytest.mark.parametrize(("beside", "clear"), [("thing/松溪县", 3), ("path/thing/方远山..thing/新渡县", 4)])
def test_a_picture_shows_what_is_chosen(visit: Any, beside: str, clear: int) -> None:
    root = ElementTree.fromstring(visit("save?at=" + beside.replace("..", "%2E%2E")).saved("#save-svg"))
    space = "{http://www.w3.org/2000/svg}"
    assert len([path for path in root.findall(f"{space}path") if "opacity" not in path.attrib]) == clear
    assert len(root.findall(f"{space}circle")) == beside.startswith("thing")


HOSTILE = "holds) } INSERT DATA { <a:a> <a:b> <a:c> } #"


@pytest.mark.parametrize(
    "name", ["without", "hide", "paper", "province", "from", "to", "sure", "around", "depth", "at", "lang"]
)
def test_nothing_of_an_address_is_put_into_the_query(page: Opened, name: str) -> None:
    page.visit(f"save?{name}=" + quote(HOSTILE))
    assert "INSERT" not in page.page.evaluate("Save.sparql()")
    assert "INSERT" not in page.page.evaluate("document.getElementById('panel').outerHTML")


def test_a_picture_holds_ground_and_names_of_lines_as_the_map_does(show: Any) -> None:
    opened = show(provinces(4))
    for _ in range(4):
        opened.page.click("#nearer")
    opened.until("Yutu.lettering().names.length > 0")
    root = ElementTree.fromstring(opened.page.evaluate("Save.picture().text"))
    tinted = [each for each in root if each.get("stroke-linejoin") == "round" and each.tag.endswith("polygon")]
    assert len(tinted) == opened.page.evaluate("Yutu.scene.regions.length") > 1
    assert opened.page.evaluate("Yutu.lettering().names[0].edge.label") in set(root.itertext())


@pytest.mark.parametrize("sign", ["\x00", "\x01", "\x0b", "\ufffe"])
def test_a_picture_is_well_formed_whatever_a_name_holds(show: Any, sign: str) -> None:
    known = sample()
    named = tuple(replace(each, name=f"方{sign}远山") if each.name == "方远山" else each for each in known.entities)
    opened = show(replace(known, entities=named), "save")
    names = {name.replace(" ", "") for name in ElementTree.fromstring(opened.saved("#save-svg")).itertext()}
    assert "方远山" in names
    assert len(opened.saved("#save-png")) > 50_000


def test_what_cannot_be_saved_is_said(visit: Any) -> None:
    opened = visit("save")
    opened.page.evaluate("() => { HTMLCanvasElement.prototype.held = HTMLCanvasElement.prototype.toBlob; }")
    opened.page.evaluate("() => { HTMLCanvasElement.prototype.toBlob = done => done(null); }")
    opened.page.click("#save-png")
    assert "未能导出：图太大" in opened.page.text_content("#panel [role=alert]")
    opened.page.evaluate("() => { HTMLCanvasElement.prototype.toBlob = HTMLCanvasElement.prototype.held; }")


def test_facts_as_a_table(visit: Any) -> None:
    opened = visit("save?without=holds")
    rows = list(csv.DictReader(io.StringIO(opened.saved("#save-csv").decode("utf-8-sig"))))
    assert len(rows) == opened.page.evaluate("Yutu.scene.facts().length")
    row = next(row for row in rows if row["property"] == "chair" and row["object"] == "柳明川")
    assert row["words"].startswith("岭西省委副书记、省长柳明川主持座谈会")
    assert (row["date"], row["paper"], row["page"]) == ("2024-04-11", "岭西日报", "01")
    assert row["subjectIRI"] == "https://w3id.org/yutu/id/thing/两省座谈会"
    assert not [row for row in rows if row["property"] == "holds"]


def test_entities_and_facts_as_json(visit: Any) -> None:
    opened = visit("save?hide=Official")
    told = json.loads(opened.saved("#save-json"))
    assert {entity["name"] for entity in told["entities"]} == opened.drawn()
    assert told["filters"]["classesHidden"] == ["Official"]
    assert len(told["facts"]) == opened.page.evaluate("Yutu.scene.facts().length")


@pytest.mark.parametrize("state", STATES)
def test_the_query_gives_what_is_shown(page: Opened, graph: kg.Graph, state: str) -> None:
    page.visit(state)
    assert same(page, graph)


def test_the_query_knows_provinces(show: Any) -> None:
    assert same(show(provinces(2), "?province=110000"), kg.Graph(provinces(2)))


@pytest.mark.parametrize("state", ["", "?hide=Venue", "?paper=岭西日报", "?from=2024-02&to=2024-03"])
def test_the_query_is_answered_of_many_articles(large: tuple[Opened, kg.Graph], state: str) -> None:
    page, graph = large
    page.visit(state)
    answer = ask(graph.store, page.page.evaluate("Save.sparql()"), timeout=20)
    assert len(answer.rows) == len(page.page.evaluate("Yutu.scene.facts()")) > 200


@pytest.fixture(scope="module")
def large(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Opened, kg.Graph]]:
    """The page of a year's articles, and the same as a graph."""
    path = tmp_path_factory.mktemp("large") / "map.html"
    write_html(diary(366), path)
    opened = Opened(browser, path)
    yield opened, kg.Graph(diary(366))
    opened.page.close()


def same(page: Opened, graph: kg.Graph) -> bool:
    shown = {tuple(row) for row in page.page.evaluate(IRIS)}
    answer = graph.query(page.page.evaluate("Save.sparql()"))
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.texts]
    told = {(row["subject"], row["property"].rpartition("#")[2], row["object"], row["date"]) for row in rows}
    assert told == shown
    return len(shown) > 3


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return various()


@pytest.fixture(scope="module")
def graph(known: Knowledge) -> kg.Graph:
    return kg.Graph(known)


@pytest.fixture(scope="module")
def page(known: Knowledge, browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("save") / "map.html"
    write_html(known, path)
    opened = Opened(browser, path)
    yield opened
    opened.page.close()
