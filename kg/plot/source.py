"""What pictures are drawn from: a graph that is asked, and the line that says what it was made of."""

from __future__ import annotations

from typing import Protocol

from kg import ontology
from kg.catalogue import CatalogueError, Names, ParameterError, Question
from kg.plot import usage
from kg.questions import ask
from kg.store import Store
from kg.tally import size

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
    holds = size(graph.store)
    papers = [name for (name,) in ask(graph.store, _NAMES, stated=True).texts]
    named = words["between"].join(papers) if 0 < len(papers) <= 3 else words["many_papers"].format(count=len(papers))
    return str(
        words["source"].format(
            papers=named, first=holds.first or words["undated"], last=holds.last, articles=f"{holds.articles:,}"
        )
    )


def bound(graph: Asked, wanted: tuple[str, str], asked: Question, **values: str) -> str:
    """The query of a question or table with these values; what is wrong with one is said of the picture and parameter `wanted`."""
    try:
        return asked.bind(values, graph.shelf.index)
    except ParameterError as error:
        picture, parameter = wanted
        raise CatalogueError(f"{picture}: {parameter}{error.why}; usage: {usage(picture)}") from error


def titles(name: str, **values: str) -> tuple[str, str]:
    """The title and subtitle of a picture, with what was asked put in."""
    told = ontology.settings("plots")["plots"][name]
    return told["zh"].format(**values), told["en"].format(**values)
