"""Pages of our own composition become the articles that a reader sees."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kg.model import Article
from kg.read import read_page
from kg.read.endings import is_complete

MASTHEAD = "东川日报\n\n2023年2月7日 星期二\n\n03\n\n要闻\n\n编辑/石小棠\n\n"


def articles(tmp_path: Path, text: str, masthead: str = MASTHEAD) -> tuple[Article, ...]:
    path = tmp_path / "page.txt"
    path.write_text(masthead + text, "utf-8")
    return read_page(path).articles


def parts(article: Article) -> list[tuple[str, str]]:
    return [(part.kind, article.text[part.start : part.end]) for part in article.parts]


def outline(found: tuple[Article, ...]) -> list[tuple[str, str, str]]:
    return [(article.kicker, article.headline, article.byline) for article in found]


LEAD = "本报讯（记者 何一帆 通讯员 任远）2月6日，东川市召开大会，市长苏牧主持。"


def test_kicker_headline_and_inline_byline(tmp_path: Path) -> None:
    (article,) = articles(tmp_path, f"东川市召开大会 苏牧主持\n\n# 万象更新　再出发\n\n{LEAD}\n")
    assert outline((article,)) == [("东川市召开大会 苏牧主持", "万象更新　再出发", "记者 何一帆 通讯员 任远")]
    assert parts(article) == [("kicker", "东川市召开大会 苏牧主持"), ("headline", "万象更新　再出发"), ("body", LEAD)]


def test_subheads_belong_to_the_report_that_is_signed_at_its_foot(tmp_path: Path) -> None:
    text = """# 一江水，两座城

2月5日至6日，代表团赴西川市考察。

## 同饮一江水

会上，苏牧说，要合作。

## 三份协议

会后，双方签约。

■本报记者 何一帆 任远

## 西川来客

2月6日，西川市的客人来了。
"""
    first, second = articles(tmp_path, text)
    assert [part for part in parts(first) if part[0] != "body"] == [
        ("headline", "一江水，两座城"),
        ("subhead", "同饮一江水"),
        ("subhead", "三份协议"),
        ("byline", "本报记者 何一帆 任远"),
    ]
    assert (first.byline, second.headline) == ("本报记者 何一帆 任远", "西川来客")


@pytest.mark.parametrize(
    "story",
    [
        "本报讯（记者 石岚）2月3日，西川市来客。",
        "■本报记者 石岚\n\n客人来了。",
        "——西川来客素描\n\n去年，客人来了。",
        "客人来了。\n\n本报记者 石岚 文/图",
        "日前，西川市来客。",
    ],
)
def test_a_heading_with_something_of_its_own_begins_an_article(tmp_path: Path, story: str) -> None:
    found = articles(tmp_path, f"# 大会\n\n{LEAD}\n\n## 来客\n\n{story}\n")
    assert [article.headline for article in found] == ["大会", "来客"]


def test_labels_and_captions(tmp_path: Path) -> None:
    text = f"""# 大会

{LEAD}

图片·新闻

## 春耕

2月5日，柳湾镇农民在播种。图为播种现场。

东川日报·新东川客户端

记者 田起

西川晚报记者石岚 摄影报道

链接

## 柳湾镇

柳湾镇在东川市西部。

更正

本报2月3日A04版《来客》一文中，“周厉”应为“周励”。
"""
    found = articles(tmp_path, text)
    assert [article.headline for article in found] == ["大会", "春耕", "柳湾镇", "更正"]
    assert found[1].byline == "东川日报·新东川客户端 记者 田起 西川晚报记者石岚"


def test_columns_of_short_items(tmp_path: Path) -> None:
    text = """乡镇短波

●柳湾镇 2月6日，柳湾镇召开防汛会。（何雁）

●石桥镇 石桥镇日前签约。

区县快报

【东湾】2月6日，东湾区召开会议。

【西湾】2月6日，西湾区召开会议。

（本报记者 何一帆 通讯员 任远）

人事

据市委组织部2月6日消息，苏牧任东湾区委书记。
"""
    found = articles(tmp_path, text)
    names = ["乡镇短波 柳湾镇", "乡镇短波 石桥镇", "区县快报 东湾", "区县快报 西湾", "人事"]
    assert [article.headline for article in found] == names
    assert [article.byline for article in found] == ["何雁", "", "", "", ""]
    assert parts(found[3]) == [
        ("headline", "区县快报"),
        ("headline", "西湾"),
        ("body", "2月6日，西湾区召开会议。"),
        ("byline", "（本报记者 何一帆 通讯员 任远）"),
    ]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("▲上接A01版\n\n会议议定，抓好春耕。\n", [("note", "上接A01版"), ("body", "会议议定，抓好春耕。")]),
        ("（上接Ａ０１版）会议议定，\n抓好春耕。\n", [("note", "（上接Ａ０１版）"), ("body", "会议议定，抓好春耕。")]),
        ("（紧接第一版）会议议定。\n", [("note", "（紧接第一版）"), ("body", "会议议定。")]),
    ],
)
def test_jump_lines(tmp_path: Path, text: str, last: list[tuple[str, str]]) -> None:
    first, second = articles(tmp_path, f"# 大会\n\n{LEAD}（下转第四版）\n\n{text}")
    assert parts(first)[-2:] == [("body", LEAD), ("note", "（下转第四版）")]
    assert (second.headline, parts(second)) == ("", last)


def test_notices(tmp_path: Path) -> None:
    text = f"""# 大会

{LEAD}

## 东川市人民代表大会常务委员会任免名单

（2023年2月6日通过）

一、决定任命\x20\x20
苏牧为东川市副市长；\x20\x20
何云为东川市水利局局长。

## 来客

中共东川市委组织部\x20\x20
2023年2月6日
"""
    found = articles(tmp_path, text)
    assert parts(found[1])[1:] == [
        ("body", "（2023年2月6日通过）"),
        ("subhead", "一、决定任命"),
        ("body", "苏牧为东川市副市长；"),
        ("body", "何云为东川市水利局局长。"),
    ]
    assert parts(found[2])[1:] == [("body", "中共东川市委组织部"), ("body", "2023年2月6日")]


WRAPPED = """东川日报　　２０２３年２月７日　星期二　　Ａ０４　要闻
责任编辑：石小棠　校对 :林  鸥
苏牧赴柳湾镇调研时强调
抓好春耕 稳住粮食
本报讯(记者 何一帆 通讯员 任 远) 2月6日，东川市市
长苏牧赴柳湾 镇调研春耕备耕工作。他强调，要投资12
0万元，把粮食生产摆在重要位置。市领导赵一凡参加
。在柳湾镇，苏牧走进“田间 地头”，查看苗情，说农时不等
人。
来客签约五个项目
【本报東湾訊】特約記者石嵐報道：昨日，西川市的客人来到
东湾区，五个项目现场签约。
－ － － － － － － －
【港澳視窗】
# 春到濠江
【本報訊】昨日，春到濠江。
"""


def test_a_page_with_hard_line_breaks(tmp_path: Path) -> None:
    first, second, third = articles(tmp_path, WRAPPED, "")
    assert outline((first, second)) == [
        ("苏牧赴柳湾镇调研时强调", "抓好春耕 稳住粮食", "记者 何一帆 通讯员 任远"),
        ("", "来客签约五个项目", "特約記者石嵐"),
    ]
    assert first.text.split("\n")[2:] == [
        "本报讯(记者 何一帆 通讯员 任 远) 2月6日，东川市市长苏牧赴柳湾镇调研春耕备耕工作。他强调，要投资120万元，"
        "把粮食生产摆在重要位置。市领导赵一凡参加。在柳湾镇，苏牧走进“田间 地头”，查看苗情，说农时不等人。",
        "",
    ]
    assert third.headline == "春到濠江"


PLAIN = """全省开发区工作会议召开

——陈远出席并讲话 林溪主持

2月6日，全省开发区工作会议召开。省委书记陈远出席并讲话。

一是抓项目

陈远强调，项目是抓手。

（记者 胡杨）

新区又添项目

昨天，新区管委会与远航公司签约。（李晓）

图片新闻

大桥合龙

2月5日，东川大桥合龙。本报记者 方 圆 摄

□ 评论员 成 风
"""


def test_a_page_without_marks(tmp_path: Path) -> None:
    found = articles(tmp_path, PLAIN, "")
    headlines = ["全省开发区工作会议召开", "新区又添项目", "大桥合龙"]
    assert [article.headline for article in found] == headlines
    assert found[0].byline == "记者 胡杨"
    assert [kind for kind, _ in parts(found[0])] == ["headline", "subhead", "body", "subhead", "body", "byline"]
    assert found[2].byline == "本报记者 方圆 摄 评论员 成风"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_columns_cut_in_mid_sentence(tmp_path: Path, end: str) -> None:
    path = tmp_path / "page.txt"
    text = (
        "# 大会\n\n会议听取了市政府关于春耕的报告，审议了关于水利建设的决定，接受何云辞去东川市副市长职务的请"
        "\n\n求，决定任命苏牧为副市长。\n\n会议闭幕。\n"
    )
    path.write_bytes(text.replace("\n", end).encode())
    (article,) = read_page(path).articles
    assert article.text == text.replace("# ", "").replace("请\n\n求", "请求").replace("\n\n", "\n")


def test_news_in_brief_under_one_title(tmp_path: Path) -> None:
    found = articles(tmp_path, "简讯\n\n- 本报讯 东湾区召开会议。\n- 本报讯 西湾区召开会议。\n\n启 事\n\n声明作废。\n")
    assert [article.headline for article in found] == ["简讯", "简讯", "启 事"]


def test_one_item_with_a_head(tmp_path: Path) -> None:
    text = (
        "date: 2023-02-07\nsource: 东川新闻\ntitle: 苏牧调研\n\n苏牧2月6日到柳湾镇调研。\n春耕\n苏牧说，要抓好春耕。\n"
    )
    (article,) = articles(tmp_path, text, "")
    assert (article.newspaper, article.date, article.headline) == ("东川新闻", dt.date(2023, 2, 7), "苏牧调研")
    assert article.text == "苏牧调研\n苏牧2月6日到柳湾镇调研。\n春耕\n苏牧说，要抓好春耕。\n"
    assert article.id == "东川新闻/2023-02-07/page/1"


def test_a_head_before_a_page(tmp_path: Path) -> None:
    text = f"source: 东川日报\ndate: 2023-02-07\npage: A02\n\n# 大会\n\n{LEAD}\n\n# 来客\n\n客人来了。\n"
    found = articles(tmp_path, text, "")
    assert [article.id for article in found] == ["东川日报/2023-02-07/A02/1", "东川日报/2023-02-07/A02/2"]


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        ("苏牧出席。", True),
        ("他说：“好。”", True),
        ("他说“好”", False),
        ("来客。（何雁）", True),
        ("东川（西川）", False),
        ("（2023年2月6日通过）", True),
        ("苏牧为副市长；", True),
        ("主要生产", False),
        ("增长3%.", True),
        ("", False),
    ],
)
def test_where_a_paragraph_ends(text: str, complete: bool) -> None:
    assert is_complete(text) is complete


def test_a_heading_whose_text_opens_with_a_day_is_a_headline(tmp_path: Path) -> None:
    text = "# 东川市代表团考察西川\n\n1日，东川市市长苏牧到西川市考察。\n\n# 市领导慰问工人\n\n1日，市委常委何一帆慰问了工人。\n"
    (tmp_path / "page.txt").write_text(f"江南日报\n2025年4月2日 星期三 第02版\n\n{text}", "utf-8")
    articles = read_page(tmp_path / "page.txt").articles
    assert [article.headline for article in articles] == ["东川市代表团考察西川", "市领导慰问工人"]


def test_briefs_by_places_in_a_narrow_column(tmp_path: Path) -> None:
    text = """⊙⊙⊙

东川一周·快读

【西溪】第九届中国（西溪）国际汽车零配件博览会
10月17日至19日将在西溪会展中心举行，由西溪县人民
政府、东川市汽车行业协会主办。

【北塘】前天，梧桐镇石桥村举办农耕节，县委副书记
苏牧扶犁下田。

【南浦】2月3日，萧口镇党委书记任远带着镇村干部，到
西川市石潭镇学习白茶产业发展经验。
"""
    found = articles(tmp_path, text)
    assert [article.headline for article in found] == [f"东川一周·快读 {place}" for place in ("西溪", "北塘", "南浦")]
    assert all(article.text.rstrip().endswith("。") for article in found)


def test_a_headline_may_open_with_yesterday(tmp_path: Path) -> None:
    first, second = articles(tmp_path, f"# 江上的桥\n\n{LEAD}\n\n昨天的常委会，任命了这些人\n\n{LEAD}\n")
    assert (first.headline, second.headline) == ("江上的桥", "昨天的常委会，任命了这些人")


@pytest.mark.parametrize("line", ["（阿依古丽·买买提）", "（证券记者 何一帆）", "本报记者 热依娜古丽"])
def test_who_signs_at_the_foot(tmp_path: Path, line: str) -> None:
    (article,) = articles(tmp_path, f"# 江上的桥\n\n2月6日，东川市召开大会。\n\n{line}\n")
    assert article.byline == line.strip("（）")


@pytest.mark.parametrize("line", ["本报热线　0796－6320000", "投稿邮箱：dcrb@dongchuan.example"])
def test_how_to_reach_the_paper_is_no_title(tmp_path: Path, line: str) -> None:
    (article,) = articles(tmp_path, f"{line}\n\n江上的桥\n\n{LEAD}\n")
    assert (article.kicker, article.headline) == ("", "江上的桥")


def test_a_label_is_no_byline(tmp_path: Path) -> None:
    (article,) = articles(tmp_path, f"# 江上的桥\n\n{LEAD}\n\n◎签约台\n\n2月5日，双方签约。\n")[:1]
    assert article.byline == "记者 何一帆 通讯员 任远"


def test_who_reports_before_a_colon(tmp_path: Path) -> None:
    (article,) = articles(tmp_path, "# 江上的桥\n\n记者何一帆报道：2月6日，东川市召开大会。\n")
    assert article.byline == "记者何一帆"
