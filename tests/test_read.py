"""Files are found, options count for more than the page, and every character leads back to where it stands."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import ontology
from kg.model import Page
from kg.read import ReadError, find_files, read_page
from kg.read.layout import patterns

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"
STORY = "# 大会\n\n本报讯（记者 何一帆）2月6日，东川市召开大会。\n"
LINES = [
    "东川日报",
    "2023年2月7日 星期二",
    "编辑/石小棠",
    "# 大会",
    "## 来客",
    "苏牧赴柳湾镇调研时强调",
    "本报讯（记者 何一帆 任 远）2月6日，苏牧到柳湾 镇调研",
    "【本报东湾讯】记者石岚报道:昨日，客人来了。",
    "　　会议强调，要抓好春耕。",
    "求，决定任命苏牧为副市长。（何雁）",
    "图片·新闻",
    "乡镇短波",
    "●石桥镇 2月6日，石桥镇签约。",
    "【东湾】2月6日，东湾区开会。",
    "▶下转A03版",
    "（上接第一版）会议议定",
    "■本报记者 何一帆",
    "一、决定任命  ",
    "2023年2月7日",
    "－ － － －",
    "- ",
    "#",
    "**粗体**",
    "",
    "",
]


def assert_leads_back(page: Page) -> None:
    for article in page.articles:
        assert [page.text[article.on_page(i)] for i in range(len(article.text))] == list(article.text)
        ends = [article.text[part.end] for part in article.parts]
        assert ends == ["\n"] * len(article.parts)
        assert "".join(article.text[part.start : part.end] + "\n" for part in article.parts) == article.text
        assert all(part.start < part.end for part in article.parts)


def page_of(text: str, name: str = "page.txt") -> Page:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(text.encode())
        return read_page(path)


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=25), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_every_character_leads_back_to_the_page(lines: list[str], end: str) -> None:
    assert_leads_back(page_of("题" + end.join(lines)))


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n #【】（）。，记者本报讯"),
        min_size=1,
    )
)
def test_any_text_is_a_page_or_refused(text: str) -> None:
    try:
        page = page_of(text)
    except ReadError:
        return
    assert_leads_back(page)


def test_ids_are_unique_and_plain() -> None:
    page = page_of("东川日报\n2023年2月7日 A02\n\n" + STORY + "\n## 来客\n\n本报讯 昨日，客人来了。\n")
    assert [article.id for article in page.articles] == ["东川日报/2023-02-07/A02/1", "东川日报/2023-02-07/A02/2"]


@pytest.mark.parametrize(
    ("text", "name", "article"),
    [
        (STORY, "a b<c>.txt", "abc/undated/-/1"),
        ("东川日报\n\n" + STORY, "x.txt", "东川日报/undated/x/1"),
        ("2023年2月7日 A02\n\n" + STORY, "x.txt", "x/2023-02-07/A02/1"),
    ],
)
def test_ids_where_the_page_does_not_say(text: str, name: str, article: str) -> None:
    assert page_of(text, name).articles[0].id == article


def test_options_count_for_more_than_the_page(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("东川日报\n2023年2月7日\n\n" + STORY, "utf-8")
    page = read_page(path, paper="西川日报", date=dt.date(2024, 1, 2), province="山南省")
    assert (page.newspaper, page.date, page.province) == ("西川日报", dt.date(2024, 1, 2), "山南省")
    assert (page.articles[0].newspaper, page.articles[0].date) == ("西川日报", dt.date(2024, 1, 2))


def test_find_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.TXT", "a.tsv", "README.md", ".hidden/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("text", "utf-8")
    found = find_files([tmp_path / "a.tsv", tmp_path, tmp_path / "b.txt"])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["a.tsv", "a.md", "b.txt", "sub/c.TXT"]


def test_find_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="does not exist"):
        find_files([tmp_path / "none"])
    with pytest.raises(ReadError, match=r"no \.txt, \.md or \.jsonl"):
        find_files([tmp_path])


def test_a_broken_pattern_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "layout.yaml").write_text("words: {a: x}\npatterns: {bad: '(', }\n", "utf-8")
    monkeypatch.setenv("KG_ONTOLOGY", str(tmp_path))
    with pytest.raises(ontology.OntologyError, match="'bad'"):
        patterns()["bad"]


@pytest.mark.skipif(not GOLD.is_dir() and os.environ.get("CI") != "true", reason="the gold folder is not here")
def test_gold_pages_are_split() -> None:
    pages = [read_page(path) for path in find_files([GOLD / "pages"])]
    for page in pages:
        assert_leads_back(page)
        assert all((page.newspaper, page.date, page.number, page.section, page.editors))
        assert len(page.articles) >= 3
    assert all(len(read_page(path).articles) == 1 for path in find_files([GOLD / "items"]))
