"""Dates as newspapers tell them, resolved against the date of the paper, no finer than the text says."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kg import ontology
from kg.model import Date
from kg.read.dates import count


@dataclass(frozen=True, slots=True)
class Told:
    """A date expression at `start:end` of a text; `date` is None where the text leaves the day open."""

    start: int
    end: int
    date: Date | None


def find_dates(text: str, base: dt.date | None, last: Date | None = None) -> list[Told]:
    """The date expressions of a folded text in order.

    `base` is the day of the paper or dateline, `last` the date told before this text. Without a base only full dates are read.

    >>> [told.date.start for told in find_dates("2021年5月7日", None)]
    ['2021-05-07']
    """
    found: list[Told] = []
    digits, offsets = _in_digits(text)
    for match in _expression().finditer(digits):
        try:
            date = _read(match, base, last)
        except ValueError:  # 2月30日: printed, but no day
            continue
        found.append(Told(offsets[match.start()], offsets[match.end()], date))
        last = date or last
    return _with_length(text, found)


def _in_digits(text: str) -> tuple[str, list[int]]:
    """The text with its dates in digits, and the offset in `text` of each of its characters and of its end."""
    pieces, offsets, at = [], [], 0
    for match in re.finditer(_words()["in_words"], text):
        number = str(int("".join(map(str, map(count, match[0]))))) if len(match[0]) == 4 else str(count(match[0]))
        pieces += [text[at : match.start()], number]
        offsets += [*range(at, match.start()), *([match.start()] * len(number))]
        at = match.end()
    return "".join((*pieces, text[at:])), [*offsets, *range(at, len(text) + 1)]


def dateline(text: str, base: dt.date | None) -> dt.date | None:
    """The day a report was sent (本报5月7日讯), or `base` where the text tells none."""
    match = re.match(_words()["dateline"], text)
    if match is None or base is None:
        return base
    try:
        return _month_day(match["month"], match["day"], base)
    except ValueError:
        return base


def _words() -> dict[str, Any]:
    settings: dict[str, Any] = ontology.settings("time")
    return settings


@lru_cache(maxsize=1)
def _expression() -> re.Pattern[str]:
    return re.compile(_words()["expression"], re.VERBOSE)


def _read(match: re.Match[str], base: dt.date | None, last: Date | None) -> Date | None:
    if match["unknown"]:
        return None
    if match["same"]:
        return last if last and len(last.start) == 10 else None
    if match["near_day"]:
        return _near_day(match, base)
    if match["bare_day"]:
        return _bare_day(match, base, last)
    if match["only_year"] or match["only_near"]:
        return _years(match["only_year"], match["year4"]) or _year_only(match["only_year"], match["only_near"], base)
    return _month_and_day(match, base, last)


def _near_day(match: re.Match[str], base: dt.date | None) -> Date | None:
    if base is None:
        return None
    if match["said_day"]:
        # 今天（1月26日） in a paper of the 27th: the day that is told counts
        start = _month_day(match["said_month"], match["said_day"], base)
    else:
        start = base + dt.timedelta(days=_words()["days"][match["near_day"]])
    if not match["day3"]:
        return Date(start.isoformat())
    end = start.replace(month=int(match["month3"] or start.month), day=int(match["day3"]))
    return Date(start.isoformat(), end.isoformat() if end >= start else "")


def _bare_day(match: re.Match[str], base: dt.date | None, last: Date | None) -> Date | None:
    anchor = _day_of(last) if last and len(last.start) == 10 else base
    if anchor is None:
        return None
    start = _month_day(None, match["bare_day"], base or anchor)
    if start < (base or anchor) and _is_to_come(match):
        start = _next_month(start)
    if not match["day4"]:
        return Date(start.isoformat())
    end = start.replace(month=int(match["month4"] or start.month), day=int(match["day4"]))
    return Date(start.isoformat(), end.isoformat() if end > start else "")


def _day_of(date: Date) -> dt.date:
    return dt.date.fromisoformat(date.start)


def _year_only(year: str | None, near: str | None, base: dt.date | None) -> Date | None:
    if year:
        return Date(year)
    if near == _words()["same_year"] or base is None:
        return None
    return Date(f"{base.year + _words()['years'][str(near)]:04}")


def _years(year: str | None, until: str | None) -> Date | None:
    """1991年至1994年."""
    return Date(year, until) if year and until and year < until else None


def _months(year: int, month: int, year2: str | None, month2: str) -> Date:
    """1991年3月至1994年9月, 2007年3月至10月; what ends before it begins is in the next year."""
    until = int(year2) if year2 else year + (int(month2) < month)
    return Date(f"{dt.date(year, month, 1):%Y-%m}", f"{dt.date(until, int(month2), 1):%Y-%m}")


def _month_and_day(match: re.Match[str], base: dt.date | None, last: Date | None) -> Date | None:
    year = int(match["year"]) if match["year"] else None
    if match["near_year"] == _words()["same_year"]:
        year = int(last.start[:4]) if last else None
    elif match["near_year"] and base:
        year = base.year + _words()["years"][match["near_year"]]
    if match["near_month"]:
        return _near_month(match, base)
    month = int(match["month"])
    if year is None:
        year = _likely_year(month, int(match["day"] or 1), base)
        if year and base and _is_to_come(match) and _is_long_past(year, month, base):
            year += 1
    if year is None:
        return None
    if not match["day"]:
        told = _months(year, month, match["year3"], match["month5"]) if match["month5"] else Date("")
        return told if told.start < told.end else Date(f"{dt.date(year, month, 1):%Y-%m}")
    return _ranged(dt.date(year, month, int(match["day"])), match["year2"], match["month2"], match["day2"])


def _near_month(match: re.Match[str], base: dt.date | None) -> Date | None:
    if base is None:
        return None
    months = base.year * 12 + base.month - 1 + _words()["months"][match["near_month"]]
    first = dt.date(months // 12, months % 12 + 1, 1)
    if not match["day"]:
        return Date(f"{first:%Y-%m}")
    return _ranged(first.replace(day=int(match["day"])), None, match["month2"], match["day2"])


def _ranged(start: dt.date, year: str | None, month: str | None, day: str | None) -> Date:
    if not day:
        return Date(start.isoformat())
    end = dt.date(int(year or start.year), int(month or start.month), int(day))
    if end < start and not year:
        end = end.replace(year=end.year + 1)
    return Date(start.isoformat(), end.isoformat() if end != start else "")


def _likely_year(month: int, day: int, base: dt.date | None) -> int | None:
    # a month without a year is the one nearest to the paper's day: in January, 12月 was last year
    if base is None:
        return None
    day = min(day, calendar.monthrange(base.year, month)[1])
    distance = (dt.date(base.year, month, day) - base).days
    return base.year - 1 if distance > 200 else base.year + 1 if distance < -250 else base.year


def _is_long_past(year: int, month: int, base: dt.date) -> bool:
    """Whether the month was over some time ago: a paper printed late still tells of what was to come the day before."""
    return year * 12 + month < base.year * 12 + base.month - 1


def _month_day(month: str | None, day: str, base: dt.date) -> dt.date:
    if month:
        return dt.date(_likely_year(int(month), int(day), base) or base.year, int(month), int(day))
    if int(day) <= base.day + 1:
        return base.replace(day=int(day))
    before = base.replace(day=1) - dt.timedelta(days=1)  # 30日 in a paper of the 2nd was last month's
    return before.replace(day=int(day))


def _is_to_come(match: re.Match[str]) -> bool:
    """Whether the words beside a bare day say that it is still to come: 将于3日, 3日将."""
    words = tuple(_words()["to_come"])
    return match.string.endswith(words, 0, match.start()) or match.string.startswith(words, match.end())


def _next_month(day: dt.date) -> dt.date:
    return day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1)


def _with_length(text: str, found: list[Told]) -> list[Told]:
    """为期三天的会议12月1日闭幕: the day told is the last of three."""
    lasting = re.search(_words()["lasting"], text) if found else None
    if lasting is None or not re.search(_words()["closing"], text):
        return found
    days = int(_words()["numerals"].get(lasting["count"], lasting["count"] if lasting["count"].isdigit() else 1))
    return [_stretched(told, days) if told.start > lasting.start() else told for told in found]


def _stretched(told: Told, days: int) -> Told:
    if told.date is None or told.date.end or len(told.date.start) < 10:
        return told
    end = _day_of(told.date)
    return Told(told.start, told.end, Date((end - dt.timedelta(days=days - 1)).isoformat(), end.isoformat()))
