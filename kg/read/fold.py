"""One plain form for characters that print the same word in several ways.

Lexicons and rules are written in simplified characters and half-width digits. Pages are not: full-width digits,
traditional characters, and look-alikes that OCR takes for one another. `fold` maps each character to one character,
so that offsets in the folded text are offsets in the text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from opencc import OpenCC

from kg import ontology


@lru_cache(maxsize=128)  # who reads a page folds its articles more than once
def fold(text: str) -> str:
    """`text` in simplified characters, half-width letters and digits, look-alikes mended; of the same length.

    >>> fold("２０２２")
    '2022'
    """
    return _NARROW.sub(lambda match: _WIDE[match[0]], text.translate(_PLAIN))


# marks set half-width by OCR: they stand beside a wide character, not within a number or a foreign word
_WIDE = dict(zip(",:;?!()", "，：；？！（）", strict=True))
_NARROW = re.compile(r"[()]|[,:;?!](?=[^\x00-\x7f])|(?<=[^\x00-\x7f])[,:;?!]")


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=1)
def _lookalikes() -> dict[str, str]:
    return {row["printed"]: row["meant"] for row in ontology.table("lookalikes")}


class _Plain(dict[int, str]):
    """For `str.translate`: each character's plain form, found when it is first met."""

    def __missing__(self, code: int) -> str:
        plain = self[code] = _plain(chr(code))
        return plain


_PLAIN = _Plain((code, chr(code)) for code in range(0x80))


def _plain(char: str) -> str:
    if char in _lookalikes():
        return _lookalikes()[char]
    if "\uff10" <= char <= "\uff5a" and char.isalnum():
        return unicodedata.normalize("NFKC", char)
    if 0x3400 <= ord(char) <= 0x9FFF and not _is_simplified(char):
        plain: str = _converter().convert(char)
        return plain if len(plain) == 1 else char
    return char


def _is_simplified(char: str) -> bool:
    # GB 2312 holds the simplified standard; what stands in it is never a traditional form to be mended
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
