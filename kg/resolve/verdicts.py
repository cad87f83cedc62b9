"""What an analyst decided on who is who: the file `identity.tsv` of a graph's folder.

    verdict	one	other	note
    same	person/王芳~长沙市市长	王芳 @ 三亚市市长	one and the same
    different	王勇 @ 国务委员	王勇 @ 新闻联播/2022-04-20
    rename	黎强 @ 国务院总理	李强	misprinted

A person is an id that the graph gives him (`person/…`, with or without what stands before it), or a name and, after `@`, a
post, a place, a body, or a page on which he is named. An id without a mark is whoever of the name is seen first, which
older pages may change (`kg.resolve.heeded`).
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from kg.model import YutuError

NAME = "identity.tsv"
COLUMNS = ("verdict", "one", "other", "note")
KINDS = ("same", "different", "rename")
_IDS = "person/"


class VerdictError(YutuError):
    """A line of identity.tsv that cannot be followed; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Who:
    """A person as an analyst names him: `id` of the graph, or `name` and `at`, a post, place, body or page."""

    name: str
    id: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One line: `kind` is same, different or rename, which gives `one` the name of `other`."""

    kind: str
    one: Who
    other: Who
    note: str = ""
    where: str = ""


@dataclass(frozen=True)
class Verdicts:
    """The lines of the file; `digest` changes when what they say does."""

    lines: tuple[Verdict, ...] = ()
    _homes: dict[str, str] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for line in self.lines:
            if line.kind != "different":
                self._unite(line.one.name, line.other.name)
        _check(self.lines)

    @classmethod
    def load(cls, path: str | Path) -> Verdicts:
        """The verdicts of the file, or of `identity.tsv` in a folder; none where there is no such file.

        Raises `VerdictError` with the file, the line and what to do.
        """
        file = Path(path) / NAME if Path(path).is_dir() else Path(path)
        try:
            text = file.read_text("utf-8-sig")
        except FileNotFoundError:
            return cls()
        except (OSError, UnicodeDecodeError) as error:
            raise VerdictError(f"{file}: cannot be read ({error}); save it as UTF-8 text") from error
        return cls(tuple(_lines(file, text)))

    @cached_property
    def digest(self) -> str:
        """A fingerprint of what the lines say."""
        told = sorted(f"{v.kind}\t{v.one}\t{v.other}" for v in self.lines)
        return hashlib.blake2b("\n".join(told).encode(), digest_size=8).hexdigest() if told else ""

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of persons of which lines speak."""
        return tuple(sorted({who.name for line in self.lines for who in (line.one, line.other)}))

    def block(self, name: str) -> str:
        """The block in which persons of this name are settled: that of the least of the names said to be one person's.

        >>> Verdicts((Verdict("same", Who("黎强"), Who("李强")),)).block("黎强")
        'person/李强'
        """
        return _IDS + self._home(name)

    def _home(self, name: str) -> str:
        while (home := self._homes.get(name, name)) != name:
            name = home
        return name

    def of(self, names: Iterable[str]) -> tuple[Verdict, ...]:
        """The lines that speak of persons of these names."""
        wanted = set(names)
        return tuple(line for line in self.lines if {line.one.name, line.other.name} & wanted)

    def _unite(self, one: str, other: str) -> None:
        least, most = sorted((self._home(one), self._home(other)))
        if least != most:
            self._homes[most] = least


def _lines(file: Path, text: str) -> Iterator[Verdict]:
    header: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        cells = [cell.strip() for cell in next(csv.reader([line], delimiter="\t", quoting=csv.QUOTE_NONE))]
        where = f"{file}: line {number}"
        if not header:
            header = _header(cells, where)
            continue
        yield _verdict(dict(zip(header, cells, strict=False)), where)


def _header(cells: list[str], where: str) -> list[str]:
    missing = [name for name in COLUMNS[:3] if name not in cells]
    if missing:
        raise VerdictError(
            f"{where}: no column {missing[0]!r}; begin the file with the columns {', '.join(COLUMNS)}, tabs between"
        )
    return cells


def _verdict(row: dict[str, str], where: str) -> Verdict:
    kind = row.get("verdict", "")
    if kind not in KINDS:
        raise VerdictError(
            f"{where}: the verdict is {kind!r}; write one of {', '.join(KINDS)}, or put a # before the line"
        )
    one, other = (_who(row.get(column, ""), column, where) for column in ("one", "other"))
    if kind == "rename" and (other.id or other.at):
        other = Who(other.name)
    if kind != "rename" and one == other:
        raise VerdictError(f"{where}: 'one' and 'other' are the same; name two persons")
    return Verdict(kind, one, other, row.get("note", ""), where)


def _who(text: str, column: str, where: str) -> Who:
    """The person of a cell; an IRI may be whole, short (`id:person/…`) or just the id."""
    # what is copied from a page may bring marks that nobody sees, and some keyboards write another @
    told = "".join(char for char in unquote(text.strip("<>")) if char.isprintable()).replace("\uff20", "@").strip()
    if _IDS in told and "@" not in told.partition(_IDS)[0]:
        ident = _IDS + told.partition(_IDS)[2]
        name = ident.removeprefix(_IDS).partition("~")[0]
        if name:
            return Who(name, ident)
    name, _, at = (part.strip() for part in told.partition("@"))
    if not name or ("@" in told and not at):
        raise VerdictError(
            f"{where}: {column!r} is {text!r}; write an id (person/…), or NAME @ a post, place, body or page"
        )
    return Who(name, "", at)


def _check(lines: Iterable[Verdict]) -> None:
    """Raise `VerdictError` where two lines contradict each other."""
    told = list(lines)
    homes: dict[Who, Who] = {}

    def home(who: Who) -> Who:
        while homes.get(who, who) != who:
            who = homes[who]
        return who

    for line in told:
        if line.kind == "same":
            homes[home(line.one)] = home(line.other)
    for line in told:
        if line.kind == "different" and home(line.one) == home(line.other):
            raise VerdictError(f"{line.where}: other lines say that these are the same; take out one of the lines")
    names: dict[Who, Verdict] = {}
    for line in told:
        if line.kind == "rename":
            first = names.setdefault(home(line.one), line)
            if first.other.name != line.other.name:
                raise VerdictError(f"{line.where}: {first.where} gives another name; keep one of the lines")
