"""The whole way: one bad page costs a line, everything else is written, and twice gives the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import kg
from kg.build import BuildError, build_with_report, remove
from kg.model import Knowledge
from kg.ontology import OntologyError
from kg.pages import Defaults, extract, extract_all

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
    # SQLite has two more files while somebody reads
    names = {path.name.partition("-")[0] for path in (tmp_path / "out").iterdir()}
    assert names == {"graph.trig", "graph.html", "yutu.sqlite", "store"}
    assert kg.open(tmp_path / "out").knowledge == graph.knowledge


def test_less_sure_facts_are_left_out_until_they_are_asked_for(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.confidence._shares", lambda folder: {("", "holds"): 0.7, ("", ""): 0.9})
    page.write_text("闽风日报\n2024年4月18日\n\n福建省省长任远帆17日考察泉州高新区。\n", "utf-8")

    def told(least: float | None = None) -> tuple[bool, bool]:
        graph = kg.build(page, out=tmp_path / "out", min_confidence=least)
        asked = [graph.query(f"ASK {{ ?x yt:{name} ?y }}").truth for name in ("holds", "jurisdiction")]
        assert asked == [any(fact.property == name for fact in graph.facts) for name in ("holds", "jurisdiction")]
        return asked[0] is True, asked[1] is True

    assert told() == (True, True)
    assert told(0.8) == (False, True)
    assert told() == (False, True)  # the folder keeps to what it was told
    assert told(0.95) == (False, False)
    assert told(0) == (True, True)
    assert kg.build(page, min_confidence=0.8).query("ASK { ?x yt:holds ?y }").truth is False


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
    assert not (tmp_path / "out").exists()


def test_a_folder_that_was_there_stays(page: Path, tmp_path: Path) -> None:
    kg.build(page, out=tmp_path / "out")
    bad_pages(tmp_path)
    with pytest.raises(BuildError):
        kg.build(tmp_path / "empty.txt", out=tmp_path / "out")
    assert len(kg.open(tmp_path / "out").articles) == 1


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


OTHER = """闽风日报
2024年4月19日 星期五 A01版

青川市召开经济工作会议
18日，青川市市长简书航主持召开经济工作会议。
"""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, text in (("one.txt", PAGE), ("two.txt", OTHER)):
        (folder / name).write_text(text, "utf-8")
    return folder


def written(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in ("graph.trig", "graph.html")}


def headlines(folder: Path) -> set[str]:
    return {row[0] for row in kg.open(folder).query("SELECT ?h { ?article yt:headline ?h }").texts} - {"闽风日报"}


def test_the_same_pages_again_change_nothing(pages: Path, tmp_path: Path) -> None:
    kg.build(pages, out=tmp_path / "out")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("graph.*")}
    _, report = build_with_report([pages], tmp_path / "out")
    assert (report.pages, report.unchanged) == (2, 2)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("graph.*")} == before


@pytest.mark.parametrize("order", [("one", "two"), ("two", "one")])
def test_page_by_page_is_as_all_at_once(pages: Path, tmp_path: Path, order: tuple[str, str]) -> None:
    kg.build(pages, out=tmp_path / "all")
    for name in order:
        kg.build(pages / f"{name}.txt", out=tmp_path / "grown")
    assert written(tmp_path / "grown") == written(tmp_path / "all")
    assert set(kg.open(tmp_path / "grown").store) == set(kg.open(tmp_path / "all").store)


def test_a_corrected_page_replaces_its_own_facts(pages: Path, tmp_path: Path) -> None:
    kg.build(pages, out=tmp_path / "out")
    (pages / "one.txt").write_text(PAGE.replace("任远帆", "任远航"), "utf-8")
    graph, report = build_with_report([pages], tmp_path / "out")
    assert (report.pages, report.unchanged) == (2, 1)
    kg.build(pages, out=tmp_path / "anew")
    assert written(tmp_path / "out") == written(tmp_path / "anew")
    assert not graph.query('ASK { ?person rdfs:label "任远帆"@zh }')


def test_a_page_taken_out_leaves_nothing_behind(pages: Path, tmp_path: Path) -> None:
    kg.build(pages, out=tmp_path / "both")
    assert remove(tmp_path / "both", [str(pages / "two.txt")]) == ["闽风日报/2024-04-19/A01"]
    kg.build(pages / "one.txt", out=tmp_path / "one")
    assert written(tmp_path / "both") == written(tmp_path / "one")
    assert not kg.open(tmp_path / "both").find("经济工作会议")
    assert remove(tmp_path / "both", ["闽风日报/2024-04-18/A02"]) == ["闽风日报/2024-04-18/A02"]
    assert headlines(tmp_path / "both") == set()


def test_what_is_not_there_cannot_be_taken_out(pages: Path, tmp_path: Path) -> None:
    kg.build(pages, out=tmp_path / "out")
    with pytest.raises(BuildError, match=r"three\.txt: is no page of "):
        remove(tmp_path / "out", [str(pages / "one.txt"), "three.txt"])
    assert len(headlines(tmp_path / "out")) == 2


def test_only_these_pages(pages: Path, tmp_path: Path) -> None:
    kg.build(pages, out=tmp_path / "out")
    build_with_report([pages / "two.txt"], tmp_path / "out", only=True)
    assert headlines(tmp_path / "out") == {"青川市召开经济工作会议"}


def test_a_page_that_moved_is_counted_once(pages: Path, tmp_path: Path) -> None:
    kg.build(pages, out=tmp_path / "out")
    pages.rename(tmp_path / "moved")
    graph, report = build_with_report([tmp_path / "moved"], tmp_path / "out")
    assert (report.pages, report.warnings, report.notes) == (2, (), ())
    assert {source.path.parent.name for source in graph.sources} == {"moved"}
    assert graph.verify().proven


def test_the_same_page_in_two_files_is_counted_once(pages: Path, tmp_path: Path) -> None:
    (pages / "copy.txt").write_text(PAGE, "utf-8")
    for unchanged in (0, 3):
        graph, report = build_with_report([pages], tmp_path / "out")
        assert (report.unchanged, len(graph.articles), report.warnings) == (unchanged, 2, ())
        assert [line.partition(": ")[2].partition(" /")[0] for line in report.notes] == ["holds the same page as"]
    # each file tells what it tells, whatever the other told before
    (pages / "copy.txt").write_text(OTHER.replace("A01", "A03"), "utf-8")
    graph, report = build_with_report([pages], tmp_path / "out")
    assert (len(graph.articles), report.notes) == (3, ())


def test_a_copy_alone_is_a_page(pages: Path, tmp_path: Path) -> None:
    kg.build(pages, out=tmp_path / "out")
    (tmp_path / "z.txt").write_text(PAGE, "utf-8")
    _, report = build_with_report([tmp_path / "z.txt"], tmp_path / "out")
    assert (report.pages, len(report.notes)) == (1, 1)


@pytest.mark.parametrize("order", [["one", "second"], ["second", "one"]])
def test_two_pages_of_one_number_are_both_kept(pages: Path, tmp_path: Path, order: list[str]) -> None:
    (pages / "second.txt").write_text(OTHER.replace("4月19日 星期五 A01版", "4月18日 星期四 A02版"), "utf-8")
    kg.build(pages, out=tmp_path / "all")
    for name in (*order, "two"):
        graph, report = build_with_report([pages / f"{name}.txt"], tmp_path / "out")
    assert (report.problems, report.warnings, len(graph.articles)) == ((), (), 3)
    ids = sorted(article.id.rpartition("/")[0].partition("~")[0] for article in graph.articles)
    assert ids == ["闽风日报/2024-04-18/A02", "闽风日报/2024-04-18/A02", "闽风日报/2024-04-19/A01"]
    assert sum("~" in article.id for article in graph.articles) == 1
    assert graph.verify().proven
    assert written(tmp_path / "out") == written(tmp_path / "all")


def test_a_page_that_has_no_article_any_more_is_gone(pages: Path, tmp_path: Path) -> None:
    kg.build(pages, out=tmp_path / "out")
    (pages / "two.txt").write_text("2024年4月19日\n", "utf-8")
    _, report = build_with_report([pages], tmp_path / "out")
    assert "no article was found" in report.warnings[0]
    assert headlines(tmp_path / "out") == {"海宁省代表团访问青川市"}


def test_what_rdf_cannot_hold_costs_its_own_page_at_most(pages: Path, tmp_path: Path) -> None:
    (pages / "odd.txt").write_text(
        PAGE.replace("A02", "A04").replace("青川高新区", "青川\ufffd\U000e0101高新区"), "utf-8"
    )
    graph, _ = build_with_report([pages], tmp_path / "out")
    assert len(graph.articles) == 3
    assert graph.verify().proven


@pytest.mark.parametrize("name", ["store", "store/1/CURRENT", "store/1/MANIFEST-000004", "graph.trig", "graph.html"])
def test_what_was_lost_is_made_again(pages: Path, tmp_path: Path, name: str) -> None:
    kg.build(pages / "one.txt", out=tmp_path / "out")
    kg.build(pages, out=tmp_path / "all")
    for path in (tmp_path / "out").glob(name.replace("000004", "*")):
        shutil.rmtree(path) if path.is_dir() else path.write_bytes(b"x") if "MANIFEST" in name else path.unlink()
    kg.build(pages, out=tmp_path / "out")
    assert written(tmp_path / "out") == written(tmp_path / "all")
    assert set(kg.open(tmp_path / "out").store) == set(kg.open(tmp_path / "all").store)


def test_pages_read_by_another_ontology_are_named(pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("kg.digests._program", lambda folder: "another")
        kg.build(pages / "one.txt", out=tmp_path / "out")
    _, report = build_with_report([pages / "two.txt"], tmp_path / "out")
    assert [line.partition(";")[0] for line in report.notes] == [
        "1 pages were read by another version of Yutu or its ontology"
    ]
    _, report = build_with_report([pages], tmp_path / "out")
    assert (report.unchanged, report.notes) == (1, ())


@pytest.mark.parametrize("step", ["kg.plan._settle", "kg.publish._written", "kg.search.Index.put", "kg.publish._files"])
def test_a_build_cut_short_is_completed(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    kg.build(pages / "one.txt", out=tmp_path / "out")

    def failing(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(step, failing)
        with pytest.raises(ZeroDivisionError):
            kg.build(pages, out=tmp_path / "out")
    assert len(headlines(tmp_path / "out")) == len(kg.open(tmp_path / "out").articles) == 1
    _, report = build_with_report([pages], tmp_path / "out")
    assert report.unchanged == 2
    kg.build(pages, out=tmp_path / "anew")
    assert written(tmp_path / "out") == written(tmp_path / "anew")


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
