"""What the gazetteer adds to the divisions that pages name."""

from __future__ import annotations

from kg.model import Knowledge
from kg.resolve import background


def test_the_gazetteer_tells_where_divisions_lie_and_when_codes_held() -> None:
    known = background(["430104"])
    assert [e.id for e in known.entities] == ["division/430000", "division/430100", "division/430104"]
    lies = [(f.subject, f.object) for f in known.facts if f.property == "locatedIn"]
    assert lies == [("division/430100", "division/430000"), ("division/430104", "division/430100")]
    (former,) = (f for f in background(["110103"]).facts if f.property == "code" and f.subject == "division/110103")
    assert (former.valid_from, former.valid_to) == ("", "2010")


def test_what_no_gazetteer_knows_is_left_out() -> None:
    assert background(["990000"]) == Knowledge()
