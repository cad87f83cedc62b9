"""The page itself: pyvis draws the network into our template, with vis-network inside and nothing fetched.

Whatever a newspaper printed reaches the page as JSON in a block that is never run; the only scripts that may run are
those whose digests the page's Content-Security-Policy names.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module, resources
from pathlib import Path
from types import ModuleType
from typing import Any

from kg import ontology
from kg.model import Knowledge
from kg.view.apart import Box
from kg.view.focus import around
from kg.view.layout import place
from kg.view.picture import Picture, draw, is_printed, sublines
from kg.view.records import records
from kg.view.style import cut, style, width

# no browser moves more at ease, and no eye reads more
MOST = 5000

SCRIPTS = ("labels.js", "fit.js", "panel.js", "search.js", "view.js")
FONT, SMALL, LINE = 13.0, 11.0, 16.0

# in JSON inside HTML: what could end the block, begin a comment, or end a line of script
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&'\u2028\u2029"}


def render_html(knowledge: Knowledge, *, focus: str = "", title: str = "") -> str:
    """One HTML page that shows `knowledge` without any other file or the network.

    `focus` is a name: only what stands within two links of it is shown. Raises `UnknownNameError` if nothing bears it.
    """
    selected = ""
    if focus:
        knowledge, selected = around(knowledge, focus)
    picture = draw(knowledge, most=MOST)
    told = records(picture) | {"title": " ".join(title.split()), "selected": picture.index.get(selected, -1)}
    return _page(picture, told)


def write_html(knowledge: Knowledge, path: str | Path, *, focus: str = "", title: str = "") -> None:
    """Write what `render_html` gives to `path`, in UTF-8."""
    page = render_html(knowledge, focus=focus, title=title)
    # a lone surrogate from a broken page is no reason to lose the map
    Path(path).write_bytes(page.encode("utf-8", "replace"))


def _page(picture: Picture, told: dict[str, Any]) -> str:
    network = _pyvis().Network(cdn_resources="in_line")
    # its add_node and add_edge search all earlier ones each time
    network.nodes = _nodes(picture)
    network.edges = _edges(picture)
    network.options = _options(picture)
    network.templateEnv = _templates(told)
    network.path = "page.html"
    page: str = network.generate_html()
    return page


def _nodes(picture: Picture) -> list[dict[str, Any]]:
    lines = sublines(picture)
    names = {number: cut(picture.entities[number].name or picture.entities[number].id) for number in picture.shown}
    sizes = {number: _size(len(picture.neighbours.get(number, ()))) for number in picture.shown}
    boxes = [_box(names[number], lines.get(number, ""), sizes[number]) for number in picture.shown]
    order = {number: place for place, number in enumerate(picture.shown)}
    points = place(boxes, [(order[link.source], order[link.target]) for link in picture.links])
    return [
        {
            "id": number,
            "label": names[number],
            "group": picture.entities[number].kind,
            "size": sizes[number],
            "x": round(x, 1),
            # the box holds the shape above and the lettering below
            "y": round(y - box[1] / 2 + sizes[number], 1),
        }
        for number, (x, y), box in zip(picture.shown, points, boxes, strict=True)
    ]


def _size(degree: int) -> float:
    return round(min(26.0, 6 + 2.6 * math.sqrt(degree)), 1)


def _box(name: str, line: str, size: float) -> Box:
    lettering = max(width(name, FONT), width(line, SMALL))
    return max(2 * size, lettering) + 6, 2 * size + LINE * (2 if line else 1) + 6


def _edges(picture: Picture) -> list[dict[str, Any]]:
    labels = ontology.labels()
    edges = []
    for number, link in enumerate(picture.links):
        terms = dict.fromkeys(picture.facts[fact].property for fact in link.facts)
        shown = [labels[term]["zh"] if term in labels else term for term in terms if term != "postIn"]
        edge: dict[str, Any] = {"id": number, "from": link.source, "to": link.target, "facts": link.facts}
        edge["label"] = cut("、".join(shown))
        if not link.both and "cooperatesWith" not in terms:
            edge["arrows"] = "to"
        if not any(is_printed(picture.facts[fact]) for fact in link.facts):
            edge["light"] = True
        edges.append(edge)
    return edges


def _options(picture: Picture) -> dict[str, Any]:
    kinds = dict.fromkeys(picture.entities[number].kind for number in picture.shown)
    return {
        "groups": {kind: {"shape": style(kind).shape, "color": style(kind).colour} for kind in kinds},
        "many": len(picture.shown) > 1500,
        # positions come with the nodes
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
    }


def _templates(told: dict[str, Any]) -> Any:
    """pyvis's template environment with our page in it; everything is escaped unless it is ours."""
    from jinja2 import DictLoader, Environment, StrictUndefined
    from markupsafe import Markup

    scripts = [_vis(), *(_asset(name) for name in SCRIPTS)]
    environment = Environment(
        loader=DictLoader({"page.html": _asset("page.html")}), autoescape=True, undefined=StrictUndefined
    )
    environment.filters["embed"] = lambda value: Markup(_embed(value))
    environment.filters["seal"] = lambda text: Markup(text.translate(_ESCAPES))
    environment.globals |= {
        "told": told,
        "style": Markup(_asset("view.css")),
        "scripts": [Markup(script) for script in scripts],
        "policy": _policy(scripts),
    }
    return environment


def _embed(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _policy(scripts: list[str]) -> str:
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    allowed = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _asset(name: str) -> str:
    return resources.files("kg.view").joinpath(name).read_text("utf-8")


def _vis() -> str:
    """The vis-network that pyvis brings along."""
    folders = (resources.files("pyvis") / "templates" / "lib").iterdir()
    newest = max((folder for folder in folders if folder.name.startswith("vis-")), key=lambda folder: folder.name)
    return (newest / "vis-network.min.js").read_text("utf-8")


def _pyvis() -> ModuleType:
    with _without_ipython():
        return import_module("pyvis.network")


@contextmanager
def _without_ipython() -> Iterator[None]:
    """While this lasts, `from IPython.display import IFrame` costs nothing, unless IPython is there already.

    pyvis imports it for its own `show` in notebooks, which is never called here; IPython takes longer to load than
    the map to draw.
    """
    names = ("IPython", "IPython.display")
    if names[0] in sys.modules:
        yield
        return
    stands = {name: ModuleType(name) for name in names}
    vars(stands["IPython.display"])["IFrame"] = object
    sys.modules.update(stands)
    try:
        yield
    finally:
        for name in names:
            sys.modules.pop(name, None)
