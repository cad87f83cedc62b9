"""Packages that only some ways out of the graph need, and what is said where one is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kg.model import YutuError


class ExtraError(YutuError):
    """A package that this needs and that is not installed."""


@contextmanager
def extra(package: str, name: str = "analysis") -> Iterator[None]:
    """Within, `package` of the extra `name` is imported. Raises `ExtraError`, which says what to install, where it is missing.

    >>> with extra("abacus"):
    ...     import abacus
    Traceback (most recent call last):
    kg.extras.ExtraError: this needs abacus; install it with `pip install 'yutu-kg[analysis]'`
    """
    try:
        yield
    except ModuleNotFoundError as error:
        # what is there but broken tells for itself what it lacks
        if (error.name or "").partition(".")[0] != package:
            raise
        raise ExtraError(f"this needs {package}; install it with `pip install 'yutu-kg[{name}]'`") from error
