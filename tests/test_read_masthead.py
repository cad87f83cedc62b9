"""What a masthead says, whatever the order and form of its lines."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.read.dates import date_of
from kg.read.head import head_of
from kg.read.layout import patterns
from kg.read.lines import lines_of
from kg.read.masthead import Masthead, masthead_of

DAY = dt.date(2022, 6, 30)
STORY = "\n\n市里召开大会\n\n本报讯（记者 何一帆）6月29日，市里召开大会。\n"


def masthead(text: str) -> Masthead:
    return masthead_of(lines_of(text), patterns())


@pytest.mark.parametrize(
    "printed",
    [
        "2022年6月30日 星期四",
        "２０２２年６月３０日",
        "2022.6.30 星期四",
        "2022-06-30",
        "2022/6/30",
        "二〇二二年六月三十日　星期四　壬寅年六月初二",
        "二○二二年六月卅日",
        "二O二二年六月三十日",
        "2022年\n6月30日",
        "6月30日 星期四\n2022年",
        "2022·6·30",
        "2022年6月30曰",
        "1949年8月1日创刊 2022年6月30日 星期四",
        "创刊于1949年8月1日 2022年6月30日",
        "2022年2月30日 2022年6月30日",
    ],
)
def test_dates(printed: str) -> None:
    assert date_of(printed, patterns()) == DAY


@pytest.mark.parametrize("printed", ["", "6月30日", "电话12022.6.301", "2022年13月1日"])
def test_no_dates(printed: str) -> None:
    assert date_of(printed, patterns()) is None


@pytest.mark.parametrize(
    ("top", "paper", "number", "section"),
    [
        ("海湾日报\n\n2022年6月30日 星期四\n\nA02\n\n要闻", "海湾日报", "A02", "要闻"),
        ("海湾日報　　２０２２年６月３０日　星期四　　Ａ０４　灣區·城事", "海湾日报", "A04", "湾区·城事"),
        ("第二版 时政要闻\n2022年6月30日\n北河日报", "北河日报", "2", "时政要闻"),
        ("3 版要闻 2022.06.30 星期四\n东川晚报 DONGCHUAN DAILY", "东川晚报", "3", "要闻"),
        ("# 东川晚报\n\n**2022年6月30日**　第3版　综合新闻", "东川晚报", "3", "综合新闻"),
        ("扫一扫\n读懂东川\n\n01\n\n东 川 晚 报\n2022年6月30日", "东川晚报", "01", ""),
        ("第A03版：要闻\n2022-06-30 海湾日报", "海湾日报", "A03", "要闻"),
        ("山前时讯\n中共山前县委主管　山前县融媒体中心主办\n2　乡镇·驻村\n2022年6月30日", "山前时讯", "2", "乡镇·驻村"),
        ("海湾日报\n2022年6月30日\n今日八版 第12345期\n1版　要闻", "海湾日报", "1", "要闻"),
    ],
)
def test_fields(top: str, paper: str, number: str, section: str) -> None:
    found = masthead(top + STORY)
    assert (found.newspaper, found.date, found.number, found.section) == (paper, DAY, number, section)
    assert [line.text for line in found.lines] == [line.strip() for line in top.split("\n") if line]


@pytest.mark.parametrize(
    ("line", "editors"),
    [
        ("编辑/石小棠 图编/言午", [("编辑", "石小棠"), ("图编", "言午")]),
        ("责任编辑 石小棠 版面 言午 校对 韦朗", [("责任编辑", "石小棠"), ("版面", "言午"), ("校对", "韦朗")]),
        ("主编：石小棠　责编：言午", [("主编", "石小棠"), ("责编", "言午")]),
        ("版式: 乔  小满　　校对 :韦朗", [("版式", "乔小满"), ("校对", "韦朗")]),
        ("编辑：石小棠　热线：0915-4420000", [("编辑", "石小棠")]),
        ("责任编辑：石小棠、言午", [("责任编辑", "石小棠"), ("责任编辑", "言午")]),
        ("值班编委/阿依古丽·买买提", [("值班编委", "阿依古丽·买买提")]),
    ],
)
def test_editors(line: str, editors: list[tuple[str, str]]) -> None:
    for text in (f"海湾日报\n{line}{STORY}", f"海湾日报{STORY}\n{line}\n"):
        assert list(masthead(text).editors) == editors


@pytest.mark.parametrize("text", ["市里召开大会\n2022年6月30日，市里召开大会。\n", "# 市里召开大会\n\n正文。\n", STORY])
def test_no_masthead(text: str) -> None:
    assert masthead(text) == Masthead()


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        ("date: 2022-06-30\nsource: 海湾日报\ntitle: 大会 召开\n\n正文。\n", "大会 召开", "\n正文。\n"),
        ('---\ntitle: "大会"\ndate: 2022-06-30\n---\n正文。\n', "大会", "正文。\n"),
        ("title: (无标题)\n\n正文。\n", "", "\n正文。\n"),
        ("标题：大会\n正文接着来。\n", "", "标题：大会\n正文接着来。\n"),
        ("编辑：石小棠\n\n正文。\n", "", "编辑：石小棠\n\n正文。\n"),
    ],
)
def test_head(text: str, title: str, rest: str) -> None:
    head = head_of(text)
    assert (head.title, text[head.end :], text[slice(*head.title_at)]) == (title, rest, title)
