"""A folder of texts with gold facts: each `X.txt` is built alone and held against `X.facts.tsv` beside it."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from kg import rdf
from kg.evaluate.match import score
from kg.evaluate.result import Result
from kg.gold import Gold, GoldError
from kg.model import Knowledge
from kg.pages import Defaults, extract_all
from kg.resolve import together


def texts(folder: Path) -> list[tuple[Path, Path]]:
    """The texts of a gold folder with their facts files. Raises `GoldError` when it has none."""
    if not folder.is_dir():
        raise GoldError(f"{folder}: is neither a folder of texts with gold facts nor a file of labelled sentences")
    gold = sorted(folder.glob("*.facts.tsv"))
    pairs = [(path.with_name(path.name.removesuffix(".facts.tsv") + ".txt"), path) for path in gold]
    found = [pair for pair in pairs if pair[0].is_file()]
    if not found:
        raise GoldError(f"{folder}: holds no text X.txt with its gold facts X.facts.tsv beside it")
    return found


def evaluate(folder: Path) -> dict[str, Result]:
    """The result for each text of a gold folder, by the name of its facts file."""
    results = {}
    pairs = texts(folder)
    outcomes = extract_all([text for text, _ in pairs], Defaults())
    for (text, facts), outcome in zip(pairs, outcomes, strict=True):
        if outcome.knowledge is None:
            raise GoldError(outcome.problem)
        results[facts.name] = _scored(outcome.knowledge, Gold.read(facts), text.stem)
    return results


def _scored(knowledge: Knowledge, gold: Gold, source: str) -> Result:
    whole = together({"page": knowledge})
    told = (rdf.record_quads(block, records) for block, records in whole.records.items())
    quads = chain.from_iterable((*map(rdf.quads, whole.parts), *told))
    return score(quads, gold, whole.pages["page"], source)
