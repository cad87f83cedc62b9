"""Why the graph says something: the sentences of a stated fact, and the premises of one that follows from others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from pyoxigraph import Literal, NamedNode, Triple

from kg import infer, ontology
from kg.bearers import bearer
from kg.model import YutuError
from kg.questions import Term, ask, short
from kg.rdf import ID, RDF, YT, iri
from kg.search import Index
from kg.store import Store

MOST = 200
_FEW = 2  # sentences of each of many facts
_DEEP = 8  # premises of premises; the chains of the ontology are short


class UnknownNameError(YutuError):
    """A name that nothing in the graph bears."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Where an article states a fact: its words, and their offsets in the article's text."""

    quote: str
    start: str
    end: str
    article: str
    headline: str
    newspaper: str
    date: str
    page: str


@dataclass(frozen=True, slots=True)
class Because:
    """A triple of the graph, with the sentences that state it, or with the axiom and premises from which it follows.

    `names` are its three terms as people read them; `rules` found it; `valid` is from when and until when it holds.
    """

    triple: Triple
    names: tuple[str, str, str]
    sentences: tuple[Sentence, ...] = ()
    rules: tuple[str, ...] = ()
    confidence: str = ""
    valid: tuple[str, str] = ("", "")
    axiom: str = ""
    premises: tuple[Because, ...] = ()


# what a sentence states before what the gazetteer knows, what is said of it before that where it is named
_ABOUT = """
SELECT ?s ?p ?o (MAX(BOUND(?passage)) AS ?told) WHERE {
  { ?record rdf:subject %s } UNION { ?record rdf:object %s }
  ?record rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o OPTIONAL { ?record prov:wasDerivedFrom ?passage }
} GROUP BY ?s ?p ?o ORDER BY DESC(?told) DESC(?s = %s) ?p ?s ?o LIMIT %d
"""
_TRIPLES = """
SELECT DISTINCT ?s ?p ?o WHERE { VALUES ?s { %s } %s ?s ?p ?o . FILTER(STRSTARTS(STR(?p), STR(yt:)) || ?p = rdf:type) %s }
ORDER BY ?p ?s ?o LIMIT %d
"""
_RECORDS = """
SELECT ?confidence ?from ?to ?rule WHERE {
  ?record rdf:subject %s ; rdf:object %s ; rdf:predicate %s ; yt:confidence ?confidence .
  OPTIONAL { ?record prov:wasGeneratedBy ?rule } OPTIONAL { ?record yt:validFrom ?from } OPTIONAL { ?record yt:validTo ?to }
} ORDER BY DESC(?confidence) ?rule
"""
# the paper is asked for from the page on: asked for from the article on, the papers of all articles are gathered first
_SENTENCES = """
SELECT DISTINCT ?quote ?start ?end ?article ?headline ?paper ?date ?page WHERE {
  ?record rdf:subject %s ; rdf:object %s ; rdf:predicate %s ; prov:wasDerivedFrom ?passage .
  ?passage oa:hasSource ?article ; oa:hasSelector ?position , ?words .
  ?position oa:start ?start ; oa:end ?end . ?words oa:exact ?quote .
  OPTIONAL { ?article yt:headline ?headline } OPTIONAL { ?article yt:published ?date }
  OPTIONAL { ?article yt:inPage ?leaf OPTIONAL { ?leaf yt:pageNumber ?page }
    OPTIONAL { ?leaf yt:inIssue/yt:ofPaper ?media . ?media rdfs:label ?paper FILTER(lang(?paper) = "zh") } }
} ORDER BY ?date ?article ?start
"""
_LABELS = 'SELECT ?label WHERE { %s rdfs:label ?label FILTER(lang(?label) = "zh") } ORDER BY ?label LIMIT 1'


def why(store: Store, index: Index, subject: str, prop: str = "", value: str = "") -> list[Because]:
    """Why the graph says that `subject` `prop` `value`, for each such triple, `MOST` at most; what is left out may be anything.

    Subject and value are names, ids (`id:person/…`) or values, the property a word of the vocabulary in English or
    Chinese. A subject alone asks for the facts about it, as their subject or object, those with a sentence first; of
    namesakes each has its share. Raises `UnknownNameError` for a name that nothing bears.
    """
    nodes = resolve(index, subject)
    if not prop and not value:
        return [_because(store, triple) for triple in _about(store, nodes)]
    subjects = " ".join(map(str, nodes))
    properties = f"VALUES ?p {{ {property_of(prop)} }}" if prop else ""
    values = ""
    if value:
        named = ", ".join(str(node) for node in (*resolve(index, value, strict=False), Literal(value)))
        values = f"FILTER(?o IN ({named}) || (isLiteral(?o) && STR(?o) = {Literal(value)}))"
    query = _TRIPLES % (subjects, properties, values, MOST)
    found = [Triple(*row) for row in ask(store, query, stated=not prop).rows]  # type: ignore[arg-type]
    if value and not found:
        resolve(index, value)
    return [_because(store, triple) for triple in found]


def _about(store: Store, nodes: list[NamedNode]) -> Iterator[Triple]:
    """The facts about these, each once."""
    rows = (ask(store, _ABOUT % (node, node, node, share(nodes)), stated=True).rows for node in nodes)
    found = [Triple(*row[:3]) for some in rows for row in some]  # type: ignore[arg-type]
    yield from dict.fromkeys(found)


def share(nodes: list[NamedNode]) -> int:
    """How many facts about each of these are given at most."""
    return max(MOST // len(nodes), 1)


def resolve(index: Index, name: str, *, strict: bool = True) -> list[NamedNode]:
    """What bears the name. Raises `UnknownNameError`, if `strict`, when nothing does."""
    if name.startswith(ID):
        return [iri(name.removeprefix(ID))]
    if name.startswith("id:"):
        return [iri(name.removeprefix("id:"))]
    if name.removeprefix("yt:") in ontology.labels():
        return [NamedNode(YT + name.removeprefix("yt:"))]
    found = [iri(known.id) for known in index.named(name)]
    if strict and not found:
        raise UnknownNameError(f"{name}: nothing in the graph is called so{_instead(index.near(name))}")
    return found


def _instead(names: list[str]) -> str:
    return f"; did you mean {', '.join(names)}?" if names else ""


def property_of(name: str) -> NamedNode:
    """The property of this name, English or Chinese. Raises `UnknownNameError` for what is none."""
    labels = ontology.labels()
    words = {word: term for term, row in labels.items() for word in (row["en"], row["zh"], term) if term[0].islower()}
    local = name.removeprefix("yt:")
    if local in ("a", "type", "rdf:type"):
        return NamedNode(RDF + "type")
    if local not in words:
        near = get_close_matches(local, words, 3)
        raise UnknownNameError(f"{name}: is no property of the vocabulary{_instead(near)}")
    return NamedNode(YT + words[local])


def _because(store: Store, triple: Triple, depth: int = 0) -> Because:
    names = (_name(store, triple.subject), short(triple.predicate), _name(store, triple.object))
    key = (str(triple.subject), str(triple.object), str(triple.predicate))
    records = ask(store, _RECORDS % key, stated=True).texts
    if records:
        confidence, start, end, _ = records[0]
        rules = tuple(dict.fromkeys(rule.rpartition("/rule/")[2] for *_, rule in records if rule))
        sentences = tuple(Sentence(*row) for row in ask(store, _SENTENCES % key, stated=True).texts)
        return Because(triple, names, sentences, rules, confidence, (start, end))
    follows = infer.why(store, triple) if depth < _DEEP else None
    if follows is None:
        return Because(triple, names)
    premises = tuple(_because(store, premise, depth + 1) for premise in follows.premises)
    return Because(triple, names, axiom=follows.axiom, premises=premises)


def _name(store: Store, term: Term) -> str:
    label = ask(store, _LABELS % term, stated=True).texts if isinstance(term, NamedNode) else []
    return label[0][0] if label else short(term)


def lines(found: list[Because], *, indent: str = "", most: int = MOST) -> Iterator[str]:
    """What `why` found, line by line, to be read by people, with `most` sentences of each fact."""
    for because in found:
        yield indent + " · ".join(because.names) + _how(because)
        for sentence in because.sentences[:most]:
            where = " ".join(filter(None, (sentence.newspaper, sentence.date, sentence.page, sentence.headline)))
            yield f"{indent}    {where} [{sentence.start}–{sentence.end}]"
            yield f"{indent}    “{sentence.quote}”"
        if more := len(because.sentences[most:]):
            yield f"{indent}    and {more:,} more {'sentence' if more == 1 else 'sentences'}"
        yield from lines(list(because.premises), indent=indent + "    ")


def by_bearer(store: Store, nodes: list[NamedNode], found: list[Because], *, told: bool) -> Iterator[str]:
    """The same below whom it is about, where several bear the name or no property was `told`; then of each fact a few sentences."""
    if told and len(nodes) == 1:
        yield from lines(found)
        return
    for node in nodes:
        about = [because for because in found if node in (because.triple.subject, because.triple.object)]
        if about or not told:
            yield str(bearer(store, node))
        yield from lines(about, indent="  ", most=MOST if told else _FEW)


def _how(because: Because) -> str:
    since, until = because.valid
    told = [
        f"follows by {because.axiom} from" if because.axiom else "",
        f"rule {', '.join(because.rules)}" if because.rules else "",
        f"confidence {because.confidence}" if because.confidence else "",
        f"from {since}" if since else "",
        f"until {until}" if until else "",
    ]
    said = ", ".join(filter(None, told))
    return f"  ({said})" if said else ""
