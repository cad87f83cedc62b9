"""What a page of the view holds, read back from its HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from kg.view.blocks import unpacked


class Page:
    """The blocks of a page: what it draws first, and what it opens later."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.told: dict[str, Any] = self._json("told")
        self.nodes: list[dict[str, Any]] = self._json("nodes")
        self.edges: list[dict[str, Any]] = self._json("edges")

    def _json(self, name: str) -> Any:
        found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', self.html, re.DOTALL)
        assert found
        return json.loads(found[1])

    def block(self, name: str) -> Any:
        found = re.search(rf'id="block-{name}">(.*?)</script>', self.html)
        assert found
        return unpacked(found[1])

    def name(self, number: int) -> str:
        return str(self.block("entities")["name"][number])

    def names(self) -> set[str]:
        """The names of all nodes."""
        known = self.block("entities")["name"]
        return {known[node["id"]] for node in self.nodes}

    def facts(self) -> Iterator[dict[str, Any]]:
        """Each fact with the names of its ends and its sentence."""
        columns, names, quotes = self.block("facts"), self.block("entities")["name"], self.quotes()
        for i, subject in enumerate(columns["subject"]):
            thing, number = columns["object"][i], columns["quote"][i]
            yield {
                "property": columns["properties"][columns["property"][i]],
                "subject": names[subject],
                "object": names[thing] if thing >= 0 else columns["value"][str(i)],
                "ends": [str(subject), str(thing)],
                "rule": columns["rules"][columns["rule"][i]],
                "quote": quotes[number] if number >= 0 else None,
            }

    def quotes(self) -> list[Any]:
        found: list[Any] = []
        while (
            f'id="block-quotes{len(found) // self.told["sheet"]}"' in self.html and len(found) % self.told["sheet"] == 0
        ):
            found += self.block(f"quotes{len(found) // self.told['sheet']}")
        return found
