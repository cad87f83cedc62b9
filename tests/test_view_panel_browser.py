"""The panel: facts with their sentences, links, back and forward, and the address that brings it all back."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest
from view_sample import sample, tenure

from kg.resolve.settled import Record


def test_a_click_on_a_shape_shows_its_facts_and_their_sentences(visit: Any) -> None:
    opened = visit()
    opened.click("方远山")
    panel = opened.panel()
    assert "岭西省委书记、省人大常委会主任方远山，澄江省委书记" in panel
    assert "岭西日报 · 2024-04-11 · 第01版 · 我省党政代表团赴澄江省学习考察" in panel
    assert "可信度 0.90，规则 by-hand" in panel
    assert "方远山" in opened.page.locator("#panel mark").all_text_contents()


def test_posts_are_shown_over_time(show: Any) -> None:
    opened = show(sample(), "thing/方远山", settled=career())
    rows = opened.page.locator("#panel .tenure")
    assert rows.all_text_contents() == [
        "岭西省委书记见报 2024-04-11 · 1 篇",
        "岭西省省长代理 · 曾任 · 明载 2021–2023 · 见报 2021-05-02 – 2022-12-30 · 9 篇前任 蔡南亭",
        "岭西省委副书记曾任 · 见报 2019-03-02 – 2020-05-06 · 至迟 2020-08 已卸任 · 2 篇",
    ]
    left = [bar.bounding_box()["x"] for bar in opened.page.locator("#panel .track i").all()]
    assert left[2] < left[1] < left[0]


def test_a_post_shows_who_had_it(show: Any) -> None:
    opened = show(sample(), "thing/岭西省省长", settled=career())
    assert "历任者" in opened.panel()
    assert opened.page.locator("#panel .tenure button").all_text_contents() == ["柳明川", "方远山", "蔡南亭", "蔡南亭"]


def career() -> tuple[Record, ...]:
    """Of a man who was deputy secretary, then governor after another, then secretary."""
    before = tenure("蔡南亭", "岭西省省长", 1, goneBy="2021-05")
    return (
        tenure("柳明川", "岭西省省长", 3, firstSeen="2024-04-11", lastSeen="2024-04-12"),
        tenure("方远山", "岭西省委副书记", 2, firstSeen="2019-03-02", lastSeen="2020-05-06", goneBy="2020-08"),
        tenure("方远山", "岭西省委书记", 1, firstSeen="2024-04-11", lastSeen="2024-04-11"),
        tenure(
            *("方远山", "岭西省省长", 9),
            **{"firstSeen": "2021-05-02", "lastSeen": "2022-12-30", "start": "2021", "end": "2023"},
            **{"acting": "true", "succeeds": before.id},
        ),
        before,
    )


def test_a_click_on_a_line_shows_what_joins_the_two(visit: Any) -> None:
    opened = visit()
    ends = [opened.spot(name) for name in ("松溪抽水蓄能电站", "松溪县")]
    opened.page.mouse.click(*(sum(values) / 2 for values in zip(*ends, strict=True)))
    opened.page.wait_for_selector("#panel h1 .joint")
    assert "松溪抽水蓄能电站" in opened.heading()
    assert "电站位于松溪县" in opened.panel()
    assert unquote(opened.page.url).endswith("#edge/thing/松溪抽水蓄能电站..thing/松溪县")


def test_back_and_forward(visit: Any) -> None:
    opened = visit()
    opened.click("方远山")
    opened.page.click("#panel .names button:has-text('两省座谈会')")
    opened.headed("两省座谈会")
    opened.page.go_back()
    opened.headed("方远山")
    opened.page.go_back()
    opened.headed("岭西日报")
    opened.page.go_forward()
    opened.headed("方远山")


def test_a_click_on_what_is_open_adds_no_step_back(visit: Any) -> None:
    opened = visit()
    opened.click("方远山")
    steps = opened.page.evaluate("history.length")
    opened.click("方远山")
    assert opened.page.evaluate("history.length") == steps


def test_a_step_back_is_shown_once(show: Any) -> None:
    opened = show(sample())
    opened.click("方远山")
    opened.click("贺知秋")
    opened.page.evaluate(
        "window.shown = 0; new MutationObserver(() => shown++).observe(document.getElementById('panel'), {childList: true})"
    )
    opened.page.go_back()
    opened.headed("方远山")
    opened.page.wait_for_timeout(100)
    assert opened.page.evaluate("shown") == 1


@pytest.mark.parametrize("tab", ["filters", "matrix", "save"])
def test_a_tab_keeps_what_is_open(visit: Any, tab: str) -> None:
    opened = visit("thing/方远山")
    opened.page.click(f"#tabs [data-tab={tab}]")
    assert opened.page.evaluate("Yutu.network.getSelectedNodes().map(Facts.name)") == ["方远山"]
    opened.visit(opened.page.url.partition("#")[2])
    opened.page.click("#tabs [data-tab=facts]")
    assert opened.heading() == "方远山"


def test_a_path_is_kept_beside_a_tab(visit: Any) -> None:
    opened = visit("path/thing/方远山..thing/新渡县")
    opened.page.click("#tabs [data-tab=save]")
    assert opened.page.evaluate("Yutu.scene.marked.nodes.size") == 4
    opened.page.click("#tabs [data-tab=path]")
    assert opened.page.locator("#panel .stride").count() == 3


@pytest.mark.parametrize(
    ("state", "heading"),
    [
        ("thing/方远山", "方远山"),
        ("edge/thing/松溪抽水蓄能电站..thing/松溪县", "松溪抽水蓄能电站—松溪县"),
        ("thing/岭西省人民政府_澄江省人民政府深化合作框架协议", "岭西省人民政府 澄江省人民政府深化合作框架协议"),
        ("thing/nobody", "岭西日报　2024-04-11"),
        ("%E0%A4%A", "岭西日报　2024-04-11"),
        ("filters", "筛选"),
        ("matrix/met", "往来"),
    ],
)
def test_an_address_brings_a_view_back(visit: Any, state: str, heading: str) -> None:
    opened = visit(state)
    assert opened.heading() == heading
    assert opened.wrong == []


def test_a_view_sent_to_someone_opens_as_it_was(show: Any) -> None:
    opened = show(sample(), "thing/方远山?hide=Park&sure=0.5")
    assert opened.heading() == "方远山"
    assert "白鹭高新技术产业开发区" not in opened.drawn()


def test_a_neighbour_in_the_panel_is_a_link(show: Any) -> None:
    opened = show(sample(), focus="方远山")
    assert opened.heading() == "方远山"
    opened.page.click("#panel .names button:has-text('两省座谈会')")
    opened.headed("两省座谈会")
    opened.page.click("#panel .close")
    opened.headed("岭西日报")


def test_a_post_has_a_panel_though_no_node(visit: Any) -> None:
    opened = visit("thing/方远山")
    opened.page.click("#panel .tenure button:has-text('岭西省委书记')")
    opened.headed("岭西省委书记")
    assert "历任者" in opened.panel()
    assert "方远山" in opened.page.locator("#panel .tenure button").all_text_contents()
