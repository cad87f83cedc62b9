"""A graph too large to draw at once: an overview that opens on click, and says what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from browsing import NARROW, WIDE, Opened
from hypothesis import given, settings
from hypothesis import strategies as st
from view_sample import crowd, provinces, sample

from kg.model import Knowledge
from kg.view import html, write_html


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever has more than twelve nodes is large."""
    monkeypatch.setattr(html, "MOST", 12)


@pytest.mark.usefixtures("small")
def test_provinces_are_drawn_as_groups_and_open_on_click(show: Any) -> None:
    opened = show(provinces(4))
    assert {"北京市", "上海市", "海南省"} <= opened.drawn()
    assert "一次至多画 12 个实体" in opened.panel()
    x, y = opened.page.evaluate("""() => { const id = Yutu.scene.ranked.find(node => node.label === "海南省").id;
        const {x, y} = Yutu.network.canvasToDOM(Yutu.network.getPosition(id)), map = document.getElementById("map").getBoundingClientRect();
        return [x + map.x, y + map.y]; }""")
    opened.page.mouse.click(x, y)
    opened.headed("海南省")
    assert {"460000厅0", "460000某3"} <= opened.drawn()
    assert "总览" in opened.page.text_content("#crumbs")
    opened.page.click("#crumbs button")
    opened.until("Yutu.scene.overview")
    assert "北京市" in opened.drawn()


@pytest.mark.usefixtures("small")
def test_search_leads_into_the_group(show: Any) -> None:
    opened = show(provinces(4))
    opened.page.fill("#query", "310000某2")
    opened.page.press("#query", "Enter")
    opened.headed("310000某2")
    assert "上海市" in opened.page.text_content("#crumbs")
    assert "310000厅2" in opened.drawn()
    opened.page.go_back()
    opened.until("Yutu.scene.overview")


@pytest.mark.usefixtures("small")
def test_filters_count_in_the_overview(show: Any) -> None:
    opened = show(provinces(4), "?province=110000")
    counts = opened.page.evaluate("Object.fromEntries(Yutu.scene.ranked.map(node => [node.label, node.line]))")
    assert counts["北京市"] == "10"
    assert counts["上海市"] == "0"
    assert opened.drawn() >= {"北京市", "新疆维吾尔自治区"}
    assert "上海市" not in opened.drawn()


@pytest.mark.usefixtures("small")
def test_the_cut_is_said(show: Any) -> None:
    opened = show(crowd(90), "group/0")
    cut = opened.page.evaluate("Yutu.scene.cut")
    total = opened.page.evaluate("Yutu.told.groups[0].count")
    assert len(opened.page.evaluate("Yutu.scene.ranked")) == min(total, 12)
    assert cut == max(0, total - 12)
    if cut:
        assert f"{cut} 个未画出" in opened.page.text_content("#crumbs")
    everything = sum(group["count"] for group in opened.page.evaluate("Yutu.told.groups"))
    assert everything + opened.page.evaluate("Yutu.told.lone") == opened.page.evaluate("Yutu.told.counts.entities")


PATH = "path/body/230000-0..body/110000-0"


@pytest.mark.usefixtures("small")
def test_a_path_in_an_overview_lights_the_groups_on_its_way(show: Any) -> None:
    opened = show(provinces(4), PATH)
    assert opened.page.locator("#panel .stride").count() > 1
    lit = opened.page.evaluate("[...Yutu.scene.marked.nodes].map(at => Yutu.told.groups[at].label)")
    assert lit == ["黑龙江省", "北京市"]
    assert opened.page.evaluate(
        "[...Yutu.scene.marked.edges].map(Yutu.scene.line).map(({from, to}) => [from, to].map(at => Yutu.told.groups[at].label).sort())"
    ) == [["北京市", "黑龙江省"]]


@pytest.mark.usefixtures("small")
def test_a_path_within_one_group_is_drawn_there(show: Any) -> None:
    opened = show(provinces(4), "path/body/230000-0..p/230000-1")
    assert opened.page.text_content("#crumbs").endswith("黑龙江省")
    assert opened.page.evaluate("Yutu.scene.marked.edges.size") == 3


@pytest.mark.usefixtures("small")
def test_a_line_between_two_groups_opens_its_sentences(show: Any) -> None:
    opened = show(provinces(4))
    x, y = opened.page.evaluate("""() => { const line = Yutu.scene.lined[0];
        const ends = [line.from, line.to].map(id => Yutu.network.canvasToDOM(Yutu.network.getPosition(id))), map = document.getElementById("map").getBoundingClientRect();
        return ["x", "y"].map(axis => (ends[0][axis] + ends[1][axis]) / 2 + map[axis]); }""")
    opened.page.mouse.click(x, y)
    opened.page.wait_for_selector("#panel h1 .joint")
    assert "某省代表团赴某省考察" in opened.panel()
    assert opened.page.evaluate("Yutu.scene.chosen !== null")
    opened.page.reload()
    opened.page.wait_for_selector("#panel h1 .joint")


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("known", [sample(), crowd(90), provinces(4)], ids=["sample", "crowd", "provinces"])
def test_lines_between_groups_are_counted_in_the_page_as_they_are_drawn(show: Any, known: Knowledge) -> None:
    opened = show(known)
    found = opened.page.evaluate(
        "Yutu.told.between.map(({from, to, count}) => [count, Groups.between(from, to).lines])"
    )
    assert found
    assert [pair for pair in found if pair[0] != pair[1]] == []


def test_the_page_finds_what_joins_two_as_it_is_drawn(visit: Any) -> None:
    odd = "Yutu.scene.lined.filter(({from, to, facts}) => String(Ties.between(from, to)) !== String([...facts].sort((a, b) => a - b)))"
    opened = visit()
    assert opened.page.evaluate("Yutu.scene.lined.length") > 100
    assert opened.page.evaluate(odd) == []


@pytest.mark.usefixtures("small")
def test_a_panel_tells_of_lines_that_lead_out_of_the_group(show: Any) -> None:
    opened = show(provinces(4), "team/110000")
    assert opened.page.text_content("#panel .beyond h2").endswith("1")
    opened.page.click("#panel .beyond summary")
    opened.page.click("#panel .beyond li button")
    opened.headed("新疆维吾尔自治区")
    assert "新疆维吾尔自治区" in opened.page.text_content("#crumbs")


@pytest.mark.usefixtures("small")
def test_a_line_to_another_group_is_read_from_an_address(show: Any) -> None:
    opened = show(provinces(4), "edge/team/110000..division/650000")
    assert "某省代表团赴某省考察" in opened.panel()


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_the_way_back_to_the_overview_covers_nothing(show: Any, size: dict[str, int]) -> None:
    page = show(provinces(4), "group/0", viewport=size).page
    high = page.evaluate(
        """Math.min(...Yutu.scene.ranked.map(({id}) => {
        const {x, y} = Yutu.network.getPosition(id), map = document.getElementById("map").getBoundingClientRect();
        return Yutu.network.canvasToDOM({x, y}).y + map.y; }))"""
    )
    box = page.locator("#crumbs").bounding_box()
    assert high > box["y"] + box["height"]


@pytest.mark.usefixtures("small")
def test_on_a_phone_the_panel_of_a_group_closes_and_the_group_stays(show: Any) -> None:
    page = show(provinces(4), "group/0", viewport=NARROW).page
    page.click("#panel .close")
    assert page.locator("#panel").is_hidden()
    assert page.evaluate("Yutu.scene.part") == 0
    page.click("#tabs [data-tab=facts]")
    assert page.locator("#panel .figures").is_visible()


@pytest.mark.usefixtures("small")
def test_a_group_stays_open_under_a_tab(show: Any) -> None:
    opened = show(provinces(4), "group/0")
    drawn = opened.drawn()
    for tab in ("save", "filters", "matrix", "path"):
        opened.page.click(f"#tabs [data-tab={tab}]")
        opened.page.reload()
        opened.until("Yutu.ready")
        assert opened.drawn() == drawn
    opened.page.click("#tabs [data-tab=facts]")
    opened.page.wait_for_selector("#panel .figures")
    assert opened.page.evaluate("Yutu.state()") == {"show": "group", "group": 0}


@pytest.mark.usefixtures("small")
def test_overview_lines_are_drawn_whole_when_lit(show: Any) -> None:
    opened = show(provinces(4), "between/0..1")
    lit = opened.page.evaluate("Yutu.scene.snapshot().lines.filter(line => !line.pale)")
    assert [line["dashes"] for line in lit] == [[]]


@pytest.mark.usefixtures("small")
def test_what_is_around_one_is_left_of_every_group(show: Any) -> None:
    opened = show(provinces(4), "?around=team/110000&depth=1")
    assert opened.drawn() == {"北京市", "新疆维吾尔自治区"}
    opened.visit("division/650000?around=team/110000&depth=1")
    assert opened.drawn() == {"新疆维吾尔自治区"}


@pytest.mark.usefixtures("small")
def test_groups_stay_discs_under_filters_and_by_night(show: Any) -> None:
    opened = show(provinces(4), "?province=110000")
    opened.page.click("#theme")
    shapes = opened.page.evaluate(
        "Object.values(Yutu.network.body.nodes).map(node => node.shape.constructor.name + node.options.shape)"
    )
    assert len(set(shapes)) == 1
    assert shapes[0].endswith("dot")


@pytest.mark.usefixtures("small")
def test_filters_count_when_one_comes_back_to_the_overview(show: Any) -> None:
    opened = show(provinces(4), "group/0?province=110000")
    opened.page.click("#crumbs button")
    opened.until("Yutu.scene.overview")
    assert "上海市" not in opened.drawn()


HEADS = [
    "",
    "edge/",
    "path/",
    "matrix/met/",
    "matrix/visits/",
    "group/",
    "between/",
    "save?at=group/",
    "filters?at=path/",
    "?around=",
    "?depth=",
    "team/110000?around=team/110000&depth=",
    "?sure=",
    "?from=",
    "?hide=",
]
TAILS = st.one_of(
    st.sampled_from(
        [
            "Infinity",
            "-1",
            "1e99",
            "NaN",
            "0..0",
            "99..1",
            "team/110000..",
            "team/110000..division/650000",
            "..",
            "%",
            "__proto__",
            "a" * 100_000,
            "0x10",
        ]
    ),
    st.integers().map(str),
    st.floats().map(str),
    st.text(max_size=20),
)


@pytest.fixture(scope="module")
def large(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    path = tmp_path_factory.mktemp("large") / "map.html"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(html, "MOST", 12)
        write_html(provinces(4), path)
    opened = Opened(browser, path)
    yield opened
    opened.page.close()


@settings(max_examples=60)
@given(st.sampled_from(HEADS), TAILS)
def test_any_address_is_read(large: Opened, head: str, tail: str) -> None:
    large.visit(head + tail)
    assert large.wrong == []
    assert large.heading()
    depth, sure = large.page.evaluate("[Filters.state.depth, Filters.state.sure]")
    assert depth in (1, 2, 3, 4)
    assert 0 <= sure <= 1


def test_where_lines_are_very_many_the_legend_says_how_they_are_drawn(show: Any) -> None:
    opened = show(crowd(1300))
    assert opened.page.evaluate("Yutu.scene.lined.length") > 1500
    assert opened.page.evaluate("Yutu.edges.get().every(edge => !edge.dashes)")
    assert opened.page.evaluate("Yutu.edges.get().every(edge => /^#.{6}$/.test(edge.color.color))")
    assert "一律画作实线" in opened.page.text_content("#weight")


@pytest.mark.usefixtures("small")
def test_the_legend_of_an_overview_speaks_of_groups(show: Any) -> None:
    opened = show(provinces(4), "?province=110000")
    assert opened.page.text_content("#weight") == "形大者实体多，线粗者连线多，线不分类"
    left = opened.page.evaluate("Yutu.scene.ranked.reduce((sum, node) => sum + Number(node.line), 0)")
    assert opened.page.evaluate("[...Yutu.scene.drawnOf().values()].reduce((sum, count) => sum + count, 0)") == left > 5
    assert " / " in opened.page.text_content("#kind-Province")
