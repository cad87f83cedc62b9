"""What a page printed is text and never run, in the file and in a notebook's frame."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browsing import WIDE
from view_sample import key, sample

import kg
from kg.model import Knowledge

HOSTILE = {
    "script": "<script>window.owned=1</script>",
    "ended": "</script><script>window.owned=1</script>",
    "image": '"><img src=x onerror="window.owned=1">',
    "lines": "山\u2028水\u2029</style><!--",
    "marks": "\u202e山水\u202c\u200f\u2066",
    "template": "{{ 7 * 7 }}${alert(1)}",
    "long": "山水" * 5000,
    "odd": "__proto__",
}


def hostile(text: str) -> Knowledge:
    """The sample, in which people, headlines, papers and sentences hold `text`."""
    plain = sample()
    named = {key("方远山"): text, key("两省座谈会"): text + "会"}
    entities = tuple(replace(e, name=named.get(e.id, e.name), aliases=(text,), english=text) for e in plain.entities)
    articles = tuple(
        replace(a, headline=text, newspaper=text, page=text, text=a.text.replace("代表团", text))
        for a in plain.articles
    )
    texts = {article.id: article.text for article in articles}
    spans = [
        replace(fact.evidence, text=texts[fact.evidence.article][fact.evidence.start : fact.evidence.end])
        for fact in plain.facts
    ]
    facts = tuple(replace(fact, evidence=span, rule=text) for fact, span in zip(plain.facts, spans, strict=True))
    return Knowledge(articles, entities, facts)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_a_page_printed_is_text(show: Any, text: str) -> None:
    opened = show(hostile(text), "thing/方远山", title=text)
    assert opened.heading() == text[:200]
    assert text[:20].strip() in opened.panel()
    for state in ("matrix/met", "filters", "save", "path/thing/方远山..thing/岭西省"):
        opened.visit(state)
    opened.find(text[:30])
    assert opened.page.evaluate("window.owned") is None
    assert opened.page.locator("#panel img, #panel script, #found img, header img, #panel a").count() == 0
    assert opened.wrong == []


def test_the_policy_stops_what_is_not_ours(visit: Any) -> None:
    opened = visit()
    opened.page.evaluate(
        """() => {
          const holder = document.createElement("div");
          holder.innerHTML = '<img src="data:image/png;base64,x" onerror="window.owned=1">';
          document.body.append(holder);
          const script = document.createElement("script");
          script.textContent = "window.owned=1";
          document.body.append(script);
          fetch("https://example.org/").catch(() => { window.stopped = 1; });
        }"""
    )
    opened.until("window.stopped === 1")
    assert opened.page.evaluate("window.owned") is None


def test_what_turns_writing_round_turns_nothing_beside_it(show: Any) -> None:
    opened = show(hostile("\u202e山水"), "thing/方远山")
    opened.panel()
    assert opened.page.locator("#panel .from bdi").count() > 3
    assert opened.page.evaluate(TURNED) == []


# parts of one line, told after what turns round, that do not stand to the right of it
TURNED = """[...document.querySelectorAll("#panel .from, #panel .also, #heading")].flatMap(line =>
  [...line.querySelectorAll("bdi")].slice(1).filter((part, n) => {
    const at = part.getBoundingClientRect(), before = line.querySelectorAll("bdi")[n].getBoundingClientRect();
    return at.top === before.top && at.left < before.right - 1;
  }).map(part => part.textContent))"""


def test_a_table_cell_is_no_formula(show: Any) -> None:
    opened = show(hostile("=HYPERLINK(1)"), "save")
    table = opened.saved("#save-csv").decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in table
    assert ",=HYPERLINK" not in table


def test_a_notebook_shows_it_in_place(browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    cell = kg.Graph(sample()).view()._repr_html_()
    assert os.listdir(tmp_path) == []
    page = browser.new_page(viewport=WIDE, reduced_motion="reduce")
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.set_content(f"<!doctype html><body><p>In [1]: graph.view()</p>{cell}</body>")
    frame = page.frame_locator("iframe")
    frame.locator("#panel h1").wait_for()
    frame.locator("#query").fill("fys")
    frame.locator("#found button").first.click()
    frame.locator("#panel h1", has_text="方远山").wait_for()
    frame.locator("#panel .names button", has_text="岭西省委书记").first.click()
    frame.locator("#panel h1", has_text="岭西省委书记").wait_for()
    assert wrong == []
    with page.expect_download():
        frame.locator("[data-tab=save]").click()
        frame.locator("#save-svg").click()
    page.close()
