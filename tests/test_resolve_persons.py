"""Who is who among the persons of one name."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from identity_pairs import Pair, ids, judge, load_pairs, sighting

from kg import ontology
from kg.model import Literal
from kg.resolve.likeness import excludes, likeness
from kg.resolve.persons import settle
from kg.resolve.profiles import profiles
from kg.resolve.settled import Record, Settled
from kg.resolve.traces import Sighting
from kg.resolve.verdicts import Verdicts

NONE = Verdicts()
LIVES = (
    "2020-05-02 闽峰日报: 三明市市长; 与 林叙川、涂九章",
    "2022-07-09 闽峰日报: 三明市委书记",
    "2022-07-12 闽峰日报: 与 林叙川、涂九章",
    "2021-08-09 苏潮日报: 鼓楼区区长@320106",
    "2021-08-19 闽峰日报: 鼓楼区区长@350102",
    "2022-01-09 苏潮日报: 南京市副市长",
    "2021-03-05 新闻联播: 国务委员",
    "2022-03-05 新闻联播: 国务委员; 中央政治局委员",
    "2022-03-15 新闻联播:",
    "2012-03-15 皖江日报: 石桥村党支部书记@341523/石桥村",
    "2023-03-15 皖江日报: 石桥村党支部书记@341523/石桥村",
    "2023-03-15 皖江日报: %皖江日报",
    "2023-04-15 皖江日报: %皖江日报; 与 苏望岳",
    "2023-04-15 湘潮日报: 全国政协委员",
    "2023-04-25 湘潮日报: 原三明市市长",
    " 湘潮日报: 与 苏望岳",
)


def seen(*told: str, name: str = "周向前") -> list[Sighting]:
    return [sighting(str(number), name, text) for number, text in enumerate(told)]


def decisions(found: Settled, verdict: str) -> list[Record]:
    return [r for r in found.records if r.kind == "IdentityDecision" and ("verdict", Literal(verdict)) in r.values]


def reasons(record: Record) -> set[str]:
    return {value.value for key, value in record.values if key == "reason" and isinstance(value, Literal)}


@pytest.mark.parametrize(("half", "floor"), [("dev", 0.95), ("held", 0.95)])
def test_pairs_of_namesakes(half: str, floor: float) -> None:
    pairs = [pair for pair in load_pairs() if pair.half == half]
    taken = [(pair.same, judge(pair)[0]) for pair in pairs]
    right, wrong, missed = (taken.count(both) for both in ((True, True), (False, True), (True, False)))
    assert wrong == 0
    assert 2 * right / (2 * right + wrong + missed) >= floor


@pytest.mark.parametrize("half", ["dev", "held"])
@pytest.mark.parametrize("same", [True, False])
def test_there_are_enough_pairs_of_both_kinds(half: str, same: bool) -> None:
    assert sum((pair.half, pair.same) == (half, same) for pair in load_pairs()) >= 20


@pytest.mark.parametrize("pair", [p for p in load_pairs() if "|" in p.name], ids=lambda p: p.name)
def test_other_names_are_others_though_they_sound_alike(pair: Pair) -> None:
    assert not judge(pair)[0]


def test_of_namesakes_the_first_keeps_the_plain_id_and_the_others_are_marked_by_their_posts() -> None:
    found = ids(seen("2021-08-09 苏潮日报: 鼓楼区区长@320106", "2021-08-19 闽峰日报: 三明市委书记", name="王伟"))
    assert sorted(found.values()) == ["person/王伟", "person/王伟~三明市委书记"]


def test_two_with_one_mark_have_two_ids() -> None:
    told = [f"2021-08-{day} {paper}: 鼓楼区区长@{code}" for day, paper, code in
            (("09", "苏潮日报", "320106"), ("19", "闽峰日报", "350102"), ("29", "豫原日报", "410204"))]  # fmt: skip
    found = sorted(ids(seen(*told, name="王伟")).values(), key=len)
    assert found[:2] == ["person/王伟", "person/王伟~鼓楼区区长"]
    assert found[2].startswith("person/王伟~鼓楼区区长-")


def test_a_join_has_its_reasons_confidence_and_facts_of_both_sides() -> None:
    found = settle(seen(*LIVES[:2]), NONE)
    (record,) = decisions(found, "same")
    assert {"transfer", "same-prefecture"} <= reasons(record)
    assert 0.95 < float(dict(record.values)["confidence"].value) <= 1  # type: ignore[union-attr]
    assert {fact.object for fact in record.facts} >= {"post/三明市市长", "post/三明市委书记"}
    assert {fact.subject for fact in record.facts} == {"person/周向前"}


def test_a_split_says_what_excludes() -> None:
    told = (
        "2021-03-04 a: 池州市市长",
        "2021-04-04 b: 天水市市长",
        "2021-08-08 a: 池州市市长",
        "2021-09-09 b: 天水市市长",
    )
    (record,) = decisions(settle(seen(*told), NONE), "different")
    assert "two-places-at-once" in reasons(record)
    assert [key for key, _ in record.values].count("decidesOn") == 2


def test_what_is_open_is_said_to_be_open() -> None:
    told = seen("2021-03-25 新闻联播: 福建省省长", "2021-10-19 新闻联播: 云南省委书记", name="王宁")
    (record,) = decisions(settle(told, NONE), "undecided")
    assert record.facts


def test_of_those_who_are_only_named_it_is_open_too() -> None:
    company = "与 林叙川、涂九章"
    told = seen(
        f"2021-03-25 新闻联播: {company}", f"2021-10-19 新闻联播: {company}", "2021-11-02 闽峰日报:", name="王宁"
    )
    found = settle(told, NONE)
    (record,) = decisions(found, "undecided")
    assert "same-company" in reasons(record)
    assert len({*found.ids.values(), "person/王宁"}) == 3


def test_every_reason_has_a_name() -> None:
    codes = {row["code"] for row in ontology.rows("reasons.tsv")}
    given = {code for pair in load_pairs() for record in judge(pair)[1].records for code in reasons(record)}
    assert given
    assert given <= codes


def test_the_graph_stays_small() -> None:
    found = settle(seen(*["2021-03-05 新闻联播: 国务委员", "2021-03-05 新闻联播:"] * 50), NONE)
    assert len([record for record in found.records if record.kind]) <= 2


@pytest.mark.parametrize(
    ("one", "other", "excluded"),
    [
        ("福建省省长", "福建省委书记", False),
        ("福建省省长", "福建省政协主席", True),
        ("福建省省长", "湖南省省长", True),
        ("福建省省长", "财政部部长", True),
        ("三明市委书记", "福建省委常委", False),
        ("三明市委书记", "福建省人大常委会主任", True),
        ("三明市委书记", "全国人大代表", False),
        ("三明市市长", "三明市教育局局长", False),
        ("三明市公安局局长", "三明市教育局局长", True),
        ("大田县委书记", "三明市委常委", False),
        ("大田县委书记", "三明市委书记", True),
        ("国务委员", "外交部部长", False),
        ("伊朗外长", "伊拉克外长", True),
    ],
)
def test_posts_that_go_together(one: str, other: str, excluded: bool) -> None:
    told = [f"{date} p: {post}" for post in (one, other) for date in ("2021-01-01", "2021-12-31")]
    first, second = (profiles(seen(*told[at : at + 2]), {})[0] for at in (0, 2))
    assert bool(excludes(first, second)) is excluded


def test_a_rare_name_is_worth_more_than_a_common_one() -> None:
    told = ("2021-01-01 p: 三明市副市长", "2023-01-01 q: 池州市副市长")
    rare, common = (likeness(*profiles(seen(*told, name=name), {})).odds for name in ("易炼红", "王伟"))
    assert rare > common + 3


@given(st.permutations(range(len(LIVES))), st.sampled_from(["王伟", "周向前", "易炼红"]))
@settings(deadline=None, max_examples=40)
def test_the_order_of_sightings_makes_no_difference(order: list[int], name: str) -> None:
    told = seen(*LIVES, name=name)
    assert settle([told[at] for at in order], NONE) == settle(told, NONE)


@given(st.sets(st.integers(0, len(LIVES) - 1), min_size=1), st.sampled_from(["王伟", "周向前", "易炼红"]))
@settings(deadline=None, max_examples=120)
def test_what_fewer_pages_would_have_given_leads_to_a_person(part: set[int], name: str) -> None:
    told = seen(*LIVES, name=name)
    some = [told[at] for at in sorted(part)]
    given_ids, whole = set(ids(some).values()), settle(told, NONE)
    live = set(ids(told).values())
    retired = {record.id: dict(record.values) for record in whole.records if not record.kind}
    assert given_ids <= live | retired.keys()
    assert all(values["owl:sameAs"] in live and values["dcterms:isReplacedBy"] in live for values in retired.values())
    assert not live & retired.keys()


def test_ten_thousand_sightings_take_no_time() -> None:
    rng = random.Random(1)
    posts = ("中共中央总书记", "国家主席", "中央军委主席", "中央军委主席; 国家主席", "", "")
    company = [f"人{number}" for number in range(300)]
    told = []
    for _ in range(10_000):
        date = f"{rng.randint(2013, 2024)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        told.append(f"{date} 新闻联播: {rng.choice(posts)}; 与 {'、'.join(rng.sample(company, 10))}")
    found = seen(*told)
    settle(found[:100], NONE)
    took = []
    for _ in range(3):
        start = time.process_time()
        settle(found, NONE)
        took.append(time.process_time() - start)
    assert min(took) < 1.5  # 0.3 s on an idle machine
