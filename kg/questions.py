"""Ask the graph: SPARQL in, an `Answer` out, in the forms that people and programs read.

The default graph is the union of all articles and of what follows from them; the usual prefixes need no declaration.
Queries only read, and only what is here: updates and calls to other endpoints (SERVICE) are refused.
"""

from __future__ import annotations

import csv
import io
import json
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, RdfFormat, Triple

from kg import frames, marked
from kg.model import YutuError
from kg.rdf import INFERRED, PREFIXES
from kg.store import Store

if TYPE_CHECKING:
    import pandas
    import rdflib

# of an article in a query: it tells news; the record of a masthead, which ends in 0, dates the paper alone
NEWS = '!STRENDS(STR(?article), "/0")'
FORMATS = ("table", "csv", "json", "ttl")
SUPPLIED = PREFIXES | {
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
    "time": "http://www.w3.org/2006/time#",
}

Term = NamedNode | BlankNode | Literal | Triple


class QuestionError(YutuError):
    """A query that cannot be asked, with the place where it goes wrong."""


@dataclass(frozen=True)
class Answer:
    """What a query gave: `rows` of terms under `columns` (SELECT), `truth` (ASK) or `triples` (CONSTRUCT, DESCRIBE).

    A cell is `None` where the variable is unbound. `texts` are the rows as plain strings. `notes` are lines on what the
    query may not have meant, as words that the vocabulary does not have.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    truth: bool | None = None
    triples: tuple[Triple, ...] | None = None
    notes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.truth or self.rows or self.triples)

    def __len__(self) -> int:
        return len(self.rows or self.triples or ())

    @property
    def texts(self) -> list[tuple[str, ...]]:
        """The rows as plain strings: IRIs in full, literals without type, nothing for what is unbound."""
        return [tuple(plain(term) for term in row) for row in self.table[1]]

    @property
    def table(self) -> tuple[tuple[str, ...], tuple[tuple[Term | None, ...], ...]]:
        """Heads and rows, of whatever kind the answer is."""
        if self.triples is not None:
            return ("subject", "predicate", "object"), tuple((t.subject, t.predicate, t.object) for t in self.triples)
        if self.truth is not None:
            return ("answer",), ((Literal(self.truth),),)
        return self.columns, self.rows

    @property
    def df(self) -> pandas.DataFrame:
        """The answer as a data frame: dates, numbers and truths as such, IRIs as text (`kg.frames`).

        Raises `ExtraError` where pandas is not installed.
        """
        return frames.frame(*self.table)

    @property
    def graph(self) -> rdflib.Graph:
        """The triples of CONSTRUCT and DESCRIBE as a graph of rdflib. Raises `QuestionError` for other answers."""
        if self.triples is None:
            raise QuestionError("this query's answer is no graph; ask with CONSTRUCT or DESCRIBE")
        import rdflib

        graph = rdflib.Graph()
        for name, namespace in PREFIXES.items():
            graph.bind(name, namespace, replace=True)
        return graph.parse(data=_turtle(self.triples), format="turtle")

    def __repr__(self) -> str:
        if self.truth is not None:
            return f"<Answer: {str(self.truth).lower()}>"
        if self.triples is not None:
            return f"<Answer: {len(self):,} triples>"
        return f"<Answer: {len(self):,} rows of {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        heads, rows = self.table
        shown = [[marked.text(short(term)) for term in row] for row in rows[: marked.ROWS]]
        return marked.table(heads, shown, total=len(rows)) + "".join(map(marked.small, self.notes))

    def to(self, form: str) -> str:
        """The answer as `csv`, `json` (the W3C's SPARQL results) or `ttl` (of CONSTRUCT and DESCRIBE).

        Raises `QuestionError` when the answer has no such form.
        """
        if form == "csv":
            return self._csv()
        if form == "ttl" and self.triples is not None:
            return _turtle(self.triples)
        if form == "json" and self.triples is None:
            return json.dumps(self._json(), ensure_ascii=False, indent=1) + "\n"
        fitting = "csv or ttl" if self.triples is not None else "csv or json"
        raise QuestionError(f"this query's answer cannot be given as {form}: choose {fitting}")

    def _csv(self) -> str:
        file = io.StringIO()
        csv.writer(file, lineterminator="\n").writerows([self.table[0], *self.texts])
        return file.getvalue()

    def _json(self) -> dict[str, object]:
        if self.truth is not None:
            return {"head": {}, "boolean": self.truth}
        named = [zip(self.columns, row, strict=True) for row in self.rows]
        bindings = [{name: _json_term(term) for name, term in row if term is not None} for row in named]
        return {"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}}


def plain(term: Term | None) -> str:
    """A term as a plain string: an IRI in full, a literal without its type, nothing for `None`."""
    if term is None:
        return ""
    return str(term) if isinstance(term, Triple) else term.value


def short(term: Term | None) -> str:
    """A term as people read it: an IRI with its prefix.

    >>> short(NamedNode("https://w3id.org/yutu/ontology#holds"))
    'yt:holds'
    """
    text = plain(term)
    if isinstance(term, NamedNode):
        for name, namespace in PREFIXES.items():
            if text.startswith(namespace):
                return f"{name}:{text.removeprefix(namespace)}"
    return text


def _json_term(term: Term) -> dict[str, object]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype.value == PREFIXES["xsd"] + "string":
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def _turtle(triples: tuple[Triple, ...]) -> str:
    ordered = sorted(set(triples), key=str)
    return (pyoxigraph.serialize(ordered, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode("utf-8")


def ask(store: Store, sparql: str, *, timeout: float | None = None, stated: bool = False) -> Answer:
    """The answer to a SPARQL query, within `timeout` seconds if given; with `stated` from what articles state alone.

    Raises `QuestionError` with line and column for what is no query, and for updates, SERVICE and queries that take
    too long.
    """
    refuse_changes(sparql)
    graphs: list[NamedNode | BlankNode | DefaultGraph] = [DefaultGraph()] if stated else [DefaultGraph(), INFERRED]
    if timeout is None:
        return _ask(store, sparql, graphs)
    return _within(timeout, lambda: _ask(store, sparql, graphs))


def _ask(store: Store, sparql: str, graphs: list[NamedNode | BlankNode | DefaultGraph]) -> Answer:
    try:
        result = store.inner.query(sparql, prefixes=SUPPLIED, default_graph=graphs)
        return answer_of(result)
    except SyntaxError as error:
        raise QuestionError(_where(str(error), sparql)) from error
    except (OSError, ValueError, RuntimeError) as error:
        raise QuestionError(f"the query cannot be answered: {_first_line(error)}") from error


def answer_of(result: pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples) -> Answer:
    """What pyoxigraph gives, as an `Answer`."""
    if isinstance(result, pyoxigraph.QueryBoolean):
        return Answer(truth=bool(result))
    if isinstance(result, pyoxigraph.QueryTriples):
        return Answer(triples=tuple(result))
    columns = tuple(variable.value for variable in result.variables)
    return Answer(columns, tuple(tuple(solution) for solution in result))


# strings, IRIs and comments hold words that are no keywords; ?service and x:service are names
NO_CODE = re.compile(
    # first what is escaped outside of them: a name may hold \'
    r'\\.|"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''
    r"|<[^<>\"{}|^`\\\s]*>|#[^\n]*",
    re.DOTALL,
)
_KEYWORD = re.compile(
    r"(?<![?$:\w.-])(service|insert|delete|load|clear|create|drop|copy|move|add)(?![\w:-])", re.IGNORECASE
)


def refuse_changes(sparql: str) -> None:
    """Raise `QuestionError` for a query that would change the graph or ask elsewhere."""
    code = NO_CODE.sub(" ", sparql)
    if match := _KEYWORD.search(code):
        word = match[1].upper()
        forms = "queries only read (SELECT, ASK, CONSTRUCT, DESCRIBE)"
        why = "other endpoints are not asked" if word == "SERVICE" else forms
        raise QuestionError(f"{word} is refused; {why}")


def _where(message: str, sparql: str) -> str:
    """One line: line and column, what was expected, and the words at which the query goes wrong."""
    match = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if not match:
        return f"the query is no SPARQL: {_first_line(message)}"
    line, column, told = int(match[1]), int(match[2]), match[3]
    lines = sparql.split("\n")
    text = lines[line - 1] if line <= len(lines) else ""
    near = " ".join([*text[: column - 1].split()[-1:], *text[column - 1 :].split()])
    place = f"line {line}, column {column}" + (f", near '{near[:40]}'" if near else "")
    if "Prefix not found" in told:
        return f"the query is no SPARQL: {place}: a prefix is not declared; put PREFIX name: <IRI> in front"
    # the parser's lists of all that could follow help nobody
    return f"the query is no SPARQL: {place}" + ("" if told.startswith("expected one of") else f": {_first_line(told)}")


def _first_line(message: object) -> str:
    text = str(message).split("\n", 1)[0]
    return text if len(text) <= 120 else text[:119] + "…"


def _within(seconds: float, work: Callable[[], Answer]) -> Answer:
    found: list[Answer] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            found.append(work())
        except BaseException as error:
            failed.append(error)

    # the engine knows no time limit; the thread is left behind and ends with the process
    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not found:
        raise QuestionError(f"the query took more than {seconds:g} seconds; narrow it, or allow more with --timeout")
    return found[0]
