"""Set phrases are found word for word, whole and not inside names; what is chanted states nothing."""

from __future__ import annotations

from collections import Counter

import pytest
from reading import facts, nodes, read

from kg import ontology
from kg.mentions.phrases import phrases
from kg.rules.rule import rules

RULES = {rule.id for rule in rules()}

# the phrases of a sentence of which no rule states anything
CHANTED = """
深入贯彻 高质量发展 | 会议强调，要深入贯彻党中央决策部署，推动三亚市高质量发展。
深入贯彻 习近平新时代中国特色社会主义思想 | 要深入学习贯彻习近平新时代中国特色社会主义思想，推动三亚市与海口市合作。
以…为指导 科学发展观 | 坚持以科学发展观为指导，三亚市与海口市要共同办好第三届旅游节。
以…为指导 邓小平理论 三个代表 | 要以邓小平理论和“三个代表”重要思想为指导，促进三亚市和海口市合作共赢。
在…坚强领导下 | 在省委的坚强领导下，希望三亚市与海口市携手前进。
在…坚强领导下 以习近平同志为核心的党中央 | 必须在以习近平同志为核心的党中央坚强领导下，推动三亚市与海口市共同发展。
奋力谱写新篇章 | 奋力谱写三亚市与海口市合作共赢新篇章。
奋力谱写新篇章 | 开创三亚市与海口市合作发展新局面。
全面落实 | 全面落实三亚市与海口市共同签署《旅游合作协议》的要求。
不断推进 | 不断推进三亚市与海口市合作。
不断推进 | 扎实推进白石岭储能项目在三亚市开工。
大力推动 | 大力推动三亚市与海口市共同发展。
切实增强 四个意识 四个自信 | 切实增强“四个意识”、坚定“四个自信”，三亚市与海口市要携手。
切实增强 | 切实加强三亚市与海口市合作。
牢固树立 新发展理念 | 牢固树立新发展理念，推动三亚市与海口市共同发展。
牢固树立 | 牢固树立三亚市与海口市合作意识。
紧紧围绕 | 紧紧围绕三亚市与海口市合作大局。
始终坚持 | 始终坚持三亚市与海口市合作。
统一思想 | 进一步统一思想，推动三亚市与海口市合作。
提高政治站位 | 要提高政治站位，支持三亚市与海口市共同办好旅游节。
真抓实干 一张蓝图绘到底 | 要一张蓝图绘到底，真抓实干，推动三亚市与海口市合作。
久久为功 | 久久为功推动三亚市与海口市合作。
抓住机遇 | 要抢抓机遇，三亚市与海口市共同开拓市场。
团结带领 | 团结带领全市人民促进三亚市与海口市合作。
高举旗帜 | 高举合作伟大旗帜，推动三亚市与海口市合作。
提供坚强保障 | 为三亚市发展提供坚强组织保障。
加强组织领导 | 要加强组织领导，确保三亚市与海口市合作落到实处。
抓实抓细 | 要抓好落实，确保三亚市与海口市合作见效。
守土有责 | 各地要守土有责、守土负责、守土尽责，三亚市与海口市联合行动。
和谐社会 以人为本 | 要以人为本，构建社会主义和谐社会。
中国梦 | 实现中国梦，必须弘扬中国精神。
两个确立 两个维护 | 深刻领悟“两个确立”的决定性意义，坚决做到“两个维护”。
新质生产力 | 因地制宜发展新质生产力。
共同富裕 以人民为中心 | 必须坚持以人民为中心，扎实推动共同富裕。
绿水青山就是金山银山 | 践行绿水青山就是金山银山理念。
不忘初心、牢记使命 | 不忘初心、牢记使命，三亚市与海口市要携手前进。
改革开放 发展才是硬道理 | 必须坚持改革开放，发展是硬道理。
三个有利于 | 要以“三个有利于”为标准。
撸起袖子加油干 | 大家要撸起袖子加油干。
双碳 | 要如期实现碳达峰、碳中和。
"""
# words that only look like a phrase or a modal, and the facts that stay
OTHERS = """
 | 5月6日，创新时代论坛在三亚市举行。
 | 5月6日，主要产油区合作座谈会在海口市举行。
高质量发展 | 5月6日，三亚市高质量发展大会在崖州区召开。
深入贯彻 | 昨天，三亚市召开旅游发展大会，深入贯彻中央部署。
在…坚强领导下 | 在省委坚强领导下，5月6日，三亚市召开旅游发展大会。
再接再厉 | 三亚市市长王小明主持召开防汛工作座谈会，要求再接再厉。
以人民为中心 | 三亚市市长王小明主持召开防汛工作座谈会，强调要坚持以人民为中心。
"""


def used(text: str) -> set[str]:
    """The phrases that the text uses."""
    return {told.split(" ", 2)[2] for told in facts(text, "usesPhrase")}


def stated(text: str) -> list[str]:
    """What rules state of the text."""
    return [fact.property for fact in read(text).facts if fact.rule in RULES]


def _rows(table: str) -> list[tuple[set[str], str]]:
    cells = [line.split("|") for line in table.strip("\n").splitlines()]
    return [(set(names.split()), text.strip()) for names, text in cells]


@pytest.mark.parametrize(("wanted", "text"), _rows(CHANTED))
def test_chanted(wanted: set[str], text: str) -> None:
    assert stated(text) == []
    assert wanted <= used(text)


@pytest.mark.parametrize(("wanted", "text"), _rows(OTHERS))
def test_facts_beside_phrases_stay(wanted: set[str], text: str) -> None:
    assert stated(text)
    assert used(text) >= wanted if wanted else used(text) == set()


def test_a_phrase_has_no_two_readings() -> None:
    forms = Counter(form for phrase in phrases() for form in phrase.forms)
    assert [form for form, times in forms.items() if times > 1] == []
    programmes = {form for row in ontology.table("initiatives") for form in (row["name"], *row["short"].split("|"))}
    assert sorted(set(forms) & programmes) == []


def test_a_phrase_is_counted_once_an_article_with_its_first_sentence() -> None:
    told = [f for f in read("坚持改革开放。继续改革开放。").facts if f.property == "usesPhrase"]
    assert [fact.evidence.text for fact in told] == ["坚持改革开放。"]


def test_a_phrase_in_the_name_of_a_programme_is_not_used() -> None:
    assert used("三亚市开展“不忘初心、牢记使命”主题教育。") == set()


@pytest.mark.parametrize("text", ["推进山水林田湖草沙一体化保护。", "要打好芯片技术攻坚战。"])
def test_no_name_is_found_inside_a_phrase(text: str) -> None:
    assert nodes(text) == []
