"""The command: what it prints, where, and with which exit status."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from handmade import KNOWLEDGE
from handmade import built as built_in
from test_bearers import NAMESAKES, OTHER

from kg import cli, show
from kg.check import Report
from kg.model import Fact, Literal
from kg.pages import Outcome
from kg.tally import Size, Tally

# kg.build, from outside, is the function
BUILD = importlib.import_module("kg.build")
ROOT = Path(__file__).resolve().parents[1]
WHO = "SELECT ?who { ?p yt:holds ?post ; rdfs:label ?who }"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    return built_in(tmp_path / "built")


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page, a bad page and a doubtful page, whose reading is made up."""
    outcomes = {
        "good": Outcome(KNOWLEDGE),
        "bad": Outcome(problem="bad: is empty"),
        "doubtful": Outcome(KNOWLEDGE, warning="doubtful: has no date"),
    }
    for name in outcomes:
        (tmp_path / "pages" / name).mkdir(parents=True)
    monkeypatch.setattr(BUILD, "find", lambda paths: (list(paths), []))
    monkeypatch.setattr("kg.pages.extract", lambda path, defaults: outcomes[path.name])
    return tmp_path / "pages"


def run(*arguments: str | Path) -> int:
    return cli.main([str(argument) for argument in arguments])


def test_build_says_what_the_folder_leaves_out(pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for options, said in (
        ([], ""),
        (["--min-confidence", "0.9"], ""),
        ([], "kg: facts below 0.9 are left out, as in the build before; --min-confidence 0 takes them in\n"),
        (["--min-confidence", "0"], ""),
    ):
        assert run("build", pages / "good", "-o", tmp_path / "out", *options) == 0
        assert capsys.readouterr().err == said


def test_build_ends_with_a_table(pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("build", pages / "good", "-o", tmp_path / "out") == 0
    printed = capsys.readouterr()
    assert [word in printed.out for word in ("pages", "entities", "Official", "visited", "seconds")] == [True] * 5
    assert printed.err == ""


@pytest.mark.parametrize(
    ("name", "status", "said"), [("bad", 1, "kg: bad: is empty\n"), ("doubtful", 1, "has no date")]
)
def test_pages_not_as_they_should_be(
    pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, status: int, said: str
) -> None:
    assert run("build", pages / "good", pages / name, "-o", tmp_path / "out") == status
    assert said in capsys.readouterr().err
    assert (tmp_path / "out" / "graph.html").is_file()


@pytest.mark.parametrize(
    ("query", "form", "printed"),
    [
        (WHO, "csv", "who\n任远帆\n"),
        (WHO, "table", "│ 任远帆 │"),
        ("ASK { ?s yt:holds ?o }", "table", "yes\n"),
        ("SELECT ?s { ?s yt:holds ?o }", "table", "id:person/任远帆"),
        ("CONSTRUCT { ?s yt:holds id:x } { ?s yt:holds ?o }", "ttl", "yt:holds id:x"),
    ],
)
def test_ask(built: Path, capsys: pytest.CaptureFixture[str], query: str, form: str, printed: str) -> None:
    assert run("ask", built, query, "--format", form) == 0
    assert printed in capsys.readouterr().out


def test_ask_names_unknown_words(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", built, "SELECT ?v { ?v a yt:Vist }", "--format", "csv") == 0
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("v\n", "kg: the vocabulary has no yt:Vist; did you mean yt:Visit?\n")


def test_ask_a_file(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (built / "who.rq").write_text(f"\ufeff# who\n{WHO}", "utf-8")
    assert run("ask", built, built / "who.rq", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["head"] == {"vars": ["who"]}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ask", "nowhere", WHO], "nowhere: holds no graph; run `kg build PATH… -o nowhere` first"),
        (["ask", "BUILT", "SELECT ?x {"], "line 1, column 12"),
        (["ask", "BUILT", "nowhere.rq"], "nowhere.rq: cannot be read (No such file or directory)"),
        (["ask", "BUILT", WHO, "--format", "ttl"], "cannot be given as ttl"),
        (["view", "nowhere"], "nowhere: holds no graph"),
        (["view", "BUILT", "-o", "BUILT/no/such.html"], "such.html: cannot be written"),
        (["eval", "nowhere"], "nowhere: is neither a folder"),
        (["eval", "nowhere", "--against", "no.json"], "no.json: cannot be read"),
        (["eval", "nowhere", "--save", "no/run.json"], "run.json: cannot be written"),
        (["eval", "BUILT/graph.trig"], "graph.trig: is no set of labelled sentences"),
        (["build", "nowhere.txt", "-o", "BUILT"], "nowhere.txt"),
        (["remove", "BUILT", "nowhere.txt"], "nowhere.txt: is no page of"),
        (["ask", "BUILT", "holdres", "post=海宁省省长"], "did you mean holders"),
        (["ask", "BUILT", "holders", "post=海宁省长"], "did you mean 海宁省省长"),
        (["ask", "BUILT", "holders", "海宁省省长"], "write it as name=value"),
        (["ask", "BUILT", WHO, "--stated", "--endpoint", "http://localhost:1"], "--stated: a server's default graph"),
        (["ask", "BUILT", WHO, "--min-confidence", "0.5", "--endpoint", "http://localhost:1"], "--min-confidence: a"),
        (["ask", "http://localhost:1", WHO], "http://localhost:1"),
        (["find", "nowhere", "x"], "nowhere: holds no graph"),
        (["find", "BUILT", "qqqq"], "nothing is found for 'qqqq'"),
        (["why", "BUILT", "任远航"], "did you mean 任远帆"),
        (["why", "BUILT", "任远帆", "chair"], "the graph does not say so"),
        (["verify", "BUILT/graph.trig"], "name the pages it was built from"),
        (["verify", "BUILT/none.ttl", "BUILT/graph.trig"], "none.ttl"),
        (["build", "BUILT/graph.trig", "-o", "BUILT", "--endpoint", "nonsense"], "nonsense"),
        (["export", "BUILT", "-o", "BUILT/x.doc"], "x.doc"),
        (["check", "nowhere"], "nowhere: holds no graph"),
    ],
)
def test_what_is_wrong_is_one_line(
    built: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert run(*(argument.replace("BUILT", str(built)) for argument in arguments)) == 1
    printed = capsys.readouterr()
    assert said in printed.err
    assert (printed.err.startswith("kg: "), printed.err.count("\n"), printed.out) == (True, 1, "")


@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        (["ask", "BUILT", "--format", "csv", "holders", "post=海宁省省长"], "任远帆"),
        (["ask", "BUILT", "holders", "--format", "csv", "post=海宁省省长"], "任远帆"),
        (["ask", "BUILT", "holders", "post=海宁省省长", "--format", "csv"], "任远帆"),
        (["ask", "BUILT", "holders", "post=海宁省省长", "--show"], "<https://w3id.org/yutu/id/post/海宁省省长>"),
        (["ask", "BUILT", "ASK { ?p a yt:Person }"], "yes"),
        (["ask", "BUILT", "ASK { ?p a yt:Person }", "--stated"], "no"),
        (["ask", "BUILT", "ASK { ?p yt:holds ?post }", "--min-confidence", "0.9"], "yes"),
        (["ask", "BUILT", "ASK { ?p yt:holds ?post }", "--min-confidence", "0.91"], "no"),
        (["view", "BUILT", "--min-confidence", "0.91", "-o", "BUILT/v.html"], "v.html"),
        (["find", "BUILT", "ryf"], "任远帆  Official"),
        (["find", "BUILT", "率团"], "海宁省省长任远帆率团"),
        (["why", "BUILT", "任远帆", "holds", "海宁省省长"], "“海宁省省长任远帆率团于4月17日考察青川高新区。”"),
        (["export", "BUILT", "-o", "BUILT/g.nq"], "g.nq"),
        (["docs", "-o", "BUILT/o.html"], "o.html"),
        (["check", "BUILT"], "all that the shapes ask for holds"),
        (["remove", "BUILT", "闽风日报/2024-04-18/A02"], "闽风日报/2024-04-18/A02"),
    ],
)
def test_what_is_right_is_printed(
    built: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], printed: str
) -> None:
    assert run(*(argument.replace("BUILT", str(built)) for argument in arguments)) == 0
    told = capsys.readouterr()
    assert printed in told.out
    assert told.err == ""


def test_namesakes_are_told_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = built_in(tmp_path / "namesakes", NAMESAKES)
    assert run("find", folder, "任远帆") == 0
    found = capsys.readouterr().out
    assert "任远帆  Official  1  海宁省省长  id:person/任远帆\n" in found
    assert f"任远帆  Person  1  青川市市长  id:{OTHER}\n" in found
    assert run("why", folder, "任远帆") == 0
    one, other = capsys.readouterr().out.split(f"  id:{OTHER}\n")
    assert "\n  海宁省代表团访问青川市 · yt:participant · 任远帆" in one
    assert other.startswith("  任远帆 · yt:formerlyHeld · 青川市市长")
    assert run("why", folder, "任远帆", "holds") == 0
    assert capsys.readouterr().out.startswith(
        "任远帆  Official  1 article  海宁省省长  id:person/任远帆\n  任远帆 · yt:holds"
    )
    assert run("why", folder, "任远帆", "chair") == 1
    assert capsys.readouterr().out == ""


def test_verify_names_pages_that_are_gone(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("verify", built) == 1
    printed = capsys.readouterr().out
    assert "0 of 0 quotes stand where their records say" in printed
    assert "0.txt: " in printed


def test_check_says_what_is_violated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = Fact("endDate", "event/1", Literal("2024-04-16", "date"), KNOWLEDGE.facts[0].evidence, "by-hand")
    folder = built_in(tmp_path / "wrong", replace(KNOWLEDGE, facts=(*KNOWLEDGE.facts, wrong)))
    capsys.readouterr()
    assert run("check", folder) == 1
    assert "event/1" in capsys.readouterr().out
    assert run("check", built_in(tmp_path / "right")) == 0


def test_view_is_drawn_again(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("view", built, "--focus", "任远帆", "-o", built / "v.html") == 0
    assert capsys.readouterr().out == f"{built / 'v.html'}\n"
    assert "任远帆" in (built / "v.html").read_text("utf-8")


def test_a_picture_of_less_leaves_that_of_the_whole(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = (built / "graph.html").read_bytes()
    for arguments, name in ((["--focus", "任远帆"], "focus"), (["--min-confidence", "0.91"], "surer"), ([], "graph")):
        assert run("view", built, *arguments) == 0
        assert capsys.readouterr().out == f"{built / name}.html\n"
    assert (built / "graph.html").read_bytes() == whole


def test_eval_prints_the_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.facts.tsv").write_text("E\tPerson\t任远帆\n", "utf-8")
    (tmp_path / "a.txt").touch()
    monkeypatch.setattr("kg.evaluate.gold.extract_all", lambda files, defaults: [Outcome(KNOWLEDGE)])
    assert run("eval", tmp_path, "--format", "json") == 0
    (figures,) = json.loads(capsys.readouterr().out)["sets"].values()
    assert figures["entity"]["Person"] == [0.5, 1.0, pytest.approx(2 / 3)]
    assert run("eval", tmp_path, "--show", "--save", tmp_path / "run.json") == 0
    assert "+ E Division 海宁省\n" in capsys.readouterr().out
    (tmp_path / "a.facts.tsv").write_text("E\tPerson\t任远帆\nE\tProvince\t海宁省\n", "utf-8")
    assert run("eval", tmp_path, "--against", tmp_path / "run.json", "--calibrate", tmp_path / "c.tsv") == 0
    printed = capsys.readouterr()
    assert "## no longer wrong: 1\na: E Division 海宁省\n" in printed.out
    assert run("eval", tmp_path, "--against", tmp_path / "run.json", "--format", "json") == 0
    (change,) = json.loads(capsys.readouterr().out)["changes"].values()
    assert [one["text"] for one in change["mended"]] == ["海宁省"]
    assert "Brier score" in printed.err
    assert "\n\t\t0\t7\t0.111\n" in (tmp_path / "c.tsv").read_text("utf-8")
    assert run("eval", tmp_path, "--format", "html", "-o", tmp_path / "eval.html") == 0
    assert capsys.readouterr().out == f"{tmp_path / 'eval.html'}\n"
    (tmp_path / "run.json").write_text('{"sets": {}}', "utf-8")
    assert run("eval", tmp_path, "--against", tmp_path / "run.json") == 0
    assert f"run.json: has no set {tmp_path.parent.name}/{tmp_path.name}" in capsys.readouterr().err


def test_a_plot_is_drawn(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("plot", built, "person", "person=任远帆", "-o", built / "p.svg") == 0
    assert "海宁省省长" in (built / "p.svg").read_text("utf-8")
    assert run("plot", built, "articles") == 0
    assert (built / "articles.svg").is_file()
    assert run("plot", built, "person") == 1
    assert "kg: person: person is missing; usage: person person=…" in capsys.readouterr().err


def test_plots_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        run("plot", "--list")
    assert "visits [visitor=…] [since=…] [until=…]\n    各省接待的考察次数\n" in capsys.readouterr().out


def test_try_names_mentions_facts_and_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("try", "海宁省省长任远帆考察青川市。", "--date", "2024-04-18") == 0
    printed = capsys.readouterr().out
    assert [word in printed for word in ("mention", "property", "fired", "nearly fired", "任远帆")] == [True] * 5


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["build"],
        ["build", "x", "--date", "yesterday"],
        ["build", "x", "--min-confidence", "1.5"],
        ["view", "x", "--min-confidence", "sure"],
        ["ask", "x"],
        ["check", "x", "y"],
        ["find", "http://localhost:1", "x"],
        ["why", "x", "\udcff"],
    ],
)
def test_wrong_arguments_are_said(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(*arguments)
    assert "usage: kg" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[bold]x[/bold]", "[bold]x[/bold]"),
        ("a\x1b[31mb\nc", "a [31mb c"),
        ("省" * 500, "省" * 199 + "…"),
        ("\u202ex", " x"),
    ],
)
def test_text_from_outside_is_cut_and_does_nothing(text: str, shown: str) -> None:
    assert show.safe(text).plain == shown
    assert show.safe(text).spans == []


def test_python_m_kg_without_utf8(built: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "kg", "ask", str(built), WHO]
    done = subprocess.run(command, env=environment, capture_output=True, check=False, cwd=built)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "任远帆" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("arguments", [["ask", "--list"], ["ask", "nowhere", "--list"]])
def test_questions_are_listed(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        run(*arguments)
    assert "holders post=…" in capsys.readouterr().out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        run("--version")
    assert capsys.readouterr().out.startswith("kg ")


def test_a_summary_says_when_not_all_was_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for checked, told in ((7, True), (None, False)):
        show.summary(
            Size(0, 0, 0), Tally(), BUILD.BuildReport(1, 0, (), (), (), 0.0), Report((), {}, checked), tmp_path
        )
        assert ("7 nodes that this build touched" in capsys.readouterr().out) == told
