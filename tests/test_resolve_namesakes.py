"""How many people bear a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.namesakes import share, share_abroad


@pytest.mark.parametrize(
    ("more", "less"),
    [("王伟", "李建国"), ("李建国", "陈吉宁"), ("李强", "黎强"), ("扎西次仁", "易炼红")],
)
def test_a_name_is_more_common_than_another(more: str, less: str) -> None:
    assert share(more) > share(less)


def test_a_full_foreign_name_is_hardly_anyone_else_s() -> None:
    assert share("阿卜杜拉·沙希德") == share_abroad("阿卜杜拉·沙希德") < share("阿卜杜拉希扬") < share_abroad("布朗")


@given(st.text(max_size=6))
def test_every_name_has_a_share(name: str) -> None:
    assert 0 < share(name) < 0.01
