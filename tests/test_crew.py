"""Work by several processes: in order, whatever it is, and never far ahead of who takes it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from kg import crew
from kg.crew import CrewError, over


def square(number: int) -> int:
    return number * number


def fail(number: int) -> int:
    raise ZeroDivisionError(number)


def die(number: int) -> int:
    os._exit(3) if number == 40 else None
    return number


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "_workers", lambda: 2)


@pytest.mark.parametrize("count", [0, 1, crew.FEW - 1, crew.FEW, 500])
@pytest.mark.usefixtures("two")
def test_results_come_in_the_order_of_the_tasks(count: int) -> None:
    assert list(over(square, range(count))) == [number * number for number in range(count)]


@pytest.mark.usefixtures("two")
def test_tasks_are_taken_as_results_are() -> None:
    taken = 0

    def tasks() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken - 1

    done = over(square, tasks(), chunk=4)
    assert [next(done) for _ in range(20)] == [number * number for number in range(20)]
    assert taken < 200
    done.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(("work", "error"), [(fail, ZeroDivisionError), (die, CrewError)])
@pytest.mark.usefixtures("two")
def test_what_goes_wrong_is_raised(work: type, error: type[Exception]) -> None:
    with pytest.raises(error):
        list(over(work, range(100)))
