"""How long `kg build` of one page takes from a cold start, beside what merely loading jieba's dictionary takes.

    python benchmarks/build_page.py [PAGE] [--runs N]

Prints the median of both and their ratio: machines differ, ratios less.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SAMPLE = Path(__file__).parents[1] / "tests" / "pages" / "minfeng-20240418-A02.txt"


def seconds(*command: str) -> float:
    """The wall time of a command that must succeed."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *command], check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Run both in turn, so that a busy machine slows both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("page", nargs="?", default=str(SAMPLE))
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    build, load = [], []
    with tempfile.TemporaryDirectory() as folder:
        for run in range(args.runs):
            # a page that is there already would not be read again
            build.append(seconds("-m", "kg", "build", args.page, "-o", f"{folder}/{run}"))
            load.append(seconds("-c", "import jieba; jieba.initialize()"))
    built, loaded = statistics.median(build), statistics.median(load)
    print(
        f"kg build {built:.2f} s, loading jieba {loaded:.2f} s, ratio {built / loaded:.1f} (median of {args.runs} runs)"
    )


if __name__ == "__main__":
    main()
