"""Reading the map: legend, lines, both lights, both languages, paper, phone and keyboard."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from browsing import NARROW
from view_sample import key, sample

from kg.model import Entity, Fact, Knowledge, Part, Span

CONTRAST = """() => {
  const part = c => { c /= 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
  const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  const numbers = text => text.match(/[\\d.]+/g).map(Number);
  const ground = element => {
    for (let at = element; at; at = at.parentElement) {
      const found = numbers(getComputedStyle(at).backgroundColor);
      if (found.length === 3 || found[3] > 0.99) return found;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const element of document.querySelectorAll("header *, aside *, #legend *, #tools *")) {
    const own = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    if (!own || !element.checkVisibility() || element.closest("option, svg")) continue;
    const [one, other] = [light(numbers(getComputedStyle(element).color)), light(ground(element))].sort((a, b) => a - b);
    if ((other + 0.05) / (one + 0.05) < 4.5) poor.push([element.className || element.tagName, element.textContent.slice(0, 20)]);
  }
  return poor;
}"""


def with_lone() -> Knowledge:
    """The sample and two regions that nothing is said of."""
    extra = (Entity("e/1", "Region", "云水谷", english="Yunshui Valley"), Entity("e/2", "Region", "松风岭"))
    return replace(sample(), entities=(*sample().entities, *extra))


def test_the_legend_hides_and_shows_a_class(visit: Any) -> None:
    opened = visit()
    opened.page.click("#classes [data-kind=Official]")
    assert not {"方远山", "贺知秋"} & opened.drawn()
    assert opened.page.get_attribute("#classes [data-kind=Official]", "aria-pressed") == "false"
    assert opened.page.evaluate("Yutu.edges.get().filter(edge => edge.hidden).length") > 20
    opened.page.click("#classes [data-kind=Official]")
    assert {"方远山", "贺知秋"} <= opened.drawn()


def test_with_shift_the_legend_leaves_one_class(visit: Any) -> None:
    opened = visit()
    opened.page.click("#classes [data-kind=Province]", modifiers=["Shift"])
    assert opened.drawn() == {"岭西省", "澄江省"}


def test_the_legend_hides_a_family_of_lines(visit: Any) -> None:
    opened = visit()
    opened.page.click("#families [data-family=event]")
    assert "两省座谈会" not in opened.drawn()
    assert "翁小满" in opened.drawn()
    shown = opened.page.evaluate("Yutu.edges.get().filter(edge => !edge.hidden).map(edge => edge.terms).flat()")
    assert not {"participant", "speaker", "place"} & set(shown)


def test_lines_differ_by_what_they_tell(visit: Any) -> None:
    looks = visit().page.evaluate(
        "[...new Set(Yutu.edges.get().map(edge => edge.family + ' ' + JSON.stringify(edge.dashes) + edge.color.color))]"
    )
    families = [look.split(" ")[0] for look in looks]
    assert sorted(families) == ["event", "office", "place", "work"]
    assert len({look.split(" ")[1] for look in looks}) == 4


def test_what_has_no_line_is_drawn_when_asked_for(show: Any) -> None:
    opened = show(with_lone())
    assert "云水谷" not in opened.drawn()
    assert "无连线 2 个" in opened.page.text_content("#alone")
    assert "2 个实体与他者没有连线" in opened.page.text_content("#panel")
    opened.page.click("#alone")
    assert {"云水谷", "松风岭"} <= opened.drawn()
    assert opened.page.locator("#classes [data-kind=Region]").is_visible()


def test_a_long_legend_stays_in_the_window(show: Any) -> None:
    page = show(with_lone(), viewport={"width": 1440, "height": 420}).page
    for name in ("#legend", "#alone", "#tools"):
        box = page.locator(name).bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 420


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


def test_day_and_night(visit: Any) -> None:
    opened = visit()
    opened.page.emulate_media(color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert opened.page.evaluate(ground) == "rgb(27, 28, 30)"
    opened.page.click("#theme")
    assert opened.page.evaluate(ground) == "rgb(250, 248, 242)"
    assert "theme=light" in opened.page.url


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", ["thing/方远山", "filters", "matrix/met", "save"])
def test_all_writing_can_be_read(visit: Any, theme: str, state: str) -> None:
    opened = visit(f"{state}?theme={theme}")
    opened.panel()
    assert opened.page.evaluate(CONTRAST) == []


def test_chinese_and_english(visit: Any) -> None:
    opened = visit("thing/方远山")
    assert "历任职务" in opened.panel()
    opened.page.click("#language")
    assert "Posts over time" in opened.panel()
    assert "official" in opened.page.text_content("#classes")
    assert opened.page.get_attribute("html", "lang") == "en"
    assert "lang=en" in opened.page.url
    opened.page.click("#language")
    assert "官员" in opened.page.text_content("#classes")


def test_on_a_phone_nothing_is_wider_than_it(show: Any) -> None:
    opened = show(sample(), focus="方远山", viewport=NARROW, has_touch=True)
    assert opened.page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    opened.page.tap("#panel .close")
    assert opened.page.locator("#panel").is_hidden()
    for tab in ("filters", "path", "matrix", "save", "facts"):
        opened.page.tap(f"#tabs [data-tab={tab}]")
        box = opened.page.locator("#panel").bounding_box()
        assert box["width"] <= NARROW["width"]
        assert box["height"] > 150


def test_on_a_phone_what_is_tapped_stays_in_sight(show: Any) -> None:
    opened = show(sample(), viewport=NARROW, has_touch=True)
    low = opened.page.evaluate(LOWEST)
    opened.page.touchscreen.tap(*opened.spot(low))
    opened.until("Yutu.state().show === 'entity'")
    opened.panel()
    panel = opened.page.locator("#panel").bounding_box()
    assert 52 < opened.spot(opened.heading())[1] < panel["y"]
    opened.page.fill("#query", "岭西")
    opened.page.locator("#found li").first.wait_for()
    assert opened.page.locator("#found").bounding_box()["width"] > 0.9 * NARROW["width"]


# of the shapes that stand clear of what lies on the map, the one farthest down
LOWEST = """Facts.name(Yutu.scene.ranked.map(({id}) => ({id, ...Yutu.network.canvasToDOM(Yutu.network.getPosition(id))})).filter(({x, y}) => {
  const map = document.getElementById("map").getBoundingClientRect();
  return document.elementFromPoint(x + map.x, y + map.y)?.tagName === "CANVAS";
}).sort((a, b) => b.y - a.y)[0].id)"""


def test_the_keyboard_reaches_the_map(visit: Any) -> None:
    opened = visit()
    opened.page.keyboard.press("/")
    assert opened.page.evaluate("document.activeElement.id") == "query"
    opened.page.focus("#map")
    opened.page.keyboard.press("ArrowRight")
    first = opened.heading()
    opened.page.keyboard.press("ArrowLeft")
    assert opened.heading() != first
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate("document.activeElement.id") == "panel"
    opened.page.keyboard.press("Escape")
    assert "岭西日报" in opened.heading()


@pytest.mark.parametrize(
    ("state", "pressed", "held"),
    [
        ("thing/方远山", "#panel .names button >> nth=0", "panel"),
        ("thing/方远山", "#panel .close", "panel"),
        ("thing/方远山", "#steps-2", "steps-2"),
        ("matrix/met", "#matrix-visits", "matrix-visits"),
        ("filters?sure=0.5", "#reset", "reset"),
    ],
)
def test_the_focus_stays_where_one_reads(visit: Any, state: str, pressed: str, held: str) -> None:
    opened = visit(state)
    opened.panel()
    opened.page.focus(pressed)
    opened.page.keyboard.press("Enter")
    opened.page.evaluate("Yutu.settled()")
    assert opened.page.evaluate("document.activeElement.id") == held


def test_few_steps_lead_to_the_panel(visit: Any) -> None:
    opened = visit()
    stops = opened.page.evaluate(STOPS)
    assert stops[0] == "skip"
    assert stops.index("tab-facts") < 14
    assert sum(stop.startswith(("kind-", "family-", "alone")) for stop in stops) == 1
    opened.page.evaluate("document.activeElement.blur()")
    opened.page.focus("#skip")
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate("document.activeElement.id") == "panel"


# what Tab reaches, one after another
STOPS = """[...document.querySelectorAll("button, input, select, textarea, a[href], [tabindex]")].filter(each =>
  each.tabIndex >= 0 && each.checkVisibility()).map(each => each.id || each.className)"""


def test_arrows_lead_through_tabs_and_legend(visit: Any) -> None:
    opened = visit()
    opened.page.focus("#tab-facts")
    opened.page.keyboard.press("ArrowRight")
    opened.page.keyboard.press("Enter")
    assert opened.heading() == "筛选"
    assert opened.page.get_attribute("#panel", "aria-labelledby") == "tab-filters"
    opened.page.focus("#kind-Official")
    opened.page.keyboard.press("End")
    opened.page.keyboard.press("Home")
    assert opened.page.evaluate("document.activeElement.id") == "kind-Official"
    opened.page.keyboard.press("Enter")
    assert "方远山" not in opened.drawn()
    assert opened.page.evaluate("document.activeElement.id") == "kind-Official"


def test_the_window_is_named_after_what_is_open(visit: Any) -> None:
    opened = visit("thing/方远山")
    assert opened.page.title() == "方远山 · 舆图"
    opened.page.click("#tab-filters")
    opened.page.click("#language")
    assert opened.page.title() == "Filter · Yutu"
    opened.page.click("#language")


def test_the_heading_alone_is_read_out(visit: Any) -> None:
    opened = visit()
    assert opened.page.get_attribute("#panel", "aria-live") is None
    opened.click("方远山")
    assert opened.page.text_content("[role=status]") == "方远山"


def test_every_control_has_a_name(visit: Any) -> None:
    nameless = visit("filters").page.evaluate(
        """() => [...document.querySelectorAll("button, input, select, textarea, [role]")].filter(each =>
          !(each.getAttribute("aria-label") || each.textContent.trim() || each.closest("label"))).map(each => each.outerHTML)"""
    )
    assert nameless == []


def test_on_paper_the_whole_picture_stands_above_the_facts(visit: Any) -> None:
    opened = visit("thing/方远山")
    opened.page.emulate_media(color_scheme="dark")
    seen = opened.page.locator("#map").bounding_box()
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    opened.page.set_viewport_size({"width": 720, "height": 1000})
    opened.page.emulate_media(media="print")
    assert opened.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(250, 248, 242)"
    assert opened.page.locator("#tools, #search, #tabs, #map").filter(visible=True).count() == 0
    sheet, legend, panel = (opened.page.locator(name).bounding_box() for name in ("#sheet", "#legend", "#panel"))
    assert sheet["width"] / sheet["height"] == pytest.approx(seen["width"] / seen["height"], rel=0.02)
    assert sheet["width"] <= 720
    assert sheet["y"] + sheet["height"] <= legend["y"] + 1
    assert legend["y"] + legend["height"] <= panel["y"] + 1
    assert opened.page.evaluate(CUT) == []
    assert opened.page.evaluate("getComputedStyle(document.querySelector('#panel mark')).printColorAdjust") == "exact"
    opened.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert opened.page.locator("#sheet").count() == 0


# what is larger than its box and so cut on paper
CUT = """[...document.querySelectorAll("#panel, #legend, #keys, #classes, main")].filter(each =>
  each.scrollHeight > each.clientHeight + 1 && getComputedStyle(each).overflowY !== "visible").map(each => each.id)"""


def test_the_legend_tells_how_many_are_drawn(visit: Any) -> None:
    opened = visit("?from=2024-04-11&without=holds,serves,postIn")
    rows = opened.page.evaluate(
        "[...document.querySelectorAll('#classes button')].map(row => [row.dataset.kind, row.lastChild.textContent])"
    )
    drawn = opened.page.evaluate("Object.fromEntries(Yutu.scene.drawnOf())")
    assert {kind: count.partition(" / ")[0] for kind, count in rows} == {kind: str(drawn[kind]) for kind, _ in rows}
    assert sum(drawn.values()) == len(opened.drawn())
    assert [count for _, count in rows if " / " in count]
