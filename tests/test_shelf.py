"""The shelf of what was read: a page a row, put, replaced and removed whole."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from handmade import KNOWLEDGE
from hypothesis import given
from hypothesis import strategies as st

from kg import saved
from kg.model import Article, Entity, Fact, Knowledge, Literal, Mention, Part, Piece, Span
from kg.saved import SavedError
from kg.shelf import NAME, Shelf, ShelfError, digest_of

PAGE = "闽风日报/2024-04-18/A02"
TEXT = st.text(max_size=20)


def put(shelf: Shelf, path: Path, knowledge: Knowledge = KNOWLEDGE, digest: str = "1") -> None:
    with shelf.writing():
        shelf.put(path, knowledge, digest, {"paper": "闽风日报"})


def test_what_was_read_is_there_again(tmp_path: Path) -> None:
    put(Shelf.create(tmp_path), tmp_path / "p.txt")
    shelf = Shelf.open(tmp_path)
    assert shelf.knowledge(PAGE) == KNOWLEDGE
    assert [(s.page, s.path, s.said) for s in shelf.sources()] == [(PAGE, tmp_path / "p.txt", {"paper": "闽风日报"})]
    assert shelf.sketches()[PAGE].articles == (f"{PAGE}/1",)


def test_a_page_is_known_by_file_and_digest(tmp_path: Path) -> None:
    shelf = Shelf.in_memory()
    put(shelf, tmp_path / "p.txt")
    asked = [(tmp_path / "p.txt", "1"), (tmp_path / "p.txt", "2"), (tmp_path / "q.txt", "1")]
    assert [shelf.page(*one) for one in asked] == [PAGE, "", ""]


def test_a_file_read_again_takes_the_place_of_what_it_yielded(tmp_path: Path) -> None:
    shelf = Shelf.in_memory()
    put(shelf, tmp_path / "p.txt")
    later = replace(KNOWLEDGE.articles[0], id="闽风日报/2024-04-19/A02/1")
    put(shelf, tmp_path / "p.txt", Knowledge((later,)), "2")
    assert list(shelf.sketches()) == ["闽风日报/2024-04-19/A02"]


def test_a_page_can_be_removed(tmp_path: Path) -> None:
    shelf = Shelf.in_memory()
    put(shelf, tmp_path / "p.txt")
    shelf.remove([PAGE, "none"])
    assert shelf.sources() == []
    with pytest.raises(KeyError):
        shelf.knowledge(PAGE)


def test_what_fails_halfway_is_undone(tmp_path: Path) -> None:
    shelf = Shelf.create(tmp_path)

    def put_and_fail() -> None:
        with shelf.writing():
            shelf.put(tmp_path / "p.txt", KNOWLEDGE, "1", {})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        put_and_fail()
    assert shelf.sources() == []


def test_notes_and_what_servers_hold_are_kept() -> None:
    shelf = Shelf.in_memory()
    shelf.notes(store="1")
    shelf.notes(store="2", state="x")
    shelf.mirror("http://a", {"g": "1", "h": "1"})
    shelf.mirror("http://a", {"g": "2"})
    assert (shelf.note("store"), shelf.note("other")) == ("2", "")
    assert (shelf.mirrored("http://a"), shelf.mirrored("http://b")) == ({"g": "2"}, {})


@pytest.mark.parametrize("content", [None, b"nonsense" * 100])
def test_no_shelf_is_said(tmp_path: Path, content: bytes | None) -> None:
    if content:
        (tmp_path / NAME).write_bytes(content)
    with pytest.raises(ShelfError, match="holds no graph; run `kg build" if content is None else "cannot be used"):
        Shelf.open(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ([NAME] if content else [])


def test_a_damaged_row_is_said(tmp_path: Path) -> None:
    put(Shelf.create(tmp_path), tmp_path / "p.txt")
    with sqlite3.connect(tmp_path / NAME) as damaged:
        damaged.execute("UPDATE page SET knowledge = x'00'")
    with pytest.raises(SavedError, match="is damaged"):
        Shelf.open(tmp_path).knowledge(PAGE)


def test_the_digest_hangs_on_the_bytes_and_on_what_is_said(tmp_path: Path) -> None:
    file = tmp_path / "p.txt"
    found = set()
    for text, said in (("a", {}), ("b", {}), ("a", {"paper": "x"}), ("a", {})):
        file.write_text(text, "utf-8")
        found.add(digest_of(file, said))
    assert len(found) == 3


@given(TEXT, st.sampled_from([Literal("x", "date"), "b"]), st.floats(0, 1), st.booleans())
def test_any_knowledge_is_read_as_it_was_saved(text: str, value: str | Literal, number: float, known: bool) -> None:
    article = Article("a/1", text, None, text, text, text, text, text, text, (Part("body", 0, 1),), (Piece(0, 1, 1),))
    span = Span("a/1", 0, len(text), text) if known else Span("elsewhere", 0, 1, text)
    entity = Entity(text, text, text, (text,), (Mention(span, text, text, text, number),), text, text)
    told = Fact(text, text, value, span, text, number, text, text, 3)
    knowledge = Knowledge((article,), (entity,), (told,))
    assert saved.loads(saved.dumps(knowledge)) == knowledge


@pytest.mark.parametrize("data", [b"", b"x", saved.dumps(Knowledge())[:-3], saved.zlib.compress(b"[[], [[1]], []]")])
def test_other_bytes_are_said_to_be_damaged(data: bytes) -> None:
    with pytest.raises(SavedError):
        saved.loads(data)
