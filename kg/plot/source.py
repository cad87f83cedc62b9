"""What pictures are drawn from: a graph that is asked, and the line that says what it was made of."""

from __future__ import annotations

from typing import Protocol

from kg import ontology
from kg.catalogue import Names, table
from kg.questions import Answer, ask
from kg.store import Store

# without the records of mastheads, which end in 0
_PAPERS = """SELECT (COUNT(DISTINCT ?a) AS ?n) (MIN(?d) AS ?first) (MAX(?d) AS ?last) WHERE {
  ?a a yt:Article FILTER(!STRENDS(STR(?a), "/0")) OPTIONAL { ?a yt:published ?d } }"""
_NAMES = (
    """SELECT DISTINCT ?name WHERE { ?issue yt:ofPaper/rdfs:label ?name FILTER(lang(?name) = "zh") } ORDER BY ?name"""
)


class Shelved(Protocol):
    """What knows the names of a graph."""

    @property
    def index(self) -> Names:
        """The index."""
        ...


class Asked(Protocol):
    """A graph as pictures need it."""

    @property
    def store(self) -> Store:
        """Its quads."""
        ...

    @property
    def shelf(self) -> Shelved:
        """Where its names are."""
        ...


def told(graph: Asked) -> str:
    """The source line: which papers, from when to when, how many articles."""
    words = ontology.settings("plots")
    count, first, last = ask(graph.store, _PAPERS, stated=True).texts[0]
    papers = [name for (name,) in ask(graph.store, _NAMES, stated=True).texts]
    named = words["between"].join(papers) if 0 < len(papers) <= 3 else words["many_papers"].format(count=len(papers))
    return str(
        words["source"].format(papers=named, first=first or words["undated"], last=last, articles=f"{int(count):,}")
    )


def tabled(graph: Asked, name: str, **values: str) -> Answer:
    """A usual table, asked with these values."""
    return ask(graph.store, table(name).bind(values, graph.shelf.index), stated=True)


def titles(name: str, *, since: str = "", until: str = "", **values: str) -> tuple[str, str]:
    """The title and subtitle of a picture, with what was asked put in, and the time where one was."""
    words = ontology.settings("plots")
    told = words["plots"][name]
    time = "both" if since and until else "since" if since else "until"
    period = words["period"][time].format(since=since, until=until) if since or until else ""
    return told["zh"].format(**values), " \u00b7 ".join(filter(None, (told["en"].format(**values), period)))
