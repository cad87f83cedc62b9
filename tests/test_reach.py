"""Which triples a query looks at, and from where."""

from __future__ import annotations

import pytest

from kg import reach
from kg.reach import Leg


def legs(path: reach.Path) -> str:
    return "/".join(("^" if leg.back else "") + leg.property.value[2:] + ("*" if leg.many else "") for leg in path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("?this <a:p> ?x", {"p"}),
        ("?x <a:p> ?this", {"^p"}),
        ("?this <a:p>/^<a:q> 1", {"p/^q"}),
        ("$this <a:p> ?x ; <a:q> 'a.b;c'@zh, ?y . ?y <a:r> ?z .", {"p", "q", "q/r"}),
        ("?this <a:p> ?x # <a:q> ?y\n; <a:r> ?x .", {"p", "r"}),
        ("?x <a:q> ?y . ?this <a:p> ?x", {"p", "p/q"}),
        ("?this <a:p>+ ?this", {"p*"}),
        ("?this <a:p>* ?x . ?x <a:q> 1", {"p*", "p*/q"}),
        ("{ ?this <a:p> ?x } UNION { ?this <a:q> ?x } ?x <a:r> 1", {"p", "q", "p/r", "q/r"}),
        ("?this <a:p> ?x FILTER NOT EXISTS { ?x <a:q> <a:c> } MINUS { ?this <a:r> ?z }", {"p", "p/q", "r"}),
        ("?this <a:p> ?x FILTER(STRLEN(?x) < 3 && ?x > 1) VALUES ?x { <a:c> 'd' }", {"p"}),
        ("?this <a:p> ?x { SELECT ?this { ?this <a:q> ?x . ?x <a:r> 1 } }", {"p", "q", "q/r"}),
        ("{ SELECT ?this { ?this <a:p> ?x } GROUP BY ?this HAVING (COUNT(?x) > 1) }", {"p"}),
    ],
)
def test_paths(text: str, expected: set[str]) -> None:
    found = reach.paths(f"SELECT ?this (?this AS ?value) {{ {text} }}")
    assert {legs(path) for path in found or ()} == expected


@pytest.mark.parametrize(
    "text",
    [
        "?this ?any 1",
        "?this <a:p> 1 . ?x <a:q> 2",
        "?this (<a:p>|<a:q>) 1",
        "?this <a:p>|<a:q> 1",
        "?this !<a:p> 1",
        "?this <a:p> [ <a:q> 1 ]",
        "?this <a:p> 1 FILTER(!EXISTS { ?this <a:q> 1 })",
        "GRAPH <a:g> { ?this <a:p> 1 }",
        "?this b:p 1",
        "?this <a:p> ?x BIND(IRI(?x) AS ?y) ?y <a:q> 1",
    ],
)
def test_what_cannot_be_told(text: str) -> None:
    assert reach.paths(f"SELECT ?this {{ {text} }}") is None


def test_prefixes() -> None:
    assert reach.paths("PREFIX b: <a:>\nSELECT ?this { ?this b:p true }") == {(Leg(reach.NamedNode("a:p")),)}
