"""Much work done by several processes: in order, as it is asked for, and never much more of it at once than is needed."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import chain, islice
from typing import TypeVar

from kg.model import YutuError

Task = TypeVar("Task")
Done = TypeVar("Done")
FEW = 16  # below this, starting processes takes longer than it saves
_AHEAD = 4  # chunks in work or waiting for each process


class CrewError(YutuError):
    """A process that did part of the work was killed."""


def over(work: Callable[[Task], Done], tasks: Iterable[Task], *, chunk: int = 16) -> Iterator[Done]:
    """What `work` makes of each task, in order.

    Few tasks are done here, many by processes of their own, to which tasks go by chunks as the results are taken: memory
    holds a few chunks only. Raises `CrewError` when a process was killed, and whatever `work` raises.

    >>> list(over(abs, [-1, 2]))
    [1, 2]
    """
    left = iter(tasks)
    first = list(islice(left, FEW))
    if len(first) < FEW or (workers := _workers()) == 1:
        yield from map(work, chain(first, left))
        return
    try:
        with ProcessPoolExecutor(workers) as pool:
            yield from _done(pool, partial(_all, work), _chunks(chain(first, left), chunk), workers * _AHEAD)
    except BrokenProcessPool as error:
        raise CrewError("a process was killed (out of memory?); build fewer pages at once") from error


def _workers() -> int:
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 61)


def _chunks(tasks: Iterator[Task], size: int) -> Iterator[list[Task]]:
    # the first are small, so that no process waits long for the others when there is little to do
    for length in chain([1, 1, 2, 2, 4, 4, 8, 8]):
        if few := list(islice(tasks, min(length, size))):
            yield few
    while many := list(islice(tasks, size)):
        yield many


def _done(
    pool: ProcessPoolExecutor, work: Callable[[list[Task]], list[Done]], chunks: Iterator[list[Task]], most: int
) -> Iterator[Done]:
    waiting: deque[Future[list[Done]]] = deque()
    try:
        for chunk in chunks:
            waiting.append(pool.submit(work, chunk))
            if len(waiting) >= most:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


def _all(work: Callable[[Task], Done], tasks: list[Task]) -> list[Done]:
    return [work(task) for task in tasks]
