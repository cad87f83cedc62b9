"""A SPARQL server in the place of the embedded store: asked, and made to hold what the store holds."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path
from threading import Thread

import pytest
from handmade import ARTICLE, KNOWLEDGE
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from kg import endpoint as module
from kg import questions, rdf
from kg.endpoint import Endpoint, EndpointError, mirror
from kg.infer import inferred
from kg.model import Named
from kg.questions import QuestionError
from kg.store import Store
from kg.wire import TOKEN, Reply, Request, addresses

FOREIGN = NamedNode("http://example.org/mine")
OTHER = rdf.article_iri("另报/2024-05-01/1/1")
PERSON, POST, HOLDS = rdf.iri("person/任远帆"), rdf.iri("post/东屿省省长"), NamedNode(rdf.YT + "holds")
NAMED = Triple(POST, NamedNode(rdf.RDFS + "label"), Literal("东屿省省长", language="zh"))
# of an article that states nothing new but what the first of them says
TOLD = [Triple(PERSON, HOLDS, POST), NAMED]


def store_of(*triples: Triple, without: Triple | None = None) -> Store:
    """The graph made by hand, with these triples as a second article, and without one of the first article's."""
    stated = [quad for quad in rdf.quads(KNOWLEDGE) if quad.triple != without]
    made = Store.of([*stated, *(Quad(t.subject, t.predicate, t.object, OTHER) for t in triples)])
    made.add(list(inferred(made)))
    return made


class Recording(Endpoint):
    """Notes what is asked of the server; `left` requests that write are let through."""

    def __init__(self, url: str, *, left: int = 1_000_000) -> None:
        super().__init__(url)
        self.left = left
        self.written: list[tuple[str, str]] = []

    def send(self, request: Request, seconds: float | None = None) -> Reply:
        if request.method in ("PUT", "DELETE") or (request.method, request.path[:6]) == ("POST", "/store"):
            if not self.left:
                raise EndpointError("cut off")
            self.left -= 1
            self.written.append((request.method, request.path))
        return super().send(request, seconds)

    def writes(self) -> list[tuple[str, str]]:
        """What was written since the last call, with the graphs' names."""
        paths = {self._path(graph): name for name, graph in NAMES.items()}
        found = [(method, paths[path]) for method, path in self.written]
        self.written.clear()
        return found


NAMES = {"default": None, "article": rdf.article_iri(ARTICLE.id), "other": OTHER}
NAMES |= {"background": rdf.BACKGROUND, "inferred": rdf.INFERRED}


@pytest.fixture(scope="session")
def oxigraph() -> Iterator[str]:
    """The address of an Oxigraph server of our own."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    assert program, "install the test tools: pip install '.[test]'"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    process = subprocess.Popen(
        [program, "serve", "--bind", place], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(f"http://{place}")
        yield f"http://{place}"
    finally:
        process.terminate()
        process.wait(10)


def wait_for(url: str) -> None:
    for _ in range(200):
        try:
            Endpoint(url).graphs()
            return
        except EndpointError:
            time.sleep(0.05)
    pytest.fail(f"{url} did not come up")


@pytest.fixture
def server(oxigraph: str) -> Recording:
    """The server, empty but for a graph that is not ours."""
    endpoint = Recording(oxigraph)
    assert endpoint.send(Request("DELETE", "/store")).status == 204
    endpoint.add(FOREIGN, TOLD)
    endpoint.written.clear()
    return endpoint


def held(endpoint: Endpoint, graph: NamedNode | None = None) -> set[Triple]:
    where = "?s ?p ?o" if graph is None else f"GRAPH {graph} {{ ?s ?p ?o }}"
    return set(endpoint.ask(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {where} }}").triples or ())


def assert_mirrored(endpoint: Endpoint, store: Store) -> None:
    """The server holds our graphs and no others of ours, their union, and still the foreign one."""
    ours = {*store.graphs(), rdf.INFERRED}
    assert endpoint.graphs() == {graph.value for graph in (*ours, FOREIGN)}
    for graph in ours:
        assert held(endpoint, graph) == set(store.graph(graph))
    assert held(endpoint) == {
        q.triple for g in (DefaultGraph(), rdf.INFERRED) for q in store.inner.quads_for_pattern(None, None, None, g)
    }
    assert held(endpoint, FOREIGN) == set(TOLD)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?who ?name { ?who a yt:Person ; rdfs:label ?name } ORDER BY ?who",
        "SELECT ?d ?none { ?e yt:startDate ?d OPTIONAL { ?e yt:endDate ?none } }",
        'ASK { ?p yt:holds/rdfs:label "海宁省省长"@zh }',
        "ASK { ?p yt:formerlyHeld ?post }",
        "CONSTRUCT { ?s yt:holds ?o } WHERE { ?s yt:holds ?o }",
        "PREFIX yt: <https://w3id.org/yutu/ontology#> SELECT (COUNT(*) AS ?n) { ?s yt:locatedIn+ ?o }",
    ],
)
def test_server_and_store_answer_alike(server: Recording, query: str) -> None:
    mirror(server, store_of(), known={})
    assert server.ask(query) == questions.ask(store_of(), query)


def test_a_store_is_mirrored_and_then_nothing_is_sent(server: Recording) -> None:
    known = mirror(server, store_of(*TOLD), known={})
    assert_mirrored(server, store_of(*TOLD))
    assert server.writes()
    assert mirror(server, store_of(*TOLD), known=known) == known
    assert server.writes() == []


def test_a_new_article_is_added(server: Recording) -> None:
    known = mirror(server, store_of(), known={})
    server.writes()
    known = mirror(server, store_of(*TOLD), known=known)
    assert server.writes() == [("PUT", "other"), ("PUT", "inferred"), ("POST", "default")]
    assert_mirrored(server, store_of(*TOLD))


def test_of_an_article_that_says_less_only_its_graph_is_replaced(server: Recording) -> None:
    known = mirror(server, store_of(*TOLD), known={})
    server.writes()
    mirror(server, store_of(TOLD[0]), known=known)
    assert server.writes() == [("PUT", "other"), ("PUT", "default")]
    assert_mirrored(server, store_of(TOLD[0]))


def test_what_another_article_still_says_is_not_taken_away(server: Recording) -> None:
    again = next(iter(rdf.quads(KNOWLEDGE))).triple
    known = mirror(server, store_of(*TOLD, again), known={})
    server.writes()
    mirror(server, store_of(*TOLD), known=known)
    assert server.writes() == [("PUT", "other"), ("POST", "default")]
    assert_mirrored(server, store_of(*TOLD))


def test_a_graph_that_is_gone_is_deleted(server: Recording) -> None:
    known = mirror(server, store_of(*TOLD), known={})
    server.writes()
    known = mirror(server, store_of(), known=known)
    assert server.writes() == [("PUT", "inferred"), ("DELETE", "other"), ("PUT", "default")]
    assert OTHER.value not in known
    assert_mirrored(server, store_of())


def test_what_the_server_lost_is_sent_again(server: Recording) -> None:
    known = mirror(server, store_of(*TOLD), known={})
    server.delete(OTHER)
    mirror(server, store_of(*TOLD), known=known)
    assert_mirrored(server, store_of(*TOLD))


def test_without_digests_all_is_sent(server: Recording) -> None:
    mirror(server, store_of(*TOLD), known={})
    server.writes()
    mirror(server, store_of(), known={})
    assert {name for _, name in server.writes()} == set(NAMES)
    assert_mirrored(server, store_of())


@pytest.mark.parametrize("left", range(5))
def test_a_mirror_that_was_cut_off_is_completed(server: Recording, oxigraph: str, left: int) -> None:
    known = mirror(server, store_of(*TOLD), known={})
    changed = store_of(Triple(PERSON, HOLDS, PERSON), without=Triple(PERSON, HOLDS, rdf.iri("post/海宁省省长")))
    with pytest.raises(EndpointError, match="cut off"):
        mirror(Recording(oxigraph, left=min(left, 3)), changed, known=known)
    # back to the first state: half of the other must not stay
    for store in (store_of(*TOLD), changed):
        known = mirror(server, store, known=known)
        assert_mirrored(server, store)


def test_large_graphs_go_in_parts(server: Recording, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_CHUNK", 20)
    mirror(server, store_of(*TOLD), known={})
    assert_mirrored(server, store_of(*TOLD))
    parts = [method for method, name in server.writes() if name == "article"]
    assert parts == ["PUT", *["POST"] * (len(parts) - 1)]
    assert len(parts) > 2


def test_graphs_that_are_not_ours_are_not_sent(server: Recording) -> None:
    store = Store.of([*rdf.quads(KNOWLEDGE), Quad(PERSON, HOLDS, PERSON, FOREIGN)])
    mirror(server, store, known={})
    assert held(server, FOREIGN) == set(TOLD)


# graphs and names


def test_graphs_are_put_added_to_and_deleted(server: Recording) -> None:
    server.put(OTHER, TOLD)
    server.put(OTHER, TOLD[:1])
    assert set(server.get(OTHER)) == set(TOLD[:1])
    server.add(OTHER, TOLD)
    assert set(server.get(OTHER)) == set(TOLD)
    server.delete(OTHER)
    server.delete(OTHER)
    assert list(server.get(OTHER)) == []
    assert server.graphs() == {FOREIGN.value}


def test_an_empty_graph_takes_the_place_of_a_full_one(server: Recording) -> None:
    server.put(None, TOLD)
    server.put(None, [])
    assert held(server) == set()


def test_names_are_found_on_the_server(server: Recording) -> None:
    mirror(server, store_of(), known={})
    assert server.named("任远帆") == [Named("person/任远帆", "Official", "任远帆")]
    assert [found.id for name in ("海宁", "Haining", "990000") for found in server.named(name)] == [
        "division/990000"
    ] * 3
    assert server.named('"} DROP ALL #\ud800') == []
    assert server.near("青川") == ["青川市", "青川港", "青川高新区", "海宁省代表团访问青川市"]


# queries


@pytest.mark.parametrize(
    ("query", "declared"),
    [
        ("ASK { ?s yt:holds ?o }", ["yt"]),
        ("PREFIX yt: <http://x/> ASK { ?s yt:holds ?o ; a skos:Concept }", ["skos"]),
        ('ASK { ?s <http://a/yt:b> "id:x" } # oa:', []),
        ("SELECT ?yt { ?yt ?p ?o }", []),
        ("PREFIX\n  my-yt: <http://x/> ASK { my-yt:a a my-yt:b }", []),
    ],
)
def test_prefixes_are_declared_where_they_are_missing(query: str, declared: list[str]) -> None:
    sent = module._declared(query)
    assert sent.endswith(query)
    assert sent.removesuffix(query) == "".join(f"PREFIX {n}: <{questions.SUPPLIED[n]}> " for n in declared)


@pytest.mark.parametrize("query", ["DROP ALL", "ASK { SERVICE <http://a/> { ?s ?p ?o } }"])
def test_updates_and_other_servers_are_refused(query: str) -> None:
    with pytest.raises(QuestionError, match="is refused"):
        Endpoint("http://127.0.0.1:9").ask(query)


def test_what_the_server_finds_wrong_is_said_in_one_line(server: Recording) -> None:
    with pytest.raises(EndpointError, match="answers 400 Bad Request") as caught:
        server.ask("SELECT { nonsense")
    assert "\n" not in str(caught.value)


# addresses


@pytest.mark.parametrize(
    ("url", "graph_store", "found"),
    [
        ("http://h:7878", "", ("http://h:7878/query", "http://h:7878/store")),
        ("http://h/base/", "", ("http://h/base/query", "http://h/base/store")),
        ("http://h/ds/sparql", "", ("http://h/ds/sparql", "http://h/ds/store")),
        ("http://h/query?x=1", "", ("http://h/query?x=1", "http://h/store")),
        ("http://h/ds/sparql", "/ds/data", ("http://h/ds/sparql", "http://h/ds/data")),
        ("http://h/r/x", "http://h/r/x/rdf-graphs/service", ("http://h/r/x", "http://h/r/x/rdf-graphs/service")),
    ],
)
def test_where_queries_and_graphs_go(url: str, graph_store: str, found: tuple[str, str]) -> None:
    assert addresses(url, graph_store) == found


@pytest.mark.parametrize(
    ("url", "graph_store"),
    [
        ("file:///etc/passwd", ""),
        ("localhost:7878", ""),
        ("http://", ""),
        ("http://h:99999999", ""),
        ("http://[::1", ""),
        ("http://me:secret@h/sparql", "http://elsewhere/data"),
        ("ftp://me:secret@h/", ""),
    ],
)
def test_what_is_no_address_is_said(url: str, graph_store: str) -> None:
    with pytest.raises(EndpointError, match=r"is no address|on the same server") as caught:
        Endpoint(url, graph_store=graph_store)
    assert "secret" not in str(caught.value)


# other servers

Handler = Callable[[BaseHTTPRequestHandler], None]


@pytest.fixture
def serve() -> Iterator[Callable[[Handler], str]]:
    """Serves what a function writes to each request, as no SPARQL server would; gives the address."""
    running: list[ThreadingHTTPServer] = []

    def start(answer: Handler) -> str:
        class Answers(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                answer(self)

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        running.append(server)
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        return f"127.0.0.1:{server.server_address[1]}"

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


def reply(status: int, body: bytes, kind: str = "application/sparql-results+json", **headers: str) -> Handler:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (reply(200, b"<html>hello", "text/html"), "is no SPARQL server: it answers with text/html"),
        (reply(200, b'{"head": {"vars": ["a"]}, "results": {"bin'), "is no SPARQL result"),
        (reply(200, b"<a> <b>", "application/n-triples"), "is no N-Triples"),
        (reply(200, b""), "is no SPARQL result"),
        (
            reply(503, b"\x1b[31mout of\xff order\x07\nsecond line"),
            r"answers 503 Service Unavailable; it says: \[31mout of",
        ),
        (
            reply(302, b"", Location="http://me:pw@elsewhere/x?key=k"),
            "sends on to http://elsewhere/x; give that address",
        ),
        (reply(307, b"", Location="http://elsewhere/"), "sends on to http://elsewhere/"),
        (reply(200, b"x" * 4000), "answers with more than 2,000 bytes"),
        (reply(401, b""), f"put user:password@ into the address, or a token into {TOKEN}"),
    ],
)
def test_other_servers_cost_one_line(serve: Callable[[Handler], str], answer: Handler, said: str) -> None:
    place = serve(answer)
    with pytest.raises(EndpointError, match=said) as caught:
        Endpoint(f"http://{place}", limit=2000).ask("ASK { ?s ?p ?o }")
    assert str(caught.value).startswith(f"http://{place}/query: ")
    assert str(caught.value).isprintable()


def test_nobody_there_is_said() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://me:secret@127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(EndpointError, match=r"cannot be asked .*is the server running") as caught:
            Endpoint(url).graphs()
    assert "secret" not in str(caught.value)


def test_a_server_that_takes_too_long_is_given_up(serve: Callable[[Handler], str]) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        reply(200, b" ", **{"Content-Length": "1000"})(handler)
        for _ in islice(iter(int, 1), 30):
            time.sleep(0.05)
            handler.wfile.write(b" ")

    begun = time.monotonic()
    with pytest.raises(EndpointError, match=r"did not answer within 0.3 seconds"):
        Endpoint(f"http://{serve(drip)}").ask("ASK { ?s ?p ?o }", timeout=0.3)
    assert time.monotonic() - begun < 1.4


def test_a_connection_that_the_server_closed_is_opened_again(serve: Callable[[Handler], str]) -> None:
    def once(handler: BaseHTTPRequestHandler) -> None:
        reply(200, b'{"head": {}, "boolean": true}')(handler)
        # without having said so
        handler.close_connection = True

    endpoint = Endpoint(f"http://{serve(once)}")
    assert [endpoint.ask("ASK { ?s ?p ?o }").truth for _ in range(3)] == [True, True, True]


@pytest.mark.parametrize(
    ("login", "token", "sent"),
    [("me:pass%40word@", "", "Basic bWU6cGFzc0B3b3Jk"), ("", "t0ken", "Bearer t0ken"), ("", "", "None")],
)
def test_credentials_are_sent_and_never_shown(
    serve: Callable[[Handler], str], monkeypatch: pytest.MonkeyPatch, login: str, token: str, sent: str
) -> None:
    seen: list[str] = []

    def echo(handler: BaseHTTPRequestHandler) -> None:
        seen.append(str(handler.headers["Authorization"]))
        reply(403, f"no: {seen[-1]} pass@word".encode())(handler)

    monkeypatch.setenv(TOKEN, token)
    endpoint = Endpoint(f"http://{login}{serve(echo)}")
    with pytest.raises(EndpointError, match="answers 403") as caught:
        endpoint.ask("ASK { ?s ?p ?o }")
    assert seen == [sent]
    shown = f"{caught.value} {endpoint.url} {endpoint}"
    assert not any(secret in shown for secret in ("bWU6", "t0ken", *["pass@word"] * bool(login)))


def test_a_token_that_would_break_the_header_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN, "t0ken\r\nX-Other: 1")
    with pytest.raises(EndpointError, match=f"{TOKEN}: holds what cannot stand in a header") as caught:
        Endpoint("http://localhost:7878")
    assert "t0ken" not in str(caught.value)
