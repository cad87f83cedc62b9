"""Links to Wikidata where nothing speaks against them: divisions by code, bodies by name, high officials by name and posts.

They stand in a graph of their own, `id/graph/links`, which names its licence and sources.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kg import ontology
from kg.lexicon import load
from kg.model import Knowledge, Literal
from kg.resolve.settled import Record

BLOCK = "links"
GRAPH = f"graph/{BLOCK}"
RULE = "wikidata"
_CENTRE = "000000"
_BODY = "organization/"


@dataclass(frozen=True, slots=True)
class Known:
    """What a link needs to know of an entity: its id across pages, its name, and of a person the ids of all posts."""

    id: str
    name: str
    posts: frozenset[str] = frozenset()


def links(entities: Iterable[Known]) -> tuple[Record, ...]:
    """The links of these entities, by id; of a person only if all persons of the name are among the entities.

    A pure function of each division and body and of all persons of one name. A person is linked who is the only one of
    the name to hold or have held a high post where the table says so.

    >>> links([Known("division/430000", "湖南省")])[0].values
    (('owl:sameAs', 'http://www.wikidata.org/entity/Q45761'),)
    """
    found: dict[str, str] = {}
    people: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in entities:
        if one.id.startswith("person/"):
            people[one.name][one.id] |= one.posts
        elif item := _items().get(one.id):
            found[one.id] = item
    for name, of_name in people.items():
        if told := _person(name, of_name):
            found[told[0]] = told[1]
    prefix = str(_settings()["item"])
    return tuple(
        Record(ident, "", (("owl:sameAs", prefix + item),), rule=RULE) for ident, item in sorted(found.items())
    )


def body_block(ident: str) -> str:
    """The block of a body that has a link; empty for all else.

    >>> body_block("organization/国务院"), body_block("organization/海宁市教育局")
    ('organization/国务院', '')
    """
    return ident if ident.startswith(_BODY) and ident in _items() else ""


def of_bodies(blocks: Iterable[str]) -> tuple[Record, ...]:
    """The links of the bodies that have these blocks; other blocks have none."""
    return links(Known(block, block.removeprefix(_BODY)) for block in blocks if block.startswith(_BODY))


def of_divisions(gazetteer: Knowledge) -> tuple[Record, ...]:
    """The links of the divisions of which the gazetteer tells."""
    return links(Known(entity.id, entity.name) for entity in gazetteer.entities)


def gathered(found: Iterable[Record]) -> tuple[Record, ...]:
    """What the graph of links holds: these by id and, where there are any, what it says of itself."""
    told = sorted(found, key=lambda record: record.id)
    return (*told, about()) if told else ()


def about() -> Record:
    """What the graph of links says of itself: its licence, whose work it is, and where the names come from."""
    settings = _settings()
    sources = tuple(("dcterms:source", str(source)) for source in settings["sources"])
    return Record(
        GRAPH,
        "",
        (("dcterms:license", str(settings["license"])), *sources, ("dcterms:rights", Literal(settings["rights"]))),
    )


def _person(name: str, of_name: dict[str, set[str]]) -> tuple[str, str] | None:
    row = _people().get(name)
    if row is None:
        return None
    codes, item = row
    fitting = [ident for ident, posts in of_name.items() if codes & {code for post in posts for code in _places(post)}]
    return (fitting[0], item) if len(fitting) == 1 else None


def _places(post: str) -> Iterator[str]:
    """The province of a high post, or the mark of the centre.

    >>> [list(_places(post)) for post in ("post/湖南省委书记", "post/国务院副总理", "post/湖南省农业厅副厅长", "post/长沙市市长")]
    [['430000'], ['000000'], [], []]
    """
    name = post.removeprefix("post/").partition("~")[0]
    settings = _settings()
    if re.fullmatch(settings["central_post"], name, re.VERBOSE):
        yield _CENTRE
    for province, code in _provinces():
        if name.startswith(province) and re.fullmatch(settings["province_post"], name.removeprefix(province)):
            yield code


def _settings() -> dict[str, Any]:
    settings: dict[str, Any] = ontology.settings("links")
    return settings


def _provinces() -> list[tuple[str, str]]:
    return [(d.name, d.code) for d in load().divisions.values() if d.kind == "Province"]


def _items() -> dict[str, str]:
    return _tables(os.fspath(ontology.folder()))[0]


def _people() -> dict[str, tuple[frozenset[str], str]]:
    return _tables(os.fspath(ontology.folder()))[1]


@lru_cache(maxsize=2)
def _tables(folder: str) -> tuple[dict[str, str], dict[str, tuple[frozenset[str], str]]]:
    """The items of divisions and bodies by id, and of persons by name with the places of their posts."""
    items, people = {}, {}
    for row in ontology.table("wikidata"):
        if row["class"] == "Person":
            people[row["name"]] = frozenset(row["code"].split()), row["qid"]
        elif row["code"]:
            items[f"division/{row['code']}"] = row["qid"]
        else:
            items[f"organization/{row['name']}"] = row["qid"]
    return items, people
