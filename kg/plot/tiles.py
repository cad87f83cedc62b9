"""Tile maps: each province an equal square, in about its geographic place, with its name and a number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kg import ontology
from kg.catalogue import question
from kg.networks import Provinces, begins, happened, ident, provinces, undirected
from kg.plot import PlotError, source
from kg.plot.figure import GREY, HEAT, INK, PALE, RED, Picture, box, sheet, square, styled
from kg.questions import ask
from kg.rdf import iri

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_VISITS = """SELECT DISTINCT ?visit ?day ?place WHERE { %s ?visit a yt:Visit ; yt:place|yt:stop ?place .
  OPTIONAL { ?visit yt:startDate ?start } OPTIONAL { ?visit yt:scheduled ?announced } FILTER(!COALESCE(?announced, false))
  OPTIONAL { { SELECT ?visit (MIN(?printed) AS ?seen) WHERE {
    ?record rdf:subject ?visit ; prov:wasDerivedFrom/oa:hasSource/yt:published ?printed } GROUP BY ?visit } }
  BIND(COALESCE(STR(?start), STR(?seen), "") AS ?day) }"""
LEAST = 5  # where the darkest colour begins
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
    places, counts = Provinces(graph.store), happened(graph.store, since, until)
    found: dict[str, set[str]] = defaultdict(set)
    earlier: set[str] = set()
    for visit, day, place in ask(graph.store, _VISITS % who, stated=True).texts:
        if counts(day):
            found[visit] |= places.of(ident(place))
        elif not since and not until:
            earlier.add(visit)
    words, (zh, en) = ontology.settings("plots"), source.titles("visits", since=since, until=until)
    day = begins(graph.store)
    note = words["looks_back"].format(count=f"{len(earlier):,}", day=day) if earlier else ""
    title = f"{zh} \u00b7 {visitor}" if visitor else zh
    return draw(graph, (title, en), found.values(), note)


def things(graph: source.Asked, name: str, classes: str) -> Picture:
    """How many things of these classes lie in each province."""
    places = Provinces(graph.store)
    rows = ask(graph.store, _THINGS % classes, stated=True).texts
    return draw(graph, source.titles(name), (places.of(ident(thing)) for (thing,) in rows))


def partners(graph: source.Asked, province: str, since: str, until: str) -> Picture:
    """How strongly each province is tied to one: visits both ways, common zones and agreements, stated cooperation."""
    text = source.bound(graph, ("partners", "province"), question("governor"), province=province)
    # of the codes that it has had over the years one is in force
    wanted = text[text.index("VALUES ?province {") :].partition("}")[0].split()
    network = provinces(graph.store, since=since, until=until)
    asked = next((node for node in network if str(iri(node)) in wanted), "")
    if not asked:
        raise PlotError(f"partners: {province[:60]!r} is no province of this graph")
    counts = {other: int(data["weight"]) for other, data in undirected(network)[asked].items()}
    title = source.titles("partners", since=since, until=until, province=network.nodes[asked]["label"])
    note = "" if counts else ontology.settings("plots")["no_ties"]
    return _draw(graph, title, counts, note, marked=asked)


def draw(graph: source.Asked, title: tuple[str, str], found: Iterable[Iterable[str]], note: str = "") -> Picture:
    """A tile map of how often each province is among what is `found`; what is in none is said in the note too."""
    counts: dict[str, int] = defaultdict(int)
    nowhere = 0
    for where in found:
        known = [province for province in where if province.startswith("division/")]
        nowhere += not known
        for province in known:
            counts[province] += 1
    unplaced = ontology.settings("plots")["unplaced"].format(count=f"{nowhere:,}") if nowhere else ""
    return _draw(graph, title, counts, "\n".join(filter(None, (note, unplaced))))


def _draw(
    graph: source.Asked, title: tuple[str, str], counts: Mapping[str, int], note: str = "", marked: str = ""
) -> Picture:
    with styled():
        picture, axes = sheet((7.2, 10.0), title, source.told(graph), note)
        # a map on which one is the most is not as dark as one of hundreds
        most = max(LEAST, *(counts.get(place, 0) for place in grid()))
        for place, (row, column, name) in grid().items():
            _tile(axes, (column, row), name, (counts.get(place, 0), most), place == marked)
        _legend(axes, most)
        axes.set_xlim(0, 7)
        axes.set_ylim(9, 0)
        axes.set_aspect("equal", anchor="NW")
    return picture


def _tile(axes: Axes, at: tuple[int, int], name: str, count: tuple[int, int], marked: bool) -> None:
    (x, y), (number, most) = at, count
    heat = number / most
    face = HEAT(heat) if number else PALE
    ink = "white" if number and heat > 0.5 else INK if number or marked else GREY
    square(axes, (x, y), "white" if marked else face, edge=RED if marked else "")
    axes.text(x + 0.12, y + 0.14, name, size=11, weight="bold", color=ink, ha="left", va="top")
    if number:
        axes.text(x + 0.12, y + 0.86, f"{number:,}", size=13, color=ink, ha="left", va="baseline")


def _legend(axes: Axes, most: int) -> None:
    """What the colours mean, in the corner that the map leaves free."""
    steps = range(most + 1) if most == LEAST else sorted({0, 1, *(round(most * part / 4) for part in (1, 2, 3, 4))})
    for at, step in enumerate(steps):
        face = HEAT(step / most) if step else PALE
        box(axes, (0.03 + 0.52 * at, 0.03), (0.5, 0.2), facecolor=face, linewidth=0)
        axes.text(0.05 + 0.52 * at, 0.42, f"{step:,}", size=8.5, color=GREY, ha="left", va="baseline")
