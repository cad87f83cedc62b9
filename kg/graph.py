"""What a build gives: a graph to ask, to look at, and to hand to rdflib or networkx."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from kg import questions, rdf, saved
from kg.model import Article, Entity, Fact, Knowledge
from kg.store import Store

# networkx, rdflib and the view's drawing are loaded when first asked for: most runs need none of them
if TYPE_CHECKING:
    import networkx
    import rdflib


class Graph:
    """The knowledge of some pages, with its ways out.

    `problems` are the lines on pages that could not be read. The store is opened, or made in memory, at the first
    query.
    """

    def __init__(
        self, knowledge: Knowledge, *, problems: tuple[str, ...] = (), store: Callable[[], Store] | None = None
    ) -> None:
        self.knowledge = knowledge
        self.problems = problems
        self._open = store or (lambda: Store.of(rdf.quads(knowledge)))

    @classmethod
    def open(cls, folder: str | Path) -> Graph:
        """The graph that `kg build -o FOLDER` wrote. Raises `StoreError` or `SavedError` when there is none."""
        store = Store.open(Path(folder))
        return cls(saved.load(Path(folder)), store=lambda: store)

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles that were read, without the records of mastheads."""
        return tuple(article for article in self.knowledge.articles if not article.is_masthead)

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Everything the articles speak of."""
        return self.knowledge.entities

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What the articles state, each with the sentence that states it."""
        return self.knowledge.facts

    def __repr__(self) -> str:
        return f"<Graph: {len(self.articles)} articles, {len(self.entities)} entities, {len(self.facts)} facts>"

    @cached_property
    def store(self) -> Store:
        """The quads, ready to be asked."""
        return self._open()

    def query(self, sparql: str) -> questions.Answer:
        """The answer to a SPARQL query; the usual prefixes need not be declared.

        Raises `QuestionError` for what is no query.
        """
        return questions.ask(self.store, sparql)

    def to_rdflib(self) -> rdflib.Dataset:
        """The graph as an rdflib dataset: a named graph for each article, asked as one."""
        from kg.exchange import to_rdflib

        return to_rdflib(self.knowledge)

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """The graph as networkx has it: nodes are entity ids, edges are keyed by property.

        Nodes have `label` and `kind`; edges `evidence` (the sentence), `article`, `confidence` and `rule`. A fact
        told several times is one edge, with the surest sentence.
        """
        from kg.exchange import to_networkx

        return to_networkx(self.knowledge)

    def view(self, path: str | Path | None = None, focus: str = "") -> View:
        """The picture of the graph, around `focus` if given; written to `path` if given, shown by a notebook."""
        from kg import view

        html = view.render_html(self.knowledge, focus=focus)
        if path is not None:
            Path(path).write_text(html, "utf-8")
        return View(html)


class View:
    """A picture that a notebook shows in place; `html` is the whole page."""

    def __init__(self, html: str) -> None:
        self.html = html

    def __repr__(self) -> str:
        return f"<View: {len(self.html):,} characters of HTML>"

    def _repr_html_(self) -> str:
        # sandboxed: the page's own script runs, but apart from the notebook
        frame = 'sandbox="allow-scripts" width="100%" height="640" style="border:0"'
        return f'<iframe {frame} srcdoc="{escape(self.html)}"></iframe>'
