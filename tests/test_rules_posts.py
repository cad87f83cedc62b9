"""Whose post is meant where the place is left out: that of the post before, of the person before, or the paper's own."""

from __future__ import annotations

import pytest
from reading import read


def held(text: str, paper: str) -> set[str]:
    told = read(text, paper=paper)
    names = {e.id: e.name for e in told.entities}
    return {f"{names[f.subject]} {names[str(f.object)]}" for f in told.facts if f.property == "holds"}


@pytest.mark.parametrize(
    ("text", "paper", "wanted"),
    [
        # who has a post below the city too does not take the next one there
        (
            "市委常委、寿光市委书记孙明亮，市委秘书长刘德成陪同。",
            "潍坊日报",
            {"孙明亮 潍坊市委常委", "孙明亮 寿光市委书记", "刘德成 潍坊市委秘书长"},
        ),
        # but the mayor after a party secretary is the same city's
        (
            "省委常委、南昌市委书记李红军，市长王小明陪同。",
            "九江日报",
            {"李红军 江西省委常委", "李红军 南昌市委书记", "王小明 南昌市市长"},
        ),
        # guest and host
        ("张掖市委书记李红军与市长王小明座谈。", "温州日报", {"李红军 张掖市委书记", "王小明 温州市市长"}),
        ("张掖市委书记李红军与市长王小明座谈。", "张掖日报", {"李红军 张掖市委书记", "王小明 张掖市市长"}),
        (
            "江西省委书记、省人大常委会主任李红军，省长王小明出席。",
            "湖南日报",
            {"李红军 江西省委书记", "李红军 江西省人大常委会主任", "王小明 江西省省长"},
        ),
        ("新区管委会主任李红军到了。", "温州日报", {"李红军 新区管委会主任"}),
    ],
)
def test_whose_post_it_is(text: str, paper: str, wanted: set[str]) -> None:
    assert held(text, paper) == wanted


def test_a_zone_called_by_a_common_noun_is_no_district() -> None:
    told = read("新区管委会主任李红军到了。", paper="温州日报")
    assert not [f for f in told.facts if f.property == "serves"]
