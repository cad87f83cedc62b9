"""Knowledge composed by hand for the tests of the view: two invented provinces, a visit, a meeting, a signing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random

from kg.model import Article, Entity, Fact, Knowledge, Literal, Mention, Span
from kg.resolve.settled import Record

VISIT = """我省党政代表团赴澄江省学习考察
4月8日至9日，岭西省党政代表团赴澄江省学习考察。
岭西省委书记、省人大常委会主任方远山，澄江省委书记、省人大常委会主任贺知秋出席座谈会并讲话。
岭西省委副书记、省长柳明川主持座谈会，澄江省委副书记、省长蔡南亭介绍有关情况。
两省领导庄文竹、祁松年、费雨田、阮若谷、单一舟、卞青峰，青瓦市委书记尹望舒，白鹭市委书记史怀瑾参加活动。
代表团先后来到白鹭高新技术产业开发区、星桥光电有限公司、白鹭港和岭澄合作产业园，了解园区建设情况。
在星桥光电有限公司，方远山详细询问新型显示面板项目进展。
岭澄合作产业园位于白鹭市新渡县，由青瓦市与白鹭市共建。
座谈会上，两省签署《岭西省人民政府 澄江省人民政府深化合作框架协议》。
本报记者 翁小满 童百川
"""
MEETING = """全省重点项目建设推进会议在榆阳召开
4月10日，全省重点项目建设推进会议在榆阳市召开，省长柳明川出席会议并讲话，常务副省长庄文竹主持。
会议审议了《岭西省重点项目管理办法》，省发展和改革委员会、省交通运输厅、省财政厅负责同志发言。
青瓦至白鹭高速公路由岭西交通建设集团承建，途经青瓦市、松溪县、新渡县和白鹭市。
岭西交通建设集团投资建设松溪抽水蓄能电站，电站位于松溪县。
省委常委、秘书长卞青峰，副省长阮若谷，榆阳市委书记汪听雨，榆阳市市长毛问渠参加会议。
“千村联网”行动由省农业农村厅组织实施，驻青石村工作队队长鲁一苇介绍经验。
本报记者 童百川
"""
FAIR = """澄江国际茶叶博览会开幕
4月9日，第十二届澄江国际茶叶博览会在白鹭会展中心开幕，澄江省副省长费雨田宣布开幕。
博览会由澄江省农业农村厅、白鹭市人民政府主办，岭西省供销合作社、云栖茶业有限公司参展。
白鹭市委书记史怀瑾、白鹭市市长祝长亭致辞。
本报记者 翁小满
"""

KINDS = {
    "Official": "方远山 贺知秋 柳明川 蔡南亭 庄文竹 祁松年 费雨田 阮若谷 单一舟 "
    "卞青峰 尹望舒 史怀瑾 汪听雨 毛问渠 祝长亭",
    "Person": "鲁一苇",
    "Journalist": "翁小满 童百川",
    "Province": "岭西省 澄江省",
    "Prefecture": "青瓦市 白鹭市 榆阳市",
    "County": "新渡县 松溪县",
    "Village": "青石村",
    "Department": "省发展和改革委员会 省交通运输厅 省财政厅 省农业农村厅 澄江省农业农村厅",
    "PartyCommittee": "岭西省委 澄江省委 青瓦市委 白鹭市委 榆阳市委",
    "Government": "岭西省人民政府 澄江省人民政府 白鹭市人民政府 榆阳市人民政府",
    "PeoplesCongress": "岭西省人大常委会 澄江省人大常委会",
    "Enterprise": "星桥光电有限公司 岭西交通建设集团 云栖茶业有限公司",
    "Institution": "岭西省供销合作社",
    "Media": "岭西日报",
    "Delegation": "岭西省党政代表团",
    "WorkTeam": "驻青石村工作队",
    "Park": "白鹭高新技术产业开发区",
    "CooperationZone": "岭澄合作产业园",
    "Venue": "白鹭港 白鹭会展中心",
    "Project": "新型显示面板项目 青瓦至白鹭高速公路 松溪抽水蓄能电站",
    "Initiative": "“千村联网”行动",
    "Agreement": "岭西省人民政府 澄江省人民政府深化合作框架协议",
    "Policy": "岭西省重点项目管理办法",
    "Visit": "岭西省党政代表团赴澄江省学习考察",
    "Meeting": "两省座谈会 全省重点项目建设推进会议",
    "Ceremony": "第十二届澄江国际茶叶博览会开幕",
}

# subject, property, objects, words of the sentence that says so
FACTS = """
方远山|holds|岭西省委书记 岭西省人大常委会主任|方远山，澄江
贺知秋|holds|澄江省委书记 澄江省人大常委会主任|方远山，澄江
柳明川|holds|岭西省委副书记 岭西省省长|柳明川主持座谈会
蔡南亭|holds|澄江省委副书记 澄江省省长|蔡南亭介绍
庄文竹|holds|岭西省常务副省长|庄文竹主持
卞青峰|holds|岭西省委秘书长|秘书长卞青峰
阮若谷|holds|岭西省副省长|副省长阮若谷
费雨田|holds|澄江省副省长|费雨田宣布
尹望舒|holds|青瓦市委书记|尹望舒
史怀瑾|holds|白鹭市委书记|史怀瑾参加活动
汪听雨|holds|榆阳市委书记|汪听雨
毛问渠|holds|榆阳市市长|毛问渠
祝长亭|holds|白鹭市市长|祝长亭
岭西省委书记|postIn|岭西省委|方远山，澄江
岭西省人大常委会主任|postIn|岭西省人大常委会|方远山，澄江
岭西省委副书记|postIn|岭西省委|柳明川主持座谈会
岭西省省长|postIn|岭西省人民政府|柳明川主持座谈会
澄江省委书记|postIn|澄江省委|方远山，澄江
澄江省人大常委会主任|postIn|澄江省人大常委会|方远山，澄江
澄江省省长|postIn|澄江省人民政府|蔡南亭介绍
青瓦市委书记|postIn|青瓦市委|尹望舒
白鹭市委书记|postIn|白鹭市委|史怀瑾参加活动
榆阳市委书记|postIn|榆阳市委|汪听雨
榆阳市市长|postIn|榆阳市人民政府|毛问渠
白鹭市市长|postIn|白鹭市人民政府|祝长亭
方远山 柳明川 庄文竹 祁松年 阮若谷 卞青峰|serves|岭西省|庄文竹、祁松年
贺知秋 蔡南亭 费雨田 单一舟|serves|澄江省|庄文竹、祁松年
尹望舒|serves|青瓦市|尹望舒
史怀瑾 祝长亭|serves|白鹭市|祝长亭
汪听雨 毛问渠|serves|榆阳市|汪听雨
两省座谈会|speaker|方远山 贺知秋|方远山，澄江
两省座谈会|chair|柳明川|柳明川主持座谈会
两省座谈会|participant|蔡南亭 庄文竹 祁松年 费雨田 阮若谷 单一舟 卞青峰 尹望舒 史怀瑾|庄文竹、祁松年
两省座谈会|about|岭西省人民政府_澄江省人民政府深化合作框架协议|签署
岭西省人民政府_澄江省人民政府深化合作框架协议|party|岭西省人民政府 澄江省人民政府|签署
岭西省|cooperatesWith|澄江省|签署
岭西省党政代表团赴澄江省学习考察|participant|岭西省党政代表团|赴澄江省学习考察。
岭西省党政代表团赴澄江省学习考察|place|澄江省 白鹭市|先后来到
岭西省党政代表团赴澄江省学习考察|stop|白鹭高新技术产业开发区 星桥光电有限公司 白鹭港 岭澄合作产业园|先后来到
岭西省党政代表团|represents|岭西省|赴澄江省学习考察。
岭西省党政代表团|leader|方远山|先后来到
岭西省党政代表团|visited|白鹭高新技术产业开发区 星桥光电有限公司 白鹭港 岭澄合作产业园|先后来到
方远山|visited|星桥光电有限公司|详细询问
岭澄合作产业园|locatedIn|新渡县 白鹭市|由青瓦市与白鹭市共建
岭澄合作产业园|party|青瓦市 白鹭市|由青瓦市与白鹭市共建
青瓦市|cooperatesWith|白鹭市|由青瓦市与白鹭市共建
新型显示面板项目|undertakenBy|星桥光电有限公司|详细询问
白鹭高新技术产业开发区 白鹭港|locatedIn|白鹭市|先后来到
新渡县|locatedIn|白鹭市|由青瓦市与白鹭市共建
白鹭市|locatedIn|澄江省|祝长亭
榆阳市 青瓦市|locatedIn|岭西省|榆阳市召开
全省重点项目建设推进会议|speaker|柳明川|榆阳市召开
全省重点项目建设推进会议|chair|庄文竹|榆阳市召开
全省重点项目建设推进会议|place|榆阳市|榆阳市召开
全省重点项目建设推进会议|participant|省发展和改革委员会 省交通运输厅 省财政厅|会议审议
全省重点项目建设推进会议|participant|卞青峰 阮若谷 汪听雨 毛问渠|汪听雨
全省重点项目建设推进会议|about|岭西省重点项目管理办法|会议审议
青瓦至白鹭高速公路|undertakenBy|岭西交通建设集团|承建
青瓦至白鹭高速公路|place|青瓦市 松溪县 新渡县 白鹭市|承建
岭西交通建设集团|investsIn|松溪抽水蓄能电站|抽水蓄能
松溪抽水蓄能电站|locatedIn|松溪县|抽水蓄能
“千村联网”行动|issuer|省农业农村厅|千村联网
鲁一苇|stationedIn|青石村|鲁一苇
驻青石村工作队|stationedIn|青石村|鲁一苇
驻青石村工作队|leader|鲁一苇|鲁一苇
第十二届澄江国际茶叶博览会开幕|place|白鹭会展中心|宣布开幕
第十二届澄江国际茶叶博览会开幕|organizer|澄江省农业农村厅 白鹭市人民政府|参展
第十二届澄江国际茶叶博览会开幕|participant|岭西省供销合作社 云栖茶业有限公司|参展
第十二届澄江国际茶叶博览会开幕|participant|费雨田 史怀瑾 祝长亭|致辞
白鹭会展中心|locatedIn|白鹭市|宣布开幕
翁小满 童百川|worksFor|岭西日报|翁小满 童百川
"""

DATES = {
    "岭西省党政代表团赴澄江省学习考察": ("2024-04-08", "2024-04-09"),
    "全省重点项目建设推进会议": ("2024-04-10", ""),
    "第十二届澄江国际茶叶博览会开幕": ("2024-04-09", ""),
}


def article(number: str, text: str, page: str) -> Article:
    headline = text.splitlines()[0]
    return Article(number, "岭西日报", dt.date(2024, 4, 11), page, "", headline, "", text, "sample.txt")


def span(articles: tuple[Article, ...], words: str) -> Span:
    """The sentence that holds `words`."""
    for each in articles:
        at = each.text.find(words)
        if at >= 0:
            start = each.text.rfind("\n", 0, at) + 1
            end = each.text.index("\n", at)
            return Span(each.id, start, end, each.text[start:end])
    raise AssertionError(words)


def sample() -> Knowledge:
    """Some sixty entities and the facts between them."""
    texts = (article("a1", VISIT, "01"), article("a2", MEETING, "01"), article("a3", FAIR, "02"))
    facts = [
        Fact(prop, key(subject), key(thing), span(texts, words), "by-hand", 0.9, order=place * (prop == "stop"))
        for line in FACTS.strip().splitlines()
        for subjects, prop, objects, words in [line.split("|")]
        for subject in subjects.split()
        for place, thing in enumerate(objects.split(), 1)
    ]
    for name, days in DATES.items():
        for prop, day in zip(("startDate", "endDate"), days, strict=True):
            if day:
                facts.append(Fact(prop, key(name), Literal(day, "date"), span(texts, "4月"), "by-hand"))
    return Knowledge(texts, entities(facts, texts), tuple(facts))


def tenure(person: str, post: str, articles: int, **told: str) -> Record:
    """One person in one post, as `articles` tell; `succeeds` is the id of the tenure before."""
    values = [(name, value if name == "succeeds" else Literal(value)) for name, value in told.items()]
    ends = (("person", key(person)), ("post", key(post)), ("timesSeen", Literal(str(articles))))
    return Record(f"tenure/{person}/{post}", "Tenure", (*ends, *values))


def tenures(known: Knowledge) -> tuple[Record, ...]:
    """A tenure for whoever holds a post."""
    held = [fact for fact in known.facts if fact.property == "holds"]
    return tuple(tenure(_name(fact.subject), _name(str(fact.object)), 1) for fact in held)


def _name(ident: str) -> str:
    return ident.partition("/")[2]


def key(name: str) -> str:
    return "thing/" + name


def entities(facts: list[Fact], texts: tuple[Article, ...]) -> tuple[Entity, ...]:
    found = []
    for kind, names in KINDS.items():
        for name in names.split() if kind != "Agreement" else [names]:
            found.append(Entity(key(name.replace(" ", "_")), kind, name, mentions=mentions(name, kind, texts)))
    posts = {str(fact.object): None for fact in facts if fact.property == "holds"}
    found += [Entity(post, "Post", post.removeprefix("thing/")) for post in posts]
    return tuple(replace(e, aliases=("岭西", "岭"), code="990000") if e.name == "岭西省" else e for e in found)


def mentions(name: str, kind: str, texts: tuple[Article, ...]) -> tuple[Mention, ...]:
    return tuple(
        Mention(Span(text.id, at, at + len(name), name), kind, name, "by-hand")
        for text in texts
        for at in [text.text.find(name)]
        if at >= 0
    )


def crowd(size: int, seed: int = 3) -> Knowledge:
    """As many entities, linked as pages link them: hubs with many leaves, some chains, some alone."""
    random = Random(seed)
    kinds = ["Official", "County", "Enterprise", "Project", "Meeting", "Park", "Department", "Venue"]
    text = article("c1", "许多人出席会议\n许多人出席了会议。\n", "01")
    quote = span((text,), "许多人出席了")
    names = [
        "".join(random.choices("山水云林石溪江海松竹梅兰春秋", k=random.choice((2, 3, 3, 3, 6, 9))))
        for _ in range(size)
    ]
    found = tuple(Entity(f"e/{n}", kinds[n % len(kinds)], name) for n, name in enumerate(names))
    hubs = max(1, size // 12)
    ends = [(random.randrange(hubs), n) for n in range(1, size) if random.random() < 0.93]
    ends += [(random.randrange(size), random.randrange(hubs)) for _ in range(size // 3)]
    facts = tuple(Fact("participant", f"e/{a}", f"e/{b}", quote, "by-chance") for a, b in ends if a != b)
    return Knowledge((text,), found, facts)


def various() -> Knowledge:
    """The sample, its articles from several papers and days, who chaired what less sure than the rest."""
    known = sample()
    days = {"a1": dt.date(2024, 4, 11), "a2": dt.date(2024, 5, 20), "a3": dt.date(2024, 8, 1)}
    papers = {"a2": "榆阳日报"}
    articles = tuple(replace(a, date=days[a.id], newspaper=papers.get(a.id, a.newspaper)) for a in known.articles)
    facts = tuple(replace(fact, confidence=0.5) if fact.property == "chair" else fact for fact in known.facts)
    doubted = next(fact for fact in facts if fact.property == "startDate")
    doubted = replace(doubted, object=Literal("2024-04-07", "date"), outweighed=True)
    return Knowledge(articles, known.entities, (*facts, doubted))


def diary(days: int) -> Knowledge:
    """So many articles, one a day, each of a meeting of four; the last bears no date and no paper's name."""
    articles, found, facts = [], [Entity(f"p/{n}", "Official", f"某人{n}") for n in range(40)], []
    for n in range(days):
        day, paper = (dt.date(2024, 1, 1) + dt.timedelta(n), "岭西日报") if n < days - 1 else (None, "")
        text = article(f"岭西日报/{n}/01/1", f"会{n}召开\n会{n}召开。\n", "01")
        articles.append(replace(text, date=day, newspaper=paper))
        quote = span((text,), "召开。")
        found.append(Entity(f"m/{n}", "Meeting", f"会{n}"))
        facts += [Fact("participant", f"m/{n}", f"p/{(n + step) % 40}", quote, "r") for step in (1, 3, 7, 11)]
    return Knowledge(tuple(articles), tuple(found), tuple(facts))


PROVINCES = {
    "230000": "黑龙江省",
    "110000": "北京市",
    "650000": "新疆维吾尔自治区",
    "460000": "海南省",
    "310000": "上海市",
}


def provinces(bodies: int = 1) -> Knowledge:
    """Five provinces, each with so many bodies and their heads, and visits from each to the next."""
    text = article("p1", "某省代表团赴某省考察\n某省代表团赴某省考察。\n", "01")
    quote = span((text,), "代表团赴某省考察。")
    known = [Entity(f"division/{code}", "Province", name, code=code) for code, name in PROVINCES.items()]
    facts = []
    for code, following in zip(PROVINCES, [*list(PROVINCES)[1:], "230000"], strict=True):
        team = Entity(f"team/{code}", "Delegation", PROVINCES[code] + "代表团")
        facts.append(Fact("represents", team.id, f"division/{code}", quote, "r"))
        facts.append(Fact("visited", team.id, f"division/{following}", quote, "r"))
        known.append(team)
        for n in range(bodies):
            body, head = (
                Entity(f"body/{code}-{n}", "Department", f"{code}厅{n}"),
                Entity(f"p/{code}-{n}", "Official", f"{code}某{n}"),
            )
            facts.append(Fact("jurisdiction", body.id, f"division/{code}", quote, "r"))
            facts.append(Fact("worksFor", head.id, body.id, quote, "r"))
            known += [body, head]
    return Knowledge((text,), tuple(known), tuple(facts))
