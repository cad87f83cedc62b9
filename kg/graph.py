"""What a build gives: a graph to ask, to look at, and to hand to rdflib or networkx."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from html import escape
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Triple

from kg import confidence, frames, publish, questions, rdf
from kg.infer import inferred
from kg.model import Article, Entity, Fact, Knowledge
from kg.plan import least_of
from kg.resolve import Record, background, merge, together
from kg.shelf import Shelf
from kg.store import Store
from kg.tally import Size, Tally, size

# networkx, rdflib and the view's drawing are loaded when first asked for: most runs need none of them
if TYPE_CHECKING:
    import networkx
    import pandas
    import rdflib

    from kg.cards import Card, Statement, Statements, Tables
    from kg.check import Report
    from kg.evidence import Because
    from kg.pages import Source
    from kg.plot import Plots
    from kg.search import Found
    from kg.verify import Verification


class Graph:
    """The knowledge of some pages, with its ways out.

    `problems` are the lines on pages that could not be read. What is in a folder is read, and a store in memory made, when it is first asked for.
    """

    def __init__(self, *parts: Knowledge, folder: Path | None = None) -> None:
        self._parts = parts
        self._folder = folder
        self._pages: Mapping[str, Knowledge] = {}
        self._records: Mapping[str, tuple[Record, ...]] = {}
        self._surer: dict[float, Graph] = {}
        self.problems: tuple[str, ...] = ()

    @classmethod
    def of(cls, pages: Mapping[str, Knowledge], least: float = 0.0) -> Graph:
        """The graph, in memory, of pages as they were read, by name: of what is at least so sure."""
        whole = together({name: confidence.at_least(page, least) for name, page in pages.items()})
        graph = cls(*whole.parts)
        graph._pages, graph._records = pages, whole.records
        return graph

    @classmethod
    def open(cls, folder: str | Path) -> Graph:
        """The graph that `kg build -o FOLDER` wrote. Raises `ShelfError` or `StoreError` when there is none."""
        graph = cls(folder=Path(folder))
        graph.store  # noqa: B018 - that there is none is to be said now
        return graph

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """From where each of its pages can be read again."""
        return tuple(map(publish.source_of, publish.pages(self.shelf).values())) if self._folder else ()

    @cached_property
    def knowledge(self) -> Knowledge:
        """All that the pages say, as one."""
        return publish.knowledge(self.shelf) if self._folder else merge(self._parts)

    @cached_property
    def shelf(self) -> Shelf:
        """The pages, and the index of their names and words."""
        if self._folder:
            return Shelf.open(self._folder)
        shelf = Shelf.in_memory()
        for number, part in enumerate(self._parts):
            shelf.index.put(str(number), part)
        return shelf

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
        holds = self.size
        return f"<Graph: {holds.articles:,} articles, {holds.entities:,} entities, {holds.facts:,} facts>"

    def _repr_html_(self) -> str:
        from kg.cards import summary

        return summary(self.store)

    @cached_property
    def store(self) -> Store:
        """The quads, ready to be asked."""
        if self._folder:
            return Store.open(self._folder)
        told = (rdf.record_quads(block, records) for block, records in self._records.items())
        store = Store.of(quad for quads in (*map(rdf.quads, self._parts), *told) for quad in quads)
        store.add(inferred(store))
        return store

    def at_least(self, least: float) -> Graph:
        """The graph, in memory, of the facts that are at least so sure, as if no others had been told.

        Raises `ConfidenceError` for what is no number from 0 to 1.
        """
        if not (least := confidence.checked(least)):
            return self
        if least not in self._surer:
            self._surer[least] = self._of_surer(least)
            self._surer[least].sources = self.sources
        return self._surer[least]

    def _of_surer(self, least: float) -> Graph:
        if self._folder or self._pages:
            known = least_of(self.shelf) if self._folder else 0
            return Graph.of(publish.raw(self.shelf) if self._folder else self._pages, max(least, known))
        known_parts = [confidence.at_least(part, least) for part in self._parts if part.articles]
        # what the gazetteer adds hangs on which divisions are left
        codes = [entity.code for part in known_parts for entity in part.entities if entity.code]
        return Graph(*known_parts, background(codes))

    def query(
        self, question: str, *, stated: bool = False, min_confidence: float = 0, **values: str
    ) -> questions.Answer:
        """The answer to a SPARQL query, or to a named question with its parameters (`"governor", province="湖南"`).

        The usual prefixes need not be declared; `stated` leaves out what follows from the axioms of the ontology, which
        named questions do not need; facts below `min_confidence` count as not told. The answer's `notes` name words that
        the vocabulary does not have, for which SPARQL finds nothing and says nothing. Raises `QuestionError` for what is
        no query, `CatalogueError` for an unknown question, parameter or name.
        """
        from kg import unknown
        from kg.catalogue import is_name
        from kg.catalogue import question as named

        graph = self.at_least(min_confidence)
        if not is_name(question):
            return replace(questions.ask(graph.store, question, stated=stated), notes=unknown.notes(question))
        return questions.ask(graph.store, named(question).bind(values, graph.shelf.index), stated=True)

    def table(self, name: str, *, min_confidence: float = 0, **values: str) -> pandas.DataFrame:
        """One of the usual tables (`"visits"`, `"tenures"`, …) as a data frame; `graph.tables` tells which there are.

        A row is one fact with its date, paper, sentence and article; an empty column has the type of a full one. Raises `CatalogueError`, which lists them, for a
        table that is unknown, `ExtraError` where pandas is not installed.
        """
        from kg.catalogue import table

        graph, asked = self.at_least(min_confidence), table(name)
        answer = questions.ask(graph.store, asked.bind(values, graph.shelf.index), stated=True)
        return frames.frame(*answer.table, asked.types)

    @property
    def tables(self) -> Tables:
        """The usual tables and their columns, told in both languages; a mapping by name that a notebook shows."""
        from kg.cards import Tables

        return Tables()

    def entity(self, name: str | Entity) -> Card:
        """The entity of this name, IRI or id (`id:person/…`), with all that is said of it; of several the best known.

        Raises `UnknownNameError` for a name that nothing bears.
        """
        from kg.cards import card

        return card(self.store, self.shelf.index, f"id:{name.id}" if isinstance(name, Entity) else name)

    def facts_of(self, name: str, property: str = "") -> Statements:
        """What articles say of it, with `property` by that property alone, each fact with its sentence, the latest first.

        Raises `UnknownNameError` for a name that nothing bears.
        """
        from kg.cards import statements

        return statements(self.store, self.shelf.index, name, property)

    def fact(self, fact: Fact) -> Statement:
        """One of `graph.facts` as a notebook shows it: with its sentence, subject and object marked in it."""
        from kg.cards import statement

        return statement(self.store, fact)

    def find(self, words: str, *, limit: int = 20) -> Found:
        """The names, headlines and sentences with these words, pinyin or initials."""
        return self.shelf.index.find(words, limit)

    def why(self, subject: str, property: str = "", object: str = "") -> list[Because]:
        """The sentences behind a fact, or the premises it follows from; what is left out may be anything.

        Raises `UnknownNameError` for a name that nothing bears.
        """
        from kg.evidence import why

        return why(self.store, self.shelf.index, subject, property, object)

    def check(self, changed: Collection[Triple] | None = None) -> Report:
        """How the graph stands to the shapes of the ontology; only what a change of these stated triples touches, if given."""
        from kg.check import check

        return check(self.store, changed)

    @property
    def size(self) -> Size:
        """How many articles, entities and facts it has, and the dates of its first and last paper."""
        return size(self.store)

    @property
    def tally(self) -> Tally:
        """How many entities of each class and facts of each property it has."""
        return publish.tally(self.shelf) if self._folder else Tally.of(self.store)

    def verify(self, *pages: str | Path) -> Verification:
        """The proof of every quote against the pages that the graph was built from, or against these alone of them."""
        from kg.verify import verify

        wanted = {Path(page).resolve() for page in pages}
        sources = [source for source in self.sources if not wanted or source.path in wanted]
        return verify(self.store, sources, partly=bool(wanted))

    def export(self, path: str | Path, form: str = "", *, inferred: bool = False) -> None:
        """Write the graph to `path` in the format `form`, by default that of the path's ending."""
        from kg.export import export

        export(self.store, Path(path), form, inferred=inferred)

    def to_rdflib(self) -> rdflib.Dataset:
        """The graph as an rdflib dataset over the same store: a named graph for each article, asked as one."""
        from kg.exchange import to_rdflib

        return to_rdflib(self.store)

    def to_networkx(
        self, kind: str = "facts", *, since: str = "", until: str = "", ties: Iterable[str] = ()
    ) -> networkx.Graph[str]:
        """The graph as networkx has it: nodes are entity ids with `label` and `kind`.

        By default all facts, as a multigraph whose edges are keyed by property, with `evidence` (the sentence),
        `article`, its day (`published`), `confidence` and `rule`; a fact told several times is one edge, with the surest
        sentence. Else a projection (`kg.networks`): `"people"`, `"provinces"` (by `ties`: visits, zones, agreements,
        cooperation), `"posts"`, `"events"` or `"order"`, of what happened from `since`, by default the time of the papers, to `until`;
        edges have `weight`, `first` and `last` day, `evidence` and `article`. Raises `NetworkError` for what is none of
        these, `CatalogueError` for what is no date.
        """
        asked = tuple(ties)
        if kind != "facts" or since or until or asked:
            from kg.networks import project

            return project(self.store, kind, since=since, until=until, ties=asked)
        from kg.exchange import to_networkx

        return to_networkx(self.store)

    @property
    def plot(self) -> Plots:
        """Its pictures: `graph.plot.visits()`, `graph.plot.post("福建省省长")`, …; each is a matplotlib figure."""
        from kg.plot import Plots

        return Plots(self)

    def view(self, path: str | Path | None = None, focus: str = "", *, min_confidence: float = 0) -> View:
        """The picture of the graph, around `focus` if given; written to `path` if given, shown by a notebook.

        Facts below `min_confidence` are not drawn.
        """
        from kg import view

        surer = self.at_least(min_confidence)
        html = view.render_html(surer._drawn(), settled=surer._settled(), focus=focus)
        if path is not None:
            view.save(html, path)
        return View(html)

    def _drawn(self) -> Iterable[Knowledge]:
        # a page at a time: all at once would take much room
        return publish.parts(self.shelf) if self._folder else self._parts

    def _settled(self) -> Iterable[Record]:
        return publish.settled(self.shelf) if self._folder else chain.from_iterable(self._records.values())


class View:
    """A picture that a notebook shows in place; `html` is the whole page."""

    def __init__(self, html: str) -> None:
        self.html = html

    def __repr__(self) -> str:
        return f"<View: {len(self.html):,} characters of HTML>"

    def _repr_html_(self) -> str:
        # sandboxed: the page's own script runs, but apart from the notebook, and what it gives can be saved
        frame = 'sandbox="allow-scripts allow-downloads allow-modals" width="100%" height="640" style="border:0"'
        return f'<iframe {frame} srcdoc="{escape(self.html)}"></iframe>'
