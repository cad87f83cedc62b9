"""Terms of the national bodies: whoever is named with one that is over held the post then."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from kg import ontology


def is_over(post: str, term: str, day: dt.date | None) -> bool:
    """Whether the term (十三) of the body that the post is in was over on the day; of other bodies it is not known.

    >>> is_over("全国政协副主席", "十三", dt.date(2024, 10, 14)), is_over("全国政协副主席", "十四", dt.date(2024, 10, 14))
    (True, False)
    """
    body = next((body for body in _terms() if post.startswith(body)), "")
    if not (body and term and day):
        return False
    since = _terms()[body]
    later = [month for month in since.values() if month > since.get(term, "9")]
    return bool(later) and min(later) < day.isoformat()[:7]


@lru_cache(maxsize=1)
def _terms() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in ontology.table("terms"):
        found.setdefault(row["posts"], {})[row["term"]] = row["since"]
    return found
