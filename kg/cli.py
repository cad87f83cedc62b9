"""The command `kg`: its arguments, and what holds for every subcommand. What they do stands in `kg.commands`."""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import os
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kg.model import YutuError

_FORMATS = "ttl, trig, nq, nt, jsonld, rdf, graphml, gexf, neo4j or parquet; by default that which PATH ends in"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; the exit status is 0, 1 when something was wrong with the input, 2 for wrong arguments."""
    for stream in (sys.stdout, sys.stderr):
        # names of people must print also where the locale is not UTF-8
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    gc.set_threshold(100_000, 20, 20)  # loading dictionaries makes many objects and no garbage
    args = _arguments(argv)
    if args.ontology:
        os.environ["KG_ONTOLOGY"] = str(args.ontology)
    try:
        # whoever asks for help or mistypes waits for nothing
        from kg import commands

        return int(getattr(commands, args.run)(args))
    except YutuError as error:
        for line in str(error).splitlines():
            plain = "".join(char if char.isprintable() else " " for char in line)
            print(f"kg: {plain[:500]}", file=sys.stderr)
    except BrokenPipeError:
        # the reader of a pipe has gone; nothing is left to flush to
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        print("kg: stopped", file=sys.stderr)
        return 130
    return 1


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = _parser()
    if odd := [text for text in argv or sys.argv[1:] if any("\ud800" <= char <= "\udfff" for char in text)]:
        parser.error(f"{odd[0]!a} is not UTF-8")
    args, rest = parser.parse_known_args(argv)
    # argparse takes none of what may be many from behind an option: `kg ask DIR NAME --format csv name=value`
    many = getattr(args, "many", "")
    if rest and (not many or any(text.startswith("-") for text in rest)):
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    if rest:
        getattr(args, many).extend(rest)
    return args


class _List(argparse.Action):
    """`--list`, which needs nothing else."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from kg import show
        from kg.catalogue import questions

        show.questions(questions().values())
        parser.exit()


class _Pictures(argparse.Action):
    """`--list` of `kg plot`."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from kg import plot

        for name, told in plot.names().items():
            print(f"{plot.usage(name)}\n    {told['zh']}\n    {told['en']}")
        parser.exit()


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


def _share(text: str) -> float:
    from kg.confidence import ConfidenceError, checked

    try:
        return checked(text)
    except ConfidenceError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _folder(text: str) -> Path:
    if "://" in text:
        raise argparse.ArgumentTypeError(f"{text}: only `kg ask` asks a server; name the folder of a graph")
    return Path(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kg", description="From newspaper pages to a knowledge graph.")
    parser.add_argument("--version", action="version", version=f"kg {_version()}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--ontology", type=Path, metavar="DIR", help="a folder in place of the ontology/ that ships")
    said = argparse.ArgumentParser(add_help=False)
    said.add_argument("--paper", default="", help="the newspaper, whatever the pages say of it")
    said.add_argument("--date", type=_date, help="the date of the paper, YYYY-MM-DD, likewise")
    said.add_argument("--province", default="", help="the paper's own province, which a bare title belongs to")
    server = argparse.ArgumentParser(add_help=False)
    server.add_argument("--endpoint", default="", metavar="URL", help="a SPARQL server, such as http://localhost:7878")
    server.add_argument("--graph-store", default="", metavar="URL", help="where it takes graphs, if not at URL/store")
    _add_build(
        commands.add_parser("build", parents=[shared, said, server], help="make a graph from pages, or add to it")
    )
    _add_remove(commands.add_parser("remove", parents=[shared, server], help="take pages out of a graph"))
    _add_ask(commands.add_parser("ask", parents=[shared, server], help="ask a graph: a named question, or SPARQL"))
    _add_find(commands.add_parser("find", parents=[shared], help="find names, headlines and sentences"))
    _add_why(commands.add_parser("why", parents=[shared], help="show the sentences behind a fact"))
    _add_review(
        commands.add_parser("review", parents=[shared], help="list the persons who may be one, for you to decide")
    )
    _add_view(commands.add_parser("view", parents=[shared], help="draw a graph as HTML"))
    _add_plot(commands.add_parser("plot", parents=[shared], help="draw a map of the provinces, a timeline or a series"))
    _add_export(commands.add_parser("export", parents=[shared], help="write a graph in another format"))
    _add_check(commands.add_parser("check", parents=[shared], help="hold a graph against the shapes of the ontology"))
    _add_verify(commands.add_parser("verify", parents=[shared, said], help="prove every quote against the pages"))
    _add_docs(commands.add_parser("docs", parents=[shared], help="write the documentation of the vocabulary"))
    _add_try(commands.add_parser("try", parents=[shared, said], help="see what the rules find in a sentence"))
    _add_eval(
        commands.add_parser(
            "eval", parents=[shared], help="hold what is found against gold facts or labelled sentences"
        )
    )
    return parser


def _add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=_folder, metavar="DIR", help="the folder that `kg build -o` wrote")


def _add_least(parser: argparse.ArgumentParser, does: str, default: float | None = 0.0) -> None:
    parser.add_argument("--min-confidence", type=_share, default=default, metavar="X", help=f"from 0 to 1: {does}")


def _add_build(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="a page, a file of many (.jsonl, .csv), or a folder"
    )
    parser.add_argument("-o", "--out", type=Path, default=Path("yutu"), metavar="DIR", help="default: yutu")
    parser.add_argument(
        "--fields", default="", metavar="NAME=FIELD,…", help="what the fields of JSON lines and tables are called"
    )
    parser.add_argument("--only", action="store_true", help="take out what the graph holds from other pages")
    _add_least(parser, "leave less sure facts out of the graph (default: what the folder leaves out already)", None)
    parser.set_defaults(run="build")


def _add_remove(parser: argparse.ArgumentParser) -> None:
    _add_folder(parser)
    parser.add_argument("pages", nargs="+", metavar="PAGE", help="a page's file, or its id (paper/date/number)")
    parser.set_defaults(run="remove")


def _add_ask(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder", metavar="DIR", help="the folder that `kg build -o` wrote, or the URL of a SPARQL server"
    )
    parser.add_argument("question", metavar="NAME|SPARQL|FILE.rq", help="or - for the standard input")
    parser.add_argument("values", nargs="*", metavar="name=value", help="what a named question asks for")
    parser.add_argument("--list", action=_List, nargs=0, help="list the named questions")
    parser.add_argument("--stated", action="store_true", help="without what follows from the axioms of the ontology")
    parser.add_argument("--show", action="store_true", help="print the SPARQL of a named question")
    parser.add_argument("--format", choices=("table", "csv", "json", "ttl"), help="default: table")
    _add_least(parser, "as if less sure facts were not told")
    parser.add_argument("--timeout", type=float, default=60, metavar="SECONDS", help="default: 60")
    parser.set_defaults(run="ask", many="values")


def _add_find(parser: argparse.ArgumentParser) -> None:
    _add_folder(parser)
    parser.add_argument("words", nargs="+", metavar="WORD", help="a name, words of a sentence, pinyin or its initials")
    parser.add_argument("--limit", type=int, default=20, metavar="N", help="default: 20 of each kind")
    parser.set_defaults(run="find")


def _add_why(parser: argparse.ArgumentParser) -> None:
    _add_folder(parser)
    parser.add_argument("subject", help="a name, or an id (id:person/…)")
    parser.add_argument("property", nargs="?", default="", help="a word of the vocabulary, in English or Chinese")
    parser.add_argument("object", nargs="?", default="", help="a name, an id or a value")
    parser.set_defaults(run="why")


def _add_review(parser: argparse.ArgumentParser) -> None:
    _add_folder(parser)
    parser.add_argument("--format", choices=("text", "tsv"), default="text", help="tsv: lines for identity.tsv")
    parser.add_argument("--limit", type=int, default=50, metavar="N", help="default: 50 pairs")
    parser.set_defaults(run="review")


def _add_view(parser: argparse.ArgumentParser) -> None:
    _add_folder(parser)
    parser.add_argument("--focus", default="", metavar="NAME", help="draw what surrounds this person, place or body")
    _add_least(parser, "do not draw less sure facts")
    parser.add_argument(
        "-o", "--out", type=Path, metavar="FILE", help="default: graph.html in DIR, else focus.html or surer.html there"
    )
    parser.set_defaults(run="view")


def _add_plot(parser: argparse.ArgumentParser) -> None:
    _add_folder(parser)
    parser.add_argument("name", metavar="NAME", help="the picture; --list shows them all")
    parser.add_argument("values", nargs="*", metavar="name=value", help="what the picture asks for")
    parser.add_argument("--list", action=_Pictures, nargs=0, help="list the pictures")
    _add_least(parser, "as if less sure facts were not told")
    parser.add_argument(
        "-o", "--out", type=Path, metavar="FILE", help="an .svg, .png or .pdf; default: NAME.svg in DIR"
    )
    parser.set_defaults(run="plot", many="values")


def _add_export(parser: argparse.ArgumentParser) -> None:
    _add_folder(parser)
    parser.add_argument(
        "-o",
        "--out",
        type=Path,
        required=True,
        metavar="PATH",
        help="a file (graph.ttl), or a folder for tables (graph.neo4j, graph.parquet)",
    )
    parser.add_argument("--format", default="", help=_FORMATS)
    parser.add_argument("--inferred", action="store_true", help="with what follows from the axioms of the ontology")
    parser.set_defaults(run="export")


def _add_check(parser: argparse.ArgumentParser) -> None:
    _add_folder(parser)
    parser.set_defaults(run="check")


def _add_verify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "graph", type=Path, metavar="DIR|FILE", help="a folder that `kg build -o` wrote, or an RDF file"
    )
    parser.add_argument("pages", nargs="*", metavar="PAGE", help="default: the pages DIR was built from")
    parser.set_defaults(run="verify", many="pages")


def _add_docs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--out", type=Path, default=Path("ontology.html"), metavar="FILE", help="an HTML file")
    parser.set_defaults(run="docs")


def _add_try(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sentence", nargs="?", default="", help="a sentence, in quotation marks")
    parser.add_argument("--rules", action="store_true", help="hold every rule against its own examples")
    parser.set_defaults(run="try_")


def _add_eval(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar="PATH",
        help="a folder of texts X.txt with X.facts.tsv, or a labelled set",
    )
    parser.add_argument("--show", action="store_true", help="list what was missed (-) and what was wrongly found (+)")
    parser.add_argument("--format", choices=("text", "html", "json"), default="text", help="default: text")
    parser.add_argument("-o", "--out", type=Path, metavar="FILE", help="write it there")
    parser.add_argument("--save", type=Path, metavar="FILE", help="save the run, for a later --against")
    parser.add_argument("--against", type=Path, metavar="FILE", help="tell what has changed since the saved run")
    parser.add_argument("--most", type=int, default=0, metavar="N", help="read N sentences of each labelled set")
    parser.add_argument(
        "--calibrate", type=Path, metavar="FILE", help="write how sure each rule is (ontology/confidence.tsv)"
    )
    parser.set_defaults(run="eval_")
