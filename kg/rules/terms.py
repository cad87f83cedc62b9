"""Terms that are over by public record: whoever is named with such a term, or post, held it then."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from kg import ontology


def is_over(post: str, term: str, day: dt.date | None) -> bool:
    """Whether the term (十三) of the body that the post is in was over on the day; of other bodies it is not known.

    >>> is_over("全国政协副主席", "十三", dt.date(2024, 10, 14)), is_over("全国政协副主席", "十四", dt.date(2024, 10, 14))
    (True, False)
    """
    body = body_with_terms(post)
    if not (body and term and day):
        return False
    since = _terms()[body]
    later = [month for month in since.values() if month > since.get(term, "9")]
    return bool(later) and min(later) < day.isoformat()[:7]


def body_with_terms(post: str) -> str:
    """What the posts of the national body that the post is in begin with, if it is in one."""
    return next((body for body in _terms() if post.startswith(body)), "")


def looks_back(person: str, post: str, day: dt.date | None) -> bool:
    """Whether somebody of this name held this post of the whole country only until before the day.

    >>> looks_back("周恩来", "国务院总理", dt.date(2024, 5, 6))
    True
    """
    until = _leaders().get((post, person), "")
    return bool(until and day) and until < str(day)[:7]


@lru_cache(maxsize=1)
def _leaders() -> dict[tuple[str, str], str]:
    return {(row["post"], row["name"]): row["until"] for row in ontology.table("past_leaders")}


@lru_cache(maxsize=1)
def _terms() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in ontology.table("terms"):
        found.setdefault(row["posts"], {})[row["term"]] = row["since"]
    return found
