"""Spans of time: who is seen in a post, or the posts in which a person is seen, from when to when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import ontology
from kg.catalogue import table
from kg.plot import PlotError, source
from kg.plot.figure import GREY, INK, PALE, RED, Picture, fit, sheet, styled
from kg.questions import ask

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST = 30
_SEEN = """SELECT DISTINCT ?day WHERE { ?record rdf:predicate yt:holds ; rdf:subject <%s> ; rdf:object <%s> ;
  prov:wasDerivedFrom/oa:hasSource/yt:published ?day } ORDER BY ?day"""


@dataclass(frozen=True, slots=True)
class Span:
    """A row of the picture: from when to when one is seen, the days of the papers, and the bounds that texts state."""

    name: str
    days: tuple[float, ...]
    start: str
    end: str
    articles: int

    @property
    def bounds(self) -> tuple[float, float]:
        """The first and last moment of which anything is known, in years."""
        told = [*self.days, *(year(day) for day in (self.start, self.end) if day)]
        return min(told), max(told)


def year(day: str) -> float:
    """A date as a number of years; a month or year is its beginning.

    >>> year("2021"), round(year("2021-07-02"), 1)
    (2021.0, 2021.5)
    """
    parts = [int(part) for part in day.split("-")]
    date = dt.date(*[*parts, 1, 1][:3])
    first = dt.date(date.year, 1, 1)
    return date.year + (date - first).days / ((dt.date(date.year, 12, 31) - first).days + 1)


def draw(graph: source.Asked, kind: str, name: str) -> Picture:
    """The spans of a post's holders (`post`) or of a person's posts (`person`); those in most articles where there are many."""
    query = source.bound(graph, (kind, kind), table("tenures"), **{kind: name})
    answer = ask(graph.store, query, stated=True)
    rows = [dict(zip(answer.columns, texts, strict=True)) for texts in answer.texts]
    spans = [span for row in rows if (span := _span(graph, row, "person" if kind == "post" else "post"))]
    if not spans:
        raise PlotError(f"{kind}: {name[:60]!r} is in the graph, but no dated article tells of a tenure")
    kept = sorted(spans, key=lambda span: (-span.articles, span.bounds, span.name))[:MOST]
    kept.sort(key=lambda span: (span.bounds, span.name))
    left = len(spans) - len(kept)
    words = ontology.settings("plots")
    note = words["spans"] + (f" {words['left_out'].format(count=left)}" if left else "")
    with styled():
        height = 2.35 + 0.36 * len(kept)
        picture, axes = sheet((9.0, height), source.titles(kind, **{kind: rows[0][kind]}), source.told(graph), note)
        _draw(axes, kept)
    return picture


def _span(graph: source.Asked, row: dict[str, str], name: str) -> Span | None:
    days = ask(graph.store, _SEEN % (row["personIRI"], row["postIRI"]), stated=True).texts
    told = tuple(year(day) for (day,) in days)
    if row["tenureIRI"] and row["firstSeen"]:
        # of several tenures in one post each has its own days
        first, last = year(row["firstSeen"]), year(row["lastSeen"] or row["firstSeen"])
        told = tuple(day for day in told if first <= day <= last) or (first, last)
    span = Span(row[name], told, row["start"], row["end"], int(row["articles"] or 0))
    return span if told or row["start"] or row["end"] else None


def _draw(axes: Axes, spans: Sequence[Span]) -> None:
    first, last = min(span.bounds[0] for span in spans), max(span.bounds[1] for span in spans)
    # a year that has just begun is named
    first = int(first) if first % 1 < 0.2 else first
    # names stand left of the time, counts right of it
    room = max(last - first, 0.25)
    left, right = first - 0.42 * room, last + 0.10 * room
    axes.set_xlim(left, right)
    axes.set_ylim(len(spans) - 0.4, -1.1)
    _years(axes, first, last, len(spans))
    for at, span in enumerate(spans):
        begin, end = span.bounds
        axes.plot([left, right], [at + 0.5, at + 0.5], color=PALE, linewidth=0.8, zorder=0)
        axes.plot(
            [begin, max(end, begin + room / 250)], [at, at], color=RED, linewidth=7, alpha=0.25, solid_capstyle="butt"
        )
        axes.plot(span.days, [at] * len(span.days), "|", color=RED, markersize=8, markeredgewidth=0.9)
        for day in filter(None, (span.start, span.end)):
            axes.plot([year(day)] * 2, [at - 0.3, at + 0.3], color=INK, linewidth=1.6)
        axes.text(left, at, fit(span.name, 3.5, 10), size=10, va="center", parse_math=False)
        count = ontology.settings("plots")["in_articles"].format(count=f"{span.articles:,}")
        axes.text(right, at, count, size=8.5, color=GREY, va="center", ha="right")


def _years(axes: Axes, first: float, last: float, rows: int) -> None:
    """Thin lines at the beginnings of years or, where there are few, of months."""
    months = last - first < 1.5
    steps = [y + m / 12 for y in range(int(first), int(last) + 2) for m in (range(12) if months else (0,))]
    shown = [step for step in steps if first - 1e-6 <= step <= last + 1e-6] or [steps[0]]
    every = max(1, len(shown) // 9 + 1) if len(shown) > 9 else 1
    for step in shown[::every]:
        number = int(step + 1e-6)
        month = round((step - number) * 12) + 1
        axes.plot([step, step], [-0.55, rows - 0.5], color="#d5d5d2", linewidth=0.7, zorder=0)
        axes.text(step, -0.75, f"{number}-{month:02}" if months else str(number), size=8.5, color=GREY, ha="center")
