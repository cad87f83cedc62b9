"""A mention while an article is being read: what it may be is narrowed step by step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.lexicon import Division
from kg.model import Date


@dataclass(slots=True, eq=False)
class Node:
    """`text[start:end]` of an article names a `kind` called `name`.

    `inner` are nodes inside the name, `options` the divisions it may stand for, `where` the node right before it that says
    where it is (南昌市|滨江陈列馆), `parts` what a post consists of, `date` what a time tells, `ref` the entity once known,
    `confidence` how sure a finder that guesses is of it, `generic` tells that it only refers to something named elsewhere (会议, 代表团).
    """

    start: int
    end: int
    kind: str
    name: str
    finder: str
    inner: list[Node] = field(default_factory=list)
    options: tuple[Division, ...] = ()
    where: Node | None = None
    parts: PostParts | None = None
    date: Date | None = None
    ref: str = ""
    generic: bool = False
    confidence: float = 1.0
    members: list[Node] = field(default_factory=list)
    posts: list[Node] = field(default_factory=list)

    def within(self) -> Iterator[Node]:
        """All nodes inside this one, at any depth."""
        for node in self.inner:
            yield node
            yield from node.within()


@dataclass(slots=True, eq=False)
class PostParts:
    """A post's text taken apart: [division or level] [body] title.

    `division` is the node of the division named in it, `level` the word for one meant (省), `branch` the party or league whose
    branch there is meant (民盟|湖南省委会), `org` the node of a body, zone or company named in it, `body` the words between (委, 人大常委会), `title` the title with its deputy mark;
    `opaque` tells that something not understood stands before the title, `pointed` that 公司 or the like points back,
    `zone` is a zone's name in `body` before which no division stands (高新区|管委会), `own` tells that the level is the paper's
    own (我市), `term` is the number of the body's term that stands before it, the last of several (第十届、|十一|届).
    """

    title: str
    division: Node | None = None
    level: str = ""
    branch: str = ""
    org: Node | None = None
    body: str = ""
    former: bool = False
    acting: bool = False
    term: str = ""
    opaque: bool = False
    pointed: bool = False
    zone: str = ""
    own: bool = False
