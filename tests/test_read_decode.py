"""Encodings are told apart, and what is no page of text is refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.read import ReadError, read_page
from kg.read.decode import read_text

TEXT = "海湾日报\n2021年3月4日 星期四\n\n市里召开大会\n\n3月3日，海湾市召开大会，市长李明远出席并讲话。\n" * 3
TRADITIONAL = "海灣日報\n2021年3月4日\n\n市裡召開大會\n\n3月3日，海灣市召開大會，市長李明遠出席並講話。\n" * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert read_text(path) == TEXT


def test_big5(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(TRADITIONAL.encode("big5", "ignore"))
    assert read_text(path) == TRADITIONAL.encode("big5", "ignore").decode("big5")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \n\n", "holds no text"),
        (b"\x00\x01\x02\x03" * 100, "binary file"),
        (b"%PDF-1.7 some text", "binary file (PDF)"),
        (bytes(range(0x80, 0x100)) * 20, "no known encoding"),
        (TEXT.encode()[:200] + b"\xff" + TEXT.encode()[200:], "broken UTF-8 at byte"),
        (b"\xff\xfe" + b"\x00\xd8" * 3, "broken utf-16"),
        (b"x" * 2_000_001, "split it"),
        (b"x\n" * 50_001, "split it"),
    ],
)
def test_what_is_no_page(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    with pytest.raises(ReadError) as error:
        read_page(path)
    assert message in str(error.value)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="cannot be read"):
        read_page(tmp_path / "none.txt")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\f", "\u2028"])
def test_line_ends(tmp_path: Path, end: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(f"一{end}二".encode())
    assert read_text(path) == "一\n二\n"


def test_control_characters_become_blanks(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(("海湾市召开大会。" * 20 + "\x1b[31m").encode())
    assert "\x1b" not in read_text(path)
