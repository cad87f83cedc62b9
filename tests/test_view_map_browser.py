"""The map in a browser: it asks for nothing, stands still, sets no name over another, and moves when it is asked to."""

from __future__ import annotations

from typing import Any

import pytest
from browsing import NARROW, WIDE
from view_sample import crowd, sample

from kg.model import Entity, Fact, Knowledge

SIZES = [WIDE, NARROW]
MAPS = [sample(), crowd(300)]


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_asked_for_and_nothing_goes_wrong(show: Any, size: dict[str, int]) -> None:
    opened = show(sample(), viewport=size)
    assert all(url.startswith(("file:", "data:")) for url in opened.asked)
    assert len([url for url in opened.asked if url.startswith("file:")]) == 1
    assert opened.wrong == []


def test_it_stands_still(visit: Any) -> None:
    page = visit().page
    before = page.evaluate("Yutu.network.getPositions()")
    page.wait_for_timeout(600)
    assert page.evaluate("Yutu.network.getPositions()") == before
    assert len(before) > 50


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("knowledge", MAPS)
def test_labels_do_not_overlap_and_all_is_in_sight(show: Any, knowledge: Knowledge, size: dict[str, int]) -> None:
    page = show(knowledge, viewport=size).page
    boxes = page.evaluate("Yutu.lettering().letters.map(({x, y, w, h}) => [x, y, x + w, y + h])")
    assert [pair for n, a in enumerate(boxes) for pair in boxes[:n] if meets(a, pair)] == []
    assert len(boxes) > 20
    assert page.evaluate(OUTSIDE) == []


def meets(a: list[float], b: list[float]) -> bool:
    return a[0] < b[2] - 0.01 and b[0] < a[2] - 0.01 and a[1] < b[3] - 0.01 and b[1] < a[3] - 0.01


# shapes and names beyond the map or under what lies on it
OUTSIDE = """() => {
  const map = document.getElementById("map"), {network} = Yutu, scale = network.getScale(), at = map.getBoundingClientRect();
  const covers = ["legend", "tools"].map(id => document.getElementById(id).getBoundingClientRect())
    .map(({left, right, top, bottom}) => [left - at.x, top - at.y, right - at.x, bottom - at.y]);
  const shown = Yutu.nodes.get().filter(node => !node.hidden).map(({id}) => network.getPosition(id));
  const boxes = shown.map(point => network.canvasToDOM(point)).map(({x, y}) => [x, y, x, y]);
  for (const {x, y, w, h} of Yutu.lettering().letters) {
    const corner = network.canvasToDOM({x: x / scale, y: y / scale});
    boxes.push([corner.x, corner.y, corner.x + w, corner.y + h]);
  }
  const meets = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  return boxes.filter(box => box[0] < 0 || box[1] < 0 || box[2] > map.clientWidth || box[3] > map.clientHeight
    || covers.some(cover => meets(box, cover)));
}"""


def test_provinces_stand_at_their_places(show: Any) -> None:
    names = {
        "230000": "黑龙江省",
        "110000": "北京市",
        "650000": "新疆维吾尔自治区",
        "460000": "海南省",
        "310000": "上海市",
    }
    provinces = [Entity(f"division/{code}", "Province", name, code=code) for code, name in names.items()]
    cities = [Entity(f"organization/{code}", "Government", f"{code}政府") for code in names]
    first = sample().facts[0].evidence
    facts = [Fact("jurisdiction", f"organization/{code}", f"division/{code}", first, "r") for code in names]
    page = show(Knowledge(sample().articles, (*provinces, *cities), tuple(facts))).page
    at = page.evaluate("Object.fromEntries(Yutu.nodes.get().map(({id, x, y}) => [Facts.name(id), [x, y]]))")
    assert at["新疆维吾尔自治区"][0] < at["北京市"][0] < at["黑龙江省"][0]
    assert at["黑龙江省"][1] < at["北京市"][1] < at["上海市"][1] < at["海南省"][1]


def test_shapes_are_dragged_and_the_map_is_zoomed_and_fitted(show: Any) -> None:
    opened = show(sample())
    x, y = opened.spot("白鹭市")
    opened.page.mouse.move(x, y)
    opened.page.mouse.down()
    opened.page.mouse.move(x + 60, y + 40, steps=4)
    opened.page.mouse.up()
    moved = opened.spot("白鹭市")
    assert abs(moved[0] - x - 60) + abs(moved[1] - y - 40) < 8
    before = opened.page.evaluate("Yutu.network.getScale()")
    opened.page.click("#nearer")
    assert opened.page.evaluate("Yutu.network.getScale()") > 1.3 * before
    opened.page.click("#whole")
    assert opened.page.evaluate("Yutu.network.getScale()") < 1.2 * before


def test_it_moves_by_itself_only_when_asked_to(show: Any) -> None:
    opened = show(sample())
    before = opened.page.evaluate("Yutu.network.getPositions()")
    opened.page.click("#physics")
    opened.until("JSON.stringify(Yutu.network.getPositions()).length > 0 && Yutu.network.physics.options.enabled")
    opened.page.wait_for_timeout(150)
    opened.page.click("#physics")
    after = opened.page.evaluate("Yutu.network.getPositions()")
    assert after != before
    opened.page.wait_for_timeout(150)
    assert opened.page.evaluate("Yutu.network.getPositions()") == after
