"""The whole way: one bad page costs a line, everything else is written, and twice gives the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from handmade import KNOWLEDGE

import kg
from kg.build import BuildError, Defaults, build_with_report, extract, extract_all, write
from kg.model import Knowledge
from kg.ontology import OntologyError
from kg.questions import ask
from kg.store import Store

PAGE = """闽风日报
2024年4月18日 星期四 A02版

海宁省代表团访问青川市
海宁省省长任远帆17日率团考察青川高新区。
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, "utf-8")
    return path


def bad_pages(folder: Path) -> dict[str, Path]:
    contents = {
        "empty.txt": b"",
        "binary.txt": bytes(range(256)) * 9,
        "broken.txt": "海宁省".encode() + b"\xff\xc0" * 40,
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return {name: folder / name for name in contents}


def test_a_page_becomes_a_graph(page: Path, tmp_path: Path) -> None:
    graph = kg.build(page, out=tmp_path / "out")
    assert len(graph.articles) == 1
    assert {p.name for p in (tmp_path / "out").iterdir()} == {"graph.trig", "graph.html", "knowledge.jsonl", "store"}
    assert kg.open(tmp_path / "out").knowledge == graph.knowledge


@pytest.mark.parametrize("name", ["empty.txt", "binary.txt", "missing.txt"])
def test_a_bad_page_costs_a_line(page: Path, tmp_path: Path, name: str) -> None:
    bad_pages(tmp_path)
    graph, report = build_with_report([page, tmp_path / name])
    assert (report.pages, len(graph.articles)) == (1, 1)
    (line,) = report.problems
    assert name in line
    assert "\n" not in line


def test_a_bad_page_is_a_warning_in_python(page: Path, tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match=r"missing\.txt"):
        graph = kg.build(page, tmp_path / "missing.txt")
    assert len(graph.problems) == 1


@pytest.mark.parametrize("paths", [["missing.txt"], ["empty-folder"], ["empty.txt", "binary.txt"], []])
def test_nothing_to_build_is_said(tmp_path: Path, paths: list[str]) -> None:
    bad_pages(tmp_path)
    (tmp_path / "empty-folder").mkdir()
    with pytest.raises(BuildError) as caught:
        kg.build(*(tmp_path / path for path in paths), out=tmp_path / "out")
    assert len(str(caught.value).splitlines()) == max(1, len(paths))
    assert not (tmp_path / "out" / "graph.trig").exists()


def test_an_error_of_ours_stays_with_its_page(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(page: object) -> Knowledge:
        raise IndexError("of ours")

    monkeypatch.setattr("kg.rules.extract", failing)
    outcome = extract(page, Defaults())
    assert outcome.problem.startswith(
        f"{page}: left out, an error of Yutu's own; please report it (IndexError in test_"
    )


def test_a_broken_ontology_ends_the_build(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(page: object) -> Knowledge:
        raise OntologyError("rules/holds.yaml: is no YAML")

    monkeypatch.setattr("kg.rules.extract", failing)
    with pytest.raises(OntologyError):
        kg.build(page)


def test_a_page_without_a_date_is_built_and_named(tmp_path: Path) -> None:
    path = tmp_path / "dateless.txt"
    path.write_text("海宁省代表团访问青川市\n海宁省省长任远帆率团考察青川高新区。\n", "utf-8")
    graph, report = build_with_report([path])
    assert (len(graph.articles), report.problems) == (1, ())
    assert "dateless.txt: has no date" in report.warnings[0]


def test_progress_counts_pages(page: Path) -> None:
    seen: list[tuple[int, int]] = []
    build_with_report([page], progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 1)]


def test_a_page_named_twice_is_read_once(page: Path) -> None:
    assert build_with_report([page, page, page.parent])[1].pages == 1


def test_many_pages_side_by_side_are_as_one_by_one(page: Path, tmp_path: Path) -> None:
    files = [tmp_path / f"{i:02}.txt" for i in range(20)]
    for i, file in enumerate(files):
        file.write_text(PAGE.replace("A02", f"A{i:02}") if i != 7 else "", "utf-8")
    assert list(extract_all(files, Defaults())) == [extract(file, Defaults()) for file in files]


def test_twice_is_the_same(tmp_path: Path) -> None:
    one, two = (write(KNOWLEDGE, folder(tmp_path / name)) for name in "ab")
    for name in ("graph.trig", "knowledge.jsonl", "graph.html"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    assert set(one.store) == set(two.store)


def test_building_again_replaces(tmp_path: Path) -> None:
    write(KNOWLEDGE, folder(tmp_path / "a"))
    write(Knowledge(KNOWLEDGE.articles), folder(tmp_path / "a"))
    assert not ask(Store.open(tmp_path / "a"), "ASK { ?s yt:holds ?o }")


def folder(path: Path) -> Path:
    path.mkdir(exist_ok=True)
    return path


@pytest.mark.parametrize(("out", "said"), [("page.txt", "is a file"), ("page.txt/below", "cannot be written")])
def test_an_unwritable_folder_is_said_before_reading(page: Path, out: str, said: str) -> None:
    with pytest.raises(BuildError, match=said):
        kg.build(page, out=page.parent / out)


def test_what_the_user_says_of_the_pages_is_passed_on(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def read_page(path: Path, **said: object) -> object:
        asked.append(said)
        raise kg.YutuError("enough")

    monkeypatch.setattr("kg.read.read_page", read_page)
    extract(page, Defaults("海宁日报", None, "海宁省"))
    assert asked == [{"paper": "海宁日报", "date": None, "province": "海宁省"}]
