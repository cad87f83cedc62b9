"""Entities and facts as notebooks show them: each fact with its sentence, in which the words that state it are marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg import catalogue, frames, marked, ontology
from kg.catalogue import Question
from kg.evidence import property_of, resolve
from kg.model import Fact
from kg.questions import Term, ask, plain
from kg.rdf import YT, article_iri, iri
from kg.rows import local, term
from kg.search import Index
from kg.store import Store

if TYPE_CHECKING:
    import pandas

MOST = 10_000
_FACTS = """
SELECT DISTINCT ?s ?p ?o ?confidence ?since ?until ?published ?paper ?headline ?sentence ?article WHERE {
  %s
  ?record rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; yt:confidence ?confidence ; prov:wasDerivedFrom ?passage .
  ?passage oa:hasSource ?article ; oa:hasSelector/oa:exact ?sentence .
  OPTIONAL { ?record yt:validFrom ?since } OPTIONAL { ?record yt:validTo ?until }
  OPTIONAL { ?article yt:published ?published } OPTIONAL { ?article yt:headline ?headline }
  OPTIONAL { ?article yt:inPage/yt:inIssue/yt:ofPaper/rdfs:label ?paper FILTER(lang(?paper) = "zh") }
} ORDER BY DESC(?published) ?article ?p ?s ?o ?sentence LIMIT %d
"""
_OF_ARTICLE = """SELECT ?published ?paper ?headline WHERE { VALUES ?article { %s }
  OPTIONAL { ?article yt:published ?published } OPTIONAL { ?article yt:headline ?headline }
  OPTIONAL { ?article yt:inPage/yt:inIssue/yt:ofPaper/rdfs:label ?paper FILTER(lang(?paper) = "zh") }
} LIMIT 1"""
_NAMES = """SELECT ?node ?label ?alias WHERE { VALUES ?node { %s } ?node rdfs:label ?label FILTER(lang(?label) = "zh")
  OPTIONAL { ?node skos:altLabel ?alias } } ORDER BY ?node ?label ?alias"""
_ABOUT = "SELECT ?p ?o WHERE { VALUES ?p { rdf:type rdfs:label skos:altLabel yt:code } %s ?p ?o } ORDER BY ?p ?o"
_PRINTED = "SELECT (COUNT(DISTINCT ?a) AS ?n) (MIN(?d) AS ?first) (MAX(?d) AS ?last) WHERE { ?a yt:mentions %s OPTIONAL { ?a yt:published ?d } }"


_COUNTS = """SELECT ?kind (COUNT(DISTINCT ?thing) AS ?n) WHERE { ?thing a ?kind
  FILTER(STRSTARTS(STR(?kind), STR(yt:)) && ?kind NOT IN (yt:Fact, yt:Page, yt:Issue, yt:Article, yt:Phrase)) }
GROUP BY ?kind ORDER BY DESC(?n) ?kind"""
_SPAN = """SELECT (COUNT(DISTINCT ?a) AS ?n) (MIN(?d) AS ?first) (MAX(?d) AS ?last) WHERE {
  ?a a yt:Article OPTIONAL { ?a yt:published ?d } }"""


@dataclass(frozen=True, slots=True)
class Span:
    """How many articles a graph holds, and the dates of the first and last paper, empty where none has one."""

    articles: int
    first: str
    last: str


def span(store: Store) -> Span:
    """The articles of a graph and their time."""
    articles, first, last = ask(store, _SPAN, stated=True).texts[0]
    return Span(int(articles), first, last)


def summary(store: Store) -> str:
    """What a notebook shows of a graph: its articles, their time, and what it speaks of by class."""
    told = span(store)
    when = f"{told.first} – {told.last}" if told.first else ""
    counts = ask(store, _COUNTS, stated=True).texts
    rows = [[marked.text(_label(kind.rpartition("#")[2])), f"{int(n):,}"] for kind, n in counts]
    return (
        f"<div>{marked.heading(f'{told.articles:,} articles', when)}{marked.table(('class', 'entities'), rows)}</div>"
    )


class Tables(Mapping[str, Question]):
    """The usual tables by name; a notebook shows them with their columns."""

    def __getitem__(self, name: str) -> Question:
        return catalogue.table(name)

    def __iter__(self) -> Iterator[str]:
        return iter(catalogue.tables())

    def __len__(self) -> int:
        return len(catalogue.tables())

    def __repr__(self) -> str:
        return "\n".join(f"{one.id}: {one.en}\n    {', '.join(one.columns)}" for one in self.values())

    def _repr_html_(self) -> str:
        rows = []
        for one in self.values():
            columns = ", ".join(f"{name} {zh}" for name, (zh, _) in one.columns.items())
            rows.append([marked.text(one.id), marked.text(one.zh) + marked.small(one.en), marked.text(columns, 1000)])
        return marked.table(("table", "row", "columns"), rows)


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact as one sentence tells it, with the names of its ends and the words of the sentence that stand for them."""

    subject: str
    property: str
    object: str
    subject_id: str
    object_id: str
    sentence: str
    published: str
    paper: str
    headline: str
    article: str
    confidence: float
    since: str = ""
    until: str = ""
    subject_word: str = ""
    object_word: str = ""

    def __str__(self) -> str:
        return f"{self.subject} {self.property} {self.object}"

    def _repr_html_(self) -> str:
        lasting = " – ".join(filter(None, (self.since, self.until)))
        where = " ".join(filter(None, (self.paper, self.published, self.headline)))
        told = " · ".join((self.subject, _label(self.property), self.object))
        how = f"{lasting} {self.confidence:.3g}".strip()
        return f"<div>{marked.heading(told, how)}<div>{self.quote()}</div>{marked.small(where)}</div>"

    def quote(self) -> str:
        """The sentence as HTML, with the words of subject and object marked."""
        short = self.object_word != self.object and self.object.endswith(self.object_word)
        return marked.marked(self.sentence, self.subject_word, self.object_word, short=short)


class Statements(tuple[Statement, ...]):
    """Facts with their sentences, the latest first; `df` is their data frame."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<Statements: {len(self):,}>"

    def _repr_html_(self) -> str:
        heads = ("published", "subject", "property", "object", "sentence")
        rows = [
            [*map(marked.text, (one.published, one.subject, _label(one.property), one.object)), one.quote()]
            for one in self[: marked.ROWS]
        ]
        return marked.table(heads, rows, total=len(self))

    @property
    def df(self) -> pandas.DataFrame:
        """A row for each, without the marks. Raises `ExtraError` where pandas is not installed."""
        names = [name for name in Statement.__slots__ if not name.endswith("_word")]
        return frames.plain([{name: getattr(one, name) for name in names} for one in self], names, days=("published",))


class Card:
    """An entity: its names, in how many articles it is named, and all that is said of it.

    `kind` is the finest class, `first` and `last` are the dates of the papers that name it.
    """

    def __init__(self, store: Store, index: Index, ident: str) -> None:
        self._store, self._index, self.id = store, index, ident
        self.iri = iri(ident).value
        about = ask(store, _ABOUT % iri(ident), stated=True).rows
        told = [(term(p), o) for p, o in about if p is not None and o is not None]
        kinds = [term(o) for p, o in told if p == "rdf:type"]
        self.kind = min(kinds, key=lambda kind: (kind in _BROAD, kind), default="")
        self.name = next((plain(o) for p, o in told if p == "rdfs:label" and getattr(o, "language", "") != "en"), ident)
        self.english = next((plain(o) for p, o in told if p == "rdfs:label" and getattr(o, "language", "") == "en"), "")
        self.aliases = tuple(plain(o) for p, o in told if p == "skos:altLabel")
        self.code = next((plain(o) for p, o in told if p == "code"), "")
        articles, self.first, self.last = ask(store, _PRINTED % iri(ident), stated=True).texts[0]
        self.articles = int(articles)

    @cached_property
    def facts(self) -> Statements:
        """What articles say of it, as subject or object, the latest first."""
        return statements(self._store, self._index, f"id:{self.id}")

    def __repr__(self) -> str:
        return f"<{self.kind or 'Entity'} {self.name}: {self.articles:,} articles>"

    def _repr_html_(self) -> str:
        names = " · ".join(filter(None, (self.english, *self.aliases[:8], self.code)))
        seen = f"{self.articles:,} articles" + (f", {self.first} – {self.last}" if self.first else "")
        head = marked.heading(self.name, f"{_label(self.kind)} {self.id}")
        return f"<div>{head}{marked.small(names, 400)}{marked.small(seen)}{self.facts._repr_html_()}</div>"


def card(store: Store, index: Index, name: str) -> Card:
    """The entity of this name or id. Raises `UnknownNameError` for a name that nothing bears."""
    return Card(store, index, local(resolve(index, name)[0]))


_BROAD = {"Person", "Organization", "Zone", "Event", "Document", "Place", "AdministrativeDivision"}


def _label(name: str) -> str:
    row = ontology.labels().get(name)
    return f"{row['zh']} {name}" if row else name


def statements(store: Store, index: Index, name: str, prop: str = "") -> Statements:
    """What articles say of the entities with this name or id, with `prop` by that property alone; `MOST` at most.

    Raises `UnknownNameError` for a name that nothing bears, and for what is no property.
    """
    nodes = " ".join(map(str, resolve(index, name)))
    narrowed = f"VALUES ?p {{ {property_of(prop)} }}" if prop else ""
    ends = f"{{ VALUES ?s {{ {nodes} }} ?record rdf:subject ?s }} UNION {{ VALUES ?o {{ {nodes} }} ?record rdf:object ?o }}"
    rows = ask(store, _FACTS % (f"{ends} {narrowed}", MOST), stated=True).rows
    named = _names(store, {cell for row in rows for cell in (row[0], row[2]) if isinstance(cell, NamedNode)})
    # which phrases an article uses is no news of it
    return Statements(_statement(row, named) for row in rows if prop or row[1] != NamedNode(YT + "usesPhrase"))


def statement(store: Store, fact: Fact) -> Statement:
    """A fact of `graph.facts` with its ends by name and marked."""
    value = iri(fact.object) if isinstance(fact.object, str) else Literal(fact.object.value)
    article = article_iri(fact.evidence.article)
    told = ask(store, _OF_ARTICLE % article, stated=True).rows if fact.evidence.article else ()
    published, paper, headline = told[0] if told else (None, None, None)
    since, until = (Literal(day) if day else None for day in (fact.valid_from, fact.valid_to))
    row = (iri(fact.subject), NamedNode(YT + fact.property), value, Literal(fact.confidence), since, until)
    named = _names(store, [node for node in (row[0], value) if isinstance(node, NamedNode)])
    return _statement((*row, published, paper, headline, Literal(fact.evidence.text), article), named)


def _names(store: Store, nodes: Iterable[NamedNode]) -> dict[Term, list[str]]:
    """The names of nodes, the preferred one first."""
    found: dict[Term, list[str]] = {}
    listed = " ".join(sorted(map(str, nodes)))
    for node, label, alias in ask(store, _NAMES % listed, stated=True).rows:
        assert node is not None
        found.setdefault(node, []).extend(text for text in (plain(label), plain(alias)) if text)
    return found


def _statement(row: tuple[Term | None, ...], named: dict[Term, list[str]]) -> Statement:
    subject, prop, value = row[:3]
    assert subject is not None
    assert prop is not None
    assert value is not None
    confidence, since, until, published, paper, headline, sentence, article = map(plain, row[3:])
    forms, others = named.get(subject, [local(subject)]), named.get(value, [plain(value)])
    return Statement(
        forms[0], term(prop), others[0], local(subject),
        local(value) if isinstance(value, NamedNode) else "",
        sentence, published, paper, headline, article, float(confidence), since, until,
        marked.word_for(forms[0], forms[1:], sentence),
        marked.word_for(others[0], others[1:], sentence),
    )  # fmt: skip
