"""What the site takes from the project itself: the questions, the vocabulary, and the pages on what was measured.

These pages are made anew with each build, so they cannot fall behind.
"""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

ROOT = Path(__file__).resolve().parents[1]

_HEADS = {
    "questions": {
        "zh": '# 有名字的问题\n\n`kg ask DIR 名称 参数=…`，或 `graph.query("名称", 参数=…)`。方括号中的参数可以省略。\n',
        "en": '# Questions with a name\n\n`kg ask DIR NAME parameter=…`, or `graph.query("NAME", parameter=…)`. Parameters in brackets may be left out.\n',
    },
    "vocabulary": {
        "zh": "# 词汇\n\n图谱使用的类与属性。定义、公理、与标准词汇的对应见[完整的词汇页](ontology.html)（`kg docs` 写出的同一页）。\n",
        "en": "# Vocabulary\n\nThe classes and properties of the graph. Definitions, axioms and alignments stand on the "
        "[full page](ontology.html), which `kg docs` writes.\n",
    },
}
_COLUMNS = {
    "questions": {"zh": ("问题", "用法", "参数"), "en": ("question", "usage", "parameters")},
    "vocabulary": {"zh": ("词", "名称", "定义"), "en": ("term", "label", "definition")},
}
_SUFFIX = {"zh": "", "en": ".en"}


def on_config(config: MkDocsConfig) -> None:
    """Write the pages that are made from the project; git ignores them."""
    from kg import docs

    folder = Path(config.docs_dir)
    for language, suffix in _SUFFIX.items():
        for name, rows in (("questions", _questions(language)), ("vocabulary", _vocabulary(language))):
            text = f"{_HEADS[name][language]}\n{_table(_COLUMNS[name][language], rows)}"
            _write(folder / f"{name}{suffix}.md", text)
    for name in ("quality", "identity", "events"):
        _write(folder / f"{name}.md", _copied(name))
    _write(folder / "ontology.html", docs.render())


def _write(path: Path, text: str) -> None:
    # `mkdocs serve` would begin again for ever if files changed that say the same
    if not path.is_file() or path.read_text("utf-8") != text:
        path.write_text(text, "utf-8")


def _questions(language: str) -> list[tuple[str, ...]]:
    from kg.catalogue import questions

    return [
        (
            getattr(question, language),
            f"`{question.usage}`",
            "<br>".join(f"`{p.name}` {getattr(p, language)} ({p.example})" for p in question.params.values()),
        )
        for question in questions().values()
    ]


def _vocabulary(language: str) -> list[tuple[str, ...]]:
    from kg import docs
    from kg.rdf import RDFS, SKOS, YT

    words = docs.vocabulary()
    terms = [term for kind in docs.KINDS for term in words.kinds[kind] if term.startswith(YT)]
    return [
        (
            f"[`yt:{name}`](ontology.html#{name})",
            words.texts(term, RDFS + "label").get(language, ""),
            words.texts(term, SKOS + "definition").get(language, ""),
        )
        for term in terms
        if (name := term.removeprefix(YT))
    ]


def _table(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [columns, ("---",) * len(columns), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |\n" for line in lines)


def _copied(name: str) -> str:
    """A page of `docs`, whose links lead into the repository, as plain words."""
    text = (ROOT / "docs" / f"{name}.md").read_text("utf-8")
    return re.sub(r"\[([^\]]+)\]\((?!#|https?:)[^)]+\)", r"`\1`", text)
