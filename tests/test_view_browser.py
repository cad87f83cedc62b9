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

from kg.model import Entity, Fact, Knowledge, Part, Span
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


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("knowledge", [sample(), crowd(300)])
def test_the_whole_map_and_its_names_are_in_sight(show: Any, knowledge: Knowledge, size: dict[str, int]) -> None:
    page = show(knowledge, size).page
    outside = page.evaluate(
        """() => {
          const map = document.getElementById("map"), {network} = Yutu, scale = network.getScale();
          const at = map.getBoundingClientRect();
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
    )
    assert outside == []


def with_lone() -> Knowledge:
    """The sample and two regions that nothing is said of."""
    extra = (Entity("e/1", "Region", "云水谷", english="Yunshui Valley"), Entity("e/2", "Region", "松风岭"))
    return replace(sample(), entities=(*sample().entities, *extra))


DRAWN = "Yutu.nodes.get().filter(node => !node.hidden).map(node => Yutu.told.entities[node.id].name)"


def test_what_has_no_line_is_drawn_when_asked_for(show: Any) -> None:
    page = show(with_lone()).page
    assert "云水谷" not in page.evaluate(DRAWN)
    assert "无连线 2 个" in page.text_content("#alone")
    assert "2 个实体与他者没有连线" in page.text_content("#panel")
    assert page.locator("#classes [data-kind=Region]").is_hidden()
    page.click("#alone")
    assert {"云水谷", "松风岭"} <= set(page.evaluate(DRAWN))
    assert page.locator("#classes [data-kind=Region]").is_visible()


def test_search_finds_by_english_what_is_not_drawn(show: Any) -> None:
    opened = show(with_lone())
    opened.page.fill("#query", "yunshui")
    opened.page.press("#query", "Enter")
    assert opened.heading() == "云水谷"
    assert "云水谷" in opened.page.evaluate(DRAWN)


def test_a_long_legend_stays_in_the_window(show: Any) -> None:
    page = show(with_lone(), {"width": 1440, "height": 420}).page
    for name in ("#legend", "#alone", "#tools"):
        box = page.locator(name).bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 420
    assert page.evaluate(
        "document.getElementById('classes').scrollHeight > document.getElementById('classes').clientHeight"
    )


def test_mastheads_are_not_counted_as_articles(show: Any) -> None:
    knowledge = sample()
    first = replace(knowledge.articles[0], parts=(Part("masthead", 0, 5),))
    page = show(replace(knowledge, articles=(first, *knowledge.articles[1:]))).page
    assert page.text_content("#panel .figures div >> nth=0") == "2篇文章"
    assert page.locator("#panel .articles li").count() == 2


def test_a_fact_of_the_gazetteer_says_so(show: Any) -> None:
    fact = Fact("locatedIn", key("青石村"), key("松溪县"), Span("", 0, 0, ""), "gazetteer")
    opened = show(replace(sample(), facts=(*sample().facts, fact)), focus="青石村")
    assert "出自行政区划地名录" in opened.page.text_content("#panel .listed")
    assert opened.page.locator("#listed").is_visible()


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
