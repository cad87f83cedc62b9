"""What the site takes from the project itself, anew with each build, so that it cannot fall behind.

The page of the vocabulary and the pictures are written before the pages are read; `<!-- made: NAME -->` in a page is
replaced by the list of this name (`made.listed`).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from made import listed, markdown, pictures
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

_MADE = re.compile(r"<!-- made: (\w+) -->")


def on_config(config: MkDocsConfig) -> None:
    """Write what is made from the project; git ignores it."""
    from kg import docs

    folder = Path(config.docs_dir)
    _write(folder / "ontology.html", docs.render())
    pictures.draw(folder / "assets" / "made")


def _write(path: Path, text: str) -> None:
    # `mkdocs serve` would begin again for ever if files changed that say the same
    if not path.is_file() or path.read_text("utf-8") != text:
        path.write_text(text, "utf-8")


def on_page_markdown(text: str, *, page: Page, config: MkDocsConfig, files: Files, **_: Any) -> str:
    """A page with its lists, in its language."""
    language = "en" if page.file.src_uri.endswith(".en.md") else "zh"
    return _MADE.sub(lambda found: listed.listed(found[1], language), markdown.for_site(text))
