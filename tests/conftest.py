"""What several tests share: the sample page, its graph, and the folder of gold facts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import kg

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
