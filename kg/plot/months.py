"""Month by month: in what share of the articles a phrase is used, and how many articles there are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import ontology
from kg.catalogue import question
from kg.networks import within
from kg.plot import PlotError, source
from kg.plot.figure import GREY, INK, RED, Picture, fit, sheet, styled
from kg.questions import NEWS, ask

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_PAPERS = 12
_ARTICLES = f"""SELECT ?month ?paper (COUNT(DISTINCT ?article) AS ?n) WHERE {{
  ?article a yt:Article ; yt:published ?day BIND(SUBSTR(STR(?day), 1, 7) AS ?month)
  FILTER({NEWS})
  OPTIONAL {{ ?article yt:inPage/yt:inIssue/yt:ofPaper/rdfs:label ?name FILTER(lang(?name) = "zh") }}
  BIND(COALESCE(?name, "") AS ?paper) }} GROUP BY ?month ?paper"""

Span = tuple[str, str]
Months = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of bars: its name, a value for each month that has one, and what stands behind it."""

    name: str
    values: Months
    remark: str


def articles(graph: source.Asked, span: Span) -> Picture:
    """How many articles there are in each month, paper by paper."""
    by_paper: dict[str, Counter[str]] = defaultdict(Counter)
    for month, paper, count in ask(graph.store, _ARTICLES, stated=True).texts:
        if within(month, *span):
            by_paper[paper][month] += int(count)
    ordered = sorted(by_paper.items(), key=lambda item: (-item[1].total(), item[0]))
    words = ontology.settings("plots")
    rows = [
        Row(paper or words["no_paper"], months, _articles(months.total())) for paper, months in ordered[:MOST_PAPERS]
    ]
    months = {month for _, found in ordered for month in found}
    return _draw(graph, source.titles("articles", since=span[0], until=span[1]), rows, months, len(ordered) - len(rows))


def phrases(graph: source.Asked, phrase: str, most: int, span: Span) -> Picture:
    """In what share of each month's articles a phrase is used: those that are named, or those `most` used."""
    total: Counter[str] = Counter()
    for month, _, count in ask(graph.store, _ARTICLES, stated=True).texts:
        if within(month, *span):
            total[month] += int(count)
    used: dict[str, Counter[str]] = defaultdict(Counter)
    for one in [part.strip() for part in phrase.replace("\uff0c", ",").split(",") if part.strip()] or [""]:
        query = source.bound(graph, ("phrases", "phrase"), question("phrases"), **({"phrase": one} if one else {}))
        for month, _, name, count, _ in ask(graph.store, query, stated=True).texts:
            if within(month, *span):
                used[name][month] += int(count)
    ordered = sorted(used.items(), key=lambda item: (-item[1].total(), item[0]))[:most]
    rows = [
        Row(name, {month: 100 * n / total[month] for month, n in months.items()}, _articles(months.total()))
        for name, months in ordered
    ]
    return _draw(graph, source.titles("phrases", since=span[0], until=span[1]), rows, set(total), 0, unit="%")


def _articles(count: int) -> str:
    return str(ontology.settings("plots")["in_articles"].format(count=f"{count:,}"))


def _draw(
    graph: source.Asked, title: tuple[str, str], rows: Sequence[Row], months: set[str], left: int, unit: str = ""
) -> Picture:
    if not rows:
        raise PlotError("there is nothing to draw: no dated article of that time tells of it")
    note = ontology.settings("plots")["left_out"].format(count=left) if left else ""
    every = _all_months(min(months), max(months))
    high = max(value for row in rows for value in row.values.values())
    # a single row may be tall
    each = 0.68 if len(rows) > 2 else 1.3
    with styled():
        picture, axes = sheet((9.6, 2.4 + each * len(rows)), title, source.told(graph), note)
        width = len(every)
        axes.set_xlim(-0.46 * width, 1.16 * width)
        axes.set_ylim(len(rows) + 0.05, -0.42)
        _scale(axes, every, len(rows))
        for at, row in enumerate(rows):
            _row(axes, row, at + 1, (every, months), (high, unit))
    return picture


def _row(axes: Axes, row: Row, base: float, time: tuple[Sequence[str], set[str]], scale: tuple[float, str]) -> None:
    (every, known), (high, unit) = time, scale
    width = len(every)
    for at, month in enumerate(every):
        if month in known:
            axes.plot([at, at + 1], [base, base], color="#c9c9c6", linewidth=0.8, solid_capstyle="butt", zorder=1)
    tall = [0.66 * row.values.get(month, 0.0) / high for month in every]
    axes.bar([at + 0.5 for at in range(width)], [-one for one in tall], 0.86, base, color=RED, linewidth=0, zorder=2)
    axes.text(-0.46 * width, base - 0.04, fit(row.name, 3.9, 10), size=10, va="baseline", parse_math=False)
    axes.text(1.16 * width, base - 0.04, row.remark, size=8.5, color=GREY, ha="right", va="baseline")
    top = max(row.values.values())
    at = max(range(width), key=lambda place: tall[place])
    shown = f"{top:.0f}{unit}" if top >= 10 or not unit else f"{top:.1f}{unit}"
    axes.text(at + 0.5, base - tall[at] - 0.03, shown, size=7.5, color=INK, ha="center", va="bottom", zorder=3)


def _scale(axes: Axes, every: Sequence[str], rows: int) -> None:
    """The years above, or the months where there are few."""
    few = len(every) <= 14
    marks = [at for at, month in enumerate(every) if few or month.endswith("-01")] or [0]
    for at in marks[:: max(1, len(marks) // 10)] if not few else marks[:: max(1, len(marks) // 7)]:
        axes.plot([at, at], [-0.1, rows], color="#dededb", linewidth=0.7, zorder=0)
        axes.text(at, -0.18, every[at] if few else every[at][:4], size=8.5, color=GREY, ha="left", va="bottom")


def _all_months(first: str, last: str) -> list[str]:
    """All months from the first to the last.

    >>> _all_months("2021-11", "2022-01")
    ['2021-11', '2021-12', '2022-01']
    """
    start, end = (12 * int(month[:4]) + int(month[5:7]) - 1 for month in (first, last))
    return [f"{at // 12}-{at % 12 + 1:02}" for at in range(start, end + 1)]
