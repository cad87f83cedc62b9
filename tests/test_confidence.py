"""How sure facts are, and what is left of knowledge when the less sure ones are left out."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from handmade import ARTICLE, FACTS, KNOWLEDGE, SECOND, entity, fact, span

from kg import ontology
from kg.confidence import ConfidenceError, at_least, checked, rated
from kg.model import Entity, Knowledge, Mention, Span
from kg.ontology import OntologyError

TABLE = """\
source	of	right	found	confidence
	*	90	100	0.9
	holds	8	10	0.8
by-hand	visited	6	10	0.6
roster	holds	7	10	0.7
roster-serves	serves	9	10	0.95
hand	Venue	1	2	0.55
	Park	1	2	0.65
	Mention	1	2	0.75
""".replace("*", "")


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the ontology with shares of its own."""
    shutil.copytree(ontology.folder(), tmp_path / "ontology")
    monkeypatch.setenv("KG_ONTOLOGY", str(tmp_path / "ontology"))
    path = tmp_path / "ontology" / "confidence.tsv"
    path.write_text(TABLE, "utf-8")
    return path


def confidences(knowledge: Knowledge) -> dict[tuple[str, str], float]:
    return {(f.rule, f.property): f.confidence for f in rated(knowledge).facts}


def test_a_fact_is_as_sure_as_its_rule_else_its_property_else_all(table: Path) -> None:
    found = confidences(KNOWLEDGE)
    assert [found["by-hand", name] for name in ("visited", "holds", "author")] == [0.6, 0.8, 0.9]


def test_what_follows_is_no_surer_than_what_it_follows_from(table: Path) -> None:
    held = replace(fact("person/任远帆", "holds", "post/海宁省省长"), rule="roster")
    serves = replace(fact("person/任远帆", "serves", "division/990000"), rule="roster-serves")
    surer = replace(held, rule="by-hand", evidence=span(SECOND))
    elsewhere = replace(serves, evidence=Span("other", 0, 1, "x"))
    for facts, confidence in (
        ((held, serves), 0.7),
        ((held, surer, serves), 0.7),  # the fact of its own sentence counts
        ((held, replace(serves, evidence=span(SECOND))), 0.7),
        ((held, replace(serves, subject="person/苏禾")), 0.95),
        ((held, elsewhere), 0.95),
    ):
        assert confidences(replace(KNOWLEDGE, facts=facts))["roster-serves", "serves"] == confidence


def test_what_facts_follow_from_are_known_properties() -> None:
    rows = ontology.rows("derived.tsv")
    assert {name for row in rows for name in row["from"].split()} <= set(ontology.labels())


def doubtful(*places: tuple[str, float]) -> Entity:
    mentions = tuple(Mention(span(text), "Venue", "青川港", "tagger", sure) for text, sure in places)
    return replace(entity("place/青川港", "Venue", "青川港"), mentions=mentions)


def test_a_mention_is_as_sure_as_its_finder_else_its_class_else_all(table: Path) -> None:
    found = {m.name: m.confidence for e in rated(KNOWLEDGE).entities for m in e.mentions}
    assert [found[name] for name in ("青川港", "青川高新区", "任远帆")] == [0.55, 0.65, 0.75]
    tagged = doubtful(("青川港", 0.9))
    assert rated(replace(KNOWLEDGE, entities=(tagged,))).entities == (tagged,)


@pytest.mark.parametrize(
    ("port", "confidence"),
    [
        (doubtful(("青川港", 0.5)), 0.3),
        (doubtful(("青川港", 0.5), ("青川市", 1.0)), 0.3),
        (doubtful(("青川市", 0.5)), 0.3),
        (doubtful(("青川港", 1.0)), 0.6),
        (doubtful(), 0.6),
    ],
)
def test_a_fact_is_less_sure_of_doubtful_mentions(table: Path, port: Entity, confidence: float) -> None:
    told = fact("person/任远帆", "visited", "place/青川港", SECOND)
    assert confidences(Knowledge((ARTICLE,), (port,), (told,)))["by-hand", "visited"] == confidence


def test_less_sure_facts_go_with_what_only_they_tell_of() -> None:
    told = (
        fact("event/9", "participant", "person/任远帆", confidence=0.5),
        fact("event/9", "place", "place/青川港", confidence=0.6),
        fact("event/9", "organizer", "organization/x"),
    )
    untold = [Entity("event/9", "Event", ""), Entity("organization/x", "Media", "x"), Entity("thing/y", "Venue", "y")]
    known = Knowledge((ARTICLE,), (*KNOWLEDGE.entities, *untold), (*FACTS, *told[:2]))
    left = at_least(known, 0.7)
    assert left.facts == FACTS
    assert {e.id for e in known.entities} - {e.id for e in left.entities} == {"event/9"}
    assert "event/9" in {e.id for e in at_least(replace(known, facts=(*FACTS, *told)), 0.7).entities}


def test_doubtful_mentions_stay_where_a_fact_tells_of_them() -> None:
    told = fact("person/任远帆", "visited", "place/青川港", SECOND)
    elsewhere = Mention(Span("other", 0, 1, "x"), "Venue", "青川港", "tagger", 0.5)
    port = doubtful(("青川港", 0.5))
    known = Knowledge((ARTICLE,), (replace(port, mentions=(*port.mentions, elsewhere)),), (told,))
    assert at_least(known, 0.8).entities == (port,)


def test_less_sure_mentions_go_with_their_entities() -> None:
    known = Knowledge((ARTICLE,), (doubtful(("青川港", 0.5)), doubtful(("青川港", 0.5), ("青川市", 0.9))), ())
    assert [len(e.mentions) for e in at_least(known, 0.8).entities] == [1]
    assert at_least(known, 0) is known


@pytest.mark.parametrize("least", ["x", "", -0.1, 1.01, "nan", "80%"])
def test_what_is_no_confidence_is_said(least: float | str) -> None:
    with pytest.raises(ConfidenceError, match="a number from 0 to 1"):
        checked(least)


@pytest.mark.parametrize("text", ["source\tof\nx\ty\n", TABLE + "x\tholds\t1\t1\tsure\n"])
def test_a_broken_table_is_said(table: Path, text: str) -> None:
    table.write_text(text, "utf-8")
    with pytest.raises(OntologyError, match=r"confidence\.tsv: is not as"):
        rated(KNOWLEDGE)
