"""The patterns of `ontology/layout.yaml`, ready to match: everything that is known about how pages are set."""

from __future__ import annotations

import re
from collections.abc import Mapping
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


@lru_cache(maxsize=4)
def _compiled(folder: Path) -> Patterns:
    known = {name: ontology.any_of(words.split()) for name, words in setting("words").items()}
    compiled = {name: re.compile(words) for name, words in known.items()}
    for name, pattern in setting("patterns").items():
        try:
            full = _NAME.sub(lambda match: f"(?:{known[match[1]]})", pattern)
            compiled[name] = re.compile(full)
            # a name may stand once in a pattern: what is put into others goes without
            known[name] = _GROUP.sub("(?:", full)
        except (KeyError, re.error) as error:
            path = folder / "layout.yaml"
            raise ontology.OntologyError(f"{path}: pattern {name!r} cannot be compiled: {error}; mend it") from error
    return compiled
