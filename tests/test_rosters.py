"""Who is named in a sentence and what each of them holds: tables by phenomenon, in `rosters/*.tsv`."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import read

from kg.rules import Explanation

TABLES = sorted((Path(__file__).parent / "rosters").glob("*.tsv"))
Held = tuple[str, frozenset[str]]  # a person and what they hold; a wanted post may be several names, with | between


def rows(table: Path) -> list[list[str]]:
    lines = [line.split("\t") for line in table.read_text("utf-8").splitlines() if not line.startswith("#")]
    return lines[1:]


CASES = [(f"{table.stem}, {row[0]}", *row[1:]) for table in TABLES for row in rows(table)]


def told(found: Explanation) -> set[Held]:
    """The persons of the text with their posts, 原 before those held before."""
    names = {entity.id: entity.name for entity in found.entities}
    posts: dict[str, set[str]] = {e.id: set() for e in found.entities if e.id.startswith("person/")}
    for fact in found.facts:
        if fact.property in {"holds", "formerlyHeld"}:
            posts[fact.subject].add("原" * (fact.property == "formerlyHeld") + names[str(fact.object)])
    return {(names[ident], frozenset(held)) for ident, held in posts.items()}


def wanted(people: str) -> list[tuple[str, list[str]]]:
    return [(name, posts.split("、")) for name, _, posts in (one.partition(" ") for one in people.split("；") if one)]


def agrees(found: set[Held], people: list[tuple[str, list[str]]]) -> bool:
    """Whether the persons and posts found are those wanted, but for those with a ? that need not be found."""
    held = dict(found)
    sure = {name for name, _ in people if not name.startswith("?")}
    may = {name.removeprefix("?"): posts for name, posts in people}
    return (
        len(held) == len(found)
        and sure <= held.keys() <= may.keys()
        and all(_same(set(posts), [p for p in may[name] if p]) for name, posts in held.items())
    )


def _same(found: set[str], posts: list[str]) -> bool:
    forms = [set(post.removeprefix("?").split("|")) for post in posts]
    needed = all(found & form or post.startswith("?") for post, form in zip(posts, forms, strict=True))
    return needed and len(found) <= len(posts) and found <= set().union(*forms)


@pytest.mark.parametrize(("phenomenon", "home", "sentence", "people"), CASES)
def test_who_holds_what(phenomenon: str, home: str, sentence: str, people: str) -> None:
    found = told(read(sentence.replace("\\n", "\n"), province=home))
    assert agrees(found, wanted(people)), (phenomenon, sorted((name, sorted(posts)) for name, posts in found))
