"""The pictures of the page on analysis, drawn from the sample pages."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import kg

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("tests/pages", "tests/questions", "tests/gold/developed")
# what is asked of each; pictures of many small parts are smaller as pixels
PICTURES = {
    "visits.svg": ("visits", {}),
    "zones.svg": ("zones", {}),
    "projects.svg": ("projects", {}),
    "partners.svg": ("partners", {"province": "福建"}),
    "post.svg": ("post", {"post": "福建省委书记"}),
    "person.svg": ("person", {"person": "林叙川"}),
    "phrases.png": ("phrases", {"most": "3"}),
    "articles.png": ("articles", {}),
}


@cache
def draw(folder: Path) -> None:
    """Draw them, once: a site that is served is configured again with each change."""
    folder.mkdir(exist_ok=True)
    graph = kg.build(*(ROOT / path for path in PAGES))
    for name, (plot, values) in PICTURES.items():
        graph.plot.draw(plot, **values).save(folder / name)
