"""How soon the picture of a graph stands still, how smoothly it is dragged, and how large it is, beside plain pyvis.

    python benchmarks/view.py [SIZE …] [--folder DIR] [--plain] [--limit SECONDS]

For made-up graphs of so many nodes (200, 2,000 and 10,000 unless others are asked for), or for the graph in DIR, prints the
seconds to write the page, its size, the seconds from opening it to its first stable picture, and the frames a second while
it is dragged. With --plain the same of pyvis (`Network.from_nx`), with its physics, waiting no longer than --limit, and with
positions fixed.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import networkx
from playwright.sync_api import sync_playwright
from pyvis.network import Network

from kg import ontology, publish
from kg.model import Article, Entity, Fact, Knowledge, Literal, Span
from kg.shelf import Shelf
from kg.view import write_html

SIZES = (200, 2_000, 10_000)
WIDE = {"width": 1440, "height": 900}
LETTERS = "山水云林石溪江海松竹梅兰春秋文华明远志新国安永宁长青"
KINDS = ("Official", "Official", "Department", "Enterprise", "Park", "Project", "Meeting", "Visit")
TIES = ("serves", "serves", "jurisdiction", "locatedIn", "locatedIn", "undertakenBy", "place", "place")
DRAG = 1.5  # seconds

# notes when a picture stands; what is drawn first by a page of ours has its names
WATCH = """window.stood = 0;
(function look() {
  let done = false;
  try { done = %s; } catch { done = false; }
  if (done) requestAnimationFrame(() => { window.stood = performance.now(); }); else requestAnimationFrame(look);
})();"""
OURS = "Yutu.lettering() !== null"
FIXED = "network.body.nodeIndices.length > 0 && network.canvas.frame.canvas.width > 0"
PHYSICS = "network.physics.stabilized || (network.physics.ready && !network.physics.timeout && !network.physics.simulationActive)"


def made_up(size: int) -> Iterator[Knowledge]:
    """Pages of a hundred entities each, which belong to the provinces and meet one another."""
    random = Random(11)
    provinces = [row for row in ontology.table("divisions") if row["class"] == "Province"]
    ids = [f"division/{row['code']}" for row in provinces]
    for start in range(0, size, 100):
        yield _page(start, min(100, size - start), random, provinces, ids)


def _page(start: int, count: int, random: Random, provinces: list[dict[str, str]], ids: list[str]) -> Knowledge:
    names = ["".join(random.choices(LETTERS, k=random.choice((2, 3, 3, 5, 8)))) for _ in range(count)]
    text = "\n".join(f"{name}与{random.choice(names)}在会上交换了意见。" for name in names) + "\n"
    day = dt.date(2020, 1, 1) + dt.timedelta(days=start % 1800)
    article = Article(f"日报/{start}/1", "日报", day, "01", "", names[0], "", text, "made-up")
    entities = [Entity(i, "Province", row["name"], code=row["code"]) for i, row in zip(ids, provinces, strict=True)]
    facts, at = [], 0
    for n, name in enumerate(names):
        kind = (start + n) % len(KINDS)
        entity = Entity(f"made/{start + n}", KINDS[kind], name)
        end = text.index("\n", at)
        span = Span(article.id, at, end, text[at:end])
        at = end + 1
        entities.append(entity)
        facts.append(Fact(TIES[kind], entity.id, random.choice(ids), span, "made-up", 0.9))
        facts.append(Fact("participant", entity.id, f"made/{start + random.randrange(n + 1)}", span, "made-up", 0.8))
        facts.append(Fact("startDate", entity.id, Literal(day.isoformat(), "date"), span, "made-up", 0.8))
    return Knowledge((article,), tuple(entities), tuple(facts))


def plain(parts: Iterable[Knowledge], physics: bool) -> str:
    """What pyvis makes of the same graph."""
    graph: Any = networkx.Graph()
    for part in parts:
        graph.add_nodes_from((entity.id, {"label": entity.name, "title": entity.kind}) for entity in part.entities)
        graph.add_edges_from((f.subject, f.object) for f in part.facts if isinstance(f.object, str))
    if not physics:
        random = Random(5)
        for _, values in graph.nodes(data=True):
            values |= {"x": random.uniform(-4000, 4000), "y": random.uniform(-3000, 3000)}
    # add_edge searches all edges each time, so they are put in at once
    network = Network(height="900px", width="100%", cdn_resources="in_line")
    network.from_nx(networkx.create_empty_copy(graph))
    network.edges = [{"from": one, "to": other} for one, other in graph.edges]
    network.toggle_physics(physics)
    return str(network.generate_html())


def opened(browser: Any, path: Path, truth: str, limit: float, handle: str) -> tuple[float, float]:
    """Seconds to the first stable picture (or `limit`), and frames a second while it is dragged."""
    page = browser.new_page(viewport=WIDE, reduced_motion="reduce")
    page.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
    page.add_init_script(WATCH % truth)
    page.goto(path.as_uri(), wait_until="commit")
    end = time.monotonic() + limit
    while time.monotonic() < end and not page.evaluate("window.stood"):
        page.wait_for_timeout(50)
    stood = page.evaluate("window.stood") / 1000 or limit
    frames = dragged(page, handle) if stood < limit else 0.0
    page.close()
    return stood, frames


def dragged(page: Any, handle: str) -> float:
    """Pictures drawn a second while the mouse drags the map."""
    page.wait_for_timeout(500)
    page.evaluate(f"window.drawn = 0; void {handle}.on('afterDrawing', () => window.drawn++)")
    page.mouse.move(*page.evaluate(EMPTY % {"network": handle}))
    page.mouse.down()
    start, step = time.monotonic(), 0
    while time.monotonic() - start < DRAG:
        step += 1
        page.mouse.move(500 + step % 300, 500 + step % 200)
    page.mouse.up()
    return float(page.evaluate("window.drawn")) / (time.monotonic() - start)


# a spot of the map where nothing is to be dragged but the map
EMPTY = """(() => { const box = %(network)s.canvas.frame.getBoundingClientRect();
  for (let n = 0; n < 400; n++) {
    const x = 200 + (n * 37) %% 700, y = 60 + (n * 53) %% 700;
    if (%(network)s.getNodeAt({x, y}) === undefined) return [x + box.x, y + box.y];
  }
  return [600, 400]; })()"""


def measured(browser: Any, name: str, write: Callable[[Path], None], truth: str, limit: float, handle: str) -> None:
    """Write a page, open it, and print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        path, start = Path(folder) / "map.html", time.monotonic()
        write(path)
        wrote = time.monotonic() - start
        stood, frames = opened(browser, path, truth, limit, handle)
        size = path.stat().st_size / 1e6
    still = f"{stood:7.2f}" if stood < limit else f">{limit:6.0f}"
    print(f"{name:<28} {wrote:7.2f} s  {size:7.2f} MB  {still} s  {frames:6.1f} fps", flush=True)


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--limit", type=float, default=60.0)
    args = parser.parse_args()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    print(f"{'':<28} {'written':>9} {'size':>11} {'stands':>10} {'dragged':>11}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        if args.folder:
            with Shelf.open(args.folder) as shelf:
                known = list(publish.parts(shelf))
            measured(browser, args.folder.name, lambda path: write_html(known, path), OURS, args.limit, "Yutu.network")
        for size in [] if args.folder else args.sizes:
            measured(
                browser, f"{size:,}", lambda p, n=size: write_html(made_up(n), p), OURS, args.limit, "Yutu.network"
            )
            for kind, physics in (("physics", True), ("positions fixed", False)) if args.plain else ():
                truth = PHYSICS if physics else FIXED
                html = lambda p, n=size, f=physics: p.write_text(plain(made_up(n), f), "utf-8")  # noqa: E731
                measured(browser, f"{size:,} pyvis, {kind}", html, truth, args.limit, "network")
        browser.close()


if __name__ == "__main__":
    main()
