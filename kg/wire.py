"""HTTP as a SPARQL server is spoken to: one server, credentials that are never shown, bounds on what comes back.

Straight and without proxies. Redirects are not followed, so credentials go to no other server. Of what a server says,
no more than one printable line is ever shown.
"""

from __future__ import annotations

import base64
import http.client
import io
import os
import re
import socket
import threading
import time
import weakref
from contextlib import suppress
from dataclasses import dataclass
from typing import IO
from urllib.parse import quote, unquote, urljoin, urlsplit

from kg.model import YutuError

TOKEN = "KG_ENDPOINT_TOKEN"
_SAFE = "/%:@!$&'()*+,;=~"


class EndpointError(YutuError):
    """A server cannot be reached, refuses, or is no SPARQL server."""


@dataclass(frozen=True)
class Request:
    """One request to the server; `path` begins with a slash and is encoded."""

    method: str
    path: str
    body: bytes | None = None
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Reply:
    """What a server answers: `kind` is the media type, `body` a file at its beginning."""

    status: int
    reason: str
    kind: str
    location: str
    body: IO[bytes]


class Wire:
    """A kept connection to the server of `url`; `seconds` are for one request, `limit` is in bytes and for one answer.

    Credentials are those in `url`, else the bearer token in the environment's `KG_ENDPOINT_TOKEN`. Errors call the
    server `name`.
    """

    def __init__(self, url: str, name: str, *, seconds: float, limit: int) -> None:
        scheme, host = origin(url)
        kind = http.client.HTTPSConnection if scheme == "https" else http.client.HTTPConnection
        # it opens itself, and opens again after it was closed
        self._connection = kind(host)
        weakref.finalize(self, self._connection.close)
        self._name, self._seconds, self._limit = name, seconds, limit
        self._secrets, self._headers = _credentials(url)
        self._late = False

    def send(self, request: Request, seconds: float | None = None) -> Reply:
        """The whole answer, whatever it is. Raises `EndpointError` when there is none."""
        seconds = self._seconds if seconds is None else seconds
        self._late = False
        # a socket's own limit begins anew with each byte that comes
        timer = threading.Timer(seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            reply = self._exchanged(request, seconds)
            if self._late:
                raise TimeoutError  # what came was cut off
            return reply
        except (OSError, http.client.HTTPException, ValueError) as error:
            self._connection.close()
            if self._late or isinstance(error, TimeoutError):
                late = f"did not answer within {seconds:g} seconds; narrow the query or allow more"
                raise self.error(late) from error
            why = getattr(error, "strerror", None) or str(error) or type(error).__name__
            raise self.error(f"cannot be asked ({why}); is the server running, and is this its address?") from error
        finally:
            timer.cancel()

    def error(self, said: str) -> EndpointError:
        """An error of one printable line without any credentials."""
        for secret in self._secrets:
            said = said.replace(secret, "…")
        line = " ".join("".join(c if c.isprintable() else " " for c in said).split())
        return EndpointError(f"{self._name}: {line if len(line) <= 400 else line[:399] + '…'}")

    def checked(self, reply: Reply) -> Reply:
        """The reply, if the server did what it was asked. Raises `EndpointError` with what it says otherwise."""
        if reply.status < 300:
            return reply
        if reply.status < 400:
            raise self.error(f"sends on to {without_credentials(reply.location)[:200]}; give that address instead")
        hint = f"put user:password@ into the address, or a token into {TOKEN}; " if reply.status in (401, 403) else ""
        first = reply.body.readline(1000).decode("utf-8", "replace")
        raise self.error(f"answers {reply.status} {reply.reason[:80]}; {hint}it says: {first[:200]}")

    def _cut(self) -> None:
        self._late = True
        if self._connection.sock:
            with suppress(OSError):
                self._connection.sock.shutdown(socket.SHUT_RDWR)

    def _exchanged(self, request: Request, seconds: float) -> Reply:
        until = time.monotonic() + seconds
        kept = self._connection.sock is not None
        try:
            response = self._asked(request, seconds)
        except (ConnectionError, http.client.BadStatusLine):
            if not kept or self._late:
                raise
            # a server may have closed the connection that was kept; to say anything here twice does no harm
            self._connection.close()
            response = self._asked(request, seconds)
        kind = response.headers.get_content_type() if response.headers["Content-Type"] else ""
        location = response.headers.get("Location", "")
        return Reply(response.status, response.reason, kind, location, self._body(response, until))

    def _asked(self, request: Request, seconds: float) -> http.client.HTTPResponse:
        self._connection.timeout = seconds
        if self._connection.sock:
            self._connection.sock.settimeout(seconds)
        headers = self._headers | dict(request.headers)
        self._connection.request(request.method, request.path, request.body, headers)
        return self._connection.getresponse()

    def _body(self, response: http.client.HTTPResponse, until: float) -> IO[bytes]:
        body = io.BytesIO()
        with response:
            while part := response.read1(1 << 16):
                body.write(part)
                if body.tell() > self._limit:
                    self._connection.close()
                    raise self.error(f"answers with more than {self._limit:,} bytes; narrow the query")
                if time.monotonic() > until:
                    raise TimeoutError
        body.seek(0)
        return body


def addresses(url: str, graph_store: str) -> tuple[str, str]:
    """The addresses for queries and for graphs, by the rule of `kg.endpoint.Endpoint`."""
    if not _is_usable(url):
        told = without_credentials(url)[:100]
        raise EndpointError(f"{told!r}: is no address of a server; write one like http://localhost:7878")
    parts = urlsplit(url)
    if graph_store:
        store = urljoin(url, graph_store)
        if not _is_usable(store) or origin(store) != origin(url):
            raise EndpointError(f"{without_credentials(url)}: its graph store must be on the same server")
        return url, store
    base, _, last = parts.path.rstrip("/").rpartition("/")
    if last not in ("query", "sparql"):
        base, last = parts.path.rstrip("/"), "query"
    return parts._replace(path=f"{base}/{last}").geturl(), parts._replace(path=f"{base}/store", query="").geturl()


def _is_usable(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def origin(url: str) -> tuple[str, str]:
    """Scheme and host with port.

    >>> origin("http://me:secret@localhost:7878/query")
    ('http', 'localhost:7878')
    """
    parts = urlsplit(url)
    return parts.scheme, parts.netloc.rpartition("@")[2].lower()


def path_of(url: str) -> str:
    """What of the address a request names, encoded."""
    parts = urlsplit(url)
    query = "?" + quote(parts.query, safe=_SAFE + "?") if parts.query else ""
    return quote(parts.path or "/", safe=_SAFE) + query


def without_credentials(url: str) -> str:
    """The address as it may be shown.

    >>> without_credentials("http://me:secret@localhost/query?key=secret")
    'http://localhost/query'
    """
    return re.sub("//[^/?#]*@", "//", re.split("[?#]", url)[0])


def _credentials(url: str) -> tuple[list[str], dict[str, str]]:
    """What must never be shown, and the headers."""
    headers = {"User-Agent": "yutu-kg"}
    parts = urlsplit(url)
    if parts.username is not None:
        password = unquote(parts.password or "")
        coded = base64.b64encode(f"{unquote(parts.username)}:{password}".encode()).decode()
        return [coded, *filter(None, [password])], headers | {"Authorization": f"Basic {coded}"}
    token = os.environ.get(TOKEN, "").strip()
    if not token:
        return [], headers
    if not re.fullmatch("[!-~]+", token):
        raise EndpointError(f"{TOKEN}: holds what cannot stand in a header; set it to the bare token")
    return [token], headers | {"Authorization": f"Bearer {token}"}
