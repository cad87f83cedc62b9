"""Write verbs.tsv, deeds.tsv and proper.tsv of ontology/lexicon: what jieba's dictionary knows of words.

    python tools/make_words.py

A name begins after a verb that never stands inside names, no region is called by a deed first, and a word of a place is no
common noun.

The dictionary is under the MIT licence; verbs that occur in the gazetteers' own names (合作, 创新) are left out.
"""

from __future__ import annotations

from pathlib import Path

import jieba

LEXICON = Path(__file__).parents[1] / "ontology" / "lexicon"
LEAST = 120


def column(table: str, name: str) -> list[str]:
    """The cells of one column of a lexicon table."""
    lines = [li for li in (LEXICON / f"{table}.tsv").read_text("utf-8").splitlines() if li and not li.startswith("#")]
    at = lines[0].split("\t").index(name)
    return [line.split("\t")[at] for line in lines[1:] if len(line.split("\t")) > at]


def main() -> None:
    """Write the table."""
    names = [n for t in ("zones", "bodies", "media", "regions", "initiatives") for n in column(t, "name")]
    names += column("heads", "head")
    inside = {word for name in names for word in jieba.cut(name, HMM=False)}
    inside |= {name[i : i + 2] for name in column("heads", "head") for i in range(len(name) - 1)}
    verbs, deeds, proper = [], [], []
    for line in jieba.get_dict_file():
        word, count, tag = line.decode("utf-8").split(" ")
        if tag.strip() == "v" and 2 <= len(word) <= 4 and int(count) >= LEAST and word not in inside:
            verbs.append(word)
        if tag.strip() == "vn" and len(word) == 2 and int(count) >= LEAST:
            deeds.append(word)
        if tag.strip() in ("ns", "nz") and 2 <= len(word) <= 4:
            proper.append(word)
    head = "# Verbs that do not stand inside names; made by tools/make_words.py.\n# Source: dictionary of jieba (MIT).\nverb\n"
    (LEXICON / "verbs.tsv").write_text(head + "\n".join(sorted(set(verbs))) + "\n", "utf-8")
    head = "# Nouns of doing something; made by tools/make_words.py.\n# Source: dictionary of jieba (MIT).\ndeed\n"
    (LEXICON / "deeds.tsv").write_text(head + "\n".join(sorted(set(deeds))) + "\n", "utf-8")
    head = "# Words that name places and the like; made by tools/make_words.py.\n# Source: dictionary of jieba (MIT).\nword\n"
    (LEXICON / "proper.tsv").write_text(head + "\n".join(sorted(set(proper))) + "\n", "utf-8")


if __name__ == "__main__":
    main()
