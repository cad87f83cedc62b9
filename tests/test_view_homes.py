"""To which province things belong, and where provinces stand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from view_sample import PROVINCES

from kg import ontology
from kg.model import Entity, Fact, Knowledge, Span
from kg.view import atlas, homes
from kg.view.gather import gather
from kg.view.picture import draw

NOWHERE = Span("", 0, 0, "")
HUNAN, JIANGXI = "division/430000", "division/360000"
DIVISIONS = (
    Entity(HUNAN, "Province", "湖南省", code="430000"),
    Entity(JIANGXI, "Province", "江西省", code="360000"),
    Entity("division/360900", "Prefecture", "宜春市", code="360900"),
    Entity("division/中国", "Country", "中国"),
)


def belongs(*told: tuple[str, str, str], things: str = "a b c") -> dict[str, str]:
    """The homes of the things of which these facts are told."""
    entities = (*DIVISIONS, *(Entity(name, "Department", name) for name in things.split()))
    facts = tuple(Fact(name, subject, thing, NOWHERE, "r") for subject, name, thing in told)
    known = gather([Knowledge((), entities, facts)])
    found = homes.told(known.entities, known.facts)
    return {known.entities[n].id: place for n, place in found.items() if known.entities[n].id in things.split()}


@pytest.mark.parametrize(
    ("told", "home"),
    [
        ([("a", "jurisdiction", HUNAN)], {"a": "430000"}),
        ([("a", "locatedIn", "division/360900")], {"a": "360000"}),
        ([("a", "locatedIn", "b"), ("b", "locatedIn", HUNAN)], {"a": "430000", "b": "430000"}),
        ([("a", "holds", "b"), ("b", "postIn", "c"), ("c", "jurisdiction", HUNAN)], dict.fromkeys("abc", "430000")),
        ([("a", "serves", HUNAN), ("a", "serves", JIANGXI)], {}),
        ([("a", "locatedIn", HUNAN), ("a", "locatedIn", "division/中国")], {"a": "430000"}),
        ([("a", "serves", HUNAN), ("a", "serves", "division/中国")], {}),
        ([("a", "participant", HUNAN)], {}),
    ],
)
def test_homes_follow_what_is_told(told: list[tuple[str, str, str]], home: dict[str, str]) -> None:
    assert belongs(*told) == home


def test_a_neighbour_lends_its_home_to_the_map_alone() -> None:
    fact = Fact("participant", "e/1", HUNAN, NOWHERE, "r")
    picture = draw(gather([Knowledge((), (*DIVISIONS, Entity("e/1", "Meeting", "会")), (fact,))]))
    told = homes.told(picture.entities, picture.facts)
    assert 4 not in told
    assert homes.guessed(picture, told)[4] == "430000"


def test_each_province_and_country_has_its_seat() -> None:
    seats = homes.seats()
    wanted = {row["code"] for row in ontology.table("divisions") if row["class"] == "Province"}
    wanted |= {row["name"] for row in ontology.table("countries")}
    assert wanted == set(seats)
    assert all(-180 <= seat.east <= 180 and -90 <= seat.north <= 90 for seat in seats.values())


@given(st.lists(st.floats(5, 200), min_size=5, max_size=5))
def test_discs_do_not_overlap(radii: list[float]) -> None:
    sizes = dict(zip(PROVINCES, radii, strict=True))
    found = atlas.discs(homes.seats(), sizes)
    for one in found:
        for other in found:
            if one < other:
                assert math.dist(found[one], found[other]) >= 0.99 * (sizes[one] + sizes[other])


def test_provinces_keep_their_order() -> None:
    found = atlas.discs(homes.seats(), dict.fromkeys(PROVINCES, 40.0))
    east = sorted(found, key=lambda code: found[code][0])
    south = sorted(found, key=lambda code: found[code][1])
    assert east[0] == "650000"
    assert south[0] == "230000"
    assert south[-1] == "460000"


def test_countries_stand_outside_of_the_provinces() -> None:
    radii = dict.fromkeys([*PROVINCES, "日本", "法国"], 40.0)
    found = atlas.discs(homes.seats(), radii, homes.inland(radii))
    assert found["日本"][0] > max(found[code][0] for code in ("110000", "460000"))
    assert found["法国"][0] < found["110000"][0]
