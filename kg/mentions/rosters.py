"""Rosters: chains of titles and names read as people with their posts.

省委书记、省人大常委会主任许达哲，江西省委书记刘奇 is two people with three posts; 副主任高望海、叶知夏 are two with one title;
许达哲刘奇毛伟明等 is three. The people of one roster become one node, which rules treat as one subject.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from kg import ontology
from kg.mentions.abroad import mark_abroad
from kg.mentions.node import Node
from kg.mentions.persons import BARE, DOTS, TITLED, VOUCHED, end_strength, name_at, opens_with_word
from kg.mentions.posts import before_post
from kg.mentions.scene import Scene
from kg.mentions.surnames import elements_end, has_surname, surname_beginnings
from kg.mentions.titles import titles
from kg.mentions.vouched import before_title, introduced, is_doubtful, may_open
from kg.mentions.words import word_set

_HAN = re.compile(r"[\u3400-\u9fff]+")
_BRACKET = re.compile(r"（[^（）]{1,16}）")


@lru_cache(maxsize=1)
def _separator() -> re.Pattern[str]:
    return re.compile(f"(?:[、，,]|[ 　]|{'|'.join(ontology.words('list_and'))})")


@lru_cache(maxsize=1)
def _others() -> re.Pattern[str]:
    return re.compile(f"(?:{ontology.any_of(ontology.words('and_others'))})")


@dataclass(slots=True)
class _Roster:
    """The roster being read: `shared` posts go to every name of a list."""

    start: int
    people: list[Node] = field(default_factory=list)
    shared: list[Node] = field(default_factory=list)
    end: int = 0


def find_people(scene: Scene, known: frozenset[str]) -> None:
    """Replace posts and names by one node of kind People for each roster; a post without a holder stays a post."""
    read_to, result = 0, []
    posts = {n.start: n for n in sorted(scene.nodes, key=lambda n: n.end) if n.kind == "Post"}
    for at in _starts(scene, posts, known):
        if at < read_to:
            continue
        roster = _read(scene, at, posts, known)
        if roster is not None and roster.people:
            result.append(_as_node(scene, roster))
            read_to = roster.end
    scene.nodes.extend(result)


def _starts(scene: Scene, posts: dict[int, Node], known: frozenset[str]) -> list[int]:
    """Where a roster may begin: at a post, at a known name, or at a word border before a surname or a dotted name."""
    text = scene.text
    dotted = DOTS.search(text) is not None
    surnames = {start for start, _ in scene.words if dotted or text[start] in surname_beginnings()}
    firsts = {name[0] for name in known}
    return sorted(posts.keys() | surnames | {at for at, char in enumerate(text) if char in firsts})


def _read(scene: Scene, start: int, posts: dict[int, Node], known: frozenset[str]) -> _Roster | None:
    if start not in posts and not may_open(scene, start, posts, known):
        return None
    roster = _Roster(start)
    at: int | None = start
    while at is not None and at < len(scene.text):
        roster_end = _member(scene, at, roster, posts, known)
        if roster_end is None:
            break
        roster.end = roster_end
        at = _next(scene, roster_end, posts, known)
    mark_abroad(scene, roster.people)
    if roster.people and (others := _others().match(scene.text, roster.end)):
        roster.end = others.end()
    return roster


def _member(scene: Scene, at: int, roster: _Roster, posts: dict[int, Node], known: frozenset[str]) -> int | None:
    """Read one member from `at`: posts and the name they belong to; its end, None when there is none."""
    run: list[Node] = []
    while post := posts.get(at):
        if run and run[-1].end == post.start and post.parts and post.parts.title in word_set("aides"):
            run.pop()  # 秘书长|发言人 speaks for the one who is
        run.append(post)
        at = _skip_bracket(scene, _skip_candidate(scene, post))
        if posts.get(at) is None and (joint := _post_joint(scene, at, posts)):
            if scene.text[at] == "，" and _is_taken(scene, run):
                return None  # 张三任验收组组长，|市水利局局长李四
            at = joint
    if run and scene.text.startswith(ontology.words("not_name_after"), at):
        return None
    if run and scene.text[at : at + 1] == " " and not _is_taken(scene, run):
        at += 1
    if run and (held := _of_holder(scene, run, at)):
        at = held
    titled = before_title(scene, at, posts) if not run else None
    end = titled or name_at(scene, at, known=known, trust=_trust(run))
    if (
        end is not None
        and run
        and not _is_full(run)
        and is_doubtful(scene, at, end)
        and not DOTS.search(scene.text[at:end])
    ):
        end = None
    if end is None and not run:
        end = introduced(scene, at, posts)
    if end is None:
        return _alone(roster, run)
    if titled is not None:
        return _add_titled(scene, roster, at, end, posts[end])
    _add(scene, roster, at, end, run)
    return _skip_bracket(scene, end)


def _skip_candidate(scene: Scene, post: Node) -> int:
    """市长|候选人: where what makes the post one that is not held yet ends."""
    mark = next((w for w in ontology.words("candidates") if scene.text.startswith(w, post.end)), "")
    if mark and post.parts:
        post.parts.opaque = True
    return post.end + len(mark)


def _is_taken(scene: Scene, run: list[Node]) -> bool:
    """Whether the posts are told of someone named before, who takes them."""
    return before_post(scene, run[0].start).endswith(ontology.words("taking"))


def _is_full(run: list[Node]) -> bool:
    """Whether a post of the run tells whose it is, so that it vouches for the name after it."""
    parts = [post.parts for post in run if post.parts]
    return any(p.division or p.org or p.level or (p.body and not p.opaque) or _is_one(p.title) for p in parts)


def _is_one(title: str) -> bool:
    """Whether there is but one such post in the country, as with 国家主席."""
    return title in titles() and bool(titles()[title].whole)


def _trust(run: list[Node]) -> int:
    if not run:
        return BARE
    leaders = any(post.parts and post.parts.title.endswith(_leaders()) for post in run)
    return VOUCHED if _is_full(run) and not leaders else TITLED


def _of_holder(scene: Scene, run: list[Node], at: int) -> int | None:
    """曾任市长的|王芳, 队长叫|王芳: where the name begins after posts that are told of it."""
    if called := next((w for w in ontology.words("called") if scene.text.startswith(w, at)), ""):
        return at + len(called)
    told = before_post(scene, run[0].start).endswith(ontology.words("holding"))
    return at + 1 if told and scene.text.startswith(ontology.words("of"), at) else None


def _alone(roster: _Roster, run: list[Node]) -> int | None:
    """总书记来到: a title that only one person has stands for whoever was named with it."""
    title = run[0].parts.title if len(run) == 1 and run[0].parts else ""
    if title not in titles() or not titles()[title].whole or run[0].end - run[0].start > len(title):
        return None
    person = Node(run[0].start, run[0].end, "Person", "", "roster", generic=True)
    person.posts = list(run)
    roster.people.append(person)
    return run[0].end


@lru_cache(maxsize=1)
def _leaders() -> tuple[str, ...]:
    return tuple(t.text for t in titles().values() if t.use == "leaders")


def _add_titled(scene: Scene, roster: _Roster, start: int, end: int, post: Node) -> int:
    """Add a person whose title follows; a surname alone points to someone named before."""
    person = Node(start, end, "Person", scene.text[start:end], "roster")
    person.generic = end - start == 1
    person.posts = [post]
    roster.people.append(person)
    return post.end


def _post_joint(scene: Scene, at: int, posts: dict[int, Node]) -> int | None:
    # 省委书记、省长: a mark or 兼 between two posts of one person
    for joint in ("、", "，", *ontology.words("post_joint"), ""):
        if scene.text.startswith(joint, at) and at + len(joint) in posts:
            return at + len(joint)
    return _over_opaque(scene, at, posts)


def _over_opaque(scene: Scene, at: int, posts: dict[int, Node]) -> int | None:
    """县政协副主席、|规划|局长: where the title begins of a post of which not all is understood."""
    if scene.text[at : at + 1] not in word_set("list_marks"):
        return None
    post = next((posts[s] for s in range(at + 2, at + 12) if s in posts), None)
    if post is None or post.parts is None or not (post.parts.opaque or post.parts.level):
        return None
    start = post.start
    between = scene.text[at + 1 : start]
    words = {scene.text[s:e] for s, e in scene.words if at < s and e <= start}
    named = any(at < n.start < start for n in scene.nodes if n.kind in {"People", "Post"})
    return None if named or not _HAN.fullmatch(between) or words & word_set("name_left") else start


def _skip_bracket(scene: Scene, at: int) -> int:
    match = _BRACKET.match(scene.text, at)
    return match.end() if match else at


def _add(scene: Scene, roster: _Roster, start: int, end: int, posts: list[Node]) -> None:
    person = Node(start, end, "Person", scene.text[start:end], "roster")
    if posts:
        roster.shared = [p for p in posts if _is_shared(p)] if len(posts) == 1 else []
        person.posts = posts
    else:
        person.posts = list(roster.shared)
    roster.people.append(person)


def _is_shared(post: Node) -> bool:
    """Whether a list of names may hold the post together: 副市长, 领导, 队员, but not 市长."""
    assert post.parts is not None
    title = post.parts.title
    plain = max((t for t in titles() if title.endswith(t)), key=len)
    return title != plain or titles()[plain].use in {"weak", "leaders"} or plain in word_set("shared_titles")


def _next(scene: Scene, end: int, posts: dict[int, Node], known: frozenset[str]) -> int | None:
    """Where the next member begins; None when the roster is over."""
    separator = _separator().match(scene.text, end)
    if separator is None:
        # 许达哲刘奇毛伟明: names that follow each other without a mark
        follow = name_at(scene, end, known=known)
        return end if follow and scene.text[end:follow] in known else None
    at = separator.end()
    if at in posts:
        return at
    follow = name_at(scene, at, known=known)
    if follow is None or (scene.text[end] in "，" and scene.text[at:follow] not in known):
        return before_title(scene, at, posts) and at
    name = scene.text[at:follow]
    if name not in known and (follow in posts or opens_with_word(scene, at, name)):
        return None
    named = has_surname(name) or DOTS.search(name)
    composed = elements_end(scene.text, at) == follow
    return at if name in known or composed or (named and end_strength(scene, follow) >= 1.2) else None


def _as_node(scene: Scene, roster: _Roster) -> Node:
    start = min(n.start for p in roster.people for n in (*p.posts, p) if n.start >= roster.start)
    node = Node(start, roster.end, "People", scene.text[start : roster.end], "roster")
    node.members = roster.people
    return node
