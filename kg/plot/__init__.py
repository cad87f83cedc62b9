"""Pictures of the graph, drawn with matplotlib: tile maps of the provinces, spans of posts, phrases and articles by month.

`graph.plot.visits()` gives a figure of matplotlib, to be changed, saved, or shown by a notebook as it is. Titles and
what may be asked of each picture stand in `ontology/plots.yaml`, the places of the tiles in `ontology/grid.tsv`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kg import marked, ontology
from kg.model import YutuError

# matplotlib is loaded when the first picture is drawn
if TYPE_CHECKING:
    from kg.plot.figure import Picture
    from kg.plot.source import Asked


class PlotError(YutuError):
    """There is no such picture, or none with what was asked of it."""


def names() -> dict[str, Mapping[str, Any]]:
    """The pictures by name, with `zh`, `en` and `params` of each, as `ontology/plots.yaml` has them."""
    known: dict[str, Mapping[str, Any]] = ontology.settings("plots")["plots"]
    return known


def usage(name: str) -> str:
    """How a picture is asked for.

    >>> usage("post"), usage("articles")
    ('post post=…', 'articles [since=…] [until=…]')
    """
    params = names()[name].get("params", {})
    return " ".join([name, *(f"{key}=…" if told.get("needed") else f"[{key}=…]" for key, told in params.items())])


class Plots:
    """The pictures of a graph; each method draws one and gives a figure of matplotlib.

    Raises `ExtraError` where matplotlib is not installed, `CatalogueError` for a name that nothing fitting bears, and
    `PlotError` where there is nothing to draw.
    """

    def __init__(self, graph: Asked) -> None:
        self._graph = graph

    def __iter__(self) -> Iterator[str]:
        return iter(names())

    def __repr__(self) -> str:
        return "\n".join(f"{usage(name)}\n    {told['zh']}\n    {told['en']}" for name, told in names().items())

    def _repr_html_(self) -> str:
        rows = [
            [marked.text(usage(name)), marked.text(told["zh"]), marked.text(told["en"])]
            for name, told in names().items()
        ]
        return marked.table(("plot", "zh", "en"), rows)

    def draw(self, name: str, **values: str) -> Picture:
        """The picture of this name. Raises `PlotError` for one that is unknown, and for values it does not ask for."""
        known = names()
        if name not in known:
            raise PlotError(f"there is no picture {name[:60]!r}; there are {', '.join(known)}")
        params = known[name].get("params", {})
        if odd := [value for value in values if value not in params]:
            raise PlotError(f"{name}: there is no parameter {odd[0][:60]!r}; usage: {usage(name)}")
        if lacking := [key for key, told in params.items() if told.get("needed") and not values.get(key)]:
            raise PlotError(f"{name}: {lacking[0]} is missing; usage: {usage(name)}")
        picture: Picture = getattr(self, name)(**values)
        return picture

    def visits(self, *, visitor: str = "", since: str = "", until: str = "") -> Picture:
        """A tile map: how many visits led to each province, of a `visitor` or of all."""
        from kg.plot import tiles

        return tiles.visits(self._graph, visitor, since, until)

    def zones(self) -> Picture:
        """A tile map: how many parks, zones and cooperation zones are named in each province."""
        from kg.plot import tiles

        return tiles.things(self._graph, "zones", "yt:Zone yt:Park yt:CooperationZone")

    def projects(self) -> Picture:
        """A tile map: how many projects are named in each province."""
        from kg.plot import tiles

        return tiles.things(self._graph, "projects", "yt:Project")

    def partners(self, province: str, *, since: str = "", until: str = "") -> Picture:
        """A tile map: how strongly each province is tied to one, by `graph.to_networkx("provinces")`."""
        from kg.plot import tiles

        return tiles.partners(self._graph, province, since, until)

    def post(self, post: str) -> Picture:
        """Spans of time: who is seen in a post, from when to when, and in which months."""
        from kg.plot import spans

        return spans.draw(self._graph, "post", post)

    def person(self, person: str) -> Picture:
        """Spans of time: the posts in which a person is seen."""
        from kg.plot import spans

        return spans.draw(self._graph, "person", person)

    def phrases(self, phrase: str = "", *, most: int | str = 10, since: str = "", until: str = "") -> Picture:
        """By month: the share of articles that use a phrase, several between commas, or those `most` used."""
        from kg.plot import months

        if not str(most).isdecimal() or not 0 < int(most) <= 40:
            raise PlotError(f"phrases: most is {str(most)[:60]!r}; give a number from 1 to 40")
        return months.phrases(self._graph, phrase, int(most), (since, until))

    def articles(self, *, since: str = "", until: str = "") -> Picture:
        """By month: how many articles the graph holds, paper by paper."""
        from kg.plot import months

        return months.articles(self._graph, (since, until))
