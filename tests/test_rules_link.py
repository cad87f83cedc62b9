"""Which names are of one thing, and whose a name is that begins with a word for a level (all are invented)."""

from __future__ import annotations

import pytest
from reading import read

ONE = [
    ("新疆云东经济技术开发区管委会承办。云东开发区管委会签约。", 1),
    ("剑川云岭新区扩建。云岭新区招商。", 1),
    ("大理高新技术产业开发区扩建，大理经济技术开发区招商。", 2),
    ("云岭新区扩建，海棠岭新区招商。", 2),
    ("云岭产业园区揭牌。云岭产业园招商。", 1),
    ("云南省玉溪市经济技术开发区扩建。玉溪经济技术开发区招商。", 1),
    ("绍兴滨海新区扩建。滨海新区招商。", 1),
]


@pytest.mark.parametrize(("text", "count"), ONE)
def test_a_zone_is_one_by_all_usual_forms_of_its_name(text: str, count: int) -> None:
    told = [e for e in read(text).entities if e.mentions and e.kind in {"Park", "Government"}]
    assert len(told) == count, [e.name for e in told]


OWN = [
    ("剑川报", "大会在县会议中心召开。", ["剑川县会议中心"]),
    ("剑川报", "大家到县工业园区慰问。", ["剑川县工业园区"]),
    ("剑川报", "各县体育馆开放。", []),
    ("剑川报", "大会在市会议中心召开。", []),
    ("", "大会在县会议中心召开。", []),
]


@pytest.mark.parametrize(("paper", "text", "names"), OWN)
def test_a_level_before_a_site_is_the_papers_own(paper: str, text: str, names: list[str]) -> None:
    told = read(text, paper=paper)
    assert [e.name for e in told.entities if e.mentions and e.kind in {"Venue", "Park"}] == names
    assert [f.object for f in told.facts if f.property == "locatedIn"] == ["division/532931"] * len(names)
