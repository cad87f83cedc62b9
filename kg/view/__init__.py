"""The graph as one HTML file that works offline: a map that stands still, and the sentences behind every line of it."""

from kg.view.focus import UnknownNameError
from kg.view.html import render_html, save, write_html

__all__ = ["UnknownNameError", "render_html", "save", "write_html"]
