"""Words of a query that the vocabulary does not have: in SPARQL they are no mistake, but nothing answers to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from kg import axioms, ontology
from kg.model import YutuError
from kg.questions import NO_CODE
from kg.rdf import YT

_TERMS = f"SELECT DISTINCT ?term {{ ?term a ?kind FILTER(STRSTARTS(STR(?term), '{YT}')) }}"
_PREFIX = re.compile(r"\bPREFIX\s+([\w.-]*):\s*<([^<>]*)>", re.IGNORECASE)
_NAME = re.compile(r"(?<![\w.$?:-])([\w.-]*):(\w[\w-]*)")


def notes(sparql: str) -> tuple[str, ...]:
    """A line for each word of the namespace `yt:` that a query uses and the vocabulary does not have.

    >>> [note.partition("; ")[2] for note in notes("SELECT ?v { ?v a yt:" "Vist }")]
    ['did you mean yt:Visit?']
    """
    known = _vocabulary(ontology.folder() / "yutu.ttl")
    return tuple(_note(word, known) for word in dict.fromkeys(_words(sparql)) if word not in known)


def _words(sparql: str) -> Iterator[str]:
    """The local names of the words of the namespace; strings and comments hold none."""
    ours = {"yt": YT} | dict(_PREFIX.findall(sparql))
    tokens = [match[0] for match in NO_CODE.finditer(sparql)]
    full = [token[1:-1].removeprefix(YT) for token in tokens if token.startswith(f"<{YT}")]
    short = [name for prefix, name in _NAME.findall(NO_CODE.sub(" ", sparql)) if ours.get(prefix) == YT]
    yield from filter(None, [*short, *full])


@lru_cache(maxsize=8)
def _vocabulary(path: Path) -> frozenset[str]:
    found = axioms.select(axioms.turtle(path, YutuError), _TERMS)
    return frozenset(term.value.removeprefix(YT) for (term,) in found)


def _note(word: str, known: frozenset[str]) -> str:
    # a class for a class, a property for a property; but case may be what is wrong
    spelt = {name.lower(): name for name in sorted(known) if name[0].isupper() == word[0].isupper()}
    spelt |= {name.lower(): name for name in sorted(known) if name.lower() == word.lower()}
    near = [spelt[name] for name in get_close_matches(word.lower(), spelt, 3, 0.7)]
    hint = f"; did you mean {', '.join(f'yt:{name}' for name in near)}?" if near else ""
    return f"the vocabulary has no yt:{word[:60]}{hint}"
