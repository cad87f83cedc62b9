"""Where the clause that holds a place of a text begins and ends, by the marks that part clauses for the asker."""

from __future__ import annotations


def start_of(text: str, at: int, marks: str) -> int:
    """Where what holds `at` begins: after the last of `marks` before it, or at the head of the text.

    >>> start_of("昨日，他说。", 4, "，。"), start_of("昨日", 1, "，。")
    (3, 0)
    """
    return max(text.rfind(mark, 0, at) for mark in marks) + 1


def end_of(text: str, at: int, marks: str) -> int:
    """Where what holds `at` ends: at the first of `marks` from it on, or with the text.

    >>> end_of("昨日，他说。", 3, "，。"), end_of("昨日", 1, "，。")
    (5, 2)
    """
    return min((end for end in (text.find(mark, at) for mark in marks) if end >= 0), default=len(text))
