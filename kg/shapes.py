"""The shapes of `ontology/shapes.ttl` as queries: the part of SHACL that they use, compiled into SPARQL.

Each constraint becomes one query for all that break it at once. Most look first for what is wrong among all values of a
path, whatever they belong to, and only then whether it belongs to the shape's target: in a good graph nothing is left
for the second look. What is not in that part of SHACL is refused by name, never passed over.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode

from kg import axioms
from kg.axioms import Axioms
from kg.model import YutuError
from kg.questions import Term, short
from kg.rdf import RDF, XSD

SH = "http://www.w3.org/ns/shacl#"
SEVERITIES = ("Violation", "Warning", "Info")

_TARGETS = {"targetClass", "targetSubjectsOf", "targetObjectsOf"}
_SAID = {"path", "severity", "message", "name", "description", "flags", "qualifiedMinCount"}
_KINDS = {"IRI": "isIRI", "Literal": "isLiteral", "BlankNode": "isBlank"}
_COMPARED = {"minInclusive": ">=", "maxInclusive": "<=", "minExclusive": ">", "maxExclusive": "<"}
_LONG = {"minLength": ">=", "maxLength": "<="}
_BEFORE = {"lessThan": "<", "lessThanOrEquals": "<="}
_TESTED = {"datatype", "nodeKind", "in", "languageIn", "pattern", *_COMPARED, *_LONG}
_NUMBERS = {XSD + name for name in ("integer", "decimal", "double", "float")}
_CAST = {XSD + name for name in ("date", "dateTime", "gYear", "gYearMonth", "boolean")}
_SELECT = re.compile(r"\s*SELECT\s+(?:DISTINCT\s+)?([^{}]+?)\s*(?:WHERE\s*)?\{(.*)\}\s*", re.DOTALL | re.IGNORECASE)


class ShapeError(YutuError):
    """`shapes.ttl` is missing, no Turtle, or uses SHACL that is not compiled here."""


@dataclass(frozen=True)
class Check:
    """One constraint: `query` finds ?this and, where a value is to blame, ?value.

    `severity` is Violation, Warning or Info; `path` is written as in SPARQL; `messages` are by language. `target` finds
    every ?this that the constraint is about. Where `probe`, which several constraints on one path share, says no, there
    is nothing to be found. `own` is whether the query stands in the shape itself.
    """

    shape: str
    path: str
    severity: str
    messages: dict[str, str] = field(hash=False)
    query: str
    target: str
    probe: str = ""
    own: bool = False


@lru_cache(maxsize=8)
def load(folder: Path) -> tuple[Check, ...]:
    """The constraints of `folder`/shapes.ttl, with the classes of `folder`/yutu.ttl, in a fixed order.

    Raises `ShapeError` when the file is missing, is no Turtle, or uses SHACL that is not known here.
    """
    path = folder / "shapes.ttl"
    checks = _Compiler(axioms.turtle(path, ShapeError), path, axioms.load(folder)).checks()
    return tuple(sorted(checks, key=lambda check: (check.shape, check.path, check.query)))


class _Compiler:
    """The shapes of one file as checks.

    `_bad` and `_good` give patterns that keep, of what a variable is bound to, only what breaks or keeps a constraint.
    """

    def __init__(self, shapes: pyoxigraph.Store, path: Path, known: Axioms) -> None:
        self._shapes, self._file, self._axioms = shapes, path, known

    def checks(self) -> Iterator[Check]:
        typed = self._shapes.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(SH + "NodeShape"))
        nodes = {quad.subject for quad in typed}
        for quad in self._shapes:
            if quad.predicate.value.startswith(SH + "target") and quad.subject not in nodes:
                raise self._refused(quad.subject, "has a target but is no sh:NodeShape")
        for node in nodes:
            yield from self._shape(node)

    def _shape(self, node: Term) -> Iterator[Check]:
        target = self._target(node)
        for name, value in self._constraints(node, _TARGETS | {"property", "sparql"}):
            wrong = f"{target} {self._bad(node, name, value, '?this')}"
            yield self._check(node, node, f"SELECT DISTINCT ?this (?this AS ?value) {{ {wrong} }}")
        for inner in self._all(node, "property"):
            probe, probed = self._probe(inner)
            for name, value in self._constraints(inner, {"sparql"}):
                check = self._check(node, inner, self._of_path(inner, name, value, target))
                yield replace(check, probe=probe) if name in probed else check
        for holder in (node, *self._all(node, "property")):
            for told in self._all(holder, "sparql"):
                yield replace(self._check(node, holder, self._sparql(told, target), told), own=True)

    def _check(self, node: Term, holder: Term, query: str, told: Term | None = None) -> Check:
        """The check of a constraint that `holder`, a node shape or a property shape of `node`, holds."""
        path = self._path(self._one(holder, "path")) if self._all(holder, "path") else ""
        severity = _local(self._one(holder, "severity")) if self._all(holder, "severity") else SEVERITIES[0]
        if severity not in SEVERITIES:
            raise self._refused(node, f"has the severity {severity}; choose of {', '.join(SEVERITIES)}")
        said = self._all(told or holder, "message") or self._all(holder, "message")
        messages = {text.language or "": text.value for text in said if isinstance(text, Literal)}
        readable = re.sub("<([^>]+)>", lambda match: short(NamedNode(match[1])), path)
        target = f"SELECT DISTINCT ?this {{ {self._target(node)} }}"
        return Check(_local(node), readable, severity, messages, self._valid(node, query), target)

    def _constraints(self, node: Term, apart: Collection[str] = ()) -> list[tuple[str, Term]]:
        """Name and value of each constraint at a node, but those treated apart; what is not SHACL's is left to others."""
        quads = self._shapes.quads_for_pattern(node, None, None) if isinstance(node, NamedNode | BlankNode) else ()
        said = [(q.predicate.value.removeprefix(SH), q.object) for q in quads if q.predicate.value.startswith(SH)]
        return [(name, value) for name, value in said if name not in _SAID and name not in apart]

    def _target(self, node: Term) -> str:
        parts = [self._typed("?this", kind, "?kind") for kind in self._all(node, "targetClass")]
        parts += [f"?this {name} ?any" for name in self._all(node, "targetSubjectsOf")]
        parts += [f"?any {name} ?this" for name in self._all(node, "targetObjectsOf")]
        if not parts:
            raise self._refused(node, f"has no target; give it {', '.join(f'sh:{name}' for name in sorted(_TARGETS))}")
        return " UNION ".join(f"{{ {part} }}" for part in sorted(parts))

    def _typed(self, variable: str, kind: Term, sort: str) -> str:
        below = self._axioms.below(kind) if isinstance(kind, NamedNode) else []
        return f"{variable} a {sort} VALUES {sort} {{ {' '.join(map(str, [kind, *below]))} }}"

    def _path(self, node: Term) -> str:
        if isinstance(node, NamedNode):
            return str(node)
        if turned := self._all(node, "inversePath"):
            return "^" + self._path(turned[0])
        if steps := self._items(node):
            return "/".join(self._path(step) for step in steps)
        raise self._refused(node, "has a path that is no property, sequence or sh:inversePath")

    def _of_path(self, node: Term, name: str, value: Term, target: str) -> str:
        """The query for what breaks a constraint on the values that the path of `node` leads to."""
        pairs = f"?this {self._path(self._one(node, 'path'))} ?value"
        owned = f"FILTER EXISTS {{ {target} }}"
        if name == "minCount":
            return f"SELECT DISTINCT ?this {{ {target} MINUS {{ {_at_least(pairs, self._count(node, value))} }} }}"
        if name == "qualifiedValueShape":
            good, least = self._good(value, "?value"), self._count(node, self._one(node, "qualifiedMinCount"))
            return f"SELECT DISTINCT ?this {{ {target} MINUS {{ {_at_least(f'{pairs} {good}', least)} }} }}"
        if name == "hasValue":
            return f"SELECT DISTINCT ?this {{ {target} MINUS {{ {pairs} FILTER(sameTerm(?value, {value})) }} }}"
        if name == "maxCount":
            return f"SELECT DISTINCT ?this {{ {{ {_at_least(pairs, self._count(node, value, 0) + 1)} }} {owned} }}"
        if name == "uniqueLang" and _text(value) == "true":
            spoken = pairs + " BIND(LCASE(LANG(?value)) AS ?language) FILTER(?language != '')"
            return f"SELECT ?this ?language {{ {_at_least(spoken, 2, by='?this ?language')} {owned} }}"
        if name in _BEFORE:
            both = f"{{ SELECT * {{ {pairs} }} }} {{ SELECT * {{ ?this {value} ?other }} }}"
            wrong = f"{both} FILTER(!COALESCE(?value {_BEFORE[name]} ?other, false))"
            return f"SELECT DISTINCT ?this ?value {{ {wrong} {owned} }}"
        wrong = f"{pairs} {self._bad(node, name, value, '?value')}"
        return f"SELECT DISTINCT ?this ?value {{ {{ SELECT ?this ?value {{ {wrong} }} }} {owned} }}"

    def _probe(self, node: Term) -> tuple[str, set[str]]:
        """A query that goes once through the values of the path, and the constraints that it tells of together."""
        tested = sorted(((name, value) for name, value in self._constraints(node) if name in _TESTED), key=str)
        # of one value each it says nothing
        counted = [n for n, value in self._constraints(node) if n == "maxCount" and _text(value) != "0"]
        probed = {name for name, _ in tested} | set(counted)
        tests = " && ".join(f"({self._test(node, *test, '?value')})" for test in tested) or "true"
        sums = f"(SUM(IF(COALESCE({tests}, false), 0, 1)) AS ?wrong)"
        sums += " (COUNT(*) AS ?pairs) (COUNT(DISTINCT ?this) AS ?nodes)" if "maxCount" in probed else ""
        more = " || ?pairs > ?nodes" if "maxCount" in probed else ""
        pairs = f"?this {self._path(self._one(node, 'path'))} ?value"
        return f"ASK {{ {{ SELECT {sums} {{ {pairs} }} }} FILTER(?wrong > 0{more}) }}", probed

    def _bad(self, node: Term, name: str, value: Term, variable: str) -> str:
        if name == "or":
            return " ".join(self._bad_choice(choice, variable) for choice in self._items(value))
        if name == "not":
            return self._good(value, variable)
        if name == "class":
            return f"MINUS {{ {self._typed(variable, value, '?sort')} }}"
        return f"FILTER(!COALESCE({self._test(node, name, value, variable)}, false))"

    def _bad_choice(self, choice: Term, variable: str) -> str:
        """What is bad by one of the choices of sh:or: one constraint, or a path that must lead somewhere."""
        name, value = self._sole(choice)
        if not self._all(choice, "path"):
            return self._bad(choice, name, value, variable)
        path = self._path(self._one(choice, "path"))
        if name == "hasValue":
            return f"MINUS {{ {variable} {path} {value} }}"
        if name == "minCount" and self._count(choice, value) == 1:
            return f"MINUS {{ {variable} {path} ?end }}"
        raise self._refused(choice, "has a path in sh:or with something else than sh:minCount 1 or sh:hasValue")

    def _good(self, node: Term, variable: str) -> str:
        name, value = self._sole(node)
        if self._all(node, "path"):
            raise self._refused(node, "has a path inside sh:not or sh:qualifiedValueShape")
        if name == "class":
            return f"{{ SELECT {variable} {{ {self._typed(variable, value, '?sort')} }} }}"
        return f"FILTER(COALESCE({self._test(node, name, value, variable)}, false))"

    def _test(self, node: Term, name: str, value: Term, variable: str) -> str:
        """The SPARQL expression that is true of what keeps the constraint; it may fail on what breaks it."""
        if name == "datatype":
            return f"DATATYPE({variable}) = {value}" + _well_formed(value, variable)
        if name == "nodeKind" and _local(value) in _KINDS:
            return f"{_KINDS[_local(value)]}({variable})"
        if name in _COMPARED:
            return f"{variable} {_COMPARED[name]} {value}"
        if name in _LONG:
            return f"STRLEN(STR({variable})) {_LONG[name]} {value}"
        if name == "in":
            return f"{variable} IN ({', '.join(map(str, self._items(value)))})"
        if name == "languageIn":
            return " || ".join(f"LANGMATCHES(LANG({variable}), {each})" for each in self._items(value))
        if name == "pattern":
            flags = "".join(f", {flag}" for flag in self._all(node, "flags"))
            return f"REGEX(STR({variable}), {value}{flags})"
        raise self._refused(node, f"uses sh:{name}, which is not known here")

    def _sparql(self, told: Term, target: str) -> str:
        text = self._one(told, "select")
        match = _SELECT.fullmatch(text.value) if isinstance(text, Literal) else None
        if not match or "this" not in match[1] or re.search(r"\bMINUS\b|\bSERVICE\b|\$PATH\b", match[2], re.IGNORECASE):
            why = "SELECT $this … WHERE { … }, without MINUS, SERVICE, $PATH or anything after the braces"
            raise self._refused(told, f"holds a query that is not of the form {why}")
        declared = [d for holder in self._all(told, "prefixes") for d in self._all(holder, "declare")]
        known = {_text(self._one(d, "prefix")): _text(self._one(d, "namespace")) for d in declared}
        prologue = "".join(f"PREFIX {name}: <{space}>\n" for name, space in sorted(known.items()))
        self._valid(told, prologue + match[0])
        # the target apart, for its variables may be the query's too; on a line of its own, after any comment
        return f"{prologue}SELECT DISTINCT {match[1]} WHERE {{ {match[2]}\n{{ SELECT ?this {{ {target} }} }} }}"

    def _valid(self, node: Term, query: str) -> str:
        try:
            pyoxigraph.Store().query(query)
        except (SyntaxError, ValueError) as error:
            raise self._refused(node, f"holds what makes no SPARQL: {error}") from error
        return query

    def _sole(self, node: Term) -> tuple[str, Term]:
        found = self._constraints(node)
        if len(found) != 1 or found[0][0] in {"or", "not"}:
            raise self._refused(node, "has not just one plain constraint in sh:or, sh:not or sh:qualifiedValueShape")
        return found[0]

    def _count(self, node: Term, value: Term, least: int = 1) -> int:
        if not _text(value).isdecimal() or int(_text(value)) < least:
            raise self._refused(node, f"counts to {_text(value)}; give a whole number from {least} up")
        return int(_text(value))

    def _all(self, node: Term, name: str) -> list[Term]:
        if isinstance(node, NamedNode | BlankNode):
            return [quad.object for quad in self._shapes.quads_for_pattern(node, NamedNode(SH + name), None)]
        return []

    def _one(self, node: Term, name: str) -> Term:
        if len(found := self._all(node, name)) != 1:
            raise self._refused(node, f"has {len(found)} values of sh:{name} where one is meant")
        return found[0]

    def _items(self, node: Term) -> list[Term]:
        return axioms.members(self._shapes, node)

    def _refused(self, node: Term, why: str) -> ShapeError:
        # most constraints stand in nodes without a name: say to which shape they belong
        while isinstance(node, BlankNode) and (above := next(self._shapes.quads_for_pattern(None, None, node), None)):
            node = above.subject
        return ShapeError(f"{self._file}: {short(node)} {why}")


def _at_least(pattern: str, count: int, by: str = "?this") -> str:
    if count == 1:
        return pattern
    return f"{{ SELECT {by} {{ {pattern} }} GROUP BY {by} HAVING (COUNT(DISTINCT ?value) >= {count}) }}"


def _well_formed(datatype: Term, variable: str) -> str:
    if _text(datatype) in _NUMBERS:
        return f" && isNumeric({variable})"
    # casting fails on what is malformed
    return f" && STR({datatype}(STR({variable}))) != ''" if _text(datatype) in _CAST else ""


def _text(term: Term) -> str:
    return str(term) if isinstance(term, pyoxigraph.Triple) else term.value


def _local(term: Term) -> str:
    return re.split("[#/]", _text(term))[-1]
