"""The date of a page in any of the forms in which papers print it."""

from __future__ import annotations

import datetime as dt
import re

from kg.read.fold import fold
from kg.read.layout import Patterns, setting


def date_of(text: str, patterns: Patterns) -> dt.date | None:
    """The date printed in `text` (a masthead or the value of a head), None where there is none.

    Of several the one with a weekday wins; when the paper was founded and days that do not exist are passed over.
    """
    folded = fold(text)
    candidates = []
    for name in ("date", "date_in_words", "date_turned"):
        for match in patterns[name].finditer(folded):
            before, after = folded[max(match.start() - 10, 0) : match.start()], folded[match.end() :][:10]
            avoided = patterns["date_avoid"].search(before) or patterns["date_avoid_after"].match(after)
            if (date := _date(match)) and not avoided:
                weekday = patterns["weekday_date"].match(after)
                candidates.append((not weekday, match.start(), date))
    return min(candidates)[2] if candidates else None


def _date(match: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(_year(match["year"]), count(match["month"]), count(match["day"]))
    except ValueError:
        return None


def _year(printed: str) -> int:
    digits = setting("digits")
    return int("".join(str(digits.get(char, char)) for char in printed))


def count(printed: str) -> int:
    """The number printed in digits or words, 0 where it is none.

    >>> count("12")
    12
    """
    if printed.isdigit():
        return int(printed)
    digits, ten = setting("digits"), setting("ten")
    for sign, tens in setting("tens").items():  # one character for twenty or thirty
        printed = printed.replace(sign, tens)
    tens, _, ones = printed.rpartition(ten)
    if ten not in printed:
        return int(digits[printed]) if printed in digits else 0
    return 10 * (int(digits[tens]) if tens in digits else 1) + (int(digits[ones]) if ones in digits else 0)
