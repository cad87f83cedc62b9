"""How long the way from text to quads takes beside `jieba.posseg.cut` alone on the same texts, in the same process.

    python benchmarks/whole_way.py FOLDER [--most N] [--runs N]

FOLDER holds pages (`benchmarks/corpus.py` writes some). Prints characters a second of both and the ratio of their processor
times, best of the runs, which take turns: machines differ, ratios less. Both have loaded what they need before.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import jieba.posseg

from kg import rdf
from kg.pages import NOTHING_SAID, read
from kg.rules import extract


def quads(files: list[Path]) -> None:
    """Each file read, split, understood and put into quads."""
    for file in files:
        for _ in rdf.quads(extract(read(file, NOTHING_SAID))):
            pass


def tagged(texts: list[str]) -> None:
    """Each text cut and tagged by jieba."""
    for text in texts:
        for _ in jieba.posseg.cut(text):
            pass


def seconds(task: Callable[[], None]) -> float:
    """Processor time of a task."""
    start = time.process_time()
    task()
    return time.process_time() - start


def measured(files: list[Path], runs: int) -> tuple[float, float, float]:
    """Seconds of our way and of jieba's, which run in turn so that a busy machine slows both, and thousands of characters."""
    texts = [file.read_text("utf-8") for file in files]
    quads(files[:20])
    tagged(texts[:20])
    times = [(seconds(lambda: quads(files)), seconds(lambda: tagged(texts))) for _ in range(runs)]
    ours, theirs = (min(of_one) for of_one in zip(*times, strict=True))
    return ours, theirs, sum(map(len, texts)) / 1000


def main() -> None:
    """Print how long both take."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=400)
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args()
    ours, theirs, size = measured(sorted(args.folder.glob("*.txt"))[: args.most], args.runs)
    print(f"text to quads {size / ours:.1f} kchar/s, jieba.posseg {size / theirs:.1f}, time ratio {ours / theirs:.2f}")


if __name__ == "__main__":
    main()
