"""A run: the results of several sets, as JSON and back, so that a later run can be held against it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from kg.evaluate.gold import evaluate
from kg.evaluate.labelled import score_set
from kg.evaluate.result import Difference, Result
from kg.model import YutuError

_COUNTS = "_counts"


class RunError(YutuError):
    """A file that no run was saved in, or two sets of one name."""


@dataclass(frozen=True)
class Run:
    """Results by the names of their sets: the last two parts of their paths."""

    results: dict[str, Result]

    def dumps(self, **more: object) -> str:
        """The run as JSON: for each of the `sets` its figures and counts, by table and name, and its `differences`.

        What is `more` stands beside the sets.
        """
        sets = {name: _told(result) for name, result in self.results.items()}
        return json.dumps({"sets": sets, **more}, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def read(cls, path: Path) -> Run:
        """The run that was saved at `path`. Raises `RunError` when there is none."""
        try:
            sets = json.loads(path.read_text("utf-8"))["sets"]
            return cls({name: _result(told) for name, told in sets.items()})
        except OSError as error:
            raise RunError(f"{path}: cannot be read ({error.strerror}); `kg eval … --save {path}` writes it") from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise RunError(f"{path}: is no run that `kg eval --save` wrote ({type(error).__name__})") from error


def _told(result: Result) -> dict[str, Any]:
    return {**result.figures(), "note": result.note, "differences": [*map(short, result.differences)]}


def short(difference: Difference) -> dict[str, Any]:
    """A difference as JSON, without what is as it mostly is."""
    defaults = {field.name: field.default for field in fields(Difference)}
    return {name: value for name, value in asdict(difference).items() if value != defaults[name]}


def _result(told: dict[str, Any]) -> Result:
    result = Result(differences=[Difference(**one) for one in told["differences"]], note=told["note"])
    for name, by_name in told.items():
        if name.endswith(_COUNTS):
            table = result.tables[name.removesuffix(_COUNTS)]
            table.update({group: Counter(counts) for group, counts in by_name.items() if group != "all"})
    return result


def run(paths: Iterable[Path], most: int = 0) -> Run:
    """The run over folders of gold facts and files of labelled sentences, of these `most` sentences each if that is said.

    Raises `GoldError` and `LabelledError` for what is neither, `RunError` where two have one name.
    """
    named: dict[str, Path] = {}
    for path in paths:
        if (other := named.setdefault(_name(path), path)).resolve() != path.resolve():
            raise RunError(f"{other} and {path}: a run knows both as {_name(path)}; rename one")
    return Run({name: score_set(path, most) if path.is_file() else _whole(path) for name, path in named.items()})


def _whole(folder: Path) -> Result:
    return sum(evaluate(folder).values(), Result())


def _name(path: Path) -> str:
    return "/".join(path.resolve().parts[-2:])
