"""Proof that every quote stands where its record says: the pages are read again and held against the graph.

Of what a build left behind only this is believed: which files it read, and what the user said of them. For each passage of
the graph the characters between its offsets are compared with its quote, in the article's text as read anew and on the
page itself. It serves any graph, also one that went through another format or store, as long as the pages are there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.digests import text_digest
from kg.model import Article, Knowledge, Page, YutuError
from kg.pages import Defaults, Source, read
from kg.questions import ask, plain
from kg.rdf import PROV, RDF, YT, article_iri, iri, printable
from kg.read.record import masthead_record
from kg.resolve import GAZETTEER, page_id, page_names
from kg.store import Store

_PASSAGES = """
SELECT ?passage ?article ?start ?end ?exact WHERE {
  ?passage oa:hasSource ?article ; oa:hasSelector ?position , ?quote .
  ?position oa:start ?start ; oa:end ?end . ?quote oa:exact ?exact .
}
"""
_TEXT = NamedNode(YT + "text")


@dataclass
class Verification:
    """How many `passages` of the pages were held against them, and how many stand there; a line for each that does not.

    `unread` passages are of articles that none of the pages has.
    """

    passages: int = 0
    found: int = 0
    unread: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def proven(self) -> bool:
        """Whether there were quotes and every one of them stands where its record says."""
        return self.found == self.passages > 0 and not self.problems


@dataclass(frozen=True, slots=True)
class _Passage:
    start: int
    end: int
    exact: str


def verify(store: Store, sources: Iterable[Source], *, partly: bool = False) -> Verification:
    """Hold all passages of the graph against the pages from these sources.

    With `partly` it is no fault that the graph has articles that are on none of them.
    """
    passages, whole = _passages(store)
    result = Verification()
    for source, page, articles in _read(list(sources), result.problems):
        for article in articles:
            if (told := passages.pop(article_iri(article.id).value, None)) is not None:
                _hold(told, article, page, result, str(source.path))
            result.problems += _other_text(store, article, source)
    result.unread = sum(map(len, passages.values()))
    if not partly:
        result.problems += [f"{article}: is on none of the pages" for article in sorted(passages)]
        result.problems += [f"{fact}: has no quote" for fact in _unfounded(store, whole)]
    return result


def _passages(store: Store) -> tuple[dict[str, list[_Passage]], set[str]]:
    """The passages of each article by its IRI, and the IRIs of them all."""
    found: dict[str, list[_Passage]] = defaultdict(list)
    names = set()
    for name, article, start, end, exact in ask(store, _PASSAGES, stated=True).texts:
        found[article].append(_Passage(_number(start), _number(end), exact))
        names.add(name)
    return dict(found), names


def _unfounded(store: Store, passages: set[str]) -> list[str]:
    """The records of facts that have no passage, but for those of the gazetteer, which stand on no page."""
    facts = _pairs(store, NamedNode(RDF + "type"), NamedNode(YT + "Fact")).keys()
    founded = {fact for fact, told in _pairs(store, NamedNode(PROV + "wasDerivedFrom")).items() if told & passages}
    listed = _pairs(store, NamedNode(PROV + "wasGeneratedBy"), iri(f"rule/{GAZETTEER}")).keys()
    return sorted(facts - founded - listed)


def _pairs(store: Store, name: NamedNode, value: NamedNode | None = None) -> dict[str, set[str]]:
    """For each subject of the property, or of the property with this value, its values."""
    found: dict[str, set[str]] = defaultdict(set)
    for quad in store.inner.quads_for_pattern(None, name, value, DefaultGraph()):
        found[str(quad.subject)].add(plain(quad.object))
    return found


def _number(text: str) -> int:
    # whoever changed the graph may have left anything here
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _read(sources: Sequence[Source], problems: list[str]) -> Iterator[tuple[Source, Page, list[Article]]]:
    """Each page with its articles, under the ids that they have in the graph."""
    names = {} if all(source.name for source in sources) else _names(sources)
    for source in sources:
        try:
            page, part = _part(source)
        except YutuError as error:
            problems.append(str(error))
            continue
        ident = page_id(part)
        name = source.name or names.get(str(source.path), ident)
        yield source, page, [_named(article, ident, name) for article in part.articles]


def _names(sources: Sequence[Source]) -> dict[str, str]:
    found = {}
    for source in sources:
        try:
            _, part = _part(source)
        except YutuError:
            # said when it is read to be held against the graph
            continue
        found[str(source.path)] = page_id(part), text_digest(part)
    return page_names(found)


def _part(source: Source) -> tuple[Page, Knowledge]:
    page = read(source.path, Defaults.of(source.said))
    return page, Knowledge((*masthead_record(page), *page.articles))


def _named(article: Article, ident: str, name: str) -> Article:
    return replace(article, id=name + article.id.removeprefix(ident))


def _hold(passages: list[_Passage], article: Article, page: Page, result: Verification, file: str) -> None:
    for passage in passages:
        result.passages += 1
        if fault := _fault(passage, article, page):
            where = f"{file}: {article.id}, characters {passage.start} to {passage.end}"
            result.problems.append(f"{where}: {fault}")
        else:
            result.found += 1


def _other_text(store: Store, article: Article, source: Source) -> list[str]:
    told = store.inner.quads_for_pattern(article_iri(article.id), _TEXT, None, DefaultGraph())
    same = all(isinstance(quad.object, Literal) and quad.object.value == printable(article.text) for quad in told)
    return [] if same else [f"{source.path}: {article.id}: the graph has another text of the article"]


def _fault(passage: _Passage, article: Article, page: Page) -> str:
    """What is wrong with the passage, or nothing."""
    start, end = passage.start, passage.end
    if not 0 <= start < end <= len(article.text):
        return "no such place in the article"
    there = printable(article.text[start:end])
    if there != passage.exact:
        return f"the article has {there[:40]!r}, the record {passage.exact[:40]!r}"
    # a line break may have been put in where the parts of an article meet
    stray = [i for i in range(start, end) if article.text[i] != "\n" and _on_page(article, page, i) != article.text[i]]
    return f"the page has other characters from {stray[0]} on" if stray else ""


def _on_page(article: Article, page: Page, offset: int) -> str:
    place = article.on_page(offset)
    return page.text[place : place + 1]
