"""What is told as done or surely to come states facts; what is denied, planned, wished, supposed or chanted states none."""

from __future__ import annotations

import pytest
from reading import facts, read

from kg.rules.rule import rules

RULES = {rule.id for rule in rules()}


def told(text: str) -> str:
    """`none` when no rule states anything of the text, `scheduled` when an event is announced, else `told`."""
    stated = [fact for fact in read(text).facts if fact.rule in RULES]
    if any(fact.property == "scheduled" for fact in stated):
        return "scheduled"
    return "told" if stated else "none"


# the texts are read as of 2021-05-07
SENTENCES = """
told 5月6日，山西福建合作交流座谈会在福州市举行。
told 昨天，三亚市召开旅游发展大会，要求抓住机遇、乘势而上。
told 5月6日，三亚市人民政府举办第三届旅游节，推动文旅融合发展。
told 三亚市市长王小明出席第三届旅游节，希望大家常来三亚。第三届旅游节在三亚市举行。
told 第三届旅游节在三亚市举行。三亚市市长王小明出席并致辞，欢迎各地朋友来三亚做客。
told 第三届旅游节在三亚市举行。三亚市市长王小明主持，并要求各部门全力做好服务。
told 5月6日，三亚市市长王小明到崖州区调研，要求加快项目建设。
told 哈密市与绍兴市签署《新能源合作协议》，计划三年内建成三个基地。
told 哈密市与绍兴市签署《新能源合作协议》，未来双方将互派干部。
told 5月6日，白石岭储能项目在三亚市开工，预计2023年底建成投产。
told 青石镇储能项目由三亚路桥集团有限公司承建，计划2023年建成。
told 云海储能基地项目落户崖州区，力争年底前开工。
told 三亚云海科技有限公司投资18亿元建设云海储能基地项目，有望带动就业千人。
told 昨天，三亚市召开旅游发展大会，会议不再安排发言，直接观摩。
told 王芳不再担任三亚市副市长。
told 会议免去王芳的三亚市副市长职务。
told 王芳同志当选为三亚市市长，她表示将不负重托。
told 山西省党政代表团赴福建省考察学习，没有丝毫停歇。
told 5月6日，主要产油区合作座谈会在海口市举行。
told 5月6日，三亚市重要民生工程推进会在崖州区举行。
told 三亚市市长王小明主持召开防汛工作座谈会，研究未来三年的任务。
scheduled 第三届旅游节将于5月18日至20日在三亚市举行。
scheduled 第三届旅游节将在三亚市举行。
scheduled 第三届旅游节定于5月18日在三亚市举行。
scheduled 5月18日，第三届旅游节将在三亚市开幕。
scheduled 第三届旅游节即将在三亚市开幕。
scheduled 记者从三亚市人民政府获悉，第三届旅游节将于6月1日在崖州区举办。
scheduled 6月1日，第三届旅游节在崖州区举办。
scheduled 三亚市人民政府将于下月举办第三届旅游节。
scheduled 今晚，第三届旅游节将在三亚市开幕。
scheduled 第三届旅游节将于5月18日在三亚市举行，预计有两万人参加。
scheduled 三亚市市长王小明将出席第三届旅游节。第三届旅游节将于5月18日在三亚市举行。
scheduled 会议决定，第三届旅游节于2021年6月18日在三亚市召开。
scheduled 会议要求，各单位要全力办好5月18日在三亚市举行的第三届旅游节。
told 希望大家珍惜5月6日在三亚市召开的旅游发展大会的成果。
scheduled 第三届旅游节将于18日在三亚市举行。
told 三亚市呼吁文明出游三亚市人民政府6日举办第三届旅游节。
told 期待已久，5月6日，第三届旅游节在三亚市举行。
told 要抓住机遇——三亚市市长王小明主持召开防汛工作座谈会。
told 为确保安全，会议召开前，三亚市召开防汛工作座谈会。
scheduled 三亚市召开常务会议，决定召开旅游发展大会。
none 海南环岛铁路二期工程全线通车进入倒计时。
none 为了三亚市与福州市合作，大家献计献策。
told 三亚市市长王小明到崖州区调研，要求抓好落实，随后来到三亚云海科技有限公司。
told 无论天气如何，第三届旅游节5月6日在三亚市举行。
told 只有30户人家的三亚市，5月6日举办第三届旅游节。
told 会议提出三点要求，三亚市市长王小明主持召开防汛工作座谈会。
none 下一步，三亚市与海口市将共同开拓市场。
none 今后，三亚市将与海口市携手开拓市场。
none 未来三年，三亚市与海口市将共同开拓市场。
told 三亚市召开科技合作座谈会，未来产业成为话题。
none 第三届旅游节择日在三亚市举行。
none 第三届旅游节险些在三亚市举行。
none 三亚市试图与海口市联合举办赛事。
none 不排除三亚市召开旅游发展大会。
none 双方就云海储能基地项目落户崖州区进行了洽谈。
told 云海储能基地项目成功落户崖州区。
none 云海储能基地项目拟落户崖州区。
none 原定5月8日举行的第三届旅游节延期至6月18日举行。
none 第三届旅游节拟于6月在三亚市举行。
none 第三届旅游节计划于6月在三亚市举行。
none 第三届旅游节预计6月在三亚市举行。
none 第三届旅游节有望年内在三亚市举行。
none 三亚市力争今年举办第三届旅游节。
none 三亚市争取明年举办第三届旅游节。
none 会议决定，适时召开防汛工作座谈会。
none 会议决定适时在三亚市召开防汛工作座谈会。
none 三亚市打算今年秋天召开旅游发展大会。
none 三亚市正在筹备召开旅游发展大会。
none 三亚市积极申办第三届旅游节。
none 希望哈密市与绍兴市签署《新能源合作协议》。
none 期待哈密市与绍兴市签署《新能源合作协议》。
none 三亚市愿与福州市共同举办第三届旅游节。
none 建议三亚市举办第三届旅游节。
none 他们呼吁三亚市与福州市共建合作产业园。
none 推动哈密市与绍兴市签署《新能源合作协议》。
none 支持三亚市与福州市联合举办赛事。
none 会议提出，三亚市与福州市联合举办赛事，共同开拓市场。
none 会议强调，要推动三亚市与福州市联合举办赛事，三亚市与海口市共同开拓市场。
none 必须促进三亚市与福州市合作共赢。
none 第三届旅游节因故未在三亚市举行。
none 原定于5月6日在三亚市举行的第三届旅游节因故取消。
none 原定于5月6日在三亚市举行的第三届旅游节推迟。
none 第三届旅游节原定于5月6日在三亚市举行，因台风取消。
none 三亚市没有举办第三届旅游节。
none 今年三亚市不再举办第三届旅游节。
none 三亚市并未与福州市签署《旅游合作协议》。
none 三亚市否认与福州市签署《旅游合作协议》。
none 三亚市拒绝与福州市签署《旅游合作协议》。
none 三亚市未能与福州市签署《旅游合作协议》。
none 三亚市尚未与福州市签署《旅游合作协议》。
none 三亚市市长王小明未出席第三届旅游节。
none 三亚市市长王小明缺席第三届旅游节。
none 第三届旅游节是否在三亚市举行？
none 第三届旅游节会不会在三亚市举行，尚无定论。
none 5月6日，第三届旅游节在三亚市举行了吗？
none 如果三亚市举办第三届旅游节，游客将增加一倍。
none 一旦哈密市与绍兴市签署《新能源合作协议》，电价就会下降。
none 若哈密市与绍兴市签署《新能源合作协议》，电价就会下降。
none 网传三亚市举办了第三届旅游节。
none 据称哈密市与绍兴市签署《新能源合作协议》。
none 王小明拟任三亚市市长。
none 会议提名王小明为三亚市市长人选。
none 王小明即将出任三亚市市长。
none 王小明有望担任三亚市市长。
none 建议任命王小明为三亚市市长。
none 会议通过了关于提请任命王小明为三亚市市长的议案。
none 会议审议了关于任命王小明为三亚市副市长的议案。
told 会议审议通过了关于任命王小明为三亚市副市长的议案。
told 三亚市市长王小明在参加海南代表团审议时说，要抓住机遇。
none 白石岭储能项目力争年底前在三亚市开工。
none 推动白石岭储能项目在三亚市开工。
none 王小明计划到崖州区调研。
none 三亚市与福州市计划共建产业园。
none 三亚市与福州市可以共同开拓市场。
none 王小明未出席在三亚市举行的第三届旅游节。
none 山西省党政代表团拟赴福建省考察。
told 昨天，三亚市市长王小明主持召开新时代深入推进文旅融合发展座谈会。
told 2021年助力三亚旅游发展大会日前在三亚市举行。
told 5月6日，“全面推进乡村振兴”合作论坛在三亚市举行。
told 5月6日，第三届旅游节在三亚市举行。第三届旅游节期间将举办多项活动。
told 携手再出发——三亚市市长王小明主持召开防汛工作座谈会。
told 三亚市市长王小明主持召开防汛工作座谈会，发表题为《奋力谱写新篇章》的讲话。
told 三亚市推动哈密市与绍兴市成立了科技合作联盟，哈密市与绍兴市联合举办赛事。
none 要学习第三届旅游节精神，在三亚市举办活动。
none 各地贯彻落实全市旅游发展大会精神，启动新一轮建设。
none 王小明邀请李大江出席第三届旅游节。
none 尽快促成三亚云海科技有限公司投资18亿元建设云海储能基地项目。
"""
TOLD = [line.split(" ", 1) for line in SENTENCES.strip().splitlines()]


@pytest.mark.parametrize(("mood", "text"), TOLD)
def test_mood(mood: str, text: str) -> None:
    assert told(text) == mood, facts(text)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("三亚市打算召开旅游发展大会。", "event-held: planned"),
        ("三亚市没有召开旅游发展大会。", "event-held: denied"),
        ("三亚市召开旅游发展大会。", ""),
    ],
)
def test_what_a_mood_held_back_is_told(text: str, held: str) -> None:
    assert ([one for one in read(text).held if one.startswith("event-held")] or [""])[0] == held


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("第三届旅游节将于18日在三亚市举行。三亚市市长王小明主持。", set()),
        ("第三届旅游节将于18日在三亚市举行。三亚市市长王小明将致辞。", {"第三届旅游节 speaker 王小明"}),
        ("第三届旅游节6日在三亚市举行。三亚市市长王小明主持。", {"第三届旅游节 chair 王小明"}),
    ],
)
def test_nobody_has_spoken_at_what_is_still_to_come(text: str, roles: set[str]) -> None:
    assert facts(text, "chair", "speaker", "participant") == roles


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("湖州市与铜仁市共建湖州—铜仁产业园。", {"party", "cooperatesWith"}),
        ("湖州市与铜仁市拟共建湖州—铜仁产业园。", {"party"}),
        ("湖州市与铜仁市尚未共建湖州—铜仁产业园。", set()),
        ("湖州市与铜仁市共建湖州—铜仁产业园的传闻不实。", set()),
        ("湖州市与铜仁市签署《合作协议》的消息不属实。", set()),
    ],
)
def test_the_parties_in_a_name(text: str, wanted: set[str]) -> None:
    assert {told.split()[1] for told in facts(text, "party", "cooperatesWith")} == wanted
