"""Results as one page that fetches nothing and runs nothing: figures, what has changed, what differs with its sentences."""

from __future__ import annotations

from collections.abc import Collection
from importlib import resources
from itertools import groupby
from typing import Any

from kg.evaluate.as_text import heads, rows
from kg.evaluate.changes import Change
from kg.evaluate.result import Difference, Result
from kg.evaluate.runs import Run

MOST = 2000  # differences shown of a set; a labelled set has more than anyone reads


def html(run: Run, changes: Collection[Change] = ()) -> str:
    """A whole run as an HTML page; whatever texts and names say is escaped."""
    from jinja2 import DictLoader, Environment, StrictUndefined

    page = resources.files("kg.evaluate").joinpath("page.html").read_text("utf-8")
    environment = Environment(
        loader=DictLoader({"page.html": page}), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    sets = [_set(name, result) for name, result in run.results.items()]
    told = [{"name": change.name, "f1": change.f1, "heads": heads(change), "any": bool(change)} for change in changes]
    return environment.get_template("page.html").render(sets=sets, changes=told)


def _set(name: str, result: Result) -> dict[str, Any]:
    shown = result.differences[:MOST]
    return {
        "name": name,
        "note": result.note,
        "tables": {table: list(rows(result, table)) for table in result.tables},
        "sources": [(source, list(group)) for source, group in groupby(shown, _source)],
        "count": len(result.differences),
        "left": len(result.differences) - len(shown),
    }


def _source(difference: Difference) -> str:
    return difference.source
