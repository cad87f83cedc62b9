"""The shelf of what was read: a page a row, put, replaced and removed whole."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from handmade import KNOWLEDGE
from hypothesis import given
from hypothesis import strategies as st

from kg import saved
from kg.model import Article, Entity, Fact, Knowledge, Literal, Mention, Part, Piece, Span
from kg.saved import SavedError
from kg.shelf import NAME, Shelf, ShelfError

PAGE = "闽风日报/2024-04-18/A02"
TEXT = st.text(max_size=20)


def put(shelf: Shelf, path: Path, knowledge: Knowledge = KNOWLEDGE, digest: str = "1") -> None:
    with shelf.writing():
        shelf.put(path, knowledge, digest, {"paper": "闽风日报"})
        shelf.take()


def test_what_was_read_is_there_again(tmp_path: Path) -> None:
    with Shelf.create(tmp_path) as shelf:
        put(shelf, tmp_path / "p.txt")
    with Shelf.open(tmp_path) as shelf:
        assert shelf.knowledge(tmp_path / "p.txt") == KNOWLEDGE
        (row,) = shelf.rows()
    assert (row.path, row.id, row.said) == (tmp_path / "p.txt", PAGE, {"paper": "闽风日报"})
    assert (row.articles, row.shown) == (("/1",), False)


def test_what_is_read_waits_until_it_is_taken(tmp_path: Path) -> None:
    with Shelf.in_memory() as shelf:
        shelf.put(tmp_path / "p.txt", KNOWLEDGE, "1", {})
        assert shelf.knows(tmp_path / "p.txt", "1")
        assert shelf.rows() == []
        shelf.take()
        assert len(shelf.rows()) == 1


def test_a_file_is_known_by_its_digest(tmp_path: Path) -> None:
    with Shelf.in_memory() as shelf:
        put(shelf, tmp_path / "p.txt")
        put(shelf, tmp_path / "unread.txt", digest="")
        asked = [("p.txt", "1"), ("p.txt", "2"), ("q.txt", "1"), ("unread.txt", "")]
        assert [shelf.knows(tmp_path / name, digest) for name, digest in asked] == [True, False, False, False]


def test_a_file_read_again_takes_the_place_of_what_it_yielded(tmp_path: Path) -> None:
    with Shelf.in_memory() as shelf:
        put(shelf, tmp_path / "p.txt")
        later = replace(KNOWLEDGE.articles[0], id="闽风日报/2024-04-19/A02/1")
        put(shelf, tmp_path / "p.txt", Knowledge((later,)), "2")
        assert [row.id for row in shelf.rows()] == ["闽风日报/2024-04-19/A02"]


def test_records_of_a_file_are_known_by_their_keys(tmp_path: Path) -> None:
    with Shelf.in_memory() as shelf:
        for name in ("a.jsonl#1", "a.jsonl#2", "a.jsonl", "a.jsonl2#3"):
            put(shelf, tmp_path / name, digest=name[-1])
        shelf.put(tmp_path / "a.jsonl#2", KNOWLEDGE, "later", {})
        assert shelf.records(tmp_path / "a.jsonl") == {"1": "1", "2": "later"}


def test_nothing_is_left_of_what_was_replaced(tmp_path: Path) -> None:
    with Shelf.create(tmp_path) as shelf:
        for digest in "123":
            put(shelf, tmp_path / "p.txt", digest=digest)
        shelf.put(tmp_path / "p.txt", KNOWLEDGE, "4", {})
        shelf.put(tmp_path / "p.txt", KNOWLEDGE, "5", {})
        shelf.take()
        shelf.remove([tmp_path / "p.txt"])
    with closing(sqlite3.connect(tmp_path / NAME)) as database:
        for table in ("page", "fresh", "kept", "trace"):
            assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_what_a_file_yielded_can_be_removed(tmp_path: Path) -> None:
    with Shelf.in_memory() as shelf:
        put(shelf, tmp_path / "p.txt")
        shelf.remove([tmp_path / "p.txt", tmp_path / "none"])
        assert shelf.rows() == []
        with pytest.raises(KeyError):
            shelf.knowledge(tmp_path / "p.txt")


def test_what_fails_halfway_is_undone(tmp_path: Path) -> None:
    def put_and_fail(shelf: Shelf) -> None:
        with shelf.writing():
            shelf.put(tmp_path / "p.txt", KNOWLEDGE, "1", {})
            raise ZeroDivisionError

    with Shelf.create(tmp_path) as shelf:
        with pytest.raises(ZeroDivisionError):
            put_and_fail(shelf)
        assert not shelf.knows(tmp_path / "p.txt", "1")


def test_who_reads_waits_for_nobody_and_sees_what_was(tmp_path: Path) -> None:
    with Shelf.create(tmp_path) as writer, Shelf.open(tmp_path) as reader:
        with writer.writing():
            for number in range(300):
                writer.put(tmp_path / f"{number}.txt", KNOWLEDGE, "1", {})
            writer.take()
            assert reader.rows() == []
        assert len(reader.rows()) == 300


def test_who_reads_cannot_write(tmp_path: Path) -> None:
    Shelf.create(tmp_path).__exit__()
    with Shelf.open(tmp_path) as shelf, pytest.raises(ShelfError, match="readonly"):
        shelf.take()


def test_notes_and_what_servers_hold_are_kept() -> None:
    shelf = Shelf.in_memory()
    shelf.notes(store="1")
    shelf.notes(store="2", state="x")
    shelf.mirror("http://a", {"g": "1", "h": "1"})
    shelf.mirror("http://a", {"g": "2"})
    assert (shelf.note("store"), shelf.note("other")) == ("2", "")
    assert (shelf.mirrored("http://a"), shelf.mirrored("http://b")) == ({"g": "2"}, {})


@pytest.mark.parametrize(
    ("content", "said"), [(None, "holds no graph; run `kg build"), (b"nonsense" * 100, "it is damaged")]
)
def test_no_shelf_is_said(tmp_path: Path, content: bytes | None, said: str) -> None:
    if content:
        (tmp_path / NAME).write_bytes(content)
    with pytest.raises(ShelfError, match=said):
        Shelf.open(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ([NAME] if content else [])


def test_another_format_is_said(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / NAME)) as other:
        other.execute("PRAGMA user_version = 99")
    for way in (Shelf.open, Shelf.create):
        with pytest.raises(ShelfError, match="another version of Yutu"):
            way(tmp_path)


def test_a_damaged_row_is_said(tmp_path: Path) -> None:
    with Shelf.create(tmp_path) as shelf:
        put(shelf, tmp_path / "p.txt")
        with closing(sqlite3.connect(tmp_path / NAME)) as damaged, damaged:
            damaged.execute("UPDATE kept SET knowledge = x'00'")
        with pytest.raises(SavedError, match=r"p\.txt: .* is damaged"):
            shelf.knowledge(tmp_path / "p.txt")


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
