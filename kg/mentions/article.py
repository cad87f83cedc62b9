"""All mentions of one article: the finders in their order, twice, since names told once in full stand bare elsewhere."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg import ontology
from kg.lexicon import Division, Lexicon
from kg.mentions.bodies import find_bodies, find_documents, find_listed_bodies
from kg.mentions.guesses import guess
from kg.mentions.names import extend_campus, find_names, find_roads, find_sections
from kg.mentions.node import Node
from kg.mentions.phrases import Found
from kg.mentions.places import city_signs, find_listed
from kg.mentions.posts import find_posts
from kg.mentions.pronouns import find_pronouns
from kg.mentions.rosters import find_people
from kg.mentions.scene import Scene
from kg.mentions.shorts import Shorts
from kg.mentions.weigh import settle, settle_divisions
from kg.mentions.words import word_set
from kg.mentions.writers import writers
from kg.model import Article, Date
from kg.read.fold import fold
from kg.text import sentences
from kg.time import dateline, find_dates

# the people of these parts are journalists, read from bylines
_NO_PEOPLE = frozenset({"byline", "masthead"})


@dataclass(slots=True)
class Reading:
    """An article with its scenes; `base` is the day its relative dates count from."""

    article: Article
    base: dt.date | None
    scenes: list[Scene] = field(default_factory=list)
    names: frozenset[str] = frozenset()


def read_mentions(
    article: Article,
    lexicon: Lexicon,
    home: tuple[Division, ...] = (),
    known: frozenset[str] = frozenset(),
) -> Reading:
    """Find all mentions of `article`.

    `home` are the divisions whose paper it is, `known` the names of persons told in full elsewhere on the page.
    """
    reading = Reading(article, article.date)
    last: Date | None = None
    paragraph = -1
    signs, shorts = city_signs(home), Shorts()
    for sentence in sentences(article):
        last = last if sentence.paragraph == paragraph else None
        paragraph = sentence.paragraph
        reading.base = dateline(sentence.folded, reading.base)
        scene = Scene(sentence)
        last = _find_all(scene, lexicon, signs, reading.base, last, shorts)
        reading.scenes.append(scene)
    _drop_in_bylines(reading)
    _find_persons(reading, known)
    return reading


def _drop_in_bylines(reading: Reading) -> None:
    """祝乐山 of a byline is nobody's 乐山."""
    names = [writer.name for writer in writers(fold(reading.article.byline))]
    for scene in reading.scenes:
        for match in re.finditer("|".join(map(re.escape, names)) or "(?!)", scene.text):
            scene.nodes = [n for n in scene.nodes if n.end <= match.start() or match.end() <= n.start]


def _find_all(
    scene: Scene,
    lexicon: Lexicon,
    signs: Mapping[str, Division],
    base: dt.date | None,
    last: Date | None,
    shorts: Shorts,
) -> Date | None:
    find_documents(scene)
    find_listed(scene, lexicon, signs, base.year if base else dt.MAXYEAR)
    for told in find_dates(scene.text, base, last):
        scene.nodes.append(
            Node(told.start, told.end, "Time", scene.text[told.start : told.end], "time", date=told.date)
        )
        last = told.date or last
    settle_divisions(scene)
    find_bodies(scene)
    find_pronouns(scene, things=False)
    shorts.find(scene)
    find_names(scene)
    shorts.note(scene)
    find_listed_bodies(scene)
    find_sections(scene)
    find_roads(scene)
    extend_campus(scene)
    find_posts(scene)
    find_pronouns(scene, things=True)
    _drop_in_phrases(scene)
    return last


def _drop_in_phrases(scene: Scene) -> None:
    """山水林田湖 of 山水林田湖草沙 is no lake, and what 打好…攻坚战 speaks of is no programme."""
    scene.nodes = [n for n in scene.nodes if n.finder != "grammar" or not any(_tells(f, n) for f in scene.phrases)]


def _tells(found: Found, node: Node) -> bool:
    """Whether the words that seem to name something are part of a phrase, or how one with a gap closes."""
    inside = found.start <= node.start and node.end <= found.end
    return inside and (not found.open or (node.kind == "Initiative" and node.end == found.end))


def _goes_on(name: str, told: frozenset[str]) -> bool:
    """Whether a guess is a name that was told, or only goes on from one: 李希|同干部交流."""
    return name in told or (name[:-1] in told and name[-1] in word_set("never_name_end"))


def _drop_writers(scene: Scene, names: set[str]) -> None:
    """记者余音报道：… tells who wrote, not who was there."""
    roles = ontology.words("byline_roles")
    for node in [n for n in scene.nodes if n.kind == "People"]:
        node.members = [p for p in node.members if p.name not in names or not scene.text.endswith(roles, 0, p.start)]
        if not node.members:
            scene.nodes.remove(node)


def _drop_corrected(scene: Scene) -> None:
    """“…周厉”应为“…周励”: what a correction takes back is not said."""
    corrects = "|".join(ontology.words("corrects"))
    for match in re.finditer(f"“[^“”]*”(?={corrects})", scene.text):
        scene.nodes = [n for n in scene.nodes if not (n.start < match.end() and match.start() < n.end)]


def _find_persons(reading: Reading, known: frozenset[str]) -> None:
    """First the names that titles vouch for, then those that only the tagger knows, then all of them wherever they stand."""
    peopled = [scene for scene in reading.scenes if scene.sentence.part not in _NO_PEOPLE]
    before = [list(scene.nodes) for scene in peopled]
    for scene in peopled:
        find_people(scene, known)
    people = [n for scene in peopled for n in scene.nodes if n.kind == "People"]
    told = known.union(p.name for n in people for p in n.members if not p.generic)
    guessed: dict[str, float] = {}
    for scene, nodes in zip(peopled, before, strict=True):
        guesses = guess(scene, told)
        guessed |= {name: sure for name, sure in guesses.names.items() if not _goes_on(name, told)}
        scene.nodes += guesses.nodes
        nodes += guesses.nodes
    reading.names = told.union(guessed)
    for scene, nodes in zip(peopled, before, strict=True):
        # a sentence with none of the names was read in full the first time
        if any(name in scene.text for name in reading.names - known):
            scene.nodes = nodes
            find_people(scene, reading.names)
    for person in [p for scene in peopled for n in scene.nodes for p in n.members if p.name in guessed]:
        person.finder, person.confidence = "tagger", guessed[person.name]
    names = {writer.name for writer in writers(fold(reading.article.byline))}
    for scene in reading.scenes:
        _drop_writers(scene, names)
        _drop_corrected(scene)
        settle(scene)
