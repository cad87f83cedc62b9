"""The documentation of the ontology: whole, in both languages, safe to open, with nothing fetched."""

from __future__ import annotations

import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg import ontology
from kg.docs import DocsError, Vocabulary, _graph, render, write_docs
from kg.rdf import RDFS, YT

HOSTILE = '<script>alert("1")</script>'


class Page(HTMLParser):
    """The tags of a page, and the text and links of each section by its anchor."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self.links: dict[str, list[str]] = {}
        self._section = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.tags.append((tag, said))
        if tag == "section":
            self._section = said["id"] or ""
        if tag == "a":
            self.links.setdefault(self._section, []).append(said.get("href") or "")

    def handle_data(self, data: str) -> None:
        self.texts[self._section] = self.texts.get(self._section, "") + data


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(render())


@pytest.fixture
def edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the ontology's files that may be changed, in the place of the one that ships."""
    folder = tmp_path / "ontology"
    folder.mkdir()
    for name in ("yutu.ttl", "alignments.ttl", "labels.tsv"):
        shutil.copy(ontology.folder() / name, folder)
    monkeypatch.setenv("KG_ONTOLOGY", str(folder))
    return folder


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_every_term_has_a_section_with_both_labels(page: Page) -> None:
    words = Vocabulary(_graph("yutu.ttl"))
    terms = [term for kind in words.kinds.values() for term in kind]
    assert len(terms) == len(set(terms)) > 100
    missing = [
        (term, label)
        for term in terms
        for label in words.texts(term, RDFS + "label").values()
        if label not in page.texts.get(term.removeprefix(YT), "")
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("term", "said"),
    [
        (
            "Person",
            ["文本中点名的任何个人。", "Any human being whom a text names.", "祖丽菲娅·肉孜", "foaf:Person", "官员"],
        ),
        ("serves", ["follows from", "holds", "∘", "post in", "jurisdiction"]),
        ("holds", ["inverse", "担任者", "org:holds"]),
        ("heldBy", ["inverse", "任职", "org:heldBy"]),
        ("locatedIn", ["传递", "transitive", "功能区", "see also", "geo:sfWithin"]),
        ("cooperatesWith", ["对称", "symmetric", "组织", "行政区划"]),
        ("startDate", ["xsd:date", "xsd:gYearMonth", "xsd:gYear"]),
        ("participant", ["wider than", "主持"]),
        ("Village", ["never also", "乡级"]),
    ],
)
def test_a_section_says_what_the_ontology_says(page: Page, term: str, said: list[str]) -> None:
    assert [words for words in said if words not in page.texts[term]] == []


def test_the_index_lists_every_term(page: Page) -> None:
    assert {f"#{name}" for name in page.texts if name} <= set(page.links[""])


def test_links_inside_the_page_lead_somewhere(page: Page) -> None:
    inside = {link[1:] for links in page.links.values() for link in links if link.startswith("#")}
    assert sorted(inside - set(page.texts)) == []


def test_nothing_is_fetched_or_run(page: Page) -> None:
    tags = {tag for tag, _ in page.tags}
    assert tags.isdisjoint({"script", "link", "img", "iframe", "object", "base", "form"})
    assert [said for tag, said in page.tags if "src" in said or ("href" in said and tag != "a")] == []
    assert "url(" not in render()
    policy = next(said["content"] for tag, said in page.tags if said.get("http-equiv") == "Content-Security-Policy")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_what_an_edited_ontology_says_is_escaped(edited: Path) -> None:
    text = HOSTILE.replace('"', '\\"')
    for said in ('"official"@en', '"主权国家。"@zh', '"祖丽菲娅·肉孜"@zh'):
        change(edited / "yutu.ttl", said, f'"{text}"{said[-3:]}')
    page = Page(render())
    assert [page.texts[term].count(HOSTILE) for term in ("Official", "Country")] == [1, 1]
    assert page.texts["Person"].count(HOSTILE) == 2  # its example, and the label of a class below it
    assert "script" not in {tag for tag, _ in page.tags}


def test_only_web_addresses_become_links(edited: Path) -> None:
    with (edited / "alignments.ttl").open("a", encoding="utf-8") as file:
        file.write("yt:Person rdfs:seeAlso <javascript:alert(1)> .\n")
    page = Page(render())
    assert "javascript:alert(1)" in page.texts["Person"]
    assert [link for link in page.links["Person"] if not link.startswith(("#", "http://", "https://"))] == []


def test_classes_in_a_circle_end(edited: Path) -> None:
    with (edited / "alignments.ttl").open("a", encoding="utf-8") as file:
        file.write("yt:Zone rdfs:subClassOf yt:Park .\n")
    assert {"Zone", "Park"} <= set(Page(render()).texts)


@pytest.mark.parametrize("text", [None, "yt:Person a owl:Class ."], ids=["missing", "malformed"])
def test_an_ontology_that_cannot_be_read_is_named(edited: Path, text: str | None) -> None:
    path = edited / "alignments.ttl"
    path.unlink()
    if text is not None:
        path.write_text(text, "utf-8")
    with pytest.raises(ontology.OntologyError, match=r"alignments\.ttl: ") as caught:
        render()
    assert "\n" not in str(caught.value)


def test_the_page_is_written(tmp_path: Path) -> None:
    write_docs(tmp_path / "docs.html")
    assert (tmp_path / "docs.html").read_text("utf-8") == render()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DocsError, match=r"gone.docs\.html: cannot be written"):
        write_docs(tmp_path / "gone" / "docs.html")
