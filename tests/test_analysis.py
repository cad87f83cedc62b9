"""Measures on networks small enough to reckon by hand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from textwrap import indent

import networkx
import pandas
import pytest
from handmade import KNOWLEDGE

from kg import analysis
from kg.graph import Graph

ROOT = Path(__file__).resolve().parents[1]


def ties(*edges: tuple[str, str, float]) -> networkx.DiGraph[str]:
    """Provinces with so many visits from the first to the second."""
    network: networkx.DiGraph[str] = networkx.DiGraph()
    for one, other, number in edges:
        network.add_edge(one, other, weight=number, visits=number)
    return network


def test_co_attendance_is_the_strength_of_ties() -> None:
    network: networkx.Graph[str] = networkx.Graph()
    network.add_edge("b", "a", weight=0.5, events=3, first="2024", last="2025")
    network.add_edge("a", "c", weight=2.0, events=2)
    assert [(pair.one, pair.other, pair.strength) for pair in analysis.co_attendance(network)] == [
        ("a", "c", 2.0),
        ("a", "b", 0.5),
    ]
    assert [pair.events for pair in analysis.co_attendance(network, least=3)] == [3]


def test_reciprocity_is_what_is_returned() -> None:
    network = ties(("a", "b", 3), ("b", "a", 1), ("a", "c", 2))
    dyads = analysis.visit_reciprocity(network)
    assert [(d.one, d.other, d.there, d.back, d.reciprocity) for d in dyads] == [
        ("a", "b", 3, 1, 0.5),
        ("a", "c", 2, 0, 0),
    ]
    assert analysis.reciprocity(network) == pytest.approx(2 / 6)
    assert analysis.reciprocity(ties()) == 0


def test_who_stands_between_others_is_least_constrained() -> None:
    brokers = analysis.brokerage(ties(("a", "b", 1), ("a", "c", 1), ("a", "d", 1)))
    assert (brokers[0].id, brokers[0].constraint, brokers[0].effective_size) == ("a", pytest.approx(1 / 3), 3)
    assert (brokers[0].betweenness, brokers[-1].constraint) == (1.0, pytest.approx(1.0))


def test_a_province_without_ties_has_no_constraint() -> None:
    network = ties(("a", "b", 1))
    network.add_node("z")
    assert [(one.id, one.constraint) for one in analysis.brokerage(network)][-1] == ("z", None)
    assert {one.id for one in analysis.communities(network)} == {"a", "b"}


def test_what_two_provinces_share_weighs_once() -> None:
    network = ties(("a", "b", 3), ("b", "a", 2))
    for edge in network.edges:
        network.edges[edge].update(zones=1, weight=network.edges[edge]["weight"] + 1)
    assert [one.strength for one in analysis.brokerage(network)] == [6, 6]
    assert [one.strength for one in analysis.brokerage(network.to_undirected())] == [3, 3]


def test_ties_without_weight_make_no_community() -> None:
    assert analysis.communities(ties(("a", "b", 0))) == []
    assert [one.id for one in analysis.communities(ties(("a", "b", 0), ("b", "c", 1)))] == ["b", "c"]


def test_communities_are_the_same_each_time() -> None:
    edges = [("a", "b", 5), ("b", "c", 5), ("a", "c", 5), ("x", "y", 5), ("y", "z", 5), ("x", "z", 5), ("c", "x", 1)]
    found = analysis.communities(ties(*edges))
    assert [one.community for one in found] == [1, 1, 1, 2, 2, 2]
    assert found == analysis.communities(ties(*reversed(edges)))
    assert found[2].inside == pytest.approx(10 / 11)
    assert analysis.communities(ties()) == []


def test_order_is_that_of_springs_at_rest() -> None:
    ranks = analysis.protocol_order(ties(("a", "b", 1), ("b", "c", 1), ("x", "y", 4)))
    assert [(one.id, one.rank, one.component) for one in ranks] == [
        ("a", 1, 1), ("b", 2, 1), ("c", 3, 1), ("x", 1, 2), ("y", 2, 2),
    ]  # fmt: skip
    assert [one.score for one in ranks] == [1, 0, -1, 0.5, -0.5]


def test_contradicting_lists_meet_in_the_middle() -> None:
    scores = {one.id: one.score for one in analysis.protocol_order(ties(("a", "b", 3), ("b", "a", 1)))}
    assert scores == {"a": 0.25, "b": -0.25}


def test_a_graph_is_measured_as_its_network_is() -> None:
    graph = Graph(KNOWLEDGE)
    assert analysis.brokerage(graph) == analysis.brokerage(graph.to_networkx("provinces"))
    assert analysis.protocol_order(graph) == []


def test_records_make_a_frame() -> None:
    frame = pandas.DataFrame(analysis.visit_reciprocity(ties(("a", "b", 1))))
    assert frame["there"].tolist() == [1.0]


def test_a_network_of_another_kind_is_refused() -> None:
    with pytest.raises(analysis.AnalysisError, match=r"graph.to_networkx\('people'\)"):
        analysis.co_attendance(ties(("a", "b", 1)))


BACKEND = """
convert_from_nx = convert_to_nx = staticmethod(lambda graph, *args, **more: graph)
constraint = staticmethod(lambda graph, *args, **more: dict.fromkeys(graph, 0.25))
effective_size = staticmethod(lambda graph, *args, **more: dict.fromkeys(graph, 1.0))
"""  # it has no betweenness
ASK = """
import networkx
from kg import analysis
network = networkx.DiGraph()
network.add_edge("a", "b", weight=1)
network.add_edge("b", "c", weight=1)
print([(one.constraint, one.betweenness) for one in analysis.brokerage(network, backend="dummy")])
print([one.community for one in analysis.communities(network, backend="dummy")])
"""


def test_a_backend_does_the_work_that_it_can(tmp_path: Path) -> None:
    (tmp_path / "dummy.py").write_text("class Engine:\n" + indent(BACKEND, "    "), "utf-8")
    told = tmp_path / "dummy-1.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: dummy\nVersion: 1.0\n", "utf-8")
    (told / "entry_points.txt").write_text("[networkx.backends]\ndummy = dummy:Engine\n", "utf-8")
    path = os.pathsep.join([str(tmp_path), str(ROOT)])
    environment = os.environ | {"PYTHONPATH": path}
    done = subprocess.run([sys.executable, "-c", ASK], env=environment, capture_output=True, encoding="utf-8")
    assert (done.stdout, done.returncode) == ("[(0.25, 0.0), (0.25, 1.0), (0.25, 0.0)]\n[1, 1, 1]\n", 0), done.stderr


def test_a_backend_that_is_not_there_is_said() -> None:
    with pytest.raises(analysis.AnalysisError, match="cannot use the backend 'nowhere'"):
        analysis.communities(ties(("a", "b", 1)), backend="nowhere")
