"""How long the named questions take on a graph, each asked of entities that the graph tells much about.

    python benchmarks/questions.py FOLDER [--runs N] [--rank N] [--stated] [--rdflib] [--limit SECONDS] [--only ID …]

FOLDER is what `kg build -o` wrote. Prints for each question its rows and the median in milliseconds; with --rdflib also
what rdflib takes in memory for the same text, how many times as long that is, and whether its rows are the same.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from queue import Empty
from typing import Any, cast

import pyoxigraph
import rdflib

from kg import questions
from kg.catalogue import Parameter, Question
from kg.catalogue import questions as catalogue
from kg.model import Named
from kg.rdf import INFERRED
from kg.store import Store

GOAL = 50  # ms

BUSIEST = """SELECT ?x WHERE {{
  VALUES ?class {{ {classes} }} ?x a ?class .
  ?record rdf:subject|rdf:object ?x ; prov:wasDerivedFrom ?passage
}} GROUP BY ?x ORDER BY DESC(COUNT(DISTINCT ?record)) ?x LIMIT 2 OFFSET {skipped}"""


class NoNames:
    """What every name leads to where all is asked by IRI."""

    def named(self, name: str) -> list[Named]:
        """Nothing."""
        return []

    def near(self, name: str) -> list[str]:
        """Nothing."""
        return []


def busiest(store: Store, rank: int) -> Callable[[tuple[str, ...]], list[str]]:
    """For classes two of the entities that most facts are about, from the `rank`th on."""

    @lru_cache(maxsize=64)
    def found(kinds: tuple[str, ...]) -> list[str]:
        # without inference a superclass has few members of its own
        kinds = ("AdministrativeDivision",) if "any" in kinds else kinds
        classes = " ".join(f"yt:{kind}" for kind in kinds)
        for skipped in (rank - 1, 0):
            if answer := questions.ask(store, BUSIEST.format(classes=classes, skipped=skipped)):
                break
        return [f"<{row[0]}>" for row in answer.texts]

    return found


def chosen(question: Question, found: Callable[[tuple[str, ...]], list[str]]) -> dict[str, str] | None:
    """Values for the parameters, or nothing where the graph has no such entities."""
    values: dict[str, str] = {}
    for parameter in question.params.values():
        taken = [value for value in _candidates(parameter, found) if value not in values.values()]
        if not taken and not parameter.optional:
            return None
        if taken:
            values[parameter.name] = taken[0]
    return values


def _candidates(parameter: Parameter, found: Callable[[tuple[str, ...]], list[str]]) -> list[str]:
    if parameter.kinds[0] in ("date", "number", "text", "class"):
        return [parameter.default or parameter.example] if not parameter.optional else []
    return found(parameter.kinds)


def median(runs: int, work: Callable[[], questions.Answer]) -> tuple[float, questions.Answer]:
    """The median in milliseconds, and the answer."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        answer = work()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000, answer


def in_memory(store: Store, stated: bool) -> rdflib.Graph:
    """What the questions see, as rdflib holds it."""
    graphs: list[Any] = [pyoxigraph.DefaultGraph(), *([] if stated else [INFERRED])]
    triples = {quad.triple for name in graphs for quad in store.inner.quads_for_pattern(None, None, None, name)}
    text = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=text, format="nt")


def _rdflib_rows(graph: rdflib.Graph, query: str, out: Any) -> None:
    start = time.perf_counter()
    rows = sorted(["" if cell is None else str(cell) for cell in row] for row in cast(Any, graph.query(query)))
    out.put(((time.perf_counter() - start) * 1000, rows))


def rdflib_answer(graph: rdflib.Graph, query: str, limit: float) -> tuple[float, list[list[str]]] | None:
    """Milliseconds and rows, or nothing when it takes longer than `limit` seconds."""
    # a process can be ended, and a forked one shares the graph
    context = multiprocessing.get_context("fork")
    out = context.Queue()
    process = context.Process(target=_rdflib_rows, args=(graph, query, out))
    process.start()
    try:
        return out.get(timeout=limit)  # type: ignore[no-any-return]
    except Empty:
        return None
    finally:
        process.kill()
        process.join()


def compared(milliseconds: float, answer: questions.Answer, other: tuple[float, list[list[str]]] | None) -> str:
    """What rdflib did, beside what the store did."""
    if other is None:
        return "   rdflib: over the limit"
    same = "same rows" if other[1] == sorted(list(row) for row in answer.texts) else f"{len(other[1])} OTHER ROWS"
    return f"   rdflib: {other[0]:9.1f} ms, {other[0] / milliseconds:7.1f} times, {same}"


def main() -> None:
    """Ask all and print a line each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--rank", type=int, default=10, help="ask of the nth busiest entities; default: 10")
    parser.add_argument("--stated", action="store_true", help="without what is inferred")
    parser.add_argument("--rdflib", action="store_true", help="ask rdflib too")
    parser.add_argument("--limit", type=float, default=20, help="seconds that rdflib may take for one; default: 20")
    parser.add_argument("--only", nargs="*", default=[], metavar="ID")
    args = parser.parse_args()
    store = Store.open(args.folder)
    print(f"{len(store.inner):,} quads")
    find, graph = busiest(store, args.rank), in_memory(store, args.stated) if args.rdflib else None
    medians = []
    for question in catalogue().values():
        values = chosen(question, find) if not args.only or question.id in args.only else None
        if values is None:
            continue
        query = question.bind(values, NoNames())
        took, answer = median(args.runs, lambda query=query: questions.ask(store, query, stated=args.stated))  # type: ignore[misc]
        medians.append(took)
        other = compared(took, answer, rdflib_answer(graph, query, args.limit)) if graph else ""
        print(f"{question.id:26} {len(answer):5} rows {took:8.1f} ms{' *' if took > GOAL else '  '}{other}", flush=True)
    over = sum(took > GOAL for took in medians)
    print(f"{len(medians)} questions, median {statistics.median(medians):.1f} ms, {over} over {GOAL} ms")


if __name__ == "__main__":
    main()
