"""Tenures as the panel shows them."""

from __future__ import annotations

from view_sample import key, tenure

from kg.resolve.settled import Record
from kg.view.tenures import tenures

NUMBERS = {key(name): number for number, name in enumerate(("方远山", "蔡南亭", "岭西省省长"))}


def test_who_was_confirmed_acts_no_more() -> None:
    acting = tenure("方远山", "岭西省省长", 1, acting="true")
    confirmed = tenure("蔡南亭", "岭西省省长", 2, acting="true", confirmedBy="2022-10-28")
    assert tenures([acting, confirmed], NUMBERS)["acting"] == [0]


def test_a_doubted_tenure_is_left_out() -> None:
    both = [tenure(name, "岭西省省长", 1) for name in ("方远山", "蔡南亭")]
    clash = Record("contradiction/1", "Contradiction", (("outvoted", both[1].id),))
    assert tenures([*both, clash], NUMBERS)["person"] == [0]
