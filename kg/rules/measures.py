"""Figures and what they are figures of: 项目总投资38亿元 becomes a Measure of the project named before.

A figure without a certain subject is left out, and so are targets, wishes, what is denied, and what was made in a part
of a year only.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.mentions.measures import Figure, find_figures, words
from kg.mentions.node import Node
from kg.mentions.scene import Scene
from kg.model import Literal, Mention
from kg.rules.book import dated
from kg.rules.clauses import Clauses, listed, pattern
from kg.rules.link import Linker
from kg.rules.subjects import Subject, Subjects

_SILENT = frozenset({"byline", "masthead", "note"})
_MOST = 40  # figures of one sentence; a table run together has more, and no subject that one could be sure of
_BACK = 2  # sentences that 该项目 may point back


@dataclass(slots=True)
class Measures:
    """States the figures of one article; `earlier` are the sentences read last."""

    linker: Linker
    earlier: list[Scene] = field(default_factory=list)

    def read(self, scene: Scene) -> list[str]:
        """State each figure of the sentence that has a certain subject; the rules that found these."""
        if scene.sentence.part in _SILENT:
            return []
        figures = find_figures(scene.text, (node.end for node in scene.nodes))
        fired = self._told(scene, figures) if 0 < len(figures) <= _MOST else []
        self.earlier = [*self.earlier, scene][-_BACK:]
        return fired

    def _told(self, scene: Scene, figures: list[Figure]) -> list[str]:
        clauses, year, fired = Clauses(scene), self.linker.year, []
        subjects = Subjects(clauses, figures, self.linker, self.earlier)
        for number, figure in enumerate(figures):
            subject, date = subjects.of(number), self._date(clauses, figure)
            if subject is not None and is_stated(clauses, figure, year=year, dated=bool(date)):
                self._state(scene, figure, subject, date)
                fired.append(subject.rule)
        return fired

    def _state(self, scene: Scene, figure: Figure, subject: Subject, date: str) -> None:
        book, start, evidence = self.linker.book, scene.sentence.span.start, scene.sentence.span
        name = book.entities[subject.ident].name + "".join(scene.text[figure.start : figure.end].split())
        parts = (subject.ident, figure.name, figure.value + figure.unit, figure.about, date)
        ident = book.enter("measure/" + "/".join(filter(None, parts)), "Measure", name)
        span = book.span(start + figure.start, start + figure.end)
        book.mention(ident, Mention(span, "Measure", name, "grammar"))
        book.state(ident, "measureOf", subject.ident, evidence, subject.rule)
        book.state(ident, "value", Literal(figure.value, "decimal"), evidence, subject.rule)
        for prop, text in (("quantity", figure.name), ("unit", figure.unit), ("qualifier", figure.about)):
            if text:
                book.state(ident, prop, Literal(text, "langString"), evidence, subject.rule)
        if date:
            book.state(ident, "asOf", dated(date), evidence, subject.rule)

    def _date(self, clauses: Clauses, figure: Figure) -> str:
        """The time that the sentence gives the figure: 截至…, or for what changes by the year that of its clause."""
        for node in reversed([n for n in _times(clauses) if n.end <= figure.start]):
            if node.date is None or node.date.end or not _dates(clauses, node, figure):
                continue
            start = clauses.start(node.start)
            until = clauses.text.endswith(tuple(words()["as_of"]), start, node.start)
            if until or (figure.quantity.use != "plan" and self._is_over(node.date.start)):
                return node.date.start
        return ""

    def _is_over(self, date: str) -> bool:
        """Whether a month or year was over when the paper told of it; 今年 in May is but a part of the year."""
        today = self.linker.reading.article.date
        if today is None or len(date) > 7:
            return len(date) <= 7
        return date < f"{today:%Y-%m}"[: len(date)] or (len(date) == 4 and today.month == 12)


def is_stated(clauses: Clauses, figure: Figure, *, year: int, dated: bool) -> bool:
    """Whether the sentence tells the figure as a fact; `dated` tells that it says of what time, `year` is the paper's."""
    opening = clauses.opening(figure.start)
    never = set(words()["never"])
    if never & set(clauses.loose(opening, clauses.close(figure.end))) or _is_until(clauses, opening, year):
        return False
    if figure.quantity.use == "plan":
        return True
    said = "".join(clauses.loose(opening, figure.start)) + figure.links
    if listed("expects").search(said) or pattern("partial").search(said):
        return False
    return figure.quantity.use == "state" or dated


def _is_until(clauses: Clauses, opening: int, year: int) -> bool:
    """到2035年: what holds until a year to come is a target."""
    later = (n for n in _times(clauses) if n.start >= opening and n.date and int(n.date.start[:4]) > year)
    return any(clauses.text.endswith(tuple(words()["until"]), opening, n.start) for n in later)


def _times(clauses: Clauses) -> list[Node]:
    return [node for node in clauses.scene.nodes if node.kind == "Time"]


def _dates(clauses: Clauses, node: Node, figure: Figure) -> bool:
    """Whether a time is of the figure: it stands in its clause, or is a clause of its own before it (2023年，…)."""
    alone = clauses.start(node.start) == clauses.stripped(node.start, "as_of")
    follows = clauses.text[node.end : node.end + 1]
    return node.start >= clauses.start(figure.start) or (alone and follows == "，")
