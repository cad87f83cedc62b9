"""Named questions: SPARQL with parameters, asked by name; each is a file of `ontology/questions`, or of `ontology/tables`.

A file begins with its header, YAML behind `#: `: the question in Chinese and English, its parameters, and what it must
answer on the project's own pages; a table's header tells its columns too. In the query a parameter is written `$name` and stands in a VALUES block, so that a
name that several entities bear asks for each of them. What is put there are terms as RDF writes them; the
text then works in every SPARQL 1.1 tool.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import yaml
from pyoxigraph import Literal, NamedNode

from kg import axioms, ontology
from kg.frames import TYPES
from kg.model import Named, YutuError
from kg.rdf import XSD, YT, iri
from kg.resolve.history import other_names, under_all_codes

SCALARS = ("date", "text", "number", "class")  # what a parameter may be, besides the classes of the vocabulary
LONGEST = 300

_CLASSES = """PREFIX owl: <http://www.w3.org/2002/07/owl#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?kind ?above { ?kind a owl:Class ; rdfs:subClassOf* ?above FILTER(isIRI(?kind) && isIRI(?above)) }"""
_HEADER = "#: "
_KEYS = frozenset({"kind", "zh", "en", "example", "optional", "default"})
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
# exponents could name numbers that fill the memory
_NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,9})?", re.ASCII)
# strings, IRIs and comments are passed over
_TOKEN = re.compile(
    r'\\.|"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''
    r"|<[^<>\"{}|^`\\\s]*>|#[^\n]*|\$(?P<name>[A-Za-z_]\w*)",
    re.DOTALL,
)


class CatalogueError(YutuError):
    """A file of the catalogue, a question's name or a parameter is not what it should be."""


class ParameterError(CatalogueError):
    """A parameter that is missing, or not what it should be: `why` says so without naming whose parameter it is."""

    def __init__(self, asked: Question, parameter: str, why: str) -> None:
        super().__init__(f"{asked.id}: {parameter}{why}; usage: {asked.usage}")
        self.why = why


class Names(Protocol):
    """Where names lead to entities, which an index of a graph knows."""

    def named(self, name: str) -> list[Named]:
        """The entities that have exactly this name or alias."""
        ...

    def near(self, name: str) -> list[str]:
        """Names like this one, the nearest first."""
        ...


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question wants to be told: entities of the classes `kinds`, or one of `SCALARS`.

    Left out, an optional parameter takes its `default`, or asks for everything where there is none.
    """

    name: str
    kinds: tuple[str, ...]
    zh: str
    en: str
    example: str
    optional: bool = False
    default: str | None = None

    @property
    def usage(self) -> str:
        """How it is written: `on=…`, in brackets if it may be left out."""
        return f"[{self.name}=…]" if self.optional else f"{self.name}=…"


@dataclass(frozen=True)
class Question:
    """A question that has a name. `expect` says what it must answer on the project's own pages, for the tests.

    For tables, `columns` tells in Chinese and English what stands in each column, and `types` which of them hold no
    text (`frames.TYPES`).
    """

    id: str
    zh: str
    en: str
    params: Mapping[str, Parameter]
    text: str
    expect: tuple[Mapping[str, Any], ...] = ()
    columns: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)

    @property
    def usage(self) -> str:
        """How it is asked: `governor province=… [on=…]`."""
        return " ".join([self.id, *(parameter.usage for parameter in self.params.values())])

    def bind(self, values: Mapping[str, str], names: Names) -> str:
        """The query with these values put in; `names` finds the entities that they name.

        An entity may also be given as an IRI or as `id:` and its local id. Raises `CatalogueError` for a parameter
        that is unknown, missing or no value of its kind, and for names that nothing fitting bears.
        """
        for name in values:
            if name not in self.params:
                told = f"there is no parameter {_shown(name)}{_did_you_mean(name, self.params)}"
                raise CatalogueError(f"{self.id}: {told}; usage: {self.usage}")
        terms = {name: self._terms(parameter, values.get(name), names) for name, parameter in self.params.items()}
        return _TOKEN.sub(lambda match: terms[match["name"]] if match["name"] else match[0], self.text)

    def _terms(self, parameter: Parameter, value: str | None, names: Names) -> str:
        if value is None and parameter.optional:
            value = parameter.default
            if not value:
                # an empty default is a bound that holds nothing back
                return "UNDEF" if value is None else str(Literal(value))
        if not value:
            raise ParameterError(self, parameter.name, " is missing")
        try:
            if len(value) > LONGEST:
                raise CatalogueError(f"a value of {len(value):,} characters is too long")
            return " ".join(str(term) for term in _terms(parameter, value, names))
        except CatalogueError as error:
            raise ParameterError(self, parameter.name, f": {error}") from error
        except ValueError as error:  # a lone surrogate among them
            raise ParameterError(self, parameter.name, f": {_shown(value)} cannot be written as RDF") from error


def questions() -> dict[str, Question]:
    """All questions of the ontology folder by id. Raises `CatalogueError` for a file that is malformed.

    >>> questions()["governor"].usage
    'governor province=… [on=…]'
    """
    return _questions(ontology.folder() / "questions")


def is_name(text: str) -> bool:
    """Whether the text can be the name of a question, which no SPARQL query can.

    >>> is_name("party-secretary"), is_name("ASK {}")
    (True, False)
    """
    return bool(re.fullmatch(r"[\w-]+", text))


def question(ident: str) -> Question:
    """The question with this id. Raises `CatalogueError` when there is none."""
    known = questions()
    if ident not in known:
        hint = _did_you_mean(ident, known) or "; --list shows them all"
        raise CatalogueError(f"there is no question {_shown(ident)}{hint}")
    return known[ident]


def tables() -> dict[str, Question]:
    """The usual tables by name, of the ontology folder too. Raises `CatalogueError` for a file that is malformed.

    >>> tables()["visits"].columns["place"]
    ('地点', 'the place')
    """
    return _questions(ontology.folder() / "tables")


def table(name: str) -> Question:
    """The table of this name. Raises `CatalogueError`, which lists them all, when there is none."""
    known = tables()
    if name not in known:
        raise CatalogueError(
            f"there is no table {_shown(name)}{_did_you_mean(name, known)}; there are {', '.join(known)}"
        )
    return known[name]


def values(arguments: Iterable[str]) -> dict[str, str]:
    """Arguments `name=value` as a mapping. Raises `CatalogueError` for what has no `=` and for a name given twice.

    >>> values(["post=a=b"])
    {'post': 'a=b'}
    """
    found: dict[str, str] = {}
    for argument in arguments:
        name, sign, value = argument.partition("=")
        if not sign:
            raise CatalogueError(f"{_shown(argument)} is no parameter; write it as name=value")
        if name in found:
            raise CatalogueError(f"{_shown(name)} is given twice")
        found[name.strip()] = value.strip()
    return found


def _terms(parameter: Parameter, value: str, names: Names) -> Sequence[NamedNode | Literal]:
    match parameter.kinds:
        case ("date",):
            return [Literal(day(value))]
        case ("number",):
            number = _matching(_NUMBER, value, "a number; write it in digits, as 120000000 or 0.7")
            return [Literal(number, datatype=NamedNode(XSD + "decimal"))]
        case ("text",):
            return [Literal(value)]
        case ("class",):
            return [NamedNode(YT + kind) for kind in sorted(_class(value))]
        case kinds:
            return _written(value) or _found(kinds, value, names)


@lru_cache(maxsize=256)
def day(value: str) -> str:
    """The date, where it is one as fine as 2021, 2021-05 or 2021-05-08. Raises `CatalogueError` where it is none.

    >>> day("2021-05")
    '2021-05'
    """
    wanted = "a date; write it as 2021, 2021-05 or 2021-05-08"
    found = _matching(_DATE, value, wanted)
    if len(found) == 10:
        try:
            dt.date.fromisoformat(found)
        except ValueError as error:
            raise CatalogueError(f"{_shown(value)} is not {wanted}") from error
    return found


def _matching(pattern: re.Pattern[str], value: str, wanted: str) -> str:
    if not pattern.fullmatch(value):
        raise CatalogueError(f"{_shown(value)} is not {wanted}")
    return value


def _class(value: str) -> frozenset[str]:
    known = _below(ontology.folder() / "yutu.ttl")
    # a property may be called as a class is
    rows = [row for term, row in ontology.labels().items() if term in known]
    labelled = {row[language]: row["term"] for row in rows for language in ("en", "zh")}
    kind = value if value in known else labelled.get(value, "")
    if kind not in known:
        raise CatalogueError(f"there is no class {_shown(value)}{_did_you_mean(value, [*known, *labelled])}")
    return known[kind]


def _written(value: str) -> list[NamedNode]:
    """The entity whose IRI this is, if it is one at all."""
    if value.startswith("id:"):
        return [iri(value.removeprefix("id:"))]
    match = re.fullmatch(r"<(.*)>|(https?://.*)", value)
    return [NamedNode(match[1] or match[2])] if match else []


def _found(kinds: tuple[str, ...], value: str, names: Names) -> list[NamedNode]:
    found = names.named(value) or [one for other in other_names(value) for one in names.named(other)]
    if fitting := {one.id for one in found if _fits(one, kinds)}:
        return [iri(ident) for ident in sorted({known for ident in fitting for known in under_all_codes(ident)})]
    wanted = " or ".join(kinds)
    if found:
        others = ", ".join(dict.fromkeys(f"{one.name} ({one.kind})" for one in found[:3]))
        raise CatalogueError(f"{_shown(value)} names {others}, but {wanted} is asked for")
    # 王朝阳 is no place that 朝阳 may be
    near = [name for name in names.near(value)[:12] if any(_fits(one, kinds) for one in names.named(name))]
    hint = f"; did you mean {', '.join(near[:4])}?" if near else ""
    raise CatalogueError(f"no {wanted} is named {_shown(value)}{hint}")


def _fits(named: Named, kinds: tuple[str, ...]) -> bool:
    known = _below(ontology.folder() / "yutu.ttl")
    return "any" in kinds or any(named.kind in known[kind] for kind in kinds)


@lru_cache(maxsize=8)
def _below(path: Path) -> dict[str, frozenset[str]]:
    """For each class of the vocabulary the names of the classes at and below it."""
    found: dict[str, set[str]] = defaultdict(set)
    for kind, above in axioms.select(axioms.turtle(path, CatalogueError), _CLASSES):
        found[above.value.removeprefix(YT)].add(kind.value.removeprefix(YT))
    return {above: frozenset(kinds) for above, kinds in found.items()}


@lru_cache(maxsize=8)
def _questions(folder: Path) -> dict[str, Question]:
    paths = sorted(folder.glob("*.rq"))
    if not paths:
        raise CatalogueError(f"{folder}: holds no questions; is --ontology a copy of ontology/?")
    return {path.stem: _read(path) for path in paths}


def _read(path: Path) -> Question:
    try:
        text = path.read_text("utf-8")
        lines = [line.removeprefix(_HEADER) for line in text.splitlines() if line.startswith(_HEADER.rstrip())]
        header = yaml.safe_load("\n".join(lines))
        params = {name: _parameter(name, told) for name, told in (header.get("params") or {}).items()}
        columns = header.get("columns") or {}
        told = {name: (column["zh"], column["en"]) for name, column in columns.items()}
        types = {name: column["type"] for name, column in columns.items() if "type" in column}
        expect = tuple(header.get("expect", ()))
        found = Question(header["id"], header["zh"], header["en"], params, text, expect, told, types)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, AttributeError, KeyError, TypeError) as error:
        why = str(error).replace("\n", " ")
        raise CatalogueError(f"{path}: the header, YAML behind '#: ', cannot be read: {why}") from error
    _check(path, found)
    return found


def _parameter(name: object, told: Mapping[str, Any]) -> Parameter:
    if not isinstance(name, str):
        raise TypeError(f"a parameter is named {name!r}; put its name in quotation marks")
    if odd := set(told) - _KEYS:
        raise TypeError(f"{name}: {min(odd)!r} is none of {', '.join(sorted(_KEYS))}; put texts with commas in quotes")
    default = None if told.get("default") is None else str(told["default"])
    kinds, optional = tuple(told["kind"].split()), bool(told.get("optional", default is not None))
    return Parameter(name, kinds, told["zh"], told["en"], str(told["example"]), optional, default)


def _check(path: Path, found: Question) -> None:
    used = {match["name"] for match in _TOKEN.finditer(found.text) if match["name"]}
    known = {*_below(ontology.folder() / "yutu.ttl"), *SCALARS, "any"}
    kinds = {kind for parameter in found.params.values() for kind in parameter.kinds}
    for wrong, said in (
        ({found.id} - {path.stem}, "the id is not the file's name"),
        (used ^ set(found.params), "stands in the header or in the query, but not in both"),
        (kinds - known, "is no kind of parameter"),
        ({*found.types.values()} - {*TYPES}, "is no type of a column"),
    ):
        if wrong:
            raise CatalogueError(f"{path}: {', '.join(sorted(wrong))}: {said}")


def _shown(value: str) -> str:
    return repr(value if len(value) <= 60 else value[:59] + "…")


def _did_you_mean(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name[:60], [*known], n=3)
    return f"; did you mean {', '.join(near)}?" if near else ""
