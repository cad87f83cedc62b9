"""Who is who among the persons of one name."""

from __future__ import annotations

from collections.abc import Sequence

from kg.resolve.settled import Settled
from kg.resolve.traces import Sighting
from kg.resolve.verdicts import Verdicts


def settle(sightings: Sequence[Sighting], verdicts: Verdicts) -> Settled:
    """To be written."""
    raise NotImplementedError
