"""Short names of firms that were named in full before (all are invented)."""

from __future__ import annotations

import pytest
from reading import facts, read

FULL = "川云聚能半导体股份有限公司扩建。"
TABLE = [
    (FULL + "川云聚能总部位于崖州区。", {"川云聚能半导体股份有限公司 locatedIn 崖州区"}),
    (FULL + "川云聚能半导体总部位于崖州区。", {"川云聚能半导体股份有限公司 locatedIn 崖州区"}),
    (FULL + "川云聚会总部位于崖州区。", set()),
    ("新云岭重型机械集团股份有限公司（下称新云重工）公告。新云重工总部位于崖州区。", {"新云岭重型机械集团股份有限公司 locatedIn 崖州区"}),
    ("云曦乳业股份有限公司（证券简称：“云曦乳业”）公告。云曦乳业总部位于崖州区。", {"云曦乳业股份有限公司 locatedIn 崖州区"}),
    ("川云聚能光电有限公司扩建。" + FULL + "川云聚能总部位于崖州区。", set()),
    ("城市建设集团有限公司扩建。城市建设位于崖州区。", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), TABLE)
def test_short_names_mean_the_firm(text: str, wanted: set[str]) -> None:
    assert facts(text, "locatedIn") == wanted


def test_a_short_name_is_a_name_of_the_firm() -> None:
    told = read(FULL + "川云聚能投产。")
    assert [(e.name, "川云聚能" in e.aliases) for e in told.entities] == [("川云聚能半导体股份有限公司", True)]
