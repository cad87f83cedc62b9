"""The titles of posts, as titles.tsv lists them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg import ontology


@dataclass(frozen=True, slots=True)
class Title:
    """A row of titles.tsv."""

    text: str
    level: str
    whole: str
    single: bool
    use: str
    holders: frozenset[str]


@lru_cache(maxsize=1)
def titles() -> dict[str, Title]:
    """The titles by their text."""
    return {
        r["title"]: Title(
            r["title"], r["level"], r["whole"], bool(r["single"]), r["use"], frozenset(r["holders"].split())
        )
        for r in ontology.table("titles")
    }


def title_of(post: str) -> Title | None:
    """The longest title that the name of a post ends in.

    >>> title_of("湖南省副省长").text
    '省长'
    """
    ends = (post[at:] for at in range(max(len(post) - _longest(), 0), len(post)))
    return next((titles()[end] for end in ends if end in titles()), None)


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(map(len, titles()))


def plain_post(post: str) -> str:
    """The post that somebody acts in, by its name, which may be marked; any other as it is.

    >>> plain_post("湖南省代省长"), plain_post("鼓楼区代区长~320106"), plain_post("湖南省人大代表")
    ('湖南省省长', '鼓楼区区长~320106', '湖南省人大代表')
    """
    name, tilde, marked = post.partition("~")
    title = title_of(name)
    before = name.removesuffix(title.text) if title else name
    marks = sorted(ontology.words("acting_marks"), key=len, reverse=True)
    mark = next((mark for mark in marks if before.endswith(mark)), "")
    return f"{before.removesuffix(mark)}{title.text}{tilde}{marked}" if title and mark and before != mark else post


def has_one_holder(post: str) -> bool:
    """Whether the post has one holder at a time, by its name, which may be marked: a governor's has, a deputy's has not.

    >>> [has_one_holder(post) for post in ("湖南省省长", "湖南省副省长", "中央书记处书记")]
    [True, False, False]
    """
    name = post.partition("~")[0]
    title = title_of(name)
    if title is None or not title.single or name.endswith(ontology.words("posts_of_several")):
        return False
    return not name.removesuffix(title.text).endswith(ontology.words("deputies"))
