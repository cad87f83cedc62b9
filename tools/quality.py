"""Write the pages on quality: how well is found what stands in the texts, measured now or kept from when it was measured last.

    PYTHONPATH=. python tools/quality.py [--developed NAME=FOLDER…] [--held NAME=FOLDER…] [--labelled NAME=FILE…]
        [--most N] [--corpus FOLDER] [--sheet FILE]

`--developed` and `--held` name folders of texts with gold facts: those that rules were made with, and those held back
from whoever makes them. A set that is given is measured anew, and one that is not keeps its figures (`docs/quality/figures.json`);
without arguments the pages (`docs/site/quality.md`, `quality.en.md`) and README's table are only written anew. `--corpus` measures the speed on a folder of pages. `--sheet` is a table
of the misses and false finds of the developed sets, kept outside of the project since it quotes texts: a person gives each
its cause in the first column (`docs/quality/causes.tsv` says what they are), the next run takes these over and counts them.
What else people know stands in `docs/quality/sets.tsv`, `sample.tsv` and `wrong.tsv`.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

from quality_page import Notes, Page

from kg.evaluate import Result, evaluate, score_set
from kg.evaluate.calibrate import Reliability, reliability
from kg.evaluate.labelled import NOTE
from kg.evaluate.result import Judged

ROOT = Path(__file__).parents[1]
DATA = ROOT / "docs" / "quality"
PAGES = {"zh": ROOT / "docs" / "site" / "quality.md", "en": ROOT / "docs" / "site" / "quality.en.md"}
README = ROOT / "README.md"
BEGIN, END = "<!-- written by tools/quality.py -->\n", "<!-- end -->\n"
SHEET = ("cause", "set", "text", "sign", "kind", "group", "what", "sentence")
Figures = dict[str, Any]


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table with a head; `#` begins a comment line. None where there is no such file."""
    if not path.is_file():
        return []
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def counts(result: Result) -> dict[str, dict[str, list[int]]]:
    """For each table and name how many are right, found and wanted."""
    return {
        table: {name: [c["right"], c["found"], c["wanted"]] for name, c in sorted(by_name.items())}
        for table, by_name in result.tables.items()
    }


def reliable(measured: Reliability) -> Figures:
    """A reliability as JSON."""
    bins = [[b.low, b.high, b.count, round(b.stated, 3), round(b.right, 3)] for b in measured.bins]
    kept = [[least, count, round(right, 3)] for least, count, right in measured.kept]
    return {"bins": bins, "kept": kept, "brier": round(measured.brier, 4), "ece": round(measured.ece, 4)}


def measure_gold(figures: Figures, sets: dict[str, Path], *, held: bool) -> dict[str, Result]:
    """Measure folders of gold facts; how sure the facts are said to be too."""
    found, judged = {}, list[Judged]()
    for name, folder in sets.items():
        results = evaluate(folder)
        found[name] = sum(results.values(), Result())
        figures["gold"][name] = {"texts": len(results), "held": held, **counts(found[name])}
        judged += found[name].judged
    if judged:
        figures["reliability"]["held" if held else "developed"] = reliable(reliability(judged)) | {"sets": sorted(sets)}
    return found


def measure_labelled(figures: Figures, sets: dict[str, Path], most: int) -> None:
    """Measure sets of labelled sentences."""
    for name, file in sets.items():
        result = score_set(file, most)
        figures["labelled"][name] = {"note": " ".join(result.note.replace(NOTE, "").split()), **counts(result)}


def measure_speed(figures: Figures, corpus: Path) -> None:
    """Measure the time from text to quads beside that of jieba's tagger."""
    from benchmarks.whole_way import measured

    ours, theirs, size = measured(sorted(corpus.glob("*.txt"))[:300], runs=3)
    figures["speed"] = {
        "ours": round(size / ours, 1),
        "jieba": round(size / theirs, 1),
        "ratio": round(ours / theirs, 2),
    }


def keep_sheet(figures: Figures, path: Path, found: dict[str, Result]) -> None:
    """Write the sheet of what differs, with the causes that it gave already, and count them."""
    causes = {tuple(row[name] for name in SHEET[1:-1]): row["cause"] for row in rows(path)}
    sheet, counted = [], dict[str, Counter[str]]()
    for name, result in found.items():
        for d in result.differences:
            key = tuple(" ".join(cell.split()) for cell in (name, d.source, d.sign, d.kind, d.group, d.text))
            cause = causes.get(key, "")
            sheet.append((cause, *key, " ".join(d.quote.split())))
            counted.setdefault(cause, Counter())[d.sign] += 1
    path.write_text("".join("\t".join(row) + "\n" for row in (SHEET, *sheet)), "utf-8")
    figures["causes"] = {cause: [c["-"], c["+"]] for cause, c in sorted(counted.items())}


def named(pair: str) -> tuple[str, Path]:
    """A `NAME=PATH` argument, the path of something that is there."""
    name, _, path = pair.partition("=")
    if not path or not Path(path).exists():
        raise argparse.ArgumentTypeError(f"{pair}: write it as NAME=PATH, with a path that is there")
    return name, Path(path)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("developed", "held", "labelled"):
        parser.add_argument(f"--{name}", type=named, action="append", default=[], metavar="NAME=PATH")
    parser.add_argument("--most", type=int, default=0, metavar="N", help="sentences of each labelled set")
    parser.add_argument("--corpus", type=Path, metavar="FOLDER")
    parser.add_argument("--sheet", type=Path, metavar="FILE")
    return parser.parse_args()


def written() -> dict[Path, str]:
    """The pages as the data have them, and README with its table."""
    figures = json.loads((DATA / "figures.json").read_text("utf-8"))
    notes = Notes(*(rows(DATA / f"{name}.tsv") for name in ("sets", "causes", "sample", "wrong")))
    pages = {path: Page(figures, notes, language).text() for language, path in PAGES.items()}
    before, _, rest = README.read_text("utf-8").partition(BEGIN)
    table = "\n".join(Page(figures, notes).overall())
    return pages | {README: f"{before}{BEGIN}{table}\n{END}{rest.partition(END)[2]}"}


def main() -> None:
    """Measure what is given, and write the pages."""
    args, path = arguments(), DATA / "figures.json"
    figures = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    for part in ("gold", "labelled", "reliability", "causes", "speed"):
        figures.setdefault(part, {})
    developed = measure_gold(figures, dict(args.developed), held=False)
    measure_gold(figures, dict(args.held), held=True)
    measure_labelled(figures, dict(args.labelled), args.most)
    if args.corpus:
        measure_speed(figures, args.corpus)
    if args.sheet:
        keep_sheet(figures, args.sheet, developed)
    path.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")
    for file, text in written().items():
        file.write_text(text, "utf-8")
        print(file)


if __name__ == "__main__":
    main()
