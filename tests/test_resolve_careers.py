"""Posts as steps of careers."""

from __future__ import annotations

import pytest

from kg import ontology
from kg.resolve.careers import body_track, office, parts, served_office


@pytest.mark.parametrize(
    ("post", "seat", "rank", "track", "slot"),
    [
        ("湖南省委书记", "430000", 8, "leading", "secretary"),
        ("湖南省常务副省长", "430000", 7, "leading", "head"),
        ("福建省代省长", "350000", 8, "leading", "head"),
        ("宁夏回族自治区党委书记", "640000", 8, "leading", "secretary"),
        ("杭州市市长", "330100", 7, "leading", "head"),
        ("三明市教育局局长", "350400", 4, "leading", "department"),
        ("三明市教育局党委书记", "350400", 4, "leading", "department"),
        ("三明市纪委书记", "350400", 5, "leading", "department"),
        ("阳朔县副县长", "450321", 3, "leading", "head"),
        ("国务院副总理", "0", 9, "leading", "state"),
        ("教育部部长", "0", 8, "leading", "ministry"),
        ("教育部副部长", "0", 7, "leading", "ministry"),
        ("全国政协委员", "0", 7, "deputies", "side"),
        ("全国人大外事委员会副主任委员", "0", 7, "retired", "side"),
        ("中国驻爱尔兰大使", "0", 7, "leading", "envoy"),
        ("东部战区司令员", "", 8, "army", "army"),
        ("伊朗副外长", "伊朗", -1, "foreign", "firm"),
        ("云岭药业有限公司党委书记", "", -1, "business", "firm"),
        ("三明市第一医院党委书记", "350400", -1, "medicine", "firm"),
        ("清华大学校长", "", -1, "rector", "firm"),
    ],
)
def test_what_a_post_tells(post: str, seat: str, rank: int, track: str, slot: str) -> None:
    found = office(f"post/{post}")
    assert (found.seat, found.rank, found.track, found.slot) == (seat, rank, track, slot)


@pytest.mark.parametrize(
    ("post", "served", "seat"),
    [
        ("鼓楼区区长", "", ""),
        ("鼓楼区区长", "division/320106", "320106"),
        ("鼓楼区区长", "division/350102", "350102"),
        ("鼓楼区区长~320106", "", "320106"),
        ("鼓楼区区长~320106", "division/350102", "320106"),
        ("石桥村党支部书记~341524", "division/341524/石桥村", "341524/石桥村"),
        ("区长~海宁省", "", ""),
        ("石桥村党支部书记", "division/430726/石桥村", "430726/石桥村"),
        ("石桥村党支部书记", "division/430726100/石桥村", "430726/石桥村"),
    ],
)
def test_where_a_post_is_hangs_on_what_its_holder_serves(post: str, served: str, seat: str) -> None:
    assert office(f"post/{post}", frozenset([served] if served else [])).seat == seat


@pytest.mark.parametrize(
    ("post", "sole"), [("三明市市长", True), ("鼓楼区区长", False), ("全国政协委员", False), ("联合国秘书长", True)]
)
def test_whether_one_person_at_a_time_holds_it(post: str, sole: bool) -> None:
    assert office(f"post/{post}").is_sole is sole


def test_the_party_s_committee_of_a_city_is_no_body_of_it_but_that_of_a_firm_is() -> None:
    assert office("post/宿州市纪委副书记").body == "宿州市纪委"
    assert office("post/云岭药业有限公司党委书记").body == "云岭药业有限公司"


def test_of_whom_only_the_place_is_told_one_rank_is_taken_off() -> None:
    assert (served_office("division/430000").rank, served_office("division/430104").rank) == (7, 3)


def test_the_divisions_that_hold_a_seat() -> None:
    assert parts("430104") == {"County": "430104", "Prefecture": "430100", "Province": "430000"}
    assert parts("430726/石桥村")["Village"] == "430726/石桥村"


@pytest.mark.parametrize(("body", "track"), [("闽峰日报", "media"), ("云岭大学", "school"), ("某会", "other")])
def test_the_walk_of_life_of_a_body(body: str, track: str) -> None:
    assert body_track(f"organization/{body}") == track


def test_every_walk_of_life_of_the_table_has_its_figures() -> None:
    figures = ontology.settings("identity")
    tracks = {row["track"] for row in ontology.table("ranks")}
    assert tracks <= figures["circles"]["walks"].keys()
    assert {track for pair in figures["walks"] for track in pair.split()} <= figures["circles"]["walks"].keys()


def test_no_ending_stands_twice() -> None:
    rows = [(row["ends"], row["of"]) for row in ontology.table("ranks")]
    assert len(rows) == len(set(rows))
