"""A page of the view in a real browser, used as a reader would use it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@contextmanager
def running() -> Iterator[Any]:
    """Chromium; a test is skipped without it, but fails under CI."""
    ready = Path(CHROMIUM).exists()
    if not ready and os.environ.get("CI") == "true":
        pytest.fail(f"{CHROMIUM}: no such browser; apt-get install chromium, or say where in CHROMIUM")
    if not ready:
        pytest.skip(f"{CHROMIUM}: no such browser")
    with _playwright().sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def _playwright() -> Any:
    if os.environ.get("CI") != "true":
        return pytest.importorskip("playwright.sync_api")
    from playwright import sync_api

    return sync_api


class Opened:
    """A page with what it asked for and what went wrong in it."""

    def __init__(self, browser: Any, path: Path, state: str = "", **wishes: Any) -> None:
        self.page = browser.new_page(reduced_motion="reduce", **{"viewport": WIDE, **wishes})
        self.asked: list[str] = []
        self.wrong: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", lambda message: message.type == "error" and self.wrong.append(message.text))
        self.page.goto(path.as_uri() + (f"#{state}" if state else ""))
        self.until("Yutu.ready && Yutu.lettering() !== null")

    def visit(self, state: str = "") -> None:
        """Go to another state of the page, with nothing left of what was done to it but what was dragged."""
        self.wrong.clear()
        self.page.set_viewport_size(WIDE)
        self.page.emulate_media(color_scheme="light", media="screen")
        self.page.evaluate(
            """async state => {
              document.getElementById("query").value = "";
              document.getElementById("found").hidden = true;
              history.pushState(null, "", "#" + state);
              dispatchEvent(new Event("popstate"));
              await Yutu.settled();
              if (Yutu.scene.lone.size) Yutu.scene.showLone(false);
              if (Yutu.state().show === "start") Yutu.scene.paint.whole(false);
            }""",
            state,
        )
        self.until("Yutu.lettering() !== null")

    def until(self, truth: str, timeout: int = 10_000) -> None:
        """Wait for an expression to hold; the page's policy forbids what would wait inside it."""
        for _ in range(timeout // 20):
            if self.page.evaluate(truth):
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(f"never so: {truth}")

    def spot(self, name: str) -> tuple[float, float]:
        """Where on the screen the shape of `name` is."""
        x, y = self.page.evaluate(
            """name => {
              const id = Yutu.nodes.getIds().find(id => Facts.name(id) === name);
              const dom = Yutu.network.canvasToDOM(Yutu.network.getPosition(id));
              const map = document.getElementById("map").getBoundingClientRect();
              return [dom.x + map.x, dom.y + map.y];
            }""",
            name,
        )
        return x, y

    def click(self, name: str) -> None:
        """Click on the shape of `name`."""
        self.page.mouse.click(*self.spot(name))
        self.headed(name)

    def headed(self, text: str) -> None:
        """Wait for the panel to be headed so."""
        self.page.locator("#panel h1", has_text=text).first.wait_for()

    def heading(self) -> str:
        return str(self.page.text_content("#panel h1"))

    def panel(self) -> str:
        """The text of the panel, once all its sentences are there."""
        self.until("!document.querySelector('#panel .waiting')")
        return str(self.page.text_content("#panel"))

    def drawn(self) -> set[str]:
        """The names of all that is on the map just now."""
        return set(self.page.evaluate("Yutu.scene.entities().map(entity => entity.name)"))

    def find(self, words: str) -> list[str]:
        """What the search box suggests for `words`."""
        self.page.fill("#query", words)
        self.page.locator("#found li, #found p").first.wait_for()
        return list(self.page.locator("#found .name").all_text_contents())

    def saved(self, button: str) -> bytes:
        """The file that a button gives."""
        with self.page.expect_download() as waiting:
            self.page.click(button)
        return Path(waiting.value.path()).read_bytes()
