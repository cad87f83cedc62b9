"""Files of many pages: JSON lines and tables, each line or row a page of its own with an id, a digest and a source.

A record's source is written `news.jsonl.gz#ID`. Its page is the text that a file with a metadata head would have, so that
it is read like any other. A file is read once from its beginning, a record at a time, whatever it holds: a record that is
no page costs one line that says where it stands.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from kg.read.decode import LIMIT, Lines, ReadError, as_text
from kg.read.layout import setting

_LINES, _TABLES = (".jsonl", ".ndjson"), {".csv": ",", ".tsv": "\t"}
_NAME = re.compile(r"(.+?)(\.jsonl|\.ndjson|\.csv|\.tsv)(\.gz)?", re.IGNORECASE)
_AWKWARD = re.compile(r"[^\w.·-]+")
_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)(?:\d{6})?$")
_HEAD = ("date", "newspaper", "title", "page", "section", "byline")
# more than text ever gains by being compressed
_BOMB, _FREE = 300, 100_000_000
_DEEPEST = 9  # lists in lists that a text may be written as


@dataclass(frozen=True, slots=True)
class Record:
    """A page of a file of many: `path` and `key` name it, `line` is where it begins, `digest` that of what stands there."""

    path: Path
    key: str
    line: int
    digest: str
    values: Mapping[str, str]

    @property
    def source(self) -> Path:
        """How the record is called: `FILE#KEY`."""
        return self.path.with_name(f"{self.path.name}#{self.key}")

    @property
    def text(self) -> str:
        """The page as a file with a metadata head. Raises `ReadError` when it has no text."""
        if not self.values.get("text", "").strip():
            raise ReadError(f"{self.path}:{self.line}: has no text; say which field holds it, with --fields text=NAME")
        head = [f"{setting('head')[name][0]}: {self.values[name]}" for name in _HEAD if self.values.get(name)]
        return as_text("\n".join([*head, "", self.values["text"]]) if head else self.values["text"], self.source)


def is_corpus(path: Path, *, listed: bool = False) -> bool:
    """Whether the file holds many pages; with `listed` whether it is known to by its name alone, in a folder of others.

    >>> is_corpus(Path("news.jsonl.gz")), is_corpus(Path("table.csv")), is_corpus(Path("table.csv"), listed=True)
    (True, True, False)
    """
    match = _NAME.fullmatch(path.name)
    return bool(match) and (not listed or match[2].lower() in _LINES)  # type: ignore[index]


def parted(path: Path) -> tuple[Path, str]:
    """The file and the key of a record; the key of a file of its own is empty.

    >>> parted(Path("news/a.jsonl#7"))
    (PosixPath('news/a.jsonl'), '7')
    """
    name, mark, key = path.name.rpartition("#")
    return (path.with_name(name), key) if mark and is_corpus(Path(name)) else (path, "")


def stem(path: Path) -> str:
    """The name of a file of many pages without its endings.

    >>> stem(Path("news.jsonl.gz"))
    'news'
    """
    match = _NAME.fullmatch(path.name)
    return match[1] if match else path.stem


def mapped(told: str) -> dict[str, str]:
    """What `date=day,text=body` says: the field of each of our names. Raises `ReadError` for what is not of this form.

    >>> mapped("date=day,text=body")
    {'date': 'day', 'text': 'body'}
    """
    found = dict(part.partition("=")[::2] for part in told.split(",") if part)
    names = {word: name for name, words in setting("fields").items() for word in (name, *words)}
    ours = {names.get(name.strip().lower(), ""): field.strip() for name, field in found.items()}
    if "" in ours or not all(ours.values()):
        raise ReadError(
            f"{told}: is no list of fields; write name=field,… with names of {', '.join(setting('fields'))}"
        )
    return ours


class Corpus:
    """The records of a file, one after the other; `share` of it has been read so far."""

    def __init__(self, path: Path, fields: str = "") -> None:
        self.path = path
        self._fields = mapped(fields)
        self._size = 0
        self._raw: BinaryIO | None = None

    @property
    def share(self) -> float:
        """From 0 to 1: how much of the file has been read."""
        if self._raw is None or not self._size:
            return 0.0
        return 1.0 if self._raw.closed else min(1.0, self._raw.tell() / self._size)

    def __iter__(self) -> Iterator[Record | ReadError]:
        """The records in order; an error in the place of one that is none, and at the end if the file breaks off."""
        line = 0
        try:
            with self._opened() as file:
                seen: set[str] = set()
                for line, told in self._told(file):
                    yield told if isinstance(told, ReadError) else self._record(line, told, seen)
        except (OSError, EOFError, zlib.error) as error:
            why = getattr(error, "strerror", None) or str(error) or "it breaks off"
            yield ReadError(f"{self.path}:{line + 1}: cannot be read any further ({why})")

    @contextmanager
    def _opened(self) -> Iterator[BinaryIO]:
        self._size = self.path.stat().st_size
        with self.path.open("rb") as raw:
            self._raw = raw
            if self.path.suffix.lower() == ".gz":
                with gzip.open(raw) as file:
                    yield file  # type: ignore[misc]
            else:
                yield raw

    def _told(self, file: BinaryIO) -> Iterator[tuple[int, Mapping[str, Any] | ReadError]]:
        match = _NAME.fullmatch(self.path.name)
        ending = match[2].lower() if match else _LINES[0]
        return self._rows(file, _TABLES[ending]) if ending in _TABLES else self._objects(file)

    def _objects(self, file: BinaryIO) -> Iterator[tuple[int, Mapping[str, Any] | ReadError]]:
        for number, line in self._lines(file):
            if isinstance(line, ReadError):
                yield number, line
            elif line.strip():
                yield number, self._object(number, line)

    def _object(self, number: int, line: str) -> Mapping[str, Any] | ReadError:
        try:
            told = json.loads(line)
        except (ValueError, RecursionError) as error:
            return ReadError(f"{self.path}:{number}: is no JSON ({str(error)[:80]}); mend or delete the line")
        if not isinstance(told, dict):
            return ReadError(f"{self.path}:{number}: is no JSON object with fields; mend or delete the line")
        return told

    def _rows(self, file: BinaryIO, delimiter: str) -> Iterator[tuple[int, Mapping[str, Any] | ReadError]]:
        csv.field_size_limit(LIMIT)
        broken: list[ReadError] = []
        # a quotation mark that is never closed must not take the rows behind it into its field
        reader = csv.reader(self._kept(file, broken), delimiter=delimiter, strict=True)
        names: list[str] = []
        while True:
            number, row = reader.line_num + 1, None
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                where = f"{self.path}:{number}"
                told = f"no row ends in lines {number} to {reader.line_num} ({error}); mend or delete them"
                broken.append(ReadError(f"{where}: {told}"))
            if broken:
                yield from ((number, error) for error in broken)
                broken.clear()
            elif not names:
                names = row or []
            elif row:
                yield number, dict(zip(names, row, strict=False))

    def _kept(self, file: BinaryIO, broken: list[ReadError]) -> Iterator[str]:
        """The lines of a table, with nothing in the place of those that are `broken`."""
        for _, line in self._lines(file):
            if isinstance(line, ReadError):
                broken.append(line)
            yield "\n" if isinstance(line, ReadError) else line

    def _lines(self, file: BinaryIO) -> Iterator[tuple[int, str | ReadError]]:
        lines = Lines()
        for number, line in self._raw_lines(file):
            where = Path(f"{self.path}:{number}")
            if number == 1 and line.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise OSError("it is UTF-16; save it as UTF-8")
            try:
                if len(line) > LIMIT:
                    raise ReadError(f"{where}: has over 2 MB, too much for a page")
                yield number, lines.text(line, where, lambda: _ahead(file)).removeprefix("\ufeff")
            except ReadError as error:
                yield number, error

    def _raw_lines(self, file: BinaryIO) -> Iterator[tuple[int, bytes]]:
        number = taken = 0
        while line := file.readline(LIMIT + 1):
            number += 1
            taken += len(line)
            rest = line
            while len(line) > LIMIT and not rest.endswith(b"\n") and (rest := file.readline(LIMIT)):
                taken += len(rest)
                self._fuse(taken)
            self._fuse(taken)
            yield number, line

    def _fuse(self, taken: int) -> None:
        if taken > _FREE and self._raw is not None and taken > _BOMB * self._raw.tell():
            raise OSError(f"it grows to over {_BOMB} times its size")

    def _record(self, line: int, told: Mapping[str, Any], seen: set[str]) -> Record:
        values = {name: _plain(value) for name, value in self._chosen(told).items()}
        key = _AWKWARD.sub("", values.get("id", ""))[:100] or f"{line:06}"
        key = f"{key}~{line}" if key in seen else key
        seen.add(key)
        if match := _DAY.match(values.get("date", "")):
            values["date"] = "-".join(match.groups()[:3])
        # of a time of day only the day is read
        values["date"] = values.get("date", "").partition("T")[0].partition(" ")[0]
        values |= {name: " ".join(values[name].split()) for name in _HEAD if name in values}
        digest = hashlib.blake2b(json.dumps(values, sort_keys=True).encode(), digest_size=16).hexdigest()
        return Record(self.path, key, line, digest, values)

    def _chosen(self, told: Mapping[str, Any]) -> dict[str, Any]:
        """The values by our names: from the fields that are said, else from those that are usually so called."""
        lower = {name.strip().lower(): value for name, value in list(told.items())[::-1]}
        found = {}
        for ours, words in setting("fields").items():
            if ours in self._fields:
                found[ours] = told.get(self._fields[ours])
            else:
                found[ours] = next((lower[word] for word in words if lower.get(word)), None)
        return found


def _ahead(file: BinaryIO) -> bytes:
    """Some of what is to be read next, if it can be read."""
    try:
        return file.peek(1 << 16)  # type: ignore[attr-defined,no-any-return]
    except (OSError, EOFError, zlib.error):
        return b""


def _plain(value: Any, depth: int = 0) -> str:
    """A value as text: the lines of a list, nothing of what is no text."""
    if isinstance(value, list) and depth < _DEEPEST:
        return "\n".join(_plain(one, depth + 1) for one in value)
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


class Finder:
    """Records by their sources: those of one file best in the order in which they stand there, which reads it once."""

    def __init__(self) -> None:
        self._open: dict[tuple[Path, str], Iterator[Record | ReadError]] = {}

    def find(self, path: Path, key: str, fields: str) -> Record:
        """The record of this key. Raises `ReadError` when it is not there any more."""
        for _ in range(2):
            rest = self._open.setdefault((path, fields), iter(Corpus(path, fields)))
            for record in rest:
                if isinstance(record, Record) and record.key == key:
                    return record
            del self._open[path, fields]
        raise ReadError(f"{path}#{key}: is not there any more; build the file again")
