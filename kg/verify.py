"""Proof that every quote stands where its record says: the sources are read again and held against the graph.

Nothing of what the build left behind is believed. The pages are read anew, and for each passage of the graph the
characters between its offsets are compared with its quote, in the article's text and on the page itself. It serves any
graph, also one that went through another format or store, as long as the pages are there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.model import Article, Page, YutuError
from kg.pages import Defaults, read
from kg.questions import ask
from kg.rdf import article_iri
from kg.read.record import masthead_record
from kg.shelf import Source
from kg.store import Store

_PASSAGES = """
SELECT ?article ?start ?end ?exact WHERE {
  ?passage oa:hasSource ?article ; oa:hasSelector ?position , ?quote .
  ?position oa:start ?start ; oa:end ?end . ?quote oa:exact ?exact .
}
"""


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
        """Whether every quote stands where its record says."""
        return not self.problems and self.found == self.passages


@dataclass(frozen=True, slots=True)
class _Passage:
    start: int
    end: int
    exact: str


def verify(store: Store, sources: Iterable[Source]) -> Verification:
    """Hold all passages of the graph against the pages from these sources."""
    passages = _passages(store)
    result = Verification()
    for source in sources:
        try:
            page = read(source.path, Defaults.of(source.said), mark=source.said.get("mark", ""))
        except YutuError as error:
            result.problems.append(str(error))
            continue
        for article in (*masthead_record(page), *page.articles):
            for passage in passages.pop(article_iri(article.id).value, ()):
                result.passages += 1
                if fault := _fault(passage, article, page):
                    where = f"{source.path}: {article.id}, characters {passage.start} to {passage.end}"
                    result.problems.append(f"{where}: {fault}")
                else:
                    result.found += 1
    result.unread = sum(map(len, passages.values()))
    return result


def _passages(store: Store) -> dict[str, list[_Passage]]:
    found: dict[str, list[_Passage]] = defaultdict(list)
    for article, start, end, exact in ask(store, _PASSAGES, stated=True).texts:
        found[article].append(_Passage(_number(start), _number(end), exact))
    return found


def _number(text: str) -> int:
    # whoever changed the graph may have left anything here
    return int(text) if text.isascii() and text.isdigit() else -1


def _fault(passage: _Passage, article: Article, page: Page) -> str:
    """What is wrong with the passage, or nothing."""
    start, end = passage.start, passage.end
    if not 0 <= start < end <= len(article.text):
        return "no such place in the article"
    if article.text[start:end] != passage.exact:
        return f"the article has {article.text[start:end][:40]!r}, the record {passage.exact[:40]!r}"
    # a line break may have been put in where the parts of an article meet
    stray = [i for i in range(start, end) if article.text[i] != "\n" and _on_page(article, page, i) != article.text[i]]
    return f"the page has other characters from {stray[0]} on" if stray else ""


def _on_page(article: Article, page: Page, offset: int) -> str:
    place = article.on_page(offset)
    return page.text[place : place + 1]
