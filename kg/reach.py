"""How far a query looks from the node that it asks about: what it takes to ask it again of a few nodes only.

Read are the triple patterns of its text, whatever operators join them: what it finds of ?this hangs on no triple but
those that some chain of patterns leads to. A chain is a path of legs; the last one's triple is the one looked at.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import count
from typing import NamedTuple

import pyoxigraph
from pyoxigraph import DefaultGraph, Literal, NamedNode, Triple

from kg.questions import Term
from kg.rdf import RDF


class Leg(NamedTuple):
    """One step along `property`, or against it; `many` is any number of such steps."""

    property: NamedNode
    back: bool = False
    many: bool = False

    def turned(self) -> Leg:
        """The same the other way."""
        return self._replace(back=not self.back)


Path = tuple[Leg, ...]
Pattern = tuple[str, Path, str]

_TOKEN = re.compile(
    r"""(?P<iri><[^<>"{}|^`\\\s]*>) | (?P<comment>\#[^\n]*)
    | (?P<literal>(?:\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
        (?:@[\w-]+|\^\^(?:<[^<>\s]*>|[\w-]*:[\w-]+))?)
    | (?P<variable>[?$]\w+) | (?P<name>[\w-]*:(?:[\w-](?:[\w.-]*[\w-])?)?) | (?P<word>\w+) | (?P<sign>\S)""",
    re.VERBOSE | re.DOTALL,
)
_JOINING = {"FILTER", "NOT", "EXISTS", "MINUS", "UNION", "OPTIONAL", "BIND", "WHERE"}


class _UnreadableError(Exception):
    """The query is written in a way that is not known here."""


@lru_cache(maxsize=1024)
def paths(query: str) -> frozenset[Path] | None:
    """The paths from ?this to the triples that the query looks at; nothing where that cannot be told.

    >>> [[leg.property.value for leg in path] for path in paths("SELECT ?this { ?this <a:p>/^<a:q> 'x' }")]
    [['a:p', 'a:q']]
    >>> paths("SELECT ?this { ?this ?any 'x' }")
    """
    try:
        return frozenset(_chains(_Reader(query).patterns()))
    except _UnreadableError:
        return None


class _Reader:
    """The triple patterns of a query; a variable that a SELECT keeps to itself is told apart by that SELECT's number."""

    def __init__(self, query: str) -> None:
        found = (match for match in _TOKEN.finditer(query) if match.lastgroup != "comment")
        self._left = [(match.lastgroup or "", match[0]) for match in found][::-1]
        self._prefixes: dict[str, str] = {}
        self._scopes: list[tuple[int, set[str]]] = []
        self._asked: set[str] = set()  # the variables of the SELECT whose group is to open; all where there is none
        self._numbers = count(1)

    def patterns(self) -> Iterator[Pattern]:
        while self._left:
            kind, text = self._left[-1]
            if kind == "word":
                self._word(self._take().upper())
            elif text in ("{", "}", "."):
                self._group(self._take())
            else:
                yield from self._statement()

    def _take(self) -> str:
        if not self._left:
            raise _UnreadableError
        return self._left.pop()[1]

    def _next(self) -> str:
        return self._left[-1][1] if self._left else ""

    def _group(self, sign: str) -> None:
        if sign == "{":
            self._scopes.append((next(self._numbers), self._asked))
            self._asked = set()
        elif sign == "}":
            if not self._scopes:
                raise _UnreadableError
            self._scopes.pop()

    def _word(self, word: str) -> None:
        if word == "SELECT":
            self._asked = {text[1:] for text in self._until("{") if text[0] in "?$"}
        elif word in ("GROUP", "HAVING"):
            list(self._until("{", "}"))
        elif word == "VALUES":
            list(self._until("}"))
            self._take()
        elif word == "PREFIX":
            name = self._take()
            self._prefixes[name] = self._take()[1:-1]
        elif self._next() == "(":
            self._skip()
        elif word not in _JOINING:
            raise _UnreadableError

    def _until(self, *signs: str) -> Iterator[str]:
        while self._next() not in signs:
            yield self._take()

    def _skip(self) -> None:
        """Pass over an expression in brackets, which says nothing of triples unless it holds a group."""
        depth = 0
        while True:
            text = self._take()
            depth += (text == "(") - (text == ")")
            if text == "{":
                raise _UnreadableError
            if not depth:
                return

    def _statement(self) -> Iterator[Pattern]:
        subject = self._term()
        while True:
            path = tuple(self._path())
            yield subject, path, self._term()
            while self._next() == ",":
                self._take()
                yield subject, path, self._term()
            if self._next() != ";":
                return
            self._take()
            if self._next() in (".", "}"):
                return

    def _term(self) -> str:
        """The name of a variable; nothing for a term that is given."""
        kind = self._left[-1][0] if self._left else ""
        text = self._take()
        if kind == "variable":
            # a SELECT shows those that it names and keeps the others to itself
            number = next((n for n, shown in reversed(self._scopes) if shown and text[1:] not in shown), 0)
            return f"{text[1:]} {number}" if number else text[1:]
        if kind in ("iri", "name", "literal") or text in ("true", "false") or text.isdecimal():
            return ""
        raise _UnreadableError

    def _path(self) -> Iterator[Leg]:
        while True:
            if back := self._next() == "^":
                self._take()
            name = self._property()
            if many := self._next() in ("+", "*"):
                self._take()
            yield Leg(name, back, many)
            if self._next() != "/":
                return
            self._take()

    def _property(self) -> NamedNode:
        kind = self._left[-1][0] if self._left else ""
        text = self._take()
        if text == "a":
            return NamedNode(RDF + "type")
        if kind == "iri":
            return NamedNode(text[1:-1])
        space, colon, name = text.partition(":")
        if kind == "name" and space + colon in self._prefixes:
            return NamedNode(self._prefixes[space + colon] + name)
        raise _UnreadableError


def _chains(patterns: Iterable[Pattern]) -> set[Path]:
    known = list(enumerate(patterns))
    ends: dict[str, list[tuple[int, Path, str]]] = defaultdict(list)
    for number, (start, path, end) in known:
        ends[start].append((number, path, end))
        if end != start:  # a chain from a node to itself is met whichever way it is walked
            ends[end].append((number, tuple(leg.turned() for leg in reversed(path)), start))
    found = set(_walks(ends, "this", (), frozenset({"this"})))
    if {number for number, _ in found} != {number for number, _ in known}:
        raise _UnreadableError
    return {path for _, path in found}


def _walks(
    ends: Mapping[str, list[tuple[int, Path, str]]], name: str, way: Path, seen: frozenset[str]
) -> Iterator[tuple[int, Path]]:
    for number, path, end in ends[name]:
        if end == name or end not in seen:
            yield number, way + path
        if end and end not in seen:
            yield from _walks(ends, end, way + path, seen | {end})


class Walk:
    """Walks through the stated triples of a store, some of which came, and along with others that went."""

    def __init__(self, inner: pyoxigraph.Store, changed: Iterable[Triple]) -> None:
        self._inner = inner
        self._changed: dict[NamedNode, list[Triple]] = defaultdict(list)
        for triple in changed:
            self._changed[triple.predicate].append(triple)
        self._taken: dict[tuple[Term, Leg], list[Triple]] = {}
        self._touched: dict[Path, set[Term]] = {}

    def touched(self, ways: Iterable[Path]) -> set[Term]:
        """The nodes from which one of these paths leads, or led before, to what changed."""
        return {node for way in ways for end in range(len(way)) for node in self._back(way[: end + 1])}

    def _back(self, way: Path) -> set[Term]:
        """The nodes from which this path leads to what changed, with its last leg."""
        if way not in self._touched:
            *before, last = way
            nodes: set[Term] = {t.object if last.back else t.subject for t in self._changed.get(last.property, ())}
            for leg in reversed([*before, *([last] if last.many else [])]):
                nodes = {end for _, end in self._steps(nodes, leg.turned())}
            self._touched[way] = nodes
        return self._touched[way]

    def triples(self, nodes: Iterable[Term], ways: Iterable[Path]) -> Iterator[Triple]:
        """The stated triples on these paths from some nodes."""
        for way in ways:
            reached = set(nodes)
            for leg in way:
                steps = list(self._steps(reached, leg))
                yield from (triple for triple, _ in steps if triple)
                reached = {end for _, end in steps}

    def _steps(self, nodes: Iterable[Term], leg: Leg) -> Iterator[tuple[Triple | None, Term]]:
        """The triples that a leg takes from these nodes, each with where it leads."""
        left = list(nodes)
        seen = set(left)
        if leg.many:
            yield from ((None, node) for node in left)
        while left:
            for triple in self._from(left.pop(), leg):
                end = triple.subject if leg.back else triple.object
                yield triple, end
                if leg.many and end not in seen:
                    seen.add(end)
                    left.append(end)

    def _from(self, node: Term, leg: Leg) -> list[Triple]:
        if (node, leg) not in self._taken:
            start, end = (None, node) if leg.back else (node, None)
            if isinstance(start, Literal):
                return []
            found = self._inner.quads_for_pattern(start, leg.property, end, DefaultGraph())
            self._taken[node, leg] = [quad.triple for quad in found]
        return self._taken[node, leg]
