"""What holds for the project as a whole: where language knowledge lives, how imports run, what the ontology says."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from importlinter.cli import lint_imports
from rdflib.namespace import OWL, RDF, RDFS, SKOS

import kg
from kg import ontology

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "kg").rglob("*.py"))
YT = "https://w3id.org/yutu/ontology#"
HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# Paths and hosts of somebody's machine.
LOCAL = re.compile(r"(?<![\w.])/(?:home|root|work|Users)/\w|[A-Z]:\\\\?Users|\b(?:10\.\d+|192\.168)\.\d+\.\d+\b")


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _docstrings(tree: ast.AST) -> set[ast.AST]:
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    first = (node.body[0] for node in ast.walk(tree) if isinstance(node, owners) and node.body)
    return {statement.value for statement in first if isinstance(statement, ast.Expr)}


def han_literals(source: str) -> list[str]:
    """The string literals, docstrings excepted, in which a Han character stands, escaped or not."""
    tree = ast.parse(source)
    documented = _docstrings(tree)
    texts = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))
    return [f"{n.lineno}: {n.value!r}" for n in texts if n not in documented and HAN.search(n.value)]


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_han_in_string_literals(path: Path) -> None:
    assert han_literals(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "source", ['x = "省"', 'x = f"{y}省"', 'x = "\\u7701"', 'def f():\n    """省"""\n    return "省"']
)
def test_han_literals_are_found(source: str) -> None:
    assert len(han_literals(source)) == 1


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_functions_stay_short(path: Path) -> None:
    functions = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.FunctionDef)]
    assert [f.name for f in functions if (f.end_lineno or 0) - f.lineno >= 50] == []


def test_imports_run_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename="pyproject.toml", no_cache=True) == 0


def _tracked() -> Iterator[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = listed.stdout.split("\0") if listed.returncode == 0 else []
    paths = [ROOT / name for name in names if name] or [*ROOT.glob("*.*"), *MODULES, *(ROOT / "ontology").rglob("*.*")]
    return (path for path in paths if path.is_file())


def test_no_paths_of_one_machine() -> None:
    found = {
        _name(path): match[0]
        for path in _tracked()
        if path != Path(__file__) and (match := LOCAL.search(path.read_text("utf-8", errors="replace")))
    }
    assert found == {}


@pytest.fixture(scope="module")
def vocabulary() -> rdflib.Graph:
    return rdflib.Graph().parse(ROOT / "ontology" / "yutu.ttl")


def _terms(vocabulary: rdflib.Graph) -> list[rdflib.term.Node]:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    found = {term for kind in kinds for term in vocabulary.subjects(RDF.type, kind)}
    return sorted(term for term in found if isinstance(term, rdflib.URIRef))


@pytest.mark.parametrize("annotation", [RDFS.label, SKOS.definition], ids=["label", "definition"])
def test_every_term_speaks_both_languages(vocabulary: rdflib.Graph, annotation: rdflib.URIRef) -> None:
    said = {term: sorted(o.language for o in vocabulary.objects(term, annotation)) for term in _terms(vocabulary)}
    assert {term: languages for term, languages in said.items() if languages != ["en", "zh"]} == {}


def test_every_term_has_an_example(vocabulary: rdflib.Graph) -> None:
    assert [term for term in _terms(vocabulary) if (term, SKOS.example, None) not in vocabulary] == []


def test_every_property_has_a_domain(vocabulary: rdflib.Graph) -> None:
    properties = [t for t in _terms(vocabulary) if (t, RDF.type, OWL.Class) not in vocabulary]
    assert [term for term in properties if (term, RDFS.domain, None) not in vocabulary] == []


def test_labels_shown_are_the_ontology_s(vocabulary: rdflib.Graph) -> None:
    known = {str(term).removeprefix(YT) for term in _terms(vocabulary)}
    shown = {row["term"]: (row["zh"], row["en"]) for row in _labels() if row["term"] in known}
    said = {term: tuple(_label(vocabulary, term, language) for language in ("zh", "en")) for term in shown}
    assert shown == said


def _labels() -> list[dict[str, str]]:
    lines = (ontology.folder() / "labels.tsv").read_text("utf-8").splitlines()
    header, *rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    return [dict(zip(header, row, strict=True)) for row in rows]


def _label(vocabulary: rdflib.Graph, term: str, language: str) -> str:
    labels = vocabulary.objects(rdflib.URIRef(YT + term), RDFS.label)
    return next((str(label) for label in labels if label.language == language), "")


def test_the_graph_speaks_the_ontology_s_words(vocabulary: rdflib.Graph, sample_graph: kg.Graph) -> None:
    triples = list(sample_graph.to_rdflib().triples((None, None, None)))
    used = {p for _, p, _ in triples} | {o for _, p, o in triples if p == RDF.type}
    assert sorted(term for term in used if term.startswith(YT) and term not in _terms(vocabulary)) == []


def test_alignments_speak_of_known_terms(vocabulary: rdflib.Graph) -> None:
    aligned = rdflib.Graph().parse(ROOT / "ontology" / "alignments.ttl")
    assert sorted(set(aligned.subjects()) - set(_terms(vocabulary))) == []
