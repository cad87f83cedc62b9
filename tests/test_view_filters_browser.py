"""Filters, paths and tables: what is shown is what meets the conditions, and each answer has its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browsing import Opened
from view_sample import key, provinces, sample, various

from kg.model import Entity
from kg.view import write_html


@pytest.fixture(scope="module")
def page(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    path: Path = tmp_path_factory.mktemp("filters") / "map.html"
    write_html(various(), path)
    opened = Opened(browser, path)
    yield opened
    opened.page.close()


TERMS = "[...new Set(Yutu.edges.get().filter(edge => !edge.hidden).flatMap(edge => edge.terms))]"


def test_by_property(page: Opened) -> None:
    page.visit("filters")
    page.page.uncheck("#property-investsIn")
    assert page.page.evaluate("document.activeElement.id") == "property-investsIn"
    assert "investsIn" not in page.page.evaluate(TERMS)
    assert "without=investsIn" in page.page.url
    page.page.click("#panel .reset")
    assert "investsIn" in page.page.evaluate(TERMS)


def test_that_a_post_is_of_a_body_does_not_say_who_has_it(page: Opened) -> None:
    ends = "Yutu.edges.get().filter(edge => !edge.hidden).map(({from, to}) => [from, to].map(Facts.name).join())"
    page.visit()
    assert "汪听雨,榆阳市委" in page.page.evaluate(ends)
    page.visit("?without=holds")
    assert "汪听雨,榆阳市委" not in page.page.evaluate(ends)


def test_a_line_that_is_left_out_is_not_lit(page: Opened) -> None:
    lit = "Yutu.scene.snapshot().nodes.filter(node => !node.pale).length"
    page.visit("thing/方远山")
    before = page.page.evaluate(lit)
    page.visit("thing/方远山?without=speaker")
    assert "两省座谈会" in page.drawn()
    assert page.page.evaluate(lit) == before - 1


def test_by_confidence(page: Opened) -> None:
    page.visit("filters")
    page.page.fill("#filter-sure", "0.8")
    page.page.dispatch_event("#filter-sure", "change")
    assert "chair" not in page.page.evaluate(TERMS)
    assert "speaker" in page.page.evaluate(TERMS)
    assert "sure=0.8" in page.page.url


def test_by_time_with_a_histogram(page: Opened) -> None:
    page.visit("filters")
    assert page.page.locator("#panel .histogram rect").count() > 3
    page.page.focus("#time-from")
    page.page.keyboard.press("ArrowRight")
    assert "from=2024-05" in page.page.url
    assert {"全省重点项目建设推进会议", "第十二届澄江国际茶叶博览会开幕"} <= page.drawn()
    assert "两省座谈会" not in page.drawn()
    assert page.page.evaluate("document.activeElement.id") == "time-from"


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("?from=2024-05&to=2024-05", "2024-05 – 2024-05"),
        ("?from=2024-05-20", "2024-05 – 2024-08"),
        ("?to=2024", "2024-04 – 2024-08"),
    ],
)
def test_the_handles_stand_at_what_is_asked_for(page: Opened, state: str, shown: str) -> None:
    page.visit("filters" + state)
    assert page.page.text_content("#panel .time output")[:7] == shown[:7]
    boxes = [page.page.locator(f"#time-{end}").bounding_box() for end in ("from", "to")]
    assert boxes[0] == boxes[1]
    assert page.page.evaluate("getComputedStyle(document.getElementById('time-from')).paddingLeft") == "0px"


@pytest.mark.parametrize(
    ("field", "value", "there", "gone"),
    [("paper", "榆阳日报", "岭西交通建设集团", "两省座谈会"), ("paper", "岭西日报", "两省座谈会", "岭西交通建设集团")],
)
def test_by_paper(page: Opened, field: str, value: str, there: str, gone: str) -> None:
    page.visit("filters")
    page.page.select_option(f"#filter-{field}", value)
    assert there in page.drawn()
    assert gone not in page.drawn()


def test_by_province(show: Any) -> None:
    opened = show(provinces(2), "filters")
    opened.page.select_option("#filter-province", "110000")
    assert {"北京市", "110000厅0", "北京市代表团"} <= opened.drawn()
    assert "230000厅0" not in opened.drawn()
    assert {"黑龙江省代表团", "新疆维吾尔自治区"} <= opened.drawn()  # who came, and where one went


def test_by_distance_from_one(page: Opened) -> None:
    page.visit("thing/松溪抽水蓄能电站")
    page.page.click("#panel .depths button >> nth=0")
    assert page.drawn() == {"松溪抽水蓄能电站", "松溪县", "岭西交通建设集团"}
    page.page.click("#panel .depths button >> nth=1")
    assert "青瓦至白鹭高速公路" in page.drawn()
    assert "around=thing/松溪抽水蓄能电站&depth=2" in page.page.evaluate("decodeURIComponent(location.hash)")
    page.page.click("#panel .depths button >> nth=1")
    assert len(page.drawn()) > 40


def test_the_shortest_path_with_its_sentences(page: Opened) -> None:
    page.visit("path/")
    for field, words in (("#path-pathA", "luyiwei"), ("#path-pathB", "青石村")):
        page.page.fill(field, words)
        page.page.press(field, "Enter")
        page.page.wait_for_function(
            "id => document.querySelector(id).value && !document.querySelector(id).matches('[aria-expanded=true]')",
            arg=field,
        )
        assert page.page.locator(".found:visible").count() == 0
    page.page.locator("#panel .stride").first.wait_for()
    assert "最短路径共 1 步" in page.panel()
    page.visit("path/thing/方远山..thing/新渡县")
    assert page.page.locator("#panel .stride").count() == 3
    assert "岭澄合作产业园位于白鹭市新渡县" in page.panel()
    assert page.page.evaluate("Yutu.scene.marked.nodes.size") == 4


def test_a_path_goes_past_a_post(page: Opened) -> None:
    page.visit("path/thing/汪听雨..thing/榆阳市委")
    assert page.page.locator("#panel .stride").count() == 2
    assert page.page.evaluate("[...Yutu.scene.marked.nodes].map(Facts.name)") == ["汪听雨", "榆阳市委"]
    lit = page.page.evaluate(
        "[...Yutu.scene.marked.edges].map(Yutu.scene.line).map(line => [line.from, line.to].map(Facts.name))"
    )
    assert lit == [["汪听雨", "榆阳市委"]]


def test_where_no_line_goes_past_a_post_there_is_a_bridge(show: Any) -> None:
    known = sample()
    fact = next(fact for fact in known.facts if fact.object == key("澄江省副省长"))
    two = replace(known, facts=(*known.facts, replace(fact, subject=key("鲁一苇"))))
    opened = show(two, "path/thing/鲁一苇..thing/费雨田")
    assert opened.page.evaluate("Yutu.scene.marked.bridges.map(ends => ends.map(Facts.name))") == [["鲁一苇", "费雨田"]]
    assert opened.page.evaluate("Yutu.scene.snapshot().lines.filter(line => !line.pale).length") == 1


def test_no_path_is_told(page: Opened) -> None:
    page.visit("path/thing/翁小满..thing/新渡县")
    assert "没有路径" in page.panel()


def test_who_met_whom(page: Opened) -> None:
    page.visit("matrix/met")
    page.page.click("#panel .cell[aria-label='柳明川 — 庄文竹: 2']")
    page.page.locator("#panel .block").first.wait_for()
    assert {"两省座谈会", "全省重点项目建设推进会议"} <= set(
        page.page.locator("#panel .block .name").all_text_contents()
    )
    assert "常务副省长庄文竹主持" in page.panel()


CONDITIONS = ["sure=0.8", "hide=Meeting", "hide=Official", "paper=岭西日报", "around=thing/松溪县&depth=1"]


@pytest.mark.parametrize("conditions", CONDITIONS)
def test_who_met_whom_heeds_the_filters(page: Opened, conditions: str) -> None:
    page.visit("matrix/met?" + conditions)
    told = page.page.locator("#panel .cell[aria-label^='柳明川 — 庄文竹']")
    assert told.count() == (conditions == "paper=岭西日报")
    if told.count():
        assert told.text_content() == "1"


@pytest.mark.parametrize(
    "conditions", ["hide=Park,CooperationZone", "around=thing/方远山&depth=1", "without=locatedIn"]
)
def test_paths_heed_the_filters(page: Opened, conditions: str) -> None:
    page.visit("path/thing/方远山..thing/新渡县")
    before = page.page.locator("#panel .stride").all_text_contents()
    page.visit("path/thing/方远山..thing/新渡县?" + conditions)
    assert page.page.locator("#panel .stride").all_text_contents() != before


def test_paths_and_meetings_heed_the_province(show: Any) -> None:
    opened = show(provinces(2), "path/body/230000-0..body/110000-0")
    assert opened.page.locator("#panel .stride").count() > 1
    opened.visit("path/body/230000-0..body/110000-0?province=460000")
    assert "没有路径" in opened.panel()
    opened.visit("matrix/visits?province=460000")
    assert opened.page.locator("#panel .cell").count() == 2


def test_everyone_at_a_large_event_is_counted(show: Any) -> None:
    known = sample()
    fact = next(fact for fact in known.facts if fact.property == "participant")
    guests = tuple(Entity(f"e/{n:02}", "Person", f"客{n:02}") for n in range(70))
    facts = tuple(
        replace(fact, subject=key(event), object=guest.id)
        for event in ("两省座谈会", "第十二届澄江国际茶叶博览会开幕")
        for guest in guests[60:]
    )
    all_of_them = tuple(replace(fact, subject=key("两省座谈会"), object=guest.id) for guest in guests)
    opened = show(replace(known, entities=(*known.entities, *guests), facts=(*all_of_them, *facts)), "matrix/met")
    assert opened.page.locator("#panel .cell[aria-label='客68 — 客69: 2']").count() == 1


def test_a_meeting_in_an_address_is_known_by_names(page: Opened) -> None:
    page.visit("matrix/met/thing/柳明川..thing/庄文竹")
    assert "柳明川 — 庄文竹" in page.panel()


def test_visits_between_provinces(show: Any) -> None:
    opened = show(provinces(), "matrix/visits")
    assert opened.page.locator("#panel .cell").count() == 5
    opened.page.click("#panel .cell[aria-label='北京市 → 新疆维吾尔自治区: 1']")
    assert "某省代表团赴某省考察" in opened.panel()
    assert "北京市代表团" in opened.page.locator("#panel .block .name").all_text_contents()
