"""Write the items of JSONL corpora as pages, a file each, so that large graphs can be built and measured.

    python benchmarks/corpus.py FOLDER OUT [--most N]

FOLDER holds `*.jsonl.gz` with the fields id, date, title and text. Items are taken evenly from all files.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from itertools import chain, islice, zip_longest
from pathlib import Path


def items(path: Path) -> Iterator[dict[str, str]]:
    """The items of one file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def write(source: Path, out: Path, most: int | None) -> int:
    """Write pages to `out`; how many."""
    out.mkdir(parents=True, exist_ok=True)
    files = sorted(source.glob("*.jsonl.gz"))
    mixed = (item for item in chain.from_iterable(zip_longest(*map(items, files))) if item)
    count = 0
    for count, item in enumerate(islice(mixed, most), 1):
        head = f"date: {item['date']}\nsource: {files[0].stem.split('-')[0]}\ntitle: {item['title']}\n\n"
        (out / f"{count:06}.txt").write_text(head + item["text"] + "\n", "utf-8")
    return count


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--most", type=int)
    args = parser.parse_args()
    print(f"{write(args.folder, args.out, args.most):,} pages")
