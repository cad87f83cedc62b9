"""At which level a zone is recognised (all zones are invented)."""

from __future__ import annotations

import pytest
from reading import facts

TABLE = [
    ("国家级高新区——云岭高新区扩容。", {"云岭高新区 level 国家级"}),
    ("国家级云岭高新技术产业开发区扩容。", {"云岭高新技术产业开发区 level 国家级"}),
    ("云岭开发区升级为国家级经济技术开发区。", {"云岭开发区 level 国家级"}),
    ("云岭产业园是全省首个省级数字产业园。", {"云岭产业园 level 省级"}),
    ("云岭产业园争创国家级产业园。", set()),
    ("云岭产业园有三家国家级实验室。", set()),
]


@pytest.mark.parametrize(("text", "wanted"), TABLE)
def test_levels(text: str, wanted: set[str]) -> None:
    assert facts(text, "level") == wanted
