"""The page itself: pyvis draws the network into our template, with vis-network inside and nothing fetched.

Whatever a newspaper printed reaches the page as JSON in a block that is never run; the only scripts that may run are
those whose digests the page's Content-Security-Policy names.
"""

from __future__ import annotations

import base64
import hashlib
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module, resources
from pathlib import Path
from types import ModuleType
from typing import Any

from kg.kinds import ROOM
from kg.model import Knowledge
from kg.rdf import ID, PREFIXES, YT
from kg.resolve.settled import Record
from kg.view import homes, records
from kg.view.blocks import ESCAPES, embedded, packed
from kg.view.drawing import Sheet, between, discs
from kg.view.focus import around
from kg.view.gather import gather
from kg.view.overview import Group, groups
from kg.view.picture import Picture, draw
from kg.view.tenures import tenures

# no browser moves more at ease, and no eye reads more
MOST = 5000

SCRIPTS = (
    *(
        "dom",
        "blocks",
        "words",
        "look",
        "fit",
        "labels",
        "ground",
        "facts",
        "sentences",
        "ties",
        "panel",
        "overview",
        "search",
    ),
    *(
        "time",
        "filters",
        "sieve",
        "groups",
        "legend",
        "paths",
        "matrix",
        "query",
        "save",
        "address",
        "dress",
        "paint",
        "scene",
        "keys",
        "view",
    ),
)

Scene = tuple[list[dict[str, Any]], list[dict[str, Any]]]


def render_html(
    known: Knowledge | Iterable[Knowledge], *, settled: Iterable[Record] = (), focus: str = "", title: str = ""
) -> str:
    """One HTML page that shows what is known (the parts one after another) without any other file or the network.

    `settled` is what pages tell together: tenures are shown with persons and posts. `focus` is a name: only what stands within two links of it is shown. Raises `UnknownNameError` if nothing bears it.
    """
    gathered = gather([known] if isinstance(known, Knowledge) else known)
    selected = ""
    if focus:
        gathered, selected = around(gathered, focus)
    picture = draw(gathered)
    index = {entity.id: number for number, entity in enumerate(picture.entities)}
    told = {"title": " ".join(title.split()), "selected": index.get(selected, -1)}
    return _page(picture, told, tenures(settled, index))


def write_html(
    known: Knowledge | Iterable[Knowledge],
    path: str | Path,
    *,
    settled: Iterable[Record] = (),
    focus: str = "",
    title: str = "",
) -> None:
    """Write what `render_html` gives to `path`, in UTF-8."""
    save(render_html(known, settled=settled, focus=focus, title=title), path)


def save(page: str, path: str | Path) -> None:
    """Write a page to `path`, in UTF-8."""
    # a lone surrogate from a broken page is no reason to lose the map
    Path(path).write_bytes(page.encode("utf-8", "replace"))


def _page(picture: Picture, told: dict[str, Any], terms: dict[str, Any]) -> str:
    belongs = homes.told(picture.entities, picture.facts)
    anchors = homes.guessed(picture, belongs)
    sheet = Sheet(picture, anchors, homes.seats())
    (nodes, edges), more, blocks = _scenes(picture, sheet, anchors)
    network = _pyvis().Network(cdn_resources="in_line")
    # its add_node and add_edge search all earlier ones each time
    network.nodes, network.edges, network.options = nodes, edges, _options()
    network.templateEnv = _templates(told | _told(picture, anchors) | more, blocks | _blocks(picture, belongs, terms))
    network.path = "page.html"
    page: str = network.generate_html()
    return page


def _scenes(picture: Picture, sheet: Sheet, anchors: Mapping[int, str]) -> tuple[Scene, dict[str, Any], dict[str, str]]:
    """What is drawn first, what the page is told of it, and what is drawn when a part of it is opened."""
    if len(picture.neighbours) <= MOST:
        # those without a line are drawn when asked for, if they are not too many
        lone = MOST - len(picture.neighbours)
        numbers = [n for n in picture.shown if n in picture.neighbours or (lone := lone - 1) >= 0]
        whole = sheet.nodes(numbers, picture.links), sheet.edges(enumerate(picture.links))
        return whole, {"omitted": len(picture.shown) - len(numbers), "groups": []}, {}
    found = groups(picture, anchors, MOST)
    told = {
        "omitted": 0,
        "groups": discs(picture, found, homes.seats()),
        "between": between(found, picture.links),
        "lone": len(picture.shown) - len(picture.neighbours),
        "most": MOST,
    }
    return ([], []), told, _opened(picture, sheet, found)


def _opened(picture: Picture, sheet: Sheet, found: Sequence[Group]) -> dict[str, str]:
    """The drawing of each group, and who belongs to which."""
    home = {number: at for at, group in enumerate(found) for number in group.members}
    inner: list[list[int]] = [[] for _ in found]
    for number, link in enumerate(picture.links):
        if home[link.source] == home[link.target]:
            inner[home[link.source]].append(number)
    blocks = {f"group{at}": _group(picture, sheet, group, inner[at]) for at, group in enumerate(found)}
    members = sorted(home.items())
    entity, group = [number for number, _ in members], [at for _, at in members]
    return blocks | {"members": packed({"group": group, "entity": entity})}


def _group(picture: Picture, sheet: Sheet, group: Group, inner: Iterable[int]) -> str:
    kept = _best(picture, group.members)
    numbers = [n for n in inner if {picture.links[n].source, picture.links[n].target} <= kept]
    links = [picture.links[n] for n in numbers]
    nodes = sheet.nodes(sorted(kept), links, charted=False)
    return packed({"nodes": nodes, "edges": sheet.edges(zip(numbers, links, strict=True))})


def _best(picture: Picture, members: tuple[int, ...]) -> set[int]:
    return set(sorted(members, key=lambda number: (-len(picture.neighbours[number]), number))[:MOST])


def _told(picture: Picture, anchors: Mapping[int, str]) -> dict[str, Any]:
    return {
        "classes": records.classes(picture),
        "aside": records.aside(picture),
        "families": records.families(picture),
        "people": records.people(),
        "counts": {"entities": len(picture.shown), "facts": len(picture.facts), "links": len(picture.links)},
        "sheet": records.SHEET,
        "base": ID,
        "terms": YT,
        "prefixes": PREFIXES,
        "rooms": ROOM,
        "places": records.places(anchors.values()),
        **records.texts(),
    }


def _blocks(picture: Picture, belongs: Mapping[int, str], terms: dict[str, Any]) -> dict[str, str]:
    """What the page opens after it has drawn the map, and the sentences, a sheet at a time."""
    large = {
        "entities": records.entities(picture, belongs),
        "facts": records.facts(picture.facts),
        "articles": records.articles(picture.articles),
        "tenures": terms,
        "sounds": records.sounds(picture.entities),
    }
    sheets = enumerate(records.sheets(picture.quotes))
    return {name: packed(value) for name, value in large.items()} | {f"quotes{n}": packed(sheet) for n, sheet in sheets}


def _options() -> dict[str, Any]:
    return {
        # positions come with the nodes
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
    }


def _templates(told: dict[str, Any], blocks: Mapping[str, str]) -> Any:
    """pyvis's template environment with our page in it; everything is escaped unless it is ours."""
    from jinja2 import DictLoader, Environment, StrictUndefined
    from markupsafe import Markup

    scripts = [_vis(), *(_asset(f"{name}.js") for name in SCRIPTS)]
    environment = Environment(
        loader=DictLoader({"page.html": _asset("page.html")}), autoescape=True, undefined=StrictUndefined
    )
    environment.filters["embed"] = lambda value: Markup(embedded(value))
    environment.filters["seal"] = lambda text: Markup(text.translate(ESCAPES))
    environment.globals |= {
        "told": told,
        "blocks": {name: Markup(block) for name, block in blocks.items()},
        "style": Markup(_asset("view.css") + _asset("panel.css")),
        "scripts": [Markup(script) for script in scripts],
        "policy": _policy(scripts),
    }
    return environment


def _policy(scripts: Iterable[str]) -> str:
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
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
