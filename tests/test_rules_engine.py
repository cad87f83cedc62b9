"""What rules state beside the facts of their examples: since when a post is held, and until when it was."""

from __future__ import annotations

import pytest
from reading import DAY, read


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("6日，三亚市人大常委会任命王芳为三亚市副市长。", ("2021-05-06", "")),
        ("2021年3月，王芳当选为三亚市市长。", ("2021-03", "")),
        ("去年，王芳任三亚市市长。", ("2020", "")),
        ("会议7日免去王芳的三亚市副市长职务。", ("", "2021-05-07")),
        ("日前，王芳当选为三亚市市长。", ("", "")),
        ("王芳当选为三亚市市长。", ("", "")),
        ("6月1日，王芳将出任三亚市市长。", None),
        # told over, it is a former post
        ("2007年3月至10月，王芳同志担任三亚市市长。", ("2007-03", "2007-10")),
        ("王芳2011年3月到2014年9月任三亚市市长。", ("2011-03", "2014-09")),
        ("2011年至2014年，王芳任三亚市市长。", ("2011", "2014")),
        ("2021年3月至2023年9月，王芳任三亚市市长。", ("", "")),
        ("5月4日，决定任命王芳为三亚市市长，于5月20日就职。", ("2021-05-20", "")),
        ("三亚市市长王芳7日考察三亚港。", ("", "")),
    ],
)
def test_a_change_of_posts_has_its_date(text: str, held: tuple[str, str] | None) -> None:
    told = [f for f in read(text, date=DAY).facts if f.property in {"holds", "formerlyHeld"}]
    assert [(fact.valid_from, fact.valid_to) for fact in told] == ([held] if held else [])


@pytest.mark.parametrize(
    ("text", "held"),
    [
        # a city that no table has is not the city named before
        ("三亚市市长王芳出席。王芳将会旗交给意大利米兰市市长萨拉。", {("王芳", "三亚市市长")}),
        # who comes to a place is not called so
        ("三亚市市长王芳来长沙市考察。", {("王芳", "三亚市市长")}),
        ("三亚市市长王来主持会议。", {("王来", "三亚市市长")}),
        # the place in which a post lies is no post
        (
            "全国人大代表王小波是海南三亚石桥村的党支部书记。",
            {("王小波", "全国人大代表"), ("王小波", "石桥村党支部书记")},
        ),
        ("石桥村的党支部书记王小波介绍，村里通了路。", {("王小波", "石桥村党支部书记")}),
    ],
)
def test_who_holds_what(text: str, held: set[tuple[str, str]]) -> None:
    told = read(text, date=DAY)
    names = {entity.id: entity.name for entity in told.entities}
    assert {(names[f.subject], names[str(f.object)]) for f in told.facts if f.property == "holds"} == held
