"""Digests: what the yield of a file hangs on."""

from __future__ import annotations

from pathlib import Path

from kg.digests import digest_of


def test_the_digest_hangs_on_the_bytes_and_on_what_is_said(tmp_path: Path) -> None:
    file = tmp_path / "p.txt"
    found = set()
    for text, said in (("a", {}), ("b", {}), ("a", {"paper": "x"}), ("a", {})):
        file.write_text(text, "utf-8")
        found.add(digest_of(file, said, limit=1))
    assert len(found) == 3
    assert [digest_of(path, {}, limit=0) for path in (file, tmp_path)] == ["", ""]
