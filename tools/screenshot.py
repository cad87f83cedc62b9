"""Draws the picture in the README: the graph of the sample page, as a browser shows it, by day and by night.

    python tools/screenshot.py [FOLDER]

Writes sample.jpg and sample-dark.jpg into FOLDER, by default docs. Chromium is found by itself or named in CHROMIUM.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import kg

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "tests" / "pages" / "minfeng-20240418-A02.txt"
QUALITY = 80
SIZE = {"width": 1280, "height": 800}


def main(folder: Path) -> str:
    """Write both pictures; the figures that they show."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        path = Path(place) / "sample.html"
        kg.build(SAMPLE).view(path)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for theme, name in (("light", "sample.jpg"), ("dark", "sample-dark.jpg")):
            page = browser.new_page(viewport=SIZE, color_scheme=theme, reduced_motion="reduce")
            page.goto(path.as_uri())
            while not page.evaluate("Yutu.ready"):
                page.wait_for_timeout(50)
            page.wait_for_timeout(300)
            page.screenshot(path=folder / name, type="jpeg", quality=QUALITY)
            print(folder / name)
            shown = page.locator(".figures").inner_text()
        browser.close()
    return shown


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs")
