"""A graph too large to draw at once: an overview that opens on click, and says what it leaves out."""

from __future__ import annotations

from typing import Any

import pytest
from view_sample import crowd, provinces

from kg.view import html


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
