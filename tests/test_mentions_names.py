"""Names that no list can hold: where they begin and end, and of which class they are (all are invented)."""

from __future__ import annotations

import pytest
from reading import nodes

DIVISIONS = {"Province", "Prefecture", "County", "Township", "Village"}


def named(text: str) -> set[str]:
    """`Class name` of what is named on its own, without divisions and times."""
    return {f"{n.kind} {n.name}" for n in nodes(text) if n.kind not in DIVISIONS | {"Time"} and not n.generic}


TABLE = {
    "enterprises": [
        ("江苏海棠岭新材料有限公司投资5亿元。", {"Enterprise 江苏海棠岭新材料有限公司"}),
        (
            "云岭集团有限公司与海棠岭股份有限公司签约。",
            {"Enterprise 云岭集团有限公司", "Enterprise 海棠岭股份有限公司"},
        ),
        ("设备由海棠岭（衡阳）科技有限公司提供。", {"Enterprise 海棠岭（衡阳）科技有限公司"}),
        ("云岭建工集团参与施工。", {"Enterprise 云岭建工集团"}),
    ],
    "institutions": [
        ("云岭大学与海棠岭师范学院合作。", {"Institution 云岭大学", "Institution 海棠岭师范学院"}),
        ("代表团走访云岭市第一中学。", {"Institution 云岭市第一中学"}),
        ("衡阳市中级人民法院公开审理此案。", {"Institution 衡阳市中级人民法院"}),
    ],
    "zones": [
        ("他们考察了云岭高新技术产业开发区。", {"Park 云岭高新技术产业开发区"}),
        ("他们考察了云岭经济技术开发区。", {"Park 云岭经济技术开发区"}),
        ("湘鄂边区域合作云岭产业园投产。", {"CooperationZone 湘鄂边区域合作云岭产业园"}),
        ("平江—修水共建区揭牌。", {"CooperationZone 平江—修水共建区"}),
        ("代表团到泉州市鲤城高新区考察。", {"Park 泉州市鲤城高新区"}),
        ("“经开区云岭物流园项目”开工。", {"Project 经开区云岭物流园项目"}),
        ("海棠·贵阳云岭产业园揭牌。", {"Park 海棠·贵阳云岭产业园"}),
        ("经济·园区", set()),
        ("福州市与三亚市计划共建产业园。", set()),
        ("他希望福州市与三亚市共建产业园。", set()),
        ("福州市将与三亚市共建产业园。", set()),
        ("位于城郊的“云岭”高新区揭牌。", {"Park “云岭”高新区"}),
    ],
    "projects and routes": [
        ("海棠岭储能电池项目开工。", {"Project 海棠岭储能电池项目"}),
        ("长江中游城市群建设加快。", {"Region 长江中游城市群"}),
        ("云岭引水一期工程通水。", {"Project 云岭引水一期工程"}),
        ("河南省重点项目海棠岭储能电池项目加紧施工。", {"Project 海棠岭储能电池项目"}),
        ("总投资18亿元的氢能压缩机项目投产。", {"Project 氢能压缩机项目"}),
        (
            "江苏海棠岭新材料有限公司投资5亿元建设隔膜智造项目。",
            {"Enterprise 江苏海棠岭新材料有限公司", "Project 隔膜智造项目"},
        ),
        ("年底前暂停“云桥-2”天然气管道项目。", {"Project “云桥-2”天然气管道项目"}),
        ("云岭综合保税区一期通过验收。", {"Project 云岭综合保税区一期"}),
        ("衡阳至株洲高铁通车。", {"Route 衡阳至株洲高铁"}),
        ("桂林云澜高速通车。", {"Route 桂林云澜高速"}),
    ],
    "roads": [
        ("园区东邻赣粤高速，西接105国道，距云岭机场一小时。", {"Route 赣粤高速", "Route 105国道", "Venue 云岭机场"}),
        ("亩产105公斤。", set()),
    ],
    "works told as built": [
        ("云海乳业股份有限公司在眉山建设乳粉智能工厂。", {"Enterprise 云海乳业股份有限公司", "Project 乳粉智能工厂"}),
        ("年产30万套底盘项目投产。", {"Project 年产30万套底盘项目"}),
        ("企业投资9亿元建设乳粉智能工厂。", {"Project 乳粉智能工厂"}),
        ("大家建设乳粉智能工厂。", set()),
        ("各地参观乳粉智能工厂。", set()),
        ("淮河灌区续建配套与节水改造工程通过验收。", {"Project 淮河灌区续建配套与节水改造工程"}),
        ("云岭公司与海棠岭节水改造工程。", {"Enterprise 云岭公司", "Project 海棠岭节水改造工程"}),
    ],
    "where names begin": [
        ("会议研究云河生态经济带建设。", {"Region 云河生态经济带"}),
        ("日前获批省级数字化转型试点园区。", set()),
        ("子公司大理云岭有限公司投产。", {"Enterprise 大理云岭有限公司"}),
        ("云岭产业园区落户企业5家。", {"Park 云岭产业园区"}),
    ],
    "common nouns that end like projects": [
        ("湖北省重大项目集中开工。", set()),
        ("云岭引水工程是骨干工程。", {"Project 云岭引水工程"}),
        ("新能源项目1913个。", set()),
        ("当地实施水毁修复项目。", set()),
        ("上海大幅简化外资项目手续。", set()),
        ("他在高山滑雪项目夺冠。", set()),
        ("全国工程技术人员受到表彰。", set()),
        ("用好重点水毁修复项目资金。", set()),
    ],
    "sections and sites": [
        ("黄河兰州段开河。", {"Region 黄河兰州段"}),
        (
            "由云岭糖业有限公司投资的茶树良种繁育基地投产。",
            {"Enterprise 云岭糖业有限公司", "Institution 茶树良种繁育基地"},
        ),
        ("云海水库蓄水。", {"Venue 云海水库"}),
        ("当地新建小型水库。", set()),
        ("病险水库除险加固。", set()),
        ("六座电站并网。", set()),
        ("昆明十多所小学停课。", set()),
        ("天津三座火车站恢复运营。", set()),
        ("双方坚定站在一起。", set()),
        ("各汽车站恢复运营。", set()),
        ("航班增加到首都机场。", {"Venue 首都机场"}),
        ("她们迫不及待地赶往河边。", set()),
        ("叶坪乡乡长朱胜江发言。", {"People 叶坪乡乡长朱胜江"}),
        ("热门机场客流增加。", set()),
        ("据专家援引的法国云岭大学报告。", {"Institution 法国云岭大学"}),
        ("友谊医院衡阳院区开诊。", {"Institution 友谊医院衡阳院区"}),
    ],
    "common nouns that end like companies and lines": [
        ("针对水稻合作社的培训开始。", set()),
        ("警方打掉一个犯罪集团。", set()),
        ("多家保险公司参加洽谈。", set()),
        ("各家银行发放贷款。", set()),
        ("产量呈高速增长。", set()),
        ("湖南多条高速公路恢复通行。", set()),
        ("西藏公路通车里程增加。", set()),
        ("全国六大港口吞吐量增长。", set()),
    ],
    "venues": [
        ("他们参观了云岭革命纪念馆。", {"Venue 云岭革命纪念馆"}),
        ("列车驶过云岭特大桥。", {"Venue 云岭特大桥"}),
        ("衡阳东站改造完成。", {"Venue 衡阳东站"}),
        ("旅客从株洲站出发。", {"Venue 株洲站"}),
        ("海棠荡桥合龙。", {"Venue 海棠荡桥"}),
        ("旅客可以在网站或车站购票。", set()),
    ],
    "documents": [
        ("两市签署《云岭海棠战略合作框架协议》。", {"Agreement 云岭海棠战略合作框架协议"}),
        ("会议审议《云岭市城市更新条例》。", {"Policy 云岭市城市更新条例"}),
        ("《云岭水网建设规划（2021—2035年）》公布。", {"Policy 云岭水网建设规划（2021—2035年）"}),
        ("《云岭节水条例（草案）》公布。", {"Policy 云岭节水条例（草案）"}),
        ("他们合唱了《山那边》。", set()),
    ],
    "events": [
        ("南昌市与长沙市合作交流座谈会举行。", {"Meeting 南昌市与长沙市合作交流座谈会"}),
        ("湖南·江西合作交流座谈会在南昌举行。", {"Meeting 湖南·江西合作交流座谈会"}),
        ("海棠岭储能电池项目开工仪式举行。", {"Ceremony 海棠岭储能电池项目开工仪式"}),
        ("2021年全国春茶交易会开幕。", {"Activity 全国春茶交易会"}),
    ],
    "teams": [
        ("湖南省党政代表团抵达南昌。", {"Delegation 湖南省党政代表团"}),
        ("省林业局驻横冲村工作队进村。", {"WorkTeam 省林业局驻横冲村工作队"}),
    ],
    "initiatives": [
        ("云岭市“千帆出海”行动启动。", {"Initiative 云岭市“千帆出海”行动"}),
        ("会议要求以“357”现代产业体系为抓手。", {"Initiative “357”现代产业体系"}),
        ("共建“一带一路”旗舰项目建成。", {"Initiative 一带一路"}),
    ],
    "bodies of a division": [
        ("湖南省委印发通知。", {"PartyCommittee 湖南省委"}),
        ("湖南省人民政府发布公告。", {"Government 湖南省人民政府"}),
        ("省政协组织视察。", {"Cppcc 省政协"}),
        ("省人大常委会组织视察。", {"PeoplesCongress 省人大常委会"}),
        ("省农业农村厅组织培训。", {"Department 省农业农村厅"}),
        ("县交通局、水务局、扶贫办联合检查。", {"Department 县交通局", "Department 水务局", "Department 扶贫办"}),
        ("交通局、水务局、扶贫办联合检查。", set()),
    ],
    "nothing": [
        ("5家公司参加了洽谈。", set()),
        ("28个项目集中签约。", set()),
        ("会上，大家畅所欲言。", set()),
        ("座谈会结束后，代表团离开。", set()),
    ],
}


@pytest.mark.parametrize(("text", "wanted"), [case for cases in TABLE.values() for case in cases])
def test_names(text: str, wanted: set[str]) -> None:
    assert named(text) == wanted


@pytest.mark.parametrize(
    ("text", "kind"),
    [("座谈会昨日举行。", "Meeting"), ("开工仪式昨日举行。", "Ceremony"), ("代表团昨日返回。", "Delegation")],
)
def test_a_bare_word_points_to_something_named(text: str, kind: str) -> None:
    assert [node.kind for node in nodes(text) if node.generic] == [kind]
