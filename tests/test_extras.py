"""What is said where a package of an extra is missing, by every way out that needs one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from handmade import built

from kg import plot
from kg.extras import ExtraError, extra

ROOT = Path(__file__).resolve().parents[1]
# as on a machine with the plain install
PLAIN = """
import sys
sys.modules |= dict.fromkeys(("matplotlib", "pandas", "pyarrow"))
from kg import cli
sys.exit(cli.main(sys.argv[1:]))
"""


def plain(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PLAIN, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=ROOT)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("plain") / "built")


@pytest.mark.parametrize("name", plot.names())
def test_each_picture_names_what_to_install(folder: Path, name: str) -> None:
    asked = {"partners": "province=海宁", "post": "post=海宁省省长", "person": "person=任远帆"}
    done = plain("plot", folder, name, *filter(None, [asked.get(name)]))
    said = "kg: this needs matplotlib; install it with `pip install 'yutu-kg[analysis]'`\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", said)


def test_tables_name_what_to_install(folder: Path) -> None:
    done = plain("export", folder, "-o", folder / "tables", "--format", "parquet")
    said = "kg: this needs pyarrow; install it with `pip install 'yutu-kg[parquet]'`\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", said)


def test_pictures_are_listed_without_it() -> None:
    assert plain("plot", "--list").stdout.startswith("visits [visitor=…]")


@pytest.mark.parametrize("broken", ["other", None])
def test_what_is_broken_in_itself_tells_so(broken: str | None) -> None:
    with pytest.raises(ModuleNotFoundError) as told, extra("pandas"):
        raise ModuleNotFoundError("of another", name=broken)
    assert not isinstance(told.value, ExtraError)
