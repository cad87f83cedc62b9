"""What an analyst decided on who is who: the file `identity.tsv` of a graph's folder."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The lines of the file."""
