"""What follows from a page that comes, changes or goes: its own blocks are settled again, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest
from test_resolve_whole import TOLD, VILLAGE, body, page, village

from kg import plan as planning
from kg.model import Knowledge, Literal
from kg.plan import Plan, plan, set_least
from kg.publish import parts
from kg.resolve import Holding, Record, Settled, Sighting, Stated, links, together
from kg.shelf import Shelf

OF_XIANG, OF_MIN = ("serves", "division/430000"), ("serves", "division/350000")


def put(shelf: Shelf, *pages: tuple[str, Knowledge], without: Sequence[str] = ()) -> Plan:
    for name, part in pages:
        shelf.put(Path("/pages") / name, part, "", {})
    return plan(shelf, [Path("/pages") / name for name in without], "")


def test_only_what_came_is_stale() -> None:
    shelf = Shelf.in_memory()
    put(shelf, ("a", page(1, OF_XIANG)), ("z", page(9, day=9)))
    found = put(shelf, ("b", page(2, OF_XIANG, day=2)))
    assert (found.stale, found.whole, found.coded, found.changed) == ({"日报/2024-01-02/2"}, False, False, {})
    assert not put(shelf)


def test_pages_on_which_somebody_is_another_now_are_stale_too() -> None:
    shelf = Shelf.in_memory()
    put(shelf, ("b", page(2, OF_MIN, day=2)))
    found = put(shelf, ("a", page(1, OF_XIANG)))
    assert found.stale == {"日报/2024-01-01/1", "日报/2024-01-02/2"}
    assert found.changed == {
        ("日报/2024-01-02/2", "person/任远帆"): ("person/任远帆", "person/任远帆~350000"),
    }
    found = put(shelf, without=["a"])
    assert (found.gone, found.lost, found.stale) == (
        {"日报/2024-01-01/1"},
        {"日报/2024-01-01/1/1"},
        {"日报/2024-01-02/2"},
    )


def test_another_program_or_least_confidence_makes_all_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf.in_memory()
    put(shelf, ("a", page(1)), ("b", page(2)))
    set_least(shelf, 0.5)
    assert put(shelf).whole
    monkeypatch.setattr("kg.plan.program", lambda: "another")
    assert put(shelf).stale == {"日报/2024-01-01/1", "日报/2024-01-01/2"}
    assert not put(shelf)


def test_page_by_page_is_as_all_at_once() -> None:
    told = {"a": page(1, OF_XIANG), "b": page(2, OF_MIN, day=2), "c": page(3, OF_MIN, day=3), "d": page(4, day=3)}
    wanted = together(
        {
            f"日报/2024-01-0{day}/{n}": part
            for (n, day), part in zip(((1, 1), (2, 2), (3, 3), (4, 3)), told.values(), strict=True)
        }
    )
    for order in permutations(told):
        shelf = Shelf.in_memory()
        for name in order:
            put(shelf, (name, told[name]), without=["b"] if name == "d" else [])
        put(shelf, ("b", told["b"]))
        assert tuple(parts(shelf)) == wanted.parts


SECRETARY = ("holds", "post/湖南省委书记")
LEADING_OUT = {
    "1": page(1, SECRETARY, name="张庆伟"),
    "2": page(2, ("holds", "post/黑龙江省委书记"), OF_MIN, day=2, name="张庆伟"),
    "3": body(3, "国务院", "430121"),
    "4": village(4, TOLD[0], day=4),
    "5": village(5, TOLD[1], day=5),
}


def _together(shelf: Shelf) -> dict[str, tuple[Record, ...]]:
    """What pages tell together, by graph."""
    found = dict(shelf.ties.records())
    return found | {links.BLOCK: told} if (told := links.gathered(shelf.ties.links())) else found


@pytest.mark.parametrize("order", ["12345", "54321", "31524", "25143"])
def test_links_and_places_hang_on_the_pages_alone(order: str) -> None:
    shelf, known = Shelf.in_memory(), dict[str, Knowledge]()
    for name in order:
        put(shelf, (name, LEADING_OUT[name]))
        known[f"日报/2024-01-0{name}/{name}"] = LEADING_OUT[name]
        assert _together(shelf) == together(known).records
    for name in order:
        put(shelf, without=[name])
        del known[f"日报/2024-01-0{name}/{name}"]
        assert _together(shelf) == together(known).records
        assert tuple(parts(shelf)) == together(known).parts


def test_a_body_and_the_divisions_named_are_linked_while_they_are_named() -> None:
    shelf = Shelf.in_memory()
    assert put(shelf, ("3", LEADING_OUT["3"])).linked
    assert {"organization/国务院", "division/430000"} <= {record.id for record in shelf.ties.links()}
    assert not put(shelf, ("1", page(1))).linked
    assert put(shelf, without=["3"]).linked
    assert shelf.ties.links() == []


def test_an_official_is_linked_while_no_other_of_the_name_may_be_meant() -> None:
    shelf = Shelf.in_memory()
    put(shelf, ("1", LEADING_OUT["1"]))
    assert [record.id for record in shelf.ties.links()] == ["person/张庆伟"]
    assert put(shelf, ("2", LEADING_OUT["2"])).linked
    assert shelf.ties.links() == []
    assert put(shelf, without=["1"]).linked
    assert [record.id for record in shelf.ties.links()] == ["person/张庆伟"]


def test_whoever_tells_of_a_village_that_is_moved_is_settled_again() -> None:
    shelf = Shelf.in_memory()
    put(shelf, ("4", LEADING_OUT["4"]), ("6", village(6, TOLD[0], day=6)))
    found = put(shelf, ("5", LEADING_OUT["5"]))
    assert found.blocks >= {f"place/{VILLAGE}", "person/任远帆"}
    assert found.stale == {f"日报/2024-01-0{n}/{n}" for n in (4, 5, 6)}


def test_settled_are_the_blocks_of_the_pages_that_came(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf, settled = Shelf.in_memory(), list[str]()

    def settle(block: str, *more: object) -> Settled:
        settled.append(block)
        return Settled()

    put(shelf, ("a", page(1, ("holds", "post/x"))), ("b", page(2, ("holds", "post/y"))))
    monkeypatch.setattr(planning, "settle", settle)
    put(shelf, ("c", page(3, ("holds", "post/y"))))
    assert settled == ["person/任远帆", "post/y"]


def test_who_held_a_post_is_settled_again_when_somebody_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf.in_memory()
    monkeypatch.setattr("kg.resolve.blocks.tenures.settle", _told)
    put(shelf, ("b", page(2, OF_MIN, ("holds", "post/x"), day=2)))
    assert _people(shelf) == ["person/任远帆"]
    assert "post/x" in put(shelf, ("a", page(1, OF_XIANG))).blocks
    assert _people(shelf) == ["person/任远帆~x"]
    assert "post/x" in put(shelf, without=["a", "b"]).blocks
    assert list(shelf.ties.records()) == []


def _told(holdings: Sequence[Holding]) -> Settled:
    return Settled(records=tuple(Record("tenure/1", "Tenure", (("heldBy", one.person),)) for one in holdings))


def _people(shelf: Shelf) -> list[object]:
    told = [record for _, records in shelf.ties.records() for record in records]
    return [record.values[0][1] for record in told if record.kind == "Tenure"]


def test_names_that_an_analyst_joined_are_settled_together(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf, seen = Shelf.in_memory(), dict[str, int]()

    def settle(sightings: Sequence[Sighting], verdicts: object) -> Settled:
        if sightings:
            seen[sightings[0].name] = len(sightings)
        return Settled()

    monkeypatch.setattr("kg.resolve.blocks.persons.settle", settle)
    put(shelf, ("a", page(1)), ("b", page(2)))
    monkeypatch.setattr("kg.plan.Verdicts", _Joined)
    assert not put(shelf)
    assert seen == {"任远帆": 2}


class _Joined:
    digest, names = "1", ("任远帆", "任帆")

    def block(self, name: str) -> str:
        return "person/任远帆" if name in self.names else f"person/{name}"


def test_records_are_kept_as_they_are() -> None:
    shelf = Shelf.in_memory()
    values = (("heldBy", "person/x"), ("start", Literal("2024", "gYear")))
    record = Record("tenure/1", "Tenure", values, (Stated("person/x", "holds", "post/y", "日报/1"),), "tenure")
    assert [shelf.ties.record("post/y", told) for told in ((record,), (record,), (), ())] == [True, False, True, False]
    shelf.ties.record("post/y", (record,))
    assert dict(shelf.ties.records()) == {"post/y": (record,)}
    assert dict(shelf.ties.records(["post/z"])) == {"post/z": ()}
