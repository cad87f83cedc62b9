"""Posts taken apart: division or level, body, title; and words that only look like titles."""

from __future__ import annotations

import pytest
from reading import nodes

from kg.mentions.node import Node


def titles(text: str) -> list[Node]:
    """The posts of the text in order, those of people among them."""
    posts = [post for n in nodes(text) for m in n.members for post in m.posts]
    return sorted([*posts, *(n for n in nodes(text) if n.kind == "Post")], key=lambda n: n.start)


def parts(text: str) -> list[tuple[str, str, str]]:
    """Division, body or level, then the words between, then the title of each post."""
    found = [(n, n.parts) for n in titles(text) if n.parts]
    return [((p.division or p.org or n).name if p.division or p.org else p.level, p.body, p.title) for n, p in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("湖南省省长沈砚秋", [("湖南省", "", "省长")]),
        ("湖南省委书记林知远", [("湖南省", "委", "书记")]),
        ("湖南省委副书记、省长沈砚秋", [("湖南省", "委", "副书记"), ("省", "", "省长")]),
        ("省人大常委会副主任罗文岳", [("省", "人大常委会", "副主任")]),
        ("长沙市委常委、常务副市长罗文岳", [("长沙市", "委", "常委"), ("市", "", "常务副市长")]),
        ("海棠岭集团有限公司董事长罗文岳", [("海棠岭集团有限公司", "", "董事长")]),
        ("恩施州州长罗文岳", [("恩施州", "", "州长")]),
        ("锡林郭勒盟盟长罗文岳", [("锡林郭勒盟", "", "盟长")]),
        ("平江县安定镇党委书记罗文岳", [("安定镇", "党委", "书记")]),
    ],
)
def test_parts(text: str, wanted: list[tuple[str, str, str]]) -> None:
    assert parts(text) == wanted


@pytest.mark.parametrize(
    ("text", "former", "acting"),
    [
        ("长沙市市长罗文岳", False, False),
        ("原长沙市市长罗文岳", True, False),
        ("时任长沙市市长罗文岳", True, False),
        ("长沙市原副市长罗文岳", True, False),
        ("现任长沙市市长罗文岳", False, False),
        ("长沙市代市长罗文岳", False, True),
        ("长沙市代理市长罗文岳", False, True),
    ],
)
def test_former_and_acting(text: str, former: bool, acting: bool) -> None:
    (post,) = titles(text)
    assert post.parts is not None
    assert (post.parts.former, post.parts.acting) == (former, acting)


@pytest.mark.parametrize(
    "text",
    [
        "代表团从湖南省长沙出发。",
        "项目沿安徽省长江岸线布局。",
        "这座城市长期重视生态保护。",
        "据县志书记载，古桥建于明代。",
        "浙江省长期以来支持海岛建设。",
        "福建省长汀县的米酒远近闻名。",
        "浙江省长兴县的紫笋茶上市。",
        "温州市长途客运站已经启用。",
        "全县长期坚持植树造林。",
    ],
)
def test_no_post(text: str) -> None:
    assert titles(text) == []
