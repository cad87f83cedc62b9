"""Search: by Chinese, alias, English, pinyin and initials; what is found is centred and marked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from browsing import Opened
from view_sample import sample

from kg.model import Entity
from kg.view import write_html


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("星桥", "星桥光电有限公司"),
        ("岭", "岭西省"),
        ("xingqiao", "星桥光电有限公司"),
        ("xqgd", "星桥光电有限公司"),
        ("fyshan", "方远山"),
        ("Fāng Yuǎnshān", "方远山"),
        ("shanyizhou", "单一舟"),
        ("dyz", "单一舟"),
        ("yunshui", "云水谷"),
    ],
)
def test_names_are_found(shown: Any, words: str, name: str) -> None:
    assert name in shown.find(words)[:3]


@pytest.fixture(scope="module")
def shown(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("search") / "map.html"
    lone = Entity("e/1", "Region", "云水谷", english="Yunshui Valley")
    write_html(replace(sample(), entities=(*sample().entities, lone)), path)
    opened = Opened(browser, path)
    yield opened
    opened.page.close()


def test_nothing_is_made_up(shown: Any) -> None:
    assert shown.find("没有的名字") == []
    assert "没有这个名称" in shown.page.text_content("#found")


def test_what_is_found_is_centred_and_marked(shown: Any) -> None:
    shown.page.fill("#query", "xinduxian")
    shown.page.press("#query", "Enter")
    shown.headed("新渡县")
    assert shown.page.evaluate("Yutu.network.getSelectedNodes().map(Facts.name)") == ["新渡县"]
    box = shown.page.locator("#map").bounding_box()
    x, y = shown.spot("新渡县")
    assert box["x"] < x < box["x"] + box["width"]
    assert abs(y - box["y"] - box["height"] / 2) < 0.4 * box["height"]


def test_the_list_is_one_of_options(shown: Any) -> None:
    shown.find("云水")
    assert shown.page.get_by_role("listbox", name="查找").get_by_role("option").count() == 1
    assert shown.page.get_by_role("combobox", expanded=True).count() == 1
    shown.page.locator("#heading").click()
    assert shown.page.get_by_role("listbox").count() == 0


def test_what_has_no_line_is_found_and_drawn(shown: Any) -> None:
    shown.find("云水")
    shown.page.keyboard.press("ArrowDown")
    shown.page.keyboard.press("Enter")
    shown.headed("云水谷")
    assert "云水谷" in shown.drawn()
