"""What several tests share: the sample page, its graph, and the folder of gold facts."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import view_sample
from browsing import Opened, running
from hypothesis import HealthCheck, settings

import kg
from kg.model import Knowledge
from kg.view import write_html

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "tests" / "pages" / "minfeng-20240418-A02.txt"

# The same examples on every machine, and no clock: a shared core must not decide whether a test passes.
settings.register_profile(
    "project", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("project")


@pytest.fixture(scope="session")
def sample() -> Path:
    """The sample page."""
    return SAMPLE


@pytest.fixture(scope="session")
def sample_graph() -> kg.Graph:
    """The graph of the sample page, built once; tests must not change it."""
    return kg.build(SAMPLE)


@pytest.fixture(scope="session")
def gold() -> Path:
    """The folder of gold facts beside the checkout; without it a test is skipped, but fails under CI."""
    folder = ROOT.parent / "shared" / "gold"
    if not folder.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{folder} is missing")
        pytest.skip(f"{folder} is missing")
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A browser for all tests of the view."""
    with running() as found:
        yield found


@pytest.fixture(scope="session")
def sample_page(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """The page of the hand-made sample, opened once for many tests."""
    path = tmp_path_factory.mktemp("view") / "map.html"
    known = view_sample.sample()
    write_html(known, path, settled=view_sample.tenures(known))
    opened = Opened(browser, path)
    yield opened
    opened.page.close()


@pytest.fixture
def visit(sample_page: Opened) -> Callable[..., Opened]:
    """Takes that page to a state that an address says; what a test does there is undone for the next."""

    def one(state: str = "") -> Opened:
        sample_page.visit(state)
        return sample_page

    return one


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Opens the page of some knowledge, in the state that an address says."""
    opened: list[Opened] = []

    def one(knowledge: Knowledge, state: str = "", *, focus: str = "", title: str = "", **wishes: Any) -> Opened:
        settled = wishes.pop("settled", ())
        write_html(knowledge, tmp_path / "map.html", settled=settled, focus=focus, title=title)
        opened.append(Opened(browser, tmp_path / "map.html", state, **wishes))
        return opened[-1]

    yield one
    for each in opened:
        each.page.close()
