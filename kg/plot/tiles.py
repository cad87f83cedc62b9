"""Tile maps: each province an equal square, in about its geographic place, with its name and a number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kg import ontology
from kg.catalogue import question
from kg.networks import Provinces, provinces, undirected, within
from kg.plot import PlotError, source
from kg.plot.figure import GREY, HEAT, INK, PALE, RED, Picture, sheet, square, styled
from kg.questions import ask
from kg.rows import local

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_VISITS = """SELECT DISTINCT ?visit ?day ?place WHERE { %s ?visit a yt:Visit ; yt:place|yt:stop ?place .
  OPTIONAL { ?visit yt:startDate ?start } OPTIONAL { ?visit yt:scheduled ?announced } FILTER(!COALESCE(?announced, false))
  OPTIONAL { { SELECT ?visit (MIN(?printed) AS ?seen) WHERE {
    ?record rdf:subject ?visit ; prov:wasDerivedFrom/oa:hasSource/yt:published ?printed } GROUP BY ?visit } }
  BIND(COALESCE(STR(?start), STR(?seen), "") AS ?day) }"""
_THINGS = "SELECT DISTINCT ?thing WHERE { VALUES ?class { %s } ?thing a ?class }"


def grid() -> dict[str, tuple[int, int, str]]:
    """For each province row and column of its square, and its short name; `ontology/grid.tsv` has them.

    >>> grid()["division/110000"][:2]
    (2, 4)
    """
    short = {
        row["code"]: row["short"].split("|")[0] or row["name"] for row in ontology.table("divisions") if not row["end"]
    }
    return {
        f"division/{row['code']}": (int(row["row"]), int(row["column"]), short[row["code"]])
        for row in ontology.rows("grid.tsv")
    }


def visits(graph: source.Asked, visitor: str, since: str, until: str) -> Picture:
    """How many visits led to each province; one that led to several counts for each."""
    who = ""
    if visitor:
        # the catalogue knows how a person is named
        text = source.bound(graph, ("visits", "visitor"), question("career"), person=visitor)
        who = text[text.index("VALUES ?personIRI") : text.index("}", text.index("VALUES ?personIRI")) + 1]
        who += " ?visit yt:participant ?personIRI ."
    places = Provinces(graph.store)
    found: dict[str, set[str]] = defaultdict(set)
    for visit, day, place in ask(graph.store, _VISITS % who, stated=True).rows:
        assert visit is not None
        if within(day.value, since, until):  # type: ignore[union-attr]
            found[local(visit)] |= places.of(local(place))  # type: ignore[arg-type]
    zh, en = source.titles("visits")
    asked = " · ".join(filter(None, (visitor, f"{since} – {until}" if since or until else "")))
    return draw(graph, (f"{zh} · {visitor}" if visitor else zh, f"{en} {asked}".strip()), found.values())


def things(graph: source.Asked, name: str, classes: str) -> Picture:
    """How many things of these classes lie in each province."""
    places = Provinces(graph.store)
    rows = ask(graph.store, _THINGS % classes, stated=True).rows
    return draw(graph, source.titles(name), (places.of(local(thing)) for (thing,) in rows if thing is not None))


def partners(graph: source.Asked, province: str, since: str, until: str) -> Picture:
    """How strongly each province is tied to one: visits both ways, common zones and agreements, stated cooperation."""
    text = source.bound(graph, ("partners", "province"), question("governor"), province=province)
    wanted = text[text.index("VALUES ?province { ") + len("VALUES ?province { ") :].split()[0]
    network = provinces(graph.store, since=since, until=until)
    ident = next((node for node in network if wanted == f"<https://w3id.org/yutu/id/{node}>"), "")
    if not ident:
        raise PlotError(f"partners: {province[:60]!r} is no province of this graph")
    counts = {other: int(data["weight"]) for other, data in undirected(network)[ident].items()}
    zh, en = source.titles("partners", province=network.nodes[ident]["label"])
    return _draw(graph, (zh, en), counts, marked=ident)


def draw(graph: source.Asked, title: tuple[str, str], found: Iterable[Iterable[str]]) -> Picture:
    """A tile map of how often each province is among what is `found`; what is in none is said in a note."""
    counts: dict[str, int] = defaultdict(int)
    nowhere = 0
    for where in found:
        known = [province for province in where if province.startswith("division/")]
        nowhere += not known
        for province in known:
            counts[province] += 1
    note = ontology.settings("plots")["unplaced"].format(count=f"{nowhere:,}") if nowhere else ""
    return _draw(graph, title, counts, note)


def _draw(
    graph: source.Asked, title: tuple[str, str], counts: Mapping[str, int], note: str = "", marked: str = ""
) -> Picture:
    with styled():
        picture, axes = sheet((7.2, 10.0), title, source.told(graph), note)
        most = max((counts.get(ident, 0) for ident in grid()), default=0)
        for ident, (row, column, name) in grid().items():
            _tile(axes, (column, row), name, (counts.get(ident, 0), most), ident == marked)
        axes.set_xlim(0, 7)
        axes.set_ylim(9, 0)
        axes.set_aspect("equal", anchor="NW")
    return picture


def _tile(axes: Axes, at: tuple[int, int], name: str, count: tuple[int, int], marked: bool) -> None:
    (x, y), (number, most) = at, count
    heat = number / most if most else 0.0
    face = HEAT(heat) if number else PALE
    ink = "white" if number and heat > 0.5 else INK if number or marked else GREY
    square(axes, (x, y), "white" if marked else face, edge=RED if marked else "")
    axes.text(x + 0.12, y + 0.14, name, size=11, weight="bold", color=ink, ha="left", va="top")
    if number:
        axes.text(x + 0.12, y + 0.86, f"{number:,}", size=13, color=ink, ha="left", va="baseline")
