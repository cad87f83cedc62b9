"""Posts of other parties and countries that are told in the words of ours: 老挝人民革命党|中央政治局委员、国家副主席."""

from __future__ import annotations

import re
from functools import lru_cache

from kg import ontology
from kg.mentions.heads import STATE
from kg.mentions.node import Node
from kg.mentions.scene import Scene
from kg.mentions.titles import titles
from kg.mentions.words import word_set


def is_abroad(scene: Scene, start: int, org: Node | None) -> bool:
    """Whether a body of our state or party is another's: after another country's name, or another party's.

    老挝|党中央|总书记, 越共|中央政治局|委员, 祖国阵线|中央委员会|主席, but not 中国共产党|第二十届|中央委员会|总书记.
    """
    if org is None or org.kind not in STATE or org.finder != "lexicon":
        return False
    before = scene.node_ending(start)
    if before is not None and before.kind == "Country" and before.name not in word_set("own_country"):
        return True
    told = _terms().sub("", scene.text[:start])
    if told.endswith((*ontology.words("party_prefixes"), *ontology.words("own_parties"))):
        return False
    return _is_party(scene, start, told)


def _is_party(scene: Scene, start: int, told: str) -> bool:
    """Whether what stands before is a party's name: 劳动党, 祖国阵线, 人革|党中央 after another country's name."""
    if scene.text.startswith(ontology.words("central"), start) and told.endswith(ontology.words("party_ends")):
        return True
    if not scene.text.startswith(ontology.words("party_ends"), start):
        return False
    countries = [n for n in scene.nodes if n.kind == "Country" and n.end <= start]
    last = max(countries, key=lambda n: n.end, default=None)
    near = last is not None and _SHORT.fullmatch(scene.text, last.end, start) is not None
    return near and last is not None and last.name not in word_set("own_country")


_SHORT = re.compile(r"[\u3400-\u9fff]{1,4}")


@lru_cache(maxsize=1)
def _terms() -> re.Pattern[str]:
    return re.compile(f"(?:{ontology.settings('time')['terms_of_parties']})\\Z")


def mark_abroad(scene: Scene, people: list[Node]) -> None:
    """Let posts that follow one of another country, and do not say that they are ours, be that country's, too.

    越南副总理兼|财政部部长|胡德福 is one person; in 老挝总理潘坎、|国家副主席|巴妮 the next has a post that every country has.
    """
    foreign, end = False, 0
    for person in people:
        foreign = foreign and scene.text[end : person.posts[0].start if person.posts else end] in word_set("list_marks")
        for number, post in enumerate(person.posts):
            if _is_foreign(scene, post):
                foreign = True
            elif foreign and _is_unmarked(post, alone=number == 0 and person is not people[0]) and post.parts:
                post.parts.opaque = True
            else:
                foreign = False
        end = person.end


def _is_foreign(scene: Scene, post: Node) -> bool:
    if post.parts is not None and post.parts.org is not None and is_abroad(scene, post.start, post.parts.org):
        return True
    return any(
        n.kind == "Country" and n.start == post.start and n.name not in word_set("own_country") for n in scene.nodes
    )


def _is_unmarked(post: Node, *, alone: bool) -> bool:
    """Whether the words of a post leave open whose it is; of a person `alone`, a post that each country has one of."""
    parts = post.parts
    if parts is None or post.name.startswith(ontology.words("own_marks_of_posts")):
        return False
    whole = parts.title in titles() and bool(titles()[parts.title].whole)
    if alone:
        return whole and post.name == parts.title
    bare = parts.body != "" and not (parts.org or parts.division or parts.level)
    return whole or bare or (parts.org is not None and parts.org.kind in STATE and parts.org.finder == "lexicon")
