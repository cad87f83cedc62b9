"""What figures are of, and which are no facts (persons, companies, projects and figures are invented)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

import pytest
from reading import read

from kg import rdf
from kg.model import Article, Fact, Knowledge, Literal

DAY = dt.date(2024, 5, 7)
_ORDER = ("quantity", "value", "unit", "qualifier", "asOf")


def measures(text: str, *, date: dt.date | None = DAY, province: str = "") -> list[str]:
    """The measures as `subject quantity value unit [qualifier] [asOf]`, in the order told."""
    found = read(text, date=date, province=province)
    names = {e.id: e.name for e in found.entities}
    told: dict[str, dict[str, Fact]] = defaultdict(dict)
    for fact in found.facts:
        if fact.subject.startswith("measure/"):
            told[fact.subject][fact.property] = fact
    return [" ".join([names[_text(m["measureOf"])], *(_text(m[p]) for p in _ORDER if p in m)]) for m in told.values()]


def _text(fact: Fact) -> str:
    return fact.object.value if isinstance(fact.object, Literal) else fact.object


STATED = {
    # the name beside the figure
    "海屿储能电池项目总投资38亿元。": ["海屿储能电池项目 总投资 3800000000 元"],
    "海屿储能电池项目总投资约38亿元。": ["海屿储能电池项目 总投资 3800000000 元 约"],
    "海屿储能电池项目计划总投资38亿元。": ["海屿储能电池项目 计划总投资 3800000000 元"],
    "海屿储能电池项目的总投资为38亿元。": ["海屿储能电池项目 总投资 3800000000 元"],
    "海屿储能电池项目（总投资38亿元）开工。": ["海屿储能电池项目 总投资 3800000000 元"],
    "海屿储能电池项目一期总投资38亿元。": ["海屿储能电池项目一期 总投资 3800000000 元"],
    "海屿科技有限公司注册资本3000万元。": ["海屿科技有限公司 注册资本 30000000 元"],
    "湘青高铁全长126.5公里。": ["湘青高铁 全长 126.5 公里"],
    "湘青高铁湖北段全长106公里。": ["湘青高铁湖北段 全长 106 公里"],
    "湘青高铁线路全长约126.5公里。": ["湘青高铁 全长 126.5 公里 约"],
    # the figure first
    "总投资38亿元的海屿储能电池项目开工。": ["海屿储能电池项目 总投资 3800000000 元"],
    "总投资38亿元、占地500余亩的海屿储能电池项目在崖州区开工。": [
        "海屿储能电池项目 总投资 3800000000 元",
        "海屿储能电池项目 占地面积 500 亩 余",
    ],
    "全长126.5公里的湘青高铁开通运营。": ["湘青高铁 全长 126.5 公里"],
    "云屿科技有限公司投资18亿元建设海屿储能电池项目。": ["海屿储能电池项目 投资 1800000000 元"],
    "云屿科技有限公司投资18亿元建设的海屿储能电池项目开工。": ["海屿储能电池项目 投资 1800000000 元"],
    "海屿储能电池项目由云屿科技有限公司投资38亿元建设，占地420亩。": [
        "海屿储能电池项目 投资 3800000000 元",
        "海屿储能电池项目 占地面积 420 亩",
    ],
    # the topic of the sentence
    "海屿储能电池项目今天开工，总投资38亿元。": ["海屿储能电池项目 总投资 3800000000 元"],
    "海屿储能电池项目位于崖州区，由云屿科技有限公司承建，总投资38亿元。": ["海屿储能电池项目 总投资 3800000000 元"],
    "崖州区引进海屿储能电池项目，总投资38亿元。": ["海屿储能电池项目 总投资 3800000000 元"],
    "湘青高铁位于湘潭县境内，全长106公里，设计时速250公里。": [
        "湘青高铁 全长 106 公里",
        "湘青高铁 设计时速 250 公里",
    ],
    # a word that points back
    "海屿储能电池项目今天开工。该项目总投资38亿元。": ["海屿储能电池项目 总投资 3800000000 元"],
    "海屿储能电池项目开工仪式举行。项目总投资38亿元。": ["海屿储能电池项目 总投资 3800000000 元"],
    "湘青高铁今天开通。线路全长106公里。": ["湘青高铁 全长 106 公里"],
    "青江特大桥顺利合龙，大桥全长877.8米。": ["青江特大桥 全长 877.8 米"],
    "青江特大桥今天合龙。该桥全长877.8米。": [],
    # figures of a time
    "截至2023年底，湘潭县常住人口85.3万人。": ["湘潭县 常住人口 853000 人 2023"],
    "湘潭县常住人口85.3万人。": ["湘潭县 常住人口 853000 人"],
    "2023年，湘潭县坚持稳中求进，地区生产总值达538.2亿元，同比增长6%。": ["湘潭县 地区生产总值 53820000000 元 2023"],
    "去年湘潭县地区生产总值538.2亿元。": ["湘潭县 地区生产总值 53820000000 元 2023"],
    "2023年，湘潭县地区生产总值538亿元，增长6%；一般公共预算收入20亿元。": [
        "湘潭县 地区生产总值 53800000000 元 2023",
        "湘潭县 一般公共预算收入 2000000000 元 2023",
    ],
    "今年3月，湘潭县接待游客30万人次。": ["湘潭县 接待游客 300000 人次 2024-03"],
    "去年，湘潭县选派24021名干部驻村。": ["湘潭县 选派干部 24021 名 2023"],
    "湘潭县森林覆盖率达46.5%，下辖14个乡镇。": ["湘潭县 森林覆盖率 46.5 %", "湘潭县 下辖乡镇 14 个"],
    # what is built keeps no date of its news
    "2023年开工的海屿储能电池项目总投资38亿元。": ["海屿储能电池项目 总投资 3800000000 元"],
    "截至2023年底，海屿储能电池项目完成投资12亿元。": ["海屿储能电池项目 完成投资 1200000000 元 2023"],
}


@pytest.mark.parametrize(("text", "wanted"), STATED.items())
def test_stated(text: str, wanted: list[str]) -> None:
    assert measures(text) == wanted


def test_the_paper_s_own_division() -> None:
    assert measures("全省已选派3200余名干部驻村。", province="湖南省") == ["湖南省 选派干部 3200 名 余"]


NOT_STATED = [
    # nobody it is of
    "总投资38亿元。",
    "据介绍，总投资38亿元，占地500亩。",
    "该项目总投资38亿元。",
    "全市总投资38亿元。",
    "节约投资3亿多元。",
    # of something else, or of a part
    "海屿储能电池项目（一期）今天开工，总投资38亿元。",
    "海屿储能电池项目的配套厂房总投资3亿元。",
    "海屿储能电池项目今天开工，其中厂房投资3亿元。",
    "湘潭县小麦面积30万亩。",
    "湘潭县红色旅游收入30亿元。",
    "在云屿产业园投资5亿元。",
    "从海屿储能电池项目工地获悉，总投资38亿元。",
    "湘潭县地处湘潭市，人口密集，过火面积20平方公里。",
    # of several together
    "海屿储能电池项目、云屿光伏组件项目总投资38亿元。",
    "总投资50亿元的海屿储能电池项目、云屿光伏组件项目开工。",
    "海屿储能电池项目等12个项目总投资38亿元。",
    "云屿产业园集中开工12个项目，总投资38亿元。",
    "湘潭县28个重大项目总投资38亿元。",
    "湘潭县实施12个项目，项目总投资38亿元。",
    "海屿储能电池项目与云屿光伏组件项目相邻。该项目总投资38亿元。",
    # common nouns
    "总投资5亿元以上的技术改造项目可以申报。",
    "固定资产投资5亿元的海屿储能电池项目开工。",
    # targets, wishes, what is denied or only expected
    "力争到2025年，湘潭县地区生产总值达到600亿元。",
    "到2030年，湘潭县常住人口达到100万人。",
    "云屿产业园年产值要达到60亿元。",
    "海屿储能电池项目建成后，年产值可达60亿元。",
    "预计云屿产业园年产值60亿元。",
    "云屿产业园的目标是年产值60亿元。",
    "如果海屿储能电池项目总投资38亿元，就要招标。",
    "海屿储能电池项目并非总投资38亿元。",
    # of a part of a year, or of a year not told
    "今年上半年，湘潭县地区生产总值300亿元。",
    "2023年前三季度，湘潭县地区生产总值300亿元。",
    "2023年1—4月，湘潭县地区生产总值100亿元。",
    "今年，湘潭县地区生产总值300亿元。",
    "湘潭县地区生产总值300亿元。",
    "五年来，湘潭县地区生产总值年均300亿元。",
    # no quantity of such a thing
    "沈砚秋总投资38亿元。",
    "湘潭县注册资本3000万元。",
    "湘潭县地区生产总值增长8.5%。",
]


@pytest.mark.parametrize("text", NOT_STATED)
def test_not_stated(text: str) -> None:
    assert measures(text) == []


def test_a_target_beside_a_fact() -> None:
    assert measures("云屿产业园规划面积3.8万亩，力争年产值60亿元。") == ["云屿产业园 规划面积 38000 亩"]


def test_its_name_id_and_sentence() -> None:
    text = "昨天开工。海屿储能电池项目总投资约38亿元。"
    found = read(text, date=DAY)
    measure = next(e for e in found.entities if e.kind == "Measure")
    assert measure.name == "海屿储能电池项目总投资约38亿元"
    assert measure.id == "measure/project/海屿储能电池项目/总投资/3800000000元/约"
    assert [m.span.text for m in measure.mentions] == ["总投资约38亿元"]
    facts = [f for f in found.facts if f.subject == measure.id]
    assert {(f.evidence.text, f.rule) for f in facts} == {("海屿储能电池项目总投资约38亿元。", "measure-of")}
    assert "measure-of" in found.fired


def test_as_rdf() -> None:
    found = read("海屿储能电池项目总投资38亿元。", date=DAY)
    article = Article("try", "", DAY, "", "", "", "", "海屿储能电池项目总投资38亿元。", "try")
    lines = {str(quad.predicate) + " " + str(quad.object) for quad in rdf.quads(_knowledge(article, found))}
    assert f'<{rdf.YT}value> "3800000000"^^<{rdf.XSD}decimal>' in lines
    assert f'<{rdf.YT}unit> "元"@zh' in lines
    assert f'<{rdf.YT}quantity> "总投资"@zh' in lines


def _knowledge(article: Article, found: object) -> Knowledge:
    return Knowledge((article,), found.entities, found.facts)  # type: ignore[attr-defined]


def test_a_table_run_together_tells_nothing() -> None:
    assert measures("海屿储能电池项目" + "总投资38亿元、" * 1000 + "占地5亩。") == []
