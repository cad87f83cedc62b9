"""The same event in several reports: joined with reason, kept apart without, whatever the order in which pages come."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from handmade import KNOWLEDGE
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg import ontology, rdf
from kg.build import remove
from kg.questions import ask
from kg.resolve.event_names import settings
from kg.resolve.events import settle
from kg.resolve.parts import renamed
from kg.resolve.settled import Joined, Settled
from kg.resolve.traces import Happening, Seen
from kg.resolve.verdicts import Verdicts
from kg.store import Store

HANGZHOU, NINGBO, YINZHOU, FUZHOU, ZHEJIANG = (
    f"division/{code}" for code in ("330100", "330200", "330212", "350100", "330000")
)


def told(paper: str, name: str, kind: str = "Meeting", **more: object) -> Happening:
    """A report of a paper of 17 April on something of the 16th."""
    seen = Seen(f"{paper}/2024-04-17/1", "2024-04-17", paper)
    article = f"{seen.page}/1"
    values: dict[str, object] = {"start": "2024-04-16"} | more
    return Happening(seen, f"event/{article}/{name}", kind, name, article, **values)  # type: ignore[arg-type]


def joined(*happenings: Happening) -> Settled:
    return settle(happenings, Verdicts())


TALKS = {"people": ("林叙川", "裘怀朴", "方知白"), "leads": ("林叙川", "裘怀朴"), "places": (NINGBO,)}
GUEST = {"people": ("林叙川", "俞静川"), "places": (FUZHOU,)}
DAY = {"people": ("林叙川",), "leads": ("林叙川",)}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("浙江·福建两省山海协作座谈会", TALKS), ("闽浙山海协作座谈会", TALKS | {"places": (ZHEJIANG,)}), True),
        (("山海协作座谈会", TALKS), ("山海协作座谈会", TALKS | {"start": "2024-04-18"}), False),
        (("山海协作座谈会", TALKS), ("山海协作座谈会", TALKS | {"places": (FUZHOU,)}), False),
        (("座谈会", DAY | {"places": (HANGZHOU,)}), ("座谈会", DAY | {"places": (NINGBO,)}), False),
        (("座谈会", DAY | {"places": (YINZHOU,)}), ("座谈会", DAY | {"places": (YINZHOU,)}), True),
        (("第六次山海协作联席会议", {}), ("第七次山海协作联席会议", TALKS), False),
        (("林叙川会见俞静川", GUEST), ("林叙川会见裘怀朴", TALKS), False),
        (("林叙川会见俞静川", GUEST), ("林叙川会见浙江省党政代表团", GUEST), True),
        (("林叙川会见俞静川", GUEST), ("俞静川拜会林叙川", GUEST), True),
        (("2023年山海协作推进会", TALKS), ("2024年山海协作推进会", TALKS), False),
        (("新闻发布会", {}), ("新闻发布会", {}), False),
        (("十四届全国人大二次会议", {}), ("十四届全国人大二次会议", {"start": "2024-04-19"}), True),
        (("第五届进口博览会", {}), ("第五届进口博览会虹桥论坛", {}), False),
        (("第九次信访工作会议", {}), ("林叙川会见第九次信访工作会议代表", {}), False),
        (("第十三届全国人民代表大会第五次会议", {}), ("十三届全国人大五次会议", {"start": "2024-04-18"}), True),
        (("十三届全国人大五次会议", TALKS), ("全国政协十三届五次会议", TALKS), False),
        (("二十届三中全会", {}), ("二十届三中全会精神研讨班", {}), False),
        (("第二次全体会议", {}), ("第二次全体会议", {"start": "2024-04-19"}), False),
    ],
)
def test_one_event_or_two(one: tuple[str, dict[str, object]], other: tuple[str, dict[str, object]], same: bool) -> None:
    found = joined(told("闽峰日报", one[0], **one[1]), told("浙潮日报", other[0], **other[1]))
    assert bool(found.ids) is same


def test_three_guests_of_one_day_are_three_events() -> None:
    guests = [
        told(paper, f"林叙川会见{guest}", **DAY) for paper in ("甲报", "乙报") for guest in ("王安", "李平", "赵和")
    ]
    apart = [replace(one, article=f"{one.article}{n}") for n, one in enumerate(guests)]
    found = joined(*apart)
    assert set(found.ids.values()) == {one.ident for one in apart if one.seen.paper == "乙报"}


def test_an_article_tells_two_events_apart() -> None:
    one = told("闽峰日报", "山海协作座谈会", **TALKS)
    assert joined(one, replace(one, ident=one.ident + "-2")) == Settled()


def test_the_one_seen_first_gives_the_id() -> None:
    late, early = told("甲报", "山海协作座谈会", **TALKS), told("乙报", "山海协作座谈会", **TALKS)
    early = replace(early, seen=replace(early.seen, date="2024-04-16"))
    assert joined(late, early).ids == {(one.seen.page, one.ident): early.ident for one in (late, early)}


def test_what_the_joined_event_is_called_and_when_it_was() -> None:
    vague = told("甲报", "座谈会", **TALKS | {"start": "2024-04", "scheduled": True})
    clear = told("乙报", "浙江·福建两省山海协作座谈会", **TALKS | {"teams": ("team/福建省党政代表团/2024-04-17",)})
    vague = replace(vague, name="山海协作座谈会", teams=("team/福建省党政代表团/2024-04-18",))
    (node,) = joined(vague, clear).joined.values()
    assert (node.name, dict(node.values)) == (clear.name, {"startDate": "2024-04-16", "scheduled": ""})


def test_the_delegation_of_both_reports_is_one() -> None:
    teams = [f"team/福建省党政代表团/2024-04-{day}" for day in (17, 18)]
    reports = [
        told(paper, "福建省党政代表团考察", "Visit", **TALKS, teams=(team,))
        for paper, team in zip("甲乙", teams, strict=True)
    ]
    found = joined(*reversed(reports))
    assert found.ids["乙/2024-04-17/1", teams[1]] == teams[0]
    assert {record.id: record.values[0][1] for record in found.records if record.id in teams} == {teams[1]: teams[0]}


def test_each_join_has_its_reasons() -> None:
    reports = [told(paper, "山海协作座谈会", **TALKS) for paper in ("甲报", "乙报")]
    (decision,) = (record for record in joined(*reports).records if record.kind == "IdentityDecision")
    values = [(name, getattr(value, "value", value)) for name, value in decision.values]
    assert ("verdict", "same") in values
    assert ("reason", "same-name") in values
    assert 0.8 <= float(dict(values)["confidence"]) < 1


def report(told: dict[str, Any]) -> Happening:
    values: dict[str, Any] = {"start": "", **{key: tuple(v) if isinstance(v, list) else v for key, v in told.items()}}
    paper, printed, article = values.pop("paper"), str(values.pop("printed")), values.pop("article", 1)
    seen = Seen(f"{paper}/{printed}/{article}", printed, paper)
    places = [str(place) for place in values.pop("places", ())]
    values |= {key: str(values[key]) for key in ("start", "end") if key in values}
    ids = tuple(place if "/" in place else f"division/{place}" for place in places)
    ident = f"event/{seen.page}/1/{values['name']}"
    return Happening(seen, ident, article=f"{seen.page}/1", places=ids, **values)


@pytest.mark.parametrize(("name", "least"), [("composed", 0.9), ("news", 0.5)])
def test_pairs_of_reports(name: str, least: float) -> None:
    pairs = yaml.safe_load((Path(__file__).parent / "events" / f"{name}.yaml").read_text("utf-8"))
    same = [pair["same"] for pair in pairs if joined(report(pair["one"]), report(pair["other"])).ids]
    assert all(same)
    assert sum(same) >= least * sum(pair["same"] for pair in pairs)


NAMES = st.sampled_from(["山海协作座谈会", "浙闽山海协作座谈会", "座谈会", "第六次山海协作会议", "第七次山海协作会议"])
PEOPLE = st.lists(st.sampled_from(["林叙川", "裘怀朴", "方知白"]), unique=True, max_size=3).map(tuple)
REPORTS = st.builds(
    told,
    st.sampled_from("甲乙丙丁"),
    NAMES,
    people=PEOPLE,
    places=st.sampled_from([(), (NINGBO,), (YINZHOU,), (FUZHOU,)]),
    start=st.sampled_from(["2024-04-16", "2024-04-17", "2024-04", ""]),
    end=st.sampled_from(["", "2024-04-18"]),
)
SETS = st.lists(REPORTS, max_size=7, unique_by=lambda one: one.ident)


@given(SETS.flatmap(lambda told: st.tuples(st.just(told), st.permutations(told))))
def test_the_order_of_arrival_makes_no_difference(orders: tuple[list[Happening], list[Happening]]) -> None:
    one, other = (joined(*order) for order in orders)
    assert (one.ids, one.records, one.joined) == (other.ids, other.records, other.joined)


@given(SETS)
def test_every_id_given_up_leads_to_one_that_holds(reports: list[Happening]) -> None:
    found = joined(*reports)
    leads = {record.id: record.values[0][1] for record in found.records if not record.kind}
    assert {ident for (_, ident), now in found.ids.items() if ident != now} == set(leads)
    assert all(leads.get(ident, ident) == now and now not in leads for (_, ident), now in found.ids.items())
    assert set(found.ids.values()) == set(found.joined)


def test_pages_of_a_joined_event_name_it_alike_and_state_one_date() -> None:
    event = {"event/1": "event/0"}
    node = Joined("Meeting", "山海协作座谈会", (("startDate", "2024-04-16"),))
    part = renamed(KNOWLEDGE, event, {"event/0": node})
    (entity,) = (entity for entity in part.entities if entity.id == "event/0")
    assert (entity.name, entity.aliases, entity.kind) == (node.name, ("海宁省代表团访问青川市",), "Meeting")
    assert [fact.property for fact in part.facts if fact.outweighed] == ["startDate"]


def test_what_is_outweighed_is_recorded_and_not_stated() -> None:
    part = renamed(
        KNOWLEDGE, {"event/1": "event/0"}, {"event/0": Joined("Visit", "访问", (("startDate", "2024-04-16"),))}
    )
    store = Store.of(rdf.quads(part))
    assert ask(store, "ASK { ?event yt:startDate ?day }").truth is False
    told = ask(store, "SELECT ?day { [] rdf:predicate yt:startDate ; rdf:object ?day ; yt:outweighed true }")
    assert told.texts == [("2024-04-17",)]


REPORTED = ("daihai-20240607-01", "longyuan-20240608-01", "wanjian-20240605-3")
PAGES = [Path(__file__).parent / "questions" / f"{name}.txt" for name in REPORTED]


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("once")
    kg.build(*PAGES, out=folder)
    return (folder / "graph.trig").read_text("utf-8")


@pytest.mark.parametrize("order", [(2, 1, 0), (1, 0, 2)])
def test_page_by_page_is_as_all_at_once(order: tuple[int, ...], at_once: str, tmp_path: Path) -> None:
    for number in order:
        kg.build(PAGES[number], out=tmp_path)
    assert (tmp_path / "graph.trig").read_text("utf-8") == at_once


def test_a_report_taken_out_leaves_the_others_as_they_were(at_once: str, tmp_path: Path) -> None:
    kg.build(*PAGES[:2], out=tmp_path)
    before = (tmp_path / "graph.trig").read_text("utf-8")
    kg.build(*PAGES, out=tmp_path)
    assert (tmp_path / "graph.trig").read_text("utf-8") == at_once != before
    remove(tmp_path, [str(PAGES[2])])
    assert (tmp_path / "graph.trig").read_text("utf-8") == before


def test_what_several_papers_tell_keeps_the_shapes() -> None:
    assert kg.build(*PAGES).check().results == ()


def test_all_evidence_is_explained() -> None:
    table = {row["code"]: row for row in ontology.rows("reasons.tsv")}
    for code, told in settings()["evidence"].items():
        assert (table[code]["for"] == "yes") is (told["weight"] >= 0)
