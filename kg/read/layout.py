"""The patterns of `ontology/layout.yaml`, ready to match: everything that is known about how pages are set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg import ontology

Patterns = Mapping[str, re.Pattern[str]]

_NAME = re.compile(r"\{([a-z_]+)\}")
_GROUP = re.compile(r"\(\?P<[a-z]+>")


def patterns() -> Patterns:
    """The named patterns, to be matched against folded text.

    Raises `OntologyError` for a pattern that is no regular expression or asks for a name not given before it.
    """
    return _compiled(ontology.folder())


def setting(name: str) -> Any:
    """The entry `name` of `layout.yaml`.

    >>> setting("untitled")[-1]
    'untitled'
    """
    try:
        return ontology.settings("layout")[name]
    except KeyError:
        raise ontology.OntologyError(f"{ontology.folder() / 'layout.yaml'}: has no entry {name!r}") from None


class _Compiled(Mapping[str, re.Pattern[str]]):
    """Patterns by name, each compiled when it is first asked for: no page needs all of them."""

    def __init__(self, sources: Mapping[str, str], path: Path) -> None:
        self._sources, self._path = sources, path
        self._known: dict[str, re.Pattern[str]] = {}

    def __getitem__(self, name: str) -> re.Pattern[str]:
        if name not in self._known:
            try:
                self._known[name] = re.compile(self._sources[name])
            except re.error as error:
                raise _malformed(self._path, name, error) from error
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)


def _malformed(path: Path, name: str, error: Exception) -> ontology.OntologyError:
    return ontology.OntologyError(f"{path}: pattern {name!r} cannot be compiled: {error}; mend it")


@lru_cache(maxsize=4)
def _compiled(folder: Path) -> Patterns:
    path = folder / "layout.yaml"
    known = {name: ontology.any_of(words.split()) for name, words in setting("words").items()}
    sources = dict(known)
    for name, pattern in setting("patterns").items():
        try:
            sources[name] = full = _NAME.sub(lambda match: f"(?:{known[match[1]]})", pattern)
        except KeyError as error:
            raise _malformed(path, name, error) from error
        # a name may stand once in a pattern: what is put into others goes without
        known[name] = _GROUP.sub("(?:", full)
    return _Compiled(sources, path)
