"""The map as a file: what stands in it, what does not, and where."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from view_page import Page
from view_sample import crowd, entities, key, sample

from kg import ontology
from kg.model import Article, Entity, Fact, Knowledge, Literal, Mention, Part, Span, YutuError
from kg.view import UnknownNameError, render_html, write_html
from kg.view.apart import apart
from kg.view.gather import gather
from kg.view.homes import seats
from kg.view.layout import place
from kg.view.picture import Picture, draw, sublines
from kg.view.records import aside
from kg.view.style import HIDDEN, STYLES, cut


def drawn(knowledge: Knowledge, **wishes: str) -> Page:
    return Page(render_html(knowledge, **wishes))


def picture(knowledge: Knowledge) -> Picture:
    return draw(gather([knowledge]))


def test_every_entity_but_records_stands_on_the_map() -> None:
    shown = {entity.name for entity in sample().entities if entity.kind not in HIDDEN}
    assert drawn(sample()).names() == shown


def test_edges_of_one_pair_are_one_with_the_properties_of_all() -> None:
    page = drawn(sample())
    pairs = [frozenset((edge["from"], edge["to"])) for edge in page.edges]
    assert len(pairs) == len(set(pairs))
    both = {"岭澄合作产业园", "白鹭市"}
    terms = [edge["terms"] for edge in page.edges if {page.name(edge["from"]), page.name(edge["to"])} == both]
    assert terms == [["locatedIn", "party"]]


def test_a_post_is_a_line_under_its_holder_and_joins_him_to_the_body() -> None:
    seen = picture(sample())
    lines = {seen.entities[number].name: line for number, line in sublines(seen).items()}
    assert lines["方远山"] == "岭西省委书记 +1"
    assert lines["第十二届澄江国际茶叶博览会开幕"] == "2024.4.9"
    assert lines["岭西省党政代表团赴澄江省学习考察"] == "2024.4.8–4.9"
    numbers = {entity.id: number for number, entity in enumerate(seen.entities)}
    assert numbers[key("岭西省委")] in seen.neighbours[numbers[key("方远山")]]


def test_each_fact_brings_its_sentence_with_the_words_marked() -> None:
    page = drawn(sample())
    fact = next(fact for fact in page.facts() if fact["property"] == "speaker")
    article, text, _, _, marks = fact["quote"]
    assert text.startswith("岭西省委书记、省人大常委会主任方远山，")
    assert [text[begin:end] for begin, end in marks[fact["ends"][1]]] == ["方远山"]
    articles = page.block("articles")
    assert articles["papers"][articles["paper"][article]] == "岭西日报"
    row = [articles[name][article] for name in ("date", "page", "headline")]
    assert row == ["2024-04-11", "01", "我省党政代表团赴澄江省学习考察"]


@pytest.mark.parametrize(
    ("name", "sentence", "marked"),
    [
        ("岭西省人大常委会", "岭西省委书记、省人大常委会主任方远山出席。", ["省人大常委会"]),
        ("岭西省省长", "澄江省省长蔡南亭与省长柳明川会谈。", ["省长"]),
        ("岭西省省长", "澄江省省长蔡南亭出席。", []),
    ],
)
def test_a_shortened_title_is_marked_where_it_stands_alone(name: str, sentence: str, marked: list[str]) -> None:
    text = Article("x", "岭西日报", None, "01", "", "", "", sentence, "sample.txt")
    told = (Fact("about", "a", "b", Span("x", 0, len(sentence), sentence), "r"),)
    known = Knowledge((text,), (Entity("a", "Post", name), Entity("b", "Policy", "")), told)
    marks = gather([known]).quotes[0].marks.get(0, ())
    assert [sentence[begin:end] for begin, end in marks] == marked
    assert all(sentence[begin - 1 : begin] != "江" and sentence[begin - 1] != "省" for begin, _ in marks)


def test_places_of_one_name_are_told_apart() -> None:
    old, new = (Entity(f"division/{code}", "County", "某县", code=code) for code in ("352622", "350821"))
    since = Fact("code", new.id, Literal("350821"), Span("", 0, 0, ""), "gazetteer", valid_from="1996")
    lines = sublines(picture(Knowledge((), (old, new, Entity("d/1", "County", "另县", code="350822")), (since,))))
    assert lines == {0: "352622", 1: "350821 1996–"}


@pytest.mark.parametrize("named", [False, True])
def test_what_a_division_was_before_is_drawn_where_an_article_names_it(named: bool) -> None:
    mentions = (Mention(Span("a", 0, 2, "旧县"), "County", "旧县", "full"),) if named else ()
    old, new = Entity("division/1", "County", "旧县", (), mentions), Entity("division/2", "County", "新县")
    became = Fact("sameDivisionAs", old.id, new.id, Span("", 0, 0, ""), "gazetteer", valid_from="1996")
    drawn = picture(Knowledge((), (old, new), (became,)))
    assert (drawn.shown, aside(drawn)) == (((0, 1), []) if named else ((1,), [0]))


def test_long_names_that_begin_alike_keep_their_ids() -> None:
    names = ["山水" * 120 + last for last in ("甲", "乙")]
    entities = tuple(Entity(f"thing/{name}", "Policy", name) for name in names)
    told = drawn(Knowledge((), entities)).block("entities")
    assert list(told["id"].values()) == [entity.id for entity in entities]
    assert [len(name) for name in told["name"]] == [200, 200]


def test_countries_have_their_names_in_english() -> None:
    known = Knowledge((), (Entity("division/荷兰", "Country", "荷兰"), Entity("p/1", "Person", "荷兰")))
    assert drawn(known).block("entities")["english"] == {"0": "Netherlands"}


def test_a_clause_is_shown_inside_its_sentence() -> None:
    knowledge = sample()
    facts = [fact for fact in knowledge.facts if fact.property == "chair"]
    start = facts[0].evidence.start
    clause = replace(facts[0].evidence, end=start + 13, text=facts[0].evidence.text[:13])
    _, text, begin, end, _ = drawn(replace(knowledge, facts=(replace(facts[0], evidence=clause),))).quotes()[0]
    assert text[begin:end] == "岭西省委副书记、省长柳明川"
    assert text.endswith("介绍有关情况。")


@pytest.mark.parametrize("name", ["方远山", "岭西", "岭西省委书记", "方遠山"])
def test_focus_keeps_what_is_within_two_links(name: str) -> None:
    page = drawn(sample(), focus=name)
    assert page.name(page.told["selected"]) in ("方远山", "岭西省", "岭西省委书记")
    assert "方远山" in page.names()
    assert "云栖茶业有限公司" not in page.names()
    assert "云栖茶业有限公司" not in page.block("entities")["name"]


@pytest.mark.parametrize("name", ["Lingxi", "lingxi"])
def test_focus_knows_names_in_english(name: str) -> None:
    english = tuple(replace(e, english="Lingxi") if e.name == "岭西省" else e for e in sample().entities)
    page = drawn(replace(sample(), entities=english), focus=name)
    assert page.name(page.told["selected"]) == "岭西省"


def test_an_unknown_focus_says_what_is_like_it() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 方远山") as error:
        render_html(sample(), focus="方远川")
    assert isinstance(error.value, YutuError)


def test_nothing_printed_can_leave_its_block() -> None:
    hostile = "</script><script>alert(1)</script><!--\u2028\u2029'\"&"
    entity = replace(sample().entities[0], name=hostile, aliases=(hostile,))
    page = render_html(replace(sample(), entities=(entity, *sample().entities[1:])), title=hostile)
    plain = render_html(sample())
    assert page.count("<script") == plain.count("<script")
    assert Page(page).name(0) == hostile
    assert not {"\u2028", "\u2029"} & set(page)


def test_nothing_is_fetched() -> None:
    page = render_html(sample())
    head = page.split("<script", 1)[0]
    assert re.findall(r'(?:src|href)="(.*?)"', head) == ["data:,"]
    assert not re.search(r"<script[^>]* src=", page)
    policy = re.search(r'Content-Security-Policy" content="(.*?)"', page)
    assert policy
    assert "default-src &#39;none&#39;" in policy[1]
    assert "bootstrap" not in page


def test_two_runs_give_the_same_page() -> None:
    assert render_html(crowd(80)) == render_html(crowd(80))


def test_the_empty_graph_is_a_page_too() -> None:
    assert drawn(Knowledge()).nodes == []


def test_the_page_is_written_in_utf8_whatever_was_printed(tmp_path: Path) -> None:
    odd = Knowledge(entities=(Entity("e/1", "Person", "方\ud800山"),))
    write_html(odd, tmp_path / "map.html", title="某图")
    assert "某图" in (tmp_path / "map.html").read_text("utf-8")


@pytest.mark.parametrize("size", [1, 2, 60, 400])
def test_no_two_boxes_overlap(size: int) -> None:
    links = [(link.source, link.target) for link in picture(crowd(size)).links]
    boxes = [(40.0 + 12 * (n % 9), 30.0 + n % 30) for n in range(size)]
    assert not overlapping(place(boxes, links), boxes)
    places = ["350000", "330000", "", "日本"]
    assert not overlapping(place(boxes, links, [places[n % 4] for n in range(size)], seats()), boxes)


def test_boxes_on_one_point_part() -> None:
    boxes = [(100.0, 40.0)] * 50
    assert not overlapping(apart([(0.0, 0.0)] * 50, boxes), boxes)


def overlapping(points: list[tuple[float, float]], boxes: list[tuple[float, float]]) -> list[tuple[int, int]]:
    return [
        (a, b)
        for a, (ax, ay) in enumerate(points)
        for b, (bx, by) in enumerate(points[:a])
        if abs(ax - bx) * 2 < boxes[a][0] + boxes[b][0] and abs(ay - by) * 2 < boxes[a][1] + boxes[b][1]
    ]


def test_every_class_drawn_has_a_label_in_both_languages() -> None:
    labels = ontology.labels()
    assert all(labels[kind]["zh"] and labels[kind]["en"] for kind in (*STYLES, *HIDDEN - {""}))


def test_an_entity_of_an_unknown_class_is_drawn() -> None:
    page = drawn(Knowledge(entities=(Entity("e/1", "Comet", "扫帚星"),)))
    assert page.told["classes"][0]["kind"] == "Comet"


def test_long_names_are_cut_on_the_map_alone() -> None:
    long = "岭西省人民政府与澄江省人民政府关于深化全面合作的框架协议"
    page = drawn(Knowledge(entities=(Entity("e/1", "Agreement", long),)))
    assert page.nodes[0]["label"] == cut(long) == long[:13] + "…"
    assert page.name(0) == long


def test_a_fact_of_something_without_entity_is_kept_for_the_panel() -> None:
    knowledge = sample()
    fact = replace(knowledge.facts[0], property="author", subject="a1", object=key("翁小满"))
    page = drawn(replace(knowledge, facts=(fact,), entities=entities([], knowledge.articles)))
    assert next(page.facts())["subject"] == "我省党政代表团赴澄江省学习考察"


def test_a_masthead_is_no_article_but_is_quoted() -> None:
    knowledge = sample()
    first = replace(knowledge.articles[0], parts=(Part("masthead", 0, 5),))
    page = drawn(replace(knowledge, articles=(first, *knowledge.articles[1:])))
    assert page.block("articles")["mastheads"] == [0]
    assert any(article == 0 and text for article, text, *_ in page.quotes())


def test_a_fact_of_the_gazetteer_has_no_sentence_and_a_light_line() -> None:
    page = drawn(gazetteer())
    assert [fact["quote"] for fact in page.facts() if fact["rule"] == "gazetteer"] == [None]
    assert all(text for _, text, *_ in page.quotes())
    assert [page.name(edge["from"]) for edge in page.edges if edge.get("light")] == ["青石村"]


def gazetteer() -> Knowledge:
    """The sample, and a village that lies in a county though no article says so."""
    knowledge = sample()
    fact = Fact("locatedIn", key("青石村"), key("松溪县"), Span("", 0, 0, ""), "gazetteer")
    return replace(knowledge, facts=(*knowledge.facts, fact))


def test_set_phrases_are_counted_and_not_drawn() -> None:
    known = sample()
    phrase = Entity("phrase/真抓实干", "Phrase", "真抓实干")
    fact = Fact("usesPhrase", f"article/{known.articles[0].id}", phrase.id, known.facts[0].evidence, "phrases")
    with_phrase = replace(known, entities=(*known.entities, phrase), facts=(*known.facts, fact))
    assert render_html(with_phrase) == render_html(known)


def test_the_legend_tells_how_many_of_a_class_have_no_line() -> None:
    extra = (Entity("e/1", "Region", "云水谷"), Entity("e/2", "Region", "松风岭"))
    page = drawn(replace(sample(), entities=(*sample().entities, *extra)))
    rows = {row["kind"]: (row["count"], row["alone"]) for row in page.told["classes"]}
    assert rows["Region"] == (2, 2)
    assert rows["Province"] == (2, 0)


def test_nodes_without_a_line_stand_below_all_others() -> None:
    boxes = [(60.0, 30.0)] * 6
    points = place(boxes, [(0, 2), (2, 4)])
    assert max(points[n][1] for n in (0, 2, 4)) < min(points[n][1] for n in (1, 3, 5))
