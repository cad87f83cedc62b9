"""The ontology as one page to read: every class and property in both languages, with its axioms and alignments.

The page fetches nothing and runs nothing, and the anchor of a term is its local name, so that `docs.html#holds` leads
to `yt:holds`. What an edited ontology says is escaped, whatever it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from kg import ontology
from kg.model import YutuError
from kg.rdf import RDF, RDFS, SKOS, YT

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

OWL = "http://www.w3.org/2002/07/owl#"
DCTERMS = "http://purl.org/dc/terms/"

LANGUAGES = ("zh", "en")
KINDS = ("Class", "ObjectProperty", "DatatypeProperty")
TRAITS = (
    "FunctionalProperty",
    "SymmetricProperty",
    "AsymmetricProperty",
    "TransitiveProperty",
    "IrreflexiveProperty",
)


class DocsError(YutuError):
    """The documentation cannot be written."""


def write_docs(path: Path) -> None:
    """Write the documentation of the ontology to `path`, one HTML file.

    Raises `OntologyError` when the ontology cannot be read and `DocsError` when the file cannot be written.
    """
    page = render()
    try:
        path.write_text(page, "utf-8")
    except OSError as error:
        raise DocsError(f"{path}: cannot be written ({error.strerror}); choose another file with -o") from error


def render() -> str:
    """The documentation of the ontology as HTML.

    >>> 'id="serves"' in render()
    True
    """
    words = vocabulary()
    style = resources.files("kg").joinpath("docs.css").read_text("utf-8")
    title = " ".join(words.texts(YT.rstrip("#"), DCTERMS + "title").values())
    return _PAGE.format(title=escape(title), style=style, nav=_nav(words), head=_head(words), body=_body(words))


def vocabulary() -> Vocabulary:
    """The terms of the ontology folder in use, with their alignments. Raises `OntologyError` when it cannot be read."""
    return Vocabulary(_graph("yutu.ttl", "alignments.ttl"))


_PAGE = """<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<nav>
{nav}
</nav>
<main>
{head}
{body}
</main>
</body>
</html>
"""


def _graph(*names: str) -> Graph:
    from rdflib import Graph

    graph = Graph()
    for path in (ontology.folder() / name for name in names):
        try:
            graph.parse(data=path.read_text("utf-8"), format="turtle")
        except OSError as error:
            raise ontology.OntologyError(
                f"{path}: cannot be read ({error.strerror}); is --ontology a copy of ontology/?"
            ) from error
        except (SyntaxError, ValueError) as error:
            why = " ".join(str(error).split())[:200]
            raise ontology.OntologyError(f"{path}: is no Turtle ({why}); mend it there") from error
    return graph


class Vocabulary:
    """The terms of an ontology and what it says of them; terms are IRIs, in the order of the table of labels."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._rank = {YT + term: number for number, term in enumerate(ontology.labels())}
        self.kinds = {kind: self._sorted(self.having(RDF + "type", OWL + kind)) for kind in KINDS}

    def _sorted(self, terms: Iterable[str]) -> list[str]:
        # with no label of their own in the table, terms come last, by name
        return sorted(set(terms), key=lambda term: (self._rank.get(term, len(self._rank)), term))

    def _objects(self, term: str, predicate: str) -> list[Node]:
        from rdflib import URIRef

        return list(self.graph.objects(URIRef(term), URIRef(predicate)))

    def having(self, predicate: str, value: str) -> list[str]:
        """The terms of which `predicate` says `value`, alone or in a union."""
        from rdflib import URIRef

        found = self.graph.subject_objects(URIRef(predicate))
        return self._sorted(
            str(s) for s, node in found if isinstance(s, URIRef) and value in self._members(node, OWL + "unionOf")
        )

    def said(self, term: str, predicate: str) -> list[str]:
        """What `predicate` says of the term: IRIs, those of a union one by one, or the texts of literals."""
        return self._sorted(
            iri for node in self._objects(term, predicate) for iri in self._members(node, OWL + "unionOf")
        )

    def chains(self, term: str) -> list[list[str]]:
        """The chains of properties from which the property follows."""
        heads = self._objects(term, OWL + "propertyChainAxiom")
        return sorted([str(link) for link in self.graph.items(head)] for head in heads)

    def _members(self, node: Node, listed: str) -> list[str]:
        from rdflib import BNode, URIRef

        if not isinstance(node, BNode):
            return [str(node)]
        return [str(member) for head in self.graph.objects(node, URIRef(listed)) for member in self.graph.items(head)]

    def apart(self, term: str) -> list[str]:
        """The classes that share no member with the class, because an axiom lists them together."""
        from rdflib import URIRef

        listed = [
            self._members(node, OWL + "members")
            for node in self.graph.subjects(None, URIRef(OWL + "AllDisjointClasses"))
        ]
        return self._sorted(other for group in listed if term in group for other in group if other != term)

    def texts(self, term: str, predicate: str) -> dict[str, str]:
        """What a literal says of the term, by language; a missing language is left out."""
        found = {getattr(node, "language", ""): str(node) for node in self._objects(term, predicate)}
        return {language: found[language] for language in LANGUAGES if language in found}

    def short(self, iri: str) -> str:
        """`yt:holds`, `foaf:Person`; the IRI itself where no prefix is known."""
        from rdflib import URIRef

        return URIRef(iri).n3(self.graph.namespace_manager).strip("<>")


def _spans(texts: dict[str, str]) -> str:
    return " ".join(f'<span lang="{language}">{escape(text)}</span>' for language, text in texts.items())


def _word(term: str) -> str:
    """What a standard term is called on the page, in both languages."""
    row = ontology.labels().get(term, {})
    return _spans({language: row[language] for language in LANGUAGES if row.get(language)}) or escape(term)


def _link(words: Vocabulary, iri: str) -> str:
    if iri.startswith(YT):
        name = escape(iri.removeprefix(YT))
        return f'<a href="#{name}" title="yt:{name}">{_spans(words.texts(iri, RDFS + "label")) or name}</a>'
    if iri.startswith(("http://", "https://")):
        return f'<a class="foreign" href="{escape(iri)}" rel="noreferrer">{escape(words.short(iri))}</a>'
    return escape(iri)


def _row(name: str, parts: list[str], between: str = "") -> str:
    listed = between.join(f"<li>{part}</li>" for part in parts)
    return f"<tr><th>{_word(name)}</th><td><ul>{listed}</ul></td></tr>" if parts else ""


def _links(words: Vocabulary, name: str, iris: Iterable[str]) -> str:
    return _row(name, [_link(words, iri) for iri in iris])


def _nav(words: Vocabulary) -> str:
    classes = words.kinds["Class"]
    roots = [term for term in classes if not any(above in classes for above in words.said(term, RDFS + "subClassOf"))]
    parts = [f"<h2>{_word('Class')}</h2>{_tree(words, roots)}"]
    for kind in KINDS[1:]:
        listed = "".join(f"<li>{_link(words, term)}</li>" for term in words.kinds[kind])
        parts.append(f"<h2>{_word(kind)}</h2><ul>{listed}</ul>")
    return "\n".join(parts)


def _tree(words: Vocabulary, terms: list[str], above: tuple[str, ...] = ()) -> str:
    items = []
    for term in (term for term in terms if term not in above):
        below = words.having(RDFS + "subClassOf", term)
        items.append(f"<li>{_link(words, term)}{_tree(words, below, (*above, term))}</li>")
    return f"<ul>{''.join(items)}</ul>" if items else ""


def _head(words: Vocabulary) -> str:
    this = YT.rstrip("#")
    version = ", ".join(words.said(this, OWL + "versionInfo"))
    return (
        f"<header><h1>{_spans(words.texts(this, DCTERMS + 'title'))}</h1>"
        f'<div class="both">{_paragraphs(words.texts(this, DCTERMS + "description"))}</div>'
        f"<p><code>PREFIX yt: &lt;{escape(YT)}&gt;</code> · {_word('versionInfo')} {escape(version)}</p></header>"
    )


def _paragraphs(texts: dict[str, str]) -> str:
    return "".join(f'<p lang="{language}">{escape(text)}</p>' for language, text in texts.items())


def _body(words: Vocabulary) -> str:
    parts = []
    for kind in KINDS:
        parts.append(f"<h2>{_word(kind)}</h2>")
        rows = _class_rows if kind == "Class" else _property_rows
        parts += [_section(words, term, rows(words, term)) for term in words.kinds[kind] if term.startswith(YT)]
    return "\n".join(parts)


def _section(words: Vocabulary, term: str, rows: Iterator[str]) -> str:
    name = escape(term.removeprefix(YT))
    return (
        f'<section id="{name}"><h3>{_spans(words.texts(term, RDFS + "label"))}'
        f' <a href="#{name}"><code>yt:{name}</code></a></h3>'
        f'<div class="both">{_paragraphs(words.texts(term, SKOS + "definition"))}</div>'
        f"<table>{_row('example', [_example(text) for text in words.said(term, SKOS + 'example')])}{''.join(rows)}</table>"
        "</section>"
    )


def _example(text: str) -> str:
    return f'<span class="example" lang="zh">{escape(text)}</span>'


def _class_rows(words: Vocabulary, term: str) -> Iterator[str]:
    yield _links(words, "subClassOf", words.said(term, RDFS + "subClassOf"))
    yield _links(words, "superClassOf", words.having(RDFS + "subClassOf", term))
    yield _links(words, "domainOf", words.having(RDFS + "domain", term))
    yield _links(words, "rangeOf", words.having(RDFS + "range", term))
    yield _links(words, "disjointWith", words.apart(term))
    yield _links(words, "seeAlso", words.said(term, RDFS + "seeAlso"))


def _property_rows(words: Vocabulary, term: str) -> Iterator[str]:
    yield _links(words, "domain", words.said(term, RDFS + "domain"))
    yield _links(words, "range", words.said(term, RDFS + "range"))
    yield _links(words, "subPropertyOf", words.said(term, RDFS + "subPropertyOf"))
    yield _links(words, "superPropertyOf", words.having(RDFS + "subPropertyOf", term))
    yield _links(words, "inverseOf", [*words.said(term, OWL + "inverseOf"), *words.having(OWL + "inverseOf", term)])
    for chain in words.chains(term):
        yield _row("propertyChainAxiom", [_link(words, link) for link in chain], between="<li>∘</li>")
    traits = words.said(term, RDF + "type")
    yield _row("type", [_word(trait) for trait in TRAITS if OWL + trait in traits])
    yield _links(words, "seeAlso", words.said(term, RDFS + "seeAlso"))
