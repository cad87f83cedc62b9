"""The command `kg`: each subcommand reads its arguments and calls one function of the library."""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import json
import os
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kg.model import YutuError


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; the exit status is 0, 1 when something was wrong with the input, 2 for wrong arguments."""
    for stream in (sys.stdout, sys.stderr):
        # names of people must print also where the locale is not UTF-8
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    gc.set_threshold(100_000, 20, 20)  # loading dictionaries makes many objects and no garbage
    args = _parser().parse_args(argv)
    if args.ontology:
        os.environ["KG_ONTOLOGY"] = str(args.ontology)
    try:
        return int(args.run(args))
    except YutuError as error:
        for line in str(error).splitlines():
            print(f"kg: {line[:500]}", file=sys.stderr)
    except BrokenPipeError:
        # the reader of a pipe has gone; nothing is left to flush to
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        print("kg: stopped", file=sys.stderr)
        return 130
    return 1


def _version() -> str:
    try:
        return version("yutu-kg")
    except PackageNotFoundError:
        return "from a checkout"


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it as 2021-05-08") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kg", description="From newspaper pages to a knowledge graph.")
    parser.add_argument("--version", action="version", version=f"kg {_version()}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--ontology", type=Path, metavar="DIR", help="a folder in place of the ontology/ that ships")
    said = argparse.ArgumentParser(add_help=False)
    said.add_argument("--paper", default="", help="the newspaper, where the page does not say it")
    said.add_argument("--date", type=_date, help="the date of the paper, YYYY-MM-DD")
    said.add_argument("--province", default="", help="the paper's own province, which a bare title belongs to")
    _add_build(commands.add_parser("build", parents=[shared, said], help="make a graph from pages"))
    _add_ask(commands.add_parser("ask", parents=[shared], help="ask a graph in SPARQL"))
    _add_view(commands.add_parser("view", parents=[shared], help="draw a graph as HTML"))
    _add_try(commands.add_parser("try", parents=[shared, said], help="see what the rules find in a sentence"))
    _add_eval(commands.add_parser("eval", parents=[shared], help="hold what is built against gold facts"))
    return parser


def _add_build(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a page, or a folder of pages")
    parser.add_argument("-o", "--out", type=Path, default=Path("yutu"), metavar="DIR", help="default: yutu")
    parser.set_defaults(run=_build)


def _add_ask(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder that `kg build -o` wrote")
    parser.add_argument("query", metavar="SPARQL|FILE.rq", help="a query, a file with one, or - for the standard input")
    parser.add_argument("--format", choices=("table", "csv", "json", "ttl"), help="default: table")
    parser.add_argument("--timeout", type=float, default=60, metavar="SECONDS", help="default: 60")
    parser.set_defaults(run=_ask)


def _add_view(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder that `kg build -o` wrote")
    parser.add_argument("--focus", default="", metavar="NAME", help="draw what surrounds this person, place or body")
    parser.add_argument("-o", "--out", type=Path, metavar="FILE", help="default: DIR/graph.html")
    parser.set_defaults(run=_view)


def _add_try(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sentence", help="a sentence, in quotation marks")
    parser.set_defaults(run=_try)


def _add_eval(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="texts X.txt, each with X.facts.tsv beside it")
    parser.add_argument("--show", action="store_true", help="list what was missed (-) and what was wrongly found (+)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.set_defaults(run=_eval)


def _build(args: argparse.Namespace) -> int:
    from kg import show
    from kg.build import Defaults, build_with_report

    defaults = Defaults(args.paper, args.date, args.province)
    with show.Bar() as bar:
        graph, report = build_with_report(args.paths, args.out, defaults, progress=bar)
    for line in (*report.problems, *report.warnings[:20]):
        print(f"kg: {line[:500]}", file=sys.stderr)
    if more := report.warnings[20:]:
        print(f"kg: and {len(more):,} more such pages", file=sys.stderr)
    show.summary(graph, report, args.out)
    return 1 if report.problems or report.warnings else 0


def _ask(args: argparse.Namespace) -> int:
    from kg import questions, show
    from kg.store import Store

    answer = questions.ask(Store.open(args.folder), _query(args.query), timeout=args.timeout)
    if args.format in (None, "table"):
        show.answer(answer)
    else:
        sys.stdout.write(answer.to(args.format))
    return 0


def _query(text: str) -> str:
    from kg.questions import QuestionError

    if text == "-":
        return sys.stdin.read()
    if not text.endswith((".rq", ".sparql")):
        return text
    try:
        return Path(text).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise QuestionError(f"{text}: cannot be read ({why})") from error


def _view(args: argparse.Namespace) -> int:
    from kg import saved
    from kg.build import BuildError
    from kg.view import write_html

    path = args.out or args.folder / "graph.html"
    knowledge = saved.load(args.folder)
    try:
        write_html(knowledge, path, focus=args.focus)
    except OSError as error:
        raise BuildError(f"{path}: cannot be written ({error.strerror}); choose another file with -o") from error
    print(path)
    return 0


def _try(args: argparse.Namespace) -> int:
    from kg import show
    from kg.rules import explain

    show.explanation(explain(args.sentence, paper=args.paper, date=args.date, province=args.province))
    return 0


def _eval(args: argparse.Namespace) -> int:
    from kg.evaluate import Result, evaluate, report

    results = evaluate(args.folder)
    total = sum(results.values(), Result())
    if args.show:
        for name, result in results.items():
            print(f"## {name}", *result.notes, sep="\n")
    print(json.dumps(total.figures(), ensure_ascii=False, indent=1) if args.json else report(total))
    return 0
