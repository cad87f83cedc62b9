"""The names of a byline: who wrote, photographed or edited, in which role and for which paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg import ontology
from kg.lexicon import Division, load
from kg.mentions.surnames import has_surname
from kg.mentions.words import word_set

_NAME = re.compile(r"[\u3400-\u9fff]{1,6}(?:[·•・][\u3400-\u9fff]{1,8})*")
_TOKEN = re.compile(r"[^\s、，；：（）()【】■/|·•]+(?:[·•][^\s、，；：（）()【】■/|]+)?")


@dataclass(frozen=True, slots=True)
class Writer:
    """A name of a byline at an offset of it; `role` what stands before (记者), `paper` the paper named there."""

    name: str
    start: int
    role: str
    paper: str


@lru_cache(maxsize=1)
def _role() -> re.Pattern[str]:
    return re.compile(ontology.any_of(ontology.words("byline_roles")))


@lru_cache(maxsize=1)
def _papers() -> re.Pattern[str]:
    names = {n for row in ontology.table("media") for n in (row["name"], *row["short"].split("|")) if n}
    return re.compile(ontology.any_of(names))


def writers(byline: str, newspaper: str = "") -> Iterator[Writer]:
    """The names of a folded byline, each with the role and paper that stand before it."""
    opening = re.match(ontology.settings("time")["dateline"], byline)
    if opening:  # 本报定西9月15日电 tells where and when, not who
        byline = " " * opening.end() + byline[opening.end() :]
    role, paper = "", ""
    last: str | None = None
    for start, token in _tokens(byline):
        at = 0
        while at < len(token):
            if newspaper and token.startswith(newspaper, at):
                paper, role, at = newspaper, "", at + len(newspaper)
            elif match := _papers().match(token, at):
                paper, role, at = match[0], "", match.end()
            elif match := _role().match(token, at):
                role, at = match[0], match.end()
            elif match := _NAME.match(token, at):
                end = _before_role(token, at, match.end())
                if at == 0 and end < len(token) and _role().match(token, end):
                    at = end  # 证券记者: what kind of reporter
                    continue
                for name in _apart(token[at:end].replace(" ", "")):
                    if (
                        2 <= len(name) <= 12
                        and name not in word_set("byline_noise")
                        and not (last == role and _is_place(name))
                    ):
                        yield Writer(name, start + at, role, paper)
                        last = role
                    at += len(name)
                at = end
            else:
                at += 1


@lru_cache(maxsize=1)
def _plain_surnames() -> frozenset[str]:
    return frozenset(row["surname"] for row in ontology.table("surnames") if row["kind"] == "single")


def _apart(name: str) -> tuple[str, ...]:
    """张倩陈华 is two names with no mark between them; a long name that is not plainly two is one (巴音朝鲁)."""
    for cut in (2, 3):
        if 4 <= len(name) <= cut + 3 and len(name) > cut + 1 and {name[0], name[cut]} <= _plain_surnames():
            return (name,) if has_surname(name) else (name[:cut], name[cut:])
    return (name,)


def _is_place(name: str) -> bool:
    # 记者 张迪 菏泽报道: after the writers, from where the report came
    return any(isinstance(entry, Division) for entry in load().entries(name))


def _before_role(token: str, start: int, end: int) -> int:
    """Where the name that begins at `start` ends: before a role, but 郗知文 ends in no role."""
    for at in range(start + 2, end + 1):
        role = _role().match(token, at)
        if role and (role[0] not in word_set("roles_in_names") or token.startswith("/", role.end())):
            return at
    return end


def _tokens(byline: str) -> Iterator[tuple[int, str]]:
    """Parts between marks and blanks; a single character joins the next (乔 小满)."""
    parts = [(m.start(), m[0]) for m in _TOKEN.finditer(byline)]
    skip = False
    for number, (start, part) in enumerate(parts):
        if skip:
            skip = False
            continue
        follow = parts[number + 1] if number + 1 < len(parts) else None
        if len(part) == 1 and follow and len(follow[1]) <= 2 and part not in word_set("byline_roles"):
            skip = True
            yield start, part + follow[1]
        else:
            yield start, part
