"""What a name itself says: where a thing is, who makes up a zone, whom a team stands for (all names are invented)."""

from __future__ import annotations

import pytest
from reading import facts

TABLE = {
    "locatedIn": [
        ("南昌市云岭革命纪念馆开放。", {"南昌市云岭革命纪念馆 locatedIn 南昌市"}),
        ("江西云岭新材料有限公司投产。", {"江西云岭新材料有限公司 locatedIn 江西省"}),
        ("云岭（衡阳）科技有限公司投产。", {"云岭（衡阳）科技有限公司 locatedIn 衡阳市"}),
        ("云岭科技有限公司投产。", set()),
        ("湘赣边区域合作宜春产业园投产。", {"湘赣边区域合作宜春产业园 locatedIn 宜春市"}),
        ("衡阳大学举行校庆。", {"衡阳大学 locatedIn 衡阳市"}),
        ("四川南充云岭机场通航。", {"四川南充云岭机场 locatedIn 南充市"}),
        ("温州吴忠云岭产业园开工。", set()),
        ("黄河兰州段开河。", {"黄河兰州段 locatedIn 兰州市"}),
        (
            "宁夏至湖南云岭输电工程投运。",
            {"宁夏至湖南云岭输电工程 locatedIn 宁夏回族自治区", "宁夏至湖南云岭输电工程 locatedIn 湖南省"},
        ),
        ("上海云岭（衡阳）产业园开工。", {"上海云岭（衡阳）产业园 locatedIn 衡阳市"}),
        ("友谊医院衡阳院区开诊。", {"友谊医院衡阳院区 locatedIn 衡阳市"}),
        ("镇原县城关镇云岭小学建设项目开工。", {"镇原县城关镇云岭小学 locatedIn 城关镇"}),
        ("江苏云岭制品有限公司羽绒项目投产。", {"江苏云岭制品有限公司 locatedIn 江苏省"}),
        ("昆山高新区衡阳产业园揭牌。", {"昆山高新区衡阳产业园 locatedIn 衡阳市"}),
        ("中山大学举行校庆。", set()),
        ("云岭新能源衡阳隔膜项目开工。", {"云岭新能源衡阳隔膜项目 locatedIn 衡阳市"}),
        ("衡阳经开区云岭片区开工。", {"衡阳经开区 locatedIn 衡阳市", "衡阳经开区云岭片区 locatedIn 衡阳经开区"}),
    ],
    "partOf": [
        ("衡阳经开区云岭片区开工。", {"衡阳经开区云岭片区 partOf 衡阳经开区"}),
        ("桂云铁路海棠岭隧道贯通。", {"桂云铁路海棠岭隧道 partOf 桂云铁路"}),
        ("大运河云岭公园开放。", set()),
        ("大运河云岭船闸通航。", {"大运河云岭船闸 partOf 京杭大运河"}),
        ("黄河兰州段开河。", {"黄河兰州段 partOf 黄河"}),
        (
            "中国（新疆）自由贸易试验区满两年，云岭片区形成多项成果。",
            {"云岭片区 partOf 中国（新疆）自由贸易试验区"},
        ),
    ],
    "undertakenBy": [
        ("云岭制品有限公司羽绒项目投产。", {"云岭制品有限公司羽绒项目 undertakenBy 云岭制品有限公司"}),
        ("云岭羽绒项目投产。", set()),
    ],
    "party": [
        ("醴陵—湘东共建区揭牌。", {"醴陵—湘东共建区 party 醴陵市", "醴陵—湘东共建区 party 湘东区"}),
        ("云岭共建区揭牌。", set()),
        ("温州吴忠云岭产业园开工。", {"温州吴忠云岭产业园 party 温州市", "温州吴忠云岭产业园 party 吴忠市"}),
        ("宁波市鄞州区云岭产业园开工。", set()),
        (
            "浙台（苍南）经贸合作区揭牌。",
            {"浙台（苍南）经贸合作区 party 浙江省", "浙台（苍南）经贸合作区 party 台湾省"},
        ),
        ("川渝云岭合作示范区揭牌。", {"川渝云岭合作示范区 party 四川省", "川渝云岭合作示范区 party 重庆市"}),
        (
            "湘赣边区域合作云岭示范区揭牌。",
            {"湘赣边区域合作云岭示范区 party 湖南省", "湘赣边区域合作云岭示范区 party 江西省"},
        ),
        ("株洲—萍乡合作产业园投产。", {"株洲—萍乡合作产业园 party 株洲市", "株洲—萍乡合作产业园 party 萍乡市"}),
    ],
    "represents": [
        ("湖南省党政代表团抵达南昌市。", {"湖南省党政代表团 represents 湖南省"}),
        ("长沙市代表团抵达南昌市。", {"长沙市代表团 represents 长沙市"}),
        ("代表团抵达南昌市。", set()),
    ],
    "cooperatesWith": [
        ("湖南·江西合作交流座谈会在南昌市举行。", {"江西省 cooperatesWith 湖南省"}),
        ("湖南省经济工作会议在长沙市举行。", set()),
    ],
    "connects": [
        # 城际铁路 and not 铁路 is the head, so that two letters are left
        ("北京市、唐山市通车。京唐城际铁路开通。", {"京唐城际铁路 connects 北京市", "京唐城际铁路 connects 唐山市"}),
        ("衡阳至株洲高铁通车。", {"衡阳至株洲高铁 connects 衡阳市", "衡阳至株洲高铁 connects 株洲市"}),
        ("京唐城际铁路开通。北京市到唐山市更快了。", {"京唐城际铁路 connects 北京市", "京唐城际铁路 connects 唐山市"}),
    ],
    "jurisdiction": [
        ("湖南省委印发通知。", {"湖南省委 jurisdiction 湖南省"}),
        ("长沙市人民政府发布公告。", {"长沙市人民政府 jurisdiction 长沙市"}),
    ],
    "stationedIn": [
        ("云岭县驻横冲村工作队进村。", {"云岭县驻横冲村工作队 stationedIn 横冲村"}),
    ],
    "serves": [
        ("湖南省省长沈砚秋出席会议。", {"沈砚秋 serves 湖南省"}),
        ("长沙市委书记沈砚秋出席会议。", {"沈砚秋 serves 长沙市"}),
        ("云岭科技有限公司董事长沈砚秋出席会议。", set()),
        ("原长沙市市长沈砚秋出席会议。", set()),
        ("江西省领导沈砚秋、罗文岳参加调研。", {"沈砚秋 serves 江西省", "罗文岳 serves 江西省"}),
    ],
    "worksFor": [
        ("云岭科技有限公司董事长沈砚秋出席会议。", {"沈砚秋 worksFor 云岭科技有限公司"}),
        ("长沙市委书记沈砚秋出席会议。", set()),
    ],
    "postIn": [
        ("长沙市市长沈砚秋出席会议。", {"长沙市市长 postIn 长沙市人民政府"}),
        ("湘东师范大学校长沈砚秋致辞。", {"湘东师范大学校长 postIn 湘东师范大学"}),
    ],
}


@pytest.mark.parametrize(("name", "text", "wanted"), [(n, *case) for n, cases in TABLE.items() for case in cases])
def test_derived(name: str, text: str, wanted: set[str]) -> None:
    assert facts(text, name) == wanted
