"""The set phrases that an article uses, each with the first sentence that has it."""

from __future__ import annotations

from kg.mentions.scene import Scene
from kg.rules.book import Book


def note_phrases(scene: Scene, book: Book) -> None:
    """State that the article uses the set phrases of the sentence."""
    for found in scene.phrases:
        phrase = found.phrase
        ident = book.enter(f"phrase/{phrase.name}", "Phrase", phrase.name, english=phrase.english)
        book.state(f"article/{book.article.id}", "usesPhrase", ident, scene.sentence.span, "phrases")
