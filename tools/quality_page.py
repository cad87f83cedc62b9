"""The page docs/quality.md, from figures and what people noted beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import sqrt
from typing import Any

from kg.evaluate import ratio
from kg.evaluate.labelled import NOTE

Rows = Sequence[Mapping[str, str]]
HEAD = """\
# How well it finds what stands in the texts

This page is written by `tools/quality.py` from what it measures and from the tables in [quality](quality); it is not to be
edited. P is precision, the share right of what was found; R is recall, the share found of what a careful reader takes from
the text; F1 is their harmonic mean. `kg eval` prints the same for texts of your own; `PYTHONPATH=. python tools/quality.py --help` tells how
to measure again.
"""
OVERALL = (("entities", "entity", ""), ("relations", "relation", ""), ("persons", "entity", "Person"))
OVERALL += (("who holds which post", "relation", "holds"),)


def page(figures: Mapping[str, Any], sets: Rows, causes: Rows, sample: Rows, wrong: Rows) -> str:
    """The page as Markdown."""
    about = {row["set"]: row["what"] for row in sets}
    parts = [
        [HEAD],
        gold(figures["gold"], about),
        by_name(figures["gold"], "entity", "Classes"),
        by_name(figures["gold"], "relation", "Properties"),
        labelled(figures["labelled"], about),
        confidence(figures["reliability"]),
        differing(figures["causes"], causes),
        by_hand(sample, wrong),
        speed(figures["speed"]),
    ]
    return "\n".join(line for part in parts for line in part) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table in Markdown, numbers to the right."""
    yield "| " + " | ".join(head) + " |"
    yield "|---|" + "---:|" * (len(head) - 1)
    for row in rows:
        yield "| " + " | ".join(row) + " |"
    yield ""


def counter(counts: Sequence[int]) -> Counter[str]:
    """Counts of right, found and wanted under their names."""
    return Counter(dict(zip(("right", "found", "wanted"), counts, strict=True)))


def total(by_name: Mapping[str, Sequence[int]]) -> list[int]:
    """The counts of all names."""
    return [sum(column) for column in zip(*by_name.values(), strict=True)] or [0, 0, 0]


def figure(counts: Sequence[int] | None) -> str:
    """F1 with precision and recall; a dash where there was nothing to find and nothing was found."""
    if not counts or not any(counts):
        return "–"
    told = counter(counts)
    told["wanted"] = max(told["wanted"], told["right"])  # something may count under another class than gold names first
    precision, recall, f1 = ratio(told)
    return f"**{f1:.3f}** ({precision:.2f} / {recall:.2f})"


def gold(sets: Mapping[str, Any], about: Mapping[str, str]) -> Iterator[str]:
    """The figures on gold facts in all."""
    yield "## Texts with gold facts\n"
    yield "F1, with precision / recall. Texts held back were not read by whoever made the rules.\n"
    rows = []
    for name, measured in sets.items():
        cells = [figure(measured[kind].get(of) if of else total(measured[kind])) for _, kind, of in OVERALL]
        rows.append([f"{name} (held back)" if measured["held"] else name, str(measured["texts"]), *cells])
    yield from table(["set", "texts", *(head for head, *_ in OVERALL)], rows)
    for name in sets:
        if name in about:
            yield f"- **{name}**: {about[name]}"
    yield ""


def by_name(sets: Mapping[str, Any], kind: str, head: str) -> Iterator[str]:
    """F1 by class or property, a column for each set."""
    yield f"### {head}\n"
    if kind == "entity":
        yield "Something may count under another class than gold names first (a `Zone` as a `Venue`); recall is cut at 1 there.\n"
    names = sorted({name for measured in sets.values() for name in measured[kind]})
    wanted = {name: sum(measured[kind].get(name, (0, 0, 0))[2] for measured in sets.values()) for name in names}
    rows = (
        [name, str(wanted[name]), *(figure(measured[kind].get(name)) for measured in sets.values())] for name in names
    )
    yield from table(["", "wanted", *sets], rows)


def labelled(sets: Mapping[str, Any], about: Mapping[str, str]) -> Iterator[str]:
    """The figures on labelled sentences."""
    if not sets:
        return
    yield "## Labelled sentences\n"
    yield (
        "Public sets of single sentences, span by span: both ends and the label must agree. `reading` is what the whole "
        f"program names in the sentence; where there is a `tagger`, what it alone marks. {NOTE}\n"
    )
    for name, measured in sets.items():
        tables = [table for table in measured if table != "note"]
        labels = sorted({label for table in tables for label in measured[table]})
        yield f"### {name}\n"
        yield f"{about[name]} {measured['note']}\n" if name in about else f"{measured['note']}\n"
        every = [["all", *(figure(total(measured[table])) for table in tables)]]
        yield from table(
            ["", *tables], every + [[label, *(figure(measured[t].get(label)) for t in tables)] for label in labels]
        )


def confidence(measured: Mapping[str, Any]) -> Iterator[str]:
    """How well the confidence of facts foretells which are right."""
    yield "## Confidence\n"
    yield (
        "Each fact has a confidence: of what its rule states with this property the share that gold says is right "
        "(`ontology/confidence.tsv`), less where a mention is doubtful. Facts are put into bins by what was stated of them, "
        "beside it the share that was right; what was stated of a text was measured on the other texts of its row alone. What rules "
        "were made with says too much of them, so the table that ships is made from texts held back. The Brier score is the mean squared error, the calibration error the mean gap "
        "between both columns.\n"
    )
    told = {
        "developed": "Texts that rules were made with",
        "held": "Texts held back",
    }
    for name in (name for name in told if name in measured):
        found = measured[name]
        yield f"{told[name]} ({', '.join(found['sets'])}):\n"
        rows = [
            [f"{low:.2f}–{high:.2f}", str(n), f"{stated:.3f}", f"{right:.3f}"]
            for low, high, n, stated, right in found["bins"]
        ]
        yield from table(["confidence", "facts", "stated", "right"], rows)
        kept = [[f"{least:g}", str(n), f"{right:.3f}"] for least, n, right in found["kept"]]
        yield from table(["--min-confidence", "facts left", "right"], kept)
        yield f"Brier score {found['brier']:.4f}, calibration error {found['ece']:.4f}.\n"


def differing(counted: Mapping[str, Sequence[int]], causes: Rows) -> Iterator[str]:
    """What is missed and wrongly found, by its cause."""
    yield "## Causes of what is missed or wrong\n"
    yield "Of the sets that rules were made with; each miss and false find was read and given its cause.\n"
    known = {row["cause"]: row for row in causes}
    order = sorted({*known, *counted}, key=lambda cause: (-sum(counted.get(cause, (0, 0))), cause))
    rows = []
    for cause in order:
        missed, wrong = counted.get(cause, (0, 0))
        row = known.get(cause, {"what": cause or "not yet looked at", "status": ""})
        rows.append([row["what"], str(missed), str(wrong), row["status"]])
    yield from table(["cause", "missed", "wrong", "status"], rows)


def by_hand(sample: Rows, wrong: Rows) -> Iterator[str]:
    """How many of the facts that a person read were right, and which were wrong."""
    if not sample:
        return
    yield "## Facts read by hand\n"
    yield (
        "Facts drawn from a corpus without gold facts, read beside their sentences; what the sentence leaves open is `unclear` "
        "and not counted. In brackets where the true share lies with a probability of 95%.\n"
    )
    numbers = [(row["property"], *(int(row[name]) for name in ("right", "wrong", "unclear"))) for row in sample]
    every = ("all", *(sum(column) for column in list(zip(*numbers, strict=True))[1:]))
    yield from table(
        ["property", "right", "wrong", "unclear", "share right"], [_read(*row) for row in (every, *numbers)]
    )
    if wrong:
        yield "The wrong ones, with the words that they were taken from:\n"
        columns = ["fact", "rule", "words", "cause"]
        yield from table(columns, [[row[name] for name in columns] for row in wrong])


def _read(name: str, right: int, wrong: int, unclear: int) -> list[str]:
    low, high = interval(right, right + wrong)
    share = f"{right / (right + wrong):.3f} ({low:.2f}–{high:.2f})" if right + wrong else "–"
    return [name, str(right), str(wrong), str(unclear), share]


def interval(right: int, count: int) -> tuple[float, float]:
    """Wilson's interval of 95% for a share.

    >>> [round(end, 3) for end in interval(9, 10)]
    [0.596, 0.982]
    """
    if not count:
        return 0.0, 1.0
    z, share = 1.96, right / count
    middle, width = share + z * z / (2 * count), z * sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return (middle - width) / (1 + z * z / count), (middle + width) / (1 + z * z / count)


def speed(measured: Mapping[str, float]) -> Iterator[str]:
    """The time it takes."""
    if measured:
        yield "## Speed\n"
        yield (
            f"From text to quads takes {measured['ratio']:.2f} times as long as `jieba.posseg.cut` alone on the same texts: "
            f"{measured['ours']:.0f} thousand characters a second beside {measured['jieba']:.0f} (`benchmarks/whole_way.py`, one core)."
        )
