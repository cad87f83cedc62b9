"""What the subcommands of `kg` do: each calls the library and prints what it gives; the exit status is returned."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.model import YutuError

# each command loads what it needs
if TYPE_CHECKING:
    from kg.catalogue import Names
    from kg.endpoint import Endpoint
    from kg.questions import Answer


class CommandError(YutuError):
    """Arguments that do not go together, or a file that is not there."""


_MOST = 20  # lines of one kind that are worth reading


def _complain(text: str) -> None:
    from kg.show import line

    print(f"kg: {line(text)[:500]}", file=sys.stderr)


def build(args: Namespace) -> int:
    """Build pages into a folder, and load a server if one is named."""
    from kg import show
    from kg.build import build_with_report
    from kg.pages import Defaults

    defaults = Defaults(args.paper, args.date, args.province, args.fields)
    _endpoint(args)
    with show.Bar() as bar:
        graph, report = build_with_report(
            args.paths, args.out, defaults, only=args.only, min_confidence=args.min_confidence, progress=bar
        )
    for lines in (report.problems, report.warnings):
        for line in lines[:_MOST]:
            _complain(line)
        if more := lines[_MOST:]:
            _complain(f"and {len(more):,} more such pages")
    for line in report.notes[:_MOST]:
        _complain(line)
    checked = graph.check(None if report.change is None else report.change.triples)
    show.summary(graph.size, graph.tally, report, checked, args.out)
    _mirror(args, args.out)
    return 1 if report.problems or report.warnings else 0


def remove(args: Namespace) -> int:
    """Take pages out of a graph, and out of a server if one is named."""
    from kg.build import remove

    _endpoint(args)
    try:
        for page in remove(args.folder, args.pages):
            print(page)
    finally:
        # a page may be gone from here and still be there, if the server could not be reached then
        _mirror(args, args.folder)
    return 0


def _endpoint(args: Namespace) -> Endpoint | None:
    """The server that is named, if any; a wrong address is said before anything is done."""
    from kg.endpoint import Endpoint

    return Endpoint(args.endpoint, graph_store=args.graph_store) if args.endpoint else None


def _mirror(args: Namespace, folder: Path) -> None:
    from kg.publish import mirror

    if endpoint := _endpoint(args):
        print(f"{endpoint.url}: {mirror(folder, endpoint):,} graphs loaded or taken out")


def ask(args: Namespace) -> int:
    """Answer a named question or a SPARQL query."""
    from kg import show, unknown
    from kg.catalogue import is_name

    names, answered = _asked(args)
    sparql = _query(args.question, args.values, names)
    if args.show:
        print(sparql)
        return 0
    answer = answered(sparql)
    for note in () if is_name(args.question) else unknown.notes(sparql):
        _complain(note)
    if args.format in (None, "table"):
        show.answer(answer)
    else:
        sys.stdout.write(answer.to(args.format))
    return 0


def _asked(args: Namespace) -> tuple[Names, Callable[[str], Answer]]:
    """Where names are looked up, and what answers."""
    from kg import questions
    from kg.catalogue import is_name
    from kg.graph import Graph
    from kg.shelf import Shelf

    url = args.endpoint or (args.folder if "://" in args.folder else "")
    if url:
        from kg.endpoint import Endpoint

        if args.stated:
            raise CommandError(
                "--stated: a server's default graph holds what is inferred too; ask DIR without --endpoint"
            )
        if args.min_confidence:
            raise CommandError("--min-confidence: a server answers from all that it holds; ask DIR without --endpoint")
        endpoint = Endpoint(url, graph_store=args.graph_store)
        names: Names = endpoint if url == args.folder else Shelf.open(Path(args.folder)).index
        return names, lambda sparql: endpoint.ask(sparql, timeout=args.timeout)
    graph = Graph.open(args.folder).at_least(args.min_confidence)
    # a named question itself follows what it needs, and is quicker so
    stated = args.stated or is_name(args.question)
    return graph.shelf.index, lambda sparql: questions.ask(graph.store, sparql, timeout=args.timeout, stated=stated)


def _query(text: str, values: list[str], names: Names) -> str:
    """The SPARQL that `text` means: itself, a file's, the standard input's, or that of a named question."""
    from kg.catalogue import is_name, question
    from kg.catalogue import values as pairs

    if text == "-":
        return sys.stdin.read()
    if text.endswith((".rq", ".sparql")):
        return _read(Path(text))
    if not is_name(text):
        return text
    return question(text).bind(pairs(values), names)


def _read(path: Path) -> str:
    from kg.questions import QuestionError

    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise QuestionError(f"{path}: cannot be read ({why})") from error


def find(args: Namespace) -> int:
    """Print the names, headlines and sentences that match some words; 1 when there are none."""
    from kg import bearers, show
    from kg.graph import Graph

    graph = Graph.open(args.folder)
    found = graph.find(" ".join(args.words), limit=args.limit)
    show.found(found, bearers.remarks(graph.store, [match.named for match in found.names]))
    if not found:
        _complain(f"nothing is found for {' '.join(args.words)!r}")
    return 0 if found else 1


def why(args: Namespace) -> int:
    """Print the sentences behind a fact; 1 when the graph does not say it."""
    from kg import evidence
    from kg.graph import Graph
    from kg.show import line

    graph = Graph.open(args.folder)
    nodes = evidence.resolve(graph.shelf.index, args.subject)
    found = graph.why(args.subject, args.property, args.object)
    for text in evidence.by_bearer(graph.store, nodes, found, told=bool(args.property)):
        print(line(text))
    if len(found) >= (evidence.MOST if args.property else evidence.share(nodes)):
        _complain(f"there may be more than these {len(found):,}; say more of what is asked for")
    if not found:
        less = "leave out the last words to see what it says"
        more = "no article states a fact about it; `kg find` shows the sentences that name it"
        _complain(f"the graph does not say so; {less}" if args.property else more)
    return 0 if found else 1


def review(args: Namespace) -> int:
    """Print the persons of one name of whom it is open whether they are one."""
    from kg import review
    from kg.graph import Graph
    from kg.show import line

    store = Graph.open(args.folder).store
    found = review.pairs(store)
    if not found:
        _complain(
            f"no pair is open; {review.namesakes(store):,} names have several persons, who are held to be several"
        )
    told = review.tsv(found[: args.limit]) if args.format == "tsv" else map(line, review.lines(found[: args.limit]))
    for text in told:
        print(text)
    if len(found) > args.limit:
        _complain(f"these are the first {args.limit:,} of {len(found):,} pairs; --limit gives more")
    return 0


def view(args: Namespace) -> int:
    """Draw a graph."""
    from kg.build import BuildError
    from kg.graph import Graph

    # graph.html is the whole, and stays it
    path = args.out or args.folder / f"{'focus' if args.focus else 'surer' if args.min_confidence else 'graph'}.html"
    try:
        Graph.open(args.folder).view(path, args.focus, min_confidence=args.min_confidence)
    except OSError as error:
        raise BuildError(f"{path}: cannot be written ({error.strerror}); choose another file with -o") from error
    print(path)
    return 0


def plot(args: Namespace) -> int:
    """Draw a picture with matplotlib."""
    from kg.catalogue import values
    from kg.graph import Graph

    graph = Graph.open(args.folder).at_least(args.min_confidence)
    path = args.out or args.folder / f"{args.name}.svg"
    graph.plot.draw(args.name, **values(args.values)).save(path)
    print(path)
    return 0


def export(args: Namespace) -> int:
    """Write a graph in another format."""
    from kg.graph import Graph

    Graph.open(args.folder).export(args.out, args.format, inferred=args.inferred)
    print(args.out)
    return 0


def check(args: Namespace) -> int:
    """Print how a graph stands to the shapes of the ontology; 1 when one is violated."""
    from kg.graph import Graph
    from kg.show import line

    report = Graph.open(args.folder).check()
    for text in report.lines():
        print(line(text))
    if not report.results:
        print("all that the shapes ask for holds")
    return 0 if report.conforms else 1


def verify(args: Namespace) -> int:
    """Prove every quote of a graph against the pages; 1 when one does not stand where the record says."""
    from kg import show
    from kg.export import read_rdf
    from kg.graph import Graph
    from kg.pages import Defaults, Source, find
    from kg.verify import verify

    files, problems = find(args.pages) if args.pages else ([], [])
    for line in problems:
        _complain(line)
    if args.graph.is_dir():
        result = Graph.open(args.graph).verify(*files)
    elif files:
        said = Defaults(args.paper, args.date, args.province).said
        result = verify(read_rdf(args.graph), [Source(file, said) for file in files])
    else:
        raise CommandError(f"{args.graph}: name the pages it was built from as well")
    show.verified(result)
    return 0 if result.proven and not problems else 1


def docs(args: Namespace) -> int:
    """Write the documentation of the vocabulary."""
    from kg.docs import write_docs

    write_docs(args.out)
    print(args.out)
    return 0


def try_(args: Namespace) -> int:
    """Show what the rules find in a sentence, or which of them do not keep their own examples."""
    from kg import show
    from kg.rules import explain

    if args.rules:
        return _try_rules()
    if not args.sentence:
        raise CommandError("give a sentence in quotation marks, or --rules")
    show.explanation(explain(args.sentence, paper=args.paper, date=args.date, province=args.province))
    return 0


def _try_rules() -> int:
    from kg.rules.examples import broken
    from kg.rules.rule import rules

    lines = [line for rule in rules() for line in broken(rule)]
    for line in lines:
        _complain(line)
    examples = sum(len(rule.finds) + len(rule.ignores) for rule in rules())
    print(f"{len(rules()):,} rules, {examples:,} examples, {len(lines):,} not kept")
    return 1 if lines else 0


def eval_(args: Namespace) -> int:
    """Print how what is built from gold texts, and read of labelled sentences, stands to what readers found."""
    from kg.evaluate import Run, as_html, as_text, calibrate, compare, run

    for path in filter(None, (args.out, args.save, args.calibrate)):
        if not path.absolute().parent.is_dir():  # said before the texts are read and not after
            raise CommandError(f"{path}: cannot be written (there is no such folder); choose another file")
    before = Run.read(args.against) if args.against else None
    now = run(args.paths, args.most)
    changes = compare(before, now) if before else []
    for name in now.results.keys() - before.results.keys() if before else ():
        _complain(f"{args.against}: has no set {name}; nothing is told of what has changed there")
    if args.format == "json":
        printed = now.dumps(**({"changes": {change.name: change.told() for change in changes}} if before else {}))
    else:
        printed = as_html.html(now, changes) if args.format == "html" else as_text.text(now, changes, show=args.show)
    if args.calibrate:
        if not (judged := [text for result in now.results.values() for text in result.judged]):
            raise CommandError("--calibrate: name a folder of texts with gold facts as well")
        _write(args.calibrate, calibrate.table(judged))
        print(*as_text.reliability(calibrate.reliability(judged)), sep="\n", file=sys.stderr)
    if args.save:
        _write(args.save, now.dumps())
    if args.out:
        _write(args.out, printed)
        print(args.out)
    else:
        sys.stdout.write(printed)
    return 0


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise CommandError(f"{path}: cannot be written ({error.strerror}); choose another file") from error
