"""Who held which post from when to when, as columns that JSON can hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kg.model import Literal
from kg.resolve.settled import Record

DAYS = ("firstSeen", "lastSeen", "start", "end", "goneBy")


def tenures(records: Iterable[Record], numbers: Mapping[str, int]) -> dict[str, Any]:
    """The tenures among `records` by columns; `numbers` are those of entities by id, and whoever has none is left out.

    `succeeds` is the number of the person who had the post before, or -1.

    >>> term = Record("tenure/乙/某省省长", "Tenure", (("person", "person/乙"), ("post", "post/某省省长")))
    >>> tenures([term], {"person/乙": 0, "post/某省省长": 1})["person"]
    [0]
    """
    found = list(records)
    # of two who cannot both be in office the graph doubts one
    doubted = {value for record in found for name, value in record.values if name == "outvoted"}
    told = {one.id: dict(one.values) for one in found if one.kind == "Tenure" and one.id not in doubted}
    rows = [row for row in told.values() if _id(row, "person") in numbers and _id(row, "post") in numbers]
    return {
        "person": [numbers[_id(row, "person")] for row in rows],
        "post": [numbers[_id(row, "post")] for row in rows],
        "articles": [int(_text(row, "timesSeen") or 0) for row in rows],
        "acting": [number for number, row in enumerate(rows) if "acting" in row and "confirmedBy" not in row],
        "succeeds": [numbers.get(_id(told.get(_id(row, "succeeds"), {}), "person"), -1) for row in rows],
        **{day: [_text(row, day) for row in rows] for day in DAYS},
    }


def _id(row: Mapping[str, str | Literal], name: str) -> str:
    value = row.get(name, "")
    return value if isinstance(value, str) else ""


def _text(row: Mapping[str, str | Literal], name: str) -> str:
    value = row.get(name, "")
    return value.value if isinstance(value, Literal) else ""
