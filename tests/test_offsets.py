"""Every mention and every fact leads back to the characters of its article, and these to the page."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Article, Fact, Knowledge, Page, Span
from kg.read import read_page
from kg.rules import extract

MASTHEADS = ["", "云岭日报\n\n2023年2月7日 星期二\n\n03\n\n要闻\n\n编辑/石小棠\n\n", "闽风日报 2021年5月8日 A02版\n\n"]
HEADS = [
    "# 渠通了\n\n",
    "南昌长沙座谈会举行 罗文岳段青峰出席\n\n# 山呼海应\n\n",
    "## 一条水渠\n\n",
    "链接\n\n",
    "图片·新闻\n\n",
    "",
]
BODIES = [
    "本报讯（记者 何一帆 通讯员 任远）2月6日，南昌市召开大会，市长罗文岳主持。\n",
    "省委书记、省人大常委会主任林知远，江西省委书记温以宁出席\n\n并讲话。\n",
    "5月6日至7日，湖南省党政代表团赴江西省考察。  湖南·江西合作交流座谈会在南昌市舉行。\r\n",
    "在赣期间，代表團先后考察了云岭高新技术产业开发区、江西云岭新材料有限公司，\n",
    "新疆喀什的学员阿依古丽·买买提（左）来到平江县安定镇横冲村。\n",
    "去年底，两省签署《湘赣边区域合作框架协议》，共建醴陵—湘东共建区。\n",
    "　　会议决定任命罗文岳（女）为长沙市副市长，免去段青峰的职务。\n",
    "▲昨日，长沙市与株洲市签署协议。\n",
    "𠮷林镇的😀🚜来了，<script>alert(1)</script> & “引文没有收尾。\n",
    "。。。！？\n",
    "* * *\n",
    "",
]
FEET = ["■本报记者 池砚北 江浸月\n\n", "▶下转A03版\n\n", "云岭日报记者 荆南溪 摄影报道\n\n", "", "\n"]
ARTICLES = st.tuples(
    st.sampled_from(HEADS),
    st.lists(
        st.sampled_from(BODIES) | st.text("省市县委书记长沙罗文岳、，。“”《》（）年月日57 \n", max_size=30), max_size=4
    ),
    st.sampled_from(FEET),
).map(lambda parts: f"{parts[0]}{chr(10).join(parts[1])}\n{parts[2]}")
PAGES = (
    st.tuples(st.sampled_from(MASTHEADS), st.lists(ARTICLES, min_size=1, max_size=4))
    .map(lambda parts: parts[0] + "\n".join(parts[1]))
    .filter(lambda text: text.strip())
)


def built(text: str) -> tuple[Page, Knowledge]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.txt"
        path.write_bytes(text.encode())
        page = read_page(path)
    return page, extract(page)


def assert_reproduced(span: Span, articles: dict[str, Article]) -> None:
    assert span.start < span.end
    assert articles[span.article].text[span.start : span.end] == span.text


def told(knowledge: Knowledge) -> list[Fact]:
    """The facts that articles state; only the gazetteer's have no sentence."""
    assert all(fact.evidence.article for fact in knowledge.facts if fact.rule != "gazetteer")
    return [fact for fact in knowledge.facts if fact.evidence.article]


def assert_leads_back(article: Article, page: Page) -> None:
    """Each character of a part, but for the line breaks put between parts, is that of the page."""
    for part in article.parts:
        for offset in range(part.start, part.end):
            if article.text[offset] != "\n":
                assert page.text[article.on_page(offset)] == article.text[offset]


@settings(max_examples=60)
@given(PAGES)
def test_spans_reproduce_the_text(text: str) -> None:
    page, knowledge = built(text)
    articles = {article.id: article for article in knowledge.articles}
    for entity in knowledge.entities:
        for mention in entity.mentions:
            assert_reproduced(mention.span, articles)
    for fact in told(knowledge):
        assert_reproduced(fact.evidence, articles)
    for article in knowledge.articles:
        assert_leads_back(article, page)


@settings(max_examples=20)
@given(PAGES)
def test_facts_speak_of_known_entities(text: str) -> None:
    _, knowledge = built(text)
    known = {entity.id for entity in knowledge.entities} | {f"article/{article.id}" for article in knowledge.articles}
    for fact in knowledge.facts:
        assert fact.subject in known
        assert not isinstance(fact.object, str) or fact.object in known


@settings(max_examples=10)
@given(PAGES)
def test_a_page_says_the_same_twice(text: str) -> None:
    assert built(text)[1].facts == built(text)[1].facts


def test_the_sample_page(sample: Path) -> None:
    page = read_page(sample)
    knowledge = extract(page)
    articles = {article.id: article for article in knowledge.articles}
    assert knowledge.facts
    for span in [m.span for e in knowledge.entities for m in e.mentions] + [f.evidence for f in told(knowledge)]:
        assert_reproduced(span, articles)
    for article in knowledge.articles:
        assert_leads_back(article, page)
