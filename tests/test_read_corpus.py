"""Files of many pages: each record a page of its own, and a bad one costs one line that says where it stands."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.build import build_with_report, remove
from kg.pages import Defaults, read
from kg.read import ReadError
from kg.read import corpus as reading
from kg.read.corpus import Corpus, Finder, Record, mapped

ONE = {"id": "a-1", "date": "2024-04-18", "title": "青川市召开会议", "text": "青川市市长简书航主持会议。"}
TWO = {"id": "a-2", "date": "2024-04-19", "title": "海宁省省长到访", "text": "海宁省省长任远帆到访青川市。"}


def lines(*records: object) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def written(folder: Path, data: bytes, name: str = "news.jsonl") -> Path:
    path = folder / name
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


def read_all(path: Path, fields: str = "") -> tuple[list[Record], list[str]]:
    found = list(Corpus(path, fields))
    return [r for r in found if isinstance(r, Record)], [str(r) for r in found if isinstance(r, ReadError)]


TABLE = '﻿id,日期,标题,正文\r\na-1,2024-04-18,青川市召开会议,"青川市市长简书航主持会议。"\r\na-2,2024-04-19,海宁省省长到访,海宁省省长任远帆到访青川市。\r\n'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("news.jsonl", lines(ONE, TWO)),
        ("news.JSONL.gz", lines(ONE, TWO)),
        ("news.ndjson", b"\xef\xbb\xbf" + lines(ONE) + b"\n" + lines(TWO).rstrip()),
        ("news.csv", TABLE.encode()),
        ("news.csv.gz", TABLE.encode()),
        ("news.tsv", TABLE.replace(",", "\t").encode()),
    ],
)
def test_each_record_is_a_page(tmp_path: Path, name: str, data: bytes) -> None:
    records, problems = read_all(written(tmp_path, data, name))
    assert problems == []
    assert [(r.source.name, r.values["date"], r.values["title"], r.values["text"]) for r in records] == [
        (f"{name}#{told['id']}", told["date"], told["title"], told["text"]) for told in (ONE, TWO)
    ]


@pytest.mark.parametrize(
    ("record", "fields", "said"),
    [
        ({"headline": "题", "content": "文", "PubDate": "20240418"}, "", ("题", "文", "2024-04-18")),
        ({"标题": "题", "正文": "文", "时间": "2024-04-18 08:30:00"}, "", ("题", "文", "2024-04-18")),
        (
            {"t": "题", "b": ["文", "章"], "d": "2024-04-18T08:30Z"},
            "title=t,text=b,date=d",
            ("题", "文\n章", "2024-04-18"),
        ),
        ({"title": "题\n目", "text": "文", "date": None}, "", ("题 目", "文", "")),
        ({"title": "题", "text": "文", "date": 20240418, "d": "x"}, "date=d", ("题", "文", "x")),
    ],
)
def test_fields_are_guessed_or_said(tmp_path: Path, record: object, fields: str, said: tuple[str, ...]) -> None:
    ((found,), _) = read_all(written(tmp_path, lines(record)), fields)
    assert tuple(found.values[name] for name in ("title", "text", "date")) == said


@pytest.mark.parametrize("fields", ["title", "title=", "colour=x", "=x"])
def test_fields_that_are_none_are_refused(fields: str) -> None:
    with pytest.raises(ReadError, match="is no list of fields"):
        mapped(fields)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{oops\n", ":2: is no JSON"),
        (b"[1, 2]\n", ":2: is no JSON object"),
        (b"\xff\xfe\n", ":2: is broken utf-8"),
        (b"[" * 100_000 + b"\n", ":2: is no JSON"),
        (b'{"text": "' + b"x" * 3_000_000 + b'"}\n', ":2: has over 2 MB"),
    ],
)
def test_a_bad_line_costs_one_message(tmp_path: Path, line: bytes, said: str) -> None:
    records, (problem,) = read_all(written(tmp_path, lines(ONE) + line + lines(TWO), "news.jsonl.gz"))
    assert [record.key for record in records] == ["a-1", "a-2"]
    assert said in problem
    assert len(problem) < 300


@pytest.mark.parametrize("encoding", ["gb18030", "big5"])
@pytest.mark.parametrize("name", ["n.jsonl", "n.csv.gz"])
def test_a_file_is_read_in_the_usual_encodings(tmp_path: Path, encoding: str, name: str) -> None:
    rows = [("1", "2024-04-18", "青川市市長簡書航主持會議。"), ("2", "2024-04-19", "海寧省省長任遠帆到訪。")]
    told = [dict(zip(("id", "date", "text"), row, strict=True)) for row in rows]
    data = lines(*told) if "json" in name else "\n".join(["id,date,text", *map(",".join, rows)]).encode()
    records, problems = read_all(written(tmp_path, data.decode().encode(encoding), name))
    assert (problems, [record.values["text"] for record in records]) == ([], [row[2] for row in rows])


@pytest.mark.parametrize(
    ("rows", "keys", "said"),
    [
        ("1,甲\n2,\udce5乙\n3,丙\n", ["1", "3"], [":3: is broken utf-8"]),
        ('1,甲\n2,"乙\n3,丙\n4,"丁"\n5,戊\n', ["1", "5"], [":3: no row ends in lines 3 to 5"]),
        ('1,甲\n2,"乙\n3,丙\n', ["1"], [":3: no row ends in lines 3 to 4"]),
    ],
)
def test_a_bad_row_takes_no_other_page_into_its_own(
    tmp_path: Path, rows: str, keys: list[str], said: list[str]
) -> None:
    path = written(tmp_path, f"id,正文\n{rows}".encode("utf-8", "surrogateescape"), "n.csv")
    records, problems = read_all(path)
    assert [record.key for record in records] == keys
    assert [part in problem for part, problem in zip(said, problems, strict=True)] == [True] * len(said)


def test_odd_values_cost_no_more_than_themselves(tmp_path: Path) -> None:
    deep = b'{"id": "deep", "text": ' + b"[" * 600 + b'"x"' + b"]" * 600 + b"}\n"
    half = b'{"id": "half", "text": "\\ud800\xe7\x8e\x8b\xe8\x8a\xb3"}\n'
    (_, record, _), problems = read_all(written(tmp_path, deep + half + lines(ONE)))
    assert (problems, record.text) == ([], " 王芳\n")


def test_utf_16_and_nothing_at_all_are_said(tmp_path: Path) -> None:
    assert "it is UTF-16" in read_all(written(tmp_path, lines(ONE).decode().encode("utf-16")))[1][0]
    with pytest.raises(kg.YutuError, match="holds no records"):
        build_with_report([written(tmp_path, b"", "n.csv")])


def test_a_file_that_breaks_off_is_read_so_far(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        lines(*({**ONE, "id": str(number), "x": f"{number * 7919:x}" * 9} for number in range(9000))),
        "n.jsonl.gz",
    )
    path.write_bytes(path.read_bytes()[:-1000])
    records, (problem,) = read_all(path)
    assert 1000 < len(records) < 9000
    assert "cannot be read any further" in problem


def test_what_is_no_gzip_and_what_is_a_bomb_end_quickly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "n.jsonl.gz"
    path.write_bytes(b"plain")
    assert "cannot be read any further" in read_all(path)[1][0]
    monkeypatch.setattr(reading, "_FREE", 1_000_000)
    bomb = written(tmp_path, b"0" * 30_000_000, "bomb.jsonl.gz")
    assert "it grows to over 300 times its size" in read_all(bomb)[1][-1]


def test_records_of_one_id_are_kept_apart_and_those_without_are_numbered(tmp_path: Path) -> None:
    records, _ = read_all(written(tmp_path, lines(ONE, ONE, {"text": "无名。"}, {**ONE, "id": "甲/乙 丙"})))
    assert [record.key for record in records] == ["a-1", "a-1~2", "000003", "甲乙丙"]


@given(st.dictionaries(st.sampled_from(["date", "title", "text", "source", "page", "author"]), st.text(max_size=30)))
def test_whatever_a_record_holds_it_is_a_page_or_refused(values: dict[str, str]) -> None:
    record = Corpus(Path("n.jsonl"))._record(1, values, set())
    try:
        page = read(record, Defaults())
    except ReadError:
        return
    for article in page.articles:
        assert article.id.split("/")[2] == "000001"
        assert [page.text[article.on_page(i)] for i in range(len(article.text)) if article.text[i] != "\n"] == [
            char for char in article.text if char != "\n"
        ]


def test_a_record_is_found_again_until_it_is_gone(tmp_path: Path) -> None:
    path, finder = written(tmp_path, lines(ONE, TWO)), Finder()
    assert [finder.find(path, key, "").line for key in ("a-2", "a-1", "a-2")] == [2, 1, 2]
    with pytest.raises(ReadError, match="is not there any more"):
        finder.find(path, "a-3", "")


def test_a_corpus_is_built_proven_corrected_and_taken_out(tmp_path: Path) -> None:
    path, out = written(tmp_path, lines(ONE, TWO) + b"{\n"), tmp_path / "out"
    graph, report = build_with_report([path], out, Defaults(paper="闽风日报"))
    assert (report.pages, report.unchanged, len(report.problems)) == (2, 0, 1)
    assert {article.id for article in graph.articles} == {"闽风日报/2024-04-18/a-1/1", "闽风日报/2024-04-19/a-2/1"}
    assert graph.verify().proven
    written(tmp_path, lines(ONE, {**TWO, "text": "海宁省省长任远航到访青川市。"}))
    graph, report = build_with_report([path], out, Defaults(paper="闽风日报"))
    assert (report.pages, report.unchanged, report.problems) == (2, 1, ())
    assert graph.verify().proven
    assert remove(out, [f"{path}#a-1"]) == ["闽风日报/2024-04-18/a-1"]
    assert build_with_report([path], out, Defaults(paper="闽风日报"))[1].unchanged == 1
    assert len(remove(out, [str(path)])) == 2


def test_a_corpus_is_as_its_pages_in_files(tmp_path: Path) -> None:
    for record in (ONE, TWO):
        head = f"date: {record['date']}\nsource: 闽风日报\ntitle: {record['title']}\n\n"
        (tmp_path / f"{record['id']}.txt").write_text(head + record["text"] + "\n", "utf-8")
    path = written(tmp_path / "..", lines(*({**r, "source": "闽风日报"} for r in (ONE, TWO))), f"{tmp_path.name}.jsonl")
    alone, many = kg.build(tmp_path), kg.build(path)
    assert [(f.subject, f.property, f.object) for f in alone.facts] == [
        (f.subject, f.property, f.object) for f in many.facts
    ]
    assert [a.id for a in alone.articles] == [a.id for a in many.articles]


def test_corpora_are_found_in_folders_and_tables_are_not(tmp_path: Path) -> None:
    written(tmp_path, lines(ONE))
    written(tmp_path, TABLE.encode(), "table.csv")
    _, report = build_with_report([tmp_path])
    assert report.pages == 1
