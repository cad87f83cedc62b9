"""Where things are that a sentence tells of after the place alone (all names are invented)."""

from __future__ import annotations

import pytest
from reading import facts

TABLE = [
    ("在云南临沧，云岭灌区二期工程抓紧施工。", {"云岭灌区二期工程 locatedIn 临沧市"}),
    ("目前，在临沧市，刚刚成立的云岭玉龙实验室展开攻关。", {"云岭玉龙实验室 locatedIn 临沧市"}),
    ("在临沧市，云岭水库蓄水，海棠岭水库开工。", {"云岭水库 locatedIn 临沧市", "海棠岭水库 locatedIn 临沧市"}),
    ("在临沧市，云岭水库蓄水；海棠岭水库开工。", {"云岭水库 locatedIn 临沧市"}),
    ("在临沧市，大家谈起大理市，云岭水库蓄水。", set()),
    ("他们在临沧市和云岭水库合影。", set()),
    ("在临沧市，清华大学的师生展开调研。", set()),
    ("在临沧市，大理云岭水库的专家介绍经验。", {"大理云岭水库 locatedIn 大理白族自治州"}),
    (
        "云海科技有限公司将在云岭高新区投资8亿元建设云海储能项目，海棠科技有限公司投资6亿元建设海棠智造项目。",
        {"云海储能项目 locatedIn 云岭高新区", "海棠智造项目 locatedIn 云岭高新区"},
    ),
    (
        "剑川县一季度重大项目集中开工仪式举行。其中，海棠岭储能项目总投资8亿元。",
        {"海棠岭储能项目 locatedIn 剑川县"},
    ),
    ("剑川县一季度重大项目集中开工。在浙江，建设加快。海棠岭储能项目总投资8亿元。", set()),
    ("大理市和临沧市的项目集中开工。海棠岭储能项目总投资8亿元。", set()),
    ("■临沧市　日前，云岭国际会展中心开馆。", {"云岭国际会展中心 locatedIn 临沧市"}),
    ("【临沧市】日前，云岭国际会展中心开馆。", {"云岭国际会展中心 locatedIn 临沧市"}),
]


@pytest.mark.parametrize(("text", "wanted"), TABLE)
def test_placed(text: str, wanted: set[str]) -> None:
    assert facts(text, "locatedIn") == wanted
