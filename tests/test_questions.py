"""Questions: prefixes supplied, all articles asked as one, answers in every form, nothing written or fetched."""

from __future__ import annotations

import json

import pytest
from handmade import KNOWLEDGE

from kg import rdf
from kg.questions import Answer, QuestionError, ask
from kg.store import Store

STORE = Store.of(rdf.quads(KNOWLEDGE))
WHO = "SELECT ?who ?post { ?p yt:holds/rdfs:label ?post ; rdfs:label ?who }"


def test_select_gives_columns_and_rows() -> None:
    answer = ask(STORE, WHO)
    assert (answer.columns, answer.texts) == (("who", "post"), [("任远帆", "海宁省省长")])


def test_the_gazetteer_is_asked_with_the_articles() -> None:
    answer = ask(STORE, "SELECT ?far { ?z a yt:Park ; yt:locatedIn+/rdfs:label ?far } ORDER BY ?far")
    assert answer.texts == [("东屿省",), ("青川市",)]


@pytest.mark.parametrize(("pattern", "truth"), [("?s yt:holds ?o", True), ("?s yt:chair ?o", False)])
def test_ask_gives_a_truth(pattern: str, truth: bool) -> None:
    assert ask(STORE, f"ASK {{ {pattern} }}") == Answer(truth=truth)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("SELECT ?p ?o { ?p yt:holds ?o }", "<Answer: 1 rows of p, o>"),
        ("ASK { ?p yt:holds ?o }", "<Answer: true>"),
        ("CONSTRUCT { ?p yt:holds ?o } { ?p yt:holds ?o }", "<Answer: 1 triples>"),
    ],
)
def test_a_notebook_s_plain_text_is_short(query: str, shown: str) -> None:
    assert repr(ask(STORE, query)) == shown


def test_a_query_s_own_prefix_holds() -> None:
    assert ask(STORE, "PREFIX yt: <http://example.org/> ASK { ?s yt:holds ?o }").truth is False


@pytest.mark.parametrize(
    ("query", "form", "text"),
    [
        (WHO, "csv", "who,post\n任远帆,海宁省省长\n"),
        ("ASK { ?s yt:holds ?o }", "csv", "answer\ntrue\n"),
        ("CONSTRUCT { ?s yt:serves id:x } { ?s yt:holds ?o }", "ttl", "id:person\\/任远帆 yt:serves id:x ."),
    ],
)
def test_forms(query: str, form: str, text: str) -> None:
    assert text in ask(STORE, query).to(form)


@pytest.mark.parametrize(
    ("query", "result"),
    [
        ("ASK {}", {"head": {}, "boolean": True}),
        (
            "SELECT ?l ?d ?u ?no { VALUES (?l ?d ?u) { ('a'@zh 1 id:x) } }",
            {
                "head": {"vars": ["l", "d", "u", "no"]},
                "results": {
                    "bindings": [
                        {
                            "l": {"type": "literal", "value": "a", "xml:lang": "zh"},
                            "d": {"type": "literal", "value": "1", "datatype": rdf.XSD + "integer"},
                            "u": {"type": "uri", "value": rdf.ID + "x"},
                        }
                    ]
                },
            },
        ),
    ],
)
def test_json_is_the_w3c_s(query: str, result: object) -> None:
    assert json.loads(ask(STORE, query).to("json")) == result


@pytest.mark.parametrize(("query", "form"), [(WHO, "ttl"), ("CONSTRUCT WHERE { ?s ?p ?o }", "json"), ("ASK {}", "xml")])
def test_a_form_that_does_not_fit_is_said(query: str, form: str) -> None:
    with pytest.raises(QuestionError, match=f"cannot be given as {form}: choose csv or"):
        ask(STORE, query).to(form)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?x {\n ?x yt:holds }", "line 2, column 14, near 'yt:holds }'"),
        ("SELECT ?x { ?x ", "line 1, column 16, near '?x'"),
        ("SELECT ?x { ?x nope:holds ?y }", "near 'nope:holds ?y }': a prefix is not declared"),
        ("", "line 1, column 1"),
    ],
)
def test_a_wrong_query_is_one_line_with_its_place(query: str, said: str) -> None:
    with pytest.raises(QuestionError) as caught:
        ask(STORE, query)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }",
        "SELECT * { service silent ?where { ?s ?p ?o } }",
        "SELECT * { OPTIONAL { ?a yt:a\\'b ?c } SERVICE <http://localhost/> { ?s ?p ?o } } # '",
        "INSERT DATA { id:a id:b id:c }",
        "DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://localhost/>",
        "PREFIX a: <b> DROP ALL",
        "SELECT * { ?s ?p '#' . SERVICE id:x { ?s ?p ?o } }",
        'SELECT * { ?s ?p "\\"" . SERVICE id:x { ?s ?p ?o } }',
        "SELECT * { ?s ?p ?o FILTER(?s<?o) SERVICE id:x { ?s ?p ?o } FILTER(?o>?s) }",
    ],
)
def test_updates_and_other_endpoints_are_refused(query: str) -> None:
    with pytest.raises(QuestionError, match="is refused"):
        ask(STORE, query)
    assert set(STORE) == set(rdf.quads(KNOWLEDGE))


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?service yt:holds ?add }",
        "ASK { ?s rdfs:label 'SERVICE' } # SERVICE",
        "ASK { ?s a <http://example.org/service> }",
        "ASK { ?s schema:service ?o }",
        'ASK { ?s ?p """ " SERVICE " """ }',
    ],
)
def test_names_that_look_like_keywords_are_not(query: str) -> None:
    ask(STORE, query)


def test_a_query_that_takes_too_long_is_ended() -> None:
    cross = " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9))
    with pytest.raises(QuestionError, match="took more than"):
        ask(STORE, f"SELECT (COUNT(*) AS ?n) {{ {cross} }}", timeout=0.05)
