"""Tenures: one for each person and post, with first and last day, what is stated, who followed whom, what contradicts."""

from __future__ import annotations

import datetime as dt
import random
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mentions.titles import has_one_holder, plain_post
from kg.model import Literal
from kg.resolve.settled import Record
from kg.resolve.tenures import settle
from kg.resolve.terms import days_between, told_most
from kg.resolve.traces import Claim, Holding, Seen, holding, post_block

POST = "post/海宁省省长"


def told(line: str, post: str = POST) -> list[Holding]:
    """Holdings as a table has them: person, day, then any of former, acting, since=, until=, rule=; ; between them."""
    return [_holding(part.split(), post) for part in line.split(";") if part.strip()]


def _holding(cells: list[str], post: str) -> Holding:
    name, day, *marks = cells
    values = dict(mark.split("=") for mark in marks if "=" in mark)
    held = post.replace("省长", "代省长") if "acting" in marks else post
    page = f"日报/{day}/{values.pop('page', '1')}"
    claim = Claim("formerlyHeld" if "former" in marks else "holds", held, f"{page}/1", **values)  # type: ignore[arg-type]
    return Holding(Seen(page, "" if day == "-" else day, "日报"), f"person/{name}", claim)


def tenures(line: str, post: str = POST) -> list[str]:
    """The tenures that come of it, each as `person key=value …`."""
    return [_line(record) for record in settle(told(line, post)).records if record.kind == "Tenure"]


def _line(record: Record) -> str:
    values = {name: value.value if isinstance(value, Literal) else value for name, value in record.values}
    person = values.pop("person").removeprefix("person/")
    rest = {name: value for name, value in values.items() if name not in {"post", "timesSeen"}}
    return " ".join([person, *(f"{name}={value.removeprefix('tenure/')}" for name, value in rest.items())])


def clashes(line: str) -> list[dict[str, list[str]]]:
    """The contradictions that come of it, each by property."""
    found = []
    for record in settle(told(line)).records:
        if record.kind == "Contradiction":
            values: dict[str, list[str]] = {}
            for name, value in record.values:
                values.setdefault(name, []).append(str(value).removeprefix("tenure/").removesuffix("/海宁省省长"))
            found.append(values)
    return found


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("甲 2021-01-05", ["甲 firstSeen=2021-01-05 lastSeen=2021-01-05"]),
        ("甲 2021-01-05; 甲 2021-09-01; 甲 2021-03-01", ["甲 firstSeen=2021-01-05 lastSeen=2021-09-01"]),
        ("甲 -", ["甲"]),
        ("甲 2021-01-05 since=2020-11", ["甲 firstSeen=2021-01-05 lastSeen=2021-01-05 start=2020-11"]),
        ("甲 2021-10-19 former", ["甲 goneBy=2021-10-19"]),
        ("甲 2021-01-05; 甲 2021-10-19 former", ["甲 firstSeen=2021-01-05 lastSeen=2021-01-05 goneBy=2021-10-19"]),
        (
            "甲 2021-01-05; 甲 2021-10-19 former until=2021-10",
            ["甲 firstSeen=2021-01-05 lastSeen=2021-01-05 end=2021-10"],
        ),
        # told long after it was taken, it says nothing of the paper's own day
        ("甲 2022-11-30 since=1985", ["甲 start=1985"]),
        ("甲 2022-11-30 since=1991-03 until=1994-09", ["甲 start=1991-03 end=1994-09"]),
        # called so some weeks before, as whoever is elected or appointed is
        (
            "甲 2022-05-30; 甲 2022-07-08; 甲 2022-05-20 since=2022-07-01",
            ["甲 firstSeen=2022-07-08 lastSeen=2022-07-08 start=2022-07-01"],
        ),
        # a word of the past amid many of the present is of something else
        (
            "甲 2021-01-05; 甲 2021-02-01 former; 甲 2021-03-01; 甲 2021-04-01",
            ["甲 firstSeen=2021-01-05 lastSeen=2021-04-01"],
        ),
    ],
)
def test_a_tenure_is_made_of_what_papers_say(line: str, wanted: list[str]) -> None:
    assert tenures(line) == wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("甲 2021-01-05 acting", ["甲 firstSeen=2021-01-05 lastSeen=2021-01-05 acting=true"]),
        (
            "甲 2021-01-05 acting; 甲 2021-02-05",
            ["甲 firstSeen=2021-01-05 lastSeen=2021-02-05 confirmedBy=2021-02-05 acting=true"],
        ),
        (
            "甲 2021-01-05; 甲 2022-12-10 former acting",
            ["甲 firstSeen=2021-01-05 lastSeen=2021-01-05 goneBy=2022-12-10"],
        ),
        ("甲 2021-12-10 former acting", ["甲 goneBy=2021-12-10 acting=true"]),
        ("甲 2021-12-10 former acting; 甲 2021-12-12 former", ["甲 goneBy=2021-12-10"]),
    ],
)
def test_who_acts_in_a_post_holds_it_for_the_time_being(line: str, wanted: list[str]) -> None:
    assert tenures(line) == wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("甲 2021-01-05; 乙 2021-10-19", {"乙": "甲"}),
        ("甲 2021-01-05; 乙 2021-10-19; 丙 2022-10-19", {"乙": "甲", "丙": "乙"}),
        # 甲 is still told of while 乙 is there already
        ("甲 2021-01-05; 乙 2021-10-19; 甲 2021-10-30; 乙 2022-01-01", {"乙": "甲"}),
        # too long between them to know who was there meanwhile
        ("甲 2018-01-05; 乙 2021-10-19", {}),
        # one article tells of both, and so of one change
        ("甲 2021-10-19 former rule=leaves-post; 乙 2021-10-19 rule=takes-post", {"乙": "甲"}),
        # but not if it only says that someone once was
        ("甲 2021-10-19 former rule=roster; 乙 2021-10-19 rule=roster", {}),
        # whoever is only said to be a former one stands between nobody
        ("甲 2021-01-05; 丙 2021-03-01 former; 乙 2021-10-19", {"乙": "甲"}),
        # of namesakes nobody can tell whether they are two
        ("甲 2021-01-05; 甲~1 2021-10-19", {}),
        # whoever left meanwhile does
        ("甲 2021-01-05; 丙 2021-09-01 former rule=leaves-post; 乙 2021-10-19", {}),
        ("甲 2022-11-30 since=1985; 乙 2022-12-05", {}),
        ("甲 2021-01-05; 甲 2021-05-05 former until=2021-05; 乙 2021-06-20 since=2021-06", {"乙": "甲"}),
    ],
)
def test_one_succeeds_another(line: str, wanted: dict[str, str]) -> None:
    found = {}
    for tenure in tenures(line):
        told, _, before = tenure.partition(" succeeds=")
        if before:
            found[told.split()[0]] = before.partition("/")[0]
    assert found == wanted


@pytest.mark.parametrize(
    "post", ["post/海宁省副省长", "post/海宁省委常委", "post/海宁省政协委员", "post/三江高新区主任~海宁省"]
)
def test_of_a_post_of_several_nobody_succeeds_and_nothing_contradicts(post: str) -> None:
    records = settle(told("甲 2021-01-05; 乙 2021-01-05; 甲 2021-09-01; 乙 2021-09-01; 丙 2022-01-01", post)).records
    assert {record.kind for record in records} == {"Tenure"}
    assert not any(name == "succeeds" for record in records for name, _ in record.values)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        # told of as if present between words of the past: a tale
        (
            "甲 2021-03-14 former; 甲 2022-06-06; 甲 2024-06-06 former; 乙 2022-01-01; 乙 2022-12-01",
            ["甲 goneBy=2021-03-14"],
        ),
        (
            "甲 2021-01-01; 甲 2021-03-14 former; 甲 2022-06-06",
            ["甲 firstSeen=2021-01-01 lastSeen=2021-01-01 goneBy=2021-03-14"],
        ),
    ],
)
def test_a_report_of_past_times_is_no_sighting(line: str, wanted: list[str]) -> None:
    assert [tenure for tenure in tenures(line) if tenure.startswith("甲")] == wanted
    assert clashes(line) == []


def test_who_returns_after_an_appointment_of_another_told_once() -> None:
    line = "甲 2022-01-05; 甲 2022-12-30 former rule=leaves-post; 乙 2022-12-30 rule=takes-post; 甲 2024-01-05; 甲 2024-06-05"
    assert [tenure.split()[0] for tenure in tenures(line)] == ["甲", "乙", "甲"]
    assert clashes(line) == []


def test_who_returns_after_another_has_two_tenures() -> None:
    line = "甲 2021-01-05; 乙 2022-01-05; 乙 2022-06-05; 甲 2023-01-05; 甲 2023-06-05"
    assert tenures(line) == [
        "甲 firstSeen=2021-01-05 lastSeen=2021-01-05",
        "乙 firstSeen=2022-01-05 lastSeen=2022-06-05 succeeds=甲/海宁省省长",
        "甲 firstSeen=2023-01-05 lastSeen=2023-06-05 succeeds=乙/海宁省省长",
    ]
    assert [record.id for record in settle(told(line)).records][2] == "tenure/甲/海宁省省长/2"


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("甲 2021-01-05; 乙 2021-02-05", []),
        ("甲 2021-01-05; 乙 2021-01-05", [{"concerns": ["乙", "甲"]}]),
        ("甲 2021-01-05; 乙 2021-01-05 rule=takes-post", []),
        ("甲 2020-01-05; 甲 2021-01-05; 乙 2020-12-01 since=2021-01-05; 乙 2021-01-05", []),
        ("甲 2021-01-05; 甲 2021-02-20; 乙 2021-02-05; 乙 2021-03-05", []),
        (
            "甲 2021-01-05; 甲 2021-09-05; 乙 2021-02-05; 乙 2021-10-05",
            [{"concerns": ["甲", "乙"]}],
        ),
        # one word against many
        (
            "甲 2021-01-05; 甲 2021-03-05; 甲 2021-07-05; 甲 2021-09-05; 乙 2021-05-05",
            [{"concerns": ["甲", "乙"], "outvoted": ["乙"]}],
        ),
        # once more, after another has come
        (
            "甲 2021-01-05; 乙 2022-01-05; 乙 2022-06-05; 甲 2023-01-05",
            [{"concerns": ["乙", "甲/海宁省省长/2"], "outvoted": ["甲/海宁省省长/2"]}],
        ),
    ],
)
def test_two_at_once_is_a_contradiction(line: str, wanted: list[dict[str, list[str]]]) -> None:
    assert clashes(line) == wanted


def test_a_contradiction_has_the_facts_of_both_sides() -> None:
    line = "甲 2021-01-05; 甲 2021-09-05; 乙 2021-02-05; 乙 2021-10-05"
    (record,) = (r for r in settle(told(line)).records if r.kind == "Contradiction")
    days = [(fact.subject, fact.article.split("/")[1]) for fact in record.facts]
    assert days == [("person/甲", "2021-01-05"), ("person/甲", "2021-09-05"), ("person/乙", "2021-02-05")]


def test_who_is_outvoted_succeeds_nobody_and_breaks_no_succession() -> None:
    line = "甲 2021-01-05; 甲 2021-03-05; 甲 2021-07-05; 甲 2021-09-05; 乙 2021-05-05; 丙 2022-01-01"
    assert [t.split("succeeds=")[1:] for t in tenures(line)] == [[], [], ["甲/海宁省省长"]]


def test_the_evidence_is_the_first_and_the_last_and_what_is_stated() -> None:
    line = "甲 2021-01-05; 甲 2021-03-05; 甲 2021-05-05; 甲 2021-05-05 page=2 since=2020-11; 甲 2022-01-01 former"
    (record, _) = settle(told(line)).records
    assert [(f.property, f.article) for f in record.facts] == [
        ("holds", "日报/2021-01-05/1/1"),
        ("holds", "日报/2021-05-05/1/1"),
        ("holds", "日报/2021-05-05/2/1"),
        ("formerlyHeld", "日报/2022-01-01/1/1"),
    ]


DAYS = st.dates(min_value=dt.date(2019, 1, 1), max_value=dt.date(2024, 12, 31))
HOLDINGS = st.builds(
    lambda name, day, page, prop, acting, since, until, rule: Holding(
        Seen(f"日报/{day}/{page}", str(day), "日报"),
        f"person/{name}",
        Claim(prop, "post/海宁省代省长" if acting else POST, f"日报/{day}/{page}/1", since, until, 1.0, rule),
    ),
    st.sampled_from("甲乙丙"),
    DAYS,
    st.sampled_from("12"),
    st.sampled_from(["holds", "holds", "formerlyHeld"]),
    st.booleans(),
    st.sampled_from(["", "", "2019", "2020-05", "2021-05-07"]),
    st.sampled_from(["", "", "2022", "2022-11", "2023-01-02"]),
    st.sampled_from(["roster", "takes-post", "leaves-post"]),
)


@given(st.lists(HOLDINGS, max_size=12), st.randoms())
def test_the_order_does_not_matter(holdings: list[Holding], luck: random.Random) -> None:
    shuffled = list(holdings)
    luck.shuffle(shuffled)
    assert settle(shuffled) == settle(holdings) == settle(holdings + shuffled)


@given(st.lists(HOLDINGS, min_size=1, max_size=12))
def test_what_is_settled_fits_together(holdings: list[Holding]) -> None:
    records = settle(holdings).records
    found = [record for record in records if record.kind == "Tenure"]
    ids = [record.id for record in records]
    assert len(ids) == len(set(ids))
    assert {dict(record.values)["person"] for record in found} == {h.person for h in holdings}
    for record in found:
        values = {name: v.value if isinstance(v, Literal) else v for name, v in record.values}
        assert values.get("firstSeen", "") <= values.get("lastSeen", "")
        assert values.get("start", "") <= values.get("end", "~") + "~"
        assert values.get("succeeds", ids[0]) in ids
        assert record.facts


def test_a_few_in_every_order() -> None:
    few = told("甲 2021-01-05; 乙 2021-10-19 acting; 甲 2021-10-19 former rule=leaves-post; 乙 2022-02-01")
    assert len({str(settle(order)) for order in permutations(few)}) == 1


@pytest.mark.parametrize(
    ("date", "other", "days"),
    [
        ("2021-10-19", "2021-10-20", 1),
        ("2021-10-20", "2021-10-19", -1),
        ("2021-10-19", "2021-11", 13),
        ("2021-11", "2021-10-19", -13),
        ("2021", "2021-05-07", 0),
        ("2020", "2022", 366),
        ("2021-12", "2022-01-01", 1),
    ],
)
def test_days_between_dates_as_fine_as_told(date: str, other: str, days: int) -> None:
    assert days_between(date, other) == days


@pytest.mark.parametrize(
    ("dates", "wanted"),
    [([], ""), (["2021"], "2021"), (["2021", "2021-04"], "2021-04"), (["2021-04", "2019", "2019"], "2019")],
)
def test_the_date_that_most_tell(dates: list[str], wanted: str) -> None:
    assert told_most(dates) == wanted


@pytest.mark.parametrize(
    ("post", "plain", "single"),
    [
        ("post/湖南省省长", "post/湖南省省长", True),
        ("post/湖南省代省长", "post/湖南省省长", True),
        ("post/泉州市代理市长", "post/泉州市市长", True),
        ("post/鼓楼区代区长~320106", "post/鼓楼区区长~320106", True),
        ("post/鼓楼区副区长~320106", "post/鼓楼区副区长~320106", False),
        ("post/广西壮族自治区代主席", "post/广西壮族自治区主席", True),
        ("post/湖南省副省长", "post/湖南省副省长", False),
        ("post/湖南省委副书记", "post/湖南省委副书记", False),
        ("post/湖南省委常委", "post/湖南省委常委", False),
        ("post/中央书记处书记", "post/中央书记处书记", False),
        ("post/湖南省人大代表", "post/湖南省人大代表", False),
        ("post/湖南省人大常委会主任", "post/湖南省人大常委会主任", True),
    ],
)
def test_posts_by_their_names(post: str, plain: str, single: bool) -> None:
    assert (plain_post(post), has_one_holder(plain)) == (plain, single)
    assert post_block(post) == plain


@pytest.mark.parametrize(
    ("post", "follows"),
    [
        ("post/鼓楼区区长~320106", True),
        ("post/城关镇镇长~150123100", True),
        ("post/区长~海宁省", False),
        ("post/石桥村党支部书记~341524", False),
    ],
)
def test_who_followed_is_told_where_it_is_known_whose_post_it_is(post: str, follows: bool) -> None:
    found = tenures("甲 2021-01-05; 甲 2021-03-05; 乙 2021-04-05; 乙 2021-06-05", post)
    assert ["succeeds" in line for line in found] == [False, follows]


def test_who_acts_in_a_post_with_a_code_has_a_tenure_of_it() -> None:
    claim = Claim("holds", "post/鼓楼区代区长~320106", "日报/2021-01-05/1/1")
    (record, _) = settle([Holding(Seen("日报/2021-01-05/1", "2021-01-05", "日报"), "person/甲", claim)]).records
    assert record.id == "tenure/甲/鼓楼区区长~320106"
    assert ("acting", Literal("true", "boolean")) in record.values


def test_a_holding_is_read_with_its_rule() -> None:
    seen = Seen("日报/2021-01-05/1", "2021-01-05", "日报")
    read = holding(
        seen,
        '["person/甲","holds","post/海宁省省长","日报/2021-01-05/1/1","","",0.9,"roster"]',
        {"person/甲": "person/甲~x"},
    )
    assert (read.person, read.claim.rule) == ("person/甲~x", "roster")
