"""Pictures: what stands in them, that they are the same each time, and what is said where one cannot be drawn."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import pytest
from handmade import ENTITIES, KNOWLEDGE
from matplotlib import font_manager
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure

import kg
from kg import ontology, plot
from kg.catalogue import CatalogueError
from kg.graph import Graph
from kg.model import Entity, Fact, Knowledge, Literal, Mention, Span
from kg.plot import PlotError, figure, spans, tiles
from kg.resolve import background

ROOT = Path(__file__).resolve().parents[1]
ASKED = {"province": "福建", "post": "福建省委书记", "person": "林叙川"}


@pytest.fixture(scope="module")
def own() -> Graph:
    """The graph of the project's own pages."""
    return kg.build(ROOT / "tests" / "pages", ROOT / "tests" / "questions")


def texts(picture: figure.Picture) -> list[str]:
    """What an SVG says; that it is well formed goes with it."""
    return [
        "".join(node.itertext()) for node in ElementTree.fromstring(picture.svg()).iter() if node.tag.endswith("text")
    ]


def values(name: str) -> dict[str, str]:
    return {key: ASKED[key] for key, told in plot.names()[name].get("params", {}).items() if told.get("needed")}


@pytest.mark.parametrize("name", plot.names())
def test_each_says_what_it_is_and_what_it_was_made_of(name: str, own: Graph) -> None:
    picture = own.plot.draw(name, **values(name))
    assert isinstance(picture, Figure)
    said = texts(picture)
    assert any("2022-10-12 – 2025-05-14" in text and f"{len(own.articles)} " in text for text in said)
    assert plot.names()[name]["zh"].format(province="福建省", post="福建省委书记", person="林叙川") in said


@pytest.mark.parametrize("name", plot.names())
def test_each_is_the_same_each_time(name: str, own: Graph) -> None:
    one, two = (own.plot.draw(name, **values(name)).svg() for _ in range(2))
    assert one == two
    assert not re.search(r"\d\d:\d\d", one)


def shown(picture: figure.Picture, name: str) -> str:
    """What stands beneath a name."""
    said = texts(picture)
    return said[said.index(name) + 1]


def test_tiles_count_what_lies_in_a_province(own: Graph) -> None:
    assert shown(own.plot.zones(), "贵州") == "4"
    assert shown(own.plot.partners("福建"), "浙江") == "8"
    assert shown(own.plot.visits(visitor="班如松"), "广西") == "1"
    assert "台湾" in texts(own.plot.visits())


@pytest.mark.parametrize("name", ["海南", "海南省", "id:division/460000"])
def test_a_province_without_ties_has_a_map_that_says_so(name: str) -> None:
    article = replace(KNOWLEDGE.articles[0], text="杨帆赴海南考察。")
    told = Span(article.id, 4, 6, "海南")
    mention = Mention(told, "Province", "海南省", "hand")
    place = Entity("division/460000", "Province", "海南省", ("海南",), (mention,), code="460000")
    said = texts(Graph(Knowledge((article,), (place,), ()), background(["460000"])).plot.partners(name))
    assert "海南省与各省的往来：考察、共建园区、协议、合作" in said
    assert any("It has no ties" in text for text in said)


def visit(number: int, day: str) -> Knowledge:
    """A visit to Hainan of a day, in a paper of 2022."""
    article = replace(KNOWLEDGE.articles[0], id=f"报/2022-01-11/{number}", date=date(2022, 1, 11), text="杨帆赴海南。")
    told = Span(article.id, 0, 6, article.text)
    event, place = Entity(f"event/{number}", "Visit", "考察"), Entity("division/460000", "Province", "海南省")
    facts = (
        Fact("place", event.id, place.id, told, "hand"),
        Fact("startDate", event.id, Literal(day, "date"), told, "hand"),
    )
    return Knowledge((article,), (event, replace(place, code="460000")), facts)


@pytest.mark.parametrize(
    ("asked", "counted", "said"),
    [
        ({}, "2", "2021-12-11 以前的 1 次"),
        ({"since": "1990"}, "3", "1990 起 from 1990"),
        ({"until": "1999"}, "1", "至 1999 until 1999"),
        ({"since": "2022", "until": "2023"}, "1", "2022 – 2023"),
    ],
)
def test_visits_are_those_of_the_time_of_the_papers(asked: dict[str, str], counted: str, said: str) -> None:
    days = enumerate(["1997-04-01", "2021-12-30", "2022-01-10"])
    picture = Graph(*(visit(number, day) for number, day in days)).plot.visits(**asked)
    assert shown(picture, "海南") == counted
    assert any(said in text for text in texts(picture))


def test_few_are_not_as_dark_as_many(own: Graph) -> None:
    few = own.plot.visits(visitor="班如松").axes[0].patches
    colours = [patch.get_facecolor() for patch in few]
    assert figure.HEAT(1 / tiles.LEAST) in colours[: len(tiles.grid())]
    assert figure.HEAT(1.0) not in colours[: len(tiles.grid())]
    assert colours[len(tiles.grid()) :] == [to_rgba(figure.PALE), *(figure.HEAT(part / 5) for part in range(1, 6))]


def test_tiles_stand_apart_and_all_provinces_have_one() -> None:
    places = [place[:2] for place in tiles.grid().values()]
    assert len(places) == len(set(places)) == 34
    now = {
        f"division/{row['code']}"
        for row in ontology.table("divisions")
        if row["class"] == "Province" and not row["end"]
    }
    assert set(tiles.grid()) == now


def test_spans_are_those_of_the_papers(own: Graph) -> None:
    said = texts(own.plot.post("福建省委书记"))
    assert [name for name in said if name in ("沈怀江", "林叙川")] == ["沈怀江", "林叙川"]
    assert "福建省委书记" in texts(own.plot.person("林叙川"))


def test_a_former_post_is_drawn_and_one_day_is_named(own: Graph) -> None:
    said = texts(own.plot.person("雷鸣"))
    assert [name for name in said if name.endswith(("副镇长", "第一书记"))] == ["新路湾镇副镇长", "治岭头村第一书记"]
    assert {"曾任 formerly", "1 篇", "2025-05-14"} < set(said)


def row(**told: str) -> dict[str, str]:
    """A row of the table of tenures, with what is told in it."""
    names = ("person", "post", "firstSeen", "lastSeen", "start", "end", "goneBy", "acting", "articles", "tenureIRI")
    return dict.fromkeys((*names, "personIRI", "postIRI"), "") | told


def test_two_terms_of_one_person_share_a_row() -> None:
    told = [
        row(post="甲市市长", postIRI="a", tenureIRI="1", articles="2", acting="true", start="2019"),
        row(post="甲市市长", postIRI="a", tenureIRI="2", articles="3", end="2023-05"),
        row(post="乙市市长", postIRI="b", tenureIRI="3", articles="0", goneBy="2018-01-01"),
    ]
    rows = sorted(spans._rows(told, {"1": ["2020-01-01"]}, "post"), key=lambda one: one.place)
    assert [(one.name, len(one.terms), one.articles) for one in rows] == [("乙市市长", 1, 0), ("甲市市长", 2, 5)]
    assert rows[1].terms[0].band == (2019.0, 2020.0)
    assert rows[0].terms[0].band is None


@pytest.mark.parametrize(
    ("told", "mark"),
    [
        ({"acting": "true", "start": "2019"}, "斜纹"),
        ({"goneBy": "2019-01-01"}, "空心"),
        ({"end": "2019"}, "黑线"),
        ({}, "没有日期"),
    ],
)
def test_only_the_marks_that_are_there_are_told(told: dict[str, str], mark: str) -> None:
    note = spans._note(list(spans._rows([row(**told)], {}, "post")), 0)
    assert mark in note
    assert "红线" not in note


def test_phrases_are_shares_of_articles(own: Graph) -> None:
    said = texts(own.plot.phrases("绿水青山就是金山银山"))
    assert "1 篇" in said
    assert "33%" in said  # of the three articles of that month
    assert len([text for text in texts(own.plot.phrases(most=2)) if text.endswith("%")]) == 2


def test_a_paper_without_a_name_is_called_so() -> None:
    unnamed = tuple(replace(article, newspaper="") for article in KNOWLEDGE.articles)
    assert ontology.settings("plots")["no_paper"] in texts(Graph(replace(KNOWLEDGE, articles=unnamed)).plot.articles())


@pytest.mark.parametrize(
    ("name", "asked", "said"),
    [
        ("visit", {}, "there is no picture 'visit'; there are visits, zones"),
        ("post", {}, "post: post is missing; usage: post post=…"),
        ("visits", {"place": "x"}, "there is no parameter 'place'; usage: visits"),
        ("phrases", {"most": "many"}, "give a number from 1 to 40"),
        ("articles", {"since": "2030"}, "there is nothing to draw"),
    ],
)
def test_what_cannot_be_drawn_is_said(name: str, asked: dict[str, str], said: str, own: Graph) -> None:
    with pytest.raises(PlotError, match=re.escape(said)):
        own.plot.draw(name, **asked)


@pytest.mark.parametrize(
    ("name", "asked", "said"),
    [
        (
            "post",
            {"post": "福建省委书"},
            "post: post: no Post is named '福建省委书'; did you mean 福建省委书记, ",
        ),
        ("person", {"person": "无名氏"}, "person: person: no Person is named '无名氏'; usage: person person=…"),
        (
            "visits",
            {"visitor": "无名氏"},
            "visits: visitor: no Person is named '无名氏'; usage: visits [visitor=…] [since=…]",
        ),
        (
            "partners",
            {"province": "泉州"},
            "partners: province: '泉州' names 泉州市 (Prefecture), but Province is asked for; usage: partners",
        ),
        (
            "phrases",
            {"phrase": "无此提法"},
            "phrases: phrase: no Phrase is named '无此提法'; usage: phrases [phrase=…] [most=…]",
        ),
    ],
)
def test_an_unknown_name_is_said_of_the_picture(name: str, asked: dict[str, str], said: str, own: Graph) -> None:
    with pytest.raises(CatalogueError, match=f"^{re.escape(said)}"):
        own.plot.draw(name, **asked)


def test_names_from_outside_are_texts() -> None:
    name = "<script>$x_1$&"
    entities = tuple(replace(one, name=name) if one.id == "post/海宁省省长" else one for one in ENTITIES)
    graph = Graph.of({"a": replace(KNOWLEDGE, entities=entities)})
    assert name in texts(graph.plot.person("任远帆"))


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_it_is_written_by_its_ending(ending: str, own: Graph, tmp_path: Path) -> None:
    for name in ("a", "b"):
        own.plot.articles().save(tmp_path / f"{name}.{ending}")
    assert (tmp_path / f"a.{ending}").read_bytes() == (tmp_path / f"b.{ending}").read_bytes()


def test_where_it_cannot_be_written_is_said(own: Graph, tmp_path: Path) -> None:
    for path, said in ((tmp_path / "a.bmp", "another ending"), (tmp_path / "none" / "a.svg", "cannot be written")):
        with pytest.raises(figure.SaveError, match=said):
            own.plot.articles().save(path)


def test_without_a_chinese_font_one_warning_says_what_to_install(own: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(font_manager, "get_font_names", lambda: ["DejaVu Sans"])
    with pytest.warns(figure.FontWarning, match="install Noto Sans CJK") as warned:
        picture = own.plot.zones()
    # what is drawn after that warns no more
    assert "贵州" in texts(picture)
    assert len(warned) == 1


def test_the_settings_of_the_user_stay(own: Graph) -> None:
    with matplotlib.rc_context({"font.size": 20.0}):
        own.plot.articles().svg()
        assert matplotlib.rcParams["font.size"] == 20.0


def test_without_matplotlib_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [name for name in sys.modules if name.startswith("kg.plot.")]:
        monkeypatch.delitem(sys.modules, module)
    for module in ("figure", "months", "tiles", "spans"):
        monkeypatch.delattr(plot, module, raising=False)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(kg.YutuError, match=r"needs matplotlib; install it with `pip install 'yutu-kg\[analysis\]'`"):
        Graph(KNOWLEDGE).plot.articles()


def test_all_that_can_be_asked_is_told() -> None:
    for name, told in plot.names().items():
        assert callable(getattr(plot.Plots, name))
        assert told["zh"]
        assert told["en"]
