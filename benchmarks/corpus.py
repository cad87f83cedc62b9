"""How building grows with a corpus: a quarter, half and all of it, and then one item more.

    python benchmarks/corpus.py FOLDER OUT [--shares 4 2 1] [--paper NAME] [--fields …]
    python benchmarks/corpus.py FOLDER OUT --pages [--most N]

FOLDER holds files of many pages (`*.jsonl`, `*.jsonl.gz`). For each share every so-many-th record is written to
`OUT/SHARE.jsonl` and built by the command in a process of its own; then a record more is written and built. Told are pages,
the seconds that passed and those of the processors, and the largest memory of all processes together (PSS: what they
share counts once; Linux only). With `--pages` the records are only written to OUT as pages, a file each, for other benchmarks.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAUSE = 0.2  # seconds between two looks at the memory


def lines(path: Path) -> Iterator[str]:
    """The records of one file."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from (line for line in file if line.strip())


def mixed(folder: Path) -> Iterator[str]:
    """The records of all files in turn."""
    files = sorted([*folder.glob("*.jsonl"), *folder.glob("*.jsonl.gz")])
    return (line for line in chain.from_iterable(zip_longest(*map(lines, files))) if line)


def write_pages(folder: Path, out: Path, most: int | None) -> int:
    """Write records as pages to `out`; how many."""
    out.mkdir(parents=True, exist_ok=True)
    count = 0
    for count, line in enumerate(islice(mixed(folder), most), 1):
        item = json.loads(line)
        head = f"date: {item['date']}\nsource: {item.get('source') or folder.name}\ntitle: {item['title']}\n\n"
        (out / f"{count:06}.txt").write_text(head + item["text"] + "\n", "utf-8")
    return count


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds that passed, seconds of processors, megabytes at most."""

    wall: float
    processor: float
    memory: float


def measured(*arguments: str | Path) -> Cost:
    """Run `kg` with these arguments; what it took. Exits when it fails."""
    before, begun, peak = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter(), 0
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        peak = max(peak, sum(map(held, family(process.pid))))
        time.sleep(PAUSE)
    # 1 says that some records were doubtful
    if process.returncode not in (0, 1):
        sys.exit(f"kg {' '.join(map(str, arguments))}: failed")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(time.perf_counter() - begun, spent, peak / 1024)


def family(process: int) -> Iterator[int]:
    """The process and all that come from it."""
    yield process
    with suppress(OSError):
        for thread in Path(f"/proc/{process}/task").iterdir():
            for child in (thread / "children").read_text().split():
                yield from family(int(child))


def held(process: int) -> int:
    """Kilobytes of memory that the process holds, what it shares by its part."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def trial(records: list[str], share: int, out: Path, options: list[str]) -> str:
    """Build one in `share` of the records, and then one more; a row of the table."""
    chosen, file, graph = records[:-1][::share], out / f"{share}.jsonl", out / f"graph{share}"
    file.write_text("".join(chosen), "utf-8")
    whole = measured("build", file, "-o", graph, *options)
    one = out / f"{share}-more.jsonl"
    one.write_text(records[-1], "utf-8")
    more = measured("build", one, "-o", graph, *options)
    size = sum(path.stat().st_size for path in graph.rglob("*") if path.is_file()) / 1e6
    return (
        f"{len(chosen):>9,} {file.stat().st_size / 1e6:>6.1f} {whole.wall:>9.1f} {whole.processor:>9.1f} {whole.memory:>8.0f}"
        f" {size:>8.0f} {more.wall:>9.2f} {more.processor:>9.2f}"
    )


def main() -> None:
    """Run the trials, or write the pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--shares", type=int, nargs="+", default=[4, 2, 1])
    parser.add_argument("--paper", default="")
    parser.add_argument("--fields", default="")
    parser.add_argument("--pages", action="store_true")
    parser.add_argument("--most", type=int)
    args = parser.parse_args()
    if args.pages:
        print(f"{write_pages(args.folder, args.out, args.most):,} pages")
        return
    args.out.mkdir(parents=True, exist_ok=True)
    records = list(islice(mixed(args.folder), args.most))
    options = [f"--{name}={value}" for name in ("paper", "fields") if (value := getattr(args, name))]
    print("  records     MB    wall s     CPU s   MB RAM  MB disk  one more     CPU s")
    for share in args.shares:
        print(trial(records, share, args.out, options), flush=True)


if __name__ == "__main__":
    main()
