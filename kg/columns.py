"""How an answer stands on a terminal: as a table where its columns fit, else as records, a line for each value.

Widths are counted as a terminal counts them, a Chinese character as two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

Term = NamedNode | BlankNode | Literal | Triple
_NARROW = 20  # a column up to this wide is not folded
_LINES = 4  # a cell folded into more lines is hard to read
_IRI = "IRI"  # how columns end that hold the IRIs of what another one names


def readable(heads: Sequence[str], rows: Sequence[Sequence[Term | None]]) -> tuple[list[str], list[list[Term | None]]]:
    """The columns that people need: IRIs of what another column names only where the name stands for several, as of namesakes.

    >>> ada, other = NamedNode("http://x/1"), NamedNode("http://x/2")
    >>> readable(["who", "whoIRI"], [[Literal("Ada"), ada]])[0]
    ['who']
    >>> readable(["who", "whoIRI"], [[Literal("Ada"), ada], [Literal("Ada"), other]])[0]
    ['who', 'whoIRI']
    """
    columns = {head: [row[at] for row in rows] for at, head in enumerate(heads)}
    needed = {head: _needed(head, columns) for head in heads}
    kept = [head for head, cells in needed.items() if any(cells) or not _is_of_iris(head, columns[head])]
    if not kept:
        return list(heads), [list(row) for row in rows]
    return kept, [[needed[head][at] for head in kept] for at in range(len(rows))]


def _is_of_iris(head: str, cells: Sequence[Term | None]) -> bool:
    return head.endswith(_IRI) and all(cell is None or isinstance(cell, NamedNode) for cell in cells)


def _needed(head: str, columns: Mapping[str, list[Term | None]]) -> list[Term | None]:
    """The cells of a column, without the IRIs that a name beside them stands for alone."""
    cells = columns[head]
    if not _is_of_iris(head, cells):
        return cells
    names = columns.get(head.removesuffix(_IRI), [None] * len(cells))
    of: Counter[Term | None] = Counter(name for name, cell in {*zip(names, cells, strict=True)} if name and cell)
    return [cell if of[name] > 1 else None for name, cell in zip(names, cells, strict=True)]


def widths(natural: Sequence[int], width: int) -> list[int] | None:
    """How wide the columns of a table in `width` become, those that do not fit folded; None where it cannot be read so.

    >>> widths([8, 10], 80), widths([8, 100], 80), widths([8, 400], 80), widths([15] * 6, 80)
    ([8, 10], [8, 65], None, None)
    """
    # each column has a blank on either side and a line behind it
    room = width - 3 * len(natural) - 1
    given = list(natural)
    wide = [at for at, one in enumerate(natural) if one > _NARROW]
    while sum(given) > room and wide:
        share = (room - sum(one for at, one in enumerate(given) if at not in wide)) // len(wide)
        small = [at for at in wide if natural[at] <= share]
        for at in wide if not small else ():
            given[at] = max(share, 1)
        wide = [at for at in wide if at not in small] if small else []
    folded = [(one, full) for one, full in zip(given, natural, strict=True) if one < full]
    legible = all(one >= _NARROW and full <= _LINES * one for one, full in folded)
    return given if sum(given) <= room and legible else None


def laid_out(heads: Sequence[str], rows: Sequence[Sequence[Text]], width: int) -> Table:
    """The rows as a table if that can be read in `width`, else one below the other."""
    cells = [[head, *(row[at].plain for row in rows)] for at, head in enumerate(heads)]
    given = widths([max(map(cell_len, column)) for column in cells], width)
    return _records(heads, rows) if given is None else _table(heads, rows, given)


def _table(heads: Sequence[str], rows: Sequence[Sequence[Text]], given: Sequence[int]) -> Table:
    table = Table()
    for head, room in zip(heads, given, strict=True):
        table.add_column(Text(head), overflow="fold", width=room)
    for row in rows:
        table.add_row(*row)
    return table


def _records(heads: Sequence[str], rows: Sequence[Sequence[Text]]) -> Table:
    """Each row with its number, and a line for each of its values that is not empty."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(justify="right", style="bold")
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for number, row in enumerate(rows, 1):
        told = [(head, cell) for head, cell in zip(heads, row, strict=True) if cell.plain]
        for nth, (head, cell) in enumerate(told):
            grid.add_row("" if nth else f"{number:,}", Text(head), cell)
        grid.add_row()
    return grid
