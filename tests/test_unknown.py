"""Words that the vocabulary does not have are named; all that only looks like one is not."""

from __future__ import annotations

import pytest
from handmade import KNOWLEDGE

from kg.catalogue import questions
from kg.graph import Graph
from kg.unknown import notes

FULL = "https://w3id.org/yutu/ontology#"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * { ?v a yt:Vist ; yt:visitor ?x . ?y a yt:Vist }", ["yt:Vist; did you mean yt:Visit?", "yt:visitor; did you mean yt:visited?"]),
        ("ASK { ?p yt:Holds/^yt:plaec ?x }", ["yt:Holds; did you mean yt:holds?", "yt:plaec; did you mean yt:place?"]),
        (f"PREFIX o: <{FULL}> ASK {{ ?p o:qqqq <{FULL}Persn> }}", ["yt:qqqq", "yt:Persn; did you mean yt:Person?"]),
        ("ASK { ?p yt:holds ?post . ?v a yt:Visit FILTER(STRSTARTS(STR(?p), STR(yt:))) }", []),
        ("ASK { ?p rdfs:label 'yt:Vist' . ?p a ?yt } # yt:Vist", []),
        ("PREFIX yt: <http://else/> ASK { ?p yt:Vist ?x }", []),
        ("ASK { ?p x-yt:Vist ?x }", []),
    ],
)  # fmt: skip
def test_unknown_words_are_named(query: str, told: list[str]) -> None:
    assert [note.removeprefix("the vocabulary has no ") for note in notes(query)] == told


@pytest.mark.parametrize("name", sorted(questions()))
def test_the_questions_use_what_there_is(name: str) -> None:
    assert notes(questions()[name].text) == ()


def test_an_answer_brings_them_along() -> None:
    answer = Graph(KNOWLEDGE).query("SELECT ?v { ?v a yt:Vist }")
    assert (len(answer), answer.notes) == (0, ("the vocabulary has no yt:Vist; did you mean yt:Visit?",))
    assert "did you mean yt:Visit?" in answer._repr_html_()
