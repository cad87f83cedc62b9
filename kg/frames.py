"""Tables of the graph as pandas has them; pandas is loaded when the first one is asked for, and may be missing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.extras import extra
from kg.rdf import XSD

if TYPE_CHECKING:
    import pandas

Term = NamedNode | BlankNode | Literal | Triple
_WHOLE = {XSD + name for name in ("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger")}
_NUMBERS = {XSD + name for name in ("decimal", "double", "float")}
_TEXTS = {XSD + "string", XSD + "date", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"}
# what a column may be declared as, and what it then is where all its cells are empty
TYPES = {"date": "datetime64[s]", "integer": "Int64", "decimal": "float64", "boolean": "boolean"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _pandas() -> Any:
    with extra("pandas"):
        import pandas
    return pandas


def plain(
    records: Sequence[Mapping[str, object]], columns: Sequence[str], days: Sequence[str] = ()
) -> pandas.DataFrame:
    """Records of plain values as a data frame, the columns `days` as dates. Raises `ExtraError` without pandas."""
    made: pandas.DataFrame = _pandas().DataFrame.from_records(records, columns=list(columns))
    for name in days:
        made[name] = _pandas().to_datetime(made[name], format="%Y-%m-%d", errors="coerce")
    return made


def frame(
    columns: Sequence[str], rows: Iterable[Sequence[Term | None]], types: Mapping[str, str] | None = None
) -> pandas.DataFrame:
    """The rows as a data frame: whole dates as `datetime64`, numbers and truths as such, all else as text.

    A column is of dates when each of its values is a whole one, written as such or as text (2024-04-18); where some are
    months or years it stays text, for these are no days. What is unbound or empty is missing; a column of nothing else is what `types` declares (one of `TYPES`), or text. Raises `ExtraError` without pandas.

    >>> frame(["day", "n"], [(Literal("2024-04-18"), Literal(3)), (Literal(""), None)]).dtypes.astype(str).to_dict()
    {'day': 'datetime64[s]', 'n': 'Int64'}
    """
    library = _pandas()
    listed = list(rows)
    cells = {name: [row[at] for row in listed] for at, name in enumerate(columns)}
    # pandas 3 has a type of its own for texts
    text = library.Series([""]).dtype
    empty = {name: TYPES[told] for name, told in (types or {}).items()}
    made = {name: library.Series(**_typed(column, empty.get(name, text), text)) for name, column in cells.items()}
    found: pandas.DataFrame = library.DataFrame(made, columns=list(columns))
    return found


def _typed(cells: list[Term | None], empty: Any, text: Any) -> dict[str, Any]:
    """Values and their type, as `pandas.Series` takes them: `empty` where there is none, `text` for texts."""
    told = [cell for cell in cells if cell is not None and _text(cell)]
    kinds = {cell.datatype.value if isinstance(cell, Literal) else "" for cell in told}
    if not told:
        return {"data": [None] * len(cells), "dtype": empty}
    if kinds <= _WHOLE:
        return {"data": [int(_text(cell)) if cell is not None else None for cell in cells], "dtype": "Int64"}
    if kinds <= _WHOLE | _NUMBERS:
        return {"data": [float(_text(cell)) if cell is not None else None for cell in cells], "dtype": "float64"}
    if kinds == {XSD + "boolean"}:
        return {
            "data": [_text(cell) in ("true", "1") if cell is not None else None for cell in cells],
            "dtype": "boolean",
        }
    if kinds <= _TEXTS and all(_is_day(_text(cell)) for cell in told):
        days = [dt.datetime.fromisoformat(_text(cell)) if cell is not None and _text(cell) else None for cell in cells]
        return {"data": days, "dtype": "datetime64[s]"}
    return {"data": [_text(cell) or None if cell is not None else None for cell in cells], "dtype": text}


def _text(cell: Term) -> str:
    return str(cell) if isinstance(cell, Triple) else cell.value


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text)) and bool(dt.date.fromisoformat(text))
    except ValueError:
        return False
