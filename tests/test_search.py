"""Names, headlines and sentences are found by what people type, and nothing remains of a page that is dropped."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Sequence

import pytest
from handmade import ARTICLE, KNOWLEDGE, SECOND, SENTENCE
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import search
from kg.model import Article, Entity, Knowledge, Mention, Named, Part, Span
from kg.search import Index
from kg.text import sentences

NAMES = (
    Entity("division/610000", "Province", "陕西省", ("陕西",), code="610000", english="Shaanxi"),
    Entity("division/140000", "Province", "山西省", ("山西",), code="140000", english="Shanxi"),
    Entity("division/500000", "Municipality", "重庆市", ("重庆",), code="500000", english="Chongqing"),
    *(Entity(f"division/{name}", "Prefecture", name) for name in ("六安市", "亳州市", "蚌埠市", "丽水市", "台州市")),
    Entity("division/单县", "County", "单县"),
    Entity("person/林芊", "Official", "林芊"),
    Entity("person/单文川", "Official", "单文川"),
    Entity("person/曾亦舟", "Official", "曾亦舟"),
    Entity("person/尉迟朗", "Person", "尉迟朗"),
    Entity("person/吕清越", "Person", "吕清越"),
    Entity("person/阿依古丽·艾山", "Person", "阿依古丽·艾山"),
    Entity("event/g20", "Meeting", "G20峰会"),
    Entity("organization/林芊工作室", "Company", "林芊工作室"),
    Entity("organization/青川林芊厂", "Company", "青川林芊厂"),
)


def opened() -> Index:
    return Index(connected())


def connected() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.executescript(Index.schema())
    return connection


def told(text: str, *, ident: str = "a", headline: str = "", date: str = "2024-04-18") -> Article:
    return Article(ident, "闽风日报", dt.date.fromisoformat(date), "A02", "", headline, "", text, "page.txt")


def of(*articles: Article) -> Index:
    index = opened()
    index.put("page", Knowledge(articles))
    return index


def named(entity: str, article: str, kind: str = "Person") -> Knowledge:
    name = entity.partition("/")[2]
    return Knowledge(
        (), (Entity(entity, kind, name, mentions=(Mention(Span(article, 0, 0, ""), kind, name, "hand"),)),)
    )


@pytest.fixture(scope="module")
def index() -> Index:
    index = opened()
    index.put("names", Knowledge((), NAMES))
    index.put("page", KNOWLEDGE)
    return index


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("lq", ["林芊"]),
        ("linqian", ["林芊", "林芊工作室"]),
        ("lin qian", ["林芊", "林芊工作室"]),
        ("Lín Qiān", ["林芊", "林芊工作室"]),
        ("林芊", ["林芊", "林芊工作室", "青川林芊厂"]),
        ("芊", ["林芊", "林芊工作室", "青川林芊厂"]),
        ("陕西", ["陕西省"]),
        ("山西", ["山西省"]),
        ("陝西", ["陕西省"]),
        ("shaanxi", ["陕西省"]),
        ("SHANXI", ["山西省", "陕西省", "单县"]),
        ("sx", ["单县", "山西省", "陕西省"]),
        ("610000", ["陕西省"]),
        ("haining", ["海宁省", "海宁省省长", "海宁省代表团访问青川市"]),
        ("chongqing", ["重庆市"]),
        ("cq", ["重庆市"]),
        ("Lu'an", ["六安市"]),
        ("bozhou", ["亳州市"]),
        ("bengbu", ["蚌埠市"]),
        ("lishui", ["丽水市"]),
        ("taizhou", ["台州市"]),
        ("shanxian", ["单县"]),
        ("shanwenchuan", ["单文川"]),
        ("danwenchuan", ["单文川"]),
        ("swc", ["单文川"]),
        ("zengyizhou", ["曾亦舟"]),
        ("yuchilang", ["尉迟朗"]),
        ("lvqingyue", ["吕清越"]),
        ("Lü Qingyue", ["吕清越"]),
        ("Lyu Qingyue", ["吕清越"]),
        ("艾山", ["阿依古丽·艾山"]),
        ("阿依古丽•艾山", ["阿依古丽·艾山"]),
        ("g20", ["G20峰会"]),
        ("g20fh", ["G20峰会"]),
        ("没有这样的名字", []),
    ],
)
def test_names(index: Index, typed: str, expected: list[str]) -> None:
    assert [match.named.name for match in index.find(typed).names] == expected


def test_match_tells_the_form_and_the_articles(index: Index) -> None:
    match = index.find("HAINING").names[0]
    assert (match.named, match.form, match.articles) == (Named("division/990000", "Province", "海宁省"), "Haining", 1)


def test_words_of_a_question_are_names_too(index: Index) -> None:
    assert [match.named.name for match in index.find("林芊 陕西").names] == ["林芊", "陕西省"]


@pytest.mark.parametrize("name", ["陕西省", "陕西", "陝西", " 陕西 ", "SHAANXI", "610000"])
def test_named(index: Index, name: str) -> None:
    assert index.named(name) == [Named("division/610000", "Province", "陕西省")]


@pytest.mark.parametrize("name", ["", " ", "陕", "陕西人", "sx", "shaanxisheng", "\ud800", '"', "陕西" * 5000])
def test_named_wants_the_whole_name(index: Index, name: str) -> None:
    assert index.named(name) == []


def test_named_has_preferred_names_first_then_frequent_ones() -> None:
    index = opened()
    alias = Entity("place/b", "Venue", "林芊故居", ("林芊",))
    index.put("1", Knowledge((), (alias, Entity("person/林芊~1", "Person", "林芊"))))
    index.put("2", Knowledge((), (alias, Entity("person/林芊~2", "Person", "林芊"))))
    index.put("3", Knowledge((), (alias, Entity("person/林芊~2", "Person", "林芊"))))
    assert [one.id for one in index.named("林芊")] == ["person/林芊~2", "person/林芊~1", "place/b"]


def test_entity_has_its_finest_class_and_all_its_articles() -> None:
    index = opened()
    for page, kind in (("1", "Person"), ("2", "Official"), ("3", "Person")):
        index.put(page, named("person/林芊", f"article {page}", kind))
    assert index.named("林芊") == [Named("person/林芊", "Official", "林芊")]
    assert [match.articles for match in index.find("林芊").names] == [3]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("林千", "林芊"),  # of equal sound
        ("山西生", "山西省"),
        ("lq", "林芊"),
        ("shanwenchuan", "单文川"),
        ("青川高", "青川高新区"),  # going on
        ("单文山", "单文川"),  # spelt nearly so
        ("青川高薪区", "青川高新区"),
        ("Shaanxxi", "Shaanxi"),
    ],
)
def test_near(index: Index, name: str, expected: str) -> None:
    assert index.near(name)[0] == expected


@pytest.mark.parametrize("name", ["", '"', "\ud800", "囍", "Zürich"])
def test_nothing_is_near(index: Index, name: str) -> None:
    assert index.near(name) == []


def test_near_is_bounded(index: Index) -> None:
    assert len(index.near("林", 2)) == 2
    assert "林芊" not in index.near("林芊")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("青川港", [SECOND]),
        ("帆还", [SECOND]),
        ("任远帆", [SENTENCE, SECOND]),
        ("任遠帆", [SENTENCE, SECOND]),
        ("任远帆 青川港", [SECOND]),
        ("４月17日", [SENTENCE]),
        ("4月", [SENTENCE]),
        ("率", [SENTENCE]),
        ("考察青川高新区。任远帆还到了", [SENTENCE, SECOND]),
        ("任远帆 没有", []),
        ("青川港任远帆", []),
        ("区任", []),  # over the end of a sentence
    ],
)
def test_sentences(index: Index, words: str, expected: list[str]) -> None:
    found = index.find(words).sentences
    assert [passage.text for passage in found] == expected
    assert all(ARTICLE.text[one.start : one.end] == one.text for one in found)


def test_passage_tells_where_it_stands(index: Index) -> None:
    passage = index.find("青川港").sentences[0]
    start = ARTICLE.text.index(SECOND)
    where = (ARTICLE.id, ARTICLE.headline, "闽风日报", "2024-04-18", "A02", start, start + len(SECOND))
    assert (passage.article, passage.headline, passage.newspaper, passage.date, passage.page) == where[:5]
    assert (passage.start, passage.end) == where[5:]


def test_headline_is_found_once(index: Index) -> None:
    found = index.find("代表团访问")
    assert [title.headline for title in found.headlines] == [ARTICLE.headline]
    assert found.sentences == ()


def test_each_article_has_its_best_sentence_first() -> None:
    index = of(told("青川港很大。青川港很忙。", ident="a"), told("青川港开了，" + "人人都说好" * 9, ident="b"))
    assert [one.text[:5] for one in index.find("青川港").sentences] == ["青川港很大", "青川港开了", "青川港很忙"]


def test_latest_of_equals_comes_first() -> None:
    index = of(*(told("青川港开了。", ident=date, date=date) for date in ("2024-01-02", "2024-01-03", "2024-01-01")))
    assert [one.date for one in index.find("青川港").sentences] == ["2024-01-03", "2024-01-02", "2024-01-01"]


def test_of_very_many_the_latest_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_RANKED", 3)
    days = ["2024-01-04", "2024-01-02", "2024-01-05", "2024-01-03"]
    index = of(*(told("青川港。" * n, ident=day, date=day) for n, day in enumerate(days, 1)))
    assert [one.date for one in index.find("青川港", 2).sentences] == ["2024-01-05", "2024-01-03"]
    assert len(index.find("青川港", 20).sentences) == 10


def test_limit_holds_for_each_list(index: Index) -> None:
    found = index.find("青川", 1)
    assert [len(found.names), len(found.headlines), len(found.sentences)] == [1, 1, 1]
    assert not index.find("青川", 0)


@pytest.mark.parametrize(
    "words",
    [
        *("", " ", '"', "'", "*", "-", "()", "\0", "。", "\ud800", ":", "^", "told:", "%", "_", "\\", "{told}:", "+"),
        *('"青川', "青川*没有", "NEAR(青川, 没有)", "青川 AND", "NOT 青川", "OR", "没有的 OR 青川", "青川\0没有"),
        *("x" * 10_000, "没 " * 5_000, "没有" * 5_000, '"' * 10_000, "没有。" * 3_000),
    ],
)
def test_hostile_questions_are_plain_words(index: Index, words: str) -> None:
    found = index.find(words)
    assert not found or words == '"青川'
    assert isinstance(index.near(words), list)


def test_words_of_the_syntax_are_found_as_words() -> None:
    index = of(told('NEAR (a OR b) "c*" AND col:x。二。'))
    for words in ("near", "or b", '"c*"', "AND", "col:x", "(a OR b)"):
        assert [one.text for one in index.find(words).sentences] == ['NEAR (a OR b) "c*" AND col:x。']


def test_broken_characters_of_a_page_do_no_harm() -> None:
    index = of(told("青川\ud800港。\0二。", headline="\ud800"))
    assert [one.text for one in index.find("青川").sentences] == ["青川\ufffd港。"]
    assert [one.text for one in index.find("二").sentences] == ["\ufffd二。"]
    index.put("page", named("person/林\ud800芊\0", "a"))
    index.put("other", named("person/林\ud800芊\0", "b"))
    assert [match.articles for match in index.find("林").names] == [2]


def test_pages_are_known() -> None:
    index = opened()
    index.put("b", KNOWLEDGE)
    index.put("a", KNOWLEDGE)
    index.drop("b")
    index.drop("unknown")
    assert index.pages() == ["a"]


def dump(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """All that the tables hold; of an FTS table, each word with its places."""
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    texts = ("search_headline", "search_text", "search_name")
    held = {t: connection.execute(f"SELECT * FROM {t}").fetchall() for t in tables if not t.startswith(texts)}
    for text in texts:
        connection.execute(f"CREATE VIRTUAL TABLE temp.words USING fts5vocab (main, {text}, instance)")
        held[text] = connection.execute("SELECT * FROM temp.words").fetchall()
        held[f"{text}_docsize"] = connection.execute(f"SELECT * FROM {text}_docsize").fetchall()
        connection.execute("DROP TABLE temp.words")
    return held


OTHER = Knowledge(
    (told("任远帆到了青川港。(他)说好。", ident="other", headline="青川港"),), (*NAMES, *KNOWLEDGE.entities[:4])
)


@pytest.mark.parametrize("before", [[], [KNOWLEDGE], [KNOWLEDGE, OTHER]])
def test_drop_restores_what_was(before: Sequence[Knowledge]) -> None:
    connection = connected()
    index = Index(connection)
    for number, knowledge in enumerate(before):
        index.put(str(number), knowledge)
    were = dump(connection)
    index.put("page", OTHER)
    assert dump(connection) != were
    index.drop("page")
    assert dump(connection) == were


def test_put_twice_is_put_once() -> None:
    connection = connected()
    index = Index(connection)
    index.put("page", OTHER)
    once = dump(connection)
    index.put("page", OTHER)
    assert dump(connection) == once


def test_put_replaces_what_the_page_had() -> None:
    index = of(told("青川港开了。"))
    index.put("page", Knowledge((told("海宁港开了。"),)))
    assert not index.find("青川港")
    assert [one.text for one in index.find("开了").sentences] == ["海宁港开了。"]


def test_drop_knows_what_was_indexed_when_folding_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    connection = connected()
    index = Index(connection)
    index.put("page", Knowledge((told("青川港（大）開了。", headline="開港"),), NAMES))
    monkeypatch.setattr("kg.read.fold.fold", lambda text: text)
    index.drop("page")
    assert not any(dump(connection).values())


def test_nothing_is_committed() -> None:
    connection = connected()
    Index(connection).put("page", KNOWLEDGE)
    connection.rollback()
    assert not any(dump(connection).values())


HOSTILE = st.text(
    st.sampled_from('任远帆青川国國中的大A b1２İß_·"“”，、(（*-\n。！\t\ud800\0'), min_size=1, max_size=60
)


@given(HOSTILE, HOSTILE, st.data())
def test_what_stands_in_a_sentence_is_found(first: str, second: str, data: st.DataObject) -> None:
    articles = [told(text, ident=str(n), headline="国") for n, text in enumerate((first, second))]
    index = of(*articles)
    for article in articles:
        for sentence in sentences(article):
            start = data.draw(st.integers(0, len(sentence.span.text) - 1))
            piece = sentence.span.text[start : start + data.draw(st.integers(1, 6))]
            if any(map(str.isalnum, piece)) and sentence.span.text not in article.headline:
                found = index.find(piece, 1000).sentences
                assert (article.id, sentence.span.start, sentence.span.end) in {
                    (p.article, p.start, p.end) for p in found
                }


PAGES = st.sampled_from(["1", "2", "3"])
HELD = st.sampled_from([KNOWLEDGE, OTHER, Knowledge(), Knowledge((), NAMES), named("person/林芊", "a")])


@settings(max_examples=30)
@given(st.lists(st.tuples(PAGES, st.none() | HELD), max_size=8))
def test_index_is_that_of_the_pages_that_remain(steps: list[tuple[str, Knowledge | None]]) -> None:
    index, fresh, remaining = opened(), opened(), {}
    for page, knowledge in steps:
        remaining.pop(page, None)
        if knowledge is None:
            index.drop(page)
        else:
            index.put(page, knowledge)
            remaining[page] = knowledge
    for page, knowledge in remaining.items():
        fresh.put(page, knowledge)
    for words in ("林", "lq", "青川", "任远帆", "陕西"):
        some, others = index.find(words, 99), fresh.find(words, 99)
        assert set(some.names) == set(others.names)
        assert sorted(map(repr, some.sentences)) == sorted(map(repr, others.sentences))


def test_sentences_of_a_part_are_cut_as_the_extractor_cuts_them() -> None:
    text = "青川港\n任远帆说：“好！快！”大家笑了。\n"
    parts = (Part("subhead", 0, 4), Part("body", 4, len(text)))
    article = Article("a", "", None, "", "", "", "", text, "", parts)
    assert [one.text for one in of(article).find("好").sentences] == ["任远帆说：“好！快！”大家笑了。"]
