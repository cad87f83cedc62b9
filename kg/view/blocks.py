"""Data inside the page: JSON in blocks that are never run, the large ones packed and opened when they are asked for."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

# in JSON inside HTML: what could end the block, begin a comment, or end a line of script
ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&'\u2028\u2029"}


def compact(value: Any) -> str:
    """The value as JSON without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def embedded(value: Any) -> str:
    """The value as JSON that nothing inside it can end.

    >>> embedded("</script>")
    '"\\\\u003c/script\\\\u003e"'
    """
    return compact(value).translate(ESCAPES)


def packed(value: Any) -> str:
    """The value as deflated JSON in base64.

    >>> unpacked(packed({"a": [1, 2]}))
    {'a': [1, 2]}
    """
    # a lone surrogate from a broken page is no reason to lose the map
    return base64.b64encode(zlib.compress(compact(value).encode("utf-8", "replace"), 6)).decode("ascii")


def unpacked(text: str) -> Any:
    """What was packed."""
    return json.loads(zlib.decompress(base64.b64decode(text)))
