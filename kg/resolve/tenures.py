"""From when until when somebody held a post."""

from __future__ import annotations

from collections.abc import Sequence

from kg.resolve.settled import Settled
from kg.resolve.traces import Holding


def settle(holdings: Sequence[Holding]) -> Settled:
    """Nothing yet."""
    return Settled()
