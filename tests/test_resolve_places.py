"""Places in no table: those that are told under two parents are one where nothing speaks against it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Entity
from kg.resolve.places import place_block, settle

NAME = "大湾村"
PARENTS = ["341524", "341524205", "341500", "340000", "341524/云岭镇", "341525", "430121"]


def ids(*parents: str) -> dict[str, str]:
    """By parent that changes, the parent that its place of the name gets."""
    told = [(f"page{number}", f"division/{parent}/{NAME}") for number, parent in enumerate(parents)]
    moved = settle(told).ids
    cut = len(f"/{NAME}")
    return {old[9:-cut]: new[9:-cut] for (_, old), new in moved.items()}


@pytest.mark.parametrize(
    ("parents", "wanted"),
    [
        (["341524", "341524205"], {"341524": "341524205"}),
        (["341500", "341524", "341524205"], {"341500": "341524205", "341524": "341524205"}),
        (["341524", "341524/云岭镇"], {"341524": "341524/云岭镇"}),
        (["341524", "341524205", "341524/云岭镇"], {}),
        (["341500", "341524205", "341525"], {}),
        (["340000", "341524205"], {}),
        (["341524", "430121"], {}),
        (["341524", "341524"], {}),
    ],
)
def test_one_place_under_two_parents(parents: list[str], wanted: dict[str, str]) -> None:
    assert ids(*parents) == wanted


@given(st.lists(st.sampled_from(PARENTS)))
def test_the_order_makes_no_difference_and_none_moves_twice(parents: list[str]) -> None:
    moved = ids(*parents)
    assert moved == ids(*reversed(parents))
    assert not set(moved) & set(moved.values())


def test_an_id_that_is_given_up_leads_on() -> None:
    told = settle([("a", f"division/341524/{NAME}"), ("b", f"division/341524205/{NAME}")])
    (record,) = told.records
    assert record.id == f"division/341524/{NAME}"
    assert dict(record.values)["owl:sameAs"] == f"division/341524205/{NAME}"


@pytest.mark.parametrize(
    ("ident", "block"),
    [
        (f"division/341524/{NAME}", f"place/{NAME}"),
        (f"division/{NAME}", ""),
        ("division/341524205", ""),
        (f"organization/甲/{NAME}", ""),
    ],
)
def test_the_block_of_a_place(ident: str, block: str) -> None:
    assert place_block(Entity(ident, "Village", NAME)) == block
