"""Short articles of our own: what kicker, headline, lead, body and caption tell is one event each, with everyone's role."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import pytest

from kg.model import Article, Knowledge, Literal, Page, Part, Piece
from kg.rules.extract import extract

DAY = dt.date(2021, 5, 7)


@lru_cache(maxsize=64)
def told(text: str) -> Knowledge:
    """What an article says whose parts stand on lines that begin with their kind."""
    lines = [line.split(": ", 1) for line in text.strip().splitlines()]
    whole = "".join(f"{line}\n" for _, line in lines)
    parts, at = [], 0
    for kind, line in lines:
        parts.append(Part(kind, at, at + len(line) + 1))
        at += len(line) + 1
    article = Article("try", "", DAY, "", "", "", "", whole, "try", tuple(parts), (Piece(0, 0, len(whole)),))
    return extract(Page("try", whole, date=DAY, articles=(article,)))


def events(text: str) -> list[str]:
    """Each event of the article as `Class property value value; property value`, dates and marks left out."""
    knowledge = told(text)
    names = {e.id: e.name for e in knowledge.entities}
    rows: dict[str, dict[str, list[str]]] = {e.id: {} for e in knowledge.entities if e.id.startswith("event/")}
    for fact in knowledge.facts:
        if fact.subject in rows and not isinstance(fact.object, Literal):
            rows[fact.subject].setdefault(fact.property, []).append(names[fact.object])
    kinds = {e.id: e.kind for e in knowledge.entities}
    return sorted(
        f"{kinds[ident]} " + "; ".join(f"{name} {' '.join(sorted(row[name]))}" for name in sorted(row))
        for ident, row in rows.items()
    )


def dates(text: str) -> set[str]:
    """The days on which the events of the article began and ended."""
    return {
        f"{f.property} {f.object.value}"
        for f in told(text).facts
        if f.property.endswith("Date") and isinstance(f.object, Literal)
    }


VISIT = """
kicker: 两市签署合作协议
headline: 福州市党政代表团来三亚考察
body: 5月5日至6日，福州市委书记王芳率福州市党政代表团在三亚市考察。三亚市委书记李大江等陪同。
body: 代表团一行先后来到云海科技产业园、三亚蓝湾科技有限公司，察看生产情况。
caption: 图为王芳在云海科技产业园考察。
"""
SEMINAR = """
headline: 三亚福州合作座谈会在三亚举行 李大江王芳讲话
body: 5月6日，三亚福州合作交流座谈会在三亚市举行。三亚市委书记李大江、福州市委书记王芳出席座谈会并讲话，三亚市市长周立新主持。
body: 座谈会上，福州市市长赵小川介绍情况。
"""
CALL = """
headline: 李大江会见蓝湾集团客人
body: 5月6日，三亚市委书记李大江在三亚市会见了蓝湾集团有限公司董事长王芳一行。三亚市市长周立新参加会见。
"""
OPENING = """
body: 5月6日，南渡江大桥正式建成通车。三亚市市长周立新宣布大桥通车，副市长赵小川主持通车仪式并致辞。
"""
SIGNING = """
headline: 三亚市与长沙市签署旅游合作协议
body: 5月6日，三亚市与长沙市签约仪式在海口市举行。三亚市副市长周立新、长沙市副市长赵小川代表双方签署《旅游合作协议》。
body: 三亚市市长李大江出席签约仪式。
"""
TOUR = """
body: 5月6日，三亚市市长周立新深入企业和工地，检查重点项目建设情况。副市长赵小川，市住建局、市水务局负责人参加检查。
body: 周立新来到云海科技产业园，随后召开座谈会。会上，三亚市发改委主任钱四方介绍了情况。
"""


ROSTERS = """
body: 5月6日，海南省委书记李大江在海口市与来琼考察的蓝湾集团有限公司董事长王芳一行举行工作会谈。海南省副省长周立新参加会谈。
body: 5月7日，海南省委书记李大江到三亚市调研。三亚市委书记赵小川陪同。
"""
SERIES = """
body: 5月6日，第七届海洋论坛在三亚市开幕。三亚市市长周立新致辞。他说，三亚市市长李大江在第五届海洋论坛上发表了重要讲话。
body: 三亚市副市长赵小川主持，活动由三亚市人民政府主办。
"""
BRIEFS = """
body: 【三亚】5月6日，白石岭储能项目在三亚市开工。
body: 【海口】海口市市长李大江出席。
"""
ASIDE = """
body: 中央农村工作会议强调，要守住底线。5月6日，记者来到三亚市。三亚市市长周立新主持工作。
"""
COMPANY = """
headline: 李大江昨赴崖州区调研
body: 昨天，三亚市委书记李大江坐车进了崖州区，一待就是一天。三亚市副市长周立新一同调研。
"""
GROUND = """
body: 5月6日，白石岭储能项目举行开工仪式。三亚市委书记李大江、蓝湾集团有限公司董事长王芳等出席开工仪式。李大江宣布白石岭储能项目开工。
"""
BEHALF = """
body: 5月6日，第三届旅游节在三亚市开幕。三亚市市长周立新受三亚市委书记李大江委托致开幕辞。
body: 参加开幕式的还有三亚市副市长赵小川。
"""
OTHER_DAY = """
body: 5月6日，三亚市委书记李大江会见了福州市市长王芳一行。去年10月，三亚市市长周立新宣布两市结好。
"""
LISTED = """
body: 5月6日，三亚市市长周立新在海口市市长李大江陪同下，来到海口市考察。周立新先后走访老街菜场、云海科技产业园、长彤路工地和三亚蓝湾科技有限公司。
body: 市民钱四方来到海口图书馆。
"""
OPENED = """
headline: 第三届旅游节开幕式在三亚举行 李大江致辞
body: 第三届旅游节5月6日在三亚市开幕。三亚市委书记李大江致辞。
"""
LED = """
body: 福州市党政代表团行程紧凑。5月5日至6日，福州市市长王芳率队来三亚市考察。
"""
GUESTS = """
headline: 李大江周立新会见福州市党政代表团
body: 5月6日，三亚市委书记李大江、三亚市市长周立新在三亚市会见了由福州市委书记王芳率领的福州市党政代表团一行。
body: 三亚市副市长钱四方；福州市市长赵小川参加会见。
"""
MEMBERS = """
body: 5月5日至6日，福州市委书记王芳率福州市党政代表团在三亚市考察。
body: 代表团成员有：福州市副市长赵小川，福州市政协主席孙建国等。代表团先后到崖州区南山镇的三亚蓝湾科技有限公司、云海科技产业园，并与三亚市农业局举行座谈。
"""
TEAM = """
body: 5月5日，以海南省政协副主席李大江为组长的海南省政协视察组，就旅游工作到三亚市视察。视察组来到云海科技产业园。
"""
BESIDE = """
body: 5月6日，三亚旅游推介会在海口市举行。会上，三亚市与长沙市签署合作协议；三亚市旅游局与海南大学签订了《研学合作协议》。
body: 三亚市副市长周立新、海口市副市长赵小川出席。
"""
CLOSING = """
body: 海口市第八届人民代表大会第一次会议圆满完成各项议程，于5月6日上午在海口市闭幕。海口市人大常委会主任李大江主持闭幕大会。
body: 会议听取了海口市中级人民法院院长王芳作的工作报告。
"""
BROKEN_GROUND = """
body: 5月6日，白石岭千亩芒果产业园破土动工，崖州区区长周立新参加动工仪式。
"""
INSPECTION = """
headline: 省人大执法检查组来三亚检查
body: （记者 赵小川）5月5日，海南省人大常委会副主任李大江率海南省人大常委会执法检查组来三亚市检查。检查组深入崖州区、天涯区的6个村，来到崖州区的三亚蓝湾科技有限公司。
body: 会前，王芳一行在三亚市副市长周立新陪同下，考察了云海科技产业园。
"""
PITCH = """
body: （记者 赵小川）海口市旅游推介会5月6日在三亚市举行。三亚市副市长周立新推介了云海科技产业园，三亚市旅游局局长钱四方作情况汇报。
body: 三亚市与长沙市签署合作协议。长沙市副市长王芳、海口市副市长孙建国签约。
"""
ROSTER_BROKEN = """
body: 5月6日，三亚长沙合作框架协议签字仪式在三亚市举行。三亚市委书记李大江、三亚市市长周立新，省直有关部门负责同志，长沙市市长王芳，及长沙市副市长赵小川出席签字仪式。
body: 三亚市政协主席钱四方、副主席孙建国等领导，各区主要负责同志参加。三亚大学校长吴海波，分别在签字仪式上发表讲话。
"""
GATHERED = """
body: 昨日，两地企业代表齐聚这里，共同参加三亚长沙旅游交流会。三亚市市长周立新，长沙市副市长王芳出席会议并分别致辞。
"""
TWO_LEADERS = """
body: 以长沙市委书记王芳为团长，长沙市市长赵小川为副团长的长沙市党政代表团一行，今天中午抵达三亚市。三亚市领导李大江接待了长沙市党政代表团。
"""
GUESTS_OF_FAIR = """
headline: 李大江会见出席第三届海洋博览会嘉宾
body: 5月6日，三亚市委书记李大江在三亚市会见了出席第三届海洋博览会的蓝湾集团董事长王芳率领的蓝湾集团考察团一行。
body: 三亚市副市长周立新参加会见。赵小川、孙建国等企业家代表先后发言。
"""
ROUND = """
body: 5月6日，三亚市委书记李大江，三亚市副市长周立新一行前往崖州区，看望慰问困难群众。李大江一行首先来到南山镇，随后又来到北岭社区，看望慰问了老党员。
body: 三亚市长王芳学习了习近平总书记在海南考察时的重要讲话精神。
"""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (VISIT, ["Visit participant 李大江 王芳 福州市党政代表团; place 三亚市 云海科技产业园"]),
        (SEMINAR, ["Meeting chair 周立新; participant 李大江 王芳 赵小川; place 三亚市; speaker 李大江 王芳"]),
        (CALL, ["Meeting participant 周立新 李大江 王芳; place 三亚市"]),
        (OPENING, ["Ceremony about 南渡江大桥; chair 赵小川; participant 周立新; speaker 赵小川"]),
        (SIGNING, ["Signing about 旅游合作协议; participant 三亚市 周立新 李大江 赵小川 长沙市; place 海口市"]),
        (TOUR, ["Meeting participant 钱四方", "Visit participant 周立新 赵小川"]),
        # two events of one article stay two
        (
            ROSTERS,
            ["Meeting participant 周立新 李大江 王芳; place 海口市", "Visit participant 李大江 赵小川; place 三亚市"],
        ),
        # sessions of one series are told apart by their numbers
        (
            SERIES,
            ["Meeting chair 赵小川; organizer 三亚市人民政府; place 三亚市; speaker 周立新", "Meeting speaker 李大江"],
        ),
        # who is told in one item of news in brief was not at the event of another
        (BRIEFS, ["Ceremony about 白石岭储能项目; place 三亚市"]),
        # what a session said is no event that the article goes on with
        (ASIDE, ["Meeting "]),
        (COMPANY, ["Visit participant 周立新 李大江; place 崖州区"]),
        (GROUND, ["Ceremony about 白石岭储能项目; participant 李大江 王芳"]),
        # who speaks in the place of another, who may not even be there
        (BEHALF, ["Activity participant 赵小川; place 三亚市; speaker 周立新"]),
        # what was done on another day was not done there
        (OTHER_DAY, ["Meeting participant 李大江 王芳"]),
        # the opening is part of what is opened
        (OPENED, ["Activity place 三亚市; speaker 李大江"]),
        (LED, ["Visit participant 王芳 福州市党政代表团; place 三亚市"]),
        # who leads the guests, and who is told before a semicolon
        (GUESTS, ["Meeting participant 周立新 李大江 王芳 福州市党政代表团 赵小川 钱四方; place 三亚市"]),
        (
            MEMBERS,
            [
                "Meeting participant 三亚市农业局 福州市党政代表团",
                "Visit participant 孙建国 王芳 福州市党政代表团 赵小川; place 三亚市",
            ],
        ),
        (TEAM, ["Visit participant 李大江 海南省政协视察组; place 三亚市"]),
        # what was signed in passing is not what people attend
        (
            BESIDE,
            [
                "Meeting participant 周立新 赵小川; place 海口市",
                "Signing about 研学合作协议; participant 三亚市旅游局 海南大学",
                "Signing participant 三亚市 长沙市",
            ],
        ),
        (CLOSING, ["Meeting chair 李大江; place 海口市; speaker 王芳"]),
        # a delegation by its short name; who is only told of as company has made no visit
        (
            INSPECTION,
            [
                "Visit participant 周立新 王芳; place 云海科技产业园",
                "Visit participant 李大江 海南省人大常委会执法检查组; place 三亚市",
            ],
        ),
        (
            PITCH,
            [
                "Meeting participant 周立新; place 三亚市; speaker 周立新 钱四方",
                "Signing participant 三亚市 孙建国 王芳 长沙市",
            ],
        ),
        # those without names break no roster
        (
            ROSTER_BROKEN,
            ["Signing participant 周立新 孙建国 李大江 王芳 赵小川 钱四方; place 三亚市; speaker 吴海波"],
        ),
        (GATHERED, ["Meeting participant 周立新 王芳; speaker 周立新 王芳"]),
        (
            TWO_LEADERS,
            [
                "Meeting participant 李大江 长沙市党政代表团",
                "Visit participant 王芳 赵小川 长沙市党政代表团; place 三亚市",
            ],
        ),
        # an activity and its opening are one, whatever the order of words in a set
        (
            "body: 5月6日，“冬日阅读”主题活动启动。“冬日阅读”主题活动启动仪式在三亚市举行，三亚市市长周立新出席。",
            ["Activity participant 周立新; place 三亚市"],
        ),
        # who receives visitors of a fair is not told to be at the fair
        (
            GUESTS_OF_FAIR,
            ["Meeting participant 周立新 李大江 王芳 蓝湾集团考察团; place 三亚市; speaker 孙建国 赵小川"],
        ),
        # what is learned from a visit of long ago is no visit; a community told on the way is a stop
        (ROUND, ["Visit participant 周立新 李大江; place 崖州区"]),
        # nobody is sent to where they come from
        ("body: 5月6日，长沙市党政代表团一行来到长沙市，参观学习。", ["Visit participant 长沙市党政代表团"]),
        (BROKEN_GROUND, ["Ceremony about 白石岭千亩芒果产业园; participant 周立新; place 白石岭千亩芒果产业园"]),
    ],
)
def test_events_with_everyones_roles(text: str, wanted: list[str]) -> None:
    assert events(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (VISIT, {"startDate 2021-05-05", "endDate 2021-05-06"}),
        (SEMINAR, {"startDate 2021-05-06"}),
        (
            "body: 5月6日，三亚市与长沙市签署合作协议。会前，三亚市市长周立新会见了长沙市市长李大江。",
            {"startDate 2021-05-06"},
        ),
    ],
)
def test_days(text: str, wanted: set[str]) -> None:
    assert dates(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            VISIT,
            {"福州市党政代表团 云海科技产业园", "福州市党政代表团 三亚蓝湾科技有限公司", "福州市党政代表团 三亚市"},
        ),
        (TOUR, {"周立新 云海科技产业园"}),
        (COMPANY, {"李大江 崖州区"}),
        (
            INSPECTION,
            {
                "海南省人大常委会执法检查组 三亚市",
                "海南省人大常委会执法检查组 崖州区",
                "海南省人大常委会执法检查组 天涯区",
                "海南省人大常委会执法检查组 三亚蓝湾科技有限公司",
                "王芳 云海科技产业园",
            },
        ),
        (ROUND, {"李大江 崖州区", "李大江 南山镇", "李大江 北岭社区"}),
        # who is to go somewhere has not been there yet
        ("body: 三亚市市长周立新将于5月10日率团赴北京考察。", set()),
        # what nobody knows by name breaks no list; what somebody else saw was not seen on the visit
        (LISTED, {"周立新 海口市", "周立新 云海科技产业园", "周立新 三亚蓝湾科技有限公司"}),
    ],
)
def test_what_was_visited(text: str, wanted: set[str]) -> None:
    names = {e.id: e.name for e in told(text).entities}
    assert {f"{names[f.subject]} {names[str(f.object)]}" for f in told(text).facts if f.property == "visited"} == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (GUESTS, {"李大江、周立新会见福州市党政代表团"}),
        (CALL, {"李大江会见王芳"}),
        ("body: 三亚市市长李大江在三亚市会见了出席旅游节的印度尼西亚客商一行。", {"李大江会见印度尼西亚客商"}),
        ("body: 三亚市市长李大江同来访的客商举行会谈。", {"李大江与客商会谈"}),
        (
            "body: 三亚市副市长李大江与长沙市副市长王芳签订合作协议。",
            {"李大江、王芳签订合作协议"},
        ),
    ],
)
def test_names_built_from_parts(text: str, wanted: set[str]) -> None:
    assert {e.name for e in told(text).entities if e.id.startswith("event/")} == wanted


@pytest.mark.parametrize(("when", "company"), [("2014年9月", False), ("5月5日", True)])
def test_who_goes_along_now_was_not_on_a_visit_of_years_ago(when: str, company: bool) -> None:
    lead = f"body: {when}，福州市委书记王芳率福州市党政代表团在三亚市考察。"
    found = events(f"{lead}\nbody: 三亚市委书记李大江等陪同。")
    assert any("李大江" in event for event in found if "福州市党政代表团" in event) == company
