"""From a file's bytes to text in which an offset means the same thing everywhere.

Line ends become `\\n`, one for each printed line end, and the text always ends in one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from charset_normalizer import from_bytes

from kg.model import YutuError

LIMIT = 2_000_000
MOST_LINES = 50_000
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_KINDS = {b"%PDF": "PDF", b"PK\x03\x04": "Office or ZIP", b"\x89PNG": "image", b"\xff\xd8\xff": "image"}
# halves of characters, which JSON can hold and UTF-8 cannot, are none either
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")


class ReadError(YutuError):
    """A file cannot be read as a page of text."""


def read_text(path: Path) -> str:
    """The text of the file at `path`, in whichever of the usual encodings it is written.

    Raises `ReadError` when the file is missing, empty, over 2 MB, binary, or in no encoding known here.
    """
    return as_text(_decode(path, _bytes(path)), path)


def as_text(decoded: str, path: Path) -> str:
    """The text of a page with plain line ends and no controls. Raises `ReadError` when it holds none, or too many lines."""
    text = _CONTROLS.sub(" ", _LINE_ENDS.sub("\n", decoded)).rstrip("\ufeff")
    if not text.strip():
        raise ReadError(f"{path}: holds no text; delete the file or recognise the page again")
    if text.count("\n") > MOST_LINES:
        raise ReadError(f"{path}: has over {MOST_LINES} lines, too many for a page; split it into smaller files")
    return text if text.endswith("\n") else text + "\n"


def _bytes(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise ReadError(f"{path}: is no file of text; name a file or a folder")
        size = path.stat().st_size
        if size > LIMIT:
            raise ReadError(
                f"{path}: has {size / 1e6:.0f} MB, too much for a page; split it into files of at most 2 MB"
            )
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror}); check the name and the permissions") from error
    if not data:
        raise ReadError(f"{path}: is empty; delete it or put the page's text into it")
    return data


class Lines:
    """The lines of one file as text, all in one encoding: UTF-8 if a line before was, else that of the first that is not."""

    def __init__(self) -> None:
        self._encoding = ""

    def text(self, line: bytes, where: Path, after: Callable[[], bytes]) -> str:
        """The line as text; `after` gives what follows it, to guess by. Raises `ReadError`, at `where`, for a damaged one."""
        if not self._encoding and not line.isascii():
            whole = line if _is_plain(line) else (line + after()).rpartition(b"\n")[0] or line
            self._encoding = "utf-8" if _is_utf8(where, whole) else _guess(where, whole, _AMONG_FIELDS)
        try:
            return line.decode(self._encoding or "ascii")
        except UnicodeDecodeError as error:
            raise ReadError(
                f"{where}: is broken {error.encoding} at byte {error.start}; save it again as UTF-8"
            ) from error


def _decode(path: Path, data: bytes) -> str:
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "")
    if not encoding:
        _refuse_binary(path, data)
        encoding = "utf-8" if _is_utf8(path, data) else _guess(path, data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(f"{path}: is broken {encoding} at byte {error.start}; save it again as UTF-8") from error


def _refuse_binary(path: Path, data: bytes) -> None:
    kind = next((name for mark, name in _KINDS.items() if data.startswith(mark)), "")
    controls = sum(data[:65536].count(byte) for byte in (*range(9), *range(14, 27), 28, 29, 30, 31, 127))
    if kind or b"\x00" in data or controls > len(data[:65536]) / 100:
        what = f"a binary file ({kind})" if kind else "a binary file"
        raise ReadError(f"{path}: is {what}, not text; give its text as .txt in UTF-8")


def _is_plain(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_utf8(path: Path, data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        # a few bad bytes among much good UTF-8 are damage; guessing would turn the whole page into other characters
        loose = data.decode("utf-8", "replace")
        han = len(_HAN.findall(loose))
        if han > 20 * loose.count("\ufffd"):
            raise ReadError(f"{path}: is broken UTF-8 at byte {error.start}; save it again as UTF-8") from error
        return False
    return True


_HAN = re.compile(r"[\u4e00-\u9fff]")
_AMONG_FIELDS = 0.05  # characters in so many that are Han, where names of fields and addresses stand between them


def _guess(path: Path, data: bytes, least: float = 0.2) -> str:
    best = from_bytes(data, cp_isolation=["gb18030", "big5"], enable_fallback=False).best()
    if best is None or len(_HAN.findall(str(best))) < len(str(best)) * least:
        raise ReadError(f"{path}: is in no known encoding (UTF-8, UTF-16, GB18030, Big5); save it again as UTF-8")
    return best.encoding
