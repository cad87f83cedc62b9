"""Who wrote: the names of a byline with role and paper, and the facts made of them (all names are invented)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from reading import article

from kg.model import Article, Page, Part
from kg.rules import extract
from kg.rules.bylines import writers


@pytest.mark.parametrize(
    ("byline", "wanted"),
    [
        ("本报记者 苏禾", ["本报记者 苏禾"]),
        ("本报记者 苏禾 江浸月", ["本报记者 苏禾", "本报记者 江浸月"]),
        ("本报记者 苏禾 通讯员 夏临风", ["本报记者 苏禾", "通讯员 夏临风"]),
        ("■本报记者 苏禾、江浸月", ["本报记者 苏禾", "本报记者 江浸月"]),
        ("（记者 苏禾 通讯员 夏临风）", ["记者 苏禾", "通讯员 夏临风"]),
        ("记者苏禾 摄影报道", ["记者 苏禾"]),
        ("记者 阿依古丽·买买提", ["记者 阿依古丽·买买提"]),
        ("本报记者 欧阳若川", ["本报记者 欧阳若川"]),
        ("记者 苏禾 菏泽报道", ["记者 苏禾"]),
        ("记者 高明", ["记者 高明"]),
        ("（记者苏禾陈月明）", ["记者 苏禾", "记者 陈月明"]),
        ("记者 张晓晓李大江", ["记者 张晓晓", "记者 李大江"]),
        ("记者 巴音朝鲁", ["记者 巴音朝鲁"]),
        ("记者 热依娜古丽", ["记者 热依娜古丽"]),
        ("记者 艾孜买提 文/图", ["记者 艾孜买提"]),
        ("通讯员 郗知文", ["通讯员 郗知文"]),
        ("证券记者 苏禾", ["记者 苏禾"]),
        ("记者苏禾通讯员夏临风", ["记者 苏禾", "通讯员 夏临风"]),
        ("", []),
    ],
)
def test_writers(byline: str, wanted: list[str]) -> None:
    assert [f"{writer.role} {writer.name}" for writer in writers(byline)] == wanted


@pytest.mark.parametrize("byline", ["本报记者 苏禾 江浸月", "记者 阿依古丽·买买提"])
def test_offsets_of_writers(byline: str) -> None:
    assert all(byline.startswith(writer.name, writer.start) for writer in writers(byline))


def page(byline: str, *, masthead: str = "", editors: tuple[tuple[str, str], ...] = ()) -> Page:
    text = f"渠通了。\n{byline}\n"
    parts = (Part("body", 0, 5), Part("byline", 5, len(text)))
    one = replace(article(text), id="云岭日报/2021-05-07/A01/1", byline=byline, parts=parts)
    whole = f"{masthead}\n{text}"
    return Page("page.txt", whole, "云岭日报", dt.date(2021, 5, 7), "A01", "", editors, "", masthead, (one,))


def told(given: Page) -> set[str]:
    knowledge = extract(given)
    names = {e.id: e.name for e in knowledge.entities}
    return {
        f"{names.get(f.subject, 'article')} {f.property} {names.get(str(f.object), f.object)}" for f in knowledge.facts
    }


@pytest.mark.parametrize(
    ("byline", "wanted"),
    [
        ("本报记者 苏禾", {"article author 苏禾", "苏禾 worksFor 云岭日报"}),
        ("通讯员 夏临风", {"article author 夏临风"}),
        (
            "本报记者 苏禾 通讯员 夏临风",
            {"article author 苏禾", "article author 夏临风", "苏禾 worksFor 云岭日报"},
        ),
        ("新华社记者 苏禾", {"article author 苏禾", "苏禾 worksFor 新华社"}),
    ],
)
def test_authors(byline: str, wanted: set[str]) -> None:
    assert told(page(byline)) == wanted


def test_editors_work_for_the_paper_and_write_nothing() -> None:
    given = page("", masthead="云岭日报\n责编/温若谷 美编/练青", editors=(("责编", "温若谷"), ("美编", "练青")))
    assert told(given) == {"温若谷 worksFor 云岭日报", "练青 worksFor 云岭日报"}


def test_writers_are_journalists() -> None:
    kinds = {e.name: e.kind for e in extract(page("本报记者 苏禾")).entities}
    assert kinds["苏禾"] == "Journalist"


def test_a_name_in_a_byline_is_no_official() -> None:
    assert all(isinstance(a, Article) for a in extract(page("本报记者 苏禾")).articles)


def test_who_reports_is_nobody_of_the_report() -> None:
    text = "记者苏禾报道：5月6日，市长王小明到崖州区调研。"
    one = replace(article(text), id="云岭日报/2021-05-07/A01/1", byline="记者苏禾")
    knowledge = extract(Page("page.txt", text, "云岭日报", dt.date(2021, 5, 7), "A01", articles=(one,)))
    assert "person/苏禾" not in {f.object for f in knowledge.facts if f.property == "participant"}
    assert {e.kind for e in knowledge.entities if e.name == "苏禾"} == {"Journalist"}
