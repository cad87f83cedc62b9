"""What the project lists of itself: questions, words, tables, pictures, and commands with their options."""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kg import docs, plot
from kg.catalogue import Question, questions, tables
from kg.cli import _parser
from kg.rdf import RDFS, SKOS, YT
from made.markdown import table

_ASKED = re.compile(r"\{\w+\}")  # what a title names of what was asked
Rows = Iterator[tuple[str, ...]]
_COLUMNS = {
    "questions": {"zh": ("问题", "用法", "参数"), "en": ("question", "usage", "parameters")},
    "vocabulary": {"zh": ("词", "名称", "定义"), "en": ("term", "label", "definition")},
    "tables": {"zh": ("表", "列"), "en": ("table", "columns")},
    "plots": {"zh": ("图", "画什么"), "en": ("picture", "what it draws")},
    "options": {"zh": ("参数", "含义"), "en": ("argument", "meaning")},
}


def listed(name: str, language: str) -> str:
    """The list of this name as Markdown."""
    if name == "commands":
        return "\n".join(_commands(language))
    rows = {"questions": _questions, "vocabulary": _vocabulary, "tables": _tables, "plots": _plots}[name]
    return table(_COLUMNS[name][language], rows(language))


def _told(one: Question, language: str) -> str:
    return str(getattr(one, language))


def _questions(language: str) -> Rows:
    for one in questions().values():
        params = (f"`{p.name}` {getattr(p, language)} ({p.example})" for p in one.params.values())
        yield _told(one, language), f"`{one.usage}`", "<br>".join(params)


def _vocabulary(language: str) -> Rows:
    words = docs.vocabulary()
    for term in (term for kind in docs.KINDS for term in words.kinds[kind] if term.startswith(YT)):
        name = term.removeprefix(YT)
        label = words.texts(term, RDFS + "label").get(language, "")
        yield f"[`yt:{name}`](ontology.html#{name})", label, words.texts(term, SKOS + "definition").get(language, "")


def _tables(language: str) -> Rows:
    for one in tables().values():
        columns = (f"`{name}` {told[('zh', 'en').index(language)]}" for name, told in one.columns.items())
        yield f"`{one.id}`<br>{_told(one, language)}", ("；" if language == "zh" else "; ").join(columns)


def _plots(language: str) -> Rows:
    for name, told in plot.names().items():
        params = [f"`{key}` {said[language]}" for key, said in told.get("params", {}).items()]
        yield f"`{plot.usage(name)}`", "<br>".join([_ASKED.sub("…", told[language]), *params])


@cache
def chinese() -> dict[tuple[str, str], str]:
    """What each command and each of its arguments does, in Chinese; `*` are arguments of several commands."""
    lines = (Path(__file__).parents[1] / "commands.tsv").read_text("utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {(row["command"], row["argument"]): row["zh"] for row in rows}


def commands() -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    """Each command with what it does and its parser."""
    every = next(action for action in _parser()._actions if isinstance(action, argparse._SubParsersAction))
    for told in every._choices_actions:
        yield told.dest, told.help or "", every.choices[told.dest]


def arguments(command: argparse.ArgumentParser) -> Iterator[tuple[str, str, str]]:
    """The name of each argument, how it is written, and what it means in English."""
    for action in command._actions:
        if action.dest != "help":
            name = ", ".join(action.option_strings) or str(action.metavar or action.dest)
            value = "" if not action.option_strings or action.nargs == 0 else _value(action)
            yield name, f"{name} {value}".strip(), action.help or ""


def _value(action: argparse.Action) -> str:
    return "|".join(action.choices) if action.choices else str(action.metavar or action.dest.upper())


def said(command: str, argument: str, english: str, language: str) -> str:
    """What an argument means, or a command where none is given."""
    known = chinese()
    own = known.get((command, argument)) or known.get(("*", argument)) or english
    return own if language == "zh" else english


def _commands(language: str) -> Iterator[str]:
    for name, english, parser in commands():
        usage = " ".join(parser.format_usage().removeprefix("usage: ").replace("[-h] ", "").split())
        yield f"## kg {name} {{#{name}}}\n\n{said(name, '', english, language)}\n\n`{usage}`\n"
        rows = [(f"`{written}`", said(name, key, told, language)) for key, written, told in arguments(parser)]
        yield table(_COLUMNS["options"][language], rows)
