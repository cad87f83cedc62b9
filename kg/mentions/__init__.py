"""What a text names: persons, posts, places, bodies and the rest, found by lexicons and small grammars."""
