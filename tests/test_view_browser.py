"""The map in a real browser: it asks for nothing, stands still, shows the sentence, and runs nothing a page printed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from view_sample import crowd, key, sample

from kg.model import Knowledge
from kg.view import write_html

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
HOSTILE = '<script>window.owned=1</script><img src=x onerror="window.owned=1">"></script>\u2028山'


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    ready = Path(CHROMIUM).exists()
    if not ready and os.environ.get("CI") == "true":
        pytest.fail(f"{CHROMIUM}: no such browser; apt-get install chromium, or say where in CHROMIUM")
    if not ready:
        pytest.skip(f"{CHROMIUM}: no such browser")
    with _playwright().sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


def _playwright() -> Any:
    if os.environ.get("CI") != "true":
        return pytest.importorskip("playwright.sync_api")
    from playwright import sync_api

    return sync_api


class Opened:
    """A page with what it asked for and what went wrong in it."""

    def __init__(self, browser: Any, path: Path, size: dict[str, int]) -> None:
        self.page = browser.new_page(viewport=size, reduced_motion="reduce")
        self.asked: list[str] = []
        self.wrong: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", lambda message: message.type == "error" and self.wrong.append(message.text))
        self.page.goto(path.as_uri())
        self.page.wait_for_function("Yutu.lettering() !== null")

    def click(self, name: str) -> None:
        """Click on the shape that stands for `name`."""
        at = self.page.evaluate(
            """name => {
              const id = Yutu.told.entities.findIndex(entity => entity.name === name);
              const dom = Yutu.network.canvasToDOM(Yutu.network.getPosition(id));
              const map = document.getElementById("map").getBoundingClientRect();
              return [dom.x + map.x, dom.y + map.y];
            }""",
            name,
        )
        self.page.mouse.click(*at)
        # vis-network waits for a second click before it believes in one
        self.page.wait_for_selector("#panel h1")

    def heading(self) -> str:
        return str(self.page.text_content("#panel h1"))


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Any]:
    opened: list[Opened] = []

    def one(knowledge: Knowledge, size: dict[str, int] = WIDE, **wishes: str) -> Opened:
        write_html(knowledge, tmp_path / "map.html", **wishes)
        opened.append(Opened(browser, tmp_path / "map.html", size))
        return opened[-1]

    yield one
    for each in opened:
        each.page.close()


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_nothing_is_asked_for_and_nothing_goes_wrong(show: Any, size: dict[str, int]) -> None:
    opened = show(sample(), size)
    assert all(url.startswith(("file:", "data:")) for url in opened.asked)
    assert len([url for url in opened.asked if url.startswith("file:")]) == 1
    assert opened.wrong == []


def test_it_stands_still(show: Any) -> None:
    page = show(sample()).page
    before = page.evaluate("Yutu.network.getPositions()")
    page.wait_for_timeout(1000)
    assert page.evaluate("Yutu.network.getPositions()") == before
    assert len(before) > 50


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("knowledge", [sample(), crowd(300)])
def test_labels_do_not_overlap(show: Any, knowledge: Knowledge, size: dict[str, int]) -> None:
    boxes = show(knowledge, size).page.evaluate("Yutu.lettering().letters.map(({x, y, w, h}) => ({x, y, w, h}))")
    crossing = [
        (a, b)
        for number, a in enumerate(boxes)
        for b in boxes[:number]
        if abs(2 * (a["x"] - b["x"]) + a["w"] - b["w"]) < a["w"] + b["w"] - 0.01
        and abs(2 * (a["y"] - b["y"]) + a["h"] - b["h"]) < a["h"] + b["h"] - 0.01
    ]
    assert crossing == []
    assert len(boxes) > 25


def test_the_whole_map_is_in_sight(show: Any) -> None:
    page = show(sample()).page
    outside = page.evaluate(
        """() => {
          const map = document.getElementById("map");
          const legend = document.getElementById("legend").getBoundingClientRect();
          const points = Object.values(Yutu.network.getPositions()).map(at => Yutu.network.canvasToDOM(at));
          return points.filter(({x, y}) => x < legend.right || y < 0 || x > map.clientWidth || y > map.clientHeight);
        }"""
    )
    assert outside == []


def test_a_click_on_a_node_shows_its_facts_and_their_sentences(show: Any) -> None:
    opened = show(sample())
    opened.click("方远山")
    opened.page.wait_for_function("document.querySelector('#panel h1').textContent === '方远山'")
    panel = opened.page.text_content("#panel")
    assert "岭西省委书记、省人大常委会主任方远山，澄江省委书记" in panel
    assert "岭西日报 · 2024-04-11 · 第01版 · 我省党政代表团赴澄江省学习考察" in panel
    assert "方远山" in opened.page.locator("#panel mark").all_text_contents()


def test_a_click_on_an_edge_shows_what_joins_the_two(show: Any) -> None:
    opened = show(sample())
    at = opened.page.evaluate(
        """() => {
          const name = id => Yutu.told.entities[id].name;
          const edge = Yutu.edges.get().find(({from, to}) => [from, to].map(name).includes("松溪抽水蓄能电站"));
          const [a, b] = [edge.from, edge.to].map(id => Yutu.network.canvasToDOM(Yutu.network.getPosition(id)));
          const map = document.getElementById("map").getBoundingClientRect();
          return [a.x * 0.5 + b.x * 0.5 + map.x, a.y * 0.5 + b.y * 0.5 + map.y];
        }"""
    )
    opened.page.mouse.click(*at)
    opened.page.wait_for_selector("#panel h1 .joint")
    assert "松溪抽水蓄能电站" in opened.heading()
    assert "电站位于松溪县" in opened.page.text_content("#panel blockquote >> nth=0")


def test_a_neighbour_in_the_panel_is_a_link(show: Any) -> None:
    opened = show(sample(), focus="方远山")
    assert opened.heading() == "方远山"
    opened.page.click("#panel .names button:has-text('两省座谈会')")
    assert opened.heading() == "两省座谈会"
    opened.page.click("#panel .close")
    assert "岭西日报" in opened.heading()


def test_a_post_has_a_panel_though_no_node(show: Any) -> None:
    opened = show(sample(), focus="方远山")
    opened.page.click("#panel .names button:has-text('岭西省委书记')")
    assert opened.heading() == "岭西省委书记"
    assert "方远山" in opened.page.locator("#panel .names button").all_text_contents()


def test_what_a_page_printed_is_text_and_never_run(show: Any) -> None:
    plain = sample()
    odd = {key("方远山"): HOSTILE, key("两省座谈会"): "</script><b>会</b>"}
    hostile = tuple(replace(e, name=odd.get(e.id, e.name), aliases=(HOSTILE,)) for e in plain.entities)
    articles = tuple(replace(article, headline=HOSTILE, newspaper=HOSTILE) for article in plain.articles)
    opened = show(replace(plain, entities=hostile, articles=articles), title=HOSTILE)
    assert opened.page.title().startswith("<script>")
    opened.click(HOSTILE)
    opened.page.wait_for_function("name => document.querySelector('#panel h1').textContent === name", arg=HOSTILE)
    opened.page.fill("#query", "<script>window")
    assert HOSTILE in opened.page.locator("#found .name").all_text_contents()
    assert opened.page.evaluate("window.owned") is None
    assert opened.page.locator("#panel img, #panel b, #found img, header img").count() == 0
    assert opened.wrong == []


def test_the_policy_stops_a_script_that_is_not_ours(show: Any) -> None:
    opened = show(sample())
    opened.page.evaluate(
        """() => {
          const holder = document.createElement("div");
          holder.innerHTML = '<img src="data:image/png;base64,x" onerror="window.owned=1">';
          document.body.append(holder);
          const script = document.createElement("script");
          script.textContent = "window.owned=1";
          document.body.append(script);
        }"""
    )
    opened.page.wait_for_timeout(200)
    assert opened.page.evaluate("window.owned") is None


def test_the_legend_hides_and_shows_a_class(show: Any) -> None:
    page = show(sample()).page
    hidden = "Yutu.nodes.get().filter(node => node.hidden).map(node => Yutu.told.entities[node.id].kind)"
    edges = "Yutu.edges.get().filter(edge => edge.hidden).length"
    page.click("#classes [data-kind=Official]")
    assert set(page.evaluate(hidden)) == {"Official"}
    assert page.evaluate(edges) > 20
    assert page.get_attribute("#classes [data-kind=Official]", "aria-pressed") == "false"
    page.click("#classes [data-kind=Official]")
    assert (page.evaluate(hidden), page.evaluate(edges)) == ([], 0)


def test_the_search_box_finds_names_and_aliases(show: Any) -> None:
    opened = show(sample())
    opened.page.fill("#query", "星桥")
    assert opened.page.locator("#found .name").all_text_contents() == ["星桥光电有限公司"]
    opened.page.press("#query", "Enter")
    assert opened.heading() == "星桥光电有限公司"


def test_on_a_narrow_screen_nothing_is_wider_than_it(show: Any) -> None:
    opened = show(sample(), NARROW, focus="方远山")
    assert opened.page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    assert opened.page.locator("#panel").bounding_box()["width"] <= NARROW["width"]
