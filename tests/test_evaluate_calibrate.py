"""How sure facts are, measured on texts with gold facts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import KNOWLEDGE, fact

from kg import rdf
from kg.confidence import Shares
from kg.evaluate import calibrate
from kg.evaluate.calibrate import counted, reliability, reliability_of, shares
from kg.evaluate.result import Judged
from kg.evaluate.telling import edge_of


def judged(source: str, *verdicts: tuple[str, str, bool | None]) -> Judged:
    """A text with a fact for each rule, property and verdict."""
    facts = [
        replace(fact("person/任远帆", name, f"post/{source}{number}"), rule=rule)
        for number, (rule, name, _) in enumerate(verdicts)
    ]
    edges = [edge_of(one) for one in facts]
    right = {edge: verdict for edge, (*_, verdict) in zip(edges, verdicts, strict=True) if edge and verdict is not None}
    return Judged(source, replace(KNOWLEDGE, facts=tuple(facts)), right)


TEXTS = [
    judged("a", ("roster", "holds", True), ("roster", "holds", False), ("takes", "holds", True), ("x", "leader", None)),
    judged("b", ("roster", "holds", True), ("visit", "visited", False)),
]


def test_verdicts_are_counted_by_rule_property_and_in_all() -> None:
    assert counted(TEXTS) == {
        ("roster", "holds"): (2, 3),
        ("takes", "holds"): (1, 1),
        ("visit", "visited"): (0, 1),
        ("", "holds"): (3, 4),
        ("", "visited"): (0, 1),
        ("", ""): (3, 5),
    }


@pytest.mark.parametrize(
    ("low", "high"),
    [
        (("visit", "visited"), ("takes", "holds")),  # wrong before right
        (("", "visited"), ("", "holds")),
        (("roster", "holds"), ("takes", "holds")),
        (("visit", "visited"), ("", "visited")),  # little evidence stays near the property
    ],
)
def test_shares_follow_evidence(low: tuple[str, str], high: tuple[str, str]) -> None:
    known: Shares = shares(counted(TEXTS))
    assert 0 < known[low] < known[high] < 1


def test_nothing_is_certain() -> None:
    assert shares({("", ""): (10**6, 10**6), ("", "a"): (10**6, 10**6), ("r", "a"): (10**6, 10**6)})["r", "a"] == 0.999


def test_the_table_has_its_evidence() -> None:
    head, *rows = [line.split("\t") for line in calibrate.table(TEXTS).splitlines() if not line.startswith("#")]
    assert head == ["source", "of", "right", "found", "confidence"]
    assert (rows[0][:4], rows[-1][:4]) == (["roster", "holds", "2", "3"], ["", "", "3", "5"])


def test_finders_are_counted_by_class() -> None:
    names = {"person/任远帆": True, "place/青川港": False, "zone/青川高新区": True}
    named = {rdf.iri(name).value: right for name, right in names.items()}
    entities = tuple(
        replace(e, mentions=tuple(replace(m, finder="tagger") for m in e.mentions)) if e.id == "zone/青川高新区" else e
        for e in KNOWLEDGE.entities
    )
    text = Judged("a", replace(KNOWLEDGE, entities=entities), {}, named)
    assert counted([text]) == {
        ("hand", "Official"): (1, 1),
        ("hand", "Venue"): (0, 1),
        ("", "Official"): (1, 1),
        ("", "Venue"): (0, 1),
        ("", "Mention"): (1, 2),
    }


def test_a_text_is_foretold_from_the_others_alone() -> None:
    # of the two texts each says the opposite of the other
    apart = [judged("a", *[("r", "holds", True)] * 30), judged("b", *[("r", "holds", False)] * 30)]
    assert reliability(apart).ece > 0.9


def test_bins_brier_and_error() -> None:
    measured = reliability_of([(0.9, True), (0.9, True), (0.92, False), (0.6, False)])
    assert [(b.low, b.count, round(b.stated, 4), round(b.right, 4)) for b in measured.bins] == [
        (0.5, 1, 0.6, 0.0),
        (0.9, 3, 0.9067, 0.6667),
    ]
    assert measured.kept[:3] == ((0.0, 4, 0.5), (0.8, 3, pytest.approx(2 / 3)), (0.9, 3, pytest.approx(2 / 3)))
    assert (measured.count, round(measured.brier, 4), round(measured.ece, 4)) == (4, 0.3066, 0.33)
    assert reliability_of([]).count == 0
