"""Examples in docstrings as blocks of Python; without it Markdown takes each `>>>` for a quote within a quote."""

from __future__ import annotations

import re
from typing import Any

import griffe

_EXAMPLE = re.compile(r"^>>> .*(?:\n(?!\n).*)*", flags=re.MULTILINE)


class Doctests(griffe.Extension):
    """Fences every example."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Fence the examples of one object's docstring."""
        if obj.docstring:
            obj.docstring.value = fenced(obj.docstring.value)


def fenced(text: str) -> str:
    """The text with its examples, each up to an empty line, as blocks.

    >>> fenced("One.\\n\\n>>> 1\\n1")
    'One.\\n\\n```pycon\\n>>> 1\\n1\\n```'
    """
    return _EXAMPLE.sub(lambda found: f"```pycon\n{found[0]}\n```", text)
