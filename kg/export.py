"""The graph in the files of other programs, and RDF files from elsewhere back into a store.

All is taken from the store, so it works for every graph that was loaded; equal stores give equal bytes. Graphs are
written one after the other by name and triples in order, so that memory holds one subject at a time (GraphML and GEXF
are made whole). A file is put in place when it is complete; a folder of tables takes the place of an older one.
"""

from __future__ import annotations

import re
import shutil
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple

from kg import rdf
from kg.model import YutuError
from kg.rdf import ID, INFERRED, PREFIXES
from kg.rows import Rows, in_xml
from kg.store import Store

Graph = NamedNode | BlankNode | DefaultGraph

# where a file's unnamed graph says what none of its named graphs does
UNNAMED = rdf.iri("graph/unnamed")
_FEW = 20_000  # triples that may be sorted at once


class ExportError(YutuError):
    """A graph cannot be written in this format or to this place, or a file cannot be read as RDF."""


@dataclass(frozen=True)
class Format:
    """A way to write a graph: `write(store, path, inferred)` fills a new file, or a folder with these `files`."""

    says: str
    write: Callable[[Store, Path, bool], None]
    files: tuple[str, ...] = ()


def export(store: Store, path: Path, form: str = "", *, inferred: bool = False) -> None:
    """Write the store to `path` in the format `form`, one of `FORMATS`, by default the one of the file's ending.

    TriG, N-Quads and JSON-LD hold a named graph for each article; Turtle, N-Triples and RDF/XML each stated triple
    once. With `inferred` what follows is written too. Characters that XML cannot hold become U+FFFD in XML. Raises
    `ExportError`; what was there then stays as it was.
    """
    chosen = FORMATS[form or guess(path)] if not form or form in FORMATS else None
    if chosen is None:
        raise ExportError(f"{form}: is no format; choose one of {', '.join(FORMATS)}")
    # not by tempfile, whose files only their owner may read
    fresh = path.with_name(f".{path.name}-{uuid.uuid4().hex}")
    try:
        if chosen.files:
            _check_folder(path, chosen)
            fresh.mkdir()
        chosen.write(store, fresh, inferred)
        _swap(fresh, path)
    except OSError as error:
        raise ExportError(f"{path}: cannot be written ({error.strerror or error}); choose another with -o") from error
    finally:
        shutil.rmtree(fresh) if fresh.is_dir() else fresh.unlink(missing_ok=True)


def guess(path: Path) -> str:
    """The format that the ending names, or the whole name of a folder, or what the folder holds. Raises `ExportError` when none does.

    >>> guess(Path("graph.ttl")), guess(Path("out/neo4j")), guess(Path("facts.parquet"))
    ('ttl', 'neo4j', 'parquet')
    """
    ending = (path.suffix.removeprefix(".") or path.name).lower()
    if ending in FORMATS:
        return ending
    held = {file.name for file in path.iterdir()} if path.is_dir() else set()
    for name, form in FORMATS.items():
        if form.files and held == set(form.files):
            return name
    raise ExportError(
        f"{path}: its ending names no format; end it in one of .{', .'.join(FORMATS)}, or choose with --format"
    )


def _check_folder(path: Path, form: Format) -> None:
    if path.is_dir() and (others := sorted({file.name for file in path.iterdir()} - set(form.files))):
        raise ExportError(f"{path}: holds other files ({others[0]}); choose a new folder with -o")
    if path.is_file():
        raise ExportError(f"{path}: is a file, and this format makes a folder; choose another with -o")


def _swap(fresh: Path, path: Path) -> None:
    if not fresh.is_dir() or not path.exists():
        fresh.replace(path)
        return
    old = fresh.with_name(fresh.name + "-old")
    path.rename(old)
    try:
        fresh.rename(path)
    except OSError:
        old.rename(path)
        raise
    shutil.rmtree(old, ignore_errors=True)


# RDF


def triples(store: Store, *graphs: Graph) -> Iterator[Triple]:
    """The triples of these graphs, each once and in order."""
    told = (quad.triple for graph in graphs for quad in store.inner.quads_for_pattern(None, None, None, graph))
    few = list(islice(told, _FEW + 1))
    if len(few) <= _FEW:
        yield from sorted(set(few), key=str)
        return
    # in the same order, subject by subject
    rows = store.inner.query("SELECT DISTINCT ?s { ?s ?p ?o }", default_graph=list(graphs))
    for subject in sorted((row["s"] for row in rows), key=str):  # type: ignore[union-attr]
        found = {quad.triple for graph in graphs for quad in store.inner.quads_for_pattern(subject, None, None, graph)}
        yield from sorted(found, key=str)


def quads(store: Store, *, inferred: bool = False) -> Iterator[Quad]:
    """The named graphs by name, what is inferred last; the default graph where no other states anything."""
    stated: list[Graph] = sorted(store.graphs(), key=str)
    for name in [*(stated or [DefaultGraph()]), *([INFERRED] if inferred else [])]:
        yield from (_quad(triple, name) for triple in triples(store, name))


def is_held(store: Store, triple: Triple) -> bool:
    """Whether the triple is stated or inferred."""
    return any(_quad(triple, graph) in store.inner for graph in (DefaultGraph(), INFERRED))


def _quad(triple: Triple, graph: Graph) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, graph)


def prefixes(store: Store) -> dict[str, str]:
    """The prefixes that make a file of this store readable: the standard ones and one for each folder of ids."""
    folder = f'STRBEFORE(STRAFTER(STR(?s), "{ID}"), "/")'
    query = f"SELECT DISTINCT ({folder} AS ?name) {{ SELECT DISTINCT ?s {{ ?s ?p ?o }} }}"
    rows = store.inner.query(query, default_graph=[DefaultGraph(), INFERRED])
    # what has no IRI has no folder
    names = sorted(row["name"].value for row in rows if row["name"])  # type: ignore[union-attr]
    return PREFIXES | {n: f"{ID}{n}/" for n in names if re.fullmatch("[a-z]+", n) and n not in PREFIXES}


def _dataset(form: RdfFormat) -> Callable[[Store, Path, bool], None]:
    def write(store: Store, path: Path, inferred: bool) -> None:
        _serialize(quads(store, inferred=inferred), path, form, prefixes(store))

    return write


def _triples(form: RdfFormat) -> Callable[[Store, Path, bool], None]:
    def write(store: Store, path: Path, inferred: bool) -> None:
        found = triples(store, DefaultGraph(), *([INFERRED] if inferred else []))
        _serialize(map(_in_xml, found) if form == RdfFormat.RDF_XML else found, path, form, prefixes(store))

    return write


def _serialize(told: Iterable[Quad] | Iterable[Triple], path: Path, form: RdfFormat, names: dict[str, str]) -> None:
    with path.open("wb") as file:
        pyoxigraph.serialize(told, file, form, prefixes=dict(sorted(names.items())))


_NAMED = re.compile(r"[^\W\d][\w.\-]*$")


def _in_xml(triple: Triple) -> Triple:
    value = triple.object
    if not _NAMED.search(triple.predicate.value):
        raise ExportError(
            f"{triple.predicate.value[:200]}: no element of RDF/XML can be named so; choose another format"
        )
    if not isinstance(value, Literal) or (text := in_xml(value.value)) == value.value:
        return triple
    datatype = None if value.language else value.datatype
    return Triple(triple.subject, triple.predicate, Literal(text, datatype=datatype, language=value.language))


# pictures and tables, whose libraries other formats do not need


def _graphml(store: Store, path: Path, inferred: bool) -> None:
    from kg.exchange import write_graphml

    write_graphml(store, path, inferred=inferred)


def _gexf(store: Store, path: Path, inferred: bool) -> None:
    from kg.exchange import write_gexf

    write_gexf(store, path, inferred=inferred)


def _neo4j(store: Store, path: Path, inferred: bool) -> None:
    from kg.tables import neo4j

    neo4j(Rows(store, inferred=inferred), path)


def _parquet(store: Store, path: Path, inferred: bool) -> None:
    from kg.tables import parquet

    parquet(Rows(store, inferred=inferred), path)


FORMATS = {
    "ttl": Format("Turtle", _triples(RdfFormat.TURTLE)),
    "trig": Format("TriG", _dataset(RdfFormat.TRIG)),
    "nt": Format("N-Triples", _triples(RdfFormat.N_TRIPLES)),
    "nq": Format("N-Quads", _dataset(RdfFormat.N_QUADS)),
    "jsonld": Format("JSON-LD", _dataset(RdfFormat.JSON_LD)),
    "rdf": Format("RDF/XML", _triples(RdfFormat.RDF_XML)),
    "graphml": Format("GraphML", _graphml),
    "gexf": Format("GEXF, for Gephi", _gexf),
    "neo4j": Format("CSV for neo4j-admin", _neo4j, ("nodes.csv", "relationships.csv")),
    "parquet": Format("Parquet", _parquet, ("entities.parquet", "articles.parquet", "facts.parquet")),
}


# reading


def read_rdf(path: Path) -> Store:
    """A store in memory of a file in Turtle, N-Triples, RDF/XML, TriG, N-Quads or JSON-LD, by its ending.

    Triples go to the default graph. A file with named graphs gives those, and the default graph that they make; what
    its unnamed graph says beyond them stands in the graph `UNNAMED`. Raises `ExportError` for what cannot be read.
    """
    unnamed: list[Triple] = []
    store = Store.of(_named(path, unnamed))
    # a server may have no other place for what is inferred than its default graph
    loose = (triple for triple in unnamed if not is_held(store, triple))
    if store.graphs():
        store.add([_quad(triple, UNNAMED) for triple in loose])
    else:
        store.inner.bulk_extend([_quad(triple, DefaultGraph()) for triple in loose])
    return store


def _named(path: Path, unnamed: list[Triple]) -> Iterator[Quad]:
    for quad in _read(path):
        if isinstance(quad.graph_name, DefaultGraph):
            unnamed.append(quad.triple)
        else:
            yield quad


def _read(path: Path) -> Iterator[Quad]:
    ending = path.suffix.removeprefix(".").lower()
    form = RdfFormat.from_extension(ending)
    if form is None:
        raise ExportError(f"{path}: its ending names no RDF format; name it .ttl, .nt, .rdf, .trig, .nq or .jsonld")
    try:
        yield from pyoxigraph.parse(path=str(path), format=form)
    except OSError as error:
        raise ExportError(f"{path}: cannot be read ({error.strerror or error})") from error
    except (SyntaxError, ValueError) as error:
        told = " ".join(str(error).split())
        raise ExportError(f"{path}: is no {form.name}: {told[:200]}") from error
