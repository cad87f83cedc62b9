"""Divisions in a sentence: which forms stand there as words."""

from __future__ import annotations

import pytest
from reading import nodes

LEVELS = {"Province", "Prefecture", "County", "Township", "Village"}


def places(text: str) -> list[str]:
    """The divisions that stand on their own, as they are written; of several in one word (湘赣) their names."""
    found: list[str] = []
    for node in nodes(text):
        if node.kind in LEVELS and node.finder != "pronoun":
            found += [m.options[0].name for m in node.members] or [text[node.start : node.end]]
    return found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("代表团赴湖南省考察。", ["湖南省"]),
        ("代表团赴湖南考察。", ["湖南"]),
        ("代表团从湖南省长沙市出发。", ["湖南省", "长沙市"]),
        ("代表团从湖南省长沙出发。", ["湖南省", "长沙"]),
        ("项目落户福建省长汀县。", ["福建省", "长汀县"]),
        ("他来自恩施土家族苗族自治州来凤县。", ["恩施土家族苗族自治州", "来凤县"]),
        ("他来自恩施州来凤县。", ["恩施州", "来凤县"]),
        ("活动在科尔沁右翼前旗举行。", ["科尔沁右翼前旗"]),
        ("活动在锡林郭勒盟举行。", ["锡林郭勒盟"]),
        ("活动在株洲、湘潭两地举行。", ["株洲", "湘潭"]),
        ("代表团到平江县安定镇横冲村走访。", ["平江县", "安定镇", "横冲村"]),
        ("代表团到横冲村走访。", ["横冲村"]),
        ("他到高沙窝镇花马池镇调研。", ["高沙窝镇", "花马池镇"]),
        ("活动在东河乡新兴村举行。", ["东河乡", "新兴村"]),
        ("代表团走访了云岭镇集贤村。", ["云岭镇", "集贤村"]),
        ("厂房在石河子市炮台镇奠基。", ["石河子市", "炮台镇"]),
        ("活动在洛浦县杭桂镇阿克塔木吐尔村举行。", ["洛浦县", "杭桂镇", "阿克塔木吐尔村"]),
        ("山东秋粮稳中有增，肥城抓紧田间管理。", ["山东", "肥城"]),
        ("会议在市人民大会堂举行。", []),
        ("他到湖南乡村走访贫困村和示范村。", ["湖南"]),
        ("代表团来甬考察。", ["甬"]),
        ("代表团考察了天津滨海新区。", ["天津", "滨海新区"]),
        ("代表团考察了揭阳滨海新区。", []),
    ],
)
def test_divisions(text: str, wanted: list[str]) -> None:
    assert places(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("湘赣两省携手发展。", ["湖南省", "江西省"]),
        ("推动粤桂黔滇协作。", ["广东省", "广西壮族自治区", "贵州省", "云南省"]),
        ("代表团来赣考察。", ["赣"]),
        ("旅游节在京举行。", ["京"]),
        ("成渝两地签约。", ["成都市", "重庆市"]),
    ],
)
def test_abbreviations(text: str, wanted: list[str]) -> None:
    assert places(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "他爱喝浓茶，也爱下象棋。",
        "这个村的村民都来了。",
        "全村一百二十户人家。",
        "他把书放在桌上。",
        "新农村建设成效显著。",
        "这一带山高林密。",
    ],
)
def test_no_division(text: str) -> None:
    assert places(text) == []
