"""Gold facts against a built graph: what counts as right, and the same figures as the shared scorer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from handmade import ENTITIES, FACTS, KNOWLEDGE, SENTENCE, entity, fact
from pyoxigraph import RdfFormat, serialize

from kg import rdf
from kg.evaluate import Result, score
from kg.gold import Gold
from kg.model import Knowledge

SCORER = Path(__file__).resolve().parents[2] / "shared" / "score" / "score.py"
GOLD = """\
# a comment
E	Official|Person	任远帆
E	Journalist	苏禾
E	Province	海宁省|海宁
E	Prefecture	青川市
E	Park|Zone	青川高新区|“青川”高新区
E	Project	青川大桥
?E	Venue	青川港
EV	@v	Visit	2024-04-17	青川市	海宁省代表团访问青川市
EV	@m	Meeting	2024-04-17	*	座谈会
?EV	@x	Activity	*	*	参观
R	任远帆	holds	海宁省省长
R	@v	participant	任远帆
?R	任远帆	visited	青川港
R	任远帆	visited	青川高新区
R	任远帆	serves	海宁省
R	青川高新区	locatedIn	青川市
R	海宁省	cooperatesWith	青川市
R	海宁省代表团访问青川市	author	苏禾
"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "page.facts.tsv").write_text(GOLD, "utf-8")
    return tmp_path / "page.facts.tsv"


def scored(path: Path, knowledge: Knowledge) -> Result:
    return score(rdf.quads(knowledge), Gold.read(path), knowledge, "page")


def counts(result: Result, kind: str, name: str) -> tuple[int, int, int]:
    found = result.tables[kind][name]
    return found["right"], found["found"], found["wanted"]


@pytest.mark.parametrize(
    ("kind", "name", "right_found_wanted"),
    [
        ("entity", "Person", (2, 2, 2)),
        ("entity", "Division", (2, 2, 2)),
        ("entity", "Venue", (0, 0, 0)),
        ("entity", "Project", (0, 0, 1)),
        ("entity", "Event", (1, 1, 2)),
        ("relation", "holds", (1, 1, 1)),
        ("relation", "visited", (1, 1, 1)),
        ("relation", "serves", (0, 0, 1)),
        ("relation", "author", (1, 1, 1)),
        ("relation", "locatedIn", (1, 1, 1)),
    ],
)
def test_counts(gold: Path, kind: str, name: str, right_found_wanted: tuple[int, int, int]) -> None:
    assert counts(scored(gold, KNOWLEDGE), kind, name) == right_found_wanted


def test_notes_say_what_differs(gold: Path) -> None:
    more = replace(KNOWLEDGE, entities=(*ENTITIES, entity("person/高新区", "Person", "高新区")))
    notes = scored(gold, more).notes
    assert {"- E Project 青川大桥", "+ E Person 高新区", "- EV @m Meeting 2024-04-17 座谈会"} <= set(notes)
    assert "- R 任远帆\tserves\t海宁省" in notes


def test_a_second_node_for_the_same_is_wrong(gold: Path) -> None:
    twice = replace(KNOWLEDGE, entities=(*ENTITIES, entity("person/2", "Person", "任远帆")))
    result = scored(gold, twice)
    assert counts(result, "entity", "Person") == (2, 3, 2)
    assert "+ E Person 任远帆 (a duplicate)" in result.notes


VARIANTS = {
    "as it is": KNOWLEDGE,
    "empty": Knowledge(KNOWLEDGE.articles),
    "speaker stands for participant": replace(
        KNOWLEDGE,
        facts=(*(f for f in FACTS if f.property != "participant"), fact("event/1", "speaker", "person/任远帆")),
    ),
    "symmetric": replace(KNOWLEDGE, facts=(*FACTS, fact("division/880100", "cooperatesWith", "division/990000"))),
    "far places": replace(KNOWLEDGE, facts=(*FACTS, fact("zone/青川高新区", "locatedIn", "division/880000"))),
    "too much": replace(
        KNOWLEDGE,
        entities=(*ENTITIES, entity("person/2", "Person", "任远帆"), entity("project/1", "Project", "高新区")),
        facts=(*FACTS, fact("project/1", "partOf", "zone/青川高新区"), fact("event/1", "chair", "person/苏禾")),
    ),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_figures_are_the_shared_scorer_s(gold: Path, name: str) -> None:
    if not SCORER.is_file():
        assert os.environ.get("CI") != "true", f"{SCORER} is missing"
        pytest.skip(f"{SCORER} is missing")
    graph = gold.with_name("graph.trig")
    serialize(rdf.quads(VARIANTS[name]), graph, RdfFormat.TRIG)
    command = [sys.executable, "-W", "ignore", SCORER, graph, gold, "--json"]
    theirs = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    assert json.loads(json.dumps(scored(gold, VARIANTS[name]).figures())) == json.loads(theirs.stdout)


def test_differences_have_their_sentences(gold: Path) -> None:
    more = fact("project/1", "partOf", "zone/青川高新区", confidence=0.7)
    known = replace(KNOWLEDGE, entities=(*ENTITIES, entity("project/1", "Project", "高新区")), facts=(*FACTS, more))
    found = {d.line: d for d in scored(gold, known).differences}
    assert {d.source for d in found.values()} == {"page"}
    wrong = found["+ R 高新区\tpartOf\t青川高新区"]
    assert (wrong.quote, wrong.rule, wrong.confidence) == (SENTENCE, "by-hand", 0.7)
    assert found["+ E Project 高新区"].quote == SENTENCE
    missed = found["- R 任远帆\tserves\t海宁省"]
    assert (missed.quote, missed.perhaps, missed.confidence) == (SENTENCE, False, None)
    assert (found["- E Project 青川大桥"].quote, found["- EV @m Meeting 2024-04-17 座谈会"].quote) == ("", "")


def test_what_gold_speaks_of_is_judged(gold: Path) -> None:
    more = fact("event/1", "chair", "person/苏禾")
    (judged,) = scored(gold, replace(KNOWLEDGE, facts=(*FACTS, more))).judged
    ends = {(name, value.rpartition("/")[2]): right for (_, name, value), right in judged.right.items()}
    assert (ends["holds", "海宁省省长"], ends["chair", "苏禾"]) == (True, False)
    assert ("visited", "青川港") not in ends  # optional
