"""Dates as newspapers tell them, against the day of the paper, no finer than told."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.model import Date
from kg.time import dateline, find_dates

PAPER = "2021-05-08"


def dates(text: str, base: str = PAPER, last: str = "") -> list[str]:
    """Each date as `start` or `start/end`; `?` where the text leaves it open."""
    day = dt.date.fromisoformat(base) if base else None
    told = [one.date for one in find_dates(text, day, Date(last) if last else None)]
    return [f"{d.start}/{d.end}" if d and d.end else d.start if d else "?" for d in told]


TABLE = {
    "full": [
        ("2021年5月7日，会议召开。", PAPER, ["2021-05-07"]),
        ("2019年12月31日23时", PAPER, ["2019-12-31"]),
        ("2021年5月7日至9日", PAPER, ["2021-05-07/2021-05-09"]),
        ("2020年12月30日至2021年1月2日", PAPER, ["2020-12-30/2021-01-02"]),
        ("2021年5月7日", "", ["2021-05-07"]),
    ],
    "in words": [
        ("一九八三年五月六日，海南区召开会议。", "1983-05-08", ["1983-05-06"]),
        ("五月六日至七日", PAPER, ["2021-05-06/2021-05-07"]),
        ("十二月三十一日晚", PAPER, ["2020-12-31"]),
        ("二〇〇一年十月", PAPER, ["2001-10"]),
        ("去年十月中旬", PAPER, ["2020-10"]),
        ("十年来，三日游，百日行动，三月三", PAPER, []),
    ],
    "month and day": [
        ("5月7日上午", PAPER, ["2021-05-07"]),
        ("5月7日晚，", PAPER, ["2021-05-07"]),
        ("5月6日至7日", PAPER, ["2021-05-06/2021-05-07"]),
        ("4月29日至5月2日", PAPER, ["2021-04-29/2021-05-02"]),
        ("12月30日至1月2日", "2021-01-04", ["2020-12-30/2021-01-02"]),
        ("5月6日—7日", PAPER, ["2021-05-06/2021-05-07"]),
        ("12月28日", "2021-01-05", ["2020-12-28"]),
        ("1月10日", "2020-12-28", ["2021-01-10"]),
        ("5月7日", "", ["?"]),
    ],
    "day alone": [
        ("7日上午，代表团抵达。", PAPER, ["2021-05-07"]),
        ("6日至7日", PAPER, ["2021-05-06/2021-05-07"]),
        ("30日，", "2021-05-02", ["2021-04-30"]),
        ("31日，", "2021-01-02", ["2020-12-31"]),
        ("5月6日开幕，7日闭幕", PAPER, ["2021-05-06", "2021-05-07"]),
        ("将于18日至20日举行", PAPER, ["2021-05-18/2021-05-20"]),
        ("将于3日举行", PAPER, ["2021-06-03"]),
        ("将于2月举行", PAPER, ["2022-02"]),
        ("2月3日将举行", PAPER, ["2022-02-03"]),
        ("将于4月30日举行", PAPER, ["2021-04-30"]),
        ("将于8日举行", PAPER, ["2021-05-08"]),
        ("3日将举行", "2021-12-27", ["2022-01-03"]),
        ("2030年议程，当日通过", PAPER, ["2030", "?"]),
    ],
    "near days": [
        ("昨日，", PAPER, ["2021-05-07"]),
        ("昨天下午，", PAPER, ["2021-05-07"]),
        ("今天上午，", PAPER, ["2021-05-08"]),
        ("今日", PAPER, ["2021-05-08"]),
        ("前天", "2021-05-01", ["2021-04-29"]),
        ("明天", "2020-12-31", ["2021-01-01"]),
        ("昨日", "2021-01-01", ["2020-12-31"]),
        ("昨日", "2020-03-01", ["2020-02-29"]),
        ("今天（8日）", PAPER, ["2021-05-08"]),
        ("今天（7日）", PAPER, ["2021-05-07"]),
        ("昨天（5月6日）", PAPER, ["2021-05-06"]),
        ("今天至10日", PAPER, ["2021-05-08/2021-05-10"]),
        ("今天", "", ["?"]),
    ],
    "months": [
        ("本月8日，", PAPER, ["2021-05-08"]),
        ("上月底", PAPER, ["2021-04"]),
        ("上月", "2021-01-15", ["2020-12"]),
        ("下月", "2020-12-15", ["2021-01"]),
        ("今年3月", PAPER, ["2021-03"]),
        ("去年11月", PAPER, ["2020-11"]),
        ("2020年9月", PAPER, ["2020-09"]),
        ("3月中旬", PAPER, ["2021-03"]),
        ("去年4月12日", PAPER, ["2020-04-12"]),
    ],
    "years": [
        ("去年底，", PAPER, ["2020"]),
        ("去年，", PAPER, ["2020"]),
        ("今年初", PAPER, ["2021"]),
        ("2018年，", PAPER, ["2018"]),
        ("2018年底", PAPER, ["2018"]),
        ("明年", PAPER, ["2022"]),
        ("前年", PAPER, ["2019"]),
    ],
    "left open": [
        ("日前，", PAPER, ["?"]),
        ("近日，", PAPER, ["?"]),
        ("连日来", PAPER, ["?"]),
    ],
    "as told before": [
        ("5月6日开会。当天下午签约。", PAPER, ["2021-05-06", "2021-05-06"]),
        ("5月6日，会议开幕，当晚举行晚会", PAPER, ["2021-05-06", "2021-05-06"]),
    ],
    "several days": [
        ("为期三天的会议5月7日闭幕。", PAPER, ["2021-05-05/2021-05-07"]),
        ("为期3天的会议昨日在海口闭幕。", PAPER, ["2021-05-05/2021-05-07"]),
        ("为期两天的座谈会5月1日结束。", PAPER, ["2021-04-30/2021-05-01"]),
        ("为期三天的会议5月7日开幕。", PAPER, ["2021-05-07"]),
    ],
    "months and years": [
        ("2007年3月至10月，", PAPER, ["2007-03/2007-10"]),
        ("1991年3月至1994年9月，", PAPER, ["1991-03/1994-09"]),
        ("2020年11月至2月", PAPER, ["2020-11/2021-02"]),
        ("1991年至1994年", PAPER, ["1991/1994"]),
        ("1994年至1991年", PAPER, ["1994"]),
        ("3月至5月，", PAPER, ["2021-03/2021-05"]),
    ],
    "no such day": [
        ("2021年2月30日", PAPER, []),
        ("13月5日", PAPER, []),
        ("5月32日", PAPER, []),
        ("2021年2月29日", PAPER, []),
        ("31日，", "2021-03-02", []),
        ("今天至45日", PAPER, []),
        ("5月6日至40日", PAPER, []),
    ],
    "no date": [
        ("第7日", PAPER, []),
        ("总投资2.5亿元，占地420亩。", PAPER, []),
        ("日本和今后", PAPER, []),
        ("2021年度十大工程", PAPER, []),
        ("", PAPER, []),
    ],
}


@pytest.mark.parametrize(("text", "base", "wanted"), [case for cases in TABLE.values() for case in cases])
def test_dates(text: str, base: str, wanted: list[str]) -> None:
    assert dates(text, base) == wanted


@pytest.mark.parametrize(("text", "last", "wanted"), [("当天", "2021-05-02", "2021-05-02"), ("当日上午", "", "?")])
def test_the_day_told_in_an_earlier_sentence(text: str, last: str, wanted: str) -> None:
    assert dates(text, last=last) == [wanted]


def test_offsets_are_of_the_expression() -> None:
    text = "会议于5月6日至7日在南浦召开。"
    assert [text[told.start : told.end] for told in find_dates(text, dt.date(2021, 5, 8))] == ["5月6日至7日"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("本报南浦5月6日讯 记者苏禾报道", "2021-05-06"),
        ("本报5月6日讯", "2021-05-06"),
        ("新华社北京5月6日电", "2021-05-06"),
        ("本报南浦6日电", "2021-05-06"),
        ("本报讯 记者苏禾报道", PAPER),
        ("5月6日，会议召开", PAPER),
        ("本报南浦2月30日讯", PAPER),
    ],
)
def test_dateline(text: str, wanted: str) -> None:
    assert dateline(text, dt.date.fromisoformat(PAPER)) == dt.date.fromisoformat(wanted)


def test_a_paper_without_a_date_has_no_dateline() -> None:
    assert dateline("本报南浦5月6日讯", None) is None
