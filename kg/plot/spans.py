"""Spans of time: who is seen in a post, or the posts in which a person is seen, from when to when.

A row has the terms of one person in one post. What papers tell of as past alone is a row too, with a hollow mark.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg import ontology
from kg.catalogue import table
from kg.plot import PlotError, source
from kg.plot.figure import GREY, INK, PALE, RED, Picture, breadth, fit, sheet, styled
from kg.questions import ask

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST = 30
# who only acts in a post may be told of in another
_SEEN = """SELECT DISTINCT ?tenure ?day WHERE { VALUES ?tenure { %s }
  ?tenure yt:person ?person ; yt:post|(prov:wasDerivedFrom/rdf:object) ?post .
  ?record rdf:object ?post ; rdf:subject ?person ; rdf:predicate yt:holds ; prov:wasDerivedFrom/oa:hasSource ?article .
  ?article yt:published ?day }"""


@dataclass(frozen=True, slots=True)
class Term:
    """A tenure: the days of the papers, the bounds that texts state, and when it is first told of as past."""

    days: tuple[float, ...]
    start: str
    end: str
    gone: str
    acting: bool

    @property
    def told(self) -> list[float]:
        """The moments of which anything is known, in years."""
        return [*self.days, *(year(day) for day in (self.start, self.end, self.gone) if day)]

    @property
    def band(self) -> tuple[float, float] | None:
        """From when to when it is known to have lasted; nothing where only its being past is told."""
        known = [*self.days, *(year(day) for day in (self.start, self.end) if day)]
        return (min(known), max(known)) if known else None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the picture: its name, its terms, and in how many articles they are seen."""

    name: str
    terms: tuple[Term, ...]
    articles: int

    @property
    def place(self) -> tuple[bool, tuple[float, float], str]:
        """What rows are ordered by: what is past already when it is first told of comes first."""
        told = [moment for term in self.terms for moment in term.told]
        seen = any(term.band for term in self.terms)
        return (seen or not told, (min(told, default=9999), max(told, default=9999)), self.name)


def year(day: str) -> float:
    """A date as a number of years; a month or year is its beginning.

    >>> year("2021"), round(year("2021-07-02"), 1)
    (2021.0, 2021.5)
    """
    parts = [int(part) for part in day.split("-")]
    date = dt.date(*[*parts, 1, 1][:3])
    first = dt.date(date.year, 1, 1)
    return date.year + (date - first).days / ((dt.date(date.year, 12, 31) - first).days + 1)


def day_of(moment: float) -> str:
    """The day of a number of years.

    >>> day_of(year("2021-07-02"))
    '2021-07-02'
    """
    first = dt.date(int(moment), 1, 1)
    whole = (dt.date(first.year, 12, 31) - first).days + 1
    return (first + dt.timedelta(days=round(moment % 1 * whole))).isoformat()


def draw(graph: source.Asked, kind: str, name: str) -> Picture:
    """The spans of a post's holders (`post`) or of a person's posts (`person`); those in most articles where there are many."""
    query = source.bound(graph, (kind, kind), table("tenures"), **{kind: name})
    answer = ask(graph.store, query, stated=True)
    told = [dict(zip(answer.columns, texts, strict=True)) for texts in answer.texts]
    told = [row for row in told if row["doubt"] != "true"] or told
    rows = list(_rows(told, _days(graph, told), "person" if kind == "post" else "post"))
    if not any(term.told for row in rows for term in row.terms):
        raise PlotError(f"{kind}: {name[:60]!r} is in the graph, but no dated article tells of a tenure")
    kept = sorted(sorted(rows, key=lambda row: (-row.articles, row.place))[:MOST], key=lambda row: row.place)
    with styled():
        height, title = 2.45 + 0.36 * len(kept), source.titles(kind, **{kind: told[0][kind]})
        picture, axes = sheet((9.0, height), title, source.told(graph), _note(kept, len(rows) - len(kept)))
        _draw(axes, kept)
    return picture


def _days(graph: source.Asked, told: Iterable[Mapping[str, str]]) -> dict[str, set[str]]:
    """The days of the papers that have each tenure, between its first and last."""
    bounds = {row["tenureIRI"]: (row["firstSeen"], row["lastSeen"]) for row in told if row["firstSeen"]}
    days: dict[str, set[str]] = {tenure: set(seen) for tenure, seen in bounds.items()}
    query = _SEEN % " ".join(f"<{tenure}>" for tenure in bounds)
    for tenure, day in ask(graph.store, query, stated=True).texts if bounds else ():
        first, last = bounds[tenure]
        if first <= day <= last:
            days[tenure].add(day)
    return days


def _rows(told: Iterable[Mapping[str, str]], days: Mapping[str, Collection[str]], name: str) -> Iterable[Row]:
    found: dict[tuple[str, str], list[Mapping[str, str]]] = defaultdict(list)
    for row in told:
        found[row["personIRI"], row["postIRI"]].append(row)
    for rows in found.values():
        terms = tuple(
            Term(
                tuple(sorted(map(year, days.get(row["tenureIRI"], ())))),
                row["start"], row["end"], row["goneBy"], row["acting"] == "true",
            )
            for row in rows
        )  # fmt: skip
        yield Row(rows[0][name], terms, sum(int(row["articles"] or 0) for row in rows))


def _note(rows: Iterable[Row], left: int) -> str:
    """What the marks mean that are in the picture, in both languages."""
    words, terms = ontology.settings("plots"), [term for row in rows for term in row.terms]
    there = {
        "seen": any(term.days for term in terms),
        "stated": any(term.start or term.end for term in terms),
        "gone": any(term.gone for term in terms),
        "acting": any(term.acting for term in terms),
        "undated": not all(term.told for term in terms),
    }
    known = [words["marks"][name] for name, is_there in there.items() if is_there]
    chinese, english = "\uff1b".join(mark["zh"] for mark in known), "; ".join(mark["en"] for mark in known)
    more = words["left_out"].format(count=left) if left else ""
    return f"{chinese}\u3002{more}\n{english[:1].upper()}{english[1:]}."


def _draw(axes: Axes, rows: Sequence[Row]) -> None:
    told = [moment for row in rows for term in row.terms for moment in term.told]
    first, last = min(told), max(told)
    # a year that has just begun is named
    first = int(first) if first % 1 < 0.2 and last - first > 1 else first
    room = max(last - first, 0.25)
    # names stand left of the time, as wide as they need to be, counts right of it; 8.2 inches in all
    names = min(3.4, 0.25 + max(breadth(row.name, 10) for row in rows))
    inch = room / (8.2 - names - 0.9)
    left, right = first - names * inch, first + room + 0.9 * inch
    axes.set_xlim(left, right)
    axes.set_ylim(len(rows) - 0.4, -1.1)
    _scale(axes, (first, last, first + room), len(rows))
    for at, row in enumerate(rows):
        axes.plot([left, right], [at + 0.5, at + 0.5], color=PALE, linewidth=0.8, zorder=0)
        axes.text(left, at, fit(row.name, names + 0.7, 10), size=10, va="center", parse_math=False)
        for term in row.terms:
            _term(axes, term, at, inch)
        axes.text(right, at, _count(row), size=8.5, color=GREY, va="center", ha="right")


def _count(row: Row) -> str:
    words = ontology.settings("plots")
    if not any(term.told for term in row.terms):
        return str(words["undated"])
    return str(words["in_articles"].format(count=f"{row.articles:,}") if row.articles else words["former"])


def _term(axes: Axes, term: Term, at: int, inch: float) -> None:
    if term.band:
        begin, end = term.band
        hatched = {"facecolor": "none", "hatch": "//////", "edgecolor": RED}
        look: dict[str, Any] = hatched if term.acting else {"facecolor": RED}
        axes.barh(at, max(end - begin, inch / 40), 0.3, begin, alpha=0.25, linewidth=0, **look)
        axes.plot(term.days, [at] * len(term.days), "|", color=RED, markersize=8, markeredgewidth=0.9)
    for day in filter(None, (term.start, term.end)):
        axes.plot([year(day)] * 2, [at - 0.3, at + 0.3], color=INK, linewidth=1.6)
    if term.gone:
        axes.plot(year(term.gone), at, "o", markersize=6, markerfacecolor="white", markeredgecolor=INK, clip_on=False)


def _scale(axes: Axes, time: tuple[float, float, float], rows: int) -> None:
    """Thin lines at the beginnings of years or, where there are few, of months; and where there is none, at the first day."""
    first, last, end = time
    for moment, name in _marks(first, last, end) or [(first, day_of(first))]:
        axes.plot([moment, moment], [-0.55, rows - 0.5], color="#d5d5d2", linewidth=0.7, zorder=0)
        axes.text(moment, -0.75, name, size=8.5, color=GREY, ha="center")


def _marks(first: float, last: float, end: float) -> list[tuple[float, str]]:
    """At most nine beginnings of years, or of months where the time is short, with their names; none of a single day.

    >>> [name for _, name in _marks(2021.0, 2021.2, 2021.3)]
    ['2021-01', '2021-02', '2021-03', '2021-04']
    """
    months = [f"-{month:02}" for month in range(1, 13)] if last - first < 1.5 else [""]
    names = [f"{number}{month}" for number in range(int(first), int(end) + 1) for month in months]
    shown = [(year(name), name) for name in names if first - 1e-6 <= year(name) <= end] if last > first else []
    return shown[:: len(shown) // 9 + 1]
