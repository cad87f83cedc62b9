"""Digests: by which it is known whether a page was read as it is now, and whether two files hold the same one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from kg import ontology
from kg.model import Knowledge


def text_digest(knowledge: Knowledge) -> str:
    """By which two files are known to hold the same page: a digest of the texts of its articles."""
    texts = "\0".join(article.text for article in knowledge.articles)
    return hashlib.blake2b(texts.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def digest_of(path: Path, said: Mapping[str, str], *, limit: int) -> str:
    """What the yield of a file hangs on: its bytes, what the user says of it, the ontology folder and this program.

    Empty for what is no file of at most `limit` bytes. Raises `OSError` when it cannot be read.
    """
    if not path.is_file() or path.stat().st_size > limit:
        return ""
    return digest_with(path.read_bytes(), said)


def digest_with(data: bytes, said: Mapping[str, str]) -> str:
    """A digest of the bytes, what the user says of them, the ontology folder and this program."""
    told = json.dumps(dict(said), ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(data + told.encode() + program().encode(), digest_size=16).hexdigest()


def program() -> str:
    """A digest of this program and the ontology folder in use."""
    return _program(ontology.folder())


@lru_cache(maxsize=8)
def _program(folder: Path) -> str:
    package = Path(__file__).parent
    found = hashlib.blake2b(digest_size=16)
    files = [*package.rglob("*.py"), *(file for kind in ("tsv", "yaml", "gz") for file in folder.rglob(f"*.{kind}"))]
    for file in sorted(files, key=lambda f: f.as_posix()):
        found.update(file.name.encode() + b"\0" + file.read_bytes())
    return found.hexdigest()
