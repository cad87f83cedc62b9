"""Kill builds at random moments and see that nothing is lost.

    python benchmarks/kill_builds.py [--times 200] [--seed 1] [FOLDER_OF_PAGES]

A graph of half of the pages stands there. A build that adds the rest and replaces one page with a corrected one is
killed (SIGKILL, with its reading processes) at a random moment of its usual time. Then the graph must open and hold just
what it held before, or just what it is to hold after; and the same build, run again, must give the very bytes of one
that nobody disturbed. Exits with 1 at the first failure. Needs a system with fork.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from itertools import cycle
from pathlib import Path

from kg.build import build_with_report
from kg.export import export
from kg.graph import Graph
from kg.lexicon import load

OWN = Path(__file__).parents[1] / "tests" / "pages"
LENGTH = 700
MANY = 24  # with fewer pages no reading processes are started, and SQLite keeps all in memory


def start(work: Callable[[], object]) -> int:
    """Do the work in a process of its own group; its number.

    Dictionaries are loaded already, which saves a start. Stores are opened in such processes alone: the threads that a
    store begins do not outlive a fork.
    """
    process = os.fork()
    if process == 0:
        os.setpgid(0, 0)
        failed = 1
        try:
            work()
            failed = 0
        finally:
            os._exit(failed)
    # here as well: the child may not have come so far when it is killed
    with suppress(PermissionError):
        os.setpgid(process, process)
    return process


def do(work: Callable[[], object]) -> None:
    """Do the work in a process of its own, to its end."""
    _, status = os.waitpid(start(work), 0)
    if status:
        sys.exit("a build or a store failed; see above")


def state(folder: Path) -> bytes:
    """What the graph holds: its quads, with what is inferred, its knowledge, and what its index finds."""
    file = folder.with_suffix(".nq")

    def write() -> None:
        graph = Graph.open(folder)
        export(graph.store, file, "nq", inferred=True)
        with file.open("a", encoding="utf-8") as more:
            more.write(f"{graph.knowledge}\n{graph.find('会议', limit=1000)}\n{graph.find('zy', limit=1000)}\n")

    do(write)
    return file.read_bytes()


def files(folder: Path) -> list[bytes]:
    """What must be equal byte by byte."""
    return [(folder / name).read_bytes() for name in ("graph.trig", "graph.html")] + [state(folder)]


def main() -> int:
    """Run the trial; 0 if nothing was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=OWN)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    random.seed(args.seed)
    load()
    with tempfile.TemporaryDirectory() as place:
        return trial(Path(place), copies(sorted(args.folder.glob("*.txt")), Path(place) / "sources"), args.times)


def copies(sources: list[Path], folder: Path) -> list[Path]:
    """So many pages as are wanted: the beginnings of these, again and again, each with its number."""
    folder.mkdir()
    for number, source in zip(range(MANY), cycle(sources), strict=False):
        text = source.read_text("utf-8")[:LENGTH]
        (folder / f"{number:03}.txt").write_text(f"{text}\n这是第{number}份。\n", "utf-8")
    return sorted(folder.iterdir())


def trial(place: Path, sources: list[Path], times: int) -> int:
    """Kill as many builds as told in the folder `place`."""
    pages = place / "pages"
    pages.mkdir()
    first, rest = sources[: len(sources) // 2], sources[len(sources) // 2 :]
    for source in first:
        shutil.copy(source, pages)
    do(lambda: build_with_report([pages], place / "before"))
    before = state(place / "before")
    for source in rest:
        shutil.copy(source, pages)
    corrected = pages / first[0].name
    text = corrected.read_text("utf-8").splitlines(keepends=True)
    corrected.write_text("".join(text[: len(text) * 2 // 3]), "utf-8")
    shutil.copytree(place / "before", place / "after")
    begun = time.perf_counter()
    do(lambda: build_with_report([pages], place / "after"))
    usual = time.perf_counter() - begun
    after, wanted = state(place / "after"), files(place / "after")
    print(f"{len(sources)} pages; an undisturbed build takes {usual:.2f} s; {times} builds are killed", flush=True)
    found: Counter[str] = Counter()
    for number in range(times):
        graph = place / f"graph{number}"
        shutil.copytree(place / "before", graph)
        process = start(lambda graph=graph: build_with_report([pages], graph))  # type: ignore[misc]
        time.sleep(random.uniform(0, usual * 1.05))
        os.killpg(process, signal.SIGKILL)
        os.waitpid(process, 0)
        held = state(graph)
        if held not in (before, after):
            print(f"build {number}: the graph holds neither the old nor the new", file=sys.stderr)
            return 1
        found["after" if held == after else "before"] += 1
        do(lambda graph=graph: build_with_report([pages], graph))  # type: ignore[misc]
        if files(graph) != wanted:
            print(f"build {number}: run again, it gives other bytes", file=sys.stderr)
            return 1
        shutil.rmtree(graph)
    for what, count in sorted(found.items()):
        print(f"{count:5} found with the graph as {what}")
    print(f"{times} of {times} opened and were completed, byte-equal")
    return 0


if __name__ == "__main__":
    sys.exit(main())
