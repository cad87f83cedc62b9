"""Where the ontology folder is, and its tables and YAML files as plain Python values.

Everything that is known about the language lives in that folder, so that an analyst can edit it; `KG_ONTOLOGY` or
`--ontology DIR` puts another in its place.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from kg.model import YutuError


class OntologyError(YutuError):
    """A file of the ontology folder is missing or malformed."""


def folder() -> Path:
    """The ontology folder: `KG_ONTOLOGY` if set, else the one in the wheel, else the one of the checkout."""
    return _folder(os.environ.get("KG_ONTOLOGY", ""))


@lru_cache(maxsize=8)
def _folder(chosen: str) -> Path:
    if chosen:
        return Path(chosen)
    here = Path(__file__).parent
    inside = here / "_ontology"
    return inside if inside.is_dir() else here.parent / "ontology"


def table(name: str) -> list[dict[str, str]]:
    """The rows of `lexicon/<name>.tsv`, each a dict by the header row's columns; `#` begins a comment line.

    Raises `OntologyError` when the file is missing or a row has more cells than the header.
    """
    return rows(f"lexicon/{name}.tsv")


def rows(name: str) -> list[dict[str, str]]:
    """The rows of any table of the ontology folder (`labels.tsv`), as `table` gives them."""
    return _table(folder() / name)


def labels() -> dict[str, dict[str, str]]:
    """For each term of the vocabulary its row of `labels.tsv`: `zh` and `en`."""
    return {row["term"]: row for row in rows("labels.tsv")}


@lru_cache(maxsize=64)
def _table(path: Path) -> list[dict[str, str]]:
    try:
        lines = [line for line in path.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
    except OSError as error:
        raise OntologyError(f"{path}: cannot be read ({error.strerror}); is --ontology a copy of ontology/?") from error
    header, *body = [line.split("\t") for line in lines] or [[]]
    rows = []
    for cells in body:
        if len(cells) > len(header):
            raise OntologyError(f"{path}: a row has more cells than the header: {cells}")
        cells += [""] * (len(header) - len(cells))
        rows.append({key: cell.strip() for key, cell in zip(header, cells, strict=True)})
    return rows


@lru_cache(maxsize=8)
def _words(path: Path) -> dict[str, tuple[str, ...]]:
    lists: dict[str, list[str]] = {}
    for row in _table(path):
        lists.setdefault(row["list"], []).extend(row["words"].split())
    return {name: tuple(dict.fromkeys(words)) for name, words in lists.items()}


@lru_cache(maxsize=512)
def words(name: str) -> tuple[str, ...]:
    """The word list `name` of `lexicon/words.tsv` (columns: list, words separated by blanks).

    Raises `OntologyError` when there is no such list.
    """
    path = folder() / "lexicon" / "words.tsv"
    try:
        return _words(path)[name]
    except KeyError:
        raise OntologyError(f"{path}: has no list {name!r}; add one or mend the rule that asks for it") from None


def any_of(forms: Iterable[str]) -> str:
    """The alternatives of a regular expression that finds any of `forms`, the longest first.

    >>> any_of(["A", "A+B"])
    'A\\\\+B|A'
    """
    return "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))


def settings(name: str) -> Any:
    """The content of `<name>.yaml` in the ontology folder (`layout`, `rules/holds`), read with the safe loader."""
    return _yaml(folder(), name)


@lru_cache(maxsize=64)
def _yaml(folder: Path, name: str) -> Any:
    path = folder / f"{name}.yaml"
    try:
        return yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except OSError as error:
        raise OntologyError(f"{path}: cannot be read ({error.strerror}); is --ontology a copy of ontology/?") from error
    except yaml.YAMLError as error:
        raise OntologyError(f"{path}: is no YAML: {error}") from error
