"""Agreements signed at a meeting, whose parties are those who hold it (all names are invented)."""

from __future__ import annotations

import pytest
from reading import facts

MEETING = "石门县与剑川县召开护林联防第三次联席会议。"
BOTH = {"护林联防公约 party 石门县", "护林联防公约 party 剑川县"}
TABLE = [
    (MEETING + "会上续签了《护林联防公约》。", BOTH),
    (MEETING + "大家学习《护林联防公约》。", set()),
    (MEETING + "会上，代表们谈起《护林联防公约》。", set()),
    ("石门县召开护林联防会议。会上续签了《护林联防公约》。", set()),
]


@pytest.mark.parametrize(("text", "wanted"), TABLE)
def test_parties_of_a_meeting(text: str, wanted: set[str]) -> None:
    assert facts(text, "party") == wanted


def test_parties_work_together() -> None:
    assert facts(MEETING + "会上续签了《护林联防公约》。", "cooperatesWith") == {"石门县 cooperatesWith 剑川县"} | set()
