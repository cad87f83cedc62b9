"""Write ontology/lexicon/name_shares.tsv: how common surnames and the characters of given names are.

    python tools/name_shares.py NAMES.tsv

NAMES.tsv has a name in each line's first column, as the lists of names with their Wikidata ids have it. Names of people are
told by their surname and length; what is no name of a person among them is too rare to matter.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from kg import ontology
from kg.lexicon import load

_LEAST = 8  # of ten thousand: rarer ones are taken to be as rare as the rarest
_NO_PERSONS = tuple("氏姓县市区州国城镇乡村")  # surnames, dynasties and places: 李氏, 金县
_HEAD = """\
# How common surnames and the characters of given names are, of ten thousand names: `part` is surname, single (given names
# of one character), first or second (of two). What is not listed is rarer than the rarest here.
# Source: counted by tools/name_shares.py from the Chinese names with Wikidata ids of anonym-g/Chinese-Elite (MIT; Wikipedia).
"""


def main(path: str) -> None:
    """Count the names of the file and write the table."""
    single = {row["surname"] for row in ontology.table("surnames") if row["kind"] == "single"}
    names = {line.split("\t")[0] for line in Path(path).read_text("utf-8").splitlines()}
    lexicon = load()
    people = [n for n in sorted(names) if re.fullmatch("[一-鿿]{2,3}", n) and n[0] in single and not lexicon.entries(n)]
    people = [n for n in people if not n.endswith(_NO_PERSONS)]
    parts = {"surname": Counter(n[0] for n in people)}
    parts["single"] = Counter(n[1] for n in people if len(n) == 2)
    parts["first"], parts["second"] = (Counter(n[at] for n in people if len(n) == 3) for at in (1, 2))
    lines = [_HEAD + "part\tform\tshare"]
    for part, counts in parts.items():
        shares = [(round(10000 * n / counts.total()), form) for form, n in counts.items()]
        lines += [
            f"{part}\t{form}\t{share}" for share, form in sorted(shares, key=lambda s: (-s[0], s[1])) if share >= _LEAST
        ]
    (ontology.folder() / "lexicon" / "name_shares.tsv").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
